"""Who is who, remembered for some minutes; a crowd of requests of one person asks Slack once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from bot.slack.model import User, read_user

KEPT_SECONDS = 600.0
"""How long what Slack said of a person holds, where nobody asks for it fresh."""
PEOPLE_PAGE_SIZE = 1_000
"""People that are listed at once: https://docs.slack.dev/reference/methods/users.list"""
MOST_CHANNELS, PAGES = 999, 5
"""Channels that are listed at once, and how often: https://docs.slack.dev/reference/methods/users.conversations"""

Ask = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


class People:
    """Asks Slack through `ask`, which raises a `SlackProblem`."""

    def __init__(self, ask: Ask, monotonic: Callable[[], float]) -> None:
        self._ask_slack = ask
        self._all: tuple[float, list[User]] | None = None
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, User]] = {}
        self._asking: dict[str, asyncio.Future[User]] = {}

    async def get(self, user_id: str, *, fresh: bool = False) -> User:
        """A person, from memory for ten minutes or `fresh` from Slack."""
        known = self._known.get(user_id)
        if known is not None and not fresh and self._monotonic() - known[0] < KEPT_SECONDS:
            return known[1]
        asking = self._asking.get(user_id)
        if asking is None:
            asking = self._asking[user_id] = asyncio.ensure_future(self._ask(user_id))
            asking.add_done_callback(lambda done: self._stop_asking(user_id, done))
        return await asyncio.shield(asking)

    async def everybody(self) -> list[User]:
        """The people of the workspace; of a very large one those on Slack's first pages."""
        if self._all is None or self._monotonic() - self._all[0] >= KEPT_SECONDS:
            query: dict[str, object] = {"limit": PEOPLE_PAGE_SIZE}
            listed = [user async for user in self._pages("users.list", query, "members")]
            self._all = (self._monotonic(), [read_user(user) for user in listed])
        return self._all[1]

    async def admins(self) -> list[User]:
        """The workspace's active admins and owners: someone to name, not a decision about a role."""
        people = await self.everybody()
        return [each for each in people if each.is_admin and not (each.deleted or each.is_bot or each.is_stranger)]

    async def _pages(self, method: str, query: dict[str, object], name: str) -> AsyncIterator[dict[str, Any]]:
        """The objects with an id in a list that Slack may cut into pages of any length."""
        cursor = ""
        for _ in range(PAGES):
            answer = await self._ask_slack(method, {**query, "cursor": cursor or None})
            for found in answer.get(name) or ():
                if isinstance(found, dict) and found.get("id"):
                    yield dict(found)
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    async def channels(self, user_id: str, kinds: str) -> set[str]:
        """Channels of some kinds (`public_channel,private_channel`) where a person and the bot both are.

        https://docs.slack.dev/reference/methods/users.conversations
        """
        query: dict[str, object] = {"user": user_id, "types": kinds, "limit": MOST_CHANNELS}
        return {str(channel["id"]) async for channel in self._pages("users.conversations", query, "channels")}

    def forget(self, user_id: str) -> None:
        """The person has changed: ask again next time."""
        self._known.pop(user_id, None)

    async def _ask(self, user_id: str) -> User:
        answer = await self._ask_slack("users.info", {"user": user_id})
        found = answer.get("user")
        user = read_user({"id": user_id, **(found if isinstance(found, dict) else {})})
        self._known[user_id] = (self._monotonic(), user)
        return user

    def _stop_asking(self, user_id: str, done: asyncio.Future[User]) -> None:
        """Whoever waited is told; nobody may be left, so that the failure has to be looked at here."""
        self._asking.pop(user_id, None)
        if not done.cancelled():
            done.exception()
