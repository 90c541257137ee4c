"""Tables as files: resources as rows of a CSV that a spreadsheet opens and nothing in it runs. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

BOM = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
GUARD = "'"
UNSEEN = r"\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Ranges of characters that take no room, and that some spreadsheets leave out when they read a cell."""
_AFTER = rf"[\s\"'{UNSEEN}]*[=+\-@|＝＋－＠]"
_UNGUARDED = re.compile(rf"([;\t\r\n])(?={_AFTER})")
_GUARDED = re.compile(rf"([;\t\r\n]){GUARD}(?={_AFTER})")
"""Where a spreadsheet that splits at something else than a comma begins a cell of its own."""
SECRETS = frozenset({"secret", "bearertoken", "authtoken", "authenticationcode", "token", "accesstoken", "password"})


def neutral(value: str) -> str:
    """The cell as text: what a spreadsheet would take for a formula, however it is indented, gets an apostrophe.

    So does what follows a semicolon, a tab or a line break, at which it may split the cell.
    """
    inside = _UNGUARDED.sub(rf"\1{GUARD}", value)
    return f"{GUARD}{inside}" if _runs(inside) else inside


def plain(value: str) -> str:
    """The cell as it was before `neutral`."""
    bare = value[1:] if value.startswith(GUARD) and _runs(value[1:]) else value
    return _GUARDED.sub(r"\1", bare)


def _runs(value: str) -> bool:
    """Whether it is a formula, or was one: what is guarded already is guarded once more, so that it can be had back."""
    bare = value.lstrip(GUARD)
    return bare.startswith(RISKY) or re.sub(rf"^[\s{UNSEEN}]+", "", bare).startswith(RISKY)


def flat(resource: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A resource as cells by dotted name: simple lists comma-separated, structures in lists as JSON, no secrets."""
    cells: dict[str, str] = {}
    for name, value in resource.items():
        if name.lower() in SECRETS:
            continue
        if isinstance(value, Mapping) and value:
            cells.update(flat(value, f"{prefix}{name}."))
        else:
            cells[f"{prefix}{name}"] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) and "," not in part for part in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (list, Mapping)) else str(value)


def as_csv(rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read it; columns in the order in which they first appear."""
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(neutral(name) for name in names)
    writer.writerows([neutral(row.get(name, "")) for name in names] for row in rows)
    return (BOM + text.getvalue()).encode("utf-8", "replace")


def file_name(title: str, day: str) -> str:
    """`whatsapp-senders-2026-11-24.csv`."""
    return f"{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-') or 'list'}-{day}.csv"
