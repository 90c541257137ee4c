"""Schedules in words: `weekdays 17:30 Europe/Stockholm`, `every 2 weeks on monday 9:00`, `last day of the month`. Pure.

What is said is done as said; a word that means nothing here is refused with the nearest forms, never dropped.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Literal

from bot.times import words_of_time as spoken
from bot.times.schedule_words import is_once, nearest, nearly, words_of
from bot.times.slots import EVERY_DAY, LAST, WEEKDAYS, WEEKENDS, Nth, Schedule, Unit
from bot.times.words_of_time import NAMED_TIMES, USUAL, date_of, days_of, kind_of_day, minute_of, time_of
from bot.times.zones import ABBREVIATED, ScheduleError, known_zone, long_name, zone, zone_name

__all__ = [
    "EVERY_DAY", "WEEKDAYS", "WEEKENDS", "Nth", "Schedule", "ScheduleError", "is_one", "parse", "zone",
    "zone_name",
]  # fmt: skip

MOST_TIMES = 24
MOST_EVERY = {"day": 90, "week": 26, "month": 12}

_BEFORE_LAST = re.compile(r"\b(?:second|2nd|third|3rd|next)[ -](?:to[ -])?last\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


def parse(text: str) -> tuple[Schedule, str | None]:
    """The schedule and the zone's name, if one is given; raises `ScheduleError`."""
    reader = _Reader(text)
    reader.read(words_of(text))
    return reader.schedule(), reader.tz


def is_one(text: str) -> bool:
    """Whether these words are a schedule."""
    reader = _Reader(text, explains=False)
    try:
        reader.read(words_of(text))
        reader.schedule()
    except ScheduleError:
        return False
    return True


class _Reader:
    """Takes word after word; what none of its readers takes is refused. The nearest forms are looked for only where
    somebody reads why (`explains`)."""

    def __init__(self, text: str, *, explains: bool = True) -> None:
        self._text, self._explains = text, explains
        self.tz: str | None = None
        self._days: set[int] = set()
        self._dates: set[int] = set()
        self._nth: set[Nth] = set()
        self._times: set[time] = set()
        self._numbers: list[int] = []
        self._monthly = self._hourly = self._weekly = False
        self._minute: int | None = None
        self._parts: list[str] = []
        self._order = ""
        """`d` for each day, `t` for each time, `n` for a number that may be either, as they were said."""
        self._without: set[int] = set()
        self._excepting = False
        self._how_often: tuple[int, str] | None = None
        self._every: int = 1
        self._unit: Unit = "week"
        self._anchor: date | None = None

    def read(self, words: list[str]) -> None:
        if before_last := _BEFORE_LAST.search(self._text):
            raise self._refused(f"`{before_last[0]}`")
        monthly = bool(spoken.MONTHLY & {*words})
        at = 0
        while at < len(words):
            at += (
                self._often(words, at)
                or self._interval(words, at, monthly)
                or self._ordinals(words, at)
                or self._from(words, at)
            )
            if at < len(words) and not self._begins(words, at):
                if words[at].isdecimal() and words[at + 1 : at + 2] and words[at + 1] in spoken.LENGTHS:
                    raise self._refused(f"`{words[at]} {words[at + 1]}`")
                at += self._city(words, at) or self._take(words[at].removeprefix("tz="))

    def _city(self, words: list[str], at: int) -> int:
        """`new york`, `ho chi minh`: a zone of several words."""
        if count := long_name(words[at : at + 3]):
            self._zone(" ".join(words[at : at + count]).removeprefix("tz="))
        return count

    def _begins(self, words: list[str], at: int) -> bool:
        """Whether something of several words begins here."""
        return (
            words[at] in ("every", "once", "twice", "thrice")
            or self._counted(words, at) > 0
            or (words[at] in ("from", "starting"))
        )

    def _often(self, words: list[str], at: int) -> int:
        """`twice daily`, `once week`: as often as times or days must be named beside it."""
        number = {"once": 1, "twice": 2, "thrice": 3}.get(words[at])
        rest = [word for word in words[at + 1 : at + 3] if word not in ("per", "every")]
        unit = {"day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month"}
        if number is None:
            return 0
        if not rest or rest[0] not in unit:
            raise self._refused(f"`{words[at]}`")
        self._how_often = number, unit[rest[0]]
        if unit[rest[0]] == "day":
            self._days |= EVERY_DAY
        self._weekly |= unit[rest[0]] == "week"
        self._monthly |= unit[rest[0]] == "month"
        return 1 + words[at + 1 : at + 3].index(rest[0]) + 1

    def _interval(self, words: list[str], at: int, monthly: bool) -> int:
        """`every 2 weeks`, `every other day`, `every second monday`; a mere `every` means nothing by itself."""
        if words[at] != "every":
            return 0
        rest = words[at + 1 : at + 3]
        number = spoken.COUNTS.get(rest[0]) if rest else None
        if rest and rest[0].isdecimal():
            number = int(rest[0])
        if number is None or len(rest) < 2:
            if rest and number is not None:
                raise self._refused(f"`every {rest[0]}`")
            return 1
        unit, days = spoken.UNITS.get(rest[1]), days_of(rest[1])
        ordinal = rest[0] in spoken.ORDINALS and (monthly and unit is None)
        if ordinal:
            return 1
        if days and number > 2 and rest[0] in spoken.ORDINALS:
            raise ScheduleError(
                f"`every {rest[0]} {rest[1]}` can mean two things. Use `{rest[0]} {rest[1]} of the month 09:00`"
                f" or `every {number} weeks on {rest[1]} 09:00`."
            )
        if unit is None and not days:
            raise self._refused(f"`every {rest[0]} {rest[1][:20]}`")
        self._count(number, unit or "week", " ".join(rest))
        if unit == "month":
            self._monthly = True
        elif unit is None:
            self._days |= days
        elif unit == "week":
            self._weekly = True
        return 3

    def _count(self, number: int, unit: Unit, said: str) -> None:
        if self._every != 1:
            raise ScheduleError("Use only one interval, like `every 2 weeks on monday 9:00`.")
        if not 1 <= number <= MOST_EVERY[unit]:
            raise ScheduleError(f"`every {said[:30]}` isn't possible: 1 to {MOST_EVERY[unit]} {unit}s at most.")
        self._every, self._unit = number, unit
        if number == 1 and unit == "day":
            self._days |= EVERY_DAY

    def _counted(self, words: list[str], at: int) -> int:
        """How many ordinals stand here before a day: `1st 3rd monday`; 0 where they are dates."""
        end = at
        while end < len(words) and words[end] in spoken.ORDINALS:
            end += 1
        if end == at or end == len(words):
            return 0
        return end - at if kind_of_day(words[end]) is not None else 0

    def _ordinals(self, words: list[str], at: int) -> int:
        """`first monday`, `last friday`, `last day`, `2nd and 4th tuesday` of the month."""
        count = self._counted(words, at)
        if not count:
            return 0
        days = kind_of_day(words[at + count]) or frozenset()
        for word in words[at : at + count]:
            which = spoken.ORDINALS[word]
            if days == EVERY_DAY:
                self._dates.add(LAST if which == -1 else which)
            elif which == 5:
                raise ScheduleError(f"Not every month has a {word} {words[at + count]}. Use first to fourth, or last.")
            else:
                self._nth.add(Nth(which, days))
        self._monthly = True
        self._order += "d"
        return count + 1

    def _from(self, words: list[str], at: int) -> int:
        """`from 2026-03-02`: the day from which weeks, days or months are counted."""
        if words[at] not in ("from", "starting"):
            return 0
        try:
            self._anchor = date.fromisoformat(words[at + 1])
        except (IndexError, ValueError):
            if self._hourly:
                raise self._refused(f"`{' '.join(words[at : at + 2])[:30]}`") from None
            raise ScheduleError(f"Add a start date, like `{words[at]} 2026-03-02`.") from None
        return 2

    def _take(self, word: str) -> Literal[1]:
        """One word; raises `ScheduleError` for one that means nothing here."""
        if is_once(word):
            raise ScheduleError(f"`{word}` comes only once, and digests repeat. {self._repeating()}")
        if word == "except":
            self._excepting = True
        elif self._excepting and (without := spoken.SETS_OF_DAYS.get(word) or days_of(word)):
            self._without |= without
        elif self._excepting and not self._without:
            raise self._refused(f"`except {word[:30]}`")
        elif not (self._takes_rhythm(word) or self._takes_time(word) or self._takes_day(word)):
            self._zone(word)
        return 1

    def _takes_rhythm(self, word: str) -> bool:
        """`hourly`, `weekly`, `monthly`: what repeats, its days said beside it."""
        if word in spoken.MONTHLY:
            self._monthly = True
        elif word in spoken.HOURLY:
            self._hourly = True
        elif word in ("weekly", "week", "weeks"):
            self._weekly = True
        else:
            return False
        return True

    def _takes_time(self, word: str) -> bool:
        """`17:30`, `9am`, `noon`, `morning`, `:15`; a bare number may be a day as well, and is not taken."""
        if word in spoken.PARTS_OF_DAY:
            self._parts.append(word)
        elif re.fullmatch(r":\d{2}", word):
            self._minute = minute_of(int(word[1:]), word)
            return True
        elif word in NAMED_TIMES or (word[0].isdigit() and not _ORDINAL.fullmatch(word)):
            self._times.add(time_of(word))
        else:
            return False
        self._order += "t"
        return True

    def _takes_day(self, word: str) -> bool:
        """`weekdays`, `mon-thu`, `15th`, `last`; and a bare number, of which is seen later what it is."""
        if word.isdigit() and _ORDINAL.fullmatch(word):
            self._numbers.append(int(word))
            self._order += "n"
            return True
        if days := spoken.SETS_OF_DAYS.get(word) or days_of(word):
            self._days |= days
        elif word == "last":
            self._dates.add(LAST)
        elif found := _ORDINAL.fullmatch(word):
            self._dates.add(date_of(int(found[1]), word))
        elif word in spoken.ORDINALS:
            self._dates.add(spoken.ORDINALS[word])
        else:
            return False
        self._order += "d"
        return True

    def _zone(self, word: str) -> None:
        if "/" not in word and word not in ABBREVIATED and not known_zone(word):
            raise self._refused(repr(word[:40]))
        if self.tz is not None:
            raise ScheduleError("Use only one time zone.")
        self.tz = zone_name(word)

    def _repeating(self) -> str:
        """What repeats at the time that was said for once: `daily at 9` for `tomorrow at 9`."""
        rest = " ".join(word for word in words_of(self._text) if not is_once(word))
        every = next(
            (said for said in (rest, f"daily {rest}") if rest and self._explains and is_one(said)), "daily 09:00"
        )
        return f"Try `{every}`, or `/sinch digest now` for one right away."

    def _refused(self, said: str) -> ScheduleError:
        if not self._explains:
            return ScheduleError(said)
        meant = next(filter(is_one, nearly(self._text)), "")
        exactly = f"`{meant}`, " if meant else ""
        return ScheduleError(
            f"{said} isn't a schedule I can read. Nearest: {exactly}{nearest(self._text, besides=meant)}."
        )

    def schedule(self) -> Schedule:
        """What the words add up to."""
        if self._hourly:
            return self._every_hour()
        self._place_numbers()
        if self._minute is not None:
            raise ScheduleError(f"`:{self._minute:02d}` only works with `hourly`. Add the hour, like 09:00.")
        self._leave_out()
        self._refuse_own_times()
        times = self._all_times()
        self._count_often()
        if len(times) > MOST_TIMES:
            raise ScheduleError(f"That's {len(times)} times a day; {MOST_TIMES} are possible.")
        if self._dates or self._nth or self._monthly:
            return self._of_months(times)
        return self._of_weeks(times)

    def _leave_out(self) -> None:
        """`daily except sunday`: days that are none after all."""
        if not self._excepting:
            return
        if not self._without or not self._without < self._days or self._dates or self._nth:
            raise ScheduleError("Name the days that are left out, like `daily except sunday 9:00`.")
        self._days -= self._without

    def _refuse_own_times(self) -> None:
        """Raises `ScheduleError` where days have times of their own: one schedule has the same for all."""
        numbers = "d" if self._monthly and not self._nth else "t"
        said = re.sub(r"(.)\1+", r"\1", self._order.replace("n", numbers))
        if ("dtdt" in said or "tdtd" in said) and (self._parts or len(self._times) > 1):
            raise ScheduleError(
                "A digest has the same times on all its days. Add `mon 9:00` and `fri 12:00` one by one."
            )
        if len({*self._parts}) > 1 and self._times:
            raise ScheduleError("Use times without parts of the day, like `daily 9:00 17:00`.")

    def _count_often(self) -> None:
        """Raises `ScheduleError` where `twice daily` stands beside one time."""
        if self._how_often is None:
            return
        number, unit = self._how_often
        said = {"day": len(self._times), "week": len(self._days), "month": len(self._dates) + len(self._nth)}
        if said[unit] != number:
            forms = {"day": "daily 9:00 17:00", "week": "mon,thu 9:00", "month": "monthly 1 15 9:00"}
            once = {"day": "daily 9:00", "week": "mon 9:00", "month": "monthly 1 9:00"}
            what = {"day": "time", "week": "day", "month": "day of the month"}[unit]
            asked = f"each {what}" if number > 1 else f"the {what}"
            raise ScheduleError(f"Name {asked}, like `{(forms if number > 1 else once)[unit]}`.")

    def _of_months(self, times: tuple[time, ...]) -> Schedule:
        if self._days:
            raise ScheduleError("Use days of the week or days of the month, not both.")
        if not self._dates and not self._nth:
            first = f"every {self._every} months on the 1st 09:00" if self._every > 1 else "monthly 1 09:00"
            raise ScheduleError(f"Add a day of the month, like `{first}` or `last day of the month 09:00`.")
        if self._weekly or (self._every > 1 and self._unit != "month"):
            raise ScheduleError("Days of the month only work with months: `every 2 months on the 1st 09:00`.")
        nth = tuple(sorted(self._nth, key=lambda weekdays: (weekdays.which % 9, sorted(weekdays.days))))
        dates = tuple(sorted(self._dates))
        unit: Unit = "month" if self._every > 1 else "week"
        return Schedule(dates=dates, nth=nth, times=times, every=self._every, unit=unit, anchor=self._begin())

    def _of_weeks(self, times: tuple[time, ...]) -> Schedule:
        if self._every > 1 and self._unit == "day":
            if self._days:
                raise ScheduleError("`every 2 days` can't have days of the week. Use `every 2 weeks on monday`.")
            return Schedule(times=times, every=self._every, unit="day", anchor=self._begin())
        if not self._days and self._parts and not self._weekly:
            self._days |= EVERY_DAY
        if not self._days:
            if self._weekly:
                interval = f"every {self._every} weeks on monday" if self._every > 1 else "mon"
                raise ScheduleError(f"Add a day of the week, like `{interval} 09:00`.")
            at = " ".join(f"{moment:%H:%M}" for moment in times)
            raise ScheduleError(f"Add days, like `daily {at}`, `mon,thu {at}` or `last day of the month {at}`.")
        return Schedule(days=frozenset(self._days), times=times, every=self._every, anchor=self._begin())

    def _begin(self) -> date | None:
        if self._anchor is not None and self._every == 1:
            raise ScheduleError(
                "`from` only works with an interval, like `every 2 weeks on monday 9:00 from 2026-03-02`."
            )
        return self._anchor

    def _all_times(self) -> tuple[time, ...]:
        usual = {spoken.PARTS_OF_DAY[part] for part in self._parts} or {USUAL}
        if not self._times:
            return tuple(sorted(usual))
        if min(usual) >= time(12):
            return tuple(sorted(at.replace(hour=at.hour + 12) if 1 <= at.hour < 12 else at for at in self._times))
        early = {*self._parts} & {"morning", "mornings"}
        return tuple(sorted(at.replace(hour=0) if early and at.hour == 12 else at for at in self._times))

    def _every_hour(self) -> Schedule:
        if self._days or self._dates or self._monthly or self._times or self._every > 1 or self._parts:
            raise ScheduleError("`hourly` can only have a minute, like `hourly :15`.")
        minutes = [*self._numbers, *([] if self._minute is None else [self._minute])]
        if len(minutes) > 1:
            raise ScheduleError("`hourly` can have one minute, like `hourly :15`.")
        return Schedule(minute=minute_of(minutes[0], str(minutes[0])) if minutes else 0)

    def _place_numbers(self) -> None:
        """A bare number is a day of the month after `monthly`, else an hour, and so it is after `first monday`."""
        said, _, after = self._order.partition("d")
        if self._dates and self._monthly and not self._nth and not self._times and "n" in after:
            number = self._numbers[said.count("n")]
            if number <= 23:
                either = f"`{number}` can be a day or a time. Use `{number}:00` for the time"
                raise ScheduleError(f"{either}, or `monthly 1 15 9:00`.")
        before = said.count("n") if self._nth and self._times else 0
        for at, number in enumerate(self._numbers):
            if self._monthly and (not self._nth or at < before):
                self._dates.add(date_of(number, str(number)))
            else:
                self._times.add(time_of(f"{number}:00"))
