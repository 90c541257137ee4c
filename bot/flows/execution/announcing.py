"""Everybody sees who did what: a change made through the bot leaves one line where its resource is followed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards import announcement as cards
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import as_payload
from bot.flows import notify
from bot.flows.activity.matching import wants
from bot.flows.activity.routing import read
from bot.flows.correlation import echoes
from bot.flows.correlation.command_events import as_in_events, verbs_behind
from bot.flows.execution.recording import known_as
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import ApiError, InvalidInput
from bot.provisioning.events import Event
from bot.slack.text import escape
from bot.storage.activity.routing import RECENT, EventsSince

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bot.cards.blocks.message import Message
    from bot.command.context import Ctx, Services
    from bot.provisioning.subjects import Subject
    from bot.slack.client import Slack
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.activity.threads import Thread
    from bot.storage.channels.subscriptions import Subscription

SAYS_MORE = ("launch",)
"""Verbs whose events tell more than that somebody has done it, so that they are shown as well."""


async def change(ctx: Ctx, subject: Subject, verb: str, note: echoes.ChangeRecord, *, status: str = "") -> None:
    """A line in the thread of the resource's card, or in the channel where it has none yet.

    Where Sinch has told of the change already, its event bears the person's name and is enough; where its event comes
    later, the line is enough.
    """
    key = as_in_events(subject).key
    rules = [rule for rule in await ctx.store.subscriptions.of_project(ctx.project_id) if _may_want(rule)]
    threads = {thread.channel: thread for thread in await ctx.store.threads.of_subject(ctx.project_id, key)}
    if not rules or await _is_told(ctx, key, verb, note):
        return
    payload = await _payload(ctx, subject, verb, list(threads.values()))
    message = cards.change(
        await known_as(ctx.services, note.user_id, note.name),
        subject.kind,
        verb,
        full_name(subject, payload),
        status=status,
    )
    if message is None:
        return
    wanting = [rule for rule in _wanting(rules, subject, payload, {*threads}) if rule.channel not in note.shown]
    channels = await _listening(ctx.services, wanting, threads)
    if not channels:
        return
    covers = verb not in SAYS_MORE
    announced = replace(note, shown=(*note.shown, *channels)) if covers else note
    if not await _tells_first(ctx, key, verb, announced):
        return
    shown = [channel for channel in channels if await _post(ctx.slack, channel, threads.get(channel), message)]
    if covers and shown != channels:
        announced = replace(note, shown=(*note.shown, *shown))
        await echoes.remember(ctx.store, ctx.project_id, key, verb, announced)


async def several(
    services: Services,
    project_id: str,
    user_id: str,
    did: str,
    resources: Sequence[tuple[Subject, Mapping[str, object]]],
    *,
    already: Collection[str] = (),
) -> None:
    """One line of mrkdwn a channel for many changes at once, where any of them is followed.

    `already`: channels that know.
    """
    rules = [rule for rule in await services.store.subscriptions.of_project(project_id) if _may_want(rule)]
    wanting = {
        rule.id: rule
        for subject, payload in resources
        for rule in _wanting([rule for rule in rules if rule.channel not in already], subject, payload, set())
    }
    if not wanting:
        return
    message = cards.line(f"{escape(await known_as(services, user_id, 'Someone'))} {did}")
    for channel in await _listening(services, list(wanting.values()), {}):
        await _post(services.slack, channel, None, message)


async def in_channel(ctx: Ctx, did: str) -> None:
    """A line about the channel itself; in a direct message nobody else is there to be told. `did` is mrkdwn."""
    place, actor = ctx.place.channel, ctx.actor
    if place.startswith("D"):
        return
    who = escape(await known_as(ctx.services, actor.user_id, actor.name))
    await notify.in_channel(ctx.slack, place, cards.line(f"{who} {did}"), about="a change of the channel")


def _may_want(rule: Subscription) -> bool:
    """Whether a rule is about whatever happens: who asks for some events alone did not ask for this."""
    return not rule.types and not rule.filters.get("only")


async def _is_told(ctx: Ctx, key: str, verb: str, note: echoes.ChangeRecord) -> bool:
    """A look that spares the API a question; `_tells_first` decides."""
    rows = await ctx.store.inbox.recent(ctx.project_id, subject=key, since=note.at, limit=RECENT)
    return any(map(_tells(verb), rows))


async def _tells_first(ctx: Ctx, key: str, verb: str, note: echoes.ChangeRecord) -> bool:
    """Whether the line is first: then its event, which may come at this very moment, is silent in these channels."""
    return await ctx.store.routing.tell_first(
        echoes.key(ctx.project_id, key, verb),
        note.as_json(),
        note.at,
        event=EventsSince(ctx.project_id, key, note.at),
        tells=_tells(verb),
    )


def _tells(verb: str) -> Callable[[InboxEvent], bool]:
    return lambda row: verb in verbs_behind(read(row))


async def _payload(ctx: Ctx, subject: Subject, verb: str, threads: Sequence[Thread]) -> Mapping[str, object]:
    """The resource, for its name and what rules filter by; what was known of it where it cannot be read."""
    known = threads[0].payload if threads else {}
    if verb == "delete":
        return known
    try:
        return as_payload(await fetch(ctx.api, subject)) or known
    except (ApiError, InvalidInput):
        return known


def _wanting(
    rules: Sequence[Subscription], subject: Subject, payload: Mapping[str, object], carded: set[str]
) -> list[Subscription]:
    """The rules that would want an event about it; of what is gone, those of channels that have its card."""
    event = Event(f"{subject.kind.value.partition('_')[0].upper()}_CHANGE", subject, dict(payload))
    return [rule for rule in rules if wants(rule, event) or (not payload and rule.channel in carded)]


async def _listening(services: Services, rules: Sequence[Subscription], threads: Mapping[str, Thread]) -> list[str]:
    """Their channels, without those that are quiet now."""
    now, found = services.clock.now(), []
    for name in dict.fromkeys(rule.channel for rule in rules):
        channel, thread = await services.store.channels.get(name), threads.get(name)
        mutes = [channel.muted_until, thread.muted_until if thread else None]
        mutes += [rule.muted_until for rule in rules if rule.channel == name]
        if channel.blocked is None and not any(until and until > now for until in mutes):
            found.append(name)
    return found


async def _post(slack: Slack, channel: str, thread: Thread | None, message: Message) -> bool:
    thread_ts = thread.ts if thread else None
    return await notify.in_channel(slack, channel, message, about="a change", thread_ts=thread_ts) is not None
