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
from bot.cards.vocabulary.waits import Party, StateGroup, of_state, state_group, waits
from bot.provisioning.subjects import Kind

KEEP = 50
"""Of one state; more are counted, not kept."""
KEEP_CHANGES = 50
"""The same for pending changes, which come several states at a time."""
NOT_LIVE = "NOT_LIVE_YET"
"""Stands for resources without a live state of which nothing more is known; not a value of the API's."""
WAITING_KEPT = 500
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
class ListQuery:
    """The states of a list to ask for.

    `size` is the largest page; `statuses` are those of pending changes (`changes.status`), which a resource has beside
    its live state.
    """

    kind: Kind
    size: int
    states: tuple[str, ...]
    statuses: tuple[str, ...] = ()

    def waits(self, value: str) -> bool:
        """Whether resources in this state or status wait for anybody."""
        return bool(of_state(self.kind, value) or waits(self.kind, {"changes": {"status": value}}))

    def needs_action(self, value: str) -> bool:
        """Whether they wait for somebody here."""
        found = [*of_state(self.kind, value), *waits(self.kind, {"changes": {"status": value}})]
        return any(wait.party is Party.YOU and not wait.quiet for wait in found)


LISTS: dict[Kind, ListQuery] = {
    Kind.whatsapp_template: ListQuery(
        Kind.whatsapp_template, 1000,
        ("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
    ),
    Kind.whatsapp_sender: ListQuery(
        Kind.whatsapp_sender, 100,
        ("ACTIVE", "IN_PROGRESS", "INACTIVE", "PENDING_VERIFICATION", "SUSPENDED", "ERROR"),
        ("DRAFT", "IN_PROGRESS", "REJECTED", "ERROR", "MULTIPLE_WABA_ERROR"),
    ),
    Kind.rcs_sender: ListQuery(
        Kind.rcs_sender, 100,
        ("LAUNCHED", "LAUNCHING", "PREPARING_LAUNCH", "IN_TEST", "IN_PROGRESS", "DRAFT", "UNLAUNCHED", "UNKNOWN"),
    ),
    Kind.kakaotalk_sender: ListQuery(
        Kind.kakaotalk_sender, 100,
        ("ACTIVE", "VERIFYING", "INACTIVE", "SUSPENDED", "BLOCKED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
    ),
    Kind.kakaotalk_template: ListQuery(
        Kind.kakaotalk_template, 1000,
        ("APPROVED", "REJECTED"),
        ("DRAFT", "IN_PROGRESS", "REJECTED"),
    ),
}  # fmt: skip


@dataclass(slots=True)
class StateCounts:
    """How many there are, by what they show (`states`): the live state, else the status of pending changes.

    `state_groups` counts the same in the words of the overview. `waiting` holds at most `KEEP` resources of each state
    that waits, `needs_action` counts all that wait for somebody here. `members` has every resource of a short list;
    None for a long one.
    """

    kind: Kind
    total: int = 0
    states: Counter[str] = field(default_factory=Counter)
    state_groups: Counter[StateGroup] = field(default_factory=Counter)
    needs_action: int = 0
    theirs: Counter[Party] = field(default_factory=Counter)
    """How many wait for somebody else beside those in `waiting`; of pending changes, by those that were read."""
    waiting: list[Payload] = field(default_factory=list)
    members: dict[tuple[str, ...], Payload] | None = None
    first: tuple[str, ...] = ()
    """Ids of the first page of KakaoTalk senders, whose templates are lists of their own."""


async def count(fetch: Fetch, listed: ListQuery) -> StateCounts:
    """The counts of one list; raises what `fetch` raises."""
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


def added(several: Sequence[StateCounts]) -> StateCounts:
    """Lists of one kind as one; raises IndexError for none."""
    whole = StateCounts(several[0].kind)
    for counts in several:
        whole.total += counts.total
        whole.states += counts.states
        whole.state_groups += counts.state_groups
        whole.needs_action += counts.needs_action
        room = max(0, WAITING_KEPT - len(whole.waiting))
        whole.waiting += counts.waiting[:room]
        whole.theirs += counts.theirs + Counter(
            party for item in counts.waiting[room:] if (party := _reviewer(counts.kind, item))
        )
    return whole


Wanted = tuple[str, tuple[str, ...]]
"""`state` or `status`, and its values."""


def _questions(listed: ListQuery) -> list[Wanted]:
    """One for each live state; the statuses of pending changes in two: those that call for somebody, and the others."""
    yours = tuple(status for status in listed.statuses if listed.needs_action(status))
    others = tuple(status for status in listed.statuses if status not in yours)
    states: list[Wanted] = [("state", (state,)) for state in listed.states]
    return states + [("status", statuses) for statuses in (yours, others) if statuses]


async def _asked(fetch: Fetch, listed: ListQuery, wanted: Wanted) -> Page:
    what, values = wanted
    if what == "status":
        return await fetch(size=KEEP_CHANGES, statuses=values)
    return await fetch(size=KEEP if any(map(listed.waits, values)) else 1, states=values)


def _obeyed(page: Page, wanted: Wanted) -> bool:
    """Whether the filter was obeyed; an answer without a total, or with other states in it, counts nothing."""
    what, values = wanted
    path = "state" if what == "state" else "changes.status"
    return page.total is not None and all(text(item, path) in values for item in page.items)


def _added_up(listed: ListQuery, first: Page, answers: Mapping[Wanted, Page]) -> StateCounts:
    counts = StateCounts(listed.kind, total=first.total or 0, first=_ids(listed, first))
    kept: dict[tuple[str, ...], Payload] = {}
    for (what, values), page in answers.items():
        if what == "state":
            counts.states[values[0]] = page.total or 0
            counts.state_groups[state_group(listed.kind, {"state": values[0]})] += page.total or 0
        kept.update({_key(item): item for item in page.items if waits(listed.kind, item)})
        counts.theirs += _theirs_beyond(listed, what, values, page)
    changes = [page for (what, _), page in answers.items() if what == "status"]
    _place_newcomers(counts, changes)
    _place_changes(counts, changes)
    counts.state_groups = +counts.state_groups
    counts.needs_action = counts.state_groups[StateGroup.NEEDS_YOU]
    counts.waiting = list(kept.values())
    return counts


def _theirs_beyond(listed: ListQuery, what: str, values: tuple[str, ...], page: Page) -> Counter[Party]:
    """How many of an answer wait for somebody else and were not read; what a live state counts, its changes don't."""
    beyond = max(0, (page.total or 0) - len(page.items))
    if what == "state":
        party = _reviewer(listed.kind, {"state": values[0]})
        return Counter({party: beyond} if party else {})
    counted = (item for item in page.items if _reviewer(listed.kind, {"state": text(item, "state")}) is None)
    read = Counter(party for item in counted if (party := _reviewer(listed.kind, item)))
    return Counter({party: round(beyond * number / len(page.items)) for party, number in read.items()})


def _reviewer(kind: Kind, item: Payload) -> Party | None:
    """For whom else it waits."""
    return next((wait.party for wait in waits(kind, item) if wait.party is not Party.YOU), None)


def _place_newcomers(counts: StateCounts, pages: Iterable[Page]) -> None:
    """What has no live state yet stands as its changes do, as far as those were read."""
    left = max(0, counts.total - counts.states.total())
    for page in pages:
        for item in page.items:
            if left and not text(item, "state"):
                counts.states[text(item, "changes.status")] += 1
                counts.state_groups[state_group(counts.kind, item)] += 1
                left -= 1
    counts.states[NOT_LIVE] += left
    counts.state_groups[StateGroup.INACTIVE] += left
    counts.states = +counts.states


def _place_changes(counts: StateCounts, pages: Iterable[Page]) -> None:
    """What was counted by its live state, but stands otherwise because of its changes; all by those that were read."""
    for page in pages:
        moved: Counter[tuple[StateGroup, StateGroup]] = Counter()
        for item in page.items:
            live = state_group(counts.kind, {"state": text(item, "state")})
            if text(item, "state") and live is not (now := state_group(counts.kind, item)):
                moved[live, now] += 1
        for (live, now), number in moved.items():
            all_of_them = min(counts.state_groups[live], round(number * (page.total or 0) / len(page.items)))
            counts.state_groups[live] -= all_of_them
            counts.state_groups[now] += all_of_them


async def _read(fetch: Fetch, listed: ListQuery, page: Page) -> StateCounts:
    """Page after page; a token that comes back again ends it."""
    counts = StateCounts(listed.kind, first=_ids(listed, page), members={})
    room: Counter[str] = Counter()
    seen: set[str] = set()
    while True:
        for item in page.items:
            _tally(counts, listed, item, room)
        if not page.next or page.next in seen:
            return counts
        seen.add(page.next)
        page = await fetch(size=listed.size, token=page.next)


def _tally(counts: StateCounts, listed: ListQuery, item: Payload, room: Counter[str]) -> None:
    state, status = text(item, "state"), text(item, "changes.status")
    group = state_group(listed.kind, item)
    counts.total += 1
    counts.states[state or status] += 1
    counts.state_groups[group] += 1
    counts.needs_action += group is StateGroup.NEEDS_YOU
    place = f"{state}/{status}"
    if room[place] < KEEP and waits(listed.kind, item):
        room[place] += 1
        counts.waiting.append(item)
    elif party := _reviewer(listed.kind, item):
        counts.theirs[party] += 1
    if counts.members is not None:
        counts.members[_key(item)] = item
        if len(counts.members) > SHORT:
            counts.members = None


def _ids(listed: ListQuery, page: Page) -> tuple[str, ...]:
    """Of the only kind under which another list hangs."""
    if listed.kind is not Kind.kakaotalk_sender:
        return ()
    return tuple(found for item in page.items if (found := text(item, "plusFriendId")))


def _key(item: Payload) -> tuple[str, ...]:
    return tuple(str(item.get(name, "")) for name in ("id", "plusFriendId", "code", "name", "language"))
