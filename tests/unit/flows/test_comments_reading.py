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
    inner = [{key: value for key, value in one.items() if key != "channel"} for one in (before, after)]
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


def test_a_deletion() -> None:
    assert reading.deleted({"channel": "C1", "deleted_ts": "2.0"}) == ("C1", "2.0")
    assert reading.deleted({"channel": "C1"}) is None


def test_only_the_beginning_addresses_the_bot() -> None:
    assert is_addressed(BOT, f" <@{BOT}> help")
    assert is_addressed(BOT, f"<@U0OTHER> <@{BOT}> help")
    assert not is_addressed(BOT, f"thanks <@{BOT}>")
    assert not is_addressed("", "<@> help")
