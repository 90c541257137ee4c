"""How long things take: a length in a few letters, and what is usual among several. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

FEWEST = 5
"""With fewer cases nothing is usual yet."""
TOO_FEW = "too few to tell"

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Usual:
    """How long such cases took: how many there were, their median and their 90th percentile."""

    count: int
    median: timedelta
    most: timedelta

    @property
    def tells(self) -> bool:
        """Whether these are enough cases to go by."""
        return self.count >= FEWEST


def usual(lengths: Iterable[timedelta]) -> Usual:
    """The median and the 90th percentile (between neighbours, in proportion) of some lengths; zero for none."""
    seconds = sorted(length.total_seconds() for length in lengths)
    if not seconds:
        return Usual(0, timedelta(), timedelta())
    median, most = statistics.median(seconds), _percentile(seconds, 0.9)
    return Usual(len(seconds), timedelta(seconds=median), timedelta(seconds=most))


def _percentile(ordered: list[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    below, above = ordered[math.floor(at)], ordered[math.ceil(at)]
    return below + (above - below) * (at - math.floor(at))


def short(length: timedelta) -> str:
    """`2 d`, `5 h`, `20 min`: rounded to the nearest; what is less than a minute is `1 min`."""
    if length >= _DAY - _HOUR / 2:
        return f"{round(length / _DAY)} d"
    if length >= _HOUR - _MINUTE / 2:
        return f"{round(length / _HOUR)} h"
    return f"{max(1, round(length / _MINUTE))} min"


def age(length: timedelta) -> str:
    """The same, rounded down: how long something has waited, which grows only when a whole unit is over."""
    if length >= _DAY:
        return f"{length // _DAY} d"
    if length >= _HOUR:
        return f"{length // _HOUR} h"
    return f"{max(1, length // _MINUTE)} min"
