"""Until when, in words: `2h`, `ninety minutes`, `1d`, `until 17:00`, `until monday 9:00`, `tomorrow 9:00`. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.times.words_of_time import USUAL, weekday
from bot.times.zones import zone_or_utc

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=30)
HINT = 'Try 30m, 2h, 1d or "until 17:00".'

NUMBERS = {
    name: str(number)
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": "1", "an": "1", "fifteen": "15", "twenty": "20", "thirty": "30", "forty-five": "45", "ninety": "90"}

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_WORDS = {
    "half an hour": "30m", "half hour": "30m", "a half hour": "30m", "a couple of hours": "2h", "a fortnight": "2w",
    "an hour and a half": "90m", "one and a half hours": "90m", "a quarter of an hour": "15m",
    "quarter of an hour": "15m",
}  # fmt: skip
_FILLERS = re.compile(r"\b(for|until|till|til|and|at|the|next|about|on|by|another)\b|,")
_SPAN = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])")
_HALVES = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(NUMBERS)})\s*"
    r"(?:(hours?|h|days?|d|weeks?|w) and a half|and a half (hours?|days?|weeks?))\b"
)
"""`2h and a half`, `two and a half days`."""
_BARE = re.compile(r"(?:(?!(?:at|on|by|until|till|til)\b)[a-z]+ )*\d+ [a-z]+")
"""`2 mon` may be a length as well as a time of day on Monday; `until 2 mon` is none."""
_FORTNIGHTS = re.compile(rf"\b(\d{{1,4}}|{'|'.join(NUMBERS)}) fortnights?\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_TIMES = {
    "noon": time(12), "midday": time(12), "midnight": time(0), "morning": time(9), "in morning": time(9),
    "afternoon": time(14), "evening": time(18), "tonight": time(20), "end of day": time(17), "eod": time(17),
    "lunch": time(12), "end of business": time(17), "this evening": time(18), "this afternoon": time(14),
}  # fmt: skip


def until(text: str, now: datetime, tz: str) -> datetime:
    """The moment meant, in `tz` where a time of day is named. Raises ValueError, which says in words what is wrong."""
    plain = " ".join(text.strip().strip(".!?").casefold().split())
    spoken = " ".join(_FILLERS.sub(" ", _worded(plain)).split())
    length = spans(spoken)
    end = now + length if length is not None else _at(spoken, now, zone_or_utc(tz))
    if length is None and _BARE.fullmatch(plain):
        end = None
    if end is None:
        raise ValueError(f"I can't read that duration. {HINT}")
    if end - now < SHORTEST:
        raise ValueError("Choose at least 1 minute.")
    if end - now > LONGEST:
        raise ValueError("Choose 30 days at most.")
    return end


def is_one(text: str) -> bool:
    """Whether these words say until when."""
    try:
        until(text, _SAMPLE, "UTC")
    except ValueError as error:
        return HINT not in str(error)
    return True


_SAMPLE = datetime.fromisoformat("2026-03-02T00:01:00+00:00")


def spans(spoken: str) -> timedelta | None:
    """`2 hours 30 minutes`, `two hours`, `a day`; None for anything else. Raises ValueError for `2h 3h`: a slip."""
    plain = " ".join(NUMBERS.get(word, word) for word in spoken.split())
    plain = re.sub(r"^(hour|day|week|minute)$", r"1 \1", plain)
    found = _SPAN.findall(plain)
    if not found or _SPAN.sub("", plain).strip():
        return None
    units = [unit[0] for _, unit in found]
    if len({*units}) < len(units):
        raise ValueError('Name each unit once, like "1h 30m".')
    try:
        return sum((timedelta(**{_UNITS[unit[0]]: float(number)}) for number, unit in found), timedelta())
    except OverflowError:
        return None


def _worded(plain: str) -> str:
    bare = re.sub(r"^(?:for|about|another|the next)\s+", "", plain)
    halves = _FORTNIGHTS.sub(lambda found: f"{2 * int(NUMBERS.get(found[1], found[1]))} weeks", plain)
    halves = _HALVES.sub(lambda found: f"{NUMBERS.get(found[1], found[1])}.5 {found[2] or found[3]}", halves)
    return _WORDS.get(bare, halves)


def _at(spoken: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """A time of day today or tomorrow, or a day by its name with or without a time."""
    local = now.astimezone(zone)
    first, _, rest = spoken.partition(" ")
    day = _day(first, local)
    if day is None and (behind := spoken.rpartition(" "))[0]:  # `17:00 tomorrow`
        day = _day(behind[2], local)
        rest = behind[0] if day else rest
    if day is None and spoken in ("week", "weekend is over"):
        day, rest = local.date() + timedelta(days=7 - local.weekday()), ""
    if day is not None:
        clock = _clock(rest) if rest or day == local.date() else USUAL
        return datetime.combine(day, clock, tzinfo=zone).astimezone(now.tzinfo) if clock else None
    clock = _clock(spoken)
    if clock is None or spoken.isdecimal():
        return None
    end = datetime.combine(local.date(), clock, tzinfo=zone)
    if end <= now:
        end = datetime.combine(local.date() + timedelta(days=1), clock, tzinfo=zone)
    return end.astimezone(now.tzinfo)


def _day(word: str, local: datetime) -> date | None:
    """The day that a word names, from today on."""
    if word == "today":
        return local.date()
    if word in ("tomorrow", "tmrw"):
        return local.date() + timedelta(days=1)
    if (at := weekday(word)) is not None:
        return local.date() + timedelta(days=(at - local.weekday() - 1) % 7 + 1)
    return None


def _clock(spoken: str) -> time | None:
    if spoken in _TIMES:
        return _TIMES[spoken]
    found = _CLOCK.fullmatch(spoken)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    return time(hour, minute) if hour < 24 and minute < 60 else None
