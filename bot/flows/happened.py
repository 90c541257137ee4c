"""What happened in a project, newest first: its events, and what the API's activity lists add."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
    from bot.storage.activity.inbox import InboxEvent
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
    items = [Item(_when(row), _line(event)) for row in rows if (event := parse_or_none(row.body)) is not None]
    return sorted(items, key=lambda item: item.when, reverse=True)


def _when(row: InboxEvent) -> datetime:
    """When it happened, which may be long before it came; a time after that is none."""
    return min(row.at, row.received_at)


@dataclass(slots=True)
class _Events:
    """A page of events as lines, and what they tell of, so that an activity list does not tell it again."""

    items: list[Item] = field(default_factory=list)
    times: dict[str, list[datetime]] = field(default_factory=dict)
    """When something happened to a resource, by its key."""
    comments: set[str] = field(default_factory=set)
    older: int | None = None

    def add(self, row: InboxEvent, event: Event) -> None:
        self.items.append(Item(_when(row), _line(event)))
        self.times.setdefault(event.subject.key, []).append(row.at)
        self.comments |= {event.comment} if event.comment else set()
        self.older = row.id

    def tell(self, entry: Entry) -> bool:
        """Whether one of them is what an entry of an activity list tells."""
        times = self.times.get(entry.subject.key, ())
        return text(entry.payload, "comment") in self.comments or any(
            abs(entry.when - when) <= SAME_MOMENT for when in times
        )


async def happened(
    ctx: Ctx, *, area: str, since: datetime | None, before: int | None, limit: int, senders: bool = False
) -> ActivityPage:
    """Events of the area (empty: all) since then; the first page with the activity lists of the accounts, and of some
    `senders`, as well."""
    events = await _events(ctx, area, since, before, limit)
    events.items.sort(key=lambda item: item.when, reverse=True)
    if before is not None:
        return ActivityPage(tuple(events.items), events.older)
    whose = [(Subject(kind), "") for name, kind in LISTS.items() if area in ("", name)]
    if senders:
        whose += await _senders(ctx, area)
    entries, missing = await _lists(ctx, whose)
    listed = [
        Item(entry.when, cards.entry(entry.subject, entry.payload, entry.name))
        for entry in entries
        if (since is None or entry.when >= since) and not events.tell(entry)
    ]
    first = sorted([*events.items, *listed], key=lambda item: item.when, reverse=True)
    return ActivityPage(tuple(first[:limit]), events.older, missing)


async def _events(ctx: Ctx, area: str, since: datetime | None, before: int | None, limit: int) -> _Events:
    """The newest events of the area, `limit` at most."""
    rows = await ctx.store.inbox.recent(ctx.project_id, since=since, before_id=before, limit=EVENTS_LOOKED_AT)
    found = _Events()
    for row in rows:
        event = parse_or_none(row.body)
        if event is None or (area and not event.subject.kind.startswith(area)) or (since and _when(row) < since):
            continue
        if len(found.items) == limit:
            return found
        found.add(row, event)
    found.older = rows[-1].id if len(rows) == EVENTS_LOOKED_AT else None
    return found


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
