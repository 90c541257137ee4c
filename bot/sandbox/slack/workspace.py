"""The state of the workspace and the few operations that keep it whole."""

from __future__ import annotations

import secrets
import string
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any

from bot.sandbox.slack.errors import Refusal, SlackError
from bot.sandbox.slack.model import (
    JSON,
    App,
    Call,
    Change,
    Channel,
    ChannelKind,
    File,
    Message,
    ResponseUrl,
    Team,
    Trigger,
    User,
    View,
)

__all__ = [
    "JSON",
    "App",
    "Call",
    "Change",
    "Channel",
    "File",
    "Message",
    "ResponseUrl",
    "Team",
    "Trigger",
    "User",
    "View",
    "Workspace",
]

_LETTERS = (string.ascii_uppercase + string.digits).encode()
_ID_LETTERS = bytes(_LETTERS[byte % len(_LETTERS)] for byte in range(256))
CALLS = 100_000
"""Of the app to the Web API that are remembered."""
Listener = Callable[[Change], None]


class Workspace:
    """Everything that a Slack workspace remembers.

    ``now`` gives Unix seconds; tests move it. ``view_stacks`` holds each person's open modals, the topmost last;
    ``homes`` the app's Home tab of each person. ``calls`` is a bounded record of Web API calls, ``counts`` is not
    bounded: {(method, error or ''): n}.
    ``base_url`` is where the emulator is reached (response_url, files, sockets); ``refused_blocks`` names block types
    that this workspace does not have yet, ``refusal`` how it says so.
    """

    def __init__(
        self,
        team: Team | None = None,
        app: App | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.team = team or Team()
        self.app = app or App()
        self.now = now
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.view_stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.views: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.trigger_seconds = 3.0
        self.response_urls: dict[str, ResponseUrl] = {}
        self.calls: deque[Call] = deque(maxlen=CALLS)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.token_revoked = False
        self.base_url = "http://slack.invalid"
        self.refused_blocks: set[str] = set()
        self.refusal = Refusal()
        self._listeners: list[Listener] = []
        self.last_ts = 0

    # -- live updates -----------------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change, in this loop, at once. Returns what ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def changed(self, kind: str, **where: str | None) -> None:
        """Tell every listener."""
        if self._listeners:
            change = Change(kind, **where)
            for listener in list(self._listeners):
                listener(change)

    # -- ids --------------------------------------------------------------------------------------------------------

    def new_ts(self) -> str:
        """A message timestamp: unique in the workspace and always greater than the one before."""
        self.last_ts = max(self.last_ts + 1, int(self.now() * 1_000_000))
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str, length: int = 10) -> str:
        """An id that looks like Slack's: the prefix and capital letters and digits."""
        return prefix + secrets.token_bytes(length).translate(_ID_LETTERS).decode()

    # -- people and channels ----------------------------------------------------------------------------------------

    @property
    def bot(self) -> User:
        """The app's bot user."""
        return self.users[self.app.user_id]

    def people(self) -> list[User]:
        """Everybody who can sit at a Slack client."""
        return [user for user in self.users.values() if not user.is_bot and not user.deleted]

    def add_user(self, user: User) -> User:
        """Add a user."""
        self.users[user.id] = user
        self.changed("user", user=user.id)
        return user

    def user(self, user_id: str) -> User:
        """That user, or ``user_not_found``."""
        found = self.users.get(user_id)
        if found is None:
            raise SlackError("user_not_found")
        return found

    def add_channel(
        self,
        name: str,
        kind: ChannelKind = "public",
        members: Iterable[str] = (),
        *,
        channel_id: str | None = None,
        **more: Any,
    ) -> Channel:
        """Create a conversation; ``more`` are further fields of ``Channel``."""
        prefix = "D" if kind == "im" else "C"
        channel_id = channel_id or self.new_id(prefix)
        more.setdefault("created", int(self.now()))
        self.channels[channel_id] = Channel(channel_id, name, kind, list(members), **more)
        self.changed("channel", channel=channel_id)
        return self.channels[channel_id]

    def channel(self, channel_id: str) -> Channel:
        """That conversation, or ``channel_not_found``."""
        found = self.channels.get(channel_id)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def channel_named(self, name: str) -> Channel | None:
        """A public or private channel by its name, with or without ``#``."""
        name = name.removeprefix("#")
        return next((c for c in self.channels.values() if not c.is_direct and c.name == name), None)

    def direct(self, *users: str) -> Channel:
        """The direct message of exactly these people (the bot's id may be one); created when there is none."""
        wanted = set(users)
        for channel in self.channels.values():
            if channel.is_direct and set(channel.members) == wanted:
                return channel
        return self.add_channel("", "im" if len(wanted) <= 2 else "mpim", sorted(wanted))

    def channels_of(self, user_id: str) -> list[Channel]:
        """What that person sees in the side bar: their channels, then public ones, never archived ones."""
        return [
            c
            for c in self.channels.values()
            if not c.is_archived and (user_id in c.members or (c.kind == "public" and not self.users[user_id].is_guest))
        ]

    # -- messages ---------------------------------------------------------------------------------------------------

    def add_message(self, message: Message) -> Message:
        """Put a message into its channel; its ts must come from ``new_ts``."""
        channel = self.channels[message.channel]
        channel.messages.append(message)
        channel.by_ts[message.ts] = message
        if message.is_reply:
            channel.threads.setdefault(message.thread_ts or "", []).append(message)
        self.changed("message", channel=message.channel, ts=message.ts, user=message.user)
        return message

    def message(self, channel_id: str, ts: str | None) -> Message:
        """That visible message, or ``message_not_found``."""
        found = self.channel(channel_id).find(ts)
        if found is None:
            raise SlackError("message_not_found")
        return found

    def message_changed(self, message: Message) -> None:
        """Tell the listeners that blocks, text or files are different now."""
        self.changed("message_changed", channel=message.channel, ts=message.ts, user=message.user)

    def delete_message(self, message: Message) -> None:
        """Take it off the screen; it stays in the record, marked."""
        message.deleted = True
        self.changed("message_deleted", channel=message.channel, ts=message.ts, user=message.user)

    # -- modals -----------------------------------------------------------------------------------------------------

    def top_view(self, user_id: str) -> View | None:
        """The modal that the person sees, if any."""
        stack = self.view_stacks.get(user_id)
        return stack[-1] if stack else None

    # -- record -----------------------------------------------------------------------------------------------------

    def record(self, call: Call) -> None:
        """Remember one Web API call."""
        self.calls.append(call)
        self.counts[call.method, call.error] += 1

    def calls_to(self, method: str) -> list[Call]:
        """The remembered calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]

    @property
    def rate_limited(self) -> int:
        """How many calls were answered with 429 so far."""
        return sum(n for (_, error), n in self.counts.items() if error == "ratelimited")
