"""Digests: due ones are claimed, written and posted once, by whichever process is first.

A slot is a row (digest, slot). Who inserts it sends it. If that process dies, another takes the run over, at once where
it can see so, else when the claim is over, and looks for the run's mark in the channel before it posts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log, metrics
from bot.cards import digest as cards
from bot.cards.blocks.message import Message
from bot.cards.templates.health import fall_in_words
from bot.command.context import ProjectView
from bot.errors import UnknownProject
from bot.flows.activity import channel_refusal
from bot.flows.activity_lists import first_look, latest
from bot.flows.digest.content import DatedEvent, DigestSnapshot, compose
from bot.flows.digest.notes import tell_creator
from bot.flows.happened import happened
from bot.flows.overview.overview import Overview, Trouble, collect
from bot.flows.projects import naming
from bot.flows.templates import comparing
from bot.flows.templates import health as template_health
from bot.flows.waiting import waiting
from bot.links import CommandLink
from bot.process import identity
from bot.provisioning.errors import ApiError
from bot.provisioning.events import parse_or_none
from bot.provisioning.subjects import Kind
from bot.slack.errors import ChannelGone, NotInChannel, SlackProblem
from bot.slack.model import MessageTag
from bot.times import schedule

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.storage.digests.digests import Digest
    from bot.storage.digests.runs import Run

GRACE_SECONDS = 3.0
"""What a process sent in its last moment may still be on its way into the channel's history."""
SEND_TIMEOUT = timedelta(minutes=4)
"""Shorter than a claim without a sign of life lasts: who is too slow stops before somebody else begins."""
LATE = timedelta(minutes=5)
"""A digest that comes later after its slot says so."""
GIVE_UP = timedelta(days=1)
"""Of trying; a digest that was cut off by a long outage is still sent."""
EVENTS_READ = 300
"""The newest since the last digest, of which it tells what has changed."""
FIRST_LOOK = timedelta(days=7)
"""How far the first digest in a channel looks back for what happened."""
LISTS_SECONDS = 20.0
"""What activity lists may take: the digest tells what is known."""
FIGURES_SECONDS = 20.0
"""What the figures of templates may take: the digest goes without them."""
UNKNOWN_PROJECT = "unknown_project"
"""Why a run is noted as failed whose project is no longer connected."""
MOST_FIGURES = 2_000
"""Templates whose figures a digest reads; `templates health` reads those of all."""

logger = log.get("digest")


@dataclass(slots=True)
class Readings:
    """What the API said, once for all digests of a project that are due together."""

    services: Services
    found: dict[str, asyncio.Task[Overview]]

    async def of(self, project_id: str) -> Overview:
        """Raises `UnknownProject`."""
        if project_id not in self.found:
            reading = _read(ProjectView(self.services, project_id))
            self.found[project_id] = asyncio.create_task(reading, name=f"overview {project_id}")
        return await asyncio.shield(self.found[project_id])


async def _read(project: ProjectView) -> Overview:
    """How everything stands; the activity lists are read too. Raises `UnknownProject`."""
    overview, unread, _ = await asyncio.gather(
        collect(project.api),
        latest.refresh(project, seconds=LISTS_SECONDS, max_age=latest.A_WHILE),
        first_look.known(project, LISTS_SECONDS),
    )
    overview.troubles += [Trouble("Sinch", sentence) for sentence in latest.sentences(unread)]
    return overview


async def tick(services: Services) -> None:
    """Send what is due, and finish what a crash cut off."""
    owner, readings = identity(), Readings(services, {})
    now = services.clock.now()
    left = await services.store.runs.abandoned(now)
    due = await services.store.digests.due(now)
    newer = {(digest.id, digest.next_at) for digest in due}
    await asyncio.gather(
        *(_take_over(readings, run, owner, superseded=_replaced(run, newer)) for run in left),
        *(_fire(readings, digest, owner) for digest in due),
    )


def _replaced(run: Run, due: set[tuple[int, datetime | None]]) -> bool:
    """Whether a later slot of the same digest is due; the run's own slot may be, if it died before it could move on."""
    return any(digest_id == run.digest_id and slot != run.slot for digest_id, slot in due)


async def now_for(services: Services, project_id: str, channel: str) -> Message:
    """What a digest would say at this moment, compared with the last one sent to the channel."""
    in_channel = await services.store.digests.in_channel(channel)
    previous = await newest_snapshot(services, project_id, in_channel)
    overview = await _read(ProjectView(services, project_id))
    message, _ = await _written(services, project_id, overview, previous, late=False)
    return message


async def _fire(readings: Readings, digest: Digest, owner: str) -> None:
    """One due digest: claim its slot, move on to the next, send."""
    services, slot = readings.services, digest.next_at
    if slot is None:
        return
    now = services.clock.now()
    run = await services.store.runs.claim(digest.id, slot, owner, now)
    # Moved on even where somebody else has the slot: that one may have died before it could.
    await services.store.digests.advance(digest.id, slot, next_slot(digest, now))
    if run is not None:
        await _send(readings, digest, run, late=now - slot > LATE)


def next_slot(digest: Digest, after: datetime) -> datetime:
    """The first slot of a digest after a moment; slots missed before it are not made up for, but for one."""
    plan, _ = schedule.parse(digest.schedule)
    return plan.next_after(after, schedule.zone(digest.tz))


async def _take_over(readings: Readings, left: Run, owner: str, *, superseded: bool) -> None:
    services = readings.services
    now = services.clock.now()
    digest = await services.store.digests.get(left.digest_id)
    if digest is not None and not superseded and await channel_refusal.rests(services.store, digest.channel, now):
        return
    run = await services.store.runs.take_over(left, owner, now)
    if run is None or digest is None:
        return
    await services.clock.sleep(GRACE_SECONDS)
    try:
        posted = await services.slack.find(digest.channel, _mark(run).id, after_ts=_before(run), thread_ts=None)
    except (ChannelGone, NotInChannel) as problem:
        await _wait_for_channel(services, digest, run, problem)
        return
    except SlackProblem as problem:
        # Not known: the run stays open, and is looked at again when this claim is over.
        logger.warning("cannot look for a digest", digest=digest.id, run=run.id, code=problem.code)
        return
    given_up = left.started_at - run.slot > GIVE_UP
    if posted is not None:
        await _note_sent(readings, digest, run, posted)
    elif superseded or given_up or digest.paused_at is not None:
        why = "superseded" if superseded else "given up" if given_up else "paused"
        await services.store.runs.failed(run.id, why, now)
        logger.warning("digest not sent", digest=digest.id, run=run.id, why=why)
    else:
        await _send(readings, digest, run, late=True)


async def _note_sent(readings: Readings, digest: Digest, run: Run, ts: str) -> None:
    """It was posted before the crash. What it counted is lost; the next one compares with what is counted now."""
    services = readings.services
    try:
        _, snapshot = await _written(services, digest.project_id, await readings.of(digest.project_id), None, late=True)
        counted = snapshot.as_json()
    except UnknownProject:
        counted = {}
    await services.store.runs.sent(run.id, counted, ts, services.clock.now())


async def _send(readings: Readings, digest: Digest, run: Run, *, late: bool) -> None:
    """Read, write, post. What may have been posted, or may work later, is left for a take-over."""
    services = readings.services
    try:
        async with asyncio.timeout(SEND_TIMEOUT.total_seconds()):
            overview = await readings.of(digest.project_id)
            previous = await services.store.runs.last_sent(digest.id)
            before = DigestSnapshot.of(previous.snapshot) if previous else None
            message, snapshot = await _written(services, digest.project_id, overview, before, late=late)
            ts = (await services.slack.post(digest.channel, message, mark=_mark(run))).ts
    except (ChannelGone, NotInChannel) as problem:
        await _wait_for_channel(services, digest, run, problem)
    except UnknownProject:
        await _end(services, digest, run)
    except (SlackProblem, TimeoutError) as problem:
        logger.warning("digest not sent yet", digest=digest.id, run=run.id, error=str(problem) or "too slow")
    else:
        await services.store.runs.sent(run.id, snapshot.as_json(), ts, services.clock.now())
        if (await services.store.channels.get(digest.channel)).blocked is not None:
            await channel_refusal.admitted(services.store, digest.channel, services.clock.now())
        metrics.MESSAGES.labels("digest").inc()
        logger.info("digest sent", digest=digest.id, run=run.id, channel=digest.channel, late=late)


async def _written(
    services: Services, project_id: str, overview: Overview, previous: DigestSnapshot | None, *, late: bool
) -> tuple[Message, DigestSnapshot]:
    now = services.clock.now()
    since = previous.at if previous and previous.at else now - FIRST_LOOK
    events = await _happened(services, project_id, since)
    newest = await happened(services.store, project_id, since=since, limit=cards.LATEST)
    known = previous.waiting if previous else {}
    waits = await waiting.read(services, project_id, overview=overview, snapshot=known)
    shown = [cards.LatestEvent(item.said, item.when) for item in newest.items]
    data, snapshot = compose(overview, waits, events, previous, now, latest=shown, late=late)
    moved = comparing.by_meta([recent.event for recent in events])
    data = replace(data, moved=moved, fallen=await _fallen(services, project_id, overview, now))
    more = [
        CommandLink("See what needs attention", "waiting"),
        CommandLink("Digests here", "digest list"),
        CommandLink("Status", "status"),
    ]
    return cards.digest(replace(data, title=_title(services, project_id)), more=more), snapshot


async def _fallen(services: Services, project_id: str, overview: Overview, now: datetime) -> list[str]:
    """The templates that fell most; none where the API does not answer, has no figures, or has very many."""
    account = overview.accounts.get(Kind.whatsapp_account, {})
    templates_total = overview.lists[Kind.whatsapp_template].total if Kind.whatsapp_template in overview.lists else 0
    if account.get("wabaEnabledForInsights") is not True or not 0 < templates_total <= MOST_FIGURES:
        return []
    try:
        async with asyncio.timeout(FIGURES_SECONDS):
            templates = await template_health.read(services.projects.api(project_id), now)
    except (TimeoutError, ApiError):
        return []
    return [
        f"{template.label}: {fall_in_words(template.health.fall)}"
        for template in template_health.fallen(templates)
        if template.health.fall
    ]


def _title(services: Services, project_id: str) -> str:
    several = len(services.projects.ids()) > 1
    return f"Status overview of {naming.name_of(services, project_id)}" if several else "Status overview"


async def _happened(services: Services, project_id: str, since: datetime | None) -> list[DatedEvent]:
    rows = await services.store.inbox.recent(project_id, since=since, limit=EVENTS_READ)
    return [DatedEvent(event, row.received_at) for row in rows if (event := parse_or_none(row.body)) is not None]


async def newest_snapshot(services: Services, project_id: str, digests: Iterable[Digest]) -> DigestSnapshot | None:
    """What the latest of these digests that are the project's has left; None where none was sent yet."""
    found = []
    for digest in digests:
        if digest.project_id == project_id and (run := await services.store.runs.last_sent(digest.id)):
            found.append(DigestSnapshot.of(run.snapshot))
    dated = [(snapshot.at, snapshot) for snapshot in found if snapshot and snapshot.at]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


async def _wait_for_channel(services: Services, digest: Digest, run: Run, problem: SlackProblem) -> None:
    """Slack does not let us in for now: the run is given back, to be taken over when the channel is tried again."""
    store, now = services.store, services.clock.now()
    await channel_refusal.refused(store, services.slack, digest.channel, problem.code, now)
    await store.runs.give_back(run)
    logger.warning("digest waits for its channel", digest=digest.id, channel=digest.channel, code=problem.code)


async def _end(services: Services, digest: Digest, run: Run) -> None:
    """Its project is gone: the digest stops, and its maker hears of it."""
    now = services.clock.now()
    await services.store.runs.failed(run.id, UNKNOWN_PROJECT, now)
    await services.store.digests.pause(digest.id, now)
    await tell_creator(services, digest)
    logger.warning("digest ended", digest=digest.id, channel=digest.channel, why=UNKNOWN_PROJECT)


def _mark(run: Run) -> MessageTag:
    return MessageTag("sinch_digest", f"digest-{run.digest_id}-{run.id}-{int(run.slot.timestamp())}")


def _before(run: Run) -> str:
    """A time stamp of Slack's from before the run's message."""
    return f"{(run.slot - timedelta(minutes=10)).timestamp():.6f}"
