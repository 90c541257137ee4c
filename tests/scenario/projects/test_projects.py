"""Further projects: connected in Slack, checked at Sinch, at work at once, here and in the other processes."""

from __future__ import annotations

import asyncio
import json

import httpx
from pydantic import SecretStr

from bot.app import Bot
from bot.flows.projects import projects
from bot.provisioning.registry import Credentials
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET
from bot.sandbox.slack.workspace import View
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, PROJECT_ID, WEBHOOK_SECRET, BotWorld, labels, words
from tests.worlds.webhook import signed

SECOND = "00000000-0000-4000-8000-000000000002"
OWN_SECRET = "second-webhook-secret"


async def fill_in(world: BotWorld, **changed: str) -> View:
    """The form of `projects add`, submitted."""
    seed_samples(world.sinch, SECOND)
    view = await world.slash_form("projects add")
    given = {
        "project_id": SECOND,
        "name": "Shop",
        "key_id": KEY_ID,
        "key_secret": KEY_SECRET,
        "webhook_secret": OWN_SECRET,
        **changed,
    }
    outcome = await world.submit(view, given)
    assert not outcome.errors
    return view


async def connected(world: BotWorld) -> None:
    await fill_in(world)
    await world.until(lambda: any("is connected" in words(view) for view in world.views()), "the result")


async def event(world: BotWorld, secret: str) -> int:
    """A webhook of the second project."""
    payload = {"name": "order_update", "language": "EN_US", "state": "APPROVED", "category": "UTILITY"}
    return await world.webhook("WHATSAPP_TEMPLATE_APPROVED", payload, secret=secret, project=SECOND)


async def test_a_key_that_does_not_work_is_not_kept(world: BotWorld) -> None:
    await fill_in(world, key_secret="wrong-secret-of-nothing")
    shown = await world.until(
        lambda: next((v for v in world.views() if "doesn't accept them" in words(v)), None), "what is wrong"
    )
    assert "wrong-secret-of-nothing" not in str(shown.body)
    assert await world.bot.store.projects.all() == []
    assert world.bot.projects.get(SECOND) is None


async def test_a_project_that_the_key_may_not_use_is_not_kept(world: BotWorld) -> None:
    await fill_in(world, project_id="00000000-0000-4000-8000-0000000000ff")
    await world.until(
        lambda: any("isn't a project that this key can use" in words(v) for v in world.views()), "the reason"
    )
    assert await world.bot.store.projects.all() == []


async def test_the_settings_own_project_cannot_be_changed(world: BotWorld) -> None:
    before = world.bot.projects.get(PROJECT_ID)
    await fill_in(world, project_id=PROJECT_ID)
    await world.until(
        lambda: any("is the project from the bot's settings" in words(v) for v in world.views()), "the reason"
    )
    assert await world.bot.store.projects.all() == []
    assert world.bot.projects.get(PROJECT_ID) == before


async def test_secrets_show_nowhere(world: BotWorld) -> None:
    await connected(world)
    listed = await world.slash("projects list")
    audit = await world.slash("audit")
    shown = words(listed) + words(audit) + str([v.body for v in world.views()])
    assert "Shop" in words(listed)
    assert "projects add" in words(audit)
    assert KEY_SECRET not in shown
    assert OWN_SECRET not in shown
    rows = await world.bot.store.audit.recent(limit=5)
    assert KEY_SECRET not in str(rows)
    assert OWN_SECRET not in str(rows)


async def test_webhooks_subscriptions_and_cards_work_at_once(world: BotWorld) -> None:
    assert await event(world, OWN_SECRET) == 404
    await connected(world)
    assert await event(world, WEBHOOK_SECRET) == 401
    await world.slash(f"subscribe whatsapp project={SECOND}", channel=ACTIVITY)
    listed = await world.slash("subscriptions", channel=ACTIVITY)
    assert SECOND in words(listed), "whatever project the channel means"
    assert await event(world, OWN_SECRET) == 200
    card = await world.until(
        lambda: next((m for m in world.messages(ACTIVITY) if "View" in labels(m)), None), "the card"
    )
    shown = await world.click_for(card, "View")
    assert "order_update" in words(shown)
    assert world.calls("GET", f"/projects/{SECOND}/whatsapp/templates/order_update"), "asked of the card's project"


async def test_what_happened_before_it_was_connected_is_known_and_not_posted(world: BotWorld) -> None:
    await world.slash(f"subscribe whatsapp project={PROJECT_ID}", channel=ACTIVITY)
    await connected(world)
    await world.quiet()
    posted = len(world.messages(ACTIVITY))
    known = await world.bot.store.entries.newest(SECOND)
    assert {row.type for row in known} > {"IN_PROGRESS", "REJECTED", "COMMENT_ADDED"}
    assert {row.subject.partition(":")[0] for row in known} > {"whatsapp_template", "whatsapp_sender", "rcs_sender"}
    assert not await world.bot.store.inbox.recent(SECOND)
    assert len(world.messages(ACTIVITY)) == posted


async def test_a_channel_uses_its_project_and_a_named_one_wins(world: BotWorld) -> None:
    await connected(world)
    answer = await world.slash("projects use shop", channel=ACTIVITY)
    assert "Shop" in words(answer)
    listed = await world.slash("rcs senders list", channel=ACTIVITY)
    assert SECOND in str(listed.blocks), "its buttons stay with the project"
    assert world.calls("GET", f"/projects/{SECOND}/rcs/senders")
    world.sinch.requests.clear()
    await world.slash("rcs senders list project=shop", channel=GENERAL)
    assert world.calls("GET", f"/projects/{SECOND}/rcs/senders"), "projects go by name too"
    world.sinch.requests.clear()
    await world.slash(f"rcs senders list project={PROJECT_ID}", channel=ACTIVITY)
    await world.slash("rcs senders list", channel=GENERAL)
    assert not world.calls("GET", f"/projects/{SECOND}/rcs/senders")
    assert len(world.calls("GET", f"/projects/{PROJECT_ID}/rcs/senders")) == 2


async def test_removing_says_what_is_lost_and_ends_it(world: BotWorld) -> None:
    await connected(world)
    await world.slash(f"subscribe whatsapp project={SECOND}", channel=ACTIVITY)
    await world.slash("projects use Shop", channel=ACTIVITY)
    question = await world.slash("projects remove Shop")
    assert "1 subscription" in words(question)
    done = await world.click_for(question, "Remove")
    assert "*Shop* is disconnected" in words(done)
    assert await event(world, OWN_SECRET) == 404
    assert await world.bot.store.subscriptions.in_channel(ACTIVITY) == []
    assert "WhatsApp account" in words(await world.slash("whatsapp account get", channel=ACTIVITY))
    refused = await world.slash(f"projects remove {PROJECT_ID}")
    assert "settings" in words(refused)
    assert not labels(refused)


async def test_only_admins_connect_projects(world: BotWorld) -> None:
    for command in ("projects use Shop", "projects remove Shop"):
        assert "admin" in words(await world.slash(command, user=MEMBER))
    listed = await world.slash("projects list", user=MEMBER)
    assert "Add a project" not in labels(listed)


async def test_other_processes_notice(world: BotWorld) -> None:
    other = Bot(world.settings)
    try:
        await other.connect_projects()
        await connected(world)
        assert other.projects.get(SECOND) is None
        await projects.notice(other.services)
        found = other.projects.get(SECOND)
        assert found is not None
        assert found.webhook_secret == SecretStr(OWN_SECRET)
        await projects.disconnect(world.bot.services, SECOND)
        await projects.notice(other.services)
        assert other.projects.ids() == (PROJECT_ID,)
    finally:
        await other.projects.close()
        await other.slack.close()
        await other.store.close()


async def test_one_delivery_is_good_for_one_project_only(world: BotWorld) -> None:
    """Where two projects sign with one secret; those with secrets of their own may even use the same nonces."""
    await world.bot.projects.add(Credentials("shared", "k", SecretStr("s")))
    await world.bot.projects.add(Credentials("own", "k", SecretStr("s"), webhook_secret=SecretStr("of-its-own")))
    body = json.dumps({"type": "BUNDLE_DONE", "payload": {"id": "b1"}}).encode()

    async def sent(project: str, secret: str, headers: dict[str, str] | None = None) -> int:
        signed_as = headers or signed(body, secret=secret, nonce="n1")
        url = f"{world.url}/sinch/webhooks/{project}"
        return (await http.post(url, content=body, headers=signed_as)).status_code

    async with httpx.AsyncClient() as http:
        one = signed(body, secret=WEBHOOK_SECRET, nonce="n1")
        statuses = await asyncio.gather(*(sent(project, "", one) for project in ("shared", PROJECT_ID) * 4))
        assert sorted(statuses) == [200] * 4 + [401] * 4
        kept = [project for project in ("shared", PROJECT_ID) if await world.bot.store.inbox.recent(project)]
        assert len(kept) == 1
        assert await sent("own", "of-its-own") == 200, "another secret makes it another delivery"
        assert await sent("shared", "", signed(body, secret=WEBHOOK_SECRET, nonce="n2")) == 200
