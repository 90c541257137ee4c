"""Block Kit's limits, one over each; the pointers and words are Slack's."""

from __future__ import annotations

from typing import Any

import pytest
from slackblocks import (
    ActionsBlock,
    Button,
    DataTableBlock,
    DataVisualizationBlock,
    HeaderBlock,
    InputBlock,
    Message,
    ModalView,
    PlainTextInput,
    RawNumber,
    RawText,
    SectionBlock,
)
from slackblocks.objects import AxisConfig, BarChart, ChartSegment, DataPoint, DataSeries, PieChart

from bot.sandbox.slack import validate
from bot.sandbox.slack.errors import SlackError

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> JSON:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", text: str = "A") -> JSON:
    return {"text": plain(text), "value": value}


def section(text: str = "x", **more: Any) -> JSON:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> JSON:
    return {"type": "button", "text": plain("Go"), **more}


def select(**more: Any) -> JSON:
    return {"type": "static_select", "options": [option()], **more}


def field(element: JSON, **more: Any) -> JSON:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def rows(count: int, width: int = 2, text: str = "x") -> list[list[JSON]]:
    return [[{"type": "raw_text", "text": text}] * width for _ in range(count)]


def data_table(cells: list[list[JSON]], **more: Any) -> JSON:
    return {"type": "data_table", "caption": "Table", "rows": cells, **more}


def chart(**more: Any) -> JSON:
    return {"type": "data_visualization", "title": "Chart", "chart": {"type": "pie", "segments": [segment()], **more}}


def segment(label: str = "a", value: float = 1) -> JSON:
    return {"label": label, "value": value}


def bars(categories: list[str], labels: list[str], names: tuple[str, ...] = ("s",)) -> JSON:
    series = [{"name": name, "data": [segment(label) for label in labels]} for name in names]
    axes = {"type": "bar", "axis_config": {"categories": categories}, "series": series}
    return {"type": "data_visualization", "title": "Chart", "chart": axes}


def rich(*elements: JSON) -> JSON:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


REFUSED: list[tuple[list[JSON], str]] = [
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    ([{"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/0/type]"),
    ([{"type": "alert", "text": plain("modals only")}], "unsupported type: alert [json-pointer:/blocks/0/type]"),
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
    ([section(fields=[plain("x")] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (
        [section(fields=[plain("x" * 2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([section(accessory={"type": "plain_text_input"})], "unsupported type: plain_text_input"),
    ([section(block_id="x" * 256)], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ([section(block_id="a"), section(block_id="a")], "block_id `a` already exists [json-pointer:/blocks/1/block_id]"),
    ([{"type": "section", "text": {"type": "html", "text": "x"}}], "must be one of: plain_text, mrkdwn"),
    ([{"type": "section", "text": "bare"}], "must provide an object [json-pointer:/blocks/0/text]"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
    ([{"type": "header", "text": mrkdwn("x")}], "must be one of: plain_text"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions()], "must provide at least one item [json-pointer:/blocks/0/elements]"),
    ([actions(button(action_id="a"), button(action_id="a"))], "action_id `a` already exists"),
    ([actions(button(action_id="x" * 256))], "must be less than 256 characters"),
    (
        [actions(button(text=plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text",
    ),
    ([actions(button(value="x" * 2001))], "must be less than 2001 characters"),
    ([actions(button(style="loud"))], "must be one of: primary, danger"),
    ([actions(button(url="x" * 3001))], "must be less than 3001 characters"),
    ([actions({"type": "button"})], "missing required field: text [json-pointer:/blocks/0/elements/0]"),
    ([actions(button(confirm={"title": plain("Sure?")}))], "missing required field: text"),
    ([actions(select(options=[option(str(n)) for n in range(101)]))], "no more than 100 items allowed"),
    ([actions(select(options=[]))], "must provide at least one item"),
    ([actions(select(options=[option(text="x" * 76)]))], "must be less than 76 characters"),
    ([actions(select(options=[option("x" * 151)]))], "must be less than 151 characters"),
    ([actions(select(placeholder=plain("x" * 151)))], "must be less than 151 characters"),
    ([actions(select(initial_option=option("b")))], "initial_option must be one of the options"),
    (
        [actions(select(option_groups=[{"label": plain("G"), "options": [option()]}]))],
        "only one of options and option_groups is allowed",
    ),
    ([actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]})], "no more than 5 items allowed"),
    ([actions({"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]})], "no more than 10 items"),
    ([actions({"type": "datepicker", "initial_date": "23/11/2026"})], "must match YYYY-MM-DD"),
    ([actions({"type": "timepicker", "initial_time": "9:30"})], "must match HH:mm"),
    ([field({"type": "button"})], "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    ([field({"type": "file_input"})], "unsupported type: file_input [json-pointer:/blocks/0/element/type]"),
    ([{"type": "input", "element": select()}], "missing required field: label"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10 items allowed"),
    ([{"type": "context", "elements": [button()]}], "unsupported type: button"),
    ([{"type": "image", "image_url": "https://example.com/a.png"}], "missing required field: alt_text"),
    ([{"type": "image", "alt_text": "x"}], "must provide exactly one of image_url and slack_file"),
    ([{"type": "image", "alt_text": "x", "image_url": "a.png"}], "must be a valid URL"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters"),
    ([{"type": "markdown", "text": "x" * 7000}] * 2, "markdown blocks must be less than 12001 characters together"),
    ([rich({"type": "text"})], "missing required field: text"),
    ([rich({"type": "text", "text": ""})], "must be more than 0 characters"),
    ([rich({"type": "blink", "text": "x"})], "unsupported type: blink"),
    ([{"type": "table", "rows": rows(101)}], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([{"type": "table", "rows": rows(1, 21)}], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([{"type": "table", "rows": rows(10, 10, "x" * 101)}], "table blocks must be less than 10001 characters together"),
    ([data_table(rows(202))], "no more than 201 items allowed [json-pointer:/blocks/0/rows]"),
    ([data_table(rows(1))], "no less than 2 items allowed [json-pointer:/blocks/0/rows]"),
    ([data_table(rows(2, 21))], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([data_table([*rows(1, 2), *rows(1, 3)])], "all rows must have the same number of cells"),
    ([data_table(rows(2, 2, ""))], "must be more than 0 characters"),
    ([data_table([[rich()], [rich()]])], "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]"),
    ([data_table([rows(1, 1)[0], [{"type": "raw_number", "text": "1"}]])], "must provide a number"),
    ([data_table(rows(101, 2, "x" * 100))], "data_table blocks must be less than 20001 characters together"),
    ([data_table(rows(2), page_size=101)], "must be between 1 and 100"),
    ([{"type": "data_table", "rows": rows(2)}], "missing required field: caption"),
    ([chart()] * 3, "no more than 2 data_visualization blocks allowed"),
    ([chart(segments=[segment(str(n)) for n in range(13)])], "no more than 12 items allowed"),
    ([chart(segments=[segment(value=0)])], "must be a number greater than 0"),
    ([chart(segments=[segment("x" * 21)])], "must be less than 21 characters"),
    ([chart(type="donut")], "must be one of: pie, bar, area, line"),
    ([chart() | {"title": "x" * 51}], "must be less than 51 characters"),
    ([bars([str(n) for n in range(21)], ["0"])], "no more than 20 items allowed"),
    ([bars(["a", "b"], ["a"])], "must have exactly one point for every category"),
    ([bars(["a"], ["a"], ("s", "s"))], "series names must be unique"),
    ([bars(["a"], ["a"], tuple("abcdefghijklm"))], "no more than 12 items allowed"),
]


@pytest.mark.parametrize(("blocks", "problem"), REFUSED, ids=[problem[:60] for _, problem in REFUSED])
def test_blocks_that_break_a_limit_are_refused_in_slacks_words(blocks: list[JSON], problem: str) -> None:
    with pytest.raises(SlackError) as caught:
        validate.message_blocks(blocks)
    assert caught.value.code == "invalid_blocks"
    assert problem in "\n".join(caught.value.messages)


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3000, fields=[plain("x" * 2000)] * 3),
        actions(*[button(text=plain("x" * 75), value="x" * 2000)] * 25),
        actions(select(options=[option(str(n)) for n in range(100)])),
        {"type": "header", "text": plain("x" * 150)},
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "table", "rows": rows(100, 20, "12345")},
        data_table(rows(201, 4, "x" * 24)),
        bars([str(n) for n in range(20)], [str(n) for n in range(20)], tuple("abcdefghijkl")),
        rich({"type": "text", "text": "x"}, {"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "wave"}),
        {"type": "context", "elements": [mrkdwn("x")] * 10},
        field({"type": "plain_text_input"}),
        {"type": "divider"},
    ],
    ids=lambda block: block["type"],
)
def test_accepted_at_the_limit(block: JSON) -> None:
    validate.message_blocks([block])


def test_all_texts_together() -> None:
    validate.message_blocks([section("x" * 3000)] * 4)
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        validate.message_blocks([section("x" * 3000)] * 4 + [section("x")])
    validate.message_blocks([section("x" * 3000)] * 3 + [data_table(rows(150, 2, "x" * 60))])


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain("T"), "submit": plain("Go"), "blocks": list(blocks), **more}


VIEWS: list[tuple[JSON, str]] = [
    ({"type": "message"}, "must be one of: modal [json-pointer:/view/type]"),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "modal", "title": plain("T")}, "missing required field: blocks [json-pointer:/view]"),
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
    (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(field(select()), submit=None), "missing required field: submit"),
    (modal(data_table(rows(2))), "unsupported type: data_table [json-pointer:/view/blocks/0/type]"),
    (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    (modal(field(select(), label=plain("x" * 2001))), "must be less than 2001 characters"),
    (modal(field({"type": "number_input"})), "missing required field: is_decimal_allowed"),
    (modal(field({"type": "plain_text_input", "max_length": 3001})), "must be between 1 and 3000"),
    (modal(field({"type": "file_input", "max_files": 11})), "must be between 1 and 10"),
    (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
]


@pytest.mark.parametrize(("view", "problem"), VIEWS, ids=[problem[:60] for _, problem in VIEWS])
def test_a_view_that_breaks_a_limit_is_refused_in_slacks_words(view: JSON, problem: str) -> None:
    with pytest.raises(SlackError) as caught:
        validate.view(view, ("modal",))
    assert caught.value.code == "invalid_arguments"
    assert problem in "\n".join(caught.value.messages)


def test_views_at_the_limit_and_too_large() -> None:
    validate.view(modal(*[section()] * 100, title=plain("x" * 24)), ("modal",))
    validate.view({"type": "home", "blocks": [data_table(rows(2))]}, ("home",))
    with pytest.raises(SlackError, match="view_too_large"):
        validate.view(modal(*[section("x" * 2900)] * 90), ("modal",))


@pytest.mark.parametrize(
    ("answer", "fine"),
    [
        ({"options": [option()]}, True),
        ({"options": []}, True),
        ({"option_groups": [{"label": plain("G"), "options": [option()]}]}, True),
        ({"options": [option(str(n)) for n in range(101)]}, False),
        ({"options": [{"text": "bare", "value": "a"}]}, False),
        ({}, False),
        ("nonsense", False),
    ],
)
def test_answers_to_a_suggestion(answer: Any, fine: bool) -> None:
    assert (validate.options(answer) == []) is fine


def test_what_the_builder_makes_is_accepted() -> None:
    """slackblocks knows Slack's shapes independently of this validation."""
    table = DataTableBlock([[RawText("Name"), RawText("Count")], [RawText("a"), RawNumber(1, "1")]], caption="Counts")
    pie = DataVisualizationBlock("Share", PieChart([ChartSegment("a", 1)]))
    points = [DataPoint("mon", 1), DataPoint("tue", 2)]
    bar = DataVisualizationBlock("Days", BarChart([DataSeries("sent", points)], AxisConfig(["mon", "tue"], "day")))
    blocks = [HeaderBlock("Head"), SectionBlock("Text"), table, pie, bar, ActionsBlock([Button("Go", action_id="go")])]
    message = Message(channel="C1", text="x", blocks=blocks)
    validate.message_blocks(message.to_dict()["blocks"])
    form = ModalView("Form", [InputBlock("Name", PlainTextInput(action_id="a"))], submit="Save", close="Cancel")
    validate.view(form.to_dict(), ("modal",))
