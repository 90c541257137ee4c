"""Counting a long list by asking for its states, and reading it where that does not work."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.vocabulary.waits import Party, waits
from bot.flows.overview.counts import KEEP, KEEP_CHANGES, LISTS, NOT_LIVE, Page, StateCounts, added, count
from bot.provisioning.subjects import Kind

TEMPLATES = LISTS[Kind.whatsapp_template]


def template(number: int, state: str = "", status: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {"name": f"t{number:05}", "language": "EN_US"}
    if state:
        made["state"] = state
    if status:
        made["changes"] = {"status": status}
    return made


class Listing:
    """A list operation in memory. `filters`: obeyed, or ignored; `totals`: told, or not."""

    def __init__(self, items: Sequence[dict[str, Any]], *, filters: bool = True, totals: bool = True) -> None:
        self.items = items
        self.filters = filters
        self.totals = totals
        self.calls = 0

    async def __call__(
        self, *, size: int, token: str | None = None, states: Sequence[str] = (), statuses: Sequence[str] = ()
    ) -> Page:
        self.calls += 1
        found = list(self.items)
        if self.filters and states:
            found = [item for item in found if item.get("state") in states]
        if self.filters and statuses:
            found = [item for item in found if item.get("changes", {}).get("status") in statuses]
        at = int(token or 0)
        after = str(at + size) if at + size < len(found) else None
        return Page(found[at : at + size], len(found) if self.totals else None, after)


def by_state(items: Sequence[dict[str, Any]]) -> Counter[str]:
    return Counter(item.get("state") or item.get("changes", {}).get("status", "") for item in items)


async def test_a_short_list_is_one_call_and_remembered_whole() -> None:
    items = [template(1, "APPROVED"), template(2, "REJECTED"), template(3, status="DRAFT"), template(4)]
    fetch = Listing(items)
    counts = await count(fetch, TEMPLATES)
    assert fetch.calls == 1
    assert counts.states == {"APPROVED": 1, "REJECTED": 1, "DRAFT": 1, "": 1}
    assert counts.needs_action == 1
    assert [item["name"] for item in counts.waiting] == ["t00002", "t00003"], "a draft may wait too"
    assert counts.members is not None
    assert len(counts.members) == 4


async def test_a_long_list_is_asked_for_its_states() -> None:
    items = [template(n, ("APPROVED", "REJECTED", "PAUSED")[n % 3]) for n in range(9_000)]
    items += [template(n, status="IN_PROGRESS") for n in range(9_000, 9_040)]
    fetch = Listing(items)
    counts = await count(fetch, TEMPLATES)
    assert counts.total == 9_040
    assert counts.states == by_state(items)
    assert counts.needs_action == 6_000
    assert fetch.calls <= 8
    assert len(counts.waiting) == KEEP * 2 + 40, "what waits is bounded"
    assert counts.members is None


async def test_newcomers_that_were_not_read_stand_as_not_live() -> None:
    items = [template(n, "APPROVED") for n in range(1_000)]
    items += [template(n, status="IN_PROGRESS") for n in range(1_000, 1_500)]
    counts = await count(Listing(items), TEMPLATES)
    assert counts.states == {"APPROVED": 1_000, "IN_PROGRESS": KEEP_CHANGES, NOT_LIVE: 500 - KEEP_CHANGES}


@pytest.mark.parametrize("how", [{"filters": False}, {"totals": False}])
async def test_a_list_that_cannot_be_asked_is_read(how: dict[str, bool]) -> None:
    items = [template(n, ("APPROVED", "REJECTED")[n % 2]) for n in range(3_500)]
    fetch = Listing(items, **how)
    counts = await count(fetch, TEMPLATES)
    assert counts.total == 3_500
    assert counts.states == by_state(items)
    assert len(counts.waiting) == KEEP


async def test_a_token_that_goes_round_in_a_circle_ends() -> None:
    class Circle(Listing):
        async def __call__(self, **asked: Any) -> Page:
            page = await super().__call__(**asked)
            return Page(page.items, None, "0")

    counts = await count(Circle([template(1, "APPROVED")]), TEMPLATES)
    assert counts.states["APPROVED"] <= 3


resources = st.lists(
    st.builds(
        template,
        st.integers(0, 99_999),
        st.sampled_from(["", *TEMPLATES.states]),
        st.sampled_from(["", *TEMPLATES.statuses]),
    ),
    max_size=24,
    unique_by=lambda build: build["name"],
)


@given(resources)
async def test_asking_and_reading_agree(items: list[dict[str, Any]]) -> None:
    """However the list is counted, numbers and what waits are the same (as long as everything pending was read)."""
    long = [*items, *(template(100_000 + n, "APPROVED") for n in range(400))]
    asked = await count(Listing(long), TEMPLATES)
    read = await count(Listing(long, totals=False), TEMPLATES)
    new = sum(not item.get("state") and "changes" not in item for item in items)
    assert asked.states == read.states - Counter({"": new}) + Counter({NOT_LIVE: new})
    assert {each["name"] for each in asked.waiting} == {each["name"] for each in read.waiting}
    assert asked.total == read.total
    assert (asked.state_groups, asked.needs_action) == (read.state_groups, read.needs_action), (
        "chart and list tell the same"
    )


def test_lists_add_up() -> None:
    one = StateCounts(Kind.kakaotalk_template, 2, Counter(APPROVED=2))
    other = StateCounts(
        Kind.kakaotalk_template, 3, Counter(APPROVED=1, REJECTED=2), needs_action=2, waiting=[template(1)]
    )
    whole = added([one, other])
    assert (whole.total, whole.states, whole.needs_action) == (5, {"APPROVED": 3, "REJECTED": 2}, 2)
    assert len(whole.waiting) == 1


@pytest.mark.parametrize("filters", [True, False], ids=["counted", "read"])
@pytest.mark.parametrize(("pending", "changed", "mended"), [(400, 0, 0), (0, 310, 0), (120, 130, 60), (3, 2, 1)])
async def test_all_that_wait_for_the_reviewer_are_counted_also_beyond_those_that_are_kept(
    filters: bool, pending: int, changed: int, mended: int
) -> None:
    states = [("APPROVED", "")] * 700 + [("PENDING", "IN_PROGRESS")] * pending
    states += [("APPROVED", "IN_PROGRESS")] * changed + [("REJECTED", "IN_PROGRESS")] * mended
    random.Random(12).shuffle(states)
    items = [template(number, *both) for number, both in enumerate(states)]
    counts = await count(Listing(items, filters=filters), TEMPLATES)
    kept = sum(any(wait.party is Party.META for wait in waits(counts.kind, item)) for item in counts.waiting)
    assert abs(kept + counts.theirs[Party.META] - (pending + changed + mended)) <= (KEEP_CHANGES if filters else 0)
    if not changed + mended:
        assert kept + counts.theirs[Party.META] == pending
    assert added([counts, counts]).theirs[Party.META] == 2 * counts.theirs[Party.META]
