"""When a digest is due, in words: `weekdays 17:30 Europe/Stockholm`. Pure.

Local times that the clock skips in spring count with the offset before the jump (02:30 comes at 03:30), times that it
repeats in autumn count once, the first time, as RFC 5545 has it. `hourly` follows real hours and knows neither.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKENDS = frozenset((5, 6))
LAST = 31
"""Day of the month that means the last one; shorter months end earlier."""
USUAL = time(9)
MOST_TIMES = 24
EXAMPLES = "`daily 09:00`, `weekdays 17:30`, `mon,thu 8:00`, `hourly` or `monthly 1 09:00`"

_FILLERS = {"every", "each", "on", "at", "the", "and", "of", "&", "in", "time", "timezone", "zone", "o'clock", "clock"}
_SETS = {
    "daily": EVERY_DAY, "day": EVERY_DAY, "days": EVERY_DAY, "everyday": EVERY_DAY,
    "weekday": WEEKDAYS, "weekdays": WEEKDAYS, "workday": WEEKDAYS, "workdays": WEEKDAYS,
    "weekend": WEEKENDS, "weekends": WEEKENDS,
}  # fmt: skip
_MONTHLY = {"monthly", "month", "months"}
_HOURLY = {"hourly", "hour", "hours"}
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


class ScheduleError(ValueError):
    """Words that are no schedule; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Local times on some days of the week or of the month, or a minute of every hour (`minute`)."""

    days: frozenset[int] = frozenset()
    dates: tuple[int, ...] = ()
    times: tuple[time, ...] = ()
    minute: int | None = None

    def __str__(self) -> str:
        """Short words that parse back to the same schedule."""
        if self.minute is not None:
            return "hourly" if self.minute == 0 else f"hourly :{self.minute:02d}"
        at = " ".join(f"{one:%H:%M}" for one in self.times)
        if self.dates:
            return f"monthly {' '.join('last' if one == LAST else str(one) for one in self.dates)} {at}"
        named = {EVERY_DAY: "daily", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}.get(self.days)
        return f"{named or ','.join(DAYS[day][:3].lower() for day in sorted(self.days))} {at}"

    def words(self, tz: str = "") -> str:
        """A phrase for people: `every weekday at 17:30 (Europe/Stockholm)`."""
        zone = f" ({tz})" if tz else ""
        if self.minute is not None:
            return "every hour" + (f" at {self.minute} past" if self.minute else "") + zone
        at = _listed(f"{one:%H:%M}" for one in self.times)
        if self.dates:
            on = _listed("the last day" if one == LAST else f"day {one}" for one in self.dates)
            return f"on {on} of every month at {at}{zone}"
        named = {EVERY_DAY: "day", WEEKDAYS: "weekday", WEEKENDS: "Saturday and Sunday"}.get(self.days)
        return f"every {named or _listed(DAYS[day] for day in sorted(self.days))} at {at}{zone}"

    def next_after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first slot later than `moment` (aware), in UTC."""
        if self.minute is not None:
            return _next_minute(moment, zone, self.minute)
        day = moment.astimezone(zone).date() - timedelta(days=2)
        later: list[datetime] = []
        # A slot of one day may lie after one of the next where a zone skipped a day: look a little further.
        closing: date | None = None
        while closing is None or day <= closing:
            if self.falls_on(day):
                later += [slot for slot in self._slots(day, zone) if slot > moment]
                if later and closing is None:
                    closing = day + timedelta(days=2)
            day += timedelta(days=1)
        return min(later)

    def falls_on(self, day: date) -> bool:
        """Whether there are slots on this local day; a date that a month lacks means its last day."""
        if not self.dates:
            return day.weekday() in self.days
        last = monthrange(day.year, day.month)[1]
        return day.day in {min(one, last) for one in self.dates}

    def _slots(self, day: date, zone: ZoneInfo) -> Iterator[datetime]:
        for at in self.times:
            yield datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _next_minute(moment: datetime, zone: ZoneInfo, minute: int) -> datetime:
    """The next real time at which the local clock shows that minute."""
    at = moment.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    while (off := (minute - at.astimezone(zone).minute) % 60) != 0:
        later = at + timedelta(minutes=off)
        at = later if later.astimezone(zone).minute == minute else at + timedelta(minutes=1)
    return at


def parse(text: str) -> tuple[Schedule, str | None]:
    """The schedule and the zone's name, if one is given; raises `ScheduleError`."""
    reader = _Reader()
    for word in _words(text):
        reader.take(word.removeprefix("tz="))
    return reader.schedule(), reader.tz


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name, in any case, or by its city; raises `ScheduleError` with near names."""
    return ZoneInfo(zone_name(name))


def zone_name(name: str) -> str:
    """The IANA name that is meant; raises `ScheduleError`."""
    found = _known(name)
    if found:
        return found
    near = difflib.get_close_matches(_plain(name), _zones(), n=3, cutoff=0.7)
    meant = f" Did you mean {' or '.join(_zones()[one] for one in near)}?" if near else ""
    raise ScheduleError(f"{name[:40]!r} is no time zone.{meant} Use a name such as Europe/Stockholm or UTC.")


def _known(name: str) -> str | None:
    return _zones().get(_plain(name))


@cache
def _zones() -> dict[str, str]:
    """IANA names by their lower-case form and, where it is unambiguous, by their city.

    Short names such as EST are left out: they mean a fixed offset, which hardly anybody wants.
    """
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    cities: dict[str, list[str]] = {}
    for name in names:
        if not name.startswith(("US/", "Brazil/", "Canada/", "Chile/", "Mexico/")):
            cities.setdefault(name.rpartition("/")[2].lower(), []).append(name)
    single = {city: found[0] for city, found in cities.items() if len(found) == 1}
    return single | {name.lower(): name for name in names} | {"utc": "UTC", "gmt": "UTC", "etc/utc": "UTC"}


def _plain(name: str) -> str:
    return "_".join(name.lower().split())


def _words(text: str) -> list[str]:
    """Lower-case words; ranges joined (`mon - fri`), and so is `9 am`."""
    text = text.lower().strip().strip("\"'`“”‘’")
    text = re.sub(r"(?<=[a-z])\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s*(?=[a-z]{3})(?![a-z_]*/)", "-", text)
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text.replace("a.m.", "am").replace("p.m.", "pm"))
    return [word for word in re.split(r"[\s,;()]+", text) if word and word not in _FILLERS]


class _Reader:
    """Takes word after word."""

    def __init__(self) -> None:
        self.tz: str | None = None
        self._days: set[int] = set()
        self._dates: set[int] = set()
        self._times: set[time] = set()
        self._numbers: list[int] = []
        self._monthly = self._hourly = self._weekly = False
        self._minute: int | None = None

    def take(self, word: str) -> None:
        """Raises `ScheduleError` for a word that means nothing here."""
        if word in _SETS:
            self._days |= _SETS[word]
        elif word in _MONTHLY:
            self._monthly = True
        elif word in _HOURLY:
            self._hourly = True
        elif word in ("weekly", "week", "weeks"):
            self._weekly = True
        elif word == "last":
            self._dates.add(LAST)
        elif days := _days(word):
            self._days |= days
        elif found := _ORDINAL.fullmatch(word):
            self._numbers.append(int(found[1])) if word.isdigit() else self._dates.add(_date(int(found[1]), word))
        elif re.fullmatch(r":\d{2}", word):
            self._minute = _minute(int(word[1:]), word)
        elif word in _NAMED_TIMES or word[0].isdigit():
            self._times.add(_time(word))
        else:
            self._zone(word)

    def _zone(self, word: str) -> None:
        if "/" not in word and not _known(word):
            raise ScheduleError(f"{word[:40]!r} is not understood here. Write for example {EXAMPLES}.")
        if self.tz is not None:
            raise ScheduleError("Name one time zone only.")
        self.tz = zone_name(word)

    def schedule(self) -> Schedule:
        """What the words add up to."""
        if self._hourly:
            return self._every_hour()
        self._place_numbers()
        if self._minute is not None:
            raise ScheduleError(f"`:{self._minute:02d}` goes with `hourly` only; write the hour too, e.g. 09:00.")
        times = tuple(sorted(self._times)) or (USUAL,)
        if len(times) > MOST_TIMES:
            raise ScheduleError(f"That is {len(times)} times a day; {MOST_TIMES} are possible.")
        if self._dates or self._monthly:
            if self._days:
                raise ScheduleError("Use days of the week or days of the month, not both.")
            if not self._dates:
                raise ScheduleError("Say on which day of the month, e.g. `monthly 1 09:00` or `monthly last 09:00`.")
            return Schedule(dates=tuple(sorted(self._dates)), times=times)
        if not self._days:
            if self._weekly:
                raise ScheduleError("Say on which day of the week, e.g. `mon 09:00`.")
            raise ScheduleError(f"Say on which days, e.g. {EXAMPLES}.")
        return Schedule(days=frozenset(self._days), times=times)

    def _every_hour(self) -> Schedule:
        if self._days or self._dates or self._monthly or self._times:
            raise ScheduleError("`hourly` takes no days and no time of day, only a minute: `hourly :15`.")
        minutes = [*self._numbers, *([] if self._minute is None else [self._minute])]
        if len(minutes) > 1:
            raise ScheduleError("`hourly` takes one minute: `hourly :15`.")
        return Schedule(minute=_minute(minutes[0], str(minutes[0])) if minutes else 0)

    def _place_numbers(self) -> None:
        """A bare number is a day of the month after `monthly`, else an hour."""
        for number in self._numbers:
            if self._monthly:
                self._dates.add(_date(number, str(number)))
            else:
                self._times.add(_time(f"{number}:00"))


def _days(word: str) -> set[int]:
    """`mon`, `mondays`, `fri-mon`; empty for anything else."""
    first, dash, last = word.partition("-")
    begin, end = _day(first), _day(last) if dash else _day(first)
    if begin is None or end is None:
        return set()
    return {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}


def _day(word: str) -> int | None:
    word = word.rstrip(".").removesuffix("s") if len(word) > 4 else word.rstrip(".")
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(DAYS) if name.lower().startswith(word)), None)


def _time(word: str) -> time:
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    found = _TIME.fullmatch(word)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise ScheduleError(f"{word[:20]!r} is no time of day. Write it as 09:00, 17:30 or 9am.")
    return time(hour, minute)


def _minute(value: int, word: str) -> int:
    if value > 59:
        raise ScheduleError(f"{word!r} is no minute. Write for example `hourly :15`.")
    return value


def _date(value: int, word: str) -> int:
    if not 1 <= value <= 31:
        raise ScheduleError(f"{word!r} is no day of the month. Use 1 to 31, or `last`.")
    return value


def _listed(items: Iterable[str]) -> str:
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
