"""`/sinch audit`: who changed what."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from bot.cards import audit as cards
from bot.command import Audience, Ctx, Effect, NoArgs, Reply, Role, Router, hidden, option
from bot.flows.execution.approvals import in_short
from bot.flows.execution.recording import known_as
from bot.flows.understanding.known import KnownNames
from bot.links import Call
from bot.slack.errors import SlackProblem
from bot.storage.access.audit import AuditEntry
from commands._shared import lists

router = Router()

ROWS = 20
_PERSON = re.compile(r"[UW][A-Z0-9]{6,}")
_CHANNEL = re.compile(r"(?=\w*\d)[CGD][A-Z0-9]{7,}")
_ID = re.compile(r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,32})\b")
"""Of senders, apps, webhooks and bundles."""


class Audit(lists.BrowseAlone):
    user: str | None = option("Person", "Only what this person did", default=None, kind="user")
    action: str | None = option("Command", "Only commands that begin with these words", default=None)
    about: str | None = option(
        "Resource", "Only what names this account, sender or template", default=None, max_length=512
    )
    before: int | None = hidden(None)


@router.command(
    "audit",
    Effect.READ,
    title="Audit log",
    audience=Audience.ASKER,
    role=Role.ADMIN,
    example="/sinch audit about=order_update",
    phrases=("who changed {about}", "show the audit log", "who deleted {about} yesterday", "what did {user} change"),
)
async def show(ctx: Ctx, args: Audit) -> Reply:
    """Show who changed what, newest first."""
    if args.csv:
        return await lists.export(ctx, "Audit log", _whole(ctx, args), args.csv)
    meant = await _meant(ctx, args.about)
    found = await ctx.store.audit.recent(
        ROWS + 1,
        before_id=args.before,
        user_id=args.user,
        action=args.action,
        project_id=ctx.project_id,
        about=[*meant],
    )
    names = {**await _names(ctx, found[:ROWS]), **meant}
    shown = found[: min(ROWS, cards.fitting(found[:ROWS], names, ctx.actor.tz))]
    filters = args.model_dump(exclude_none=True, exclude={"before", "page", "start", "csv"})
    older = Call("audit", {**filters, "before": shown[-1].id}, "turn") if len(found) > len(shown) else None
    newest = Call("audit", filters, "turn") if args.before else None
    return Reply(
        cards.table(
            shown,
            older=older,
            newest=newest,
            export=Call("audit", {**filters, "csv": "me"}),
            names=names,
            tz=ctx.actor.tz,
            filtered=bool(filters),
        )
    )


@router.command(
    "audit verify",
    Effect.READ,
    title="Check the audit log",
    role=Role.ADMIN,
    audience=Audience.ASKER,
    phrases=(
        "verify the audit log",
        "was the audit log changed",
        "check the audit log",
        "is the audit log intact",
        "has anyone tampered with the log",
        "has somebody tampered with the audit log",
        "is the log clean",
        "is the audit trail intact",
        "prove that nobody altered the records",
    ),
)
async def verify(ctx: Ctx, args: NoArgs) -> Reply:
    """Check that nobody has tampered with the audit log."""
    found = await ctx.store.audit.verify()
    return Reply(cards.verified(None if found is None else (found.row_id, found.reason)))


async def _meant(ctx: Ctx, about: str | None) -> dict[str, str]:
    """The words to look for, each with what people call it: what was typed, and the ids of what has that name."""
    if not about:
        return {}
    known = await KnownNames(ctx.services).of(ctx)
    meant = {about: about}
    for name in known.names.all:
        if about.casefold() in (name.text.casefold(), *(value.casefold() for value in name.values.values())):
            # What has several ids, such as a template's name and languages, stands in the log by its name.
            meant |= {value: name.text for value in name.values.values() if len(name.values) == 1}
    return meant


async def _whole(ctx: Ctx, args: Audit) -> AsyncIterator[dict[str, Any]]:
    about = [*await _meant(ctx, args.about)]
    before: int | None = None
    while found := await ctx.store.audit.recent(
        lists.EXPORT_ROWS,
        before_id=before,
        user_id=args.user,
        action=args.action,
        project_id=ctx.project_id,
        about=about,
    ):
        requests = await _requests(ctx, found)
        for entry in found:
            yield {
                "when": entry.at.isoformat(), "who": entry.user_name, "user": entry.user_id, "where": entry.channel,
                "what": entry.action, "with": _in_words(entry.args, requests), "outcome": entry.outcome,
                "detail": entry.detail,
            }  # fmt: skip
        before = found[-1].id


async def _names(ctx: Ctx, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What people and channels in these entries are called, by their ids."""
    stored = {entry.user_id: entry.user_name for entry in entries}
    people = dict.fromkeys(person for entry in entries for person in (entry.user_id, *_people(entry)))
    names = {person: await known_as(ctx.services, person, stored.get(person, person)) for person in people}
    places = dict.fromkeys(channel for entry in entries for channel in _channels(entry))
    channels = {channel: await _channel(ctx, channel) for channel in places}
    return {**names, **channels, **await _resources(ctx, entries), **await _requests(ctx, entries)}


async def _requests(ctx: Ctx, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What was asked for in the requests that these entries decide, by their ids."""
    ids = {str(entry.args[cards.REQUEST]) for entry in entries if entry.args.get(cards.REQUEST)}
    return {request.id: await in_short(ctx.services, request) for request in await ctx.store.approvals.among(ids)}


def _in_words(args: Mapping[str, Any], requests: Mapping[str, str]) -> dict[str, Any]:
    """Arguments with the words of a request in place of its id."""
    told = {name: value for name, value in args.items() if name != cards.REQUEST}
    said = requests.get(str(args.get(cards.REQUEST)))
    return {"request": said, **told} if said else told


async def _resources(ctx: Ctx, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What has a name, by the ids that stand in these entries; read only where there are any."""
    ids = {found for entry in entries for found in _ID.findall(str(_in_words(entry.args, {})))}
    known = (await KnownNames(ctx.services).of(ctx)).names.all if ids else ()
    single = [(next(iter(name.values.values())), name.text) for name in known if len(name.values) == 1]
    return {value: text for value, text in single if value in ids}


async def _channel(ctx: Ctx, channel: str) -> str:
    try:
        found = await ctx.slack.channel(channel)
    except SlackProblem:
        return channel
    return "direct message" if found.is_im or not found.name else f"#{found.name}"


def _channels(entry: AuditEntry) -> list[str]:
    """Where it was done, and the channels that it names."""
    given = [arg for arg in entry.args.values() if isinstance(arg, str) and _CHANNEL.fullmatch(arg)]
    return [*filter(None, [entry.channel]), *given, *cards.CHANNEL.findall(entry.detail or "")]


def _people(entry: AuditEntry) -> list[str]:
    given = [arg for arg in entry.args.values() if isinstance(arg, str) and _PERSON.fullmatch(arg)]
    return [*given, *cards.MENTION.findall(entry.detail or "")]
