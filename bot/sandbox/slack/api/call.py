"""One Web API call: its parameters and the workspace it is about."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.model import JSON, Channel, Message
from bot.sandbox.slack.posting import Posting
from bot.sandbox.slack.sockets import SocketHub
from bot.sandbox.slack.workspace import Workspace


@dataclass(slots=True)
class Services:
    """What the methods work on."""

    workspace: Workspace
    posting: Posting
    events: Events
    delivery: Delivery
    sockets: SocketHub


@dataclass(slots=True)
class ApiCall:
    """``params`` come from the query, a form (all texts) or a JSON body (any types)."""

    method: str
    params: JSON
    services: Services

    @property
    def workspace(self) -> Workspace:
        return self.services.workspace

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text."""
        value = self.params.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """A parameter that must be there."""
        value = self.params.get(name)
        if value is None or value == "":
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean, however it was written."""
        value = self.params.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number between 1 and ``most``."""
        try:
            value = int(self.params.get(name) or default)
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"must be an integer [json-pointer:/{name}]"]) from None
        if not 1 <= value <= most:
            raise SlackError("invalid_limit" if name == "limit" else "invalid_arguments")
        return value

    def json(self, name: str, code: str) -> Any:
        """A structure: as it is in a JSON body, written as JSON in a form; ``code`` when it is not JSON."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if value == "":
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise SlackError(code) from None

    def channel(self, name: str = "channel", *, by_name: bool = False) -> Channel:
        """The channel with that id; ``by_name`` also a name, or a person's id for the direct message with them."""
        wanted = self.params.get(name)
        if not wanted:
            raise SlackError("channel_not_found")
        wanted = str(wanted)
        found = self.workspace.channels.get(wanted)
        if found is None and by_name and wanted in self.workspace.users:
            found = self.workspace.direct(self.workspace.app.user_id, wanted)
        if found is None and by_name:
            found = self.workspace.channel_named(wanted)
        if found is None or (found.kind != "public" and not self.is_member(found)):
            raise SlackError("channel_not_found")
        return found

    def joined_channel(self, name: str = "channel") -> Channel:
        """The channel meant, in which the bot must be."""
        channel = self.channel(name)
        if not self.is_member(channel):
            raise SlackError("not_in_channel")
        return channel

    def is_member(self, channel: Channel) -> bool:
        """Tell whether the app is in a channel."""
        return self.workspace.app.user_id in channel.members

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """The message meant."""
        found = channel.find(self.text(name))
        if found is None:
            raise SlackError("message_not_found")
        return found

    def page(self, items: list[Any], default: int = 100, most: int = 1000) -> tuple[list[Any], JSON]:
        """A slice for ``limit`` and ``cursor``, and the ``response_metadata`` that leads to the next."""
        limit = self.number("limit", default, most)
        cursor = self.text("cursor")
        start = 0
        if cursor:
            if not cursor.startswith("next:") or not cursor[5:].isdigit():
                raise SlackError("invalid_cursor")
            start = int(cursor[5:])
        more = start + limit < len(items)
        return items[start : start + limit], {"next_cursor": f"next:{start + limit}" if more else ""}


Method = Callable[[ApiCall], JSON | Awaitable[JSON]]
