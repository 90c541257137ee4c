"""WhatsApp templates: activities, comments, comparison, synchronisation, and what Meta does with them."""

from __future__ import annotations

import zlib

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.whatsapp.account import initialized
from bot.sandbox.sinch.whatsapp.template_view import sends_a_day
from bot.sandbox.sinch.whatsapp.templates import find_template, key_of, unlocked
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

ELIGIBLE_SENDS = 1000
_SYNC_SECONDS = 5
_BLOCK_REASONS = ("NO_REASON", "NO_REASON_GIVEN", "SPAM", "NO_LONGER_NEEDED", "NO_SIGN_UP")


def _activities(call: Call) -> Record:
    return call.activities(key_of(find_template(call)))


def _comment(call: Call) -> Record:
    template = unlocked(find_template(call))
    return call.comment(key_of(template), "WHATSAPP_TEMPLATE_COMMENT_ADDED", template)


def _compare(call: Call) -> Record:
    template = unlocked(find_template(call))
    wanted = call.body["templates"][0]
    other = call.project.templates.get(f"{wanted['templateName']}/{wanted['templateLanguage']}")
    if other is None:
        raise ApiError("templates_compare_not_found")
    if other is template:
        raise ApiError("templates_compare_not_unique")
    days = int(call.body.get("timeframe", "7"))
    pair = [(item, sends_a_day(item) * days) for item in (template, other)]
    if any(sends < ELIGIBLE_SENDS for _, sends in pair):
        raise ApiError("templates_not_eligible_for_comparison")
    ranked = sorted((_block_rate(item), key_of(item)) for item, _ in pair)
    order = {key: place for place, (_, key) in enumerate(ranked, 1)}
    return {
        "templates": [
            {
                "name": item["name"],
                "language": item["language"],
                "blockOrder": order[key_of(item)],
                "messageSends": sends,
                "topBlockReason": _BLOCK_REASONS[_block_rate(item) % len(_BLOCK_REASONS)],
            }
            for item, sends in pair
        ]
    }


def _block_rate(template: Record) -> int:
    return zlib.crc32(key_of(template).encode()) % 100


def _sync(call: Call) -> None:
    initialized(call.project)
    if any(template.get("_locked") for template in call.project.templates.values()):
        raise ApiError("resource_locked")
    last = call.project.synced
    if last and call.since(last).total_seconds() < _SYNC_SECONDS:
        raise ApiError("too_many_requests")
    call.project.synced = call.now()


def approve(scope: Scope, template: Record, text: str = "") -> None:
    """Meta accepts what was submitted; it becomes the live content."""
    changes = template.pop("changes", {})
    template["details"] = changes.get("details") or template.get("details", {"components": []})
    template["state"] = "APPROVED"
    template.pop("rejectionCode", None)
    template.setdefault("whatsappId", scope.ids.digits(15))
    _changed(scope, template)
    scope.emit("WHATSAPP_TEMPLATE_APPROVED", template, comment=text)


def reject(scope: Scope, template: Record, text: str = "", code: str = "INVALID_FORMAT") -> None:
    """Meta refuses: a new template is REJECTED, a live one keeps its content and its changes are."""
    if template.get("state") in ("APPROVED", "PAUSED", "DISABLED"):
        template["changes"]["status"] = "REJECTED"
    else:
        template["details"] = template.pop("changes", {}).get("details") or template.get("details", {"components": []})
        template["state"] = "REJECTED"
        template["rejectionCode"] = code
    scope.note(key_of(template), "REJECTED", text, REVIEWER)
    scope.emit("WHATSAPP_TEMPLATE_REJECTED", template, comment=text)


def set_status(scope: Scope, template: Record, status: str, text: str = "") -> None:
    """Meta's new state; ARCHIVED and FLAGGED leave the state as it is, lifted restrictions bring APPROVED back."""
    template["state"] = {"PAUSED": "PAUSED", "DISABLED": "DISABLED"}.get(status, _state_after(template, status))
    _changed(scope, template)
    scope.emit("WHATSAPP_TEMPLATE_STATUS_UPDATED", template, newState=status, comment=text)


def _state_after(template: Record, status: str) -> str:
    return "APPROVED" if status in ("UNPAUSED", "REINSTATED") else str(template["state"])


def set_quality(scope: Scope, template: Record, color: str) -> None:
    """GREEN, YELLOW, RED or UNKNOWN."""
    template["qualityScore"] = f"QUALITY_SCORE_{color}"
    _changed(scope, template)
    scope.emit("WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED", template)


def set_category(scope: Scope, template: Record, category: str) -> None:
    """Meta moves the template, in all its languages, to another category."""
    for other in scope.project.templates.values():
        if other["name"] == template["name"]:
            other["category"] = category
            _changed(scope, other)
            scope.emit("WHATSAPP_TEMPLATE_CATEGORY_UPDATED", other)


def announce_category(scope: Scope, template: Record, category: str) -> None:
    """Meta says that it will."""
    scope.emit("WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE", template, futureCategory=category)


def _changed(scope: Scope, template: Record) -> None:
    scope.changed(key_of(template))


HANDLERS: dict[str, Handler] = {
    "WhatsappTemplatesController_listActivities_v1": _activities,
    "WhatsappTemplatesController_createComment_v1": _comment,
    "WhatsappTemplatesController_compareTemplates_v1": _compare,
    "WhatsappTemplatesController_syncTemplates_v1": _sync,
}
