"""KakaoTalk templates: a sender's, named once, known by the code that the server makes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.kakaotalk.data import is_template_category
from bot.sandbox.sinch.kakaotalk.senders import find_sender, initialized
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

_DEFAULTS: Record = {
    "messageType": "BASIC",
    "emphasizeType": "EMPHASIZE_TYPE_NONE",
    "categoryCode": "999999",
    "securityFlag": False,
    "buttons": [],
}


def key_of(template: Record) -> str:
    """Where its activities are kept."""
    return f"kakaotalk_template:{template['_sender']}/{template['code']}"


def name_of(template: Record) -> str:
    """The name people know it by."""
    details = template.get("details") or template.get("changes", {}).get("details", {})
    return str(details.get("name", template["code"]))


def _find(call: Call) -> Record:
    initialized(call.project)
    if "sender_not_found" in call.operation.errors:
        find_sender(call)
    template = call.project.kakaotalk_templates.get(f"{call.path['plusFriendId']}/{call.path['templateCode']}")
    if template is None:
        raise ApiError("template_not_found")
    return template


def _list(call: Call) -> Record:
    sender = find_sender(call)
    prefix = call.query.get("templateName", "")
    found = [
        template
        for template in call.project.kakaotalk_templates.values()
        if template["_sender"] == sender["plusFriendId"]
        and name_of(template).startswith(prefix)
        and call.matches_filters(template)
    ]
    return call.page("templates", sorted(found, key=name_of))


def _get(call: Call) -> Record:
    return public(_find(call))


def _create(call: Call) -> Record:
    sender = find_sender(call)
    body = call.body
    details = {**_DEFAULTS, **body.get("details", {})}
    _check(call, details, None)
    now = call.now()
    template: Record = {
        "id": call.ids.uuid(),
        "code": call.ids.code(20),
        "changes": {"status": "DRAFT", "details": details},
        "created": now,
        "modified": now,
        "_sender": sender["plusFriendId"],
    }
    if body.get("status") == "DRAFT":
        return _store(call, template)
    refusal = next(_faults(details), "")
    if refusal:
        if body.get("saveDraftOnFailure"):
            _store(call, template)
            raise _refused(refusal, templateCode=template["code"])
        raise _refused(refusal)
    template["changes"]["status"] = "IN_PROGRESS"
    return _store(call, template)


def _store(call: Call, template: Record) -> Record:
    call.project.kakaotalk_templates[f"{template['_sender']}/{template['code']}"] = template
    call.note(key_of(template), "CREATED")
    call.note(key_of(template), template["changes"]["status"])
    return public(template)


def _check(call: Call, details: Record, own: Record | None) -> None:
    call.unique("details.buttons", [button["type"] for button in details.get("buttons") or () if "type" in button])
    if "categoryCode" in details and not is_template_category(details["categoryCode"]):
        raise ApiError("template_invalid_category_code")
    others = [template for template in call.project.kakaotalk_templates.values() if template is not own]
    if any(details.get("name") == name_of(template) for template in others):
        raise ApiError("template_exists")


def _faults(details: Record) -> Iterator[str]:
    """What KakaoTalk itself refuses."""
    kind, emphasis = details["messageType"], details["emphasizeType"]
    if not details.get("content"):
        yield "content is missing"
    if kind in ("EXTRA_INFORMATION", "MIXED") and not details.get("extra"):
        yield f"extra is needed for messageType {kind}"
    if emphasis == "EMPHASIZE_TYPE_TEXT" and not details.get("title"):
        yield "title is needed for EMPHASIZE_TYPE_TEXT"
    if emphasis == "EMPHASIZE_TYPE_IMAGE" and not details.get("imageUrl"):
        yield "imageUrl is needed for EMPHASIZE_TYPE_IMAGE"
    for button in details["buttons"]:
        if button["type"] == "WEB_LINK" and not button.get("linkMo"):
            yield f"linkMo is needed for the button {button.get('name')}"
        if button["type"] == "APP_LINK" and not (button.get("schemeIos") and button.get("schemeAndroid")):
            yield f"schemeIos and schemeAndroid are needed for the button {button.get('name')}"


def _refused(reason: str, **info: str) -> ApiError:
    return ApiError("template_kakaotalk_validation_error", f"KakaoTalk refused the template: {reason}.", **info)


def _update(call: Call) -> Record:
    template = _find(call)
    changes = template.get("changes")
    given = call.body.get("details", {})
    if changes is not None and changes["status"] not in ("DRAFT", "REJECTED"):
        raise ApiError("template_changes_not_updatable")
    if changes is None and template.get("state") not in ("APPROVED", "REJECTED"):
        raise ApiError("template_not_updatable")
    if changes is None and not given:
        return public(template)
    base = (changes or {}).get("details") or template.get("details", {})
    merged = {name: value for name, value in {**base, **given}.items() if value is not None}
    merged.setdefault("buttons", [])
    _check(call, merged, template)
    submit = call.body.get("status") == "SUBMIT"
    refusal = next(_faults(merged), "") if submit else ""
    if refusal:
        raise _refused(refusal)
    template["changes"] = {"status": "IN_PROGRESS" if submit else "DRAFT", "details": merged}
    call.touch(key_of(template), template)
    call.note(key_of(template), "EDITED")
    call.note(key_of(template), template["changes"]["status"])
    return public(template)


def _delete(call: Call) -> None:
    remove(call, _find(call))


def _discard(call: Call) -> None:
    template = _find(call)
    if "state" in template or template.get("changes", {}).get("status") != "DRAFT":
        raise ApiError("template_not_deletable")
    remove(call, template)


def remove(scope: Scope, template: Record) -> None:
    """Gone."""
    del scope.project.kakaotalk_templates[f"{template['_sender']}/{template['code']}"]
    scope.forget(key_of(template))


def _activities(call: Call) -> Record:
    return call.activities(key_of(_find(call)))


def _comment(call: Call) -> Record:
    template = _find(call)
    return call.comment(key_of(template), "KAKAOTALK_TEMPLATE_COMMENT_ADDED", template)


def approve(scope: Scope, template: Record) -> None:
    """KakaoTalk accepts what was submitted."""
    changes = template.pop("changes", {})
    template["details"] = changes.get("details") or template["details"]
    template["state"] = "APPROVED"
    scope.touch(key_of(template), template)
    scope.emit("KAKAOTALK_TEMPLATE_APPROVED", template)


def reject(scope: Scope, template: Record, text: str = "") -> None:
    """KakaoTalk refuses: a new template is REJECTED, a live one keeps its content and its changes are."""
    if template.get("state") == "APPROVED":
        template["changes"]["status"] = "REJECTED"
    else:
        template["details"] = template.pop("changes", {}).get("details") or template["details"]
        template["state"] = "REJECTED"
    scope.note(key_of(template), "REJECTED", text, REVIEWER)
    scope.touch(key_of(template), template)
    scope.emit("KAKAOTALK_TEMPLATE_REJECTED", template)


HANDLERS: dict[str, Handler] = {
    "KakaotalkTemplatesController_listTemplates_v1": _list,
    "KakaotalkTemplatesController_createTemplate_v1": _create,
    "KakaotalkTemplatesController_get_v1": _get,
    "KakaotalkTemplatesController_updateTemplate_v1": _update,
    "KakaotalkTemplatesController_deleteTemplate_v1": _delete,
    "KakaotalkTemplatesController_deleteTemplateDraft_v1": _discard,
    "KakaotalkTemplatesController_listActivities_v1": _activities,
    "KakaotalkTemplatesController_createComment_v1": _comment,
}
