"""JSON from outside, looked over before it is read: a short text can hold so many values, or so deep ones, that reading
them would keep everybody else waiting. Pure."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any

VALUES = 10_000
DEPTH = 64
NAME = 64
"""Characters of a name that are repeated."""
SHOWN = 40
"""Characters of a text that are repeated."""
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
CONTROL = re.compile(f"[{_CONTROLS}]")
"""Characters that no text has, whatever file it stands in: one with them was damaged, or is no text."""
_ESCAPED = r"\\(?:[bf]|u00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]))"
"""The same as JSON writes them."""
_HEX = "[0-9a-fA-F]"
# Written out: a look ahead within what never goes back is wrong in Python before 3.11.5 (gh-106052).
_SENDABLE = (
    rf"\\[^bfu]|\\u[1-9a-fA-F]{_HEX}{_HEX}{_HEX}|\\u0[1-9a-fA-F]{_HEX}{_HEX}|\\u00[2-689a-fA-F]{_HEX}"
    r"|\\u007[0-9a-eA-E]|\\u000[9aAdD]"
)
_TOKEN = re.compile(rf'"(?:[^"\\{_CONTROLS}]++|{_SENDABLE})*+(")?|[\[{{\]}},]', re.DOTALL)
"""A text ends before the first character that can't be sent."""
_UNSENDABLE = re.compile(rf"[{_CONTROLS}]|{_ESCAPED}")


class RefusedJson(ValueError):
    """It is JSON, but isn't taken; the message is the end of a sentence that begins with its name."""


class TooMuch(RefusedJson):
    """It is larger than is read; the message says what is allowed."""


class Twice(RefusedJson):
    """A field stands twice in one object; which of the two is meant, nobody can tell."""

    def __init__(self, name: str, item: int = 0) -> None:
        self.name = name
        """`item` counts from 1, where it stands in one of a list."""
        shown = name if len(name) <= NAME else f"{name[:NAME]}…"
        super().__init__(f"has `{shown}` twice{f' in item {item:,}' if item else ''}; keep one of them")


class NoNumber(RefusedJson):
    """What Python takes for a number and JSON doesn't have: it could not be sent on."""

    def __init__(self, said: str) -> None:
        super().__init__(f"has `{said[:NAME]}`, which JSON can't hold; write another number, or null")


class Unsendable(RefusedJson):
    """A text has a control character, which neither Sinch nor a phone takes; `before` is what it says before that."""

    def __init__(self, before: str) -> None:
        where = f"after “{before[-SHOWN:]}”" if before else "at the beginning of a text"
        super().__init__(f"has a character that can't be sent, {where}; remove it")


def loads(text: str) -> Any:
    """What the text says; raises `Refused`, or what `json.loads` raises of a text that is no JSON."""
    look_over(text)
    return json.loads(text, object_pairs_hook=_once, parse_constant=_constant, parse_float=_finite)


def _constant(said: str) -> float:
    """`NaN` and `Infinity`, which Python reads and nobody else; raises `NoNumber`."""
    raise NoNumber(said)


def _finite(said: str) -> float:
    """A number with a point or an exponent; raises `NoNumber` where it is too large for one."""
    found = float(said)
    if not isfinite(found):
        raise NoNumber(said)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; raises `Twice`. `json` itself takes the last of equal names and drops the others."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return found


def look_over(text: str, *, values: int = VALUES) -> None:
    """Raises `TooMuch` at the first value too many; what a text costs is bounded by that, however long it is.

    Raises `Unsendable` at a text that could not be sent on.
    """
    found, inside = 1, 0
    for match in _TOKEN.finditer(text):
        sign = text[match.start()]
        if sign == ",":
            found += 1
        elif sign in "[{":
            inside += 1
            found += 1
        elif sign == '"':
            if match.lastindex is None and _UNSENDABLE.match(text, match.end()):
                raise Unsendable(text[match.start() + 1 : match.end()])
        else:
            inside -= 1
        if found > values:
            raise TooMuch(f"holds too many values; {values:,} at most")
        if inside > DEPTH:
            raise TooMuch(f"is nested too deep; {DEPTH} levels at most")


def loads_by_item(text: str, *, values: int) -> Any:
    """As `loads`, for very long texts read in a thread: a list, or one in an object, is decoded item by item.

    So no single call keeps the interpreter from the event loop's thread for long.
    """
    look_over(text, values=values)
    found: Any
    at = _blank(text, 0)
    if text[at : at + 1] == "[":
        found, at = _items(text, at)
    elif text[at : at + 1] == "{":
        found, at = _fields(text, at)
    else:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_constant, parse_float=_finite)
    if (at := _blank(text, at)) < len(text):
        raise json.JSONDecodeError("Extra data", text, at)
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant, parse_float=_finite)
_BLANK = re.compile(r"[ \t\n\r]*+")


def _blank(text: str, at: int) -> int:
    """The first place from `at` on that is not blank."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _items(text: str, at: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    at = _blank(text, at + 1)
    if text[at : at + 1] == "]":
        return items, at + 1
    while True:
        try:
            item, at = _DECODER.raw_decode(text, at)
        except Twice as twice:
            raise Twice(twice.name, len(items) + 1) from twice
        items.append(item)
        at, ended = _next(text, at, "]")
        if ended:
            return items, at


def _fields(text: str, at: int) -> tuple[dict[str, Any], int]:
    fields: dict[str, Any] = {}
    at = _blank(text, at + 1)
    if text[at : at + 1] == "}":
        return fields, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        name, at = _DECODER.raw_decode(text, at)
        at = _blank(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _blank(text, at + 1)
        if name in fields:
            raise Twice(name)
        fields[name], at = _items(text, at) if text[at : at + 1] == "[" else _DECODER.raw_decode(text, at)
        at, ended = _next(text, at, "}")
        if ended:
            return fields, at


def _next(text: str, at: int, end: str) -> tuple[int, bool]:
    """Where the next item begins, or what follows the last one, and whether it was the last."""
    at = _blank(text, at)
    if text[at : at + 1] == end:
        return at + 1, True
    if text[at : at + 1] != ",":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return _blank(text, at + 1), False
