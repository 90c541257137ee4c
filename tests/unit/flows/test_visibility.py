"""What a person may see, whatever Slack refuses on the way."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from bot.flows import visibility
from bot.slack.client import Slack
from bot.slack.errors import problem
from tests.worlds.slack_web import FakeWeb


@pytest.mark.parametrize("code", ["missing_scope", "user_disabled", "not_enough_users", "never_heard_of"])
async def test_where_slack_opens_no_direct_message_one_sees_public_channels_all_the_same(code: str) -> None:
    web = FakeWeb(before=lambda method, _body: problem(code) if method == "conversations.open" else None)
    assert await visibility.own_place(Slack(SecretStr("xoxb-0"), web=web), "U1") == "U1"
