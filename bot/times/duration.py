"""Until when, in words: `2h`, `90 minutes`, `1d`, `until 17:00`, `tomorrow 9:00`. Pure."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=30)
HINT = "Say it like `30m`, `2h`, `1d` or `until 17:00`."

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_WORDS = {"half an hour": "30m", "an hour": "1h", "a day": "1d", "a week": "1w"}
_FILLERS = re.compile(r"\b(for|until|till|and|at)\b|,")
_SPAN = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])")
_AT = re.compile(r"(tomorrow\s+)?(\d{1,2})(?::(\d{2}))?\s*(am|pm)?")


def until(text: str, now: datetime, tz: str) -> datetime:
    """The moment meant, in `tz` where a time of day is named. Raises ValueError, which says in words what is wrong."""
    plain = text.strip().casefold()
    spoken = " ".join(_FILLERS.sub(" ", _WORDS.get(plain, plain)).split())
    end = _after(spoken, now) or _at(spoken, now, _zone(tz))
    if end is None:
        raise ValueError(f"is no length of time that I know. {HINT}")
    if end - now < SHORTEST:
        raise ValueError("is too short: a minute at least")
    if end - now > LONGEST:
        raise ValueError("is too long: 30 days at most")
    return end


def _after(spoken: str, now: datetime) -> datetime | None:
    spans = _SPAN.findall(spoken)
    if not spans or _SPAN.sub("", spoken).strip():
        return None
    return now + sum((timedelta(**{_UNITS[unit[0]]: float(number)}) for number, unit in spans), timedelta())


def _at(spoken: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    found = _AT.fullmatch(spoken)
    if found is None or not (found[3] or found[4]):
        return None
    hour, minute = int(found[2]), int(found[3] or 0)
    if found[4] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    today = now.astimezone(zone).date()
    end = datetime.combine(today, time(hour, minute), tzinfo=zone)
    if found[1] or end <= now:
        end = datetime.combine(today + timedelta(days=1), time(hour, minute), tzinfo=zone)
    return end.astimezone(now.tzinfo)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
