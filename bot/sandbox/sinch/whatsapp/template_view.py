"""How a WhatsApp template is shown: analytics, and only the fields of a mask."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import iso

DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 30, "QUARTER": 90}


def sends_a_day(template: Record) -> int:
    """A made-up but steady number, 0 for templates that were never live."""
    if "whatsappId" not in template:
        return 0
    return int(template.get("_sends", zlib.crc32(f"{template['name']}/{template['language']}".encode()) % 900))


def analytics(template: Record, span: str, now: datetime) -> list[Record]:
    """One entry for the whole span."""
    days = DAYS[span]
    sent = sends_a_day(template) * days
    if not sent:
        return []
    delivered, read = sent * 97 // 100, sent * 71 // 100
    return [
        {
            "sent": sent,
            "delivered": delivered,
            "read": read,
            "start": iso(now - timedelta(days=days)),
            "end": iso(now),
            "buttons": [
                {"type": kind, "content": button.get("text", ""), "clicks": read * 8 // 100}
                for button in _buttons(template)
                if (kind := _click_kind(button))
            ],
        }
    ]


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
