"""What runs by itself, and how often. One line a job; `bot.app` gives them to the scheduler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.flows import living_answers
from bot.flows.catchup import catchup
from bot.flows.correlation import echoes
from bot.flows.digest import digest
from bot.flows.execution import decisions, expired
from bot.flows.projects import rotation, signing
from bot.flows.subscriptions import owners
from bot.flows.templates import comparing, last_known
from bot.flows.understanding import questions

if TYPE_CHECKING:
    from bot.command.context import Services

MINUTE, HOUR = 60, 3600
SLACK_REDELIVERS = timedelta(days=2)
"""Slack repeats an event within minutes: https://docs.slack.dev/apis/events-api/#retries"""
QUESTIONS_KEPT = timedelta(days=1)
"""For saying that a question has expired, rather than that it never was."""

SNAPSHOTS_KEPT = timedelta(hours=1)
"""For saying that it is too late to undo a change, rather than that nobody knows how it was."""

logger = log.get("jobs")


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """`run` every so many `seconds`; `at_start`: also as soon as the bot serves. Harmless when run twice.

    `patient`: it waits a while for events that are coming in just then.
    """

    name: str
    seconds: int
    run: Callable[[Services], Awaitable[None]]
    at_start: bool = False
    patient: bool = False


async def prune(services: Services) -> None:
    """Forget what is over after `RETENTION_DAYS`; the audit log stays, and cards, below which people still comment."""
    before = services.clock.now() - timedelta(days=services.settings.retention_days)
    events = await services.store.inbox.prune(before)
    await services.store.entries.prune(before)
    runs = await services.store.runs.prune(before)
    await services.store.follows.prune(before)
    comments = await services.store.comments.prune(before)
    finished = await services.store.jobs.prune(before)
    for family in (comparing.DAYS, last_known.PREFIX):
        await services.store.key_values.prune(family, before)
    logger.info("pruned", events=events, digest_runs=runs, comments=comments, jobs=finished)


async def forget_questions(services: Services) -> None:
    """Drop confirmations and half-filled forms that nobody can answer any more, and what was typed for them first."""
    await expired.take_down(services)
    await services.store.pending.blank(services.clock.now())
    await services.store.drafts.prune(services.clock.now())
    before = services.clock.now() - QUESTIONS_KEPT
    await services.store.pending.prune(before)
    await services.store.snapshots.prune(services.clock.now() - SNAPSHOTS_KEPT)
    await services.store.key_values.prune(questions.PREFIX, before)


async def forget_changes(services: Services) -> None:
    """Drop what waited for the event of a change that causes none."""
    await services.store.key_values.prune(echoes.PREFIX, services.clock.now() - 2 * echoes.WINDOW)


async def forget_slack_events(services: Services) -> None:
    """Drop ids of Slack events, and marks of deliveries of Sinch, that will not come again."""
    await services.store.key_values.prune(signing.DELIVERY, services.clock.now() - signing.REPLAYED)
    await services.store.requests.prune(services.clock.now())
    await services.store.slack_events.prune(services.clock.now() - SLACK_REDELIVERS)


JOBS = (
    ScheduledJob("digests", 15, digest.tick, at_start=True),
    ScheduledJob("catch-up", 15 * MINUTE, catchup.run, at_start=True, patient=True),
    ScheduledJob("retention", 6 * HOUR, prune, at_start=True, patient=True),
    ScheduledJob("what Meta moved", HOUR, comparing.nightly, at_start=True, patient=True),
    ScheduledJob("answers that count days", HOUR, living_answers.age),
    ScheduledJob("approvals", 15, decisions.sweep, at_start=True),
    ScheduledJob("secrets of webhooks", MINUTE, rotation.sweep, at_start=True),
    ScheduledJob("expired questions", MINUTE, forget_questions, at_start=True),
    ScheduledJob("changes without an event", HOUR, forget_changes),
    ScheduledJob("owners of subscriptions", HOUR, owners.check),
    ScheduledJob("seen Slack events", HOUR, forget_slack_events, at_start=True),
)
