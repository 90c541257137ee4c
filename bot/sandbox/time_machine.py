"""Moves the time of everything in the sandbox at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox.child import Child
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sinch.service.world import World


@dataclass(frozen=True)
class TimeMachine:
    """The clock, and those who must notice that it was moved. The bot is started again, as after a night off."""

    clock: SandboxClock
    world: World
    bot: Child

    async def forward(self, by: timedelta) -> None:
        """Go on by `by`; returns when the bot has ended, which then starts again with the new time."""
        self.clock.forward(by)
        self.world.timers.run_due()
        await self.bot.restart({"CLOCK_AHEAD_SECONDS": f"{self.clock.ahead.total_seconds():.0f}"})
