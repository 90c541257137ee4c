"""What is typed, what Slack makes of it, and whom a message alerts."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.slack import mrkdwn
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
