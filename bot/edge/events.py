"""Slack's Events API: what must not be lost is stored before the 200, everything slow comes after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot import log
from bot.command.addressing import is_addressed, said_to
from bot.command.context import Place
from bot.flows import first_day
from bot.flows.activity import channel_refusal, confirmation
from bot.flows.activity.poster import REFUSED
from bot.flows.comments import reading
from bot.flows.comments.reading import ThreadReply
from bot.flows.comments.reporter import absence
from bot.flows.execution import access
from bot.flows.subscriptions import owners
from bot.flows.understanding import pending_question, questions
from bot.slack.rich_text import said_in
from bot.slack.text import mentioned
from bot.storage.channels.channel_move import move_channel

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.flows.comments import Comments

Event = Mapping[str, Any]
Callback = Callable[[Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One delivery of the Events API: the event, the id that a redelivery repeats, our own user id."""

    event: Event
    event_id: str
    bot_user: str


class Requests(Protocol):
    """What people ask of the bot by events; what a mention or a direct message says no longer begins with its name."""

    async def mentioned(self, event: Event) -> None:
        """A mention of the bot."""

    async def direct(self, event: Event) -> None:
        """A direct message to the bot."""

    async def replied(self, event: Event) -> None:
        """The answer to what the bot asked in a thread."""

    async def opened_home(self, event: Event) -> None:
        """Somebody looks at the Home tab."""


Handler = Callable[[Envelope], Awaitable[None]]

logger = log.get("events")

ADMISSION: dict[str, str | None] = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
    "channel_unarchive": None,
    "group_unarchive": None,
}
"""Events about a channel, and Slack's word for why the bot may not post there afterwards (None: it may again)."""
SUBSCRIPTIONS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    *ADMISSION,
    "channel_id_changed",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "tokens_revoked",
    "user_change",
)
"""The bot events of the app's manifest: exactly those that `Events` handles (a contract test compares them)."""


class Events:
    """Any envelope of the Events API, over HTTP or a socket; Slack delivers some of them again."""

    def __init__(self, services: Services, comments: Comments, requests: Requests) -> None:
        self._services = services
        self._comments = comments
        self._requests = requests
        self._handlers: dict[str, Handler] = {
            "message": self._message,
            "app_mention": self._mention,
            "app_home_opened": self._home,
            "member_joined_channel": self._membership,
            "member_left_channel": self._membership,
            "user_change": self._person,
            "tokens_revoked": self._revoked,
            "app_uninstalled": self._revoked,
            "channel_id_changed": self._moved,
            **dict.fromkeys(ADMISSION, self._admission),
        }

    @property
    def handled(self) -> frozenset[str]:
        """The types of events that something is done about."""
        return frozenset(self._handlers)

    async def received(self, body: Mapping[str, Any]) -> None:
        """Take in one event; raises what the database raises, so that Slack delivers it again."""
        event = body.get("event")
        if not isinstance(event, Mapping):
            return
        handler = self._handlers.get(str(event.get("type")))
        if handler is not None:
            await handler(Envelope(event, str(body.get("event_id") or ""), _bot_user(body)))

    async def _message(self, envelope: Envelope) -> None:
        event, event_id, bot_user = envelope.event, envelope.event_id, envelope.bot_user
        match event.get("subtype"):
            case "message_changed":
                if reply := reading.edited(event, bot_user):
                    await self._comments.edited(reply, reading.previous(event, bot_user), event_id)
                elif gone := reading.deleted(event):
                    await self._comments.deleted(*gone, reading.previous(event, bot_user), event_id)
            case "message_deleted":
                if gone := reading.deleted(event):
                    await self._comments.deleted(*gone, reading.previous(event, bot_user), event_id)
            case _:
                if event.get("bot_id"):
                    await confirmation.posted(self._services.store, event, self._services.clock.now())
                reply = reading.posted(event, bot_user)
                if reply is not None and await self._is_others(event):
                    self._start(lambda _event: self._comments.turned_away(reply), event)
                    return
                if reply is not None and await self._answers(reply):
                    await self._start_once(self._requests.replied, event, event_id)
                    return
                if reply is not None and await self._comments.posted(reply):
                    return
                if not reading.is_human(event, bot_user):
                    return
                if lost := reading.unreadable(event, bot_user):
                    self._start(lambda _event: self._comments.unreadable(lost), event)
                    return
                if event.get("channel_type") == "im":
                    said = said_to(bot_user, said_in(event))
                    await self._start_once(self._requests.direct, {**event, "text": said}, event_id)
                elif event.get("channel_type") == "mpim" and bot_user in mentioned(said_in(event)):
                    await self._mention(envelope)

    async def _is_others(self, event: Event) -> bool:
        """Whether a reply is by somebody of another organisation, where the event says that of them.

        Where it does not, the comment is taken first and its author looked up afterwards: Slack waits for an answer.
        """
        team, home = str(event.get("user_team") or event.get("team") or ""), self._services.slack.who
        if home is None or not home.team_id or team in ("", home.team_id):
            return False
        return not await access.belongs(self._services, str(event["user"]), team)

    async def _answers(self, reply: ThreadReply) -> bool:
        """Whether a reply answers what the bot asked in that thread; then it is nobody's comment."""
        if reply.internal:
            return False
        services, place = self._services, Place(reply.channel, reply.thread_ts)
        if pending_question.is_cancel(reply.text) and await pending_question.at(services, place, reply.user_id):
            return True
        card = await services.store.threads.at(reply.channel, reply.thread_ts) is not None
        return await questions.is_for(services, place, reply.user_id, reply.text, comments=card)

    async def _mention(self, envelope: Envelope) -> None:
        """A request to the bot; in a direct message, and where the bot is only named in a comment, it is none.

        In a group's direct messages Slack tells of it as `message.mpim`, as `app_mention`, or as both.
        """
        event, bot_user = envelope.event, envelope.bot_user
        if event.get("bot_id") or event.get("app_id") or event.get("channel_type") == "im":
            return
        thread_ts, text = event.get("thread_ts"), said_in(event)
        named_only = bool(thread_ts) and not is_addressed(bot_user, text)
        if named_only and await self._services.store.threads.at(str(event.get("channel")), str(thread_ts)):
            return
        event = {**event, "text": said_to(bot_user, text)}
        await self._start_once(self._requests.mentioned, event, f"mention:{event.get('channel')}:{event.get('ts')}")

    async def _home(self, envelope: Envelope) -> None:
        if envelope.event.get("tab") == "home":
            self._start(self._requests.opened_home, envelope.event)

    async def _membership(self, envelope: Envelope) -> None:
        """The bot itself was invited or removed; others come and go as they like."""
        event, joined = envelope.event, envelope.event.get("type") == "member_joined_channel"
        if event.get("user") != envelope.bot_user:
            return
        await self._admitted(event, None if joined else "not_in_channel")
        if joined and isinstance(event.get("channel"), str):
            await self._start_once(self._greet, event, envelope.event_id)

    async def _greet(self, event: Event) -> None:
        await first_day.greet_channel(self._services, event["channel"], str(event.get("inviter") or ""))

    async def _admission(self, envelope: Envelope) -> None:
        await self._admitted(envelope.event, ADMISSION[str(envelope.event["type"])])

    async def _admitted(self, event: Event, blocked: str | None) -> None:
        """Slack lets us into a channel again, or no longer."""
        channel = event.get("channel")
        if not isinstance(channel, str):
            return
        store, now = self._services.store, self._services.clock.now()
        if blocked is not None:
            await store.channels.block(channel, blocked, now)
            return
        await store.key_values.remove(absence(channel))
        await channel_refusal.admitted(store, channel, now)

    async def _moved(self, envelope: Envelope) -> None:
        """A channel has another id from now on, because it is shared with another organisation.

        https://docs.slack.dev/reference/events/channel_id_changed
        """
        old, new = envelope.event.get("old_channel_id"), envelope.event.get("new_channel_id")
        if isinstance(old, str) and isinstance(new, str) and old and new and old != new:
            store, now = self._services.store, self._services.clock.now()
            await move_channel(store.database, old, new)
            await channel_refusal.admitted(store, new, now)

    async def _person(self, envelope: Envelope) -> None:
        """Somebody has changed; whoever left may own subscriptions."""
        event = envelope.event
        user = event.get("user")
        user_id = str(user.get("id") or "") if isinstance(user, Mapping) else ""
        self._services.slack.forget(user_id)
        if not user_id or not isinstance(user, Mapping):
            return
        if user.get("deleted"):
            self._start(lambda _event: owners.left(self._services, user_id), event)
        else:
            await owners.back(self._services, user_id)

    async def _revoked(self, envelope: Envelope) -> None:
        """Slack takes our token no longer: what waits goes on waiting, and the reason is kept for who asks."""
        event, kind = envelope.event, str(envelope.event["type"])
        tokens = event.get("tokens")
        if kind == "tokens_revoked" and not (isinstance(tokens, Mapping) and tokens.get("bot")):
            return
        logger.error("token revoked", said=kind)
        said = {"code": kind, "detail": "said by Slack"}
        await self._services.store.key_values.set(REFUSED, said, self._services.clock.now())

    async def _start_once(self, callback: Callback, event: Event, event_id: str) -> None:
        """A command must not run twice because Slack was impatient; an event without an id cannot be told apart."""
        if await self._services.store.slack_events.first_time(event_id, self._services.clock.now()):
            self._start(callback, event)

    def _start(self, callback: Callback, event: Event) -> None:
        async def work() -> None:
            await callback(event)

        self._services.tasks.start(work(), name=str(event.get("type")))


def _bot_user(body: Mapping[str, Any]) -> str:
    """Our own user id, which every envelope names."""
    for authorization in body.get("authorizations") or ():
        if isinstance(authorization, Mapping) and authorization.get("is_bot") and authorization.get("user_id"):
            return str(authorization["user_id"])
    return ""
