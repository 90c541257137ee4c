"""WhatsApp senders: creation, review, one-time code, changes, removal."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox_sinch.conftest import Api, Clock

DETAILS = {"displayName": "Corner Bakery", "vertical": "RESTAURANT", "countryCode": "48", "phoneNumber": "777777777"}
NEW = {"phoneNumberProvider": "CUSTOMER", "details": DETAILS}


async def _new(api: Api, **extra: Any) -> str:
    sender = await api.ok("POST", "/whatsapp/senders", {**NEW, **extra})
    return f"/whatsapp/senders/{sender['id']}"


async def _play(api: Api, path: str, move: str, text: str = "") -> None:
    sender_id = path.rsplit("/", 1)[1]
    subject = next(s for s in api.subjects("whatsapp_sender") if s.id == sender_id)
    await api.play(subject, move, text)


async def test_from_nothing_to_active_with_the_one_time_code(api: Api) -> None:
    path = await _new(api)
    fresh = await api.ok("GET", path)
    assert "state" not in fresh
    assert fresh["changes"]["status"] == "IN_PROGRESS"
    assert await api.code("POST", f"{path}/register", {"method": "SMS"}) == "not_allowed_register"
    assert await api.code("POST", f"{path}/verify", {"code": "123456"}) == "not_allowed_verify"
    await _play(api, path, "ask-code")
    assert api.events()[-1] == "WHATSAPP_SENDER_PENDING_VERIFICATION"
    assert await api.code("POST", f"{path}/verify", {"code": "123456"}) == "wrong_otp"
    sent = await api.ok("POST", f"{path}/register", {"method": "VOICE"})
    assert (sent["method"], sent["verificationCodeSent"]) == ("VOICE", True)
    assert await api.code("POST", f"{path}/verify", {"code": "654321"}) == "wrong_otp"
    assert await api.code("POST", f"{path}/verify", {"code": "12 456"}) == "invalid_input"
    await api.ok("POST", f"{path}/verify", {"code": "123456"})
    live = await api.ok("GET", path)
    assert (live["state"], live["details"]["displayName"]) == ("ACTIVE", "Corner Bakery")
    assert "changes" not in live
    assert api.events()[-1] == "WHATSAPP_SENDER_ACTIVE"
    trail = [entry["type"] for entry in (await api.ok("GET", f"{path}/activities"))["notifications"]]
    assert trail == ["ACTIVE", "VERIFIED", "REGISTERED", "IN_PROGRESS", "CREATED"]


async def test_codes_run_out(api: Api) -> None:
    path = await _new(api)
    await _play(api, path, "ask-code")
    for _ in range(5):
        await api.ok("POST", f"{path}/register", {"method": "SMS"})
    assert await api.code("POST", f"{path}/register", {"method": "SMS"}) == "sender-register-too-many-requests"
    for _ in range(5):
        await api.code("POST", f"{path}/verify", {"code": "000000"})
    assert await api.code("POST", f"{path}/register", {"method": "SMS"}) == "too_many_invalid_verification_codes"


async def test_a_draft_may_be_incomplete_and_is_submitted_by_an_update(api: Api) -> None:
    path = await _new(api, status="DRAFT", details={"countryCode": "48"})
    assert (await api.ok("GET", path))["changes"]["status"] == "DRAFT"
    changed = await api.ok("PATCH", path, {"status": "SUBMIT", "details": {"displayName": "B", "vertical": "OTHER"}})
    assert changed["changes"]["status"] == "IN_PROGRESS"
    assert await api.code("PATCH", path, {"details": {"about": "x"}}) == "sender_changes_not_updatable"
    assert await api.code("DELETE", f"{path}/changes") == "sender_changes_not_deletable"
    await _play(api, path, "reject", "The name is not allowed.")
    await api.ok("DELETE", f"{path}/changes")
    assert await api.code("GET", path) == "sender_not_found"
    assert await api.code("DELETE", f"{path}/changes") == "sender_changes_not_found"


async def test_a_live_sender_keeps_its_profile_while_changes_are_reviewed(api: Api) -> None:
    path = f"/whatsapp/senders/{api.subject('whatsapp_sender', 'ACTIVE').id}"
    body = {"status": "SUBMIT", "details": {"about": "New beans.", "email": None}}
    pending = await api.ok("PATCH", path, body)
    assert pending["details"]["about"] == "Coffee, roasted this week."
    assert pending["changes"] == {"status": "IN_PROGRESS", "details": {"about": "New beans."}}
    await _play(api, path, "approve")
    live = await api.ok("GET", path)
    assert live["details"]["about"] == "New beans."
    assert "email" not in live["details"]
    assert "changes" not in live
    assert await api.code("PATCH", path, {}) == "no_fields_to_update"


async def test_names_are_reviewed_apart(api: Api) -> None:
    path = f"/whatsapp/senders/{api.subject('whatsapp_sender', 'ACTIVE').id}"
    asked = await api.ok("PATCH", path, {"details": {"displayName": "Northwind"}})
    assert asked["metadata"]["displayName"] == {"value": "Northwind", "status": "PENDING"}
    assert asked["details"]["displayName"] == "Northwind Coffee"
    await _play(api, path, "displayName:reject", "Too general.")
    field = (await api.ok("GET", path))["metadata"]["displayName"]
    assert (field["status"], field["rejectionReason"]) == ("REJECTED", "Too general.")
    assert await api.code("DELETE", f"{path}/changes") == "sender_changes_not_found"
    await api.ok("PATCH", path, {"details": {"displayName": "Northwind AB"}})
    body = {"details": {"displayName": "Northwind 2"}}
    assert await api.code("PATCH", path, body) == "sender_display_name_update_not_allowed"


async def test_a_username_is_taken_by_one_live_sender(api: Api) -> None:
    first, second = (f"/whatsapp/senders/{s.id}" for s in api.subjects("whatsapp_sender") if s.state == "ACTIVE")
    ideas = (await api.ok("GET", f"{first}/suggestedUsernames"))["usernames"]
    assert "northwind.coffee" in ideas
    await api.ok("PATCH", first, {"details": {"username": ideas[0]}})
    assert await api.code("PATCH", second, {"details": {"username": ideas[0]}}) == "sender_username_not_available"
    draft = await _new(api, status="DRAFT")
    code = await api.code("PATCH", draft, {"details": {"username": "bakery"}})
    assert code == "sender_username_update_not_available"
    api.project.whatsapp_senders[second.rsplit("/", 1)[1]]["cloudApi"] = False
    code = await api.code("PATCH", second, {"details": {"username": "bakery"}})
    assert code == "sender_phone_number_not_registered_with_meta_cloud_api"


async def test_a_deleted_sender_works_for_thirty_more_days(api: Api, clock: Clock) -> None:
    sender = api.subject("whatsapp_sender", "ACTIVE")
    path = f"/whatsapp/senders/{sender.id}"
    await api.ok("DELETE", path)
    assert await api.code("DELETE", path) == "sender_already_deleted"
    clock.move(days=29)
    api.world.timers.run_due()
    assert (await api.ok("GET", path))["state"] == "ACTIVE"
    clock.move(days=1)
    api.world.timers.run_due()
    assert await api.code("GET", path) == "sender_not_found"
    assert api.world.events[-1]["payload"]["id"] == sender.id
    assert api.events()[-1] == "WHATSAPP_SENDER_DELETED"


@pytest.mark.parametrize(
    ("region", "manager", "allowed"),
    [
        ("BR", "SINCH_BR", True),
        ("BR", "SINCH_UK", False),
        ("EU", "SINCH_UK", True),
        ("EU", "SINCH_MX", False),
        ("US", "SINCH_UK", True),
    ],
)
async def test_region_and_business_manager_must_match(api: Api, region: str, manager: str, allowed: bool) -> None:
    account = api.project.whatsapp_account
    assert account is not None
    account["businessManager"] = manager
    body = {"wabaId": account["wabaId"], "phoneNumberId": "7", "region": region, "businessManager": manager}
    status, answer = await api.call("POST", "/whatsapp/senders", body)
    assert (status, answer.get("errorCode")) == ((201, None) if allowed else (400, "invalid_business_manager"))


async def test_embedded_signup_onboards_a_project_and_guards_wabas_and_numbers(api: Api) -> None:
    account = api.project.whatsapp_account
    assert account is not None
    mine, other = api.base, "/v1/projects/00000000-0000-4000-8000-000000000002"
    api.world.add_project(other.rsplit("/", 1)[1])
    body = {"wabaId": "900", "phoneNumberId": "901"}
    api.base = other
    assert await api.code("POST", "/whatsapp/senders", NEW) == "project_not_initialized"
    assert await api.code("POST", "/whatsapp/senders", {**body, "wabaId": account["wabaId"]}) == "waba_id_used"
    await api.ok("POST", "/whatsapp/senders", body)
    assert (await api.ok("GET", "/whatsapp"))["isEmbeddedSignup"] is True
    assert await api.code("POST", "/whatsapp/senders", body) == "used_phone_number_id"
    assert await api.code("POST", "/whatsapp/senders", {**body, "wabaId": "902"}) == "wrong_waba_id"
    api.base = mine
    taken = {"wabaId": account["wabaId"], "phoneNumberId": "901"}
    assert await api.code("POST", "/whatsapp/senders", taken) == "provisioned_phone_number_id"


async def test_pictures_are_judged_by_their_address_and_a_draft_can_be_kept(api: Api) -> None:
    before = set(api.project.whatsapp_senders)
    for name, code in (
        ("not-found.png", "file_not_found"),
        ("too-large.png", "file_size_too_large"),
        ("wrong-dimensions.png", "file_has_wrong_dimensions"),
        ("unexpected.png", "file_unexpected_error"),
        ("logo.gif", "file_invalid_mime_type"),
    ):
        details = {**DETAILS, "photoUrl": f"https://x.example/{name}"}
        assert await api.code("POST", "/whatsapp/senders", {**NEW, "details": details}) == code
    assert set(api.project.whatsapp_senders) == before
    body = {**NEW, "details": details, "saveDraftOnFailure": True}
    assert await api.code("POST", "/whatsapp/senders", body) == "file_invalid_mime_type"
    (kept,) = set(api.project.whatsapp_senders) - before
    assert api.project.whatsapp_senders[kept]["changes"]["status"] == "DRAFT"


async def test_senders_are_listed_by_state_and_by_status_of_changes(api: Api) -> None:
    listed = await api.ok("GET", "/whatsapp/senders?filterStates=ACTIVE&filterStates=PENDING_VERIFICATION")
    assert listed["totalSize"] == 3
    listed = await api.ok("GET", "/whatsapp/senders?filterStatuses=IN_PROGRESS,DRAFT")
    assert [sender["changes"]["status"] for sender in listed["senders"]] == ["IN_PROGRESS"]
