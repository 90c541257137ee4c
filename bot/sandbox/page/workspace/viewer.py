"""The workspace as one person sees it: names, places, time."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.sandbox.page.blockkit.mrkdwn import CONTROL, unescape
from bot.sandbox.slack.model import Channel, Message, User
from bot.sandbox.slack.workspace import Workspace


class Viewer:
    """Reads the workspace for one person; implements ``Names``."""

    def __init__(self, workspace: Workspace, person: str) -> None:
        self.workspace = workspace
        self.person = person

    @property
    def me(self) -> User:
        return self.workspace.users[self.person]

    def user(self, user_id: str) -> str:
        """A person's name by their id."""
        found = self.workspace.users.get(user_id)
        return found.real_name or found.name if found else user_id

    def channel(self, channel_id: str) -> str:
        """A channel's name by its id."""
        found = self.workspace.channels.get(channel_id)
        return self.title(found) if found else channel_id

    def now(self) -> datetime:
        """The sandbox's time on this person's clock."""
        return self.at(self.workspace.now())

    def at(self, seconds: float | str) -> datetime:
        """A Unix time or message ts on this person's clock."""
        return datetime.fromtimestamp(float(seconds), UTC).astimezone(ZoneInfo(self.me.tz))

    def title(self, channel: Channel) -> str:
        """A channel's name, or whom a direct message is with."""
        if not channel.is_direct:
            return channel.name
        others = [self.user(member) for member in channel.members if member != self.person]
        return ", ".join(others) or self.user(self.person)

    def rooms(self) -> list[Channel]:
        """Channels for the side bar, by name."""
        return sorted((c for c in self.workspace.channels_of(self.person) if not c.is_direct), key=lambda c: c.name)

    def directs(self) -> list[Channel]:
        """Direct messages for the side bar: the app's first."""
        bot = self.workspace.app.user_id
        mine = [c for c in self.workspace.channels_of(self.person) if c.is_direct and self.person in c.members]
        return sorted(mine, key=lambda c: (bot not in c.members, self.title(c)))

    def author(self, message: Message) -> tuple[str, str, bool]:
        """The author's name and color, and whether it is an app."""
        user = self.workspace.users.get(message.user)
        name = message.username or (user.real_name or user.name if user else "Slackbot")
        is_app = user is not None and (bool(message.bot_id) or user.is_bot)
        return name, user.color if user else "616061", is_app

    def typed(self, message: Message) -> str:
        """A message's text as it stood on the keyboard, for editing."""
        return unescape(CONTROL.sub(self._keyed, message.text))

    def _keyed(self, match: re.Match[str]) -> str:
        body, _, label = match.group(1).partition("|")
        if body.startswith("@") and body[1:] in self.workspace.users:
            return f"@{self.workspace.users[body[1:]].name}"
        if body.startswith("#"):
            return "#" + (label or self.channel(body[1:]))
        return f"@{body[1:]}" if body.startswith("!") else label or body

    def unread(self, channel: Channel, read: str) -> tuple[int, int]:
        """How many messages of others are newer than ``read``, and how many of those call this person."""
        newer = takewhile(lambda m: m.ts > read, reversed(channel.messages))
        new = [m for m in newer if m.in_channel and m.user != self.person and not (m.deleted or m.ephemeral_to)]
        calls = [m for m in new if channel.is_direct or f"<@{self.person}>" in m.text]
        return len(new), len(calls)
