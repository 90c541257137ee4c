"""The Home tab: what waits, how everything stands, what comes into which channel, and buttons that answer there."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import View
from bot.sandbox.slack.seed import GUEST, SECRET
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words

NAME = "order_update"


async def home(world: BotWorld, user: str = MEMBER, said: str = "Everything works.") -> View:
    """The tab, once it is whole; not what it showed before."""
    world.workspace.homes.pop(user, None)
    await world.slack.people.open_home(user)
    found: View = await world.until(
        lambda: tab if (tab := world.workspace.homes.get(user)) and said in words(tab) else None, "the tab"
    )
    return found


def menu(tab: View, said: str) -> dict[str, Any]:
    """The block with this text, which has a menu."""
    return next(block for block in tab.blocks if said in str(block.get("text")) and "accessory" in block)


async def choose(world: BotWorld, tab: View, block: dict[str, Any], label: str, user: str) -> None:
    option = next(item for item in block["accessory"]["options"] if item["text"]["text"] == label)
    outcome = await world.slack.people.click(
        user, tab, block["block_id"], block["accessory"]["action_id"], option["value"]
    )
    assert outcome.ok, outcome


async def test_it_leads_with_what_waits_and_says_how_all_stands(world: BotWorld) -> None:
    await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    await world.slash("subscribe whatsapp", user=OWNER, channel=ACTIVITY)
    await world.slash("digest add weekdays 08:30", user=OWNER, channel=GENERAL)
    tab = await home(world)
    shown = words(tab)
    assert shown.index("Needs attention") < shown.index("Status overview") < shown.index("Subscriptions and digests")
    for said in ("WhatsApp template", f"<#{ACTIVITY}> All events for WhatsApp", f"<#{GENERAL}> Digest: every weekday"):
        assert said in shown
    assert f"*{NAME} (EN_US)*" in shown
    assert "Recent changes" not in shown, "the audit log is for admins"
    assert len(tab.blocks) <= 100
    admins = words(await home(world, OWNER))
    assert "Recent changes" in admins
    assert "`/sinch digest add` done" in admins


async def test_what_is_known_stands_there_while_sinch_takes_its_time(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", user=OWNER, channel=ACTIVITY)
    world.sinch.faults.add(Fault("hang", remaining=1000, seconds=5.0))
    tab = await home(world, said="Asking Sinch")
    assert "All events for WhatsApp" in words(tab)
    world.sinch.faults.clear()
    await home(world)


async def test_what_waited_last_time_is_there_at_once(world: BotWorld) -> None:
    await home(world, OWNER)
    world.sinch.faults.add(Fault("hang", remaining=1000, seconds=5.0))
    shown = words(await home(world, MEMBER, said="last known"))
    assert "Northwind Coffee" in shown
    assert "Asking Sinch" in shown
    world.sinch.faults.clear()


async def test_a_private_channel_is_for_its_members(world: BotWorld) -> None:
    await world.slash("subscribe rcs", user=OWNER, channel=SECRET)
    assert f"<#{SECRET}>" in words(await home(world, MEMBER))
    world.workspace.channels[SECRET].members.remove(MEMBER)
    await world.slack.people.open_home(MEMBER)
    await world.until(lambda: f"<#{SECRET}>" not in words(world.workspace.homes[MEMBER]), "the tab without it")


async def test_a_guest_sees_only_their_own_channels(world: BotWorld) -> None:
    for channel in (ACTIVITY, GENERAL):
        await world.slash("subscribe whatsapp", user=OWNER, channel=channel)
    for theirs, others in ((ACTIVITY, GENERAL), (GENERAL, ACTIVITY)):
        world.workspace.channels[theirs].members.append(GUEST)
        world.workspace.channels[others].members = [
            member for member in world.workspace.channels[others].members if member != GUEST
        ]
        shown = words(await home(world, GUEST))
        assert f"<#{theirs}>" in shown
        assert f"<#{others}>" not in shown


async def test_a_subscription_is_changed_and_removed_from_there_in_its_channel(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", user=OWNER, channel=ACTIVITY)
    tab = await home(world, OWNER)
    await choose(world, tab, menu(tab, "All events for WhatsApp"), "Change", OWNER)
    view = await world.until(
        lambda: next((view for view in world.views(OWNER) if view.body.get("callback_id")), None), "the form"
    )
    assert json.loads(view.body["private_metadata"])["c"] == ACTIVITY
    tab = world.workspace.homes[OWNER]
    await choose(world, tab, menu(tab, "All events for WhatsApp"), "Remove", OWNER)
    await world.until(
        lambda: "All events for WhatsApp" not in words(world.workspace.homes[OWNER]), "the tab without it"
    )
    rules = await world.bot.store.subscriptions.in_channel(ACTIVITY)
    assert rules == []


async def test_a_digest_gets_another_time_from_there(world: BotWorld) -> None:
    await world.slash("digest add weekdays 08:30", user=OWNER, channel=ACTIVITY)
    (before,) = await world.bot.store.digests.in_channel(ACTIVITY)
    tab = await home(world, OWNER)
    await choose(world, tab, menu(tab, "Digest: every weekday"), "Change", OWNER)
    view = await world.until(
        lambda: next((view for view in world.views(OWNER) if view.body.get("callback_id")), None), "the form"
    )
    schedule = next(block["element"] for block in view.blocks if block.get("block_id") == "schedule")
    assert schedule["initial_value"] == "weekdays 08:30"
    await world.submit(view, {"schedule": "daily 07:00", "tz": "Europe/Stockholm"}, user=OWNER)
    await world.until(lambda: any("Digest changed" in words(view) for view in world.views(OWNER)), "the answer")
    (after,) = await world.bot.store.digests.in_channel(ACTIVITY)
    assert (after.id, after.tz) == (before.id, "Europe/Stockholm")
    assert after.schedule != before.schedule
    assert not await world.bot.store.digests.in_channel(GENERAL)


async def test_a_button_for_a_channel_one_has_left_does_nothing(world: BotWorld) -> None:
    await world.slash("subscribe rcs", user=OWNER, channel=SECRET)
    tab = await home(world, OWNER)
    world.workspace.channels[SECRET].members.remove(OWNER)
    await choose(world, tab, menu(tab, "All events for RCS"), "Remove", OWNER)
    await world.until(lambda: any("can't change" in words(view) for view in world.views(OWNER)), "the refusal")
    assert await world.bot.store.subscriptions.in_channel(SECRET)


async def test_what_is_pressed_is_answered_in_a_modal_and_the_tab_is_drawn_anew(world: BotWorld) -> None:
    await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    tab = await home(world)
    await world.click(tab, "WhatsApp templates", user=MEMBER)
    await world.until(lambda: any("spring_beans" in words(view) for view in world.views(MEMBER)), "the list")
    await world.click(tab, "Unfollow", user=MEMBER)
    await world.until(lambda: any("Unfollowed" in words(view) for view in world.views(MEMBER)), "the answer")
    await world.until(lambda: "Unfollow" not in labels(world.workspace.homes[MEMBER]), "the tab without it")


async def test_who_may_not_is_told_so_there_too(world: BotWorld) -> None:
    tab = await home(world)
    await world.click(tab, "Webhooks", user=MEMBER)
    await world.until(lambda: any("every event" in words(view) for view in world.views(MEMBER)), "the list")
    listed = next(view for view in world.views(MEMBER) if "every event" in words(view))
    await world.click(listed, "Create a webhook", user=MEMBER)
    await world.until(lambda: any("role for this" in words(view) for view in world.views(MEMBER)), "the refusal")


async def test_a_stranger_is_told_that_this_is_not_for_them(world: BotWorld) -> None:
    world.workspace.user(MEMBER).is_stranger = True
    tab = await home(world, MEMBER, said="workspace I'm installed in")
    assert "order_update" not in words(tab)


async def test_it_stays_within_slacks_limits(world: BotWorld) -> None:
    now = world.bot.clock.now()
    for _ in range(60):
        await world.bot.store.subscriptions.add(PROJECT_ID, GENERAL, areas=["rcs"], created_by=OWNER, now=now)
    for number in range(40):
        await world.bot.store.follows.add(PROJECT_ID, f"rcs_sender:{number}", OWNER, "D1", now)
    tab = await home(world, OWNER)
    assert len(tab.blocks) <= 100
    assert "and 42 more" in words(tab)
