"""What is typed, what Slack makes of it, and whom a message alerts."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.slack import mrkdwn
from bot.sandbox.slack.model import Message
from bot.sandbox.slack.seed import OWNER, sample_workspace

WORKSPACE = sample_workspace()


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("plain", "plain"),
        ("<script> & co", "&lt;script&gt; &amp; co"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("@olivia's", f"<@{OWNER}>'s"),
        ("@OLIVIA BERG", f"<@{OWNER}>"),
        ("@oliviamaria", "@oliviamaria"),
        ("#random.", "<#C0RANDOM01|random>."),
        ("#random-else", "#random-else"),
        ("see example.com/a", "see <http://example.com/a|example.com/a>"),
        ("(https://example.com/a)", "(<https://example.com/a>)"),
        ('{"a":"https://example.com/a"}', '{"a":"<https://example.com/a>"}'),
        ("```@olivia <b>```", "```@olivia &lt;b&gt;```"),
        ("@everyone", "<!everyone>"),
        ("@everyones", "@everyones"),
        ("to kim.li+x@example.com.", "to <mailto:kim.li+x@example.com|kim.li+x@example.com>."),
        pytest.param("x" * 90_000, "x" * 90_000, id="one long word"),
    ],
)
def test_what_is_typed_is_sent_as_slack_writes_it(typed: str, sent: str) -> None:
    assert mrkdwn.encode(WORKSPACE, typed) == sent


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_nothing_typed_is_lost_or_left_raw(typed: str) -> None:
    sent = mrkdwn.encode(WORKSPACE, typed)
    outside = re.sub(r"<[^<>]*>", "", sent)
    assert "<" not in outside
    assert ">" not in outside
    if "<" not in sent:
        assert html.unescape(sent) == html.unescape(mrkdwn.escape(typed))


def test_a_phone_makes_quotes_curly() -> None:
    assert mrkdwn.from_phone("name=\"My 'app'\" --x") == "name=“My ‘app’” —x"


def test_whom_a_message_alerts() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "plain_text", "text": "<!here> is only text"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1> and <@U2|name>"}},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U3"}]}],
        },
        {"type": "data_table", "rows": [[{"type": "raw_text", "text": "<!everyone>"}]]},
    ]
    message = Message("1.0", "C1", "U0", "&lt;!channel&gt; <!channel>", blocks)
    assert mrkdwn.pings(message) == {"@U1", "@U2", "@U3", "!channel"}
