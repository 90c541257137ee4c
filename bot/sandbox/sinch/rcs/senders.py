"""RCS senders: read, create, update, comment; and the RCS account, which is only a trail of comments."""

from __future__ import annotations

from typing import Any

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.files import check_files
from bot.sandbox.sinch.rcs.data import OPERATORS
from bot.sandbox.sinch.rcs.questions import is_old_us, with_answers
from bot.sandbox.sinch.rcs.sender_record import find_sender, key_of, name_of
from bot.sandbox.sinch.rcs.test_numbers import check_magic, invite
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import Scope

ACCOUNT_KEY = "rcs_account:account"
HOSTING = {"EU": "EUROPE", "US": "NORTH_AMERICA", "BR": "NORTH_AMERICA"}
_FROZEN = ("LAUNCHING", "LAUNCHED")
_LATE_FIELDS = ("countries", "questionnaire")
_BRAND_NEEDED = ("name", "bannerUrl", "logoUrl")


def set_state(scope: Scope, sender: Record, state: str, text: str = "") -> None:
    """Move to another state and tell."""
    before = sender["state"]
    sender["state"] = state
    if state == "LAUNCHED":
        sender["launched"] = scope.now()
    scope.touch(key_of(sender), sender)
    scope.emit("RCS_SENDER_STATUS_UPDATED", sender, previousState=before, currentState=state, comment=text)


def _list(call: Call) -> Record:
    query = call.query
    found = [sender for sender in call.project.rcs_senders.values() if _matches(sender, query)]
    column = query.get("sortColumn", "CREATED")
    found.sort(key=lambda sender: _sort_key(sender, column), reverse=query.get("sortDirection") == "DESC")
    return call.page("senders", found)


def _matches(sender: Record, query: Any) -> bool:
    name = name_of(sender).lower()
    app = sender.get("conversationApiAppDetails", {}).get("id")
    return (
        sender["state"] in query.get("filterStates", (sender["state"],))
        and query.get("search", "").lower() in name
        and query.get("filterSenderName", "").lower() in name
        and app == query.get("filterConversationApiAppId", app)
        and sender["id"] in query.get("filterSenderIds", sender["id"])
    )


def _sort_key(sender: Record, column: str) -> str:
    if column == "NAME":
        return name_of(sender).lower()
    return str(sender[column.lower()])


def _get(call: Call) -> Record:
    return public(find_sender(call))


def new_sender(scope: Scope, region: str, billing: str, use_case: str) -> Record:
    """A draft with nothing in it; stored."""
    now = scope.now()
    sender: Record = {
        "id": scope.ids.uuid(),
        "state": "DRAFT",
        "testNumberStates": [],
        "countryStatus": [],
        "details": {"brand": {"name": "RCS Sender", "color": "#000000"}, "questionnaire": with_answers({}, [])},
        "region": region,
        "billingCategory": billing,
        "useCase": use_case,
        "hostingRegion": HOSTING[region],
        "created": now,
        "modified": now,
        "_answers": {},
    }
    scope.project.rcs_senders[sender["id"]] = sender
    if scope.project.rcs_account is None:
        scope.project.rcs_account = {}
        scope.note(ACCOUNT_KEY, "CREATED")
    scope.note(key_of(sender), "CREATED")
    return sender


def _create(call: Call) -> Record:
    body = call.body
    details = body.get("details", {})
    _check_details(call, details)
    check_magic(call, "DRAFT", details.get("testNumbers", ()))
    brand = details.get("brand", {})
    check_files(
        [(f"details.brand.{field}", brand.get(field)) for field in ("bannerUrl", "logoUrl")], call.operation.errors
    )
    _check_att(call, body["region"], details.get("countries"))
    sender = new_sender(call, body["region"], body["billingCategory"], body["useCase"])
    apply_details(call, sender, details)
    if complete(sender):
        become_agent(call, sender)
        sender["state"] = "IN_TEST"
        call.note(key_of(sender), "TEST")
        invite(call, sender, details.get("testNumbers", ()))
    return public(sender)


def _check_att(call: Call, region: str, countries: list[str] | None) -> None:
    """The AT&T supplier takes senders of the US region only."""
    if "US" in (countries or ()) and region != "US" and "invalid_region_for_att_supplier" in call.operation.errors:
        raise ApiError("invalid_region_for_att_supplier")


def complete(sender: Record) -> bool:
    """Whether an agent can be made of it: a brand with its pictures and a contact."""
    brand = sender["details"].get("brand", {})
    contact = brand.get("phones") or brand.get("emails")
    return all(brand.get(field) for field in _BRAND_NEEDED) and bool(contact)


def become_agent(scope: Scope, sender: Record) -> None:
    """Google knows the sender from now on."""
    agent = f"sandbox_{sender['id'].replace('-', '')[:12]}_agent"
    sender["supplierDetails"] = {"google": {"agentId": agent, "brandId": scope.ids.uuid()}}
    sender["authName"] = agent
    sender["authToken"] = f"sandbox-{sender['id'][:8]}"


def registered(scope: Scope, sender_id: str) -> None:
    """A draft that was completed is set up: IN_PROGRESS -> IN_TEST."""
    sender = scope.project.rcs_senders.get(sender_id)
    if sender is None or sender["state"] != "IN_PROGRESS":
        return
    become_agent(scope, sender)
    invite(scope, sender, sender["details"].get("testNumbers", ()))
    scope.note(key_of(sender), "TEST")
    set_state(scope, sender, "IN_TEST")


def _check_details(call: Call, details: Record) -> None:
    brand = details.get("brand", {})
    call.unique("details.testNumbers", details.get("testNumbers"))
    call.unique("details.countries", details.get("countries"))
    for name, field in (("emails", "address"), ("phones", "number"), ("websites", "url")):
        call.unique(f"details.brand.{name}", [entry[field] for entry in brand.get(name) or ()])


def apply_details(scope: Scope, sender: Record, given: Record) -> None:
    """Merge: absent keeps, null removes. Operators follow from the countries, questions from both."""
    details = sender["details"]
    details["brand"] = _merge(details.get("brand", {}), given.get("brand", {}))
    for name in ("testNumbers", "countries"):
        if name in given:
            details[name] = given[name]
            if given[name] is None:
                del details[name]
    for section, answers in given.get("questionnaire", {}).items():
        old = sender["_answers"].get(section, {})
        other_form = section == "us" and is_old_us(old) != is_old_us({**old, **answers["answers"]})
        sender["_answers"][section] = _merge({} if other_form else old, answers["answers"])
    countries = details.get("countries", [])
    details["questionnaire"] = with_answers(sender["_answers"], countries)
    known = {entry["country"]: entry for entry in sender["countryStatus"]}
    sender["countryStatus"] = [known.get(country) or _country(scope, country) for country in countries]


def _country(scope: Scope, country: str) -> Record:
    operators = [{"name": name, "status": "NOT_LAUNCHED", "modified": scope.now()} for name in OPERATORS[country]]
    return {"country": country, "status": "NOT_LAUNCHED", "operators": operators}


def _merge(old: Record, new: Record) -> Record:
    merged = dict(old)
    for name, value in new.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, dict):
            merged[name] = _merge(merged.get(name, {}), value)
        else:
            merged[name] = value
    return merged


def _update(call: Call) -> Record:
    sender = find_sender(call)
    given = call.body["details"]
    if not given:
        raise ApiError("no_fields_to_update")
    if sender["state"] in _FROZEN and given.keys() - set(_LATE_FIELDS):
        raise ApiError("fields_not_updatable", fields=sorted(given.keys() - set(_LATE_FIELDS)))
    _check_details(call, given)
    _check_att(call, sender["region"], given.get("countries"))
    check_magic(call, sender["state"], given.get("testNumbers") or ())
    apply_details(call, sender, given)
    call.note(key_of(sender), "EDITED")
    if "testNumbers" in given and "supplierDetails" in sender:
        _replace_tests(call, sender, given["testNumbers"] or [])
    call.touch(key_of(sender), sender)
    if sender["state"] == "DRAFT" and complete(sender):
        set_state(call, sender, "IN_PROGRESS")
        call.later(call.world.work_seconds, "register_rcs_sender", sender["id"])
    return public(sender)


def _replace_tests(scope: Scope, sender: Record, numbers: list[str]) -> None:
    """Numbers left out are no testers any more, new ones are invited."""
    kept = [entry for entry in sender["testNumberStates"] if entry["number"] in numbers]
    sender["testNumberStates"] = kept
    known = {entry["number"] for entry in kept}
    invite(scope, sender, [number for number in numbers if number not in known])


def _activities(call: Call) -> Record:
    return call.activities(key_of(find_sender(call)))


def _comment(call: Call) -> Record:
    sender = find_sender(call)
    return call.comment(key_of(sender), "RCS_SENDER_COMMENT_ADDED", sender)


def _account_activities(call: Call) -> Record:
    _check_account(call)
    return call.activities(ACCOUNT_KEY)


def _account_comment(call: Call) -> Record:
    _check_account(call)
    return call.comment(ACCOUNT_KEY, "RCS_ACCOUNT_COMMENT_ADDED", None)


def _check_account(call: Call) -> None:
    if call.project.rcs_account is None:
        raise ApiError("account_not_found")


HANDLERS: dict[str, Handler] = {
    "RcsAccountsController_listActivities_v1": _account_activities,
    "RcsAccountsController_createComment_v1": _account_comment,
    "RcsSendersController_listSenders_v1": _list,
    "RcsSendersController_createSender_v1": _create,
    "RcsSendersController_getSender_v1": _get,
    "RcsSendersController_updateSender_v1": _update,
    "RcsSendersController_listActivities_v1": _activities,
    "RcsSendersController_createSenderComment_v1": _comment,
}
