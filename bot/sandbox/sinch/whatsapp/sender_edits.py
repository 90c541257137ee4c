"""WhatsApp senders: the four ways to create one, and updating it."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.files import check_files
from bot.sandbox.sinch.whatsapp.account import BUSINESS_MANAGERS, LOCAL_STORAGE, initialized, new_account, onboard
from bot.sandbox.sinch.whatsapp.helpers import check_facebook
from bot.sandbox.sinch.whatsapp.senders import find_sender, key_of
from bot.sandbox.sinch.world.project import Record, public

_ALLOWED = {
    "BR": ("SINCH_BR", "SINCH_MX"),
    "EU": ("SINCH_UK",),
    "US": ("SINCH_BR", "SINCH_MX", "SINCH_UK"),
}


def _create(call: Call) -> Record:
    body = call.body
    if "wabaId" in body and "phoneNumberId" in body and "details" not in body:
        return _embedded(call)
    if "name" in body and "phoneNumberProvider" not in body:
        return _embedded_old(call)
    return _by_number(call)


def _embedded(call: Call) -> Record:
    """Meta's embedded signup: number and profile are known to Meta."""
    check_facebook(call, None, call.body.get("authenticationCode"))
    _use_waba(call, call.body["wabaId"])
    _use_number(call, call.body["phoneNumberId"])
    sender = _new_sender(call, {"displayName": "Embedded signup", "vertical": "OTHER"})
    sender.update(_phone_number_id=call.body["phoneNumberId"], countryCode="46", phoneNumber=call.ids.digits(9))
    return _store(call, sender, "IN_PROGRESS")


def _embedded_old(call: Call) -> Record:
    """The deprecated body: a Facebook token or code, and the profile."""
    body = call.body
    token, code = body.get("facebookAccessToken"), body.get("facebookCode")
    if token is None and code is None:
        raise call.invalid("facebookAccessToken should not be empty", "facebookCode should not be empty")
    check_facebook(call, token, code)
    waba = body.get("wabaId") or (call.project.whatsapp_account or {}).get("wabaId")
    if waba is None:
        raise ApiError("not_found_waba_id")
    _use_waba(call, waba)
    if "phoneNumberId" in body:
        _use_number(call, body["phoneNumberId"])
    _check_photo(call, body["details"])
    sender = _new_sender(call, body["details"])
    sender["_phone_number_id"] = body.get("phoneNumberId", call.ids.digits(15))
    sender.update(countryCode="46", phoneNumber=call.ids.digits(9))
    return _store(call, sender, "IN_PROGRESS")


def _by_number(call: Call) -> Record:
    """A number given by the customer or by Sinch; the account must be there."""
    initialized(call.project)
    body = call.body
    details = dict(body.get("details", {}))
    if "phoneNumberProvider" not in body and not details:
        raise call.invalid("details should not be empty")
    number, country = details.pop("phoneNumber", None), details.pop("countryCode", None)
    _check_phone(call, country, number)
    sender = _new_sender(call, {"vertical": "OTHER", **details} if "phoneNumberProvider" not in body else details)
    sender["numberProvider"] = body.get("phoneNumberProvider", "SINCH")
    if country:
        sender["countryCode"] = country
    if number or sender["numberProvider"] == "SINCH":
        sender["phoneNumber"] = number or call.ids.digits(9)
    if body.get("status") == "DRAFT":
        return _store(call, sender, "DRAFT")
    try:
        _check_photo(call, details)
    except ApiError:
        if body.get("saveDraftOnFailure"):
            _store(call, sender, "DRAFT")
        raise
    return _store(call, sender, "IN_PROGRESS")


def _check_phone(call: Call, country: str | None, number: str | None) -> None:
    senders = [sender for project in call.world.projects.values() for sender in project.whatsapp_senders.values()]
    if number and any((s.get("countryCode"), s.get("phoneNumber")) == (country, number) for s in senders):
        raise call.invalid("details.phoneNumber is used by another sender")


def _new_sender(call: Call, details: Record) -> Record:
    account = call.project.whatsapp_account or {}
    region = call.body.get("region") or account.get("details", {}).get("senderDetails", {}).get("region", "EU")
    manager = call.body.get("businessManager") or account.get("businessManager", BUSINESS_MANAGERS[region])
    if "businessManager" in call.body and account and manager != account["businessManager"]:
        raise ApiError("wrong_business_manager")
    if manager not in _ALLOWED[region]:
        raise ApiError("invalid_business_manager", f"{manager} cannot be used in {region}.")
    now = call.now()
    return {
        "id": call.ids.uuid(),
        "changes": {"status": "DRAFT", "details": details},
        "region": region,
        "metaLocalStorage": call.body.get("metaLocalStorage", LOCAL_STORAGE[region]),
        "cloudApi": True,
        "created": now,
        "modified": now,
        "businessManager": manager,
        "compatibleRegions": account.get("compatibleRegions", ["eu", "us"]),
    }


def _store(call: Call, sender: Record, status: str) -> Record:
    sender["changes"]["status"] = status
    call.project.whatsapp_senders[sender["id"]] = sender
    call.note(key_of(sender), "CREATED")
    call.note(key_of(sender), status)
    return public(sender)


def _use_waba(call: Call, waba_id: str) -> None:
    """A project has one WABA and a WABA one project; embedded signup onboards a project that has none."""
    for project in call.world.projects.values():
        if project is not call.project and (project.whatsapp_account or {}).get("wabaId") == waba_id:
            raise ApiError("waba_id_used")
    account = call.project.whatsapp_account
    if account is None:
        region = call.body.get("region", "EU")
        manager = call.body.get("businessManager", BUSINESS_MANAGERS[region])
        account = new_account(call, embedded=True, manager=manager)
        account["wabaId"] = waba_id
        account["details"] = {"clientBusinessManagerId": call.ids.digits(15), "wabaName": "Embedded signup"}
        onboard(call)
    elif account.setdefault("wabaId", waba_id) != waba_id:
        raise ApiError("wrong_waba_id")


def _use_number(call: Call, number_id: str) -> None:
    for project in call.world.projects.values():
        for sender in project.whatsapp_senders.values():
            if sender.get("_phone_number_id") == number_id:
                own = project is call.project
                raise ApiError("used_phone_number_id" if own else "provisioned_phone_number_id")


def _check_photo(call: Call, details: Record) -> None:
    check_files([("details.photoUrl", details.get("photoUrl"))], call.operation.errors)


def _update(call: Call) -> Record:
    sender = find_sender(call)
    given = dict(call.body.get("details", {}))
    submit = call.body.get("status") == "SUBMIT"
    if not given and not (submit and "changes" in sender):
        raise ApiError("no_fields_to_update")
    _check_updatable(call, sender, given)
    _check_photo(call, given)
    if sender.get("state") == "ACTIVE":
        _ask_names(sender, given)
    changes = sender.get("changes", {"details": {}})
    removed = [name for name, value in given.items() if value is None]
    kept = {name: value for name, value in given.items() if value is not None}
    details = {**changes.get("details", {}), **kept}
    sender["_removed"] = sorted({*sender.get("_removed", ()), *removed} - kept.keys())
    for name in removed:
        details.pop(name, None)
    if given or "changes" in sender:
        status = "IN_PROGRESS" if submit else "DRAFT"
        sender["changes"] = {"status": status, "details": details}
        call.note(key_of(sender), "EDITED")
        call.note(key_of(sender), status)
    call.touch(key_of(sender), sender)
    return public(sender)


def _ask_names(sender: Record, given: Record) -> None:
    """A live sender's display name and username are reviewed apart from its changes."""
    metadata = sender.setdefault("metadata", {})
    if "displayName" in given:
        metadata["displayName"] = {"value": given.pop("displayName"), "status": "PENDING"}
    if given.get("username"):
        metadata["username"] = {"value": given["username"], "status": "PENDING"}


def _check_updatable(call: Call, sender: Record, given: Record) -> None:
    state, status = sender.get("state"), sender.get("changes", {}).get("status")
    if status is not None and status not in ("DRAFT", "REJECTED"):
        raise ApiError("sender_changes_not_updatable")
    if status is None and state != "ACTIVE":
        raise ApiError("sender_not_updatable")
    name = sender.get("metadata", {}).get("displayName", {})
    if state == "ACTIVE" and "displayName" in given and name.get("status") == "PENDING":
        raise ApiError("sender_display_name_update_not_allowed")
    if given.get("username") is None:
        return
    if state != "ACTIVE":
        raise ApiError("sender_username_update_not_available")
    if not sender["cloudApi"]:
        raise ApiError("sender_phone_number_not_registered_with_meta_cloud_api")
    if any(
        _has_name(other, given["username"]) for other in call.project.whatsapp_senders.values() if other is not sender
    ):
        raise ApiError("sender_username_not_available")


def _has_name(sender: Record, username: str) -> bool:
    wanted = sender.get("metadata", {}).get("username", {})
    return username in (sender.get("details", {}).get("username"), wanted.get("value"))


HANDLERS: dict[str, Handler] = {
    "WhatsappSendersController_createSender_v1": _create,
    "WhatsappSendersController_update_v1": _update,
}
