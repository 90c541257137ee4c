"""What happened in a project, newest first: its events as they came, and what the API's activity lists add."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.cards import activity as cards
from bot.cards.vocabulary.naming import kind_words, name_of
from bot.cards.vocabulary.payload import as_payload, text
from bot.flows.overview.overview import NOT_USED
from bot.provisioning.errors import ApiError
from bot.provisioning.events import Event, parse_or_none
from bot.provisioning.kinds import KINDS
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped, moment, shorten

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.provisioning.client import Provisioning
    from bot.provisioning.service import Page
    from bot.storage.engine import Store

LISTS = {"whatsapp": Kind.whatsapp_account, "rcs": Kind.rcs_account}
"""Accounts whose activity list tells what came without an event."""
SENDERS: dict[str, tuple[Kind, Callable[[Provisioning], Callable[..., Awaitable[Page[Any]]]]]] = {
    "whatsapp": (Kind.whatsapp_sender, lambda api: api.whatsapp_senders.list),
    "rcs": (Kind.rcs_sender, lambda api: api.rcs_senders.list),
    "kakaotalk": (Kind.kakaotalk_sender, lambda api: api.kakaotalk_senders.list),
}
CHANGED_LAST = 5
"""Senders of each area whose activity list is read: those that changed last."""
SAME_MOMENT = timedelta(minutes=2)
"""An entry and an event of one resource are the same thing when they are no further apart."""
ENTRIES_A_LIST = 25
"""Senders of a list, and entries of an activity list, that are read."""
READ_SECONDS = 3.0
"""For the activity lists; what is known is shown without them."""
COMMENT_CHARACTERS = 200
"""Of a comment, in the line of its event."""
EVENTS_LOOKED_AT = 400
"""Events that are looked through for those of one area."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, in mrkdwn."""

    when: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an activity list, and whose it is."""

    when: datetime
    subject: Subject
    name: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """A page of what happened; `older` is the number of the event after which to go on."""

    items: tuple[Item, ...]
    older: int | None = None
    missing: tuple[str, ...] = ()
    """Activity lists that could not be read."""


async def stored(store: Store, project_id: str, limit: int) -> list[Item]:
    """The newest events, whatever they are about, without a word from Sinch."""
    rows = await store.inbox.recent(project_id, limit=limit)
    return [Item(row.received_at, _line(event)) for row in rows if (event := parse_or_none(row.body)) is not None]


async def happened(
    ctx: Ctx, *, area: str, since: datetime | None, before: int | None, limit: int, senders: bool = False
) -> ActivityPage:
    """Events of the area (empty: all) since then; the first page with the activity lists of the accounts, and of some
    `senders`, as well."""
    items: list[Item] = []
    seen: dict[str, list[datetime]] = {}
    comments: set[str] = set()
    older: int | None = None
    stored = await ctx.store.inbox.recent(ctx.project_id, since=since, before_id=before, limit=EVENTS_LOOKED_AT)
    for row in stored:
        event = parse_or_none(row.body)
        if event is None or (area and not event.subject.kind.startswith(area)):
            continue
        if len(items) == limit:
            break
        items.append(Item(row.received_at, _line(event)))
        seen.setdefault(event.subject.key, []).append(row.happened_at or row.received_at)
        comments |= {event.comment} if event.comment else set()
        older = row.id
    else:
        older = stored[-1].id if len(stored) == EVENTS_LOOKED_AT else None
    if before is not None:
        return ActivityPage(tuple(items), older)
    whose = [(Subject(kind), "") for name, kind in LISTS.items() if area in ("", name)]
    if senders:
        whose += await _senders(ctx, area)
    entries, missing = await _lists(ctx, whose)
    listed = [
        Item(entry.when, cards.entry(entry.subject, entry.payload, entry.name))
        for entry in entries
        if (since is None or entry.when >= since)
        and text(entry.payload, "comment") not in comments
        and not any(abs(entry.when - when) <= SAME_MOMENT for when in seen.get(entry.subject.key, ()))
    ]
    first = sorted([*items, *listed], key=lambda item: item.when, reverse=True)
    return ActivityPage(tuple(first[:limit]), older, missing)


def _line(event: Event) -> str:
    """What happened in one line, with the beginning of a comment."""
    said = " ".join((event.comment or "").split())
    return cards.headline(event) + (f' "{escaped(shorten(said, COMMENT_CHARACTERS))}"' if said else "")


async def _senders(ctx: Ctx, area: str) -> list[tuple[Subject, str]]:
    """The senders that changed last, with their names; none of an area whose list does not come in time."""

    async def some(kind: Kind, load: Callable[..., Awaitable[Page[Any]]]) -> list[tuple[Subject, str]]:
        try:
            async with asyncio.timeout(READ_SECONDS):
                page = await load(page_size=ENTRIES_A_LIST)
        except (TimeoutError, ApiError):
            return []
        found = sorted(
            map(as_payload, page.items), key=lambda sender: text(sender, "modified", "created"), reverse=True
        )
        ids = [(text(sender, *KINDS[kind].id_fields), sender) for sender in found]
        return [(Subject(kind, (own,)), name_of(kind, sender)) for own, sender in ids if own][:CHANGED_LAST]

    wanted = [some(kind, of(ctx.api)) for name, (kind, of) in SENDERS.items() if area in ("", name)]
    return [sender for senders in await asyncio.gather(*wanted) for sender in senders]


async def _lists(ctx: Ctx, whose: Sequence[tuple[Subject, str]]) -> tuple[list[Entry], tuple[str, ...]]:
    """What the activity lists tell, and the kinds of those that could not be read."""
    answers = await asyncio.gather(*(_list(ctx, subject) for subject, _ in whose))
    entries: list[Entry] = []
    missing: dict[str, None] = {}
    for (subject, name), (_, listed) in zip(whose, answers, strict=True):
        if listed is None:
            missing[kind_words(subject.kind)] = None
        for payload in map(as_payload, listed or ()):
            if (when := moment(text(payload, "created"))) is not None:
                entries.append(Entry(when, subject, name, payload))
    return entries, tuple(missing)


async def _list(ctx: Ctx, subject: Subject) -> tuple[Subject, list[object] | None]:
    """A page of an activity list; None where the API does not answer, nothing where the account is not set up."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            page = await ctx.api.activity(subject, page_size=ENTRIES_A_LIST)
    except TimeoutError:
        return subject, None
    except ApiError as error:
        return subject, [] if getattr(error, "error_code", "") in NOT_USED else None
    return subject, list(page.items)
