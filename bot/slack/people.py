"""Who is who, remembered for some minutes; a crowd of requests of one person asks Slack once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.slack.model import User

SECONDS = 600.0
"""How long what Slack said of a person holds, where nobody asks for it fresh."""


class People:
    """Asks Slack through `look_up`, which raises a `SlackProblem`."""

    def __init__(self, look_up: Callable[[str], Awaitable[User]], monotonic: Callable[[], float]) -> None:
        self._look_up = look_up
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, User]] = {}
        self._asking: dict[str, asyncio.Future[User]] = {}

    async def get(self, user_id: str, *, fresh: bool = False) -> User:
        known = self._known.get(user_id)
        if known is not None and not fresh and self._monotonic() - known[0] < SECONDS:
            return known[1]
        asking = self._asking.get(user_id)
        if asking is None:
            asking = self._asking[user_id] = asyncio.ensure_future(self._ask(user_id))
            asking.add_done_callback(lambda done: self._asked(user_id, done))
        return await asyncio.shield(asking)

    def forget(self, user_id: str) -> None:
        """The person has changed: ask again next time."""
        self._known.pop(user_id, None)

    async def _ask(self, user_id: str) -> User:
        user = await self._look_up(user_id)
        self._known[user_id] = (self._monotonic(), user)
        return user

    def _asked(self, user_id: str, done: asyncio.Future[User]) -> None:
        """Whoever waited is told; nobody may be left, so that the failure has to be looked at here."""
        self._asking.pop(user_id, None)
        if not done.cancelled():
            done.exception()
