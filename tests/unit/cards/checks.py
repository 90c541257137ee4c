"""What every message and view must be, whatever went in: accepted by Slack, readable without blocks, harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.cards.blocks import buttons, layout
from bot.cards.blocks.message import Block, Message
from bot.sandbox.slack.validate import message_blocks
from bot.sandbox.slack.validate import view as check_view

LIVE_MRKDWN = re.compile(r"<![a-z](?!ate\^)|@(here|channel|everyone|group)\b", re.IGNORECASE)
LIVE_PLAIN = re.compile(r"<[!@#]|@(here|channel|everyone|group)\b", re.IGNORECASE)
TRACE = "Traceback"


def accepted(message: Message, *, people: bool = False) -> Message:
    """The message, if Slack takes it and it pings nobody (`people`: mentions of people and channels are meant)."""
    assert message.text.strip()
    assert len(message.text) <= 4_000
    if message.blocks:
        message_blocks(list(message.blocks))
    assert layout.weight(message.blocks) <= layout.CHARACTERS_PER_MESSAGE
    harmless(list(message.blocks), people=people)
    _mrkdwn(message.text, people)
    assert TRACE not in message.text
    json.dumps([message.text, *message.blocks], ensure_ascii=False).encode()
    for value in pressed(message):
        assert buttons.read(*value) is not None or value[0] in ("confirm", "cancel")
    return message


def accepted_view(view: Block) -> Block:
    """The modal, if Slack takes it."""
    check_view(view, ("modal",))
    return view


def harmless(value: Any, *, people: bool = False) -> None:
    """No text inside is a live mention."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            assert value.get("verbatim") is True
            _mrkdwn(value["text"], people)
        elif value.get("type") in ("plain_text", "raw_text"):
            assert not LIVE_PLAIN.search(value["text"])
        for inner in value.values():
            harmless(inner, people=people)
    elif isinstance(value, list | tuple):
        for inner in value:
            harmless(inner, people=people)


def _mrkdwn(text: str, people: bool) -> None:
    assert not LIVE_MRKDWN.search(text), text
    assert people or not re.search(r"<[@#]", text), text
    assert not re.search(r"&(?!(amp|lt|gt);)", text), text


def pressed(message: Message) -> Iterator[tuple[str, str]]:
    """Action id and value of everything that can be pressed."""
    yield from _pressed(list(message.blocks))


def _pressed(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.get("type") == "button":
            yield value["action_id"], value["value"]
        if value.get("type") in ("static_select", "overflow"):
            for option in value["options"]:
                yield value["action_id"], option["value"]
        for inner in value.values():
            yield from _pressed(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _pressed(inner)


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [label for block in message.blocks for label in _labels(block)]


def _labels(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "button":
            yield value["text"]["text"]
        for inner in value.values():
            yield from _labels(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _labels(inner)


def shown(message: Message) -> str:
    """All text of the blocks, for looking something up in it."""
    return "\n".join(layout.texts(message.blocks))
