"""The sandbox's clock: the machine's, or ahead of it, so that tomorrow's digest need not be waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """One clock for the workspace, the Provisioning API and the bot. It only ever goes forward."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead
        self.listeners: list[Callable[[], None]] = []

    def seconds(self) -> float:
        """Unix time, as Slack counts it."""
        return time.time() + self.ahead.total_seconds()

    def now(self) -> datetime:
        """Return the sandbox's time, which people may have moved."""
        return datetime.now(UTC) + self.ahead

    def forward(self, by: timedelta) -> None:
        """Move on; a clock that went back would put messages before those that are there already."""
        if by <= timedelta():
            raise ValueError("the sandbox's clock only goes forward")
        self.ahead += by
        for listener in list(self.listeners):
            listener()
