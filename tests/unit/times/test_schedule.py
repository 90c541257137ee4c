"""Schedules in words, and when they fire."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.times.schedule import EVERY_DAY, WEEKDAYS, WEEKENDS, Nth, Schedule, ScheduleError, parse, zone, zone_name

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
        ("from monday to friday at 0730", Schedule(days=WEEKDAYS, times=(time(7, 30),))),
        ("weekdays at eight thirty", Schedule(days=WEEKDAYS, times=(time(8, 30),))),
        ("every day but wednesday 9:00", Schedule(days=EVERY_DAY - {2}, times=(time(9),))),
        ("weekly fri 12am", Schedule(days=frozenset({4}), times=(time(0),))),
        ("daily 12pm", Schedule(days=EVERY_DAY, times=(time(12),))),
        ("daily", Schedule(days=EVERY_DAY, times=(time(9),))),
        ("hourly", Schedule(minute=0)),
        ("every hour at :15", Schedule(minute=15)),
        ("monthly 1 09:00", Schedule(dates=(1,), times=(time(9),))),
        ("the 1st and 15th of every month at 9", Schedule(dates=(1, 15), times=(time(9),))),
        ("monthly 1st 15th 9:00", Schedule(dates=(1, 15), times=(time(9),))),
        ("monthly last 18:00", Schedule(dates=(31,), times=(time(18),))),
        ("every 2 weeks on monday 9:00", Schedule(days=frozenset({0}), times=(time(9),), every=2)),
        ("every other friday at 16", Schedule(days=frozenset({4}), times=(time(16),), every=2)),
        ("every second tuesday", Schedule(days=frozenset({1}), times=(time(9),), every=2)),
        ("fortnightly on mon and thu 8:00", Schedule(days=frozenset({0, 3}), times=(time(8),), every=2)),
        ("every three weeks on wed", Schedule(days=frozenset({2}), times=(time(9),), every=3)),
        ("every 2 days", Schedule(times=(time(9),), every=2, unit="day")),
        ("every other day at 7pm", Schedule(times=(time(19),), every=2, unit="day")),
        ("every third day 8:00", Schedule(times=(time(8),), every=3, unit="day")),
        ("every 1 day 8:00", Schedule(days=EVERY_DAY, times=(time(8),))),
        ("first monday of the month", Schedule(nth=(Nth(1, frozenset({0})),), times=(time(9),))),
        ("every second monday of the month 9:00", Schedule(nth=(Nth(2, frozenset({0})),), times=(time(9),))),
        ("the last friday of every month at 4pm", Schedule(nth=(Nth(-1, frozenset({4})),), times=(time(16),))),
        (
            "1st and 3rd tuesday of the month 9:00",
            Schedule(nth=(Nth(1, frozenset({1})), Nth(3, frozenset({1}))), times=(time(9),)),
        ),
        ("last day of the month", Schedule(dates=(31,), times=(time(9),))),
        ("first day of the month 8:00", Schedule(dates=(1,), times=(time(8),))),
        ("last working day of the month 17:00", Schedule(nth=(Nth(-1, WEEKDAYS),), times=(time(17),))),
        ("first weekday of each month", Schedule(nth=(Nth(1, WEEKDAYS),), times=(time(9),))),
        ("every 3 months on the 1st 9:00", Schedule(dates=(1,), times=(time(9),), every=3, unit="month")),
        ("on day 1 of every month at 9", Schedule(dates=(1,), times=(time(9),))),
        ("every morning", Schedule(days=EVERY_DAY, times=(time(9),))),
        ("every evening at 8", Schedule(days=EVERY_DAY, times=(time(20),))),
        ("monday mornings at 8:30", Schedule(days=frozenset({0}), times=(time(8, 30),))),
        ("twice daily at 9 and 17", Schedule(days=EVERY_DAY, times=(time(9), time(17)))),
        ("two times a day at 8:30 and 16h", Schedule(days=EVERY_DAY, times=(time(8, 30), time(16)))),
        ("once a week on friday at 3pm", Schedule(days=frozenset({4}), times=(time(15),))),
        ("twice a month on the 1st and 15th", Schedule(dates=(1, 15), times=(time(9),))),
        ("weekdays at half past eight", Schedule(days=WEEKDAYS, times=(time(8, 30),))),
        ("daily at quarter to nine", Schedule(days=EVERY_DAY, times=(time(8, 45),))),
        ("daily at quarter to one", Schedule(days=EVERY_DAY, times=(time(12, 45),))),
        ("daily at quarter to one in the morning", Schedule(days=EVERY_DAY, times=(time(0, 45),))),
        ("weekdays at ten past nine", Schedule(days=WEEKDAYS, times=(time(9, 10),))),
        ("fridays at twenty-five to six in the evening", Schedule(days=frozenset({4}), times=(time(17, 35),))),
        ("every morning and evening", Schedule(days=EVERY_DAY, times=(time(9), time(18)))),
        ("on the fifteenth and twenty-first of the month", Schedule(dates=(15, 21), times=(time(9),))),
        ("mon 9:00 and thu 9:00", Schedule(days=frozenset({0, 3}), times=(time(9),))),
        ("fridays at four", Schedule(days=frozenset({4}), times=(time(4),))),
        ("mon/wed/fri 9:00", Schedule(days=frozenset({0, 2, 4}), times=(time(9),))),
        ("alternate thursdays @ 10", Schedule(days=frozenset({3}), times=(time(10),), every=2)),
        ("every day except sunday at 9", Schedule(days=EVERY_DAY - {6}, times=(time(9),))),
        ("daily but not on weekends 8:00", Schedule(days=WEEKDAYS, times=(time(8),))),
        ("weekdays excluding wed and fri", Schedule(days=frozenset({0, 1, 3}), times=(time(9),))),
        ("at the end of every month 17:00", Schedule(dates=(31,), times=(time(17),))),
        ("start of the month", Schedule(dates=(1,), times=(time(9),))),
        ("day 15 at 9", Schedule(dates=(15,), times=(time(9),))),
        ("monthly on day 1 at 9", Schedule(dates=(1,), times=(time(9),))),
        ("last day of the month 8", Schedule(dates=(31,), times=(time(8),))),
        ("first and last day of the month 8", Schedule(dates=(1, 31), times=(time(8),))),
        ("the 15th of every month 8 and 17:00", Schedule(dates=(15,), times=(time(8), time(17)))),
        ("every 2 months on the last day 8", Schedule(dates=(31,), times=(time(8),), every=2, unit="month")),
        ("every 2nd month 15", Schedule(dates=(15,), times=(time(9),), every=2, unit="month")),
        ("every other day 8", Schedule(times=(time(8),), every=2, unit="day")),
        ("1st and 15 of the month", Schedule(dates=(1, 15), times=(time(9),))),
        (
            "first day and first monday of the month 8",
            Schedule(dates=(1,), nth=(Nth(1, frozenset({0})),), times=(time(8),)),
        ),
        ("monday thru wednesday 8", Schedule(days=frozenset({0, 1, 2}), times=(time(8),))),
        ("every hour at 15 past", Schedule(minute=15)),
        ("hourly at half past the hour", Schedule(minute=30)),
        ("at quarter past every hour", Schedule(minute=15)),
        ("every first of the month", Schedule(dates=(1,), times=(time(9),))),
        ("eight o'clock every sunday", Schedule(days=frozenset({6}), times=(time(8),))),
    ],
)
def test_words_become_a_schedule(typed: str, expected: Schedule) -> None:
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
        ("weekdays 9am in new york", "America/New_York"),
        ("daily 9:00 Ho Chi Minh time", "Asia/Ho_Chi_Minh"),
        ("hourly Asia/Kolkata", "Asia/Kolkata"),
    ],
)
def test_a_zone_may_stand_with_it(typed: str, tz: str) -> None:
    assert parse(typed)[1] == tz


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Add days"),
        ("09:00", "Add days"),
        ("sometimes", "'sometimes' isn't a schedule I can read"),
        ("daily 25:00", "'25:00' isn't a time of day"),
        ("daily 9:75", "isn't a time of day"),
        ("daily 13pm", "isn't a time of day"),
        ("daily 0am", "isn't a time of day"),
        ("daily 09:00 Europe/Stokholm", "Did you mean Europe/Stockholm"),
        ("daily 09:00 Europe/Paris Europe/Rome", "one time zone"),
        ("daily 09:00 EST", "Use `America/New_York` instead of EST"),
        ("weekdays 9:00 CEST", "Use `Europe/Berlin` instead of CEST"),
        ("every third tuesday 9:00", "`third tuesday of the month 09:00` or `every 3 weeks on tuesday 09:00`"),
        ("monthly 09:00", "a day of the month"),
        ("monthly last 9", "`9` can be a day or a time. Use `9:00`"),
        ("every 3 months on the 1st 9", "`9` can be a day or a time"),
        ("evry mondy 9:00", "'evry' isn't a schedule I can read. Nearest: `every monday 9:00`, "),
        ("monthly 32 09:00", "isn't a day of the month"),
        ("monthly mon 09:00", "not both"),
        ("weekly 09:00", "a day of the week"),
        ("hourly mon", "can only have a minute"),
        ("hourly 75", "isn't a minute"),
        ("hourly 5 10", "one minute"),
        ("daily :15", "only works with `hourly`"),
        ("every 2 weeks", "a day of the week.*every 2 weeks on monday"),
        ("every 2 hours", "every 2 hours.*isn't a schedule I can read. Nearest"),
        ("every 15 minutes", "isn't a schedule I can read. Nearest"),
        ("daily except holidays 9:00", "`except holidays` isn't a schedule I can read. Nearest"),
        ("every monday except the 1st", "isn't a schedule I can read"),
        ("monday except tuesday 9:00", "days that are left out"),
        ("weekends except saturday and sunday", "days that are left out"),
        ("daily except", "days that are left out"),
        ("twice a day", "each time, like `daily 9:00 17:00`"),
        ("three times a day at 9 and 17", "each time"),
        ("once a day at 9 and 17", "the time, like `daily 9:00`"),
        ("twice a week on monday", "each day, like `mon,thu 9:00`"),
        ("once a month", "the day of the month"),
        ("twice 9:00", "`twice` isn't a schedule I can read"),
        ("monday to thursday at 9:00, friday at 12:00", "same times on all its days"),
        ("monday morning and thursday evening", "same times on all its days"),
        ("mon-thu 9 and fri 8", "same times on all its days"),
        ("1st of every month at 09:00 and last day of the month at 17:00", "same times on all its days"),
        ("second last friday of the month", "`second last` isn't a schedule I can read. Nearest: `last friday"),
        ("every next-to-last friday of the month", "isn't a schedule I can read"),
        ("daily 8 in the morning and 5 in the evening", "without parts of the day"),
        ("every hour from 9 to 17", "`daily 9:00 13:00 17:00`"),
        ("biweekly on tuesday 10:00", "`every 2 weeks on monday 9:00`"),
        ("biweekly thursday 16:00", "Nearest: `every 2 weeks on thursday 16:00`"),
        ("10 to 6 every day", "Nearest"),
        ("quarterly", "`every 3 months on the 1st 09:00`"),
        ("quarterly on monday", "not both"),
        ("first week of the month", "only work with months"),
        ("every week on the 1st 9:00", "only work with months"),
        ("every second", "`every second` isn't a schedule"),
        ("every 2nd", "`every 2nd` isn't a schedule"),
        ("every 90 minutes", "`every 90 minutes`.*Nearest: .*hourly"),
        ("every 2 monday and 3 weeks 9:00", "`3 weeks` isn't a schedule I can read"),
        ("every 40 weeks on monday", "26 weeks at most"),
        ("every 0 days", "90 days at most"),
        ("fifth monday of the month", "Not every month has a fifth"),
        ("every 2 days on monday", "can't have days of the week"),
        ("every 2 weeks on the 1st of the month", "only work with months"),
        ("mon 9:00 from 2026-03-02", "only works with an interval"),
        ("every 2 days from soon", "a start date"),
        ("tomorrow at 9", "`tomorrow` comes only once, and digests repeat. Try `daily 9:00`"),
        ("next friday at 10", "`next` comes only once.*Try `friday 10:00`"),
        ("2026-12-24 18:00", "`2026-12-24` comes only once.*Try `daily 18:00`"),
        ("09:30", "`daily 09:30`"),
        ("mon,thu 9:00 sharp", "'sharp' isn't a schedule I can read. Nearest: `mon,thu 9:00`, "),
        ("daily 9:00 when it rains", "'when' isn't a schedule I can read. Nearest: `daily 9:00`, "),
        ("monday 9:00 biweekly", "'biweekly' isn't a schedule I can read"),
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
        ("every 2 weeks on monday 9:00", "every 2 weeks on Monday at 09:00 (Europe/Stockholm)"),
        ("every other day", "every 2 days at 09:00 (Europe/Stockholm)"),
        ("first monday of the month 9:00", "on the first Monday of every month at 09:00 (Europe/Stockholm)"),
        ("last weekday of the month 9:00", "on the last weekday of every month at 09:00 (Europe/Stockholm)"),
        ("every 3 months on the 1st 9:00", "on day 1 of every 3 months at 09:00 (Europe/Stockholm)"),
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
def test_the_next_slot_is_counted_in_local_time(typed: str, tz: str, after: str, expected: str) -> None:
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
    st.builds(
        Schedule,
        nth=st.tuples(
            st.builds(
                Nth,
                st.sampled_from([1, 2, 3, 4, -1]),
                st.one_of(st.integers(0, 6).map(lambda day: frozenset({day})), st.just(WEEKDAYS)),
            )
        ),
        times=st.tuples(times),
    ),
    st.builds(
        Schedule,
        dates=st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
        nth=st.sampled_from([1, 2, 3, 4, -1]).map(lambda which: (Nth(which, frozenset({0})),)),
        times=st.lists(times, min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
    ),
    st.builds(
        Schedule,
        days=st.frozensets(st.integers(0, 6), min_size=1),
        times=st.tuples(times),
        every=st.integers(2, 6),
        anchor=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    ),
    st.builds(
        Schedule,
        times=st.tuples(times),
        every=st.integers(2, 40),
        unit=st.just("day"),
        anchor=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    ),
    st.builds(
        Schedule,
        dates=st.tuples(st.integers(1, 31)),
        times=st.tuples(times),
        every=st.integers(2, 6),
        unit=st.just("month"),
        anchor=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    ),
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


def test_a_time_zone_goes_by_its_city_or_its_name() -> None:
    assert zone_name("new york") == "America/New_York"
    assert zone("Europe/Rome").key == "Europe/Rome"
    with pytest.raises(ScheduleError, match="isn't a time zone"):
        zone("Middle/Earth")


def days_of(typed: str, first: str, count: int, tz: str = "Europe/Stockholm") -> list[str]:
    """The local slots that follow the moment at which somebody adds the digest."""
    local = ZoneInfo(tz)
    moment = at(first, tz)
    plan = parse(str(parse(typed)[0].anchored(moment, local)))[0]
    found = []
    for _ in range(count):
        moment = plan.next_after(moment, local)
        found.append(f"{moment.astimezone(local):%a %Y-%m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("typed", "first", "expected"),
    [
        (  # across the change of clocks on 29 March
            "every 2 weeks on monday 9:00",
            "2026-03-04T12:00",
            ["Mon 2026-03-09 09:00", "Mon 2026-03-23 09:00", "Mon 2026-04-06 09:00"],
        ),
        (  # the days of one week belong together, also if it has begun
            "every 2 weeks on mon,thu 9:00",
            "2026-03-03T12:00",
            ["Thu 2026-03-05 09:00", "Mon 2026-03-16 09:00", "Thu 2026-03-19 09:00", "Mon 2026-03-30 09:00"],
        ),
        ("every 2 days 9:00", "2026-03-28T08:00", ["Sat 2026-03-28 09:00", "Mon 2026-03-30 09:00"]),
        ("every 2 days 9:00", "2026-03-28T10:00", ["Sun 2026-03-29 09:00", "Tue 2026-03-31 09:00"]),
        ("every other day 2:30", "2026-03-27T03:00", ["Sat 2026-03-28 02:30", "Mon 2026-03-30 02:30"]),
        (
            "first monday of the month 9:00",
            "2026-03-02T09:00",
            ["Mon 2026-04-06 09:00", "Mon 2026-05-04 09:00", "Mon 2026-06-01 09:00"],
        ),
        ("last friday of the month", "2026-02-01T00:00", ["Fri 2026-02-27 09:00", "Fri 2026-03-27 09:00"]),
        ("last day of the month", "2028-02-01T00:00", ["Tue 2028-02-29 09:00", "Fri 2028-03-31 09:00"]),
        ("last weekday of the month 17:00", "2026-05-01T00:00", ["Fri 2026-05-29 17:00", "Tue 2026-06-30 17:00"]),
        ("quarterly on the 1st at 8", "2026-02-10T00:00", ["Wed 2026-04-01 08:00", "Wed 2026-07-01 08:00"]),
        ("last day of the quarter 18:00", "2026-02-10T00:00", ["Tue 2026-03-31 18:00", "Tue 2026-06-30 18:00"]),
        ("first day of every quarter", "2026-02-10T00:00", ["Wed 2026-04-01 09:00", "Wed 2026-07-01 09:00"]),
        ("daily except saturday 2:30", "2026-03-27T03:00", ["Sun 2026-03-29 03:30", "Mon 2026-03-30 02:30"]),
        ("every 3 months on the 31st", "2026-01-15T00:00", ["Sat 2026-01-31 09:00", "Thu 2026-04-30 09:00"]),
    ],
)  # fmt: skip
def test_what_was_said_is_done_as_said(typed: str, first: str, expected: list[str]) -> None:
    assert days_of(typed, first, len(expected)) == expected


def test_a_missed_slot_does_not_move_the_others() -> None:
    """Weeks are counted from the first slot, whatever was missed while the bot was down."""
    local = ZoneInfo("UTC")
    plan = parse("every 2 weeks on monday 9:00")[0].anchored(at("2026-03-01T00:00"), local)
    assert plan.next_after(at("2026-03-17T00:00"), local) == at("2026-03-30T09:00")


@given(st.text(alphabet=st.sampled_from("abcdeimnorstuvwy 0123459:,"), max_size=40))
def test_any_words_are_a_schedule_or_are_answered_plainly(text: str) -> None:
    with suppress(ScheduleError):
        found, _ = parse(text)
        assert parse(str(found))[0] == found


@given(schedules, st.sampled_from(["except", "twice", "biweekly", "usually", "nightly", "sometime", "xyz"]))
def test_a_word_that_means_nothing_is_never_dropped(schedule: Schedule, word: str) -> None:
    with pytest.raises(ScheduleError):
        parse(f"{schedule} {word}")
