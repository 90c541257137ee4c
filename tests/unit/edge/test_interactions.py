"""What tells one request from all others, so that it acts once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.edge import interactions
from bot.edge.interactions import DOUBLE_CLICK, KEPT, Interaction
from tests.worlds.slack_web import fake_slack, fake_web

SLASH = {
    "command": "/sinch", "text": "mute 2h", "user_id": "U1", "channel_id": "C1", "trigger_id": "1.2.a",
    "response_url": "https://hooks.slack.com/1",
}  # fmt: skip
ACTION = {"action_id": "run:mute", "block_id": "b1", "value": '{"length":"2h"}'}
PRESS = {
    "type": "block_actions", "user": {"id": "U1"}, "channel": {"id": "C1"}, "actions": [ACTION], "trigger_id": "1.2.a",
    "container": {"message_ts": "1700000000.000001", "channel_id": "C1"}, "response_url": "https://hooks.slack.com/1",
}  # fmt: skip
VIEW = {"id": "V1", "hash": "1.a", "callback_id": "form:mute", "private_metadata": "{}", "state": {"values": {}}}
SUBMIT = {"type": "view_submission", "user": {"id": "U1"}, "view": VIEW, "trigger_id": "1.2.a"}


def of(body: dict[str, Any]) -> Interaction:
    slack = fake_slack(fake_web())
    if "command" in body:
        return interactions.slash(slack, body)
    return interactions.in_view(slack, body) if body["type"] == "view_submission" else interactions.pressed(slack, body)


@pytest.mark.parametrize("body", [SLASH, PRESS, SUBMIT])
def test_the_same_delivery_has_the_same_key(body: dict[str, Any]) -> None:
    assert of(body).key == of(dict(body)).key != ""


@pytest.mark.parametrize(
    ("body", "other"),
    [
        (SLASH, {"trigger_id": "1.2.b"}),
        (SLASH, {"text": "mute 3h"}),
        (SLASH, {"user_id": "U2"}),
        (PRESS, {"user": {"id": "U2"}}),
        (PRESS, {"actions": [{**ACTION, "value": '{"length":"3h"}'}]}),
        (PRESS, {"container": {"message_ts": "1700000000.000002", "channel_id": "C1"}}),
        (SUBMIT, {"view": {**VIEW, "id": "V2"}}),
        (SUBMIT, {"view": {**VIEW, "hash": "1.b"}}),
    ],
)
def test_another_request_has_another(body: dict[str, Any], other: dict[str, Any]) -> None:
    assert of(body).key != of({**body, **other}).key


def test_a_second_click_and_a_second_submit_are_the_same_request() -> None:
    """Slack gives each a trigger and a response_url of its own."""
    again = {"trigger_id": "1.2.b", "response_url": "https://hooks.slack.com/2"}
    assert of(PRESS).key == of({**PRESS, **again}).key
    assert of(SUBMIT).key == of({**SUBMIT, **again}).key
    changed = {**VIEW, "state": {"values": {"a": {"value": {"value": "x"}}}}}
    assert of(SUBMIT).key == of({**SUBMIT, **again, "view": changed}).key


def test_where_a_view_has_no_hash_what_was_filled_in_tells_two_apart() -> None:
    bare = {name: value for name, value in VIEW.items() if name != "hash"}
    filled = {**bare, "state": {"values": {"a": {"value": {"value": "x"}}}}}
    assert of({**SUBMIT, "view": bare}).key == of({**SUBMIT, "view": dict(bare)}).key
    assert of({**SUBMIT, "view": bare}).key != of({**SUBMIT, "view": filled}).key


def test_a_press_of_which_slack_does_not_say_where_cannot_be_told_from_another() -> None:
    assert of({name: value for name, value in PRESS.items() if name != "container"}).key == ""


def test_a_button_may_be_meant_again_later() -> None:
    assert of(PRESS).kept == DOUBLE_CLICK < of(SUBMIT).kept == KEPT
