"""When a digest is due: the slots of a schedule. Pure.

Local times that the clock skips in spring count with the offset before the jump (02:30 comes at 03:30), times that it
repeats in autumn count once, the first time, as RFC 5545 has it. `hourly` follows real hours and knows neither.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKENDS = frozenset((5, 6))
LAST = 31
"""Day of the month that means the last one; shorter months end earlier."""
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Nth:
    """`first Monday`, `last weekday` of a month: which one (-1: the last) of the days that are meant."""

    which: int
    days: frozenset[int]

    def falls_on(self, day: date) -> bool:
        """Whether a day is the nth of its kind in its month."""
        last = monthrange(day.year, day.month)[1]
        fitting = [number for number in range(1, last + 1) if day.replace(day=number).weekday() in self.days]
        return day.day == fitting[self.which if self.which < 0 else self.which - 1]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Local times on some days of the week or the month, or a minute of every hour (`minute`).

    `every` leaves out days, weeks or months: those count that are a whole number of `every` after `anchor`.
    """

    days: frozenset[int] = frozenset()
    dates: tuple[int, ...] = ()
    nth: tuple[Nth, ...] = ()
    times: tuple[time, ...] = ()
    minute: int | None = None
    every: int = 1
    unit: Unit = "week"
    anchor: date | None = None

    def __str__(self) -> str:
        """Short words that parse back to the same schedule."""
        if self.minute is not None:
            return "hourly" if self.minute == 0 else f"hourly :{self.minute:02d}"
        at = " ".join(f"{moment:%H:%M}" for moment in self.times)
        begin = f" from {self.anchor.isoformat()}" if self.anchor else ""
        if self.dates or self.nth:
            first = "monthly" if self.every == 1 else f"every {self.every} months"
            on = ["last" if number == LAST else str(number) for number in self.dates]
            on += [f"{ORDINALS[nth.which]} {_short(nth.days)}" for nth in self.nth]
            return f"{first} {' '.join(on)} {at}{begin}"
        if self.every > 1 and self.unit == "day":
            return f"every {self.every} days {at}{begin}"
        named = {EVERY_DAY: "daily", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}.get(self.days)
        on_days = named or ",".join(DAYS[day][:3].lower() for day in sorted(self.days))
        return f"every {self.every} weeks {on_days} {at}{begin}" if self.every > 1 else f"{on_days} {at}"

    def words(self, tz: str = "") -> str:
        """A phrase for people: `every weekday at 17:30 (Europe/Stockholm)`."""
        zone = f" ({tz})" if tz else ""
        if self.minute is not None:
            return "every hour" + (f" at {self.minute} past" if self.minute else "") + zone
        at = _listed(f"{moment:%H:%M}" for moment in self.times)
        if self.dates or self.nth:
            on = ["the last day" if number == LAST else f"day {number}" for number in self.dates]
            on += [f"the {ORDINALS[nth.which]} {_named(nth.days)}" for nth in self.nth]
            months = "month" if self.every == 1 else f"{self.every} months"
            return f"on {_listed(on)} of every {months} at {at}{zone}"
        if self.every > 1 and self.unit == "day":
            return f"every {self.every} days at {at}{zone}"
        if self.every > 1:
            return f"every {self.every} weeks on {_named(self.days, plural=True)} at {at}{zone}"
        return f"every {_named(self.days)} at {at}{zone}"

    def anchored(self, moment: datetime, zone: ZoneInfo) -> Schedule:
        """The same, its weeks, days or months counted from its first slot after `moment`."""
        if self.every == 1 or self.anchor is not None:
            return self
        plain = replace(self, every=1, days=self.days or (EVERY_DAY if self.unit == "day" else frozenset()))
        return replace(self, anchor=plain.next_after(moment, zone).astimezone(zone).date())

    def next_after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first slot later than `moment` (aware), in UTC."""
        if self.minute is not None:
            return _next_minute(moment, zone, self.minute)
        day = moment.astimezone(zone).date() - timedelta(days=2)
        if self.anchor is not None and day < self.anchor - timedelta(days=1):
            day = self.anchor - timedelta(days=1)
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
        if not self._counts(day):
            return False
        if self.dates or self.nth:
            last = monthrange(day.year, day.month)[1]
            return day.day in {min(number, last) for number in self.dates} or any(nth.falls_on(day) for nth in self.nth)
        return (self.every > 1 and self.unit == "day") or day.weekday() in self.days

    def _counts(self, day: date) -> bool:
        """Whether this day, its week or its month is one of those that are not left out."""
        if self.every == 1 or self.anchor is None:
            return True
        if day < self.anchor:
            return False
        if self.unit == "day":
            return (day - self.anchor).days % self.every == 0
        if self.unit == "month":
            return ((day.year - self.anchor.year) * 12 + day.month - self.anchor.month) % self.every == 0
        weeks = (_monday(day) - _monday(self.anchor)).days // 7
        return weeks % self.every == 0

    def _slots(self, day: date, zone: ZoneInfo) -> Iterator[datetime]:
        for at in self.times:
            yield datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_minute(moment: datetime, zone: ZoneInfo, minute: int) -> datetime:
    """The next real time at which the local clock shows that minute."""
    at = moment.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    while (off := (minute - at.astimezone(zone).minute) % 60) != 0:
        later = at + timedelta(minutes=off)
        at = later if later.astimezone(zone).minute == minute else at + timedelta(minutes=1)
    return at


def _short(days: frozenset[int]) -> str:
    if days == WEEKDAYS:
        return "weekday"
    return DAYS[min(days)][:3].lower()


def _named(days: frozenset[int], *, plural: bool = False) -> str:
    """The days in words; `plural` after `on`."""
    if plural and days == EVERY_DAY:
        return "every day"
    named = {EVERY_DAY: "day", WEEKDAYS: "weekday", WEEKENDS: "Saturday and Sunday"}.get(days)
    if plural and days == WEEKDAYS:
        return "weekdays"
    return named or _listed(DAYS[day] for day in sorted(days))


def _listed(items: Iterable[str]) -> str:
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
