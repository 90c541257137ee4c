"""Blocks keep Slack's limits whatever goes in, and what is cut is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.blocks import buttons, layout, table
from bot.cards.blocks.message import Block
from bot.cards.blocks.table import Listing, Pages
from bot.links import Call, CommandLink
from bot.slack import plain_blocks
from bot.slack.text import escaped, split
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, labels, shown

PAGE = Pages(total=120, first=51, previous=Call("x list", {}, "turn"), next=Call("x list", {"page": "p"}, "turn"))
written = samples.ids.map(escaped)


def build(words: str, mrkdwn: str) -> list[Block]:
    """One of each."""
    return layout.flat(
        [
            layout.header(words),
            layout.section(mrkdwn),
            layout.sections(mrkdwn),
            layout.fields([("Title", mrkdwn), ("Nothing", "")] * 12),
            layout.context(mrkdwn, *[mrkdwn] * 12),
            layout.actions(*[buttons.offer(words, Call("x"))] * 30),
            layout.divider(),
        ]
    )


@samples.quick
@given(samples.ids, written)
def test_any_text_makes_blocks_that_slack_takes(words: str, mrkdwn: str) -> None:
    accepted(layout.message(mrkdwn, build(words, mrkdwn)))


@settings(samples.quick, max_examples=30)
@given(st.lists(written, max_size=80))
def test_any_number_of_blocks_becomes_one_message(texts: list[str]) -> None:
    parts = [layout.section(text) for text in texts]
    buttons_at_end = layout.actions(buttons.button("Next", Call("x")))
    message = accepted(layout.message("all of it", parts, buttons_at_end))
    assert labels(message) == ["Next"]
    kept = [block for block in message.blocks if block["type"] == "section"]
    left = len(texts) - len(kept)
    assert [f"_{left} more part" in shown(message), "too long to show" in shown(message)] == [left > 0] * 2


def test_what_is_cut_is_counted_and_the_buttons_stay() -> None:
    parts = [layout.section("x" * 2_000)] * 10
    message = accepted(layout.message("t", parts, layout.actions(buttons.button("Next", Call("x")))))
    assert "_5 more parts are too long to show here._" in shown(message)
    assert message.blocks[-1]["type"] == "actions"


def test_only_two_charts_stay() -> None:
    chart = {
        "type": "data_visualization",
        "title": "T",
        "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
    }
    assert len(layout.fit([chart] * 5)) == 2


@samples.quick
@given(written, st.integers(1, 40))
def test_split_text_is_whole_and_short_enough(mrkdwn: str, limit: int) -> None:
    pieces = split(mrkdwn, limit + 6)
    assert all(len(piece) <= limit + 6 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(mrkdwn.split())


def test_the_same_command_twice_in_a_row_is_told_apart() -> None:
    (row,) = layout.actions(*[buttons.button("A", Call("x y", {"n": n})) for n in range(3)])
    assert [element["action_id"] for element in row["elements"]] == ["run:x y", "run:x y#1", "run:x y#2"]
    assert buttons.read("run:x y#2", '{"n":2}') == Call("x y", {"n": 2})


def test_a_button_of_a_menu_is_read_like_any_other() -> None:
    overflow = buttons.overflow(
        [CommandLink("Mute", "mute", {"for": "2h {x}"}, "turn"), CommandLink("Why", "why", {}, "form")]
    )
    assert overflow is not None
    calls = [buttons.read(overflow["action_id"], option["value"]) for option in overflow["options"]]
    assert calls == [Call("mute", {"for": "2h {x}"}, "turn"), Call("why", {}, "form")]
    menu = buttons.menu(
        "Open…", [CommandLink("A", "x get", {"id": "a"}), CommandLink("Other", "y get"), CommandLink("B", "x get")]
    )
    assert menu is not None
    assert [buttons.read(menu["action_id"], option["value"]) for option in menu["options"]] == [
        Call("x get", {"id": "a"}),
        Call("x get"),
    ]


def test_arguments_that_do_not_fit_are_refused_or_not_offered() -> None:
    too_long = Call("x", {"a": "b" * 2_000})
    with pytest.raises(ValueError, match="do not fit"):
        buttons.button("A", too_long)
    assert buttons.offer("A", too_long) is None
    assert buttons.offer("A", Call("x", {"a": "\ud800"})) is None
    assert buttons.menu("Open…", [CommandLink.to("A", too_long)]) is None
    assert buttons.overflow([CommandLink.to("A", too_long)]) is None


@pytest.mark.parametrize("action", ["confirm", "nonsense", "walk:x", ""])
def test_other_buttons_are_no_commands(action: str) -> None:
    assert buttons.read(action, "7") is None


def _listing(rows: list[list[table.Cell]], **more: Any) -> Listing:
    return Listing(title="Things", columns=["Name", "State", "Size"], rows=rows, **more)


def test_a_list_is_a_table_with_a_count_and_buttons() -> None:
    shown_list = _listing(
        [["a", "🟢 on", 3], ["b <!here>", None, 4.5]],
        pages=PAGE,
        open=[CommandLink("a", "x get", {"id": "a"})],
        export=Call("x export"),
        note="Newest first.",
    )
    message = accepted(table.listing(shown_list))
    assert labels(message) == ["Previous", "Next", "Export CSV"]
    said = shown(message)
    assert "Showing 51–52 of 120" in said
    assert "Newest first." in said
    assert "a" in message.text
    assert "b &lt;!" in message.text


def test_a_whole_list_says_how_many_there_are() -> None:
    assert table.counted(_listing([["a"]] * 3, pages=Pages(total=3))) == "3 in all"
    assert table.counted(_listing([["a"]] * 3, pages=Pages(next=Call("x")))) == "Showing 1–3, more follow"


def test_an_empty_list_says_what_to_do() -> None:
    empty = _listing([], empty="No thing yet. Create one.", more=[CommandLink("Create", "x create", {}, "form")])
    message = accepted(table.listing(empty))
    assert message.text == "Things: No thing yet. Create one."
    assert labels(message) == ["Create"]


def test_narrow_tables_are_aligned_in_text_and_wide_ones_listed() -> None:
    assert table.as_text(["Name", "Is"], [["a", "on"], ["long", "off"]]) == ("```\nName  Is\na     on\nlong  off\n```")
    assert "5,740" in table.as_text(["Name", "Sent"], [["a", 5_740]]), "as the table itself writes it"
    assert table.as_text(["Name", "Is"], [["x" * 100, "on"]]) == "• " + "x" * 100 + " · on"


cells = st.one_of(samples.ids, st.integers(), st.floats(), st.booleans(), st.none())


@settings(samples.quick, max_examples=60)
@given(st.lists(st.lists(cells, max_size=6), max_size=120), samples.ids, st.lists(samples.ids, max_size=25))
def test_any_rows_make_a_list_that_slack_takes(rows: list[list[table.Cell]], title: str, columns: list[str]) -> None:
    accepted(table.listing(Listing(title=title, columns=columns, rows=rows, pages=PAGE, export=Call("x"))))
    for block in plain_blocks.in_words(table.data_table(title, columns, rows)):
        assert block["type"] == "section"


def test_a_large_page_keeps_all_its_rows_by_shortening_cells() -> None:
    rows: list[list[table.Cell]] = [[f"name_{at}" + "x" * 200, "on", at] for at in range(100)]
    message = accepted(table.listing(_listing(rows)))
    block = next(item for item in message.blocks if item["type"] == "data_table")
    assert len(block["rows"]) == 101


def test_small_print_without_words_is_left_out() -> None:
    shown = layout.message("Nothing", layout.section("Nothing"), layout.context("", " "), layout.context("a", ""))
    assert [block["type"] for block in shown.blocks] == ["section", "context"]
    assert [element["text"] for element in shown.blocks[1]["elements"]] == ["a"]
