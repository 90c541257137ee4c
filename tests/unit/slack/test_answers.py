"""Refusals of Slack are read in every shape."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.slack import answers
from bot.slack.errors import (
    BY_CODE,
    InvalidBlocks,
    RateLimited,
    ResponseExpired,
    SlackDown,
    SlackProblem,
    SlackRefused,
    UnknownCode,
)  # fmt: skip

STATUSES = (200, 400, 403, 404)
SHAPES: dict[str, Callable[[str], str]] = {
    "json": lambda code: json.dumps({"ok": False, "error": code}),
    "json without ok": lambda code: json.dumps({"error": code}),
    "text": lambda code: code,
    "text with a line end": lambda code: f"{code}\n",
    "text with an explanation": lambda code: f"{code}: there is something wrong",
    "text as json": json.dumps,
    "json after a byte order mark": lambda code: "\ufeff" + json.dumps({"ok": False, "error": code}),
}
CODES = ("invalid_blocks", "channel_not_found", "token_revoked", "no_text", "restricted_action", "invalid_payload")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("code", CODES)
def test_a_refusal_is_read_in_any_shape_on_both_ways(shape: str, status: int, code: str) -> None:
    text = SHAPES[shape](code)
    for read in (answers.web_api, answers.response_url):
        with pytest.raises(BY_CODE[code]) as caught:
            read(status, {}, text)
        assert caught.value.code == code


@pytest.mark.parametrize("text", ["ok", '{"ok":true}', "", "anything", "<html>fine</html>", "1", "null", "[]"])
def test_a_response_url_says_ok_in_many_ways(text: str) -> None:
    answers.response_url(200, {}, text)


@pytest.mark.parametrize("text", ["no_such_url", "used_url", "expired_url", "", "<html>gone</html>", '{"ok":false}'])
@pytest.mark.parametrize("status", answers.SPENT)
def test_a_response_url_that_is_spent_says_so(text: str, status: int) -> None:
    with pytest.raises((ResponseExpired, SlackRefused)):
        answers.response_url(status, {}, text)


@pytest.mark.parametrize("status", [302, 400, 403, 407, 418])
def test_what_stands_before_slack_is_no_acceptance(status: int) -> None:
    with pytest.raises(SlackRefused):
        answers.response_url(status, {}, "<html>Sign in to the proxy</html>")
    with pytest.raises(SlackDown):
        answers.web_api(status, {}, "<html>Sign in to the proxy</html>")


@pytest.mark.parametrize(
    "text", ["", "hello", "[1]", "null", "{broken", '"x"', "[" * 100_000, '{"ok":1}', '{"ok":"true"}']
)
def test_an_answer_that_is_none_leaves_it_open_whether_something_was_done(text: str) -> None:
    with pytest.raises(SlackDown) as caught:
        answers.web_api(200, {}, text)
    assert not caught.value.certain


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("read", [answers.web_api, answers.response_url])
def test_a_refusal_without_a_reason_is_one_all_the_same(read: Callable[..., object], status: int) -> None:
    with pytest.raises(UnknownCode) as caught:
        read(status, {}, '{"ok":false}')
    assert caught.value.certain


@pytest.mark.parametrize("text", ["", "nope", '{"ok":false,"error":"invalid_blocks"}', '{"ok":true}'])
@pytest.mark.parametrize("read", [answers.web_api, answers.response_url])
def test_a_fault_of_slack_is_none_of_ours(read: object, text: str) -> None:
    with pytest.raises(SlackDown):
        read(503, {}, text)  # type: ignore[operator]


@pytest.mark.parametrize("headers", [{"Retry-After": "7"}, {"retry-after": "7"}])
@pytest.mark.parametrize(
    ("status", "text"), [(429, ""), (429, '{"ok":false,"error":"ratelimited"}'), (200, "ratelimited")]
)
def test_too_fast_says_for_how_long(headers: dict[str, str], status: int, text: str) -> None:
    for read in (answers.web_api, answers.response_url):
        with pytest.raises(RateLimited) as caught:
            read(status, headers, text)
        assert caught.value.retry_after == 7


@pytest.mark.parametrize(
    "more",
    [
        {"response_metadata": {"messages": ["[ERROR] bad [json-pointer:/blocks/2/type]"]}},
        {"errors": ["[ERROR] bad [json-pointer:/blocks/2/type]"]},
        {"errors": [{"code": "failed_constraint", "message": "[ERROR] bad", "pointer": "/blocks/2/type"}]},
    ],
)
def test_reasons_are_read_wherever_they_stand(more: dict[str, object]) -> None:
    with pytest.raises(InvalidBlocks) as caught:
        answers.web_api(200, {}, json.dumps({"ok": False, "error": "invalid_blocks", **more}))
    assert caught.value.messages == ("[ERROR] bad [json-pointer:/blocks/2/type]",)


@pytest.mark.parametrize(
    "more",
    [
        {"response_metadata": None},
        {"response_metadata": []},
        {"response_metadata": {"messages": 7}},
        {"errors": {"a": 1}},
    ],
)
def test_reasons_of_another_shape_do_no_harm(more: dict[str, object]) -> None:
    with pytest.raises(SlackProblem):
        answers.web_api(200, {}, json.dumps({"ok": False, "error": "invalid_blocks", **more}))
