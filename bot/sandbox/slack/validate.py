"""What Slack refuses in messages and views, with its error codes and its pointers.

``message_blocks`` and ``view`` raise ``SlackError``; ``options`` checks the answer to a suggestion request.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from bot.sandbox.slack.blockkit import composition as part
from bot.sandbox.slack.blockkit.blocks import blocks as check_blocks
from bot.sandbox.slack.blockkit.data import DATA_TABLE_CHARACTERS, TABLE_CHARACTERS
from bot.sandbox.slack.blockkit.report import Report
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARACTERS = 12_000
"""Of all markdown blocks together: https://docs.slack.dev/reference/block-kit/blocks/markdown-block. Of all blocks
together too, as Slack says without documenting it: https://github.com/slackapi/bolt-js/issues/2509"""
TEXT_CUT, VIEW_BYTES = 40_000, 250_000
"""https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/methods/chat.postMessage,
https://docs.slack.dev/reference/methods/views.open"""
_OWN_LIMIT = ("table", "data_table", "data_visualization")
_HOME_KEYS = ("type", "blocks", "private_metadata", "callback_id", "external_id")
_MODAL_KEYS = (*_HOME_KEYS, "title", "close", "submit", "clear_on_close", "notify_on_close", "submit_disabled")


def message_blocks(blocks: Any, refused: Collection[str] = (), path: str = "/blocks") -> None:
    """Check a message's blocks; ``refused`` names block types that this workspace does not have yet."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    report = Report("message", refused)
    check_blocks(report, blocks, path, MESSAGE_BLOCKS)
    if not report.problems:
        _message_totals(report, blocks, path)
    _refuse(report, "invalid_blocks")
    if sum(characters(block) for block in blocks if block["type"] not in _OWN_LIMIT) > MESSAGE_CHARACTERS:
        raise SlackError("msg_blocks_too_long")


def _message_totals(report: Report, blocks: list[JSON], path: str) -> None:
    of_kind = {kind: [b for b in blocks if b["type"] == kind] for kind in (*_OWN_LIMIT, "markdown")}
    limits = (("table", TABLE_CHARACTERS), ("data_table", DATA_TABLE_CHARACTERS), ("markdown", MESSAGE_CHARACTERS))
    for kind, most in limits:
        if sum(map(characters, of_kind[kind])) > most:
            report.add(f"{kind} blocks must be less than {most + 1} characters together", path)
    if len(of_kind["data_visualization"]) > 2:
        report.add("no more than 2 data_visualization blocks allowed", path)


def view(body: Any, kinds: tuple[str, ...], path: str = "/view", refused: Collection[str] = ()) -> None:
    """Check a modal (``kinds`` = ("modal",)) or a Home tab."""
    if not isinstance(body, dict):
        raise SlackError("invalid_arguments", [f"must provide an object [json-pointer:{path}]"])
    kind = body.get("type")
    if kind not in kinds:
        raise SlackError("invalid_arguments", [f"must be one of: {', '.join(kinds)} [json-pointer:{path}/type]"])
    report = Report("home" if kind == "home" else "modal", refused)
    _frame(report, body, path)
    blocks = body.get("blocks")
    if not isinstance(blocks, list):
        report.missing("blocks", path)
    else:
        check_blocks(report, blocks, f"{path}/blocks", VIEW_BLOCKS)
    _refuse(report, "invalid_arguments")
    if len(json.dumps(body, separators=(",", ":")).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")


def _frame(report: Report, body: JSON, path: str) -> None:
    modal = body["type"] == "modal"
    report.known(body, _MODAL_KEYS if modal else _HOME_KEYS, path)
    report.string(body, "private_metadata", path, 3000, least=0)
    report.string(body, "callback_id", path, 255, least=0)
    report.string(body, "external_id", path, 255, least=0)
    if not modal:
        return
    part.text(report, body, "title", path, 24, required=True)
    part.text(report, body, "submit", path, 24)
    part.text(report, body, "close", path, 24)
    blocks = body.get("blocks")
    inputs = (
        any(isinstance(b, dict) and b.get("type") == "input" for b in blocks) if isinstance(blocks, list) else False
    )
    if inputs and body.get("submit") is None:
        report.add("missing required field: submit (a modal with input blocks needs one)", path)


def options(answer: Any) -> list[str]:
    """What is wrong with the answer to a block_suggestion; empty when it is fine."""
    report = Report()
    if not isinstance(answer, dict):
        return ["must provide an object"]
    if answer.get("option_groups") is not None:
        part.option_groups(report, answer, "")
    elif answer.get("options") != []:
        part.options(report, answer, "", 100)
    return report.problems


def metadata(value: Any) -> None:
    """Message metadata: an event type and a flat-enough payload."""
    problem = ""
    if not isinstance(value, dict):
        problem = "must provide an object [json-pointer:/metadata]"
    elif not isinstance(value.get("event_type"), str) or not value["event_type"]:
        problem = "missing required field: event_type [json-pointer:/metadata]"
    elif not isinstance(value.get("event_payload"), dict):
        problem = "missing required field: event_payload [json-pointer:/metadata]"
    if problem:
        raise SlackError("invalid_metadata_format", [problem])
    if len(json.dumps(value)) > 16_000:
        raise SlackError("metadata_too_large")


def characters(value: Any) -> int:
    """All that is readable in a block, however deep: the sum of its ``text`` strings."""
    if isinstance(value, dict):
        own = value.get("text")
        count = len(own) if isinstance(own, str) else 0
        return count + sum(characters(v) for v in value.values() if isinstance(v, dict | list))
    if isinstance(value, list):
        return sum(characters(item) for item in value)
    return 0


def _refuse(report: Report, code: str) -> None:
    if report.problems:
        raise SlackError(code, report.problems, errors=report.problems)
