"""What happened before the bot came: the activity lists at Sinch tell it, and everything that tells of it agrees."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.sinch.world.scope import API_USER, REVIEWER, iso
from bot.sandbox.slack.model import Message, View
from tests.scenario.overviews.test_home import home
from tests.worlds.bot_world import ACTIVITY, OWNER, PROJECT_ID, BotWorld, labels, words


def listed(world: BotWorld, key: str, *told: tuple[str, float, str]) -> None:
    """Entries of one activity list: the type, so many days ago, by whom."""
    world.project.activities[key] = [
        {"type": kind, "created": iso(datetime.now(UTC) - timedelta(days=days)), "author": author}
        for kind, days, author in told
    ]


def sender(world: BotWorld, name: str, days_ago: float, **more: Any) -> str:
    """A WhatsApp sender that changed so long ago; the key of its activity list."""
    record = copy.deepcopy(next(iter(world.project.whatsapp_senders.values())))
    record |= {"id": name, "name": name, "modified": iso(datetime.now(UTC) - timedelta(days=days_ago)), **more}
    world.project.whatsapp_senders[name] = record
    return f"whatsapp_sender:{name}"


def template(world: BotWorld, name: str, **more: Any) -> str:
    """A template with some state; the key of its activity list."""
    record = copy.deepcopy(next(iter(world.project.templates.values())))
    record |= {"name": name, "language": "EN_US", **more}
    world.project.templates[f"{name}/EN_US"] = record
    return f"whatsapp_template:{name}/EN_US"


def decided(world: BotWorld) -> None:
    """Seven senders that were approved after two days each, one after six; three templates, one rejected twice."""
    world.project.activities.clear()
    for number in range(7):
        key = sender(world, f"Old sender {number}", 3 + number, state="ACTIVE")
        took = 6 if number == 6 else 2
        listed(world, key, ("IN_PROGRESS", 3 + number + took, API_USER), ("ACTIVE", 3 + number, REVIEWER))
    listed(world, template(world, "approved_then", state="APPROVED"), ("IN_PROGRESS", 8, "Anna"))
    rejected = template(world, "rejected_then", state="REJECTED", rejectionCode="INCORRECT_CATEGORY")
    listed(
        world, rejected,
        ("IN_PROGRESS", 9, "Anna"), ("REJECTED", 8.5, REVIEWER),
        ("IN_PROGRESS", 6, "Anna"), ("REJECTED", 5.5, REVIEWER),
    )  # fmt: skip
    world.project.activities["rcs_account:account"] = [
        {
            "type": "COMMENT_ADDED",
            "created": iso(datetime.now(UTC) - timedelta(days=2)),
            "author": REVIEWER,
            "comment": "A logo, please.",
        }
    ]


def dated(text: str) -> list[str]:
    """The lines that tell something with its time, without marks of a list."""
    return [line.removeprefix("• ") for line in text.splitlines() if " · <!date^" in line]


async def everywhere(world: BotWorld) -> tuple[list[str], list[str], list[str]]:
    """The newest lines of `/sinch activity`, the Home tab and the digest."""
    activity = dated(words_once(await world.slash("activity")))
    await home(world, OWNER)
    await world.quiet()
    shown = dated(words_once(world.workspace.homes[OWNER]))
    digest = dated(words_once(await world.slash("digest now")))
    return activity, [line for line in shown if line in activity], digest


def words_once(shown: Message | View) -> str:
    """The text of the blocks alone: a message has all of it once more for notifications."""
    found = [block.get("text") for block in shown.blocks if isinstance(block.get("text"), dict)]
    return "\n".join(text["text"] for text in found if text)


async def test_the_report_knows_decisions_from_before(world: BotWorld) -> None:
    decided(world)
    shown = words(await world.slash("report 30d"))
    assert "*9 decisions*: 7 accepted, 2 rejected." in shown
    assert "median 2 d" in shown
    assert "slowest 6 d" in shown
    assert "1 comment from Sinch." in shown
    assert "1 × Reason not known" in shown, "of the first refusal nobody knows why"
    assert "1 × The category doesn't fit" in shown, "the template itself still tells the second"
    assert "I go by Sinch's activity lists" in shown
    assert "1 submitted template is in review or was approved since then." in shown
    assert "couldn't be read" not in shown


async def test_activity_home_and_digest_tell_the_same(world: BotWorld) -> None:
    decided(world)
    activity, tab, digest = await everywhere(world)
    assert len(activity) == 20
    assert len(tab) == 6
    assert tab == activity[:6]
    assert digest == activity[: len(digest)]
    assert len(digest) == 8


async def test_older_pages_lose_and_double_nothing(world: BotWorld) -> None:
    decided(world)
    for number in range(5):
        payload = {"name": f"event_{number}", "language": "EN", "state": "APPROVED"}
        at = iso(datetime.now(UTC) - timedelta(days=4 * number + 1))
        assert await world.webhook("WHATSAPP_TEMPLATE_APPROVED", {**payload, "modified": at}) == 200
    await world.routed()
    page = await world.slash("activity whatsapp")
    lines = dated(words_once(page))
    while "Older" in labels(page):
        page = await world.click_for(page, "Older")
        lines += dated(words_once(page))
    assert len(lines) == len({*lines}) == 5 + 2 * 7 + 1 + 4


async def test_the_review_clock_knows_what_is_usual(world: BotWorld) -> None:
    decided(world)
    await world.slash("report")
    sender(world, "New one", 6, state="IN_PROGRESS", changes={"status": "IN_PROGRESS"})
    assert "usually 2 d, now 6 d" in words(await world.slash("waiting whatsapp"))


async def test_nothing_of_it_is_posted_or_told_again(world: BotWorld) -> None:
    decided(world)
    await world.slash("subscribe whatsapp", channel=ACTIVITY)
    await world.quiet()
    before = len(world.messages(ACTIVITY))
    await world.slash("report")
    await world.quiet()
    payload = world.project.templates["rejected_then/EN_US"]
    at = iso(datetime.now(UTC) - timedelta(days=5.5))
    assert await world.webhook("WHATSAPP_TEMPLATE_REJECTED", {**payload, "modified": at}, comment="Late.") == 200
    await world.until(lambda: len(world.messages(ACTIVITY)) > before, "the card of the event")
    await world.routed()
    shown = words(await world.slash("report 30d"))
    assert "*9 decisions*: 7 accepted, 2 rejected." in shown, "the event and the entry are one decision"
    assert "Late." in shown, "and its reason is known"
    assert not await world.bot.store.inbox.recent(PROJECT_ID, types=["WHATSAPP_SENDER_ACTIVE"])


async def test_what_cannot_be_read_is_said_and_read_later(world: BotWorld) -> None:
    decided(world)
    world.sinch.faults.chance = 1.0
    shown = words(await world.slash("report 30d"))
    assert "couldn't be read" in shown
    assert "No decisions in this period." in shown
    world.sinch.faults.chance = 0.0
    await world.quiet()
    assert "*9 decisions*" in words(await world.slash("report 30d"))
