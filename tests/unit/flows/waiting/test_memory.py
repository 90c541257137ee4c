"""What earlier looks knew outlives the wait: what is usual doesn't change by looking again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.flows.waiting.cases import RESOURCE, Timeline
from bot.flows.waiting.memory import SPAN, Memory, WaitRecord
from bot.provisioning.subjects import Kind, Subject
from bot.storage.store import Store
from bot.times.lengths import Usual

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
KINDS = (Kind.whatsapp_template,)
REVIEW = (str(Kind.whatsapp_template), "Meta", "review")


def template(number: int) -> Subject:
    return Subject(Kind.whatsapp_template, (f"t{number}", "FI"))


def waits(number: int, since: datetime) -> WaitRecord:
    return WaitRecord(template(number).key, RESOURCE, *REVIEW, since.isoformat(), "PENDING", f"t{number} (FI)")


async def look(store: Store, found: list[WaitRecord], now: datetime, *ended: tuple[int, datetime]) -> Timeline:
    """A look that finds these waits; events have told that others ended."""
    timeline, memory = Timeline(), await Memory.load(store, "p")
    memory.recall(timeline)
    for number, at in ended:
        timeline.see(template(number), {"state": "APPROVED"}, at)
    await memory.save(store, found, KINDS, now)
    return timeline


async def test_what_is_usual_stays_when_it_is_looked_at_again(store: Store) -> None:
    ended: list[tuple[int, datetime]] = []
    for number in range(5):
        await look(store, [waits(number, START + number * DAY)], START + number * DAY, *ended)
        ended.append((number, START + (number + 0.5) * DAY))
    for days in (7, 8, 20):
        timeline = await look(store, [], START + days * DAY, *ended)
        assert timeline.usual() == {REVIEW: Usual(5, DAY / 2, DAY / 2)}, days


async def test_what_waits_once_more_has_waited_since_then_only(store: Store) -> None:
    await look(store, [waits(0, START)], START)
    await look(store, [], START + 3 * DAY)
    timeline = await look(store, [], START + 9 * DAY)
    timeline.see(template(0), {"state": "PENDING"}, START + 8 * DAY, late=True)
    assert timeline.since((template(0).key, RESOURCE), REVIEW) == START + 8 * DAY
    assert not timeline.usual(), "nobody saw when the first one ended"


async def test_a_wait_that_began_anew_between_two_looks_is_another_case(store: Store) -> None:
    await look(store, [waits(0, START)], START)
    again = START + 5 * DAY
    await look(store, [waits(0, again)], again + DAY, (0, START + 4 * DAY))
    timeline = await look(store, [], again + 2 * DAY, (0, START + 4 * DAY))
    assert timeline.usual() == {REVIEW: Usual(1, 4 * DAY, 4 * DAY)}
    assert timeline.since((template(0).key, RESOURCE), REVIEW) == again


async def test_what_was_over_long_ago_is_forgotten(store: Store) -> None:
    await look(store, [waits(0, START)], START)
    await look(store, [], START + DAY)
    await look(store, [], START + 2 * DAY + SPAN)
    assert await Memory.load(store, "p") == Memory("p", [], [])
