"""Things that go wrong on purpose: planned failures, random ones from a seed, latency."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """One way for a call to fail.

    status       answer with this HTTP status and no JSON (500, 503 ...); with an error: its status
    error        answer ``ok: false`` with this code (invalid_auth, account_inactive, token_revoked ...)
    plain        say the error as plain text instead of JSON
    retry_after  answer 429 with this many seconds
    hang         wait so many seconds before doing anything else; alone: then answer as usual
    applied      do what was asked first, so that only the answer is lost
    """

    status: int = 0
    error: str = ""
    retry_after: int = 0
    hang: float = 0.0
    applied: bool = False
    plain: bool = False

    @property
    def fails(self) -> bool:
        """Whether it does more than delay."""
        return bool(self.status or self.error or self.retry_after)

    @property
    def code(self) -> str:
        """How the record of calls names it."""
        if self.retry_after:
            return "ratelimited"
        return self.error or (f"http_{self.status}" if self.status else "")


@dataclass(slots=True)
class _Plan:
    fault: Fault
    method: str
    times: int


class Faults:
    """Asked once for every Web API call. ``latency`` seconds are added to each."""

    def __init__(self) -> None:
        self.latency = 0.0
        self._plans: list[_Plan] = []
        self._random: random.Random | None = None
        self._rate = 0.0
        self._kinds: list[Fault] = []
        self._methods: Collection[str] = ()
        self._over = asyncio.Event()

    def plan(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next ``times`` calls of ``method`` ("*": of any) fail like this."""
        self._plans.append(_Plan(fault, method, times))

    def randomly(self, rate: float, seed: int, kinds: list[Fault] | None = None, methods: Collection[str] = ()) -> None:
        """Let this share of calls fail (of these methods; all when empty), the same ones for the same seed."""
        self._rate, self._random, self._methods = rate, random.Random(seed), methods
        self._kinds = kinds or [Fault(status=500), Fault(status=500, applied=True), Fault(retry_after=1)]

    def clear(self) -> None:
        """No more faults; what hangs is let go."""
        self._plans.clear()
        self._rate, self.latency = 0.0, 0.0
        self._over.set()
        self._over = asyncio.Event()

    def next(self, method: str) -> Fault | None:
        """How this call fails, if it does."""
        for plan in self._plans:
            if plan.method in (method, "*"):
                plan.times -= 1
                if plan.times <= 0:
                    self._plans.remove(plan)
                return plan.fault
        concerned = not self._methods or method in self._methods
        if concerned and self._random is not None and self._random.random() < self._rate:
            return self._random.choice(self._kinds)
        return None

    async def wait(self, seconds: float) -> None:
        """Hang so long, or until the faults are cleared."""
        try:
            async with asyncio.timeout(seconds):
                await self._over.wait()
        except TimeoutError:
            return
