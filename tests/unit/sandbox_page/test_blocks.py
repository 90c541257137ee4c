"""The pure part of drawing blocks: rich text, markdown, tables, charts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.blockkit import charts
from bot.sandbox.page.blockkit.rich_text import markdown, rich_text
from bot.sandbox.page.blockkit.tables import cell, sort_key
from tests.unit.sandbox_page.names import FixedNames
from tests.unit.sandbox_page.safe import read

NAMES = FixedNames()
INLINE = st.one_of(
    st.builds(
        lambda text, style: {"type": "text", "text": text, "style": style},
        st.text(max_size=20),
        st.dictionaries(st.sampled_from(["bold", "italic", "strike", "code", "underline", "odd"]), st.booleans()),
    ),
    st.builds(lambda url, text: {"type": "link", "url": url, "text": text}, st.text(max_size=20), st.text(max_size=9)),
    st.builds(lambda u: {"type": "user", "user_id": u}, st.text(max_size=9)),
    st.builds(lambda n, u: {"type": "emoji", "name": n, "unicode": u}, st.text(max_size=9), st.text(max_size=9)),
    st.builds(lambda v: {"type": "color", "value": v}, st.sampled_from(["#ff0000", "red;} x", '"><b>'])),
    st.builds(lambda t: {"type": "date", "timestamp": t, "format": "{date}", "fallback": "<b>"}, st.integers()),
    st.builds(lambda k: {"type": k, "text": "<i>"}, st.text(max_size=5)),
)
PART = st.builds(
    lambda kind, items: {"type": kind, "elements": items},
    st.sampled_from(["rich_text_section", "rich_text_quote", "rich_text_preformatted", "unheard_of"]),
    st.lists(INLINE, max_size=4),
)


@given(st.lists(PART, max_size=4))
def test_rich_text_is_harmless_whatever_is_in_it(parts: list[dict[str, object]]) -> None:
    read(rich_text({"type": "rich_text", "elements": parts}, NAMES))


def test_rich_text_keeps_lists_styles_and_mentions() -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a<b", "style": {"bold": True}}]}
    mention = {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U2"}]}
    block = {"elements": [section, {"type": "rich_text_list", "style": "ordered", "elements": [mention, section]}]}
    assert rich_text(block, NAMES) == (
        '<div class="rt-section"><b>a&lt;b</b></div>'
        '<ol class="rt-indent-0"><li><span class="mention">@Martin</span></li><li><b>a&lt;b</b></li></ol>'
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))"]
)
def test_markdown_shows_html_as_typed(text: str) -> None:
    html = markdown(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.replace("javascript:alert(1)</", "") or "href" not in html


def test_markdown_makes_tables_and_turns_images_into_links() -> None:
    html = markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n![chart](https://example.com/x.png)")
    assert "<table>" in html
    assert '<a href="https://example.com/x.png">chart</a>' in html


def test_numbers_sort_as_numbers_and_texts_without_case() -> None:
    numbers = [{"type": "raw_number", "value": v, "text": str(v)} for v in (100, 9, 20)]
    assert [c["value"] for c in sorted(numbers, key=sort_key)] == [9, 20, 100]
    rich = {"type": "rich_text", "elements": [{"elements": [{"type": "text", "text": "Beta"}]}]}
    assert sorted([rich, {"type": "raw_text", "text": "alpha"}], key=sort_key)[1] is rich
    assert cell({"type": "raw_text", "text": "<b>"}, NAMES) == "&lt;b&gt;"


def test_a_chart_puts_each_value_at_its_category() -> None:
    series = [{"name": "Sent", "data": [{"label": "Tue", "value": 2}, {"label": "Mon", "value": 1}]}]
    chart = {"type": "area", "series": series, "axis_config": {"categories": ["Mon", "Tue"]}}
    drawn = charts.options(chart)
    assert drawn["xAxis"]["data"] == ["Mon", "Tue"]
    assert drawn["series"][0]["data"] == [1, 2]
    assert "areaStyle" in drawn["series"][0]
    assert drawn["grid"]["bottom"] < 40
    named = [{"name": f"order_update_{number} (EN_US)", "data": []} for number in range(6)]
    assert charts.options({**chart, "series": named})["grid"]["bottom"] > 60, (
        "the names stand below the axis, not on it"
    )
    assert charts.as_text("Traffic", chart) == "Traffic. Sent: Tue 2, Mon 1"


def test_a_pie_has_its_segments() -> None:
    chart = {"type": "pie", "segments": [{"label": "Approved", "value": 7}]}
    assert charts.options(chart)["series"][0]["data"] == [{"name": "Approved", "value": 7}]
    assert charts.as_text("States", chart) == "States. Approved: 7"
