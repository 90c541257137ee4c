"""Counts a list of the API by state without reading all of it, and keeps what waits for somebody.

A list that fits into one page is counted from that page. A longer one is asked once for each state side by side: the
answers name how many there are, so ten thousand templates cost a handful of calls, not a chain of pages.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.cards.payload import Payload, text
from bot.provisioning.subjects import Kind

KEEP = 50
"""Of one state; more are counted, not kept."""
MOST = 500
"""Of lists that were added up."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a list: `total` is of the whole list, `next` the token of the following page."""

    items: Sequence[Payload]
    total: int | None = None
    next: str | None = None


class Fetch(Protocol):
    """One call of a list operation."""

    async def __call__(
        self, *, size: int, token: str | None = None, states: Sequence[str] = (), statuses: Sequence[str] = ()
    ) -> Page: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """The states of a list to ask for, and which of them call for somebody (`asks`) or take time (`slow`).

    `statuses` are those of pending changes (`changes.status`), which a resource has beside its live state.
    """

    kind: Kind
    size: int
    states: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()
    slow: frozenset[str] = frozenset()

    def waits(self, payload: Payload) -> bool:
        return bool({text(payload, "state"), text(payload, "changes.status")} & (self.asks | self.slow))


LISTS: dict[Kind, Listed] = {
    Kind.whatsapp_template: Listed(
        Kind.whatsapp_template, 1000,
        ("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
        asks=frozenset({"REJECTED", "PAUSED", "DISABLED"}), slow=frozenset({"PENDING", "IN_PROGRESS"}),
    ),
    Kind.whatsapp_sender: Listed(
        Kind.whatsapp_sender, 100,
        ("ACTIVE", "IN_PROGRESS", "INACTIVE", "PENDING_VERIFICATION", "SUSPENDED", "ERROR"),
        ("DRAFT", "IN_PROGRESS", "REJECTED", "ERROR", "MULTIPLE_WABA_ERROR"),
        asks=frozenset({"PENDING_VERIFICATION", "SUSPENDED", "ERROR", "REJECTED", "MULTIPLE_WABA_ERROR"}),
        slow=frozenset({"IN_PROGRESS"}),
    ),
    Kind.rcs_sender: Listed(
        Kind.rcs_sender, 100,
        ("LAUNCHED", "LAUNCHING", "PREPARING_LAUNCH", "IN_TEST", "IN_PROGRESS", "DRAFT", "UNLAUNCHED", "UNKNOWN"),
        slow=frozenset({"LAUNCHING", "PREPARING_LAUNCH", "IN_PROGRESS"}),
    ),
    Kind.kakaotalk_sender: Listed(
        Kind.kakaotalk_sender, 100,
        ("ACTIVE", "VERIFYING", "INACTIVE", "SUSPENDED", "BLOCKED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
        asks=frozenset({"VERIFYING", "SUSPENDED", "BLOCKED", "REJECTED"}), slow=frozenset({"IN_PROGRESS"}),
    ),
    Kind.kakaotalk_template: Listed(
        Kind.kakaotalk_template, 1000,
        ("APPROVED", "REJECTED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
        asks=frozenset({"REJECTED"}), slow=frozenset({"IN_PROGRESS"}),
    ),
}  # fmt: skip


@dataclass(slots=True)
class Census:
    """How many there are: in all, by live state (empty: not live yet), and by the status of pending changes.

    `waiting` holds at most `KEEP` resources of each state that waits. Plain numbers: a resource with pending changes is
    counted under both, its live state and their status.
    """

    kind: Kind
    total: int = 0
    states: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    waiting: list[Payload] = field(default_factory=list)
    first: tuple[str, ...] = ()
    """Ids of the first page, for lists that hang under these resources."""


async def count(fetch: Fetch, listed: Listed) -> Census:
    """The census of one list; raises what `fetch` raises."""
    first = await fetch(size=listed.size)
    if first.next and first.total is not None:
        pages = await asyncio.gather(*(_asked(fetch, listed, wanted) for wanted in _questions(listed)))
        if all(_answers(page, wanted) for page, wanted in zip(pages, _questions(listed), strict=True)):
            return _added_up(listed, first, pages)
    return await _read(fetch, listed, first)


def added(several: Sequence[Census]) -> Census:
    """Lists of one kind as one; raises ValueError for none."""
    whole = Census(several[0].kind)
    for census in several:
        whole.total += census.total
        whole.states += census.states
        whole.changes += census.changes
        whole.waiting += census.waiting[: max(0, MOST - len(whole.waiting))]
    return whole


Wanted = tuple[str, str]
"""`state` or `status`, and its value."""


def _questions(listed: Listed) -> list[Wanted]:
    return [*(("state", one) for one in listed.states), *(("status", one) for one in listed.statuses)]


async def _asked(fetch: Fetch, listed: Listed, wanted: Wanted) -> Page:
    what, value = wanted
    size = KEEP if value in listed.asks | listed.slow else 1
    if what == "state":
        return await fetch(size=size, states=(value,))
    return await fetch(size=size, statuses=(value,))


def _answers(page: Page, wanted: Wanted) -> bool:
    """Whether the filter was obeyed; an answer without a total, or with other states in it, counts nothing."""
    what, value = wanted
    path = "state" if what == "state" else "changes.status"
    return page.total is not None and all(text(item, path) == value for item in page.items)


def _added_up(listed: Listed, first: Page, pages: Iterable[Page]) -> Census:
    census = Census(listed.kind, total=first.total or 0, first=_ids(first.items))
    kept: dict[str, Payload] = {}
    for (what, value), page in zip(_questions(listed), pages, strict=True):
        (census.states if what == "state" else census.changes)[value] = page.total or 0
        kept.update({_key(item): item for item in page.items if listed.waits(item)})
    census.states[""] = max(0, census.total - census.states.total())
    census.waiting = list(kept.values())
    return census


async def _read(fetch: Fetch, listed: Listed, page: Page) -> Census:
    """Page after page; a token that comes back again ends it."""
    census = Census(listed.kind, first=_ids(page.items))
    room = Counter[str]()
    seen: set[str] = set()
    while True:
        for item in page.items:
            _tally(census, listed, item, room)
        if not page.next or page.next in seen:
            return census
        seen.add(page.next)
        page = await fetch(size=listed.size, token=page.next)


def _tally(census: Census, listed: Listed, item: Payload, room: Counter[str]) -> None:
    state, status = text(item, "state"), text(item, "changes.status")
    census.total += 1
    census.states[state] += 1
    if status:
        census.changes[status] += 1
    place = f"{state}/{status}"
    if listed.waits(item) and room[place] < KEEP:
        room[place] += 1
        census.waiting.append(item)


def _ids(items: Iterable[Payload]) -> tuple[str, ...]:
    return tuple(found for item in items if (found := text(item, "plusFriendId", "id")))


def _key(item: Payload) -> str:
    return "\x1f".join(text(item, name) for name in ("id", "plusFriendId", "code", "name", "language"))
