"""Outside text never pings anyone, comes back unchanged, and keeps its limits."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import text
from bot.slack.text import AttachedFile

NASTY = st.text(alphabet="<>&!@#|`*_~ \nhercanlgoup/:.^0U") | st.text()
LIVE = re.compile(r"<[!@#]|@(here|channel|everyone|group)\b", re.IGNORECASE)


@given(NASTY)
def test_escaped_text_comes_back(value: str) -> None:
    assert text.unescape(text.escape(value)) == value


@given(NASTY)
def test_nothing_made_of_outside_text_is_a_live_mention(value: str) -> None:
    for made in (
        text.escaped(value),
        text.plain_untrusted(value),
        text.linkify(value),
        text.code(value),
        text.bold(value),
        text.quote(value),
        text.preformatted(value),
        text.link("https://example.com", value),
        text.mention("someone " + value),
        text.channel("somewhere " + value),
        text.date("no date " + value),
    ):
        assert not LIVE.search(made)


@given(NASTY)
def test_escaped_text_has_no_control_sequence(value: str) -> None:
    assert not re.search(r"[<>]", text.escape(value))
    assert not re.search(r"&(?!(amp|lt|gt);)", text.escape(value))


@given(NASTY)
def test_outside_text_can_always_be_sent(value: str) -> None:
    text.escaped(value + "\ud800\x00").encode()
    text.plain_untrusted(value + "\udfff").encode()


@given(NASTY, st.integers(0, 60))
def test_shortened_text_keeps_its_limit_and_its_entities_whole(value: str, limit: int) -> None:
    short = text.shorten(text.escape(value), limit)
    assert len(short) <= limit
    assert not re.search(r"&(?!(amp|lt|gt);)", short)


@given(st.text(), st.integers(0, 40))
def test_short_text_stays_as_it_is(value: str, room: int) -> None:
    assert text.shorten(value, len(value) + room) == value


def test_a_cut_never_leaves_half_a_link() -> None:
    written = "see <https://example.com/long|the page> for more"
    assert text.shorten(written, 20) == "see…"


@given(NASTY)
def test_a_span_ends_where_it_should(value: str) -> None:
    assert text.code(value).count("`") in (0, 2)
    assert text.bold(value).count("*") in (0, 2)
    assert text.preformatted(value).count("```") == 2
    assert all(line.startswith("> ") for line in text.quote(value).splitlines())


def test_web_addresses_in_outside_text_can_be_clicked() -> None:
    assert text.linkify("See https://example.com/a?b=1&c=2. <!here>") == (
        "See <https://example.com/a?b=1&amp;c=2>. &lt;!here&gt;"
    )


def test_a_link_to_something_else_is_only_its_label() -> None:
    assert text.link("javascript:alert(1)", "click") == "click"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2024-03-01T09:30:00.000Z", 1709285400),
        ("2024-03-01t09:30:00.000Z", 1709285400),
        ("2024-03-01T10:30:00+01:00", 1709285400),
        ("2024-03-01T09:30:00", 1709285400),
    ],
)
def test_dates_are_shown_in_the_readers_zone(written: str, seconds: int) -> None:
    assert text.date(written) == f"<!date^{seconds}^{{date_short_pretty}} at {{time}}|2024-03-01 09:30 UTC>"


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_time_has_a_text(when: datetime) -> None:
    assert text.date(when).startswith("<!date^")
    assert text.plain_date(when).endswith("UTC")


@given(st.text())
def test_what_is_no_time_is_shown_as_it_came(value: str) -> None:
    assert isinstance(text.date(value), str)


def _person(user_id: str) -> str | None:
    return {"U1": "Ada Lovelace", "U2": "<b>"}.get(user_id)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hi <@U1>, look", "Hi @Ada Lovelace, look"),
        ("Hi <@U9|bob>", "Hi @bob"),
        ("Hi <@U9>", "Hi @someone"),
        ("name with signs <@U2>", "name with signs @<b>"),
        ("in <#C1|general> and <#C2>", "in #general and #a-channel"),
        ("<!here|here> <!channel|channel> <!everyone|@everyone>", "@here @channel @everyone"),
        ("<!here> <!subteam^S1|@ops> <!subteam^S2>", "@here @ops @a group"),
        ("<https://example.com|the page>", "the page (https://example.com)"),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com|example.com>", "https://example.com"),
        ("<https://example.com/?a=1&amp;b=2|q>", "q (https://example.com/?a=1&b=2)"),
        ("<mailto:a@b.se|a@b.se>", "a@b.se"),
        ("<tel:+4612|+4612>", "+4612"),
        ("1 &lt; 2 &amp;amp; “quoted” — dash", "1 < 2 &amp; “quoted” — dash"),
        ("<!date^1709285400^{date}|1 March>", "1 March"),
        ("a < b", "a < b"),
    ],
)
def test_slack_markup_becomes_plain_text(written: str, read: str) -> None:
    assert text.plain(written, person=_person) == read


def test_files_are_named_with_their_address() -> None:
    files = [AttachedFile("logo.png", "https://example.com/logo"), AttachedFile("notes.txt")]
    assert text.plain("New logo", files=files) == (
        "New logo\nAttached: logo.png (https://example.com/logo)\nAttached: notes.txt"
    )
    assert text.plain("", files=files[1:]) == "Attached: notes.txt"


@given(NASTY)
def test_what_is_typed_arrives_as_it_was_typed(value: str) -> None:
    assert text.plain(text.escape(value)) == value.strip()


@given(NASTY)
def test_any_markup_can_be_read(value: str) -> None:
    assert isinstance(text.plain(value, person=_person), str)


def test_people_who_are_named_are_found_once_each() -> None:
    assert text.mentioned("<@U1> and <@W2|x>, <@U1> again") == ("U1", "W2")


def test_plain_text_keeps_angle_brackets_but_no_control_sequence() -> None:
    assert text.plain_untrusted("a < b & c") == "a < b & c"
    assert "<!channel>" not in text.plain_untrusted("<!channel>")
