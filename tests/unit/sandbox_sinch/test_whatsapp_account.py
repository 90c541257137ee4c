"""The WhatsApp account, the helpers, flows and solutions."""

from __future__ import annotations

import pytest

from bot.sandbox.sinch.reviewers.controls import Controls
from tests.unit.sandbox_sinch.conftest import Api

NEW = {
    "wabaName": "Acme Ltd",
    "clientBusinessManagerId": "123",
    "senderDetails": {"displayName": "Acme", "businessCategory": "OTHER", "region": "EU"},
}


@pytest.fixture
def empty(api: Api) -> Api:
    """A project without channels."""
    api.world.add_project("00000000-0000-4000-8000-000000000002")
    api.base = "/v1/projects/00000000-0000-4000-8000-000000000002"
    return api


async def _play(api: Api, move: str, text: str = "") -> None:
    controls = Controls(api.world, api.base.rsplit("/", 1)[1])
    await controls.play(controls.subjects("whatsapp_account")[0], move, text)


async def test_an_account_is_made_rejected_corrected_and_onboarded(empty: Api) -> None:
    assert await empty.code("GET", "/whatsapp") == "account_not_found"
    assert await empty.code("GET", "/whatsapp/templates") == "project_not_initialized"
    made = await empty.ok("POST", "/whatsapp", NEW)
    assert "state" not in made
    assert made["changes"]["status"] == "IN_PROGRESS"
    assert await empty.code("POST", "/whatsapp", NEW) == "account_exists"
    assert await empty.code("PATCH", "/whatsapp", {"wabaName": "Acme"}) == "account_not_updatable"
    await _play(empty, "reject", "The name is not registered.")
    assert empty.world.events[-1]["comment"] == "The name is not registered."
    assert await empty.code("PATCH", "/whatsapp", {}) == "no_fields_to_update"
    fixed = await empty.ok("PATCH", "/whatsapp", {"wabaName": "Acme Limited"})
    assert fixed["changes"] == {
        "status": "IN_PROGRESS",
        "details": {
            "clientBusinessManagerId": "123",
            "wabaName": "Acme Limited",
            "senderDetails": {
                "displayName": "Acme",
                "businessCategory": "OTHER",
                "region": "EU",
                "metaLocalStorage": "DE",
            },
        },
    }
    await _play(empty, "onboard")
    account = await empty.ok("GET", "/whatsapp")
    assert (account["state"], account["details"]["wabaName"]) == ("ONBOARDED", "Acme Limited")
    assert "changes" not in account
    trail = [entry["type"] for entry in (await empty.ok("GET", "/whatsapp/activities"))["notifications"]]
    assert trail == ["IN_PROGRESS", "EDITED", "REJECTED", "IN_PROGRESS", "CREATED"]


async def test_business_managers_must_fit_the_environment(empty: Api) -> None:
    body = {**NEW, "businessManager": "SINCH_SEP"}
    assert await empty.code("POST", "/whatsapp", body) == "invalid_business_manager_for_environment"


async def test_an_account_with_senders_cannot_be_deleted(api: Api) -> None:
    _, error = await api.call("DELETE", "/whatsapp")
    assert error["errorCode"] == "account_has_senders"
    assert len(error["additionalInformation"]["senderIds"]) == 3
    for key in [key for key, sender in api.project.whatsapp_senders.items() if "state" in sender]:
        del api.project.whatsapp_senders[key]
    assert await api.code("DELETE", "/whatsapp") == "account_has_sender_changes"
    api.project.whatsapp_senders.clear()
    await api.ok("DELETE", "/whatsapp")
    assert await api.code("DELETE", "/whatsapp") == "project_not_initialized"
    assert [t["name"] for t in api.project.templates.values() if "state" not in t] == []


async def test_a_comment_is_kept_and_told(api: Api) -> None:
    made = await api.ok("POST", "/whatsapp/comments", {"comment": "Hello"})
    assert (made["type"], made["comment"]) == ("CREATED", "Hello")
    newest = (await api.ok("GET", "/whatsapp/activities"))["notifications"][0]
    assert newest == {
        "type": "COMMENT_ADDED",
        "created": made["created"],
        "author": "Provisioning API user",
        "comment": "Hello",
    }
    event = api.world.events[-1]
    assert (event["type"], event["comment"], event["payload"]["state"]) == (
        "WHATSAPP_ACCOUNT_COMMENT_ADDED",
        "Hello",
        "ONBOARDED",
    )
    assert await api.code("POST", "/whatsapp/comments", {"comment": "x" * 65_536}) == "invalid_input"


async def test_analytics_are_switched_on_for_good(api: Api) -> None:
    account = api.project.whatsapp_account
    assert account is not None
    account["wabaEnabledForInsights"] = False
    assert (await api.ok("GET", "/whatsapp/templates/order_update/languages/EN_US"))["analytics"] == []
    await api.ok("PUT", "/whatsapp/enableTemplateAnalytics")
    week = await api.ok("GET", "/whatsapp/templates/order_update/languages/EN_US?templateAnalyticsDateRange=WEEK")
    assert week["analytics"][0]["sent"] == 7 * 820
    await _play(api, "ban")
    assert await api.code("PUT", "/whatsapp/enableTemplateAnalytics") == "template_insights_not_yet_available"


async def test_a_facebook_token_is_exchanged_and_shows_its_wabas(api: Api) -> None:
    made = await api.ok("POST", "/whatsapp/longLivedAccessToken", {"facebookCode": "abc"})
    assert made["longLivedAccessToken"]
    path = "/whatsapp/longLivedAccessToken"
    assert await api.code("POST", path, {}) == "invalid_input"
    assert await api.code("POST", path, {"facebookToken": "invalid"}) == "invalid_facebook_token"
    assert await api.code("POST", path, {"facebookCode": "invalid"}) == "invalid_facebook_code"
    body = {"facebookToken": "x", "businessManager": "SINCH_BR"}
    assert await api.code("POST", path, body) == "invalid_business_manager"
    wabas = (await api.ok("POST", "/whatsapp/wabaDetails", {"facebookToken": "x"}))["wabas"]
    assert [number["provisioned"] for number in wabas[0]["numbers"]] == [True, True, True, False, False]


async def test_flows_and_their_screens(api: Api) -> None:
    flows = (await api.ok("GET", "/whatsapp/flows"))["flows"]
    assert {flow["status"] for flow in flows} == {
        "FLOW_STATUS_PUBLISHED",
        "FLOW_STATUS_DRAFT",
        "FLOW_STATUS_DEPRECATED",
    }
    screens = await api.ok("GET", "/whatsapp/flows/100000000000001/screens")
    assert [screen["id"] for screen in screens["screens"]] == ["WELCOME", "PICK_TIME", "CONFIRM"]
    assert await api.code("GET", "/whatsapp/flows/100000000000003/screens") == "flow_screens_not_found"
    assert await api.code("GET", "/whatsapp/flows/1/screens") == "flow_not_found"


async def test_solutions_are_assigned_before_onboarding_only(api: Api, empty: Api) -> None:
    body = {"details": {"name": "S"}, "accessToken": "partial-token", "businessManager": "SINCH_UK"}
    made = await empty.ok("POST", "/whatsapp/solutions", body)
    assert made["failedSolutions"][0]["errorCode"] == "CREATION_FAILED"
    solution_id = made["solutions"][0]["id"]
    await empty.ok("POST", f"/whatsapp/solutions/{solution_id}/assign")
    assert (await empty.ok("GET", f"/whatsapp/solutions/{solution_id}"))["assigned"] is True
    assert await empty.code("POST", "/whatsapp/solutions/1/assign") == "solution_not_found"
    await empty.ok("POST", "/whatsapp", NEW)
    await _play(empty, "onboard")
    assert await empty.code("POST", f"/whatsapp/solutions/{solution_id}/assign") == "solution_cannot_be_reassigned"
