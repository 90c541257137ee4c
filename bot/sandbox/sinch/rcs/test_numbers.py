"""RCS test numbers: invite, answer, retry, remove, and what the handset can do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.rcs.sender_record import find_sender, key_of
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import Scope

DAILY_INVITES = 20
_MAGIC = {
    "0400": "add_test_number_invalid",
    "0403": "add_test_number_not_allowed_before_launch",
    "0404": "user_cannot_be_reached",
}
_BEFORE_LAUNCH = ("DRAFT", "IN_PROGRESS", "IN_TEST", "PREPARING_LAUNCH")
_FEATURES = (
    "RICHCARD_STANDALONE",
    "RICHCARD_CAROUSEL",
    "ACTION_CREATE_CALENDAR_EVENT",
    "ACTION_DIAL",
    "ACTION_OPEN_URL",
    "ACTION_SHARE_LOCATION",
    "ACTION_VIEW_LOCATION",
    "REVOCATION",
)


def invite(scope: Scope, sender: Record, numbers: Iterable[str]) -> None:
    """Send each number an invitation; one that had accepted is asked again."""
    states = {entry["number"]: entry for entry in sender["testNumberStates"]}
    for number in numbers:
        states[number] = {"number": number, "state": "UNVERIFIED", "submitted": scope.now()}
    sender["testNumberStates"] = list(states.values())
    if states:
        sender["details"]["testNumbers"] = list(states)


def _google_sender(call: Call) -> Record:
    sender = find_sender(call)
    if "supplierDetails" not in sender:
        raise ApiError("no_google_supplier")
    return sender


def _entry(call: Call, sender: Record) -> Record:
    number = call.path["testNumber"]
    entry: Record | None = next((item for item in sender["testNumberStates"] if item["number"] == number), None)
    if entry is None:
        raise ApiError("user_is_not_tester_for_agent")
    return entry


def check_magic(call: Call, state: str, numbers: Iterable[str]) -> None:
    """Refuse the numbers that stand for a fault (`_MAGIC`)."""
    for number in numbers:
        code = _MAGIC.get(number[-4:], "")
        launched = code == "add_test_number_not_allowed_before_launch" and state not in _BEFORE_LAUNCH
        if code in call.operation.errors and not launched:
            raise ApiError(code, f"{number}: {code}.")


def _check_number(call: Call, sender: Record, number: str) -> None:
    check_magic(call, sender["state"], [number])
    if number.startswith("+1") and sender["region"] != "US":
        raise ApiError("invalid_region_for_att_supplier")
    declined = [entry["number"] for entry in sender["testNumberStates"] if entry["state"] == "DECLINED"]
    if number in declined:
        raise ApiError("blocked_because_the_recipient_declined")


def _spend(call: Call, sender: Record, count: int) -> None:
    """20 invitations a sender and day."""
    today = call.now()[:10]
    spent = sender.get("_invites", {})
    sender["_invites"] = {"day": today, "count": count + (spent.get("count", 0) if spent.get("day") == today else 0)}
    if sender["_invites"]["count"] > DAILY_INVITES:
        raise ApiError("rbm_too_many_requests", "20 test numbers a day may be invited.")


def _add(call: Call) -> Record:
    sender = _google_sender(call)
    numbers = call.body["testNumbers"]
    call.unique("testNumbers", numbers)
    for number in numbers:
        _check_number(call, sender, number)
    _spend(call, sender, len(numbers))
    invite(call, sender, numbers)
    call.touch(key_of(sender), sender)
    return {"testNumbers": sender["testNumberStates"]}


def _get(call: Call) -> Record:
    return _entry(call, _google_sender(call))


def _remove(call: Call) -> None:
    sender = _google_sender(call)
    entry = _entry(call, sender)
    sender["testNumberStates"].remove(entry)
    sender["details"]["testNumbers"] = [other["number"] for other in sender["testNumberStates"]]
    call.touch(key_of(sender), sender)


def _retry(call: Call) -> Record:
    sender = _google_sender(call)
    entry = _entry(call, sender)
    _check_number(call, sender, entry["number"])
    _spend(call, sender, 1)
    entry.update(state="UNVERIFIED", submitted=call.now())
    call.touch(key_of(sender), sender)
    return entry


def _capabilities(call: Call) -> Record:
    entry = _entry(call, _google_sender(call))
    if entry["number"].endswith("0404"):
        raise ApiError("user_cannot_be_reached")
    if entry["state"] == "DECLINED":
        raise ApiError("blocked_because_the_recipient_declined")
    if entry["state"] != "VERIFIED":
        raise ApiError("user_has_not_accepted_invite")
    return {"features": list(_FEATURES)}


def answer_invite(scope: Scope, sender: Record, number: str, state: str) -> None:
    """The tester accepts (VERIFIED) or declines (DECLINED); no event tells."""
    for entry in sender["testNumberStates"]:
        if entry["number"] == number:
            entry["state"] = state
    scope.changed(key_of(sender))


HANDLERS: dict[str, Handler] = {
    "RcsSendersController_addTestNumbers_v1": _add,
    "RcsSendersController_getTestNumberState_v1": _get,
    "RcsSendersController_deleteTestNumber_v1": _remove,
    "RcsSendersController_getTestNumberCapabilities_v1": _capabilities,
    "RcsSendersController_retryTestNumber_v1": _retry,
}
