"""Slack's Events API: what must not be lost is stored before the 200, everything slow comes after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot import log
from bot.flows.activity.poster import REFUSED
from bot.flows.comments import reading
from bot.flows.comments.reporter import absence
from bot.flows.subscriptions import owners

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.flows.comments import Comments

Event = Mapping[str, Any]
Callback = Callable[[Event], Awaitable[None]]

logger = log.get("events")

LEFT = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
}
BACK = ("channel_unarchive", "group_unarchive")


class Events:
    """Any envelope of the Events API, over HTTP or a socket; Slack delivers some of them again."""

    def __init__(
        self,
        services: Services,
        comments: Comments,
        on_mention: Callback,
        on_direct: Callback,
        on_home: Callback | None = None,
    ) -> None:
        self._services = services
        self._comments = comments
        self._on_mention = on_mention
        self._on_direct = on_direct
        self._on_home = on_home

    async def received(self, body: Mapping[str, Any]) -> None:
        """Take in one event; raises what the database raises, so that Slack delivers it again."""
        event = body.get("event")
        if not isinstance(event, Mapping):
            return
        event_id, bot_user = str(body.get("event_id") or ""), _bot_user(body)
        match event.get("type"):
            case "message":
                await self._message(event, event_id, bot_user)
            case "app_mention":
                await self._mention(event, event_id, bot_user)
            case "app_home_opened" if self._on_home and event.get("tab") == "home":
                self._start(self._on_home, event)
            case "member_joined_channel" | "member_left_channel" as kind if event.get("user") == bot_user:
                await self._admitted(event, None if kind == "member_joined_channel" else "not_in_channel")
            case "user_change":
                await self._person(event)
            case "tokens_revoked" | "app_uninstalled" as kind:
                await self._revoked(event, kind)
            case str() as kind if kind in LEFT or kind in BACK:
                await self._admitted(event, LEFT.get(kind))

    async def _message(self, event: Event, event_id: str, bot_user: str) -> None:
        match event.get("subtype"):
            case "message_changed":
                if reply := reading.edited(event, bot_user):
                    await self._comments.edited(reply, reading.previous(event, bot_user), event_id)
            case "message_deleted":
                if gone := reading.deleted(event):
                    await self._comments.deleted(*gone, reading.previous(event, bot_user), event_id)
            case _:
                reply = reading.posted(event, bot_user)
                if reply is not None and await self._comments.posted(reply):
                    return
                if event.get("channel_type") == "im" and reading.is_human(event, bot_user):
                    await self._once(self._on_direct, event, event_id)

    async def _mention(self, event: Event, event_id: str, bot_user: str) -> None:
        """A request to the bot; in a direct message, and where the bot is only named in a comment, it is none."""
        if event.get("bot_id") or event.get("app_id") or event.get("channel_type") == "im":
            return
        thread_ts, text = event.get("thread_ts"), str(event.get("text") or "")
        named_only = bool(thread_ts) and not reading.addressed(text, bot_user)
        if named_only and await self._services.store.threads.at(str(event.get("channel")), str(thread_ts)):
            return
        await self._once(self._on_mention, event, event_id)

    async def _admitted(self, event: Event, blocked: str | None) -> None:
        """Slack lets us into a channel again, or no longer."""
        channel = event.get("channel")
        if not isinstance(channel, str):
            return
        store = self._services.store
        await store.channels.block(channel, blocked, self._services.clock.now())
        if blocked is None:
            await store.key_values.remove(absence(channel))
            await store.subscriptions.mend_channel(channel)
            self._services.wake("activity")

    async def _person(self, event: Event) -> None:
        """Somebody has changed; whoever left may own subscriptions."""
        user = event.get("user")
        user_id = str(user.get("id") or "") if isinstance(user, Mapping) else ""
        self._services.slack.forget(user_id)
        if not user_id or not isinstance(user, Mapping):
            return
        if user.get("deleted"):
            self._start(lambda _event: owners.left(self._services, user_id), event)
        else:
            await owners.back(self._services, user_id)

    async def _revoked(self, event: Event, kind: str) -> None:
        """Slack takes our token no longer: what waits goes on waiting, and the reason is kept for who asks."""
        tokens = event.get("tokens")
        if kind == "tokens_revoked" and not (isinstance(tokens, Mapping) and tokens.get("bot")):
            return
        logger.error("token revoked", said=kind)
        said = {"code": kind, "detail": "said by Slack"}
        await self._services.store.key_values.set(REFUSED, said, self._services.clock.now())

    async def _once(self, callback: Callback, event: Event, event_id: str) -> None:
        """A command must not run twice because Slack was impatient; an event without an id cannot be told apart."""
        if await self._services.store.slack_events.first_time(event_id, self._services.clock.now()):
            self._start(callback, event)

    def _start(self, callback: Callback, event: Event) -> None:
        async def work() -> None:
            await callback(event)

        self._services.tasks.start(work(), name=str(event.get("type")))


def _bot_user(body: Mapping[str, Any]) -> str:
    """Our own user id, which every envelope names."""
    for one in body.get("authorizations") or ():
        if isinstance(one, Mapping) and one.get("is_bot") and one.get("user_id"):
            return str(one["user_id"])
    return ""
