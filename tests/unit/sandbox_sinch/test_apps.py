"""Bundles, SMS apps and Conversation apps."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.sandbox.sinch.world.project import Project
from tests.unit.sandbox_sinch.conftest import SECRET, TARGET, Api, Clock

HOOK = {"target": TARGET, "secret": SECRET, "triggers": ["BUNDLE_DONE"]}


async def test_a_bundle_is_done_after_a_while(api: Api, clock: Clock) -> None:
    body = {"region": "US", "name": "all", "subproject": True, "smsApp": True, "convApp": True, "webhooks": [HOOK]}
    made = await api.ok("POST", "/bundles", body)
    assert (made["state"], made["subproject"]["status"], made["smsApp"]["status"]) == (
        "IN_PROGRESS",
        "PENDING",
        "PENDING_ADD",
    )
    clock.move(seconds=api.world.work_seconds)
    api.world.timers.run_due()
    await api.world.deliveries.wait_until_sent()
    done = await api.ok("GET", f"/bundles/{made['id']}")
    assert (done["state"], done["subproject"]["status"], done["smsApp"]["status"]) == ("DONE", "READY", "ACTIVE")
    (delivered,) = done["webhookDeliveryStatuses"]
    assert (delivered["httpStatusCode"], delivered["webhookId"]) == (200, made["webhooks"][0]["id"])
    event = api.world.events[-1]
    assert (event["type"], event["payload"]["state"]) == ("BUNDLE_DONE", "DONE")
    inside: Project = api.world.projects[done["projectId"]]
    assert inside.id != api.project.id
    assert (len(inside.sms_apps), len(inside.conversation_apps), len(inside.webhooks)) == (1, 1, 1)


async def test_time_alone_finishes_a_bundle(api: Api) -> None:
    made = await api.ok("POST", "/bundles", {"region": "EU", "name": "b", "convApp": True})
    for _ in range(3):
        await asyncio.sleep(0)
    assert (await api.ok("GET", f"/bundles/{made['id']}"))["state"] == "DONE"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"region": "EU", "name": "b"}, "no_services_to_create"),
        ({"region": "EU", "smsApp": False, "name": "b"}, "no_services_to_create"),
        ({"region": "EU", "smsApp": True}, "missing_name"),
        ({"region": "MARS", "name": "b", "smsApp": True}, "invalid_input"),
        ({"region": "EU", "name": "b", "smsApp": True, "webhooks": [HOOK, HOOK]}, "invalid_input"),
    ],
)
async def test_bundles_are_checked(api: Api, body: dict[str, Any], code: str) -> None:
    assert await api.code("POST", "/bundles", body) == code


async def test_a_bundles_webhooks_count_like_others(api: Api) -> None:
    body = {"region": "EU", "name": "b", "smsApp": True, "webhooks": [HOOK]}
    await api.ok("POST", "/bundles", body)
    assert await api.code("POST", "/bundles", body) == "webhook_exists"
    for number in range(14):
        api.world.seed_webhook(f"{TARGET}/{number}", SECRET)
    other = {**body, "webhooks": [{**HOOK, "target": f"{TARGET}/x"}]}
    assert await api.code("POST", "/bundles", other) == "webhook_limit_reached"


async def test_bundles_are_filtered(api: Api) -> None:
    made = await api.ok("POST", "/bundles", {"region": "EU", "name": "b", "smsApp": {"name": "mine"}})
    listed = await api.ok("GET", f"/bundles?filterSmsAppIds={made['smsApp']['id']}")
    assert [bundle["id"] for bundle in listed["bundles"]] == [made["id"]]
    assert (await api.ok("GET", "/bundles?filterStates=FAILED"))["totalSize"] == 0
    assert await api.code("GET", f"/bundles/{'0' * 24}") == "bundle_not_found"
    del api.project.conversation_apps[next(iter(api.project.conversation_apps))]
    seeded = next(bundle for bundle in api.project.bundles.values() if "convApp" in bundle)
    assert await api.code("GET", f"/bundles/{seeded['id']}") == "conversation_app_not_found"


async def test_an_sms_app_is_linked_renamed_and_deleted(api: Api) -> None:
    app_id = next(iter(api.project.conversation_apps))
    linked = await api.ok("POST", "/sms/smsApps", {"name": "A", "region": "EU", "convApiAppId": app_id})
    assert linked["conversationApiAppDetails"]["id"] == app_id
    with_app = await api.ok("POST", "/sms/smsApps", {"name": "B", "region": "US", "convApiApp": True})
    assert with_app["conversationApiAppDetails"]["id"] in api.project.conversation_apps
    both = {"name": "C", "region": "EU", "convApiAppId": app_id, "convApiApp": True}
    assert await api.code("POST", "/sms/smsApps", both) == "invalid_input"
    path = f"/sms/smsApps/{linked['id']}"
    assert (await api.ok("PATCH", path, {"name": "Z"}))["name"] == "Z"
    assert await api.code("PATCH", path, {}) == "no_fields_to_update"
    await api.ok("DELETE", path)
    assert await api.code("GET", path) == "sms_app_not_found"
    assert (await api.ok("GET", "/sms/smsApps"))["totalSize"] == 2


async def test_a_project_without_sms_service_says_so(api: Api) -> None:
    api.world.add_project("00000000-0000-4000-8000-000000000002")
    api.base = "/v1/projects/00000000-0000-4000-8000-000000000002"
    assert await api.code("GET", "/sms/smsApps") == "sms_service_not_found"


async def test_channels_of_conversation_apps(api: Api) -> None:
    full, bare = (f"/conversation/apps/{app_id}" for app_id in api.project.conversation_apps)
    assert (await api.ok("GET", f"{full}/instagram"))["status"] == "ACTIVE"
    assert (await api.ok("GET", f"{full}/messenger"))["statusDescription"] == "The page's token has expired."
    for channel, upstream in (
        ("instagram", "facebook_api_error"),
        ("messenger", "facebook_api_error"),
        ("telegram", "telegram_api_error"),
        ("viber", "viber_api_error"),
    ):
        assert await api.code("GET", f"{bare}/{channel}") == f"conversation_app_no_{channel}_channel"
        next(iter(api.project.conversation_apps.values()))["_broken"] = [channel]
        assert await api.code("GET", f"{full}/{channel}") == upstream
    assert await api.code("GET", f"/conversation/apps/{'0' * 26}/viber") == "conversation_app_not_found"
    assert await api.code("GET", "/conversation/apps/x/telegram") == "conversation_app_id_invalid"
