"""How fast one person may change things: a script that runs wild, or a stolen session, does not get far."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from bot.errors import UserError

WINDOW = timedelta(minutes=1)
CHANGES_A_MINUTE = 100
"""Commands that change something, at Sinch or here, of one person within `WINDOW`; imports and plans count as one."""


class TooFast(UserError):
    """The person has changed so much that more has to wait."""

    def __init__(self, wait: timedelta) -> None:
        seconds = max(1, round(wait.total_seconds()))
        super().__init__(
            f"That's more than {CHANGES_A_MINUTE} changes in a minute, so I didn't run this one.",
            f"Try again in {seconds} second{'' if seconds == 1 else 's'}.",
        )


class ChangePace:
    """When each person changed something, within the last minute; one of these for each process."""

    def __init__(self) -> None:
        self._times: dict[str, deque[datetime]] = {}

    def count(self, user_id: str, now: datetime) -> None:
        """One more change; raises `TooFast`, which does not count."""
        for person in [person for person, times in self._times.items() if not _counts(times[-1], now)]:
            del self._times[person]
        times = self._times.setdefault(user_id, deque())
        while times and not _counts(times[0], now):
            times.popleft()
        if len(times) >= CHANGES_A_MINUTE:
            raise TooFast(WINDOW - (now - times[0]))
        times.append(now)


def _counts(time: datetime, now: datetime) -> bool:
    """Whether it is within the last minute; what lies ahead was before the clock was set back."""
    return timedelta() <= now - time < WINDOW
