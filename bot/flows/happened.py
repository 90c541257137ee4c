"""What happened in a project, newest first: its events as they came, and what the accounts' activity lists add."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cards import activity as cards
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.payload import as_payload, text
from bot.provisioning.errors import ApiError, MalformedEvent
from bot.provisioning.events import Event, parse
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped, moment, shorten

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.engine import Store

LISTS = {"whatsapp": Kind.whatsapp_account, "rcs": Kind.rcs_account}
"""Accounts whose activity list tells what came without an event."""
LISTED = 25
READ_SECONDS = 3.0
"""For the activity lists; what is known is shown without them."""
COMMENT = 200
LOOKED = 400
"""Events that are looked through for those of one area."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, in mrkdwn."""

    when: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A page of what happened; `older` is the number of the event after which to go on."""

    items: tuple[Item, ...]
    older: int | None = None
    missing: tuple[str, ...] = ()
    """Activity lists that could not be read."""


async def stored(store: Store, project_id: str, limit: int) -> list[Item]:
    """The newest events, whatever they are about, without a word from Sinch."""
    rows = await store.inbox.recent(project_id, limit=limit)
    return [Item(row.received_at, _line(event)) for row in rows if (event := _event(row.body)) is not None]


async def happened(ctx: Ctx, *, area: str, since: datetime | None, before: int | None, limit: int) -> Happened:
    """Events of the area (empty: all) since then; the first page with the accounts' activity lists as well."""
    items: list[Item] = []
    comments: set[str] = set()
    older: int | None = None
    stored = await ctx.store.inbox.recent(ctx.project_id, since=since, before_id=before, limit=LOOKED)
    for row in stored:
        event = _event(row.body)
        if event is None or (area and not event.subject.kind.startswith(area)):
            continue
        if len(items) == limit:
            break
        items.append(Item(row.received_at, _line(event)))
        comments |= {event.comment} if event.comment else set()
        older = row.id
    else:
        older = stored[-1].id if len(stored) == LOOKED else None
    if before is not None:
        return Happened(tuple(items), older)
    listed, missing = await _lists(ctx, area, since, comments)
    first = sorted([*items, *listed], key=lambda item: item.when, reverse=True)
    return Happened(tuple(first[:limit]), older, missing)


def _line(event: Event) -> str:
    """What happened in one line, with the beginning of a comment."""
    said = " ".join((event.comment or "").split())
    return cards.headline(event) + (f' "{escaped(shorten(said, COMMENT))}"' if said else "")


def _event(body: bytes) -> Event | None:
    try:
        return parse(body)
    except MalformedEvent:
        return None


async def _lists(ctx: Ctx, area: str, since: datetime | None, comments: set[str]) -> tuple[list[Item], tuple[str, ...]]:
    kinds = [kind for name, kind in LISTS.items() if area in ("", name)]
    answers = await asyncio.gather(*(_list(ctx, Subject(kind)) for kind in kinds))
    items: list[Item] = []
    for subject, entries in answers:
        for entry in entries or ():
            payload = as_payload(entry)
            when = moment(text(payload, "created"))
            fresh = when is not None and (since is None or when >= since) and text(payload, "comment") not in comments
            if when is not None and fresh:
                items.append(Item(when, cards.entry(subject, payload)))
    return items, tuple(kind_words(subject.kind) for subject, entries in answers if entries is None)


async def _list(ctx: Ctx, subject: Subject) -> tuple[Subject, list[object] | None]:
    """A page of an account's activity; None where the API does not answer, nothing where the account is not set up."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            page = await ctx.api.activity(subject, page_size=LISTED)
    except TimeoutError:
        return subject, None
    except ApiError as error:
        return subject, [] if getattr(error, "error_code", "") in _NOT_SET_UP else None
    return subject, list(page.items)


_NOT_SET_UP = {"account_not_found", "project_not_initialized", "rbm_has_not_been_used", "rbm_resources_not_found"}
