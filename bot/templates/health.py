"""How messages of a template do by week, against the template's own four weeks before. Pure.

The API gives figures with a start and an end. Where these are short enough they are added up by week; where it gives
one figure for a month, a week stands against the average of the weeks before it, and that is said. A figure that it
does not give is no zero: its rates are unknown, and an entry that lacks what the others have is left out.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeGuard

from bot.templates.reading import records

WEEKS = 4
"""Before this one, to which it is compared."""
FEWEST_WEEKS = 2
"""Before this week, for a median to mean anything."""
FEWEST_SENT = 20
"""In a week: below that a rate says nothing."""
FELL = 0.1
"""A rate fell when it is lower than its median by more than this share of it."""
LONGEST = timedelta(days=8)
"""An entry of a longer time cannot be told by weeks."""
COUNTS = ("sent", "delivered", "read")
FIGURES = frozenset({*COUNTS, "clicked"})


@dataclass(frozen=True, slots=True)
class Week:
    """Figures of seven days that end before `ends`; rates are shares from 0 to 1, None where nothing was sent."""

    begins: date
    sent: float = 0
    delivered: float = 0
    read: float = 0
    clicked: float = 0
    given: frozenset[str] = FIGURES
    """What the API gives at all."""

    def rate(self, name: str) -> float | None:
        """Delivered of sent, or read or clicked of delivered (0.0 to 1.0); None without a whole."""
        if not {name, "delivered"} <= self.given:
            return None
        of, whole = {
            "delivered": (self.delivered, self.sent), "read": (self.read, self.delivered),
            "clicked": (self.clicked, self.delivered),
        }[name]  # fmt: skip
        return of / whole if whole else None


RATES = ("delivered", "read", "clicked")


@dataclass(frozen=True, slots=True)
class Trend:
    """One rate this week against its median; `median` is None where there are too few weeks to tell."""

    name: str
    now: float | None
    median: float | None

    @property
    def change(self) -> float | None:
        """-0.3: three tenths lower than the median."""
        return None if self.now is None or not self.median else self.now / self.median - 1

    @property
    def fell(self) -> bool:
        return self.change is not None and self.change < -FELL


@dataclass(frozen=True, slots=True)
class TemplateHealth:
    """A template's weeks, oldest first, and its trends; `by_week` is False where weeks were not told apart."""

    weeks: tuple[Week, ...]
    trends: tuple[Trend, ...]
    by_week: bool = True

    @property
    def is_enough(self) -> bool:
        """Whether so much was sent this week that its rates say something."""
        return bool(self.weeks) and self.weeks[-1].sent >= FEWEST_SENT

    @property
    def falls(self) -> tuple[Trend, ...]:
        """The rates that fell, the worst first; none where too little was sent to say."""
        fallen = [trend for trend in self.trends if trend.fell and self.is_enough]
        return tuple(sorted(fallen, key=lambda trend: trend.change or 0.0))

    @property
    def fall(self) -> Trend | None:
        """The rate that fell most."""
        return next(iter(self.falls), None)


def health(
    entries: Iterable[Mapping[str, Any]], now: datetime, week_only: Iterable[Mapping[str, Any]] = ()
) -> TemplateHealth:
    """From the analytics of the last months; `week_only` are those of the last seven days, asked for apart."""
    every, week = records(list(entries)), records(list(week_only))
    figures = _figures([*every, *week])
    given = [
        (start, end, entry)
        for entry in every
        if _is_whole(entry, figures) and (start := _moment(entry, "start")) and (end := _moment(entry, "end"))
    ]
    short = [(start, entry) for start, end, entry in given if end - start <= LONGEST]
    if short:
        return _by_week(short, now, figures)
    return _by_average(given, [entry for entry in week if _is_whole(entry, figures)], now, figures)


def _figures(entries: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Those that any entry gives."""
    found = {name for name in COUNTS if any(_is_number(entry.get(name)) for entry in entries)}
    clicks = any(_is_number(button.get("clicks")) for entry in entries for button in records(entry.get("buttons")))
    return frozenset({*found, "clicked"} if clicks else found)


def _is_whole(entry: Mapping[str, Any], figures: frozenset[str]) -> bool:
    return all(_is_number(entry.get(name)) for name in COUNTS if name in figures)


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(entry.get(name, "")).replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _by_week(
    short: Sequence[tuple[datetime, Mapping[str, Any]]], now: datetime, figures: frozenset[str]
) -> TemplateHealth:
    """Weeks end now and are counted back from there."""
    sums: dict[int, list[Mapping[str, Any]]] = {}
    for start, entry in short:
        sums.setdefault(int((now - start - timedelta(seconds=1)) / timedelta(days=7)), []).append(entry)
    weeks = [
        _added((now - timedelta(days=7 * (back + 1))).date(), sums.get(back, ()), figures)
        for back in range(WEEKS, -1, -1)
    ]
    before = [week for week in weeks[:-1] if week.sent]
    trends = tuple(_trend(name, weeks[-1], before) for name in RATES)
    return TemplateHealth(tuple(weeks), trends)


def _added(begins: date, entries: Sequence[Mapping[str, Any]], figures: frozenset[str]) -> Week:
    clicked = sum(_number(button, "clicks") for entry in entries for button in records(entry.get("buttons")))
    sent, delivered, read = (sum(_number(entry, name) for entry in entries) for name in COUNTS)
    return Week(begins, sent, delivered, read, clicked, figures)


def _number(entry: Mapping[str, Any], name: str) -> float:
    value = entry.get(name)
    return float(value) if _is_number(value) else 0.0


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _trend(name: str, now: Week, before: Sequence[Week]) -> Trend:
    rates = [rate for week in before if (rate := week.rate(name)) is not None]
    median = statistics.median(rates) if len(rates) >= FEWEST_WEEKS else None
    return Trend(name, now.rate(name), median)


def _by_average(
    given: Sequence[tuple[datetime, datetime, Mapping[str, Any]]],
    week_only: Sequence[Mapping[str, Any]],
    now: datetime,
    figures: frozenset[str],
) -> TemplateHealth:
    week = _added((now - timedelta(days=7)).date(), week_only, figures)
    if not given or not week_only:
        return TemplateHealth((week,) if week.sent else (), (), by_week=False)
    whole = _added(given[0][0].date(), [entry for _, _, entry in given], figures)
    rest = Week(whole.begins, whole.sent - week.sent, whole.delivered - week.delivered, whole.read - week.read,
                whole.clicked - week.clicked, figures)  # fmt: skip
    trends = tuple(Trend(name, week.rate(name), rest.rate(name) if rest.sent > 0 else None) for name in RATES)
    return TemplateHealth((week,), trends, by_week=False)
