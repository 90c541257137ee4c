"""Tables and charts look exactly like those that a Block Kit library makes, which knows their shape independently."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.blocks import chart, table
from tests.unit.cards import samples

blockkit = pytest.importorskip("slackblocks")


def _cell(cell: dict[str, Any]) -> Any:
    if cell["type"] == "raw_number":
        return blockkit.RawNumber(cell["value"], cell["text"])
    return blockkit.RawText(cell["text"])


def _without_id(block: Any) -> dict[str, Any]:
    resolved: dict[str, Any] = json.loads(repr(block))
    resolved.pop("block_id", None)
    return resolved


cells = st.one_of(samples.ids, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none())


@samples.quick
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=110))
def test_a_table_is_what_slack_sdk_makes_of_the_same_rows(rows: list[list[table.Cell]]) -> None:
    made = table.data_table("Things", ["Name", "State", "Size"], rows)
    theirs = blockkit.DataTableBlock(
        rows=[[_cell(cell) for cell in row] for row in made["rows"]],
        caption=made["caption"],
        page_size=made["page_size"],
        row_header_column_index=made["row_header_column_index"],
    )
    assert _without_id(theirs) == made


@samples.quick
@given(st.dictionaries(samples.ids, st.integers(-5, 50), max_size=30))
def test_a_pie_is_what_slack_sdk_makes_of_the_same_shares(shares: dict[str, int]) -> None:
    made = chart.pie("Templates by state", shares)
    assert (made is None) == (not any(value > 0 for value in shares.values()))
    if made is None:
        return
    segments = [blockkit.ChartSegment(**segment) for segment in made["chart"]["segments"]]
    theirs = blockkit.DataVisualizationBlock(title=made["title"], chart=blockkit.PieChart(segments))
    assert _without_id(theirs) == made
    assert sum(item["value"] for item in made["chart"]["segments"]) == sum(v for v in shares.values() if v > 0)
