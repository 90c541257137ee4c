"""The check with what is known about a project: its other templates, and the names that were deleted lately."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.flows.templates.reading import TEMPLATES_A_PAGE, AllTemplates
from bot.provisioning.errors import ApiError
from bot.provisioning.events import parse_or_none
from bot.storage.states import AuditOutcome
from bot.templates.check import BLOCKED_DAYS, Surroundings, check
from bot.templates.finding import Finding
from bot.templates.reading import details_of

if TYPE_CHECKING:
    from bot.command.context import ProjectView

logger = log.get("templates")

FRESH = timedelta(seconds=60)
"""So long a list that was read is taken for what there is: one person's edits come in a row."""
PATIENCE_SECONDS = 8.0
"""Then the check goes on without comparing texts; the answer is worth more than that rule."""
AT_ONCE = 5
"""Templates that are checked before others get their turn: each takes a millisecond."""
DELETIONS = 500
"""Of the last month, in the audit log and among the events each."""
FIELDS = (
    "name", "language", "category", "details.components", "changes.details.components",
)  # fmt: skip
DELETE = "whatsapp templates delete"
DELETED = "WHATSAPP_TEMPLATE_DELETED"


@dataclass(frozen=True, slots=True)
class _Read:
    at: datetime
    surroundings: Surroundings
    keys: frozenset[tuple[str, str]]


@dataclass(slots=True)
class LastRead:
    """The list of a project's templates as it was read last, until something is changed."""

    read: _Read | None = None


async def findings(ctx: ProjectView, body: Mapping[str, Any], *, new: bool = True, category: str = "") -> list[Finding]:
    """What is wrong with a template that is about to go to Meta."""
    return check(body, await surroundings(ctx), new=new, category=category)


async def of_rows(ctx: ProjectView, bodies: Sequence[Mapping[str, Any]]) -> list[list[Finding]]:
    """The same for many, which are compared with one another too."""
    known = await surroundings(ctx)
    both = await asyncio.to_thread(_with_one_another, known, bodies)
    found = []
    for at, body in enumerate(bodies):
        if at % AT_ONCE == 0:
            await asyncio.sleep(0)  # others get their turn
        found.append(check(body, both))
    return found


def _with_one_another(known: Surroundings, bodies: Sequence[Mapping[str, Any]]) -> Surroundings:
    mine = Surroundings.of(bodies)
    names = {
        words: known.names_by_words.get(words, frozenset()) | mine.names_by_words.get(words, frozenset())
        for words in known.names_by_words.keys() | mine.names_by_words.keys()
    }
    return Surroundings(names, known.blocked)


async def surroundings(ctx: ProjectView) -> Surroundings:
    """What the project knows; a list that cannot be read in time is left out."""
    blocked = await blocked_names(ctx)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            read = await _read(ctx)
    except (TimeoutError, ApiError) as problem:
        logger.warning("texts not compared", problem=str(problem)[:200], project=ctx.project_id)
        return Surroundings(blocked=blocked)
    return Surroundings(read.surroundings.names_by_words, blocked)


async def kakaotalk_names(ctx: ProjectView, sender: str, *, besides: str = "") -> frozenset[str]:
    """Names of a KakaoTalk sender's templates, but for that with the code `besides`; none where they can't be read."""
    found = set()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for listed in ctx.api.kakaotalk_templates.iterate(sender, page_size=TEMPLATES_A_PAGE):
                template = as_payload(listed)
                if text(template, "code") != besides:
                    found.add(text(details_of(template), "name"))
    except (TimeoutError, ApiError) as problem:
        logger.warning("names not compared", problem=str(problem)[:200], project=ctx.project_id)
    return frozenset(found)


async def existing(ctx: ProjectView) -> frozenset[tuple[str, str]]:
    """Name and language of all templates there are; raises `ApiError`."""
    return (await _read(ctx)).keys


async def _read(ctx: ProjectView) -> _Read:
    now = ctx.services.clock.now()
    last = ctx.services.cache.of(LastRead, ctx.project_id)
    kept = last.read
    if kept is None or now - kept.at > FRESH:
        templates = [template async for template in AllTemplates.of(ctx, fields=FIELDS)]
        kept = last.read = await asyncio.to_thread(_read_of, templates, now)
    return kept


def _read_of(templates: Sequence[Payload], at: datetime) -> _Read:
    keys = frozenset((text(template, "name"), text(template, "language")) for template in templates)
    return _Read(at, Surroundings.of(templates), keys)


async def blocked_names(ctx: ProjectView) -> dict[tuple[str, str], datetime]:
    """Until when names are blocked, by name and language (empty: all), as far as this bot has seen them deleted."""
    span = timedelta(days=BLOCKED_DAYS)
    since = ctx.services.clock.now() - span
    found: dict[tuple[str, str], datetime] = {}
    for entry in await ctx.store.audit.recent(DELETIONS, action=DELETE, project_id=ctx.project_id, since=since):
        draft_only = entry.args.get("language") and entry.args.get("submitted") is not True
        if entry.outcome == AuditOutcome.DONE and entry.action == DELETE and not draft_only:
            key = str(entry.args.get("name") or ""), str(entry.args.get("language") or "")
            found[key] = max(found.get(key, entry.at), entry.at + span)
    rows = await ctx.store.inbox.recent(ctx.project_id, types=(DELETED,), since=since, limit=DELETIONS)
    for row in rows:
        event = parse_or_none(row.body)
        if event is not None and (name := text(event.payload, "name")):
            key = name, text(event.payload, "language")
            found[key] = max(found.get(key, row.at), row.at + span)
    return found


def forget(ctx: ProjectView) -> None:
    """After a change: what was read is no longer what there is."""
    ctx.services.cache.of(LastRead, ctx.project_id).read = None
