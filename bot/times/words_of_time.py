"""Single words of a schedule: days, times of day, days of the month, what repeats. Pure."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

from bot.times.slots import DAYS, EVERY_DAY, WEEKDAYS, WEEKENDS, Unit
from bot.times.zones import ScheduleError

USUAL = time(9)
"""Of a day that was named without a time."""
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
SETS_OF_DAYS = {
    "daily": EVERY_DAY, "day": EVERY_DAY, "days": EVERY_DAY, "everyday": EVERY_DAY,
    "weekday": WEEKDAYS, "weekdays": WEEKDAYS, "workday": WEEKDAYS, "workdays": WEEKDAYS,
    "weekend": WEEKENDS, "weekends": WEEKENDS,
}  # fmt: skip
MONTHLY = {"monthly", "month", "months"}
HOURLY = {"hourly", "hour", "hours"}
PARTS_OF_DAY = {
    "morning": time(9),
    "mornings": time(9),
    "afternoon": time(14),
    "evening": time(18),
    "evenings": time(18),
}
"""Parts of the day: a time where none is named, else before or after noon."""
COUNTS = {
    "other": 2, "second": 2, "2nd": 2, "two": 2, "third": 3, "3rd": 3, "three": 3, "fourth": 4, "4th": 4, "four": 4,
    "fifth": 5, "five": 5, "six": 6,
}  # fmt: skip
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
    "fifth": 5, "5th": 5,
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
}  # fmt: skip
LENGTHS = {*UNITS, "hour", "hours", "minute", "minutes", "min", "mins", "year", "years"}
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")


def kind_of_day(word: str) -> frozenset[int] | None:
    """The days that `monday`, `weekday` or `day` may be; None for anything else."""
    if word == "day":
        return EVERY_DAY
    if word in ("weekday", "workday"):
        return WEEKDAYS
    day = weekday(word)
    return None if day is None else frozenset({day})


def days_of(word: str) -> set[int]:
    """`mon`, `mondays`, `fri-mon`; empty for anything else."""
    first, dash, last = word.partition("-")
    begin, end = weekday(first), weekday(last) if dash else weekday(first)
    if begin is None or end is None:
        return set()
    return {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}


@lru_cache(maxsize=512)
def weekday(word: str) -> int | None:
    """`mon`, `tues.`, `mondays` counted from Monday, 0; None for anything else."""
    bare = word.rstrip(".")
    starts = tuple(start for start in (bare, bare.removesuffix("s")) if len(start) > 2)
    return next((at for at, name in enumerate(DAYS) if name.lower().startswith(starts)), None)


def time_of(word: str) -> time:
    """`9am`, `17:30`, `noon`; raises `ScheduleError` for what is no time of day."""
    if word in NAMED_TIMES:
        return NAMED_TIMES[word]
    found = _TIME.fullmatch(word)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise ScheduleError(f"{word[:20]!r} isn't a time of day. Try 09:00, 17:30 or 9am.")
    return time(hour, minute)


def minute_of(value: int, word: str) -> int:
    """A minute of an hour; raises `ScheduleError` past 59."""
    if value > 59:
        raise ScheduleError(f"{word!r} isn't a minute. Try `hourly :15`.")
    return value


def date_of(value: int, word: str) -> int:
    """A day of the month; raises `ScheduleError` past 31."""
    if not 1 <= value <= 31:
        raise ScheduleError(f"{word!r} isn't a day of the month. Use 1 to 31, or `last`.")
    return value
