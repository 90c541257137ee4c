"""Heading, parts, rows, table, fallback text and the digest's chart tell one number of what waits."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import digest, waiting
from bot.cards.blocks import table
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.waits import Party, StateGroup
from bot.cards.waiting import WaitingItem, WaitingList
from bot.flows.digest.content import compose
from bot.flows.overview.counts import StateCounts
from bot.flows.overview.overview import Overview
from bot.provisioning.subjects import Kind, Subject
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, shown

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def item(number: int, party: Party, *, stuck: bool = False, **more: Any) -> WaitingItem:
    subject = Subject(Kind.whatsapp_template, (f"offer_{number}", "EN_US"))
    state, what = ("REJECTED", "rejected") if party is Party.YOU else ("PENDING", "review")
    since = NOW - timedelta(days=number)
    return WaitingItem(
        party, subject.kind, f"offer_{number} (EN_US)", state, subject, what, since=since, waited=NOW - since,
        stuck=stuck, **more,
    )  # fmt: skip


items = st.lists(st.tuples(st.sampled_from([*Party]), st.booleans(), st.booleans()), max_size=60).map(
    lambda rows: [item(n, party, stuck=stuck, remembered=known) for n, (party, stuck, known) in enumerate(rows)]
)
approvals = st.integers(0, 2).map(
    lambda number: [
        WaitingItem(Party.YOU, waiting.APPROVAL, f"Delete offer_{n}", "asked", what=waiting.APPROVAL)
        for n in range(number)
    ]
)


def numbers(message: Message, kind: str) -> tuple[int, int, int]:
    """What the heading says, what its parts add up to, and how many there are in rows, tables and what is left."""
    heading = re.search(rf"\*{re.escape(kind)}\* \(([\d,]+)\)\n(.+)", shown(message))
    if heading is None:
        return 0, 0, 0
    parts = re.sub(r" \([\d,]+ stuck\)", "", heading[2])
    rows = sum(block["type"] == "section" and "offer_" in block["text"]["text"] for block in message.blocks)
    also = sum(
        table.length(block)
        for block in message.blocks
        if block["type"] == "data_table" and block["caption"] == "Also needs attention"
    )
    left = sum(int(found) for found in re.findall(r"and ([\d,]+) more", shown(message)))
    return int(heading[1]), sum(int(part) for part in re.findall(r"\d+", parts)), rows + also + left


@settings(samples.quick, max_examples=60)
@given(items, approvals, st.integers(0, 9), st.sampled_from([waiting.ROWS, digest.WAITING]))
def test_heading_parts_and_list_add_up(some: list[WaitingItem], asked: list[WaitingItem], more: int, rows: int) -> None:
    found = WaitingList([*some, *asked], more=more)
    total = len(found.items) + more
    message = Message("x", (*waiting.blocks(found, rows=rows),))
    assert numbers(message, waiting.TITLE) == (total, total, total)
    said = waiting.in_short(found)
    assert said.startswith(f"{total} thing" if total else "Nothing needs attention.")


@settings(samples.quick, max_examples=40)
@given(items, approvals, st.integers(0, 3), st.integers(0, 5))
def test_the_chart_of_a_digest_says_of_you_what_its_list_says(
    some: list[WaitingItem], asked: list[WaitingItem], more: int, live: int
) -> None:
    found = WaitingList([*some, *asked], more=more)
    rejected = sum(each.party is Party.YOU for each in some) + more
    counts = StateCounts(Kind.whatsapp_template, live + rejected)
    counts.state_groups.update({StateGroup.LIVE: live, StateGroup.NEEDS_YOU: rejected})
    data, _ = compose(Overview(lists={Kind.whatsapp_template: counts}), found, [], None, NOW)
    assert data.state_groups.get(StateGroup.NEEDS_YOU, 0) == found.parties[Party.YOU]
    assert data.state_groups.get(StateGroup.LIVE, 0) == live
    message = accepted(digest.digest(data))
    assert numbers(message, waiting.TITLE) == (found.attention,) * 3


@pytest.mark.parametrize("number", [21, 150, 700])
def test_what_has_no_room_in_the_table_is_counted_below_it(number: int) -> None:
    found = WaitingList([item(n, [*Party][n % 5]) for n in range(number)])
    message = accepted(waiting.message(found))
    assert numbers(message, waiting.TITLE) == (number,) * 3
    assert f"and {number - waiting.ROWS} more" in message.text


def test_an_empty_list_that_could_not_be_read_is_no_good_news() -> None:
    unread = waiting.in_short(WaitingList(missing=["RCS senders could not be read."]))
    assert unread.startswith(waiting.INCOMPLETE)
    assert waiting.in_short(WaitingList()) == "Nothing needs attention."


def test_what_meta_moved_is_said_in_words() -> None:
    said = waiting.moved("offers (EN_US)", "qualityScore", "QUALITY_SCORE_GREEN", "QUALITY_SCORE_UNKNOWN")
    assert said == "offers (EN_US): quality score green → unknown"
    assert waiting.moved("Sunny", "dailyLimit", "UNKNOWN", "TIER_10K").endswith("unknown → 10,000")
