"""What Meta refuses at once when it is strict: its published rules, in the sandbox's own words.

https://developers.facebook.com/docs/whatsapp/message-templates/guidelines/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.sinch.world.project import Record

_EDGE = re.compile(r"^\W*\{\{\d+\}\}|\{\{\d+\}\}$")
_SIDE_BY_SIDE = re.compile(r"\}\}\s*\{\{")
_ODD = re.compile(r"\{\{(?!\d+\}\})|(?<!\{)\{(?!\{)\w*\}")
_LINK = re.compile(r"\bwa\.me/|\bwhatsapp\.com/", re.IGNORECASE)

Fault = dict[str, Any]


def refusal(details: Record) -> Fault | None:
    """The `metaError` of the first breach; None where there is none."""
    return next(_breaches(details.get("components", [])), None)


def _breaches(components: list[Record]) -> Iterator[Fault]:
    for component in components:
        words = str(component.get("text") or "")
        if component.get("type") == "BODY":
            if _EDGE.search(words.strip()):
                yield _fault("2388299", "Variables can't be at the start or end of the template.")
            if _SIDE_BY_SIDE.search(words):
                yield _fault("2388299", "Variables can't stand next to each other.")
            if _ODD.search(words):
                yield _fault("2388072", "The body's variables are not well-formed.")
            if _LINK.search(words):
                yield _fault("2388072", "Links to WhatsApp are not allowed.")
            numbers = sorted({int(number) for number in re.findall(r"\{\{(\d+)\}\}", words)})
            if numbers != list(range(1, len(numbers) + 1)):
                yield _fault("2388072", "Variables must be numbered without a gap.")
        if component.get("type") == "HEADER" and "\n" in words:
            yield _fault("2388047", "The header can't have new lines.")


def _fault(subcode: str, reason: str) -> Fault:
    return {
        "code": "100",
        "subcode": subcode,
        "message": "Invalid parameter",
        "description": "The message template is refused",
        "reason": reason,
    }
