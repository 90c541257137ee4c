"""Schedules in words, and when they fire."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.times.schedule import EVERY_DAY, WEEKDAYS, WEEKENDS, Schedule, ScheduleError, parse, zone, zone_name

ZONES = (
    "UTC", "Europe/Stockholm", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata",
    "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Chatham",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("daily 09:00", Schedule(days=EVERY_DAY, times=(time(9),))),
        ("every day at 9", Schedule(days=EVERY_DAY, times=(time(9),))),
        ("Weekdays 17:30", Schedule(days=WEEKDAYS, times=(time(17, 30),))),
        ("every weekday at 5.30pm", Schedule(days=WEEKDAYS, times=(time(17, 30),))),
        ("weekends 10:00", Schedule(days=WEEKENDS, times=(time(10),))),
        ("mon 08:00", Schedule(days=frozenset({0}), times=(time(8),))),
        ("mon,thu 8:00", Schedule(days=frozenset({0, 3}), times=(time(8),))),
        ("Mondays and Thursdays at 8 a.m.", Schedule(days=frozenset({0, 3}), times=(time(8),))),
        ("mon, tues, wed 8:00 20:00", Schedule(days=frozenset({0, 1, 2}), times=(time(8), time(20)))),
        ("mon-fri 09:00", Schedule(days=WEEKDAYS, times=(time(9),))),
        ("mon – fri 09:00", Schedule(days=WEEKDAYS, times=(time(9),))),
        ("friday to monday noon", Schedule(days=frozenset({4, 5, 6, 0}), times=(time(12),))),
        ("every monday at 9am", Schedule(days=frozenset({0}), times=(time(9),))),
        ("weekly fri 12am", Schedule(days=frozenset({4}), times=(time(0),))),
        ("daily 12pm", Schedule(days=EVERY_DAY, times=(time(12),))),
        ("daily", Schedule(days=EVERY_DAY, times=(time(9),))),
        ("hourly", Schedule(minute=0)),
        ("every hour at :15", Schedule(minute=15)),
        ("monthly 1 09:00", Schedule(dates=(1,), times=(time(9),))),
        ("the 1st and 15th of every month at 9", None),
        ("monthly 1st 15th 9:00", Schedule(dates=(1, 15), times=(time(9),))),
        ("monthly last 18:00", Schedule(dates=(31,), times=(time(18),))),
    ],
)
def test_words_become_a_schedule(typed: str, expected: Schedule | None) -> None:
    if expected is None:  # after `month` a bare number is a day, so this one names three
        expected = Schedule(dates=(1, 9, 15), times=(time(9),))
    assert parse(typed) == (expected, None)


@pytest.mark.parametrize(
    ("typed", "tz"),
    [
        ("daily 09:00 Europe/Stockholm", "Europe/Stockholm"),
        ("daily 09:00 europe/stockholm", "Europe/Stockholm"),
        ("daily 09:00 (Europe/Stockholm)", "Europe/Stockholm"),
        ("mon-fri 09:00 America/Port-au-Prince", "America/Port-au-Prince"),
        ("daily 09:00 Stockholm", "Europe/Stockholm"),
        ("daily 9 utc", "UTC"),
        ("hourly Asia/Kolkata", "Asia/Kolkata"),
    ],
)
def test_a_zone_may_stand_with_it(typed: str, tz: str) -> None:
    assert parse(typed)[1] == tz


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "on which days"),
        ("09:00", "on which days"),
        ("sometimes", "'sometimes' is not understood"),
        ("daily 25:00", "'25:00' is no time of day"),
        ("daily 9:75", "is no time of day"),
        ("daily 13pm", "is no time of day"),
        ("daily 0am", "is no time of day"),
        ("daily 09:00 Europe/Stokholm", "Did you mean Europe/Stockholm"),
        ("daily 09:00 Europe/Paris Europe/Rome", "one time zone"),
        ("daily 09:00 EST", "not understood"),
        ("monthly 09:00", "which day of the month"),
        ("monthly 32 09:00", "no day of the month"),
        ("monthly mon 09:00", "not both"),
        ("weekly 09:00", "which day of the week"),
        ("hourly mon", "takes no days"),
        ("hourly 75", "no minute"),
        ("hourly 5 10", "one minute"),
        ("daily :15", "goes with `hourly` only"),
        ("daily " + " ".join(f"09:{minute:02d}" for minute in range(25)), "24 are possible"),
    ],
)
def test_what_is_no_schedule_is_answered_plainly(typed: str, said: str) -> None:
    with pytest.raises(ScheduleError, match=said):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("weekdays 17:30", "every weekday at 17:30 (Europe/Stockholm)"),
        ("daily 9 18", "every day at 09:00 and 18:00 (Europe/Stockholm)"),
        ("mon,wed,fri 8:00", "every Monday, Wednesday and Friday at 08:00 (Europe/Stockholm)"),
        ("hourly", "every hour (Europe/Stockholm)"),
        ("hourly :15", "every hour at 15 past (Europe/Stockholm)"),
        ("monthly 1 last 9:00", "on day 1 and the last day of every month at 09:00 (Europe/Stockholm)"),
    ],
)
def test_it_is_said_back_in_words(typed: str, said: str) -> None:
    assert parse(typed)[0].words("Europe/Stockholm") == said


def at(text: str, tz: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "tz", "after", "expected"),
    [
        ("daily 09:00", "Europe/Stockholm", "2026-03-28T09:00", "2026-03-29T09:00"),
        ("daily 02:30", "Europe/Stockholm", "2026-03-28T12:00", "2026-03-29T03:30"),  # skipped: an hour later
        ("daily 02:30", "Europe/Stockholm", "2026-03-29T03:30", "2026-03-30T02:30"),
        ("mon 08:00", "Europe/Stockholm", "2026-03-29T00:00", "2026-03-30T08:00"),
        ("fri 17:00", "America/New_York", "2026-10-30T17:00", "2026-11-06T17:00"),
        ("monthly last 09:00", "UTC", "2026-02-01T00:00", "2026-02-28T09:00"),
        ("monthly 30 09:00", "UTC", "2026-02-28T09:00", "2026-03-30T09:00"),
        ("monthly last 09:00", "UTC", "2028-02-01T00:00", "2028-02-29T09:00"),
        ("weekends 10:00", "UTC", "2026-11-21T10:00", "2026-11-22T10:00"),
        ("daily 09:00", "Pacific/Apia", "2011-12-29T09:00", "2011-12-31T09:00"),  # a day that never was
        ("hourly :15", "Asia/Kathmandu", "2026-01-01T10:15", "2026-01-01T11:15"),
    ],
)
def test_next_slot(typed: str, tz: str, after: str, expected: str) -> None:
    schedule, _ = parse(typed)
    assert schedule.next_after(at(after, tz), ZoneInfo(tz)) == at(expected, tz)


def test_a_repeated_hour_counts_once() -> None:
    schedule, stockholm = parse("daily 02:30")[0], ZoneInfo("Europe/Stockholm")
    first = schedule.next_after(at("2026-10-25T00:00", "Europe/Stockholm"), stockholm)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert schedule.next_after(first, stockholm) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
schedules = st.one_of(
    st.builds(
        Schedule,
        days=st.frozensets(st.integers(0, 6), min_size=1),
        times=st.lists(times, min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
    ),
    st.builds(
        Schedule,
        dates=st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
        times=st.lists(times, min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
    ),
    st.builds(Schedule, minute=st.integers(0, 59)),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(lambda found: found.replace(tzinfo=UTC))  # noqa: DTZ001


@given(schedules)
def test_short_words_parse_back(schedule: Schedule) -> None:
    assert parse(str(schedule)) == (schedule, None)


@given(schedules, moments, st.sampled_from(ZONES))
def test_slots_rise_and_show_the_wanted_local_time(schedule: Schedule, moment: datetime, tz: str) -> None:
    local = ZoneInfo(tz)
    slots = [moment]
    for _ in range(6):
        slots.append(schedule.next_after(slots[-1], local))
    assert all(later > earlier for earlier, later in pairwise(slots))
    wanted: set[datetime] = set()
    for slot in slots[1:]:
        here = slot.astimezone(local)
        if schedule.minute is not None:
            assert here.minute == schedule.minute
            continue
        asked = _asked_for(here, schedule)
        assert asked, f"{here} fits nothing in {schedule}"
        assert not asked & wanted, "one slot twice"
        wanted |= asked


def _asked_for(here: datetime, schedule: Schedule) -> set[datetime]:
    """The wall times of the schedule that this moment stands for: what the clock shows, or what it skipped."""
    found = set()
    for days in (-1, 0):
        for at_time in schedule.times:
            wall = datetime.combine(here.date() + timedelta(days=days), at_time)
            same = wall.replace(tzinfo=here.tzinfo).astimezone(UTC) == here.astimezone(UTC)
            if same and schedule.falls_on(wall.date()):
                found.add(wall)
    return found


@given(schedules, moments, st.sampled_from(ZONES))
def test_no_slot_is_left_out(schedule: Schedule, moment: datetime, tz: str) -> None:
    """Whatever moment before a slot one starts from, the same slot comes next."""
    local = ZoneInfo(tz)
    slot = schedule.next_after(moment, local)
    halfway = moment + (slot - moment) / 2
    assert schedule.next_after(halfway, local) == slot


def test_zone_names() -> None:
    assert zone_name("new york") == "America/New_York"
    assert zone("Europe/Rome").key == "Europe/Rome"
    with pytest.raises(ScheduleError, match="no time zone"):
        zone("Middle/Earth")
