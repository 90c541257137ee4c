"""The other end: every event can be made, every move leaves a state that the API can show."""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.sandbox.sinch.api.spec import load_spec
from bot.sandbox.sinch.reviewers.controls import Controls, Subject
from bot.sandbox.sinch.seeds.company import sample_world, seed
from bot.sandbox.sinch.service.world import Change, World
from bot.sandbox.sinch.world.facts import PROJECT_ID
from tests.unit.sandbox_sinch.conftest import SECRET, TARGET, Api, Clock, Target

READ = {
    "whatsapp_account": "/whatsapp",
    "whatsapp_sender": "/whatsapp/senders?pageSize=100",
    "whatsapp_template": "/whatsapp/templates?pageSize=1000",
    "kakaotalk_sender": "/kakaotalk/senders",
    "kakaotalk_template": "/kakaotalk/senders/northwindcoffee/templates",
    "rcs_account": "/rcs/activities",
    "rcs_sender": "/rcs/senders",
    "bundle": "/bundles",
    "sms_app": "/sms/smsApps",
    "rcs_upscale": "/rcs/upscales",
    "whatsapp_flow": "/whatsapp/flows",
}
_COMMENTED = (
    "whatsapp_account",
    "whatsapp_sender",
    "whatsapp_template",
    "kakaotalk_sender",
    "kakaotalk_template",
    "rcs_account",
    "rcs_sender",
)


async def _one(api: Api, kind: str, move: str, text: str = "") -> None:
    """Play the move on the first subject of the kind that offers it."""
    controls = Controls(api.world)
    for subject in controls.subjects(kind):
        if move in [found.id for found in controls.actions(subject)]:
            await controls.play(subject, move, text)
            return
    raise AssertionError(f"nothing of kind {kind} offers {move}")


async def _bundle(api: Api) -> None:
    await api.ok("POST", "/bundles", {"region": "EU", "name": "b", "smsApp": True})
    await _one(api, "bundle", "finish")


async def _username(api: Api) -> None:
    sender = api.subject("whatsapp_sender", "ACTIVE")
    await api.ok("PATCH", f"/whatsapp/senders/{sender.id}", {"details": {"username": "northwind"}})
    await _one(api, "whatsapp_sender", "username:approve")


async def _account_rejected(api: Api) -> None:
    await _one(api, "whatsapp_account", "verify-business")
    await _one(api, "whatsapp_account", "reject", "No imprint.")


async def _account_onboarded(api: Api) -> None:
    await _one(api, "whatsapp_account", "verify-business")
    await _one(api, "whatsapp_account", "onboard")


async def _kakao_sender(api: Api, move: str) -> None:
    details = {"adminPhoneNo": "+821012345678", "name": "n"}
    codes = {"topLevelCategoryCode": "019", "midLevelCategoryCode": "0006", "subLevelCategoryCode": "0001"}
    await api.ok("POST", "/kakaotalk/senders", {"plusFriendId": "another", "details": {**details, **codes}})
    await _one(api, "kakaotalk_sender", move, "why")


def _move(kind: str, move: str, text: str = "") -> Callable[[Api], Awaitable[None]]:
    return lambda api: _one(api, kind, move, text)


MAKERS: dict[str, Callable[[Api], Awaitable[None]]] = {
    "BUNDLE_DONE": _bundle,
    "KAKAOTALK_SENDER_ACTIVE": lambda api: _kakao_sender(api, "approve"),
    "KAKAOTALK_SENDER_INACTIVE": _move("kakaotalk_sender", "deactivate"),
    "KAKAOTALK_SENDER_REJECTED": lambda api: _kakao_sender(api, "reject"),
    "KAKAOTALK_SENDER_COMMENT_ADDED": _move("kakaotalk_sender", "comment", "hi"),
    "KAKAOTALK_TEMPLATE_COMMENT_ADDED": _move("kakaotalk_template", "comment", "hi"),
    "KAKAOTALK_TEMPLATE_APPROVED": _move("kakaotalk_template", "approve"),
    "KAKAOTALK_TEMPLATE_REJECTED": _move("kakaotalk_template", "reject", "why"),
    "RCS_ACCOUNT_COMMENT_ADDED": _move("rcs_account", "comment", "hi"),
    "RCS_SENDER_STATUS_UPDATED": _move("rcs_sender", "state:UNLAUNCHED"),
    "RCS_SENDER_OPERATOR_STATUS_UPDATED": _move("rcs_sender", "operator:DK:Telia:LAUNCHED"),
    "RCS_SENDER_COMMENT_ADDED": _move("rcs_sender", "comment", "hi"),
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": _move("rcs_sender", "brand:MANUAL_REVIEW"),
    "WHATSAPP_ACCOUNT_COMMENT_ADDED": _move("whatsapp_account", "comment", "hi"),
    "WHATSAPP_ACCOUNT_ONBOARDED": _account_onboarded,
    "WHATSAPP_ACCOUNT_REJECTED": _account_rejected,
    "WHATSAPP_ACCOUNT_PENDING_VERIFICATION": _move("whatsapp_account", "verify-business"),
    "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED": _move("whatsapp_account", "limit:TIER_100K"),
    "WHATSAPP_WABA_ACCOUNT_CHANGED": _move("whatsapp_account", "ban"),
    "WHATSAPP_SENDER_COMMENT_ADDED": _move("whatsapp_sender", "comment", "hi"),
    "WHATSAPP_SENDER_ACTIVE": _move("whatsapp_sender", "approve"),
    "WHATSAPP_SENDER_INACTIVE": _move("whatsapp_sender", "deactivate"),
    "WHATSAPP_SENDER_PENDING_VERIFICATION": _move("whatsapp_sender", "ask-code"),
    "WHATSAPP_SENDER_REJECTED": _move("whatsapp_sender", "reject", "why"),
    "WHATSAPP_SENDER_ERROR": _move("whatsapp_sender", "fail"),
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": _move("whatsapp_sender", "limit:TIER_1K"),
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": _move("whatsapp_sender", "quality:RED"),
    "WHATSAPP_SENDER_DELETED": _move("whatsapp_sender", "delete"),
    "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED": _move("whatsapp_sender", "displayName:reject", "why"),
    "WHATSAPP_SENDER_USERNAME_UPDATED": _username,
    "WHATSAPP_TEMPLATE_COMMENT_ADDED": _move("whatsapp_template", "comment", "hi"),
    "WHATSAPP_TEMPLATE_APPROVED": _move("whatsapp_template", "approve"),
    "WHATSAPP_TEMPLATE_REJECTED": _move("whatsapp_template", "reject", "why"),
    "WHATSAPP_TEMPLATE_STATUS_UPDATED": _move("whatsapp_template", "status:PAUSED"),
    "WHATSAPP_TEMPLATE_DELETED": _move("whatsapp_template", "delete"),
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": _move("whatsapp_template", "quality:RED"),
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": _move("whatsapp_template", "category"),
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": _move("whatsapp_template", "category-soon"),
}


def test_every_event_that_can_be_brought_about_is_a_documented_one() -> None:
    """A type that was just described has nobody who brings it about yet; its delivery can still be posted by hand."""
    assert MAKERS.keys() <= load_spec().events.keys()


@pytest.mark.parametrize("kind", sorted(MAKERS))
async def test_every_event_is_sent_and_fits_its_schema(api: Api, target: Target, kind: str) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    await MAKERS[kind](api)
    await api.world.deliveries.wait_until_sent()
    bodies = [json.loads(request.content) for request in target.requests]
    sent = [body for body in bodies if body["type"] == kind]
    assert sent
    for body in bodies:
        schema = load_spec().event_schema(body["type"])
        assert [e.message for e in load_spec().validator(schema).iter_errors(body)] == []


@pytest.mark.parametrize("kind", _COMMENTED)
async def test_a_reviewers_comment_shows_in_the_activities(api: Api, kind: str) -> None:
    await _one(api, kind, "comment", "Please look at the logo.")
    entries = [entry for entries in api.project.activities.values() for entry in entries]
    assert [entry["author"] for entry in entries if entry.get("comment") == "Please look at the logo."] == [
        "Sinch reviewer"
    ]


async def test_what_no_webhook_tells_of_changes_all_the_same(api: Api) -> None:
    await _one(api, "sms_app", "status:BLOCKED")
    await _one(api, "rcs_upscale", "state:INACTIVE")
    await _one(api, "whatsapp_flow", "status:DEPRECATED")
    await _one(api, "conversation_app", "break:viber")
    assert (await api.ok("GET", "/sms/smsApps"))["smsApps"][0]["status"] == "BLOCKED"
    assert (await api.ok("GET", "/rcs/upscales"))["upscales"][0]["state"] == "INACTIVE"
    assert (await api.ok("GET", "/whatsapp/flows"))["flows"][0]["status"] == "FLOW_STATUS_DEPRECATED"
    app_id = next(iter(api.project.conversation_apps))
    assert await api.code("GET", f"/conversation/apps/{app_id}/viber") == "viber_api_error"
    await _one(api, "conversation_app", "mend:viber")
    await api.ok("GET", f"/conversation/apps/{app_id}/viber")
    assert api.events() == []


async def test_moves_follow_the_state(api: Api) -> None:
    controls = Controls(api.world)
    template = api.subject("whatsapp_template", "PENDING")
    assert {"approve", "reject"} <= {move.id for move in controls.actions(template)}
    await controls.play(template, "approve")
    after = next(s for s in controls.subjects("whatsapp_template") if s.id == template.id)
    assert after.state == "APPROVED"
    assert "approve" not in {move.id for move in controls.actions(after)}
    with pytest.raises(KeyError):
        await controls.play(after, "approve")
    assert controls.actions(Subject("bundle", "gone", "", "")) == []


@pytest.mark.parametrize("roll", range(6))
async def test_any_run_of_moves_leaves_what_the_api_can_show(api: Api, roll: int) -> None:
    dice = random.Random(roll)
    controls = Controls(api.world)
    for _ in range(60):
        subject = dice.choice(controls.subjects())
        moves = controls.actions(subject)
        if moves:
            await controls.play(subject, dice.choice(moves).id, dice.choice(["", "words"]))
    for kind, path in READ.items():
        status, answer = await api.call("GET", path)
        assert status == 200 or answer["errorCode"] in ("project_not_initialized", "account_not_found"), (kind, answer)
    for body in api.world.events:
        schema = load_spec().event_schema(body["type"])
        assert [e.message for e in load_spec().validator(schema).iter_errors(body)] == [], body["type"]


async def test_a_burst_is_as_long_as_asked_and_touches_many(api: Api, target: Target) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    await Controls(api.world).burst(150)
    await api.world.deliveries.wait_until_sent()
    assert len({request.headers["x-sinch-webhook-signature-nonce"] for request in target.requests}) == 150
    touched = {
        body["payload"].get("id") or body["payload"].get("name") for body in api.world.events if "payload" in body
    }
    assert len(touched) > 15


async def test_listeners_hear_of_every_change(api: Api) -> None:
    heard: list[Change] = []
    api.world.listeners.append(heard.append)
    await _one(api, "whatsapp_template", "quality:RED")
    await api.ok("POST", "/rcs/comments", {"comment": "hi"})
    assert {"whatsapp_template", "rcs_account", "requests"} <= {change.kind for change in heard}


def test_what_is_edited_in_one_world_is_as_it_was_in_the_next() -> None:
    def first_part() -> Any:
        (project,) = sample_world(World()).projects.values()
        return project.templates["order_update/EN_US"]["details"]["components"][0]

    first_part()["text"] = "Edited"
    assert first_part()["text"] != "Edited"


async def test_the_sample_world_is_the_same_each_time(world: World) -> None:
    other = sample_world(World(now=world.now))
    assert other.dump() == world.dump()
    states = {subject.state for subject in Controls(other).subjects("whatsapp_template")}
    assert states >= {
        "APPROVED",
        "PENDING",
        "REJECTED",
        "PAUSED",
        "DISABLED",
        "DRAFT",
        "APPROVED (IN_PROGRESS)",
        "APPROVED (REJECTED)",
    }


async def test_a_world_goes_on_after_a_restart(api: Api, target: Target) -> None:
    await api.ok("POST", "/bundles", {"region": "EU", "name": "b", "smsApp": True})
    stored = json.loads(json.dumps(api.world.dump()))
    other = World(now=api.world.now, sleep=api.world.sleep)
    other.load(stored)
    assert other.dump() == stored
    assert other.ids.uuid() == api.world.ids.uuid()
    await other.close()


async def test_what_was_under_way_goes_on_after_a_restart(api: Api, clock: Clock, target: Target) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    await api.ok("POST", "/bundles", {"region": "EU", "name": "b", "smsApp": True})
    await api.ok("POST", "/rcs/comments", {"comment": "not sent yet"})
    stored = json.loads(json.dumps(api.world.dump()))
    await api.world.close()
    other = World(now=clock.now, sleep=clock.sleep, http=httpx.AsyncClient(transport=httpx.MockTransport(target)))
    other.load(stored)
    clock.move(seconds=other.work_seconds)
    other.timers.run_due()
    await other.deliveries.wait_until_sent()
    name = "x-sinch-webhook-signature-nonce"
    sent = {request.headers[name]: json.loads(request.content)["type"] for request in target.requests}
    assert list(sent.values()) == ["RCS_ACCOUNT_COMMENT_ADDED", "BUNDLE_DONE"]
    await other.close()


async def test_big_data_is_quick_to_read(api: Api) -> None:
    seed(api.world, templates=10_000, senders=1_000, project_id=PROJECT_ID)
    api.world.check_responses = False
    page = await api.ok("GET", "/whatsapp/templates?pageSize=1000&templateName=bulk_")
    assert (page["totalSize"], len(page["templates"])) == (10_000, 1000)
    assert (await api.ok("GET", "/whatsapp/senders?pageSize=100"))["totalSize"] == 1_004
