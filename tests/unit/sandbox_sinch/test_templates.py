"""WhatsApp templates: drafts, review, changes, rules of content, deletion, comparison."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox_sinch.conftest import Api, Clock

BODY = {"type": "BODY", "text": "Hello {{1}}.", "examples": ["Ada"]}
BASE = "/whatsapp/templates"


def new(name: str = "hello_you", *components: Any, **extra: Any) -> dict[str, Any]:
    content = list(components) or [{**BODY, "text": f"{name} {{{{1}}}}"}]
    return {"name": name, "language": "EN", "category": "UTILITY", "details": {"components": content}, **extra}


def path(name: str = "hello_you", language: str = "EN") -> str:
    return f"{BASE}/{name}/languages/{language}"


def url(address: str, **extra: str) -> dict[str, Any]:
    return {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Go", "url": address, **extra}]}


async def _play(api: Api, name: str, move: str, text: str = "") -> None:
    await api.play(next(s for s in api.subjects("whatsapp_template") if s.id == name), move, text)


async def test_submit_approve_change_approve(api: Api) -> None:
    made = await api.ok("POST", BASE, new())
    assert (made["state"], made["changes"]["status"]) == ("PENDING", "IN_PROGRESS")
    assert await api.code("PATCH", path(), {"details": {"components": [BODY]}}) == "template_not_updatable"
    await _play(api, "hello_you/EN", "approve")
    live = await api.ok("GET", path())
    assert (live["state"], live["whatsappId"].isdigit()) == ("APPROVED", True)
    assert "changes" not in live
    changed = await api.ok("PATCH", path(), {"status": "SUBMIT", "details": {"components": [BODY]}})
    assert changed["details"] == live["details"]
    assert changed["changes"] == {"status": "IN_PROGRESS", "details": {"components": [BODY]}}
    assert await api.code("PATCH", path(), {}) == "template_changes_not_updatable"
    await _play(api, "hello_you/EN", "approve")
    assert (await api.ok("GET", path()))["details"] == {"components": [BODY]}
    trail = [entry["type"] for entry in (await api.ok("GET", f"{path()}/activities"))["notifications"]]
    assert trail == ["IN_PROGRESS", "EDITED", "IN_PROGRESS", "CREATED"]


async def test_a_rejection_tells_why_and_can_be_corrected(api: Api) -> None:
    await api.ok("POST", BASE, new())
    await _play(api, "hello_you/EN", "reject-category", "This is marketing.")
    event = api.world.events[-1]
    assert (event["type"], event["comment"]) == ("WHATSAPP_TEMPLATE_REJECTED", "This is marketing.")
    assert event["payload"]["rejectionCode"] == "INCORRECT_CATEGORY"
    assert "whatsappId" not in event["payload"]
    edited = await api.ok("PATCH", path(), {"category": "MARKETING"})
    assert (edited["category"], edited["changes"]["status"]) == ("MARKETING", "DRAFT")


async def test_a_draft_may_be_incomplete_until_it_is_submitted(api: Api) -> None:
    half = [{"type": "HEADER", "format": "TEXT"}, {"type": "BODY"}, {"type": "BUTTONS", "buttons": [{"type": "URL"}]}]
    made = await api.ok("POST", BASE, new("half_done", *half, status="DRAFT"))
    assert "state" not in made
    assert made["changes"]["status"] == "DRAFT"
    _, error = await api.call("PATCH", path("half_done"), {"status": "SUBMIT"})
    assert error["errorCode"] == "invalid_payload"
    faults = error["additionalInformation"]["validationErrors"]
    assert "details.components.0.text should not be empty" in faults
    whole = {"status": "SUBMIT", "details": {"components": [BODY]}}
    assert (await api.ok("PATCH", path("half_done"), whole))["state"] == "PENDING"


async def test_a_name_is_used_once_for_each_language_and_in_one_category(api: Api, clock: Clock) -> None:
    await api.ok("POST", BASE, new())
    _, error = await api.call("POST", BASE, new())
    assert (error["errorCode"], error["additionalInformation"]) == ("template_exists", {"supportedCodes": "EN"})
    body = new(language="DE", category="MARKETING")
    assert await api.code("POST", BASE, body) == "template_incorrect_category"
    await api.ok("POST", BASE, new(language="DE"))
    await api.ok("DELETE", f"{path(language='DE')}?deleteSubmitted=true")
    assert await api.code("POST", BASE, new(language="DE")) == "template_language_recently_deleted"
    clock.move(days=28)
    await api.ok("POST", BASE, new(language="DE"))
    await api.ok("DELETE", f"{BASE}/hello_you")
    assert await api.code("POST", BASE, new()) == "template_name_recently_used"
    clock.move(days=30)
    await api.ok("POST", BASE, new())
    assert await api.code("POST", BASE, new("Bad Name")) == "invalid_input"


async def test_same_content_and_limit(api: Api) -> None:
    await api.ok("POST", BASE, new("one_a", BODY))
    assert await api.code("POST", BASE, new("one_b", BODY)) == "template_content_already_exists"
    await api.ok("POST", BASE, new("one_b", BODY, status="DRAFT"))
    api.world.template_limit = len(api.project.templates)
    assert await api.code("POST", BASE, new("one_c")) == "template_limit_reached"


def _image(address: str) -> dict[str, Any]:
    return {"type": "HEADER", "format": "IMAGE", "example": {"url": f"https://x.example/{address}"}}


def _flow(flow_id: str, action: str) -> dict[str, Any]:
    button = {"type": "FLOW", "text": "F", "flowId": flow_id, "flowAction": action}
    return {"type": "BUTTONS", "buttons": [button]}


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ([{"type": "FOOTER", "text": "x"}], "invalid_input"),
        ([BODY, BODY], "invalid_input"),
        ([{**BODY, "examples": []}], "invalid_input"),
        ([BODY, {"type": "HEADER", "format": "TEXT", "text": "{{1}}"}], "invalid_input"),
        ([BODY, url("https://wa.me/1")], "template_restricted_Domain_for_button_url"),
        ([BODY, url("https://x.whatsapp.com/1")], "template_restricted_Domain_for_button_url"),
        ([BODY, url("https://x.example", example="https://x.example/1")], "template_invalid_button_example"),
        ([BODY, url("https://x.example/{{1}}")], "invalid_input"),
        ([BODY, url("https://x.example/{{1}}/y", example="https://x.example/1/y")], "invalid_input"),
        ([BODY, _image("a.gif")], "file_invalid_mime_type"),
        ([BODY, _image("too-large")], "file_size_too_large"),
        ([BODY, _flow("9", "DATA_EXCHANGE")], "template_submit_error"),
        ([BODY, _flow("100000000000001", "NAVIGATE")], "invalid_input"),
        ([BODY, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "A"}] * 2}], "invalid_input"),
    ],
)
async def test_a_template_that_breaks_a_rule_is_not_kept(api: Api, components: list[Any], code: str) -> None:
    assert await api.code("POST", BASE, new("ruled", *components)) == code
    assert "ruled/EN" not in api.project.templates


async def test_a_refused_submit_leaves_a_draft_on_request(api: Api) -> None:
    flow = {"type": "FLOW", "text": "F", "flowId": "9", "flowAction": "DATA_EXCHANGE"}
    body = new("kept", BODY, {"type": "BUTTONS", "buttons": [flow]}, saveDraftOnFailure=True)
    _, error = await api.call("POST", BASE, body)
    assert error["additionalInformation"]["metaError"]["code"] == "100"
    assert (await api.ok("GET", path("kept")))["changes"]["status"] == "DRAFT"


async def test_authentication_and_ttl_and_pricing(api: Api) -> None:
    otp = {"type": "BUTTONS", "buttons": [{"type": "OTP", "otpType": "COPY_CODE", "text": "Copy"}]}
    login = new("login_two", {"type": "BODY", "addSecurityRecommendation": True}, otp, category="AUTHENTICATION")
    login["details"]["messageSendTtlSeconds"] = 600
    await api.ok("POST", BASE, login)
    wrong = new("login_three", BODY, otp, category="AUTHENTICATION")
    assert await api.code("POST", BASE, wrong) == "invalid_input"
    late = new("late", BODY)
    late["details"]["messageSendTtlSeconds"] = 50_000
    assert await api.code("POST", BASE, late) == "invalid_input"
    priced = new("priced", category="MARKETING")
    priced["details"]["optimization"] = {"bidAmount": 5000, "bidStrategy": "LOWEST_COST_WITH_BID_CAP"}
    assert await api.code("POST", BASE, priced) == "template_dynamic_pricing_not_available"
    account = api.project.whatsapp_account
    assert account is not None
    account["wabaMaxPriceOnboarded"] = True
    made = await api.ok("POST", BASE, priced)
    assert made["changes"]["details"]["optimization"]["bidStrategy"] == "BID_STRATEGY_LOWEST_COST_WITH_BID_CAP"


async def test_carousel_cards_are_alike(api: Api) -> None:
    def card(*buttons: str) -> dict[str, Any]:
        header = {"type": "HEADER", "format": "IMAGE", "example": {"url": "https://x.example/a.png"}}
        replies = [{"type": "QUICK_REPLY", "text": text} for text in buttons]
        return {"components": [header, {"type": "BODY", "text": "c"}, {"type": "BUTTONS", "buttons": replies}]}

    alike = {"type": "CAROUSEL", "cards": [card("A"), card("A")]}
    unlike = {"type": "CAROUSEL", "cards": [card("A"), card("A", "B")]}
    assert await api.code("POST", BASE, new("cards", BODY, unlike)) == "invalid_input"
    made = await api.ok("POST", BASE, new("cards", BODY, alike))
    assert len(made["changes"]["details"]["components"][1]["cards"]) == 2


async def test_what_may_be_updated(api: Api) -> None:
    assert await api.code("PATCH", path("hello_world", "EN_US"), {}) == "template_source_not_updatable"
    order = path("order_update", "EN_US")
    assert await api.code("PATCH", order, {"category": "MARKETING"}) == "template_category_not_updatable"
    code = await api.code("PATCH", order, {"allowCategoryChange": True})
    assert code == "template_allow_category_change_not_updatable"
    await _play(api, "order_update/EN_US", "lock")
    assert await api.code("PATCH", order, {}) == "resource_locked"
    assert await api.code("POST", f"{BASE}/sync") == "resource_locked"
    assert await api.code("DELETE", f"{BASE}/order_update") == "resource_locked"
    await _play(api, "order_update/EN_US", "unlock")
    await api.ok("DELETE", f"{BASE}/order_update")


async def test_deletion_spares_what_was_submitted_unless_told(api: Api) -> None:
    live, review = path("order_update", "EN_US"), path("book_a_table", "EN_US")
    assert await api.code("DELETE", live) == "template_not_deletable_due_to_input_config"
    assert await api.code("DELETE", review) == "template_changes_not_found"
    await api.ok("PATCH", live, {"details": {"components": [BODY]}})
    await api.ok("DELETE", live)
    assert "changes" not in await api.ok("GET", live)
    await api.ok("DELETE", path("table_reminder", "EN_US"))
    assert "WHATSAPP_TEMPLATE_DELETED" not in api.events()
    await api.ok("DELETE", f"{live}?deleteSubmitted=true")
    assert api.events()[-1] == "WHATSAPP_TEMPLATE_DELETED"
    assert await api.code("GET", live) == "template_not_found"
    assert (await api.ok("GET", f"{BASE}/order_update"))["totalSize"] == 3


async def test_lists_filter_and_mask(api: Api) -> None:
    listed = await api.ok("GET", f"{BASE}?filterStates=PAUSED,DISABLED&fieldMask=name,details.components.0.text")
    assert listed["templates"] == [
        {"name": "daily_deal", "details": {"components": [{"text": "Today only: {{1}}."}, {}]}},
        {
            "name": "loyalty_points",
            "details": {"components": [{"text": "You have {{1}} points. Use them before {{2}}."}]},
        },
    ]
    drafts = await api.ok("GET", f"{BASE}?filterStatuses=DRAFT")
    assert [template["name"] for template in drafts["templates"]] == ["table_reminder"]
    assert (await api.ok("GET", f"{BASE}?templateName=order"))["totalSize"] == 4
    assert await api.code("GET", f"{BASE}?fieldMask=colour") == "invalid_fields"


async def test_two_templates_of_enough_use_can_be_compared(api: Api) -> None:
    def against(name: str, language: str = "EN_US", days: str = "7") -> dict[str, Any]:
        return {"templates": [{"templateName": name, "templateLanguage": language}], "timeframe": days}

    compare = f"{path('order_update', 'EN_US')}/compare"
    both = await api.ok("POST", compare, against("login_code"))
    assert [(t["name"], t["messageSends"]) for t in both["templates"]] == [("order_update", 5740), ("login_code", 4480)]
    assert sorted(t["blockOrder"] for t in both["templates"]) == [1, 2]
    assert await api.code("POST", compare, against("order_update")) == "templates_compare_not_unique"
    assert await api.code("POST", compare, against("nope_nope")) == "templates_compare_not_found"
    few = against("welcome_offer", "FR")
    assert await api.code("POST", compare, few) == "templates_not_eligible_for_comparison"
    await api.ok("POST", compare, against("welcome_offer", "FR", "30"))


async def test_sync_has_its_pace(api: Api, clock: Clock) -> None:
    await api.ok("POST", f"{BASE}/sync")
    assert await api.code("POST", f"{BASE}/sync") == "too_many_requests"
    clock.move(seconds=5)
    await api.ok("POST", f"{BASE}/sync")


async def test_moves_of_meta(api: Api) -> None:
    await _play(api, "order_update/SV", "status:PAUSED")
    assert (await api.ok("GET", path("order_update", "SV")))["state"] == "PAUSED"
    await _play(api, "order_update/SV", "status:UNPAUSED")
    assert (await api.ok("GET", path("order_update", "SV")))["state"] == "APPROVED"
    assert [event["newState"] for event in api.world.events] == ["PAUSED", "UNPAUSED"]
    api.world.events.clear()
    await _play(api, "order_update/SV", "category")
    assert api.events() == ["WHATSAPP_TEMPLATE_CATEGORY_UPDATED"] * 4
