"""KakaoTalk: categories, senders with their one-time code, templates and what KakaoTalk refuses."""

from __future__ import annotations

from typing import Any

from tests.unit.sandbox_sinch.conftest import Api, Clock

CODES = {"topLevelCategoryCode": "019", "midLevelCategoryCode": "0006", "subLevelCategoryCode": "0001"}
SENDER = {"plusFriendId": "acme", "details": {"adminPhoneNo": "+821012345678", "name": "Acme", **CODES}}
BASE = "/kakaotalk/senders"
TEMPLATES = f"{BASE}/northwindcoffee/templates"


def template(name: str = "Welcome", **extra: Any) -> dict[str, Any]:
    return {"details": {"name": name, "language": "KO", "content": "Hello", **extra}}


async def _play(api: Api, kind: str, key: str, move: str, text: str = "") -> None:
    await api.play(next(s for s in api.subjects(kind) if s.id.endswith(key)), move, text)


async def test_a_sender_from_nothing_to_active(api: Api) -> None:
    made = await api.ok("POST", BASE, SENDER)
    assert "state" not in made
    assert made["changes"]["status"] == "IN_PROGRESS"
    assert await api.code("POST", f"{BASE}/acme/verify", {"code": 123456}) == "not_allowed_verify"
    assert (await api.ok("POST", f"{BASE}/acme/register"))["state"] == "VERIFYING"
    assert await api.code("POST", f"{BASE}/acme/verify", {"code": 1}) == "not_allowed_verify"
    assert await api.code("POST", f"{BASE}/acme/verify", {"code": "123456"}) == "invalid_input"
    live = await api.ok("POST", f"{BASE}/acme/verify", {"code": 123456})
    assert (live["state"], live["details"]["name"]) == ("ACTIVE", "Acme")
    assert api.events() == ["KAKAOTALK_SENDER_ACTIVE"]
    assert await api.code("POST", f"{BASE}/acme/register") == "not_allowed_register"


async def test_senders_are_checked(api: Api) -> None:
    await api.ok("POST", BASE, SENDER)
    assert await api.code("POST", BASE, SENDER) == "plus_friend_id_used"
    details = {**SENDER["details"], "subLevelCategoryCode": "9999"}  # type: ignore[dict-item]
    body = {"plusFriendId": "other", "details": details}
    assert await api.code("POST", BASE, body) == "sender_invalid_category_code"
    await api.code("POST", BASE, {**body, "saveDraftOnFailure": True})
    assert (await api.ok("GET", f"{BASE}/other"))["changes"]["status"] == "DRAFT"
    draft = await api.ok("POST", BASE, {"plusFriendId": "third", "status": "DRAFT", "details": {"name": "Third"}})
    assert draft["changes"] == {"status": "DRAFT", "details": {"name": "Third"}}
    _, error = await api.call("PATCH", f"{BASE}/third", {"status": "SUBMIT"})
    assert "details.adminPhoneNo should not be empty" in error["additionalInformation"]["validationErrors"]


async def test_changes_are_reviewed_or_discarded(api: Api) -> None:
    path = f"{BASE}/northwindcoffee"
    pending = await api.ok("PATCH", path, {"status": "SUBMIT", "details": {"name": "New name"}})
    assert (pending["details"]["name"], pending["changes"]["details"]["name"]) == ("노스윈드 커피", "New name")
    assert await api.code("PATCH", path, {"details": {"name": "x"}}) == "sender_changes_not_updatable"
    assert await api.code("DELETE", f"{path}/changes") == "sender_changes_not_deletable"
    await _play(api, "kakaotalk_sender", "northwindcoffee", "reject", "No.")
    assert await api.code("PATCH", path, {"details": {"name": "x"}}) == "sender_changes_not_updatable"
    await api.ok("DELETE", f"{path}/changes")
    assert await api.code("DELETE", f"{path}/changes") == "sender_changes_not_found"
    await _play(api, "kakaotalk_sender", "northwindcoffee", "deactivate")
    assert await api.code("PATCH", path, {"details": {"name": "x"}}) == "sender_not_updatable"
    assert await api.code("PATCH", path, {}) == "no_fields_to_update"


async def test_a_deleted_sender_works_for_sixty_more_days(api: Api, clock: Clock) -> None:
    path = f"{BASE}/northwindcoffee"
    await api.ok("DELETE", path)
    assert await api.code("DELETE", path) == "sender_already_deleted"
    clock.move(days=60)
    api.world.timers.run_due()
    assert await api.code("GET", path) == "sender_not_found"
    assert api.project.kakaotalk_templates == {}


async def test_the_first_sender_initialises_the_project(api: Api) -> None:
    api.world.add_project("00000000-0000-4000-8000-000000000002")
    api.base = "/v1/projects/00000000-0000-4000-8000-000000000002"
    assert await api.code("GET", BASE) == "project_not_initialized"
    await api.ok("POST", BASE, SENDER)
    assert (await api.ok("GET", BASE))["totalSize"] == 1


async def test_categories_of_senders_are_a_tree_and_of_templates_a_list(api: Api) -> None:
    tree = (await api.ok("GET", "/kakaotalk/categories/senders"))["categories"]
    assert all(top["depth"] == 1 and top["subcategories"][0]["subcategories"][0]["depth"] == 3 for top in tree)
    page = await api.ok("GET", "/kakaotalk/categories/senders/northwindcoffee/templates?pageSize=2")
    assert (page["totalSize"], len(page["categories"])) == (6, 2)


async def test_a_template_is_submitted_and_approved(api: Api) -> None:
    made = await api.ok("POST", TEMPLATES, template())
    path = f"{TEMPLATES}/{made['code']}"
    assert len(made["code"]) == 20
    assert made["changes"]["details"]["categoryCode"] == "999999"
    assert await api.code("PATCH", path, {}) == "template_changes_not_updatable"
    assert await api.code("POST", TEMPLATES, template()) == "template_exists"
    await _play(api, "kakaotalk_template", made["code"], "approve")
    live = await api.ok("GET", path)
    assert live["state"] == "APPROVED"
    changed = await api.ok("PATCH", path, {"status": "SUBMIT", "details": {"content": "Hi"}})
    assert (changed["details"]["content"], changed["changes"]["details"]["content"]) == ("Hello", "Hi")
    await _play(api, "kakaotalk_template", made["code"], "reject", "No.")
    assert (await api.ok("GET", path))["changes"]["status"] == "REJECTED"
    assert api.events() == ["KAKAOTALK_TEMPLATE_APPROVED", "KAKAOTALK_TEMPLATE_REJECTED"]
    assert await api.code("DELETE", f"{path}/changes") == "template_not_deletable"
    await api.ok("DELETE", path)
    assert await api.code("GET", path) == "template_not_found"


async def test_what_kakaotalk_refuses_may_stay_as_a_draft(api: Api) -> None:
    body = {**template(buttons=[{"ordering": 1, "type": "WEB_LINK", "name": "Open"}]), "saveDraftOnFailure": True}
    status, error = await api.call("POST", TEMPLATES, body)
    assert (status, error["errorCode"]) == (424, "template_kakaotalk_validation_error")
    path = f"{TEMPLATES}/{error['additionalInformation']['templateCode']}"
    assert (await api.ok("GET", path))["changes"]["status"] == "DRAFT"
    assert await api.code("PATCH", path, {"status": "SUBMIT"}) == "template_kakaotalk_validation_error"
    await api.ok("DELETE", f"{path}/changes")
    assert await api.code("GET", path) == "template_not_found"


async def test_template_faults_without_a_code_of_their_own(api: Api) -> None:
    twice = [{"ordering": n, "type": "BOT_TRANSFER", "name": "Bot"} for n in (1, 2)]
    assert await api.code("POST", TEMPLATES, template(buttons=twice)) == "invalid_payload"
    assert await api.code("POST", TEMPLATES, {"details": {"name": ""}}) == "invalid_payload"
    assert await api.code("POST", TEMPLATES, template(categoryCode="123456")) == "template_invalid_category_code"
    assert await api.code("GET", f"{BASE}/nobody/templates") == "sender_not_found"


async def test_template_lists_filter(api: Api) -> None:
    listed = await api.ok("GET", f"{TEMPLATES}?filterStates=APPROVED")
    assert [t["details"]["name"] for t in listed["templates"]] == ["주문 완료"]
    assert (await api.ok("GET", f"{TEMPLATES}?filterStatuses=IN_PROGRESS"))["totalSize"] == 1
    assert (await api.ok("GET", f"{TEMPLATES}?templateName=배송"))["totalSize"] == 1
