"""When a failed call may be made again, and how long to wait before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from bot.provisioning.errors import ApiError, Rejected, ServerFault, TooManyRequests, Uncertain, Unreachable


@dataclass(frozen=True, slots=True)
class Retries:
    """`limit` tries after the first; waits in seconds, doubled each time from `first` up to `longest`.

    A `Retry-After` over `patience` is not waited for: the caller gets the error, which carries it.
    """

    limit: int = 3
    first: float = 0.5
    longest: float = 8.0
    patience: float = 30.0

    def wait(self, error: ApiError, tried: int, *, changes: bool, jitter: float) -> float | None:
        """Seconds until the next try, None for no further try. `tried` counts from 1; `jitter` is in 0..1.

        What changes something is repeated only when it surely did not arrive: a double launch or a double comment is
        worse than an error.
        """
        if tried > self.limit or not _repeatable(error, changes):
            return None
        backoff: float = min(self.longest, self.first * 2 ** (tried - 1)) * (0.5 + jitter / 2)
        asked = error.retry_after if isinstance(error, Rejected) else None
        if asked is None:
            return backoff
        return max(asked, backoff) if asked <= self.patience else None


def _repeatable(error: ApiError, changes: bool) -> bool:
    if isinstance(error, Unreachable | TooManyRequests):
        return True
    return not changes and isinstance(error, Uncertain | ServerFault)


def retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a `Retry-After` header names: a number, or a date seen from `now` (Unix seconds)."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    try:
        date = parsedate_to_datetime(text)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, date.timestamp() - now)
    except (ValueError, OverflowError):
        return None
