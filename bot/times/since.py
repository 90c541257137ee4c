"""From when on, in words: `today`, `since monday`, `last week`, `the past 3 days`, `2026-03-02`. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from bot.times.duration import spans
from bot.times.words_of_time import weekday
from bot.times.zones import zone_or_utc

LONGEST = timedelta(days=366)
HINT = "Try `today`, `yesterday`, `monday`, `24h`, `7d`, `last week` or a date like 2026-03-02."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FILLERS = re.compile(r"\b(?:since|from|in|over|during|within|for|the|of|on|ago|so far|all)\b|['’]s\b|,")
_CLOCK = re.compile(r"(?:at\s+)?(\d{1,2})(?::(\d{2}))?\s*(am|pm)?")


def since(text: str, now: datetime, tz: str) -> datetime:
    """The moment meant, in `tz`; raises ValueError, which says in words what is wrong."""
    zone = zone_or_utc(tz)
    plain = " ".join(_FILLERS.sub(" ", text.casefold()).split())
    local = now.astimezone(zone)
    found = _day(plain, local) or _ago(plain, now)
    if found is None:
        raise ValueError(f"I can't read that time. {HINT}")
    moment = found if isinstance(found, datetime) else datetime.combine(found, time(), tzinfo=zone)
    begin = moment.astimezone(now.tzinfo)
    if begin > now:
        raise ValueError("That's in the future.")
    if now - begin > LONGEST:
        raise ValueError("Choose a time within the last year.")
    return begin


def phrase(text: str) -> str:
    """The words as they stand in a sentence: `today`, `in the last 2 hours`, `since Monday`; empty for none."""
    words = re.sub(r"^(?:since|on)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    low = words.casefold()
    if not low or low in ("today", "tonight") or low.startswith(("this ", "in the ")):
        return low
    if low == "24":
        return "in the last 24h"
    if found := re.fullmatch(
        r"(?:(?:in|over|for) )?(?:the )?(?:last |past |previous )?(\d.*[hdwmy][a-z]*)(?: ago)?", low
    ):
        return f"in the last {found[1]}" if spans(found[1]) else f"since {words}"
    first, _, rest = words.partition(" ")
    return f"since {first.capitalize() if weekday(first.casefold()) is not None else first} {rest}".rstrip()


def is_one(text: str) -> bool:
    """Whether these words say from when on."""
    try:
        since(text, _SAMPLE, "UTC")
    except ValueError:
        return False
    return True


_SAMPLE = datetime.fromisoformat("2026-12-31T12:00:00+00:00")


def _ago(plain: str, now: datetime) -> datetime | None:
    wanted = re.sub(r"^(?:last|past|previous)\s+", "", plain)
    if wanted in ("hour", "day", "week", "month", "24", "minute"):
        wanted = {"24": "24h", "month": "30 days"}.get(wanted, f"1 {wanted}")
    found = spans(wanted)
    return now - found if found else None


def _day(plain: str, local: datetime) -> date | datetime | None:
    """A day by its name or date, perhaps with a time of day."""
    today = local.date()
    first, _, rest = plain.partition(" ")
    named_day = weekday(first)
    monday = today - timedelta(days=today.weekday())
    named: dict[str, date] = {
        "today": today, "this morning": today, "tonight": today, "this day": today, "midnight": today,
        "this week": monday, "last week": monday - timedelta(days=7), "week": monday,
        "yesterday": today - timedelta(days=1), "last night": today - timedelta(days=1),
        "yesterday morning": today - timedelta(days=1), "weekend": monday - timedelta(days=2),
        "last weekend": monday - timedelta(days=2), "this month": today.replace(day=1),
        "last month": (today.replace(day=1) - timedelta(days=1)).replace(day=1),
        "this year": today.replace(month=1, day=1),
        "day before yesterday": today - timedelta(days=2),
    }  # fmt: skip
    if plain in named:
        return named[plain]
    if plain.startswith("last ") and (day := _day(plain.removeprefix("last "), local)) and named_day is None:
        return day if plain.removeprefix("last ") not in named else None
    if named_day is not None:
        return _latest(today - timedelta(days=(today.weekday() - named_day) % 7), rest, local, every=7)
    if plain in ("lunch", "noon", "midday"):
        return _at(today, "noon", local.tzinfo)
    if _CLOCK.fullmatch(plain):
        return _latest(today, plain, local, every=1)
    if first in ("today", "yesterday") and rest:
        return _at(named[first], rest, local.tzinfo)
    return _date(plain, today)


def _latest(day: date, rest: str, local: datetime, *, every: int) -> date | datetime | None:
    """The last time that is past of what comes again after so many days: `9 am`, `friday 17:00`."""
    found = _at(day, rest, local.tzinfo)
    late = isinstance(found, datetime) and found > local
    return _at(day - timedelta(days=every), rest, local.tzinfo) if late else found


def _at(day: date, rest: str, zone: tzinfo | None) -> date | datetime | None:
    rest = {"morning": "6:00", "noon": "12:00", "afternoon": "12:00", "evening": "18:00"}.get(rest, rest)
    if not rest:
        return day
    found = _CLOCK.fullmatch(rest)
    if found is None or not (found[2] or found[3] or rest.startswith("at")):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return datetime.combine(day, time(hour, minute), tzinfo=zone) if hour < 24 and minute < 60 else None


def _date(plain: str, today: date) -> date | None:
    """`2026-03-02`, `2 march`, `march 2nd`; the latest one that is past."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})", plain)
    day, month = (found[1], found[2]) if found else ("", "")
    if found is None and (found := re.fullmatch(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?", plain)):
        day, month = found[2], found[1]
    at = next((at for at, name in enumerate(_MONTHS, 1) if month[:3] == name), 0)
    if not at or not day:
        return None
    this = _real(today.year, at, int(day))
    return this if this is None or this <= today else _real(today.year - 1, at, int(day))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
