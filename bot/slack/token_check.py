"""Whether Slack takes the bot's token: asked at the start until it answers, later while somebody wants to know."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.slack.errors import SlackProblem, TokenRevoked

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.slack.client import Slack
    from bot.slack.model import Identity

RETRY_SECONDS = 5.0
GOOD_FOR = timedelta(seconds=10)
"""So long an answer of Slack holds: probes come every few seconds."""
PATIENCE_SECONDS = 2.0

logger = log.get("app")


class TokenCheck:
    """What Slack last said of the token."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._problem: str | None = "not checked yet"
        self._asked: datetime | None = None
        """When it was asked last, once it has taken the token for the first time."""

    async def identified(self) -> Identity:
        """Who we are, as soon as Slack says: one that is down must not keep webhooks out."""
        while True:
            try:
                found = await self._slack.identity()
            except SlackProblem as trouble:
                self._problem = _said(trouble)
            else:
                self._problem, self._asked = None, self._clock.now()
                return found
            logger.warning("slack", problem=self._problem)
            await asyncio.sleep(RETRY_SECONDS)

    async def problem(self) -> str | None:
        """Why the token is not taken, in a few words. A Slack that goes down later refuses nothing."""
        now = self._clock.now()
        if self._asked is None or abs(now - self._asked) < GOOD_FOR:
            return self._problem
        self._asked = now
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._slack.identity()
        except TokenRevoked as refusal:
            self._problem = _said(refusal)
        except (SlackProblem, TimeoutError) as trouble:
            logger.info("token not checked", problem=str(trouble))
        else:
            self._problem = None
        return self._problem


def _said(trouble: SlackProblem) -> str:
    if isinstance(trouble, TokenRevoked):
        return f"SLACK_BOT_TOKEN is not accepted ({trouble.code})"
    return f"Slack doesn't answer ({trouble.code})"
