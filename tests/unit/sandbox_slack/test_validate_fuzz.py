"""Whatever an app sends, it is accepted or refused with a Slack error, never answered with a crash."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.slack import validate
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.inputs import initial_state
from bot.sandbox.slack.interactive import with_ids
from tests.unit.sandbox_slack.test_validate import (
    actions,
    bars,
    button,
    chart,
    data_table,
    field,
    modal,
    mrkdwn,
    option,
    plain,
    rich,
    rows,
    section,
    select,
)

_TEXT = plain("Title")
_GOOD: list[dict[str, Any]] = [
    section("x", fields=[mrkdwn("x")], accessory=select(initial_option=option())),
    actions(
        button(action_id="a", confirm={"title": _TEXT, "text": _TEXT, "confirm": _TEXT, "deny": _TEXT}),
        select(option_groups=[{"label": _TEXT, "options": [option()]}], options=None),
        {"type": "conversations_select", "filter": {"include": ["im"]}},
        {"type": "multi_external_select", "initial_options": [option()], "min_query_length": 1},
        {"type": "checkboxes", "options": [option()], "initial_options": [option()]},
        {"type": "overflow", "options": [option()]},
        {"type": "datepicker", "initial_date": "2026-11-23"},
    ),
    {"type": "context", "elements": [mrkdwn("x"), {"type": "image", "image_url": "https://a.se/b", "alt_text": "x"}]},
    field({"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}),
    rich({"type": "text", "text": "x"}),
    {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": []}]},
    {"type": "table", "rows": rows(2), "column_settings": [{"align": "left"}]},
    data_table(rows(2)),
    chart(),
    bars(["a"], ["a"]),
    {"type": "container", "title": _TEXT, "child_blocks": [section("x")]},
    {"type": "carousel", "elements": [{"type": "card", "title": _TEXT, "actions": [button()]}]},
]
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) in a structure."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)


def refusal(check: Callable[..., None], *arguments: Any) -> str:
    """The error code with which something is refused, '' when it is accepted."""
    try:
        check(*arguments)
    except SlackError as error:
        return error.code
    return ""


def test_the_samples_are_fine() -> None:
    validate.message_blocks([json.loads(json.dumps(block)) for block in _GOOD])


@given(st.data())
def test_a_message_with_one_thing_replaced(data: st.DataObject) -> None:
    blocks = copy.deepcopy([data.draw(st.sampled_from(_GOOD))])
    container, key = data.draw(st.sampled_from(list(_places(blocks))))
    container[key] = data.draw(_ANYTHING)
    code = refusal(validate.message_blocks, blocks)
    assert code in ("", "invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
    if not code:
        initial_state(with_ids(blocks))


@given(st.data())
def test_a_view_with_one_thing_replaced(data: st.DataObject) -> None:
    view: Any = copy.deepcopy({"view": modal(*_GOOD[:6], private_metadata="x", callback_id="c")})
    container, key = data.draw(st.sampled_from(list(_places(view))))
    container[key] = data.draw(_ANYTHING)
    code = refusal(validate.view, view["view"], ("modal",))
    assert code in ("", "invalid_arguments")
    if not code:
        initial_state(with_ids(view["view"]["blocks"]))


@given(_ANYTHING)
def test_answers_and_metadata(value: Any) -> None:
    validate.options(value)
    for body in (value, {"event_type": value, "event_payload": {}}):
        assert refusal(validate.metadata, body) in ("", "invalid_metadata_format")


@pytest.mark.parametrize("blocks", [None, {}, "x", 1])
def test_no_list_at_all(blocks: Any) -> None:
    with pytest.raises(SlackError, match="invalid_blocks_format"):
        validate.message_blocks(blocks)
