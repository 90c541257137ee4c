"""What a response_url does not take reaches the person another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import SecretStr

from bot.cards.blocks.message import Message
from bot.command.declaration import Reply
from bot.edge.responders import ByResponseUrl, InView
from bot.slack.client import Slack
from bot.slack.errors import RateLimited, problem
from tests.worlds.slack_web import FakeWeb


@pytest.mark.parametrize(
    "code",
    [
        "used_url",
        "no_service",
        "action_prohibited",
        "channel_is_archived",
        "no_text",
        "never_heard_of",
        "user_not_found",
        "message_not_found",
        "missing_scope",
        "token_revoked",
        "invalid_blocks",
    ],
)
@pytest.mark.parametrize("public", [False, True])
async def test_an_answer_that_a_response_url_refuses_is_shown_anyway(code: str, public: bool) -> None:
    def refuse(method: str, _body: Mapping[str, Any]) -> Exception | None:
        return problem(code) if method == "response_url" else None

    web = FakeWeb(before=refuse)
    answer = ByResponseUrl(Slack(SecretStr("xoxb-0"), web=web), "http://slack.invalid/r", channel="C1", user_id="U1")
    await answer.show(Reply(Message("Your senders"), public=public))
    shown = [body for method, body in web.calls if method == ("chat.postMessage" if public else "chat.postEphemeral")]
    assert [body["text"] for body in shown] == ["Your senders"]


@pytest.mark.parametrize(
    ("alone", "public", "shown"),
    [
        (True, False, [("ephemeral", True)]),
        (True, True, [("in_channel", False), "deleted"]),
        (False, False, [("ephemeral", True)]),
        (False, True, [("in_channel", True)]),
    ],
)
@pytest.mark.parametrize("expires", [False, True])
async def test_an_answered_question_keeps_no_buttons(
    alone: bool, public: bool, shown: list[Any], expires: bool
) -> None:
    def refuse(_method: str, body: Mapping[str, Any]) -> Exception | None:
        return problem("used_url") if expires and "delete_original" in body else None

    web = FakeWeb(before=refuse)
    slack = Slack(SecretStr("xoxb-0"), web=web)
    answer = ByResponseUrl(slack, "http://slack.invalid/r", replace=True, channel="C1", user_id="U1", alone=alone)
    await answer.show(Reply(Message("The sender is launched"), public=public))
    await answer.take_down_question()
    assert shown == [
        "deleted" if body.get("delete_original") else (body["response_type"], body["replace_original"])
        for body in web.made("response_url")
    ]


@pytest.mark.parametrize(
    "code", ["not_found", "hash_conflict", "invalid_arguments", "view_too_large", "missing_scope", "never_heard_of"]
)
@pytest.mark.parametrize("address", ["http://slack.invalid/r", ""])
async def test_an_answer_that_a_modal_refuses_is_shown_anyway(code: str, address: str) -> None:
    web = FakeWeb(before=lambda method, _body: problem(code) if method == "views.update" else None)
    await InView(Slack(SecretStr("xoxb-0"), web=web), "V1", "Mute", address, "C1", "U1").show(Reply(Message("Muted")))
    outside = "response_url" if address else "chat.postEphemeral"
    assert [(method, body["text"]) for method, body in web.calls if method != "views.update"] == [(outside, "Muted")]


@pytest.mark.parametrize(
    "code",
    [
        "expired_trigger_id",
        "exchanged_trigger_id",
        "fatal_error",
        "internal_error",
        "ratelimited",
        "view_too_large",
        "push_limit_reached",
        "not_found",
        "never_heard_of",
    ],
)
async def test_where_slack_opens_no_form_a_message_asks_instead(code: str) -> None:
    def refuse(method: str, _body: Mapping[str, Any]) -> Exception | None:
        refusal = RateLimited(1.0) if code == "ratelimited" else problem(code)
        return refusal if method == "views.open" else None

    web = FakeWeb(before=refuse)
    answer = ByResponseUrl(Slack(SecretStr("xoxb-0"), web=web), "http://slack.invalid/r", "1.2", user_id="U1")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "New app"}, "blocks": [], "private_metadata": ""}
    assert await answer.form(view) is None


@pytest.mark.parametrize(
    ("title", "reply", "shown"),
    [
        ("Edit an app", Reply(Message("Renamed"), done=True), "Done"),
        ("Edit an app", Reply(Message("Rename it?"), question="key"), "Edit an app"),
        ("Done", Reply(Message("Launch it?"), question="key"), "Confirm"),
        ("Confirm", Reply(Message("Launched"), done=True), "Done"),
        ("Confirm", Reply(Message("Canceled")), "Sinch"),
        ("Done", Reply(Message("Its activity")), "Sinch"),
    ],
)
async def test_what_follows_from_a_result_is_not_titled_as_one(title: str, reply: Reply, shown: str) -> None:
    web = FakeWeb()
    await InView(Slack(SecretStr("xoxb-0"), web=web), "V1", title).show(reply)
    assert [body["view"]["title"]["text"] for _, body in web.calls] == [shown]
