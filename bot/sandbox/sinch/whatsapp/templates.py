"""WhatsApp templates: read, create, update, delete. A template is its name and language."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.whatsapp.account import initialized
from bot.sandbox.sinch.whatsapp.meta_rules import refusal
from bot.sandbox.sinch.whatsapp.template_rules import as_stored, check_always, check_submit
from bot.sandbox.sinch.whatsapp.template_view import analytics, masked
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import Scope

NAME_BLOCKED_DAYS = 30
LANGUAGE_BLOCKED_DAYS = 28
_UPDATABLE = ("APPROVED", "DISABLED", "PAUSED", "REJECTED")


def key_of(template: Record) -> str:
    """Where its activities are kept."""
    return f"whatsapp_template:{template['name']}/{template['language']}"


def find_template(call: Call) -> Record:
    """The template of the path; its project must be onboarded."""
    initialized(call.project)
    template = call.project.templates.get(f"{call.path['templateName']}/{call.path['languageCode']}")
    if template is None:
        raise ApiError("template_not_found")
    return template


def unlocked(template: Record) -> Record:
    """The template, unless another operation is at work on it."""
    if template.get("_locked"):
        raise ApiError("resource_locked")
    return template


def _view(call: Call, template: Record) -> Record:
    record = public(template)
    account = call.project.whatsapp_account or {}
    days = call.query.get("templateAnalyticsDateRange", "DAY")
    record["analytics"] = analytics(template, days, call.world.now()) if account.get("wabaEnabledForInsights") else []
    return masked(record, call.query.get("fieldMask"))


def _list(call: Call) -> Record:
    initialized(call.project)
    prefix = call.query.get("templateName", "")
    found = [
        template
        for template in call.project.templates.values()
        if template["name"].startswith(prefix) and call.matches_filters(template)
    ]
    return _page(call, found)


def _list_by_name(call: Call) -> Record:
    initialized(call.project)
    found = _languages(call, call.path["templateName"])
    if not found:
        raise ApiError("template_not_found")
    return _page(call, found)


def _page(call: Call, found: list[Record]) -> Record:
    found.sort(key=lambda template: (template["name"], template["language"]))
    part, head = call.window.cut(found)
    return {**head, "templates": [_view(call, template) for template in part]}


def _languages(call: Call, name: str) -> list[Record]:
    return [template for template in call.project.templates.values() if template["name"] == name]


def _get(call: Call) -> Record:
    return _view(call, find_template(call))


def _create(call: Call) -> Record:
    initialized(call.project)
    body = call.body
    _check_identity(call, body["name"], body["language"], body["category"])
    details = body.get("details", {"components": []})
    check_always(call, details)
    template: Record = {
        "name": body["name"],
        "language": body["language"],
        "category": body["category"],
        "qualityScore": "QUALITY_SCORE_UNKNOWN",
        "analytics": [],
        "isMetaGenerated": False,
        "changes": {
            "status": "DRAFT",
            "allowCategoryChange": body.get("allowCategoryChange", False),
            "details": as_stored(details),
        },
    }
    if body.get("status", "SUBMIT") == "DRAFT":
        return _store(call, template)
    try:
        _submit(call, template, details)
    except ApiError:
        if body.get("saveDraftOnFailure"):
            _store(call, template)
        raise
    return _store(call, template)


def _store(call: Call, template: Record) -> Record:
    call.project.templates[f"{template['name']}/{template['language']}"] = template
    call.note(key_of(template), "CREATED")
    call.note(key_of(template), template["changes"]["status"])
    return _view(call, template)


def _submit(call: Call, template: Record, details: Record) -> None:
    """Send the changes to Meta; a template that was never there before waits as PENDING."""
    check_submit(call, template["category"], details)
    stored = template["changes"]["details"]
    if call.world.strict_meta and (fault := refusal(details)):
        raise ApiError("template_submit_error", metaError=fault)
    if _same_content(call, template, stored):
        raise ApiError("template_content_already_exists")
    if len(call.project.templates) >= call.world.template_limit:
        raise ApiError("template_limit_reached")
    template["changes"]["status"] = "IN_PROGRESS"
    template.setdefault("state", "PENDING")


def _same_content(call: Call, template: Record, details: Record) -> bool:
    mine = json.dumps(details.get("components"), sort_keys=True)
    return any(
        other["name"] != template["name"]
        and other["language"] == template["language"]
        and json.dumps(content_of(other).get("components"), sort_keys=True) == mine
        for other in call.project.templates.values()
    )


def content_of(template: Record) -> Record:
    """What is live, else what is pending."""
    content: Record = template.get("details") or template.get("changes", {}).get("details", {})
    return content


def _check_identity(call: Call, name: str, language: str, category: str) -> None:
    siblings = _languages(call, name)
    taken = [sibling["language"] for sibling in siblings]
    if language in taken:
        raise ApiError("template_exists", supportedCodes=", ".join(taken))
    gone = call.project.deleted_templates
    if name in gone and call.since(gone[name]).days < NAME_BLOCKED_DAYS:
        raise ApiError("template_name_recently_used", f"The name {name} ({language}) was deleted within 30 days.")
    deleted = gone.get(f"{name}/{language}")
    if deleted and call.since(deleted).days < LANGUAGE_BLOCKED_DAYS:
        raise ApiError("template_language_recently_deleted")
    if any(sibling["category"] != category for sibling in siblings):
        raise ApiError("template_incorrect_category")


def _update(call: Call) -> Record:
    template = unlocked(find_template(call))
    _check_updatable(call, template)
    changes = dict(template.get("changes") or {"status": "DRAFT", "details": {}})
    given = call.body.get("details", {})
    if "changes" not in template and not call.body.keys() - {"status"}:
        return _view(call, template)
    check_always(call, given)
    base = changes.get("details") or template.get("details", {})
    merged = _merge(base, given)
    changes.update(status="DRAFT", details=as_stored(merged))
    if "allowCategoryChange" in call.body:
        changes["allowCategoryChange"] = call.body["allowCategoryChange"]
    draft = {**template, "category": call.body.get("category", template["category"]), "changes": changes}
    if call.body.get("status") == "SUBMIT":
        call.require("WhatsappTemplateDetailsInputDto", {"components": merged.get("components", [])})
        _submit(call, draft, merged)
    template.update(draft)
    call.note(key_of(template), "EDITED")
    call.note(key_of(template), changes["status"])
    return _view(call, template)


def _merge(old: Record, given: Record) -> Record:
    merged = {**old, **{name: value for name, value in given.items() if name != "optimization"}}
    if "optimization" in given:
        new: Any = given["optimization"]
        kept = (old.get("optimization") or {}).get("bidCountryMultiplierOverrides")
        if new is not None and "bidCountryMultiplierOverrides" not in new and kept:
            new = {**new, "bidCountryMultiplierOverrides": kept}
        merged["optimization"] = new
    return {name: value for name, value in merged.items() if value is not None}


def _check_updatable(call: Call, template: Record) -> None:
    state = template.get("state")
    if template["isMetaGenerated"]:
        raise ApiError("template_source_not_updatable")
    if state is not None and state not in _UPDATABLE:
        raise ApiError("template_not_updatable")
    if template.get("changes", {}).get("status") == "IN_PROGRESS":
        raise ApiError("template_changes_not_updatable")
    open_category = state is None or (state == "REJECTED" and template.get("rejectionCode") == "INCORRECT_CATEGORY")
    if call.body.get("category", template["category"]) != template["category"] and not open_category:
        raise ApiError("template_category_not_updatable")
    if "allowCategoryChange" in call.body and not open_category:
        raise ApiError("template_allow_category_change_not_updatable")


def _delete_by_name(call: Call) -> None:
    initialized(call.project)
    found = _languages(call, call.path["templateName"])
    if not found:
        raise ApiError("template_not_found")
    for template in found:
        unlocked(template)
    for template in found:
        remove_template(call, template)
    call.project.deleted_templates[call.path["templateName"]] = call.now()


def _delete(call: Call) -> None:
    """`deleteSubmitted=false` removes a draft; a live template without one answers 409, one under review 404."""
    template = unlocked(find_template(call))
    status = template.get("changes", {}).get("status")
    if "state" not in template or call.query.get("deleteSubmitted"):
        remove_template(call, template)
        return
    if template["state"] == "PENDING" or status is None:
        raise ApiError("template_not_deletable_due_to_input_config")
    if status == "IN_PROGRESS":
        raise ApiError("template_changes_not_found")
    del template["changes"]
    call.note(key_of(template), "EDITED")


def remove_template(scope: Scope, template: Record) -> None:
    """Take a template away; what Meta knew of is reported as deleted and blocks its name and language."""
    project = scope.project
    project.templates.pop(f"{template['name']}/{template['language']}", None)
    scope.forget(key_of(template))
    if "state" in template:
        project.deleted_templates[f"{template['name']}/{template['language']}"] = scope.now()
        gone = {name: value for name, value in template.items() if name != "state"}
        scope.emit("WHATSAPP_TEMPLATE_DELETED", gone)


HANDLERS: dict[str, Handler] = {
    "WhatsappTemplatesController_listTemplates_v1": _list,
    "WhatsappTemplatesController_createTemplate_v1": _create,
    "WhatsappTemplatesController_listTemplatesByName_v1": _list_by_name,
    "WhatsappTemplatesController_deleteTemplatesByName_v1": _delete_by_name,
    "WhatsappTemplatesController_getTemplate_v1": _get,
    "WhatsappTemplatesController_deleteTemplateByNameAndLanguage_v1": _delete,
    "WhatsappTemplatesController_updateTemplate_v1": _update,
}
