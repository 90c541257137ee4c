"""Counts a list of the API by state without reading all of it, and keeps what waits for somebody.

A short list is counted from its first page. A longer one is asked once for each state side by side: the
answers name how many there are, so ten thousand templates cost a handful of calls, not a chain of pages.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.cards.vocabulary.payload import Payload, text
from bot.provisioning.subjects import Kind

KEEP = 25
"""Of one state; more are counted, not kept."""
KEEP_CHANGES = 50
"""The same for pending changes, which come several states at a time."""
NOT_LIVE = "NOT_LIVE_YET"
"""Stands for resources without a live state of which nothing more is known; not a value of the API's."""
MOST = 500
"""Of lists that were added up."""
SHORT = 300
"""A list up to this length is read and remembered whole."""


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

    `size` is the largest page; `statuses` are those of pending changes (`changes.status`), which a resource has beside
    its live state.
    """

    kind: Kind
    size: int
    states: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()
    slow: frozenset[str] = frozenset()

    def waits(self, payload: Payload) -> bool:
        """Tell whether this waits for somebody."""
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
    """How many there are, by what they show (`standing`): the live state, else the status of pending changes.

    `waiting` holds at most `KEEP` resources of each state that waits, `asking` counts all that call for somebody.
    `members` has every resource of a short list; None for a long one.
    """

    kind: Kind
    total: int = 0
    standing: Counter[str] = field(default_factory=Counter)
    asking: int = 0
    waiting: list[Payload] = field(default_factory=list)
    members: dict[tuple[str, ...], Payload] | None = None
    first: tuple[str, ...] = ()
    """Ids of the first page of KakaoTalk senders, whose templates are lists of their own."""


async def count(fetch: Fetch, listed: Listed) -> Census:
    """The census of one list; raises what `fetch` raises."""
    first = await fetch(size=min(listed.size, SHORT))
    if first.next and first.total is not None:
        questions = _questions(listed)
        pages = await asyncio.gather(*(_asked(fetch, listed, wanted) for wanted in questions))
        answers = dict(zip(questions, pages, strict=True))
        if all(_obeyed(page, wanted) for wanted, page in answers.items()):
            return _added_up(listed, first, answers)
    if first.next and listed.size > SHORT:
        first = await fetch(size=listed.size)
    return await _read(fetch, listed, first)


def added(several: Sequence[Census]) -> Census:
    """Lists of one kind as one; raises IndexError for none."""
    whole = Census(several[0].kind)
    for census in several:
        whole.total += census.total
        whole.standing += census.standing
        whole.asking += census.asking
        whole.waiting += census.waiting[: max(0, MOST - len(whole.waiting))]
    return whole


Wanted = tuple[str, tuple[str, ...]]
"""`state` or `status`, and its values."""


def _questions(listed: Listed) -> list[Wanted]:
    """One for each live state; the statuses of pending changes in two: those that call for somebody, and the others."""
    asks = tuple(one for one in listed.statuses if one in listed.asks)
    others = tuple(one for one in listed.statuses if one not in listed.asks)
    states: list[Wanted] = [("state", (one,)) for one in listed.states]
    return states + [("status", some) for some in (asks, others) if some]


async def _asked(fetch: Fetch, listed: Listed, wanted: Wanted) -> Page:
    what, values = wanted
    if what == "status":
        return await fetch(size=KEEP_CHANGES, statuses=values)
    return await fetch(size=KEEP if {*values} & (listed.asks | listed.slow) else 1, states=values)


def _obeyed(page: Page, wanted: Wanted) -> bool:
    """Whether the filter was obeyed; an answer without a total, or with other states in it, counts nothing."""
    what, values = wanted
    path = "state" if what == "state" else "changes.status"
    return page.total is not None and all(text(item, path) in values for item in page.items)


def _added_up(listed: Listed, first: Page, answers: Mapping[Wanted, Page]) -> Census:
    census = Census(listed.kind, total=first.total or 0, first=_ids(listed, first))
    kept: dict[tuple[str, ...], Payload] = {}
    for (what, values), page in answers.items():
        if what == "state":
            census.standing[values[0]] = page.total or 0
        if {*values} & listed.asks:
            census.asking += page.total or 0
        kept.update({_key(item): item for item in page.items if listed.waits(item)})
    _place_newcomers(census, [page for (what, _), page in answers.items() if what == "status"])
    census.waiting = list(kept.values())
    return census


def _place_newcomers(census: Census, pages: Iterable[Page]) -> None:
    """What has no live state yet stands as its changes do, as far as those were read."""
    left = max(0, census.total - census.standing.total())
    for page in pages:
        for item in page.items:
            if left and not text(item, "state"):
                census.standing[text(item, "changes.status")] += 1
                left -= 1
    census.standing[NOT_LIVE] += left
    census.standing = +census.standing


async def _read(fetch: Fetch, listed: Listed, page: Page) -> Census:
    """Page after page; a token that comes back again ends it."""
    census = Census(listed.kind, first=_ids(listed, page), members={})
    room: Counter[str] = Counter()
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
    census.standing[state or status] += 1
    census.asking += bool({state, status} & listed.asks)
    place = f"{state}/{status}"
    if listed.waits(item) and room[place] < KEEP:
        room[place] += 1
        census.waiting.append(item)
    if census.members is not None:
        census.members[_key(item)] = item
        if len(census.members) > SHORT:
            census.members = None


def _ids(listed: Listed, page: Page) -> tuple[str, ...]:
    """Of the only kind under which another list hangs."""
    if listed.kind is not Kind.kakaotalk_sender:
        return ()
    return tuple(found for item in page.items if (found := text(item, "plusFriendId")))


def _key(item: Payload) -> tuple[str, ...]:
    return tuple(str(item.get(name, "")) for name in ("id", "plusFriendId", "code", "name", "language"))
