"""How a WhatsApp template is shown: analytics, and only the fields of a mask."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import iso

DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 30, "QUARTER": 90}
WEEK = 7


def sends_a_day(template: Record) -> int:
    """A made-up but steady number, 0 for templates that were never live."""
    if "whatsappId" not in template:
        return 0
    return int(template.get("_sends", zlib.crc32(f"{template['name']}/{template['language']}".encode()) % 900))


FADING = 3
"""One template in so many loses readers in its last week: there is something to find."""
LOST = 54
"""Readers that stay of a hundred, then."""


def read_of_hundred(template: Record, back: int) -> int:
    """Each template is read by its own share, which moves a little from week to week: no line hides another."""
    name = f"{template['name']}/{template['language']}"
    return 58 + zlib.crc32(name.encode()) % 24 + zlib.crc32(f"{name} {back}".encode()) % 5


def analytics(template: Record, span: str, now: datetime) -> list[Record]:
    """One entry for a day or a week; longer spans by week, the oldest first."""
    days = DAYS[span]
    if not sends_a_day(template):
        return []
    if days <= WEEK:
        return [_entry(template, now - timedelta(days=days), now, back=0)]
    weeks = range(days // WEEK - 1, -1, -1)
    return [
        _entry(template, now - timedelta(days=WEEK * (back + 1)), now - timedelta(days=WEEK * back), back=back)
        for back in weeks
    ]


def _entry(template: Record, start: datetime, end: datetime, *, back: int) -> Record:
    sent = sends_a_day(template) * (end - start).days
    fades = not back and zlib.crc32(str(template["name"]).encode()) % FADING == 0
    delivered = sent * 97 // 100
    read = sent * read_of_hundred(template, back) * (LOST if fades else 100) // 10_000
    return {
        "sent": sent,
        "delivered": delivered,
        "read": read,
        "start": iso(start),
        "end": iso(end),
        "buttons": [
            {"type": kind, "content": button.get("text", ""), "clicks": read * 8 // 100}
            for button in _buttons(template)
            if (kind := _click_kind(button))
        ],
    }


def _buttons(template: Record) -> list[Record]:
    components = template.get("details", {}).get("components", [])
    return [button for component in components for button in component.get("buttons", ())]


def _click_kind(button: Record) -> str:
    if button["type"] == "URL":
        return "UNIQUE_URL" if "{{" in button.get("url", "") else "URL"
    return "QUICK_REPLY" if button["type"] == "QUICK_REPLY" else ""


def masked(record: Record, mask: list[str] | None) -> Record:
    """Only what the mask's dotted paths name; `0` stands for every index."""
    if mask is None:
        return record
    chosen: Record = _pick(record, [path.split(".") for path in mask])
    return chosen


def _pick(value: Any, paths: list[list[str]]) -> Any:
    if any(not path for path in paths):
        return value
    if isinstance(value, list):
        inner = [path[1:] for path in paths if path[0] == "0"]
        return [_pick(item, inner) for item in value]
    if not isinstance(value, dict):
        return value
    heads = {path[0] for path in paths}
    return {
        name: _pick(item, [path[1:] for path in paths if path[0] == name])
        for name, item in value.items()
        if name in heads
    }
