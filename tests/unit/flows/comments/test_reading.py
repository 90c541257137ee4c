"""Which events are comments."""

from __future__ import annotations

from typing import Any

import pytest

from bot.command.addressing import is_addressed
from bot.flows.comments import reading

BOT = "U0SINCHBOT"


def event(**changes: Any) -> dict[str, Any]:
    """A person's reply, with changes; None takes a field away."""
    base = {"type": "message", "channel": "C1", "user": "U1", "text": "hello", "ts": "2.0", "thread_ts": "1.0"}
    return {key: value for key, value in {**base, **changes}.items() if value is not None}


def test_a_persons_reply() -> None:
    assert reading.posted(event(), BOT) == reading.ThreadReply("C1", "2.0", "1.0", "U1", "hello")


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_replies_with_files_or_for_the_channel_count(subtype: str) -> None:
    assert reading.posted(event(subtype=subtype), BOT) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"thread_ts": None},
        {"thread_ts": "2.0"},
        {"bot_id": "B1"},
        {"app_id": "A1"},
        {"bot_profile": {"id": "B1"}},
        {"user": None},
        {"user": BOT},
        {"user": "USLACKBOT"},
        {"subtype": "bot_message"},
        {"subtype": "channel_join"},
        {"subtype": "me_message"},
        {"hidden": True},
        {"text": "  "},
        {"text": f"<@{BOT}> rcs account activity"},
        {"text": f"  <@{BOT}|sinch> help"},
        {"type": "reaction_added"},
    ],
)
def test_everything_else_is_none(changes: dict[str, Any]) -> None:
    assert reading.posted(event(**changes), BOT) is None


@pytest.mark.parametrize(("text", "internal"), [("// no", True), ("  //no", True), ("a // b", False), ("/ /", False)])
def test_two_slashes_at_the_beginning(text: str, internal: bool) -> None:
    said = reading.posted(event(text=text), BOT)
    assert said is not None
    assert said.internal is internal


def test_files_are_named_and_cannot_break_out_of_their_link() -> None:
    files = [
        {"name": "a|b>.png", "permalink": "https://x.example/f?a=1&b=2"},
        {"title": "notes", "permalink": "javascript:alert(1)"},
        {"mode": "tombstone", "name": "gone"},
    ]
    said = reading.posted(event(text="", files=files), BOT)
    assert said is not None
    first, second = said.text.split("\n")
    assert first == "Attached: <https://x.example/f?a=1&amp;b=2|a¦b&gt;.png>"
    assert second == "Attached: notes"


def change(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    inner = [{key: value for key, value in item.items() if key != "channel"} for item in (before, after)]
    return {"type": "message", "subtype": "message_changed", "channel": "C1", "previous_message": inner[0],
            "message": inner[1]}  # fmt: skip


def test_an_edit_is_the_reply_as_it_is_now() -> None:
    said = reading.edited(change(event(), event(text="better")), BOT)
    assert said == reading.ThreadReply("C1", "2.0", "1.0", "U1", "better")


@pytest.mark.parametrize(
    "after",
    [
        event(attachments=[{"title": "a preview"}]),
        event(thread_ts="2.0", reply_count=3),
        event(subtype="tombstone", text="This message was deleted."),
        event(bot_id="B1", text="better"),
    ],
)
def test_what_slack_changes_by_itself_is_no_edit(after: dict[str, Any]) -> None:
    assert reading.edited(change(event(), after), BOT) is None


@pytest.mark.parametrize("broken", [{}, {"message": None}, {"message": "x", "previous_message": {}}])
def test_odd_changes_are_no_edits(broken: dict[str, Any]) -> None:
    assert reading.edited({"type": "message", "channel": "C1", **broken}, BOT) is None


def test_a_deletion_names_the_channel_and_the_message() -> None:
    assert reading.deleted({"channel": "C1", "deleted_ts": "2.0"}) == ("C1", "2.0")
    assert reading.deleted({"channel": "C1"}) is None
    assert reading.deleted(change(event(), event(subtype="tombstone"))) == ("C1", "2.0")
    assert reading.deleted(change(event(), event(text="better"))) is None


def test_only_the_beginning_addresses_the_bot() -> None:
    assert is_addressed(BOT, f" <@{BOT}> help")
    assert is_addressed(BOT, f"<@U0OTHER> <@{BOT}> help")
    assert not is_addressed(BOT, f"thanks <@{BOT}>")
    assert not is_addressed("", "<@> help")


RICH = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "See ", "style": {}},
                    {"type": "link", "url": "https://a.example/?x=1&y=2"},
                    {"type": "text", "text": " now <b>", "style": {"bold": True}},
                    {"type": "user", "user_id": "U2"},
                    {"type": "emoji", "name": "wave"},
                    {"type": "color", "value": "#ff0000"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a\nb"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    }
]
FORWARD = [{"is_share": True, "is_msg_unfurl": True, "author_name": "Anna & Co", "text": "line one\nline two"}]


def test_a_reply_with_only_blocks_says_what_they_say() -> None:
    said = reading.posted(event(text="", blocks=RICH), BOT)
    assert said is not None
    assert said.text == (
        "See <https://a.example/?x=1&amp;y=2>* now &lt;b&gt;*<@U2>:wave:#ff0000\n1. one\n> a\n> b\n```\nx = 1\n```"
    )


def test_a_pasted_table_is_read_row_by_row() -> None:
    cell = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "12 %"}]}],
    }
    rows = [[{"type": "raw_text", "text": "Read"}, {"type": "raw_text", "text": "a < b"}], [{"type": "raw_text"}, cell]]
    said = reading.posted(event(text="", blocks=[{"type": "table", "rows": rows}]), BOT)
    assert said is not None
    assert said.text == "Read | a &lt; b\n | 12 %"


@pytest.mark.parametrize("text", ["", "what about this?"])
def test_a_forwarded_message_is_quoted(text: str) -> None:
    said = reading.posted(event(text=text, attachments=FORWARD), BOT)
    assert said is not None
    assert said.text.endswith("Forwarded from Anna &amp; Co:\n> line one\n> line two")
    assert said.text.startswith(text)


def test_a_forwarded_message_may_stand_in_blocks_only() -> None:
    inner = {"message": {"blocks": [{"type": "section", "text": {"type": "plain_text", "text": "<hi>"}}]}}
    said = reading.posted(event(text="", attachments=[{"is_share": True, "message_blocks": [inner]}]), BOT)
    assert said is not None
    assert said.text == "Forwarded from somebody:\n> &lt;hi&gt;"


def test_the_preview_of_a_link_is_no_part_of_the_reply() -> None:
    said = reading.posted(event(attachments=[{"is_msg_unfurl": True, "text": "preview"}]), BOT)
    assert said is not None
    assert said.text == "hello"


@pytest.mark.parametrize(
    "more",
    [
        {"blocks": [{"type": "image", "image_url": "https://a.example/x.png"}]},
        {"attachments": [{"image_url": "https://a.example/x.png"}]},
        {"attachments": [{"is_share": True, "author_name": "Anna"}]},
        {"files": [{"mode": "tombstone"}]},
    ],
)
def test_a_reply_without_words_is_known_as_such(more: dict[str, Any]) -> None:
    lost = event(text="", **more)
    assert reading.posted(lost, BOT) is None
    assert reading.unreadable(lost, BOT) is not None
    assert reading.unreadable({**lost, "thread_ts": "2.0"}, BOT) is None
    assert reading.unreadable({**lost, "bot_id": "B1"}, BOT) is None


@pytest.mark.parametrize("changes", [{}, {"text": " "}, {"text": f"<@{BOT}>", "blocks": RICH}, {"blocks": RICH}])
def test_what_can_be_read_or_is_empty_is_not_unreadable(changes: dict[str, Any]) -> None:
    assert reading.unreadable(event(**changes), BOT) is None


@pytest.mark.parametrize("odd", [7, "x", [7], [None], [{"type": 7}], [{"type": "rich_text", "elements": "x"}], {}])
def test_blocks_of_any_shape_do_no_harm(odd: object) -> None:
    assert reading.posted(event(text="", blocks=odd, attachments=odd), BOT) is None
