"""WhatsApp senders: read, delete, one-time codes, and what Meta does with them."""

from __future__ import annotations

import re

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.whatsapp.account import initialized
from bot.sandbox.sinch.world.facts import ONE_TIME_CODE
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

GRACE_DAYS = 30
_MAX_CODES = 5
_MAX_WRONG = 5
_OTP_LENGTH = 6
_FALLBACK: Record = {"vertical": "OTHER", "displayName": "WhatsApp sender"}


def key_of(sender: Record) -> str:
    """Where its activities are kept."""
    return f"whatsapp_sender:{sender['id']}"


def find_sender(call: Call) -> Record:
    """The sender of the path; its project must be onboarded."""
    initialized(call.project)
    return call.find(call.project.whatsapp_senders, "senderId", "sender_not_found")


def name_of(sender: Record) -> str:
    """The name people know it by."""
    details = sender.get("details") or sender.get("changes", {}).get("details", {})
    return str(details.get("displayName", sender["id"]))


def _list(call: Call) -> Record:
    initialized(call.project)
    return call.page("senders", [*filter(call.matches_filters, call.project.whatsapp_senders.values())])


def _get(call: Call) -> Record:
    return public(find_sender(call))


def _delete(call: Call) -> None:
    """Usable for 30 more days, then gone; a sender that never was live goes at once."""
    sender = find_sender(call)
    if "_deleted" in sender:
        raise ApiError("sender_already_deleted")
    if "state" not in sender:
        remove(call, sender)
        return
    sender["_deleted"] = call.now()
    call.touch(key_of(sender), sender)
    call.later(GRACE_DAYS * 86_400, "remove_whatsapp_sender", sender["id"])


def remove_due(scope: Scope, sender_id: str) -> None:
    """The 30 days are over."""
    sender = scope.project.whatsapp_senders.get(sender_id)
    if sender is not None:
        remove(scope, sender)


def remove(scope: Scope, sender: Record) -> None:
    """Gone; the event carries little more than the id."""
    scope.project.whatsapp_senders.pop(sender["id"], None)
    scope.forget(key_of(sender))
    rest: Record = {
        "id": sender["id"],
        "region": "UNRECOGNIZED",
        "metaLocalStorage": "UNRECOGNIZED",
        "cloudApi": False,
        "businessManager": sender["businessManager"],
        "compatibleRegions": [],
    }
    scope.emit("WHATSAPP_SENDER_DELETED", rest)


def _discard(call: Call) -> None:
    initialized(call.project)
    sender = call.project.whatsapp_senders.get(call.path["senderId"], {})
    if "changes" not in sender:
        raise ApiError("sender_changes_not_found")
    if sender["changes"]["status"] not in ("DRAFT", "REJECTED", "ERROR"):
        raise ApiError("sender_changes_not_deletable")
    del sender["changes"]
    if "state" not in sender:
        call.project.whatsapp_senders.pop(sender["id"])
        call.forget(key_of(sender))
        return
    call.touch(key_of(sender), sender)


def _activities(call: Call) -> Record:
    return call.activities(key_of(find_sender(call)))


def _comment(call: Call) -> Record:
    sender = find_sender(call)
    return call.comment(key_of(sender), "WHATSAPP_SENDER_COMMENT_ADDED", sender)


def _register(call: Call) -> Record:
    sender = find_sender(call)
    if sender.get("state") != "PENDING_VERIFICATION":
        raise ApiError("not_allowed_register")
    if sender.get("_wrong_codes", 0) >= _MAX_WRONG:
        raise ApiError("too_many_invalid_verification_codes")
    if sender.get("_codes", 0) >= _MAX_CODES:
        raise ApiError("sender-register-too-many-requests")
    if not sender.get("phoneNumber"):
        raise ApiError("sender_request_code_failed")
    sent = not sender.get("_verified_at_meta")
    if sent:
        sender["_codes"] = sender.get("_codes", 0) + 1
        sender["_code"] = ONE_TIME_CODE
    call.touch(key_of(sender), sender)
    call.note(key_of(sender), "REGISTERED")
    return {"id": sender["id"], "method": call.body["method"], "accepted": call.now(), "verificationCodeSent": sent}


def _verify(call: Call) -> None:
    sender = find_sender(call)
    code = call.body.get("code")
    if code is not None and (len(code) != _OTP_LENGTH or " " in code):
        raise call.invalid("code must be exactly 6 characters")
    if sender.get("state") != "PENDING_VERIFICATION":
        raise ApiError("not_allowed_verify")
    known = sender.get("_verified_at_meta") if code is None else code == sender.get("_code")
    if not known:
        sender["_wrong_codes"] = sender.get("_wrong_codes", 0) + 1
        raise ApiError("wrong_otp")
    for name in ("_code", "_codes", "_wrong_codes"):
        sender.pop(name, None)
    call.note(key_of(sender), "VERIFIED")
    activate(call, sender)


def _usernames(call: Call) -> Record:
    words = re.findall(r"[a-z0-9]+", name_of(find_sender(call)).lower()) or ["business"]
    taken = {sender.get("details", {}).get("username") for sender in call.project.whatsapp_senders.values()}
    ideas = (".".join(words), "".join(words) + "24", "_".join([*words, "official"]))
    return {"usernames": [idea for idea in ideas if idea not in taken]}


def activate(scope: Scope, sender: Record, text: str = "") -> None:
    """Usable: what was under review becomes live, and so do the names."""
    changes = sender.pop("changes", {})
    details = {**sender.get("details", {}), **changes.get("details", {})}
    for name in sender.pop("_removed", ()):
        details.pop(name, None)
    sender["details"] = {**_FALLBACK, **details}
    sender["state"] = "ACTIVE"
    sender.setdefault("metadata", {"displayName": {"value": name_of(sender), "status": "APPROVED"}})
    sender.setdefault("qualityRating", "UNKNOWN")
    sender.setdefault("maxTps", 80)
    sender.setdefault("dailyLimit", "TIER_250")
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "ACTIVE", text, REVIEWER)
    scope.emit("WHATSAPP_SENDER_ACTIVE", sender, comment=text)


def ask_verification(scope: Scope, sender: Record, text: str = "") -> None:
    """Review is done; the number waits for its one-time code."""
    changes = sender.pop("changes", {})
    sender["details"] = {**_FALLBACK, **sender.get("details", {}), **changes.get("details", {})}
    sender["state"] = "PENDING_VERIFICATION"
    scope.touch(key_of(sender), sender)
    scope.emit("WHATSAPP_SENDER_PENDING_VERIFICATION", sender, comment=text)


def deactivate(scope: Scope, sender: Record, text: str = "") -> None:
    """No longer usable."""
    sender["state"] = "INACTIVE"
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "INACTIVE", text, REVIEWER)
    scope.emit("WHATSAPP_SENDER_INACTIVE", sender, comment=text)


def reject(scope: Scope, sender: Record, text: str = "") -> None:
    """Its changes are refused; they can be edited or discarded."""
    sender["changes"]["status"] = "REJECTED"
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "REJECTED", text, REVIEWER)
    scope.emit("WHATSAPP_SENDER_REJECTED", sender, comment=text)


def break_down(scope: Scope, sender: Record, text: str = "") -> None:
    """Processing failed."""
    changes = sender.setdefault("changes", {"details": dict(sender.get("details", {}))})
    reason = text or "The number could not be registered with the Cloud API."
    changes.update(status="ERROR", errorReason=reason, errorCode="CANNOT_REGISTER_TO_CLOUD_API")
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "ERROR", reason, REVIEWER)
    scope.emit("WHATSAPP_SENDER_ERROR", sender, comment=text)


def set_quality(scope: Scope, sender: Record, color: str) -> None:
    """GREEN, YELLOW or RED."""
    sender["qualityRating"] = color
    scope.touch(key_of(sender), sender)
    scope.emit("WHATSAPP_SENDER_QUALITY_RATING_CHANGED", sender)


def set_daily_limit(scope: Scope, sender: Record, limit: str) -> None:
    """The old limit by sender; the account has its own."""
    sender["dailyLimit"] = limit
    scope.touch(key_of(sender), sender)
    scope.emit("WHATSAPP_SENDER_DAILY_LIMIT_CHANGED", sender)


def decide_field(scope: Scope, sender: Record, field: str, *, approved: bool, text: str = "") -> None:
    """The review of a display name or a username ends."""
    asked = sender.setdefault("metadata", {}).setdefault(field, {"value": name_of(sender), "status": "PENDING"})
    asked["status"] = "APPROVED" if approved else "REJECTED"
    if approved:
        asked.pop("rejectionReason", None)
        sender.setdefault("details", {"vertical": "OTHER", "displayName": name_of(sender)})[field] = asked["value"]
    else:
        asked["rejectionReason"] = text or "The name does not follow Meta's guidelines."
    scope.touch(key_of(sender), sender)
    kind = "DISPLAY_NAME" if field == "displayName" else "USERNAME"
    scope.emit(f"WHATSAPP_SENDER_{kind}_UPDATED", sender, comment=text)


HANDLERS: dict[str, Handler] = {
    "WhatsappSendersController_listSenders_v1": _list,
    "WhatsappSendersController_get_v1": _get,
    "WhatsappSendersController_delete_v1": _delete,
    "WhatsappSendersController_deleteChanges_v1": _discard,
    "WhatsappSendersController_listActivities_v1": _activities,
    "WhatsappSendersController_createComment_v1": _comment,
    "WhatsappSendersController_register_v1": _register,
    "WhatsappSendersController_verify_v1": _verify,
    "WhatsappSendersController_getSuggestedUsernames_v1": _usernames,
}
