"""The state of our relation with Slack."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class SlackHealth:
    """What is known about Slack just now; only in memory, times monotonic."""

    monotonic: Callable[[], float] = time.monotonic
    paused_until: float = 0.0
    successes: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    last_failure: dict[str, int] = field(default_factory=dict)
    resting: dict[str, float] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)

    def arrived(self, channel: str) -> None:
        """A message has arrived."""
        self.successes += 1
        for memory in (self.failures, self.last_failure, self.resting, self.limits):
            memory.pop(channel, None)
        self.failures.pop("", None)

    def backoff(self, channel: str, longest: float) -> float:
        """A message has failed; says how many seconds to wait, twice as long every time."""
        failures = self.failures[channel] = self.failures.get(channel, 0) + 1
        return min(0.5 * 2.0 ** min(failures, 12), longest)

    def own_fault(self, channel: str) -> bool:
        """Whether Slack has taken other messages since this channel's last failure: then it is not just down."""
        known = self.last_failure.get(channel)
        self.last_failure[channel] = self.successes
        return known is not None and self.successes > known

    def rest(self, channel: str, seconds: float) -> None:
        """Send nothing to a channel for so many seconds."""
        self.resting[channel] = self.monotonic() + seconds

    def pause(self, seconds: float) -> None:
        """Nothing goes out anywhere."""
        self.paused_until = max(self.paused_until, self.monotonic() + seconds)

    def delay(self, channel: str) -> float:
        """The seconds until a channel may be sent to; 0.0 means now."""
        now = self.monotonic()
        return max(self.paused_until - now, self.resting.get(channel, 0.0) - now, 0.0)
