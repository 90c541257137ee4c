"""mrkdwn on the page: what Slack shows, and nothing that a browser would run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.blockkit.mrkdwn import mrkdwn, plain, unescape
from tests.unit.sandbox_page.names import FixedNames
from tests.unit.sandbox_page.safe import read

NAMES = FixedNames()
PIECES = [
    "*",
    "_",
    "~",
    "`",
    "```",
    "\n",
    ">",
    "&gt;",
    "<",
    "&lt;",
    "&amp;",
    '"',
    "'",
    " ",
    "a",
    "ä",
    "|",
    "^",
    "\x00",
    "\x001\x00",
    "0",
    "<@U1>",
    "<@U1|x>",
    "<#C1>",
    "<!here>",
    "<!subteam^S1>",
    "<https://example.com|x>",
    "<javascript:alert(1)|x>",
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "https://example.com/a_b_c",
    "https://sandbox.slack.com/archives/C1/p1774692000123456",
    "<!date^0^{date}|x>",
    "<!date^zz^{date}|<b>>",
    ":tada:",
    ":x:",
    "<!date^99999999999999^{date}^javascript:x|y>",
    "<mailto:a@b.c>",
    "onclick=",
    "✅",
    "⚠️",
    "•",
]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~gone~ `code`", "<b>bold</b> <i>it</i> <s>gone</s> <code>code</code>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("one\ntwo", "one<br>two"),
        ("> quoted\n&gt; twice\nafter", "<blockquote>quoted<br>twice</blockquote>after"),
        ("```\n<b> *x*\n```", "<pre>&lt;b&gt; *x*</pre>"),
        ("<!channel> <!here|@here>", '<span class="mention">@channel</span> <span class="mention">@here</span>'),
        ("<@U1> <#C1>", '<span class="mention">@Olivia &lt;Berg&gt;</span> <span class="mention">#general</span>'),
        ("<javascript:alert(1)|click>", "&lt;javascript:alert(1)|click&gt;"),
        (":nonsense: 10:30:15", ":nonsense: 10:30:15"),
    ],
)
def test_it_reads_like_slack(text: str, html: str) -> None:
    assert mrkdwn(text, NAMES) == html


def test_links_open_elsewhere_and_carry_their_label() -> None:
    html = mrkdwn("<https://example.com/?a=1&amp;b=2|the *docs*> https://example.com/x.", NAMES)
    anchor = '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the *docs*</a>'
    assert html.startswith(anchor)
    assert html.endswith('rel="noopener noreferrer">https://example.com/x</a>.')


def test_the_address_of_a_message_stays_on_the_page() -> None:
    html = mrkdwn(
        "<https://sandbox.slack.com/archives/C0ACTIVITY/p1774692000123456?thread_ts=1.2|Open the thread>", NAMES
    )
    assert 'data-action="goto:C0ACTIVITY:1774692000.123456"' in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("{date_num} {time_secs}", "2026-03-28 11:00:00 AM"),
        ("{date}", "March 28th, 2026"),
        ("{date_long_pretty} at {time}", "yesterday at 11:00 AM"),
        ("{date_short} {unknown}", "Mar 28, 2026 {unknown}"),
        ("{ago}", "1 day ago"),
    ],
)
def test_dates_are_written_in_the_viewers_time_zone(form: str, shown: str) -> None:
    # 11:00 in Stockholm on the day before, 24 hours of clock time earlier because of daylight saving
    html = mrkdwn(f"<!date^1774692000^{form}|fallback>", NAMES)
    assert read(html) == shown


def test_an_impossible_date_shows_its_fallback() -> None:
    assert read(mrkdwn("<!date^never^{date}|some day>", NAMES)) == "some day"


def test_emoji_have_a_name_for_everybody() -> None:
    html = mrkdwn(":tada: ✅", NAMES)
    assert 'aria-label=":tada:"' in html
    assert 'aria-label=":white_check_mark:"' in html


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_that_is_typed_becomes_mark_up(text: str) -> None:
    read(mrkdwn(text, NAMES))
    read(plain(text))


@given(st.text(max_size=60))
def test_any_text_is_harmless(text: str) -> None:
    read(mrkdwn(text, NAMES))


@given(st.text(alphabet="abc <>&", max_size=30))
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == text
    assert read(mrkdwn("x" + escaped, NAMES)) == "x" + text
