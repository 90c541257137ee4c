"""Finds the interactive elements in blocks and gives them, and the blocks, the ids that the app left out."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator

from bot.sandbox.slack.model import JSON

STATELESS = (
    "button",
    "workflow_button",
    "overflow",
    "feedback_buttons",
    "icon_button",
    "image",
    "plain_text",
    "mrkdwn",
)


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every (block, element) that a person can use, in order, containers and cards included."""
    for block in blocks:
        kind = block.get("type")
        inside: list[JSON] = []
        if kind == "section":
            inside = [block["accessory"]] if block.get("accessory") else []
        elif kind in ("actions", "context_actions"):
            inside = block["elements"]
        elif kind == "input":
            inside = [block["element"]]
        elif kind == "card":
            inside = block.get("actions") or []
        elif kind == "carousel":
            inside = [item for card in block["elements"] for item in card.get("actions") or []]
        elif kind == "container":
            yield from elements(block["child_blocks"])
        yield from ((block, item) for item in inside if item["type"] not in ("image",))


def find(blocks: list[JSON], block_id: str, action_id: str) -> tuple[JSON, JSON] | None:
    """The element with these ids, and its block."""
    for block, element in elements(blocks):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return block, element
    return None


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """A copy of the blocks in which every block and every interactive element has an id."""
    blocks = json.loads(json.dumps(blocks))  # several times faster than a deep copy
    _name_blocks(blocks)
    for _, element in elements(blocks):
        element.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks


def _name_blocks(blocks: list[JSON]) -> None:
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)
        if block.get("type") == "container":
            _name_blocks(block["child_blocks"])
