"""Previews of templates: what phones show bold, Slack shows bold, and what they show as it is written stays so."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.templates.preview import kakaotalk_preview, whatsapp_preview
from bot.sandbox.page.blockkit.mrkdwn import mrkdwn

MARKED = st.text("*_~`ab: +1{}>-\n", min_size=1, max_size=24)
LOOKS = str.maketrans("∗ˍ∼ʼ", "*_~`", "\u2060")


class Nobody:
    """Names of a workspace where nobody is."""

    def user(self, user_id: str) -> str:
        return user_id

    def channel(self, channel_id: str) -> str:
        return channel_id

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


def body(*components: dict[str, Any]) -> str:
    """The HTML of a WhatsApp template's message, without its buttons."""
    return mrkdwn(whatsapp_preview(components)[1]["text"]["text"], Nobody())


def inside(html: str) -> str:
    """What a reader sees, look-alikes read as what they stand for."""
    return unescape(re.sub(r"</?\w+[^>]*>", "", html.replace("<br>", "\n"))).translate(LOOKS)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Hi *Ada*, _now_ ~10~ 9", "Hi <b>Ada</b>, <i>now</i> <s>10</s> 9"),
        ("Use ```ABC 1``` or `x`", "Use <code>ABC 1</code> or <code>x</code>"),
        ("Code:\n```one\ntwo```\nend", "Code:<br><code>one</code><br><code>two</code><br>end"),
        ("* one\n- two\n1. three", "• one<br>• two<br>1. three"),
        ("> said", "│ said"),
        ("order_update_2 a*b", "order_update_2 a*b"),
    ],
)
def test_a_body_looks_as_whatsapp_shows_it(written: str, shown: str) -> None:
    assert body({"type": "BODY", "text": written}) == f"<blockquote>{shown}</blockquote>"


def test_no_name_of_an_emoji_becomes_one() -> None:
    html = body({"type": "BODY", "text": "Open :clock1: 10:30:45 {{1}}", "examples": [":tada:"]})
    assert inside(html) == "Open :clock1: 10:30:45 :tada:"
    assert not re.search(":(clock1|tada):", html)


@given(MARKED)
def test_what_phones_show_as_it_is_written_is_shown_so(words: str) -> None:
    """KakaoTalk knows no marks; WhatsApp none in a footer, a header or a button."""
    blocks = kakaotalk_preview({"content": words})
    html = mrkdwn(blocks[1]["text"]["text"], Nobody()) if blocks else ""
    assert not re.search(r"<(?!/?blockquote|br)", html)
    assert [line.strip() for line in inside(html).splitlines()] == (
        [line.strip() for line in words.splitlines()] if blocks else []
    )


@given(MARKED.filter(str.strip))
def test_a_footer_is_italic_as_a_whole(words: str) -> None:
    html = body({"type": "BODY", "text": "Hi"}, {"type": "FOOTER", "text": words})
    lines = html.removeprefix("<blockquote>Hi<br>").removesuffix("</blockquote>").split("<br>")
    assert all(re.fullmatch(r"<i>(?:(?!<).)+</i>", line) for line in lines), html


def test_a_header_is_bold_as_a_whole_and_keeps_its_marks() -> None:
    html = body({"type": "HEADER", "format": "TEXT", "text": "_5*_ for {{1}}", "example": "*Ada*"})
    assert html == "<blockquote><b>ˍ5∗ˍ for ∗Ada∗</b></blockquote>"
    (button,) = whatsapp_preview([{"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "_Yes_*"}]}])[1:]
    assert mrkdwn(button["elements"][0]["text"], Nobody()).endswith("<b>ˍYesˍ∗</b>")
