"""Whatever happened, and whoever told of it: activity, report, Home, digest and the review clock tell one history."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.sinch.world.scope import API_USER, REVIEWER, iso
from bot.times.lengths import short, usual
from tests.scenario.overviews.test_before_the_bot import dated, everywhere, words_once
from tests.worlds.bot_world import BotWorld, labels, words

DECIDED = {"ACTIVE": "WHATSAPP_SENDER_ACTIVE", "REJECTED": "WHATSAPP_SENDER_REJECTED"}
SUBMITTED, COMMENTED = "IN_PROGRESS", "COMMENT_ADDED"
TOLD = ("list", "event", "both")


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a sender, and by what it is told."""

    sender: str
    kind: str
    at: datetime
    told: str
    comment: str = ""


def history(chance: random.Random, number: int, now: datetime) -> list[Happening]:
    """Reviews of one sender, with comments between; what is told twice is told within hours."""
    name, at = f"sender-{number}", now - timedelta(days=chance.randint(2, 40), minutes=chance.randint(1, 600))
    found: list[Happening] = []
    while at < now - timedelta(hours=30):
        found.append(Happening(name, SUBMITTED, at, "list"))
        if chance.random() < 0.4:
            said = f"Comment {number} of {at:%d %H:%M}"
            later = at + timedelta(minutes=chance.randint(3, 90))
            found.append(Happening(name, COMMENTED, later, chance.choice(TOLD), said))
        at += timedelta(hours=chance.randint(14, 100))
        if at >= now - timedelta(hours=1):
            break
        found.append(Happening(name, chance.choice([*DECIDED]), at, chance.choice(TOLD)))
        at += timedelta(hours=chance.randint(25, 200))
    return found


async def happen(world: BotWorld, happenings: list[Happening], chance: random.Random) -> None:
    """Puts it into Sinch's lists and tells the events, in any order."""
    project = world.project
    sample = copy.deepcopy(next(iter(project.whatsapp_senders.values())))
    for table in (project.activities, project.whatsapp_senders, project.templates, project.rcs_senders):
        table.clear()
    project.kakaotalk_senders.clear()
    project.kakaotalk_templates.clear()
    for one in happenings:
        record = {**sample, "id": one.sender, "name": one.sender, "modified": iso(one.at)}
        record |= {"state": one.kind} if one.kind in DECIDED else {}
        project.whatsapp_senders[one.sender] = record
        if one.told != "event":
            entry = {
                "type": one.kind,
                "created": iso(one.at),
                "author": API_USER if one.kind == SUBMITTED else REVIEWER,
            }
            entry |= {"comment": one.comment} if one.comment else {}
            project.activities.setdefault(f"whatsapp_sender:{one.sender}", []).append(entry)
    events = [one for one in happenings if one.told != "list"]
    for one in chance.sample(events, len(events)):
        stands = {"changes": {"status": SUBMITTED}} if one.comment else {"state": one.kind}
        payload: dict[str, Any] = {"id": one.sender, **stands, "modified": iso(one.at + timedelta(seconds=2))}
        kind = DECIDED.get(one.kind, "WHATSAPP_SENDER_COMMENT_ADDED")
        more = {"comment": one.comment} if one.comment else {}
        assert await world.webhook(kind, payload, **more) == 200
    await world.routed()


async def all_activity(world: BotWorld) -> list[str]:
    """All lines of all pages."""
    page = await world.slash("activity")
    lines = dated(words_once(page))
    while "Older" in labels(page):
        page = await world.click_for(page, "Older")
        lines += dated(words_once(page))
    return lines


def reviews(happenings: list[Happening]) -> list[tuple[datetime, timedelta]]:
    """When each was decided, and how long it took."""
    found, began = [], dict[str, datetime]()
    for one in sorted(happenings, key=lambda one: one.at):
        if one.kind == SUBMITTED:
            began[one.sender] = one.at
        elif one.kind in DECIDED:
            found.append((one.at, one.at - began[one.sender]))
    return found


SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_all_tell_one_history(world: BotWorld, seed: int) -> None:
    chance, now = random.Random(seed), datetime.now(UTC)
    happenings = [one for number in range(chance.choice([1, 4, 9])) for one in history(chance, number, now)]
    await happen(world, happenings, chance)
    since = now - timedelta(days=30)
    decided = [one for one in happenings if one.kind in DECIDED and one.at > since]
    accepted = sum(one.kind == "ACTIVE" for one in decided)
    report = words(await world.slash("report 30d"))
    taken = [took for at, took in reviews(happenings) if at > since]
    if taken:
        assert f"{accepted} accepted, {len(decided) - accepted} refused." in report
        assert f"median {short(usual(taken).median)}, 90th percentile {short(usual(taken).most)}" in report
    else:
        assert "No decisions in this period." in report
    comments = sum(one.kind == COMMENTED and one.at > since for one in happenings)
    assert f"{comments} comment{'' if comments == 1 else 's'} from Sinch." in report
    assert len(await all_activity(world)) == len(happenings)
    activity, tab, digest = await everywhere(world)
    week = sum(one.at > now - timedelta(days=7) for one in happenings)
    assert tab == activity[:6]
    assert digest == activity[: min(8, week)]
    await waits(world)
    waiting = words(await world.slash("waiting"))
    known = [took for _, took in reviews(happenings)]
    assert ("too few to tell" if len(known) < 5 else f"usually {short(usual(known).median)}, now 1 d") in waiting


async def waits(world: BotWorld) -> None:
    """One more sender, in review since yesterday."""
    at = iso(datetime.now(UTC) - timedelta(days=1))
    sample = copy.deepcopy(next(iter(world.project.whatsapp_senders.values())))
    sample |= {"id": "waits", "modified": at, "state": "IN_PROGRESS", "changes": {"status": "IN_PROGRESS"}}
    world.project.whatsapp_senders["waits"] = sample
    entry = {"type": SUBMITTED, "created": at, "author": API_USER}
    world.project.activities["whatsapp_sender:waits"] = [entry]
