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

SUBMITTED, COMMENTED = "IN_PROGRESS", "COMMENT_ADDED"
TOLD = ("list", "event", "both")


@dataclass(frozen=True)
class Sort:
    """A kind of resource: its table at Sinch, its decisions, and which of them its activity lists tell."""

    table: str
    prefix: str
    decisions: tuple[str, ...]
    listed: tuple[str, ...]
    """What the list calls them; empty for one that it doesn't tell."""

    def named(self, number: int, sample: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], str]:
        """The resource, what events say of it, and the key of its activity list."""
        name = f"00000000-0000-4000-8000-{number:012}" if self.table == "rcs_senders" else f"r{number}"
        ids: dict[str, Any] = {"id": name}
        if self.table == "templates":
            ids = {"name": name, "language": "EN_US"}
            return {**sample, **ids}, ids, f"whatsapp_template:{name}/EN_US"
        if self.table == "kakaotalk_templates":
            ids = {"code": name}
            return {**sample, **ids}, ids, f"kakaotalk_template:{sample['_sender']}/{name}"
        if self.table == "kakaotalk_senders":
            ids = {"plusFriendId": name}
        return {**sample, **ids}, ids, f"{self.table.removesuffix('s')}:{name}"


SORTS = (
    Sort("whatsapp_senders", "WHATSAPP_SENDER", ("ACTIVE", "REJECTED"), ("ACTIVE", "REJECTED")),
    Sort("templates", "WHATSAPP_TEMPLATE", ("APPROVED", "REJECTED"), ("", "REJECTED")),
    Sort("kakaotalk_senders", "KAKAOTALK_SENDER", ("ACTIVE", "REJECTED"), ("ACTIVE", "REJECTED")),
    Sort("kakaotalk_templates", "KAKAOTALK_TEMPLATE", ("APPROVED", "REJECTED"), ("", "REJECTED")),
    Sort("rcs_senders", "RCS_SENDER", ("LAUNCHED",), ("ACTIVE",)),
)
BY_TABLE = {sort.table: sort for sort in SORTS}


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a resource, and by what it is told."""

    sort: Sort
    number: int
    kind: str
    at: datetime
    told: str
    comment: str = ""

    @property
    def decides(self) -> bool:
        return self.kind in self.sort.decisions

    @property
    def entry(self) -> str:
        """What the activity list calls it; empty where it doesn't tell it."""
        if self.decides:
            return self.sort.listed[self.sort.decisions.index(self.kind)] if self.told != "event" else ""
        return self.kind if self.told != "event" else ""


def history(sort: Sort, chance: random.Random, number: int, now: datetime) -> list[Happening]:
    """Reviews of one resource, with comments between; what is told twice is told within hours."""
    at = now - timedelta(days=chance.randint(2, 40), minutes=chance.randint(1, 600))
    found: list[Happening] = []
    while at < now - timedelta(hours=30):
        if sort.table != "rcs_senders":  # an RCS sender's list tells of no launch
            found.append(Happening(sort, number, SUBMITTED, at, "list"))
        if chance.random() < 0.4:
            said = f"Comment {sort.table} {number} of {at:%d %H:%M}"
            later = at + timedelta(minutes=chance.randint(3, 90))
            found.append(Happening(sort, number, COMMENTED, later, chance.choice(TOLD), said))
        at += timedelta(hours=chance.randint(14, 100))
        if at >= now - timedelta(hours=1):
            break
        kind = chance.choice(sort.decisions)
        is_listed = sort.listed[sort.decisions.index(kind)]
        found.append(Happening(sort, number, kind, at, chance.choice(TOLD if is_listed else ("event",))))
        at += timedelta(hours=chance.randint(25, 200))
    return found


async def happen(world: BotWorld, happenings: list[Happening], chance: random.Random) -> None:
    """Puts it into Sinch's lists and tells the events, in any order."""
    project = world.project
    samples = {table: copy.deepcopy(next(iter(getattr(project, table).values()))) for table in BY_TABLE}
    owner = copy.deepcopy(project.kakaotalk_senders)
    project.activities.clear()
    for table in BY_TABLE:
        getattr(project, table).clear()
    project.kakaotalk_senders.update(owner)  # its templates hang under it
    events = []
    for one in happenings:
        record, ids, key = one.sort.named(one.number, samples[one.sort.table])
        record |= {"modified": iso(one.at), "state": one.kind if one.decides else record.get("state")}
        getattr(project, one.sort.table)[key.partition(":")[2]] = record
        if one.entry:
            author = API_USER if one.kind == SUBMITTED else REVIEWER
            said = {"comment": one.comment} if one.comment else {}
            listed = {"type": one.entry, "created": iso(one.at), "author": author, **said}
            project.activities.setdefault(key, []).append(listed)
        if one.told != "list":
            events.append((one, ids))
    for one, ids in chance.sample(events, len(events)):
        assert await world.webhook(*event(one, ids)[:2], **event(one, ids)[2]) == 200
    await world.routed()


def event(one: Happening, ids: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Type, payload and further fields of the event that tells it."""
    stands = {"changes": {"status": SUBMITTED}} if one.comment else {"state": one.kind}
    payload = {**ids, **stands, "modified": iso(one.at)}
    if one.comment:
        return f"{one.sort.prefix}_COMMENT_ADDED", payload, {"comment": one.comment}
    if one.sort.table == "rcs_senders":
        return "RCS_SENDER_STATUS_UPDATED", payload, {"previousState": "LAUNCHING", "currentState": one.kind}
    return f"{one.sort.prefix}_{one.kind}", payload, {}


async def all_activity(world: BotWorld) -> list[str]:
    """All lines of all pages."""
    page = await world.slash("activity")
    lines = dated(words_once(page))
    while "Older" in labels(page):
        page = await world.click_for(page, "Older")
        lines += dated(words_once(page))
    return lines


def reviews(happenings: list[Happening]) -> list[tuple[datetime, timedelta]]:
    """When each was decided, and how long it took; of RCS senders nobody tells when they were launched."""
    found, began = [], dict[tuple[str, int], datetime]()
    for one in sorted(happenings, key=lambda one: one.at):
        if one.kind == SUBMITTED:
            began[one.sort.table, one.number] = one.at
        elif one.decides and (since := began.get((one.sort.table, one.number))):
            found.append((one.at, one.at - since))
    return found


SEEDS = [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 20))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_all_tell_one_history(world: BotWorld, seed: int) -> None:
    chance, now = random.Random(seed), datetime.now(UTC).replace(microsecond=0)
    happenings = [
        one
        for sort in SORTS
        for number in range(chance.choice([0, 1, 5]))
        for one in history(sort, chance, number, now)
    ]
    await happen(world, happenings, chance)
    since = now - timedelta(days=30)
    decided = [one for one in happenings if one.decides and one.at > since]
    accepted = sum(one.kind != "REJECTED" for one in decided)
    report = words(await world.slash("report 30d"))
    if decided:
        assert f"{accepted} accepted, {len(decided) - accepted} rejected." in report
    else:
        assert "No decisions in this period." in report
    if taken := [took for at, took in reviews(happenings) if at > since]:
        assert f"median {short(usual(taken).median)}, 90th percentile {short(usual(taken).most)}" in report
    comments = sum(one.kind == COMMENTED and one.at > since for one in happenings)
    assert f"{comments} comment{'' if comments == 1 else 's'} from Sinch." in report
    assert len(await all_activity(world)) == len(happenings)
    activity, tab, digest = await everywhere(world)
    week = sum(one.at > now - timedelta(days=7) for one in happenings)
    assert tab == activity[:6]
    assert digest == activity[: min(8, week)]
    await waits(world)
    waiting = words(await world.slash("waiting whatsapp"))
    known = [took for _, took in reviews([one for one in happenings if one.sort.table == "whatsapp_senders"])]
    assert ("too few to tell" if len(known) < 5 else f"usually {short(usual(known).median)}, now 1 d") in waiting


async def waits(world: BotWorld) -> None:
    """One more sender, in review since yesterday."""
    at = iso(datetime.now(UTC) - timedelta(days=1))
    sample: dict[str, Any] = {"details": {}, "phoneNumber": "46700000000", "countryCode": "SE"}
    sample |= {"id": "waits", "modified": at, "state": "IN_PROGRESS", "changes": {"status": "IN_PROGRESS"}}
    world.project.whatsapp_senders["waits"] = sample
    entry = {"type": SUBMITTED, "created": at, "author": API_USER}
    world.project.activities["whatsapp_sender:waits"] = [entry]
