"""The things a workspace consists of. Plain data; the rules are in ``workspace`` and its neighbours."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

JSON = dict[str, Any]
SLACKBOT = "USLACKBOT"
"""The user in whose name Slack itself writes."""
ChannelKind = Literal["public", "private", "im", "mpim"]
ViewKind = Literal["modal", "home"]


@dataclass(slots=True)
class Team:
    """The workspace itself."""

    id: str = "T0SANDBOX1"
    name: str = "Sandbox"
    domain: str = "sandbox"

    @property
    def url(self) -> str:
        return f"https://{self.domain}.slack.com/"


@dataclass(slots=True)
class Command:
    """One slash command of the app; ``name`` begins with ``/``."""

    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(slots=True)
class Shortcut:
    """One shortcut of the app, in a message's menu or in the composer's."""

    callback_id: str
    name: str
    type: Literal["message", "global"] = "message"
    description: str = ""


@dataclass(slots=True)
class App:
    """The installed app: who it is, what it may do, where it is reached.

    ``scopes`` empty means that nothing is checked; ``request_url`` None means not reachable by HTTP.
    """

    id: str = "A0SANDBOX1"
    name: str = "Sinch"
    bot_id: str = "B0SANDBOX1"
    user_id: str = "U0SINCHBOT"
    token: str = field(default_factory=lambda: "xoxb-sandbox-" + secrets.token_hex(12))
    app_token: str = field(default_factory=lambda: "xapp-sandbox-" + secrets.token_hex(12))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    request_url: str | None = None
    scopes: list[str] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


@dataclass(slots=True)
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    real_name: str
    email: str = ""
    tz: str = "Europe/Stockholm"
    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False
    bot_id: str = ""
    color: str = "4bbe2e"
    title: str = ""

    @property
    def role(self) -> str:
        """What to show beside the name."""
        if self.is_bot:
            return "app"
        if self.is_owner:
            return "owner"
        if self.is_admin:
            return "admin"
        return "guest" if self.is_guest else "member"

    def tz_offset(self, at: float) -> int:
        """Seconds east of UTC at that moment."""
        shift = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(shift.total_seconds()) if shift else 0


@dataclass(slots=True)
class File:
    """An uploaded file; ``content`` stays in memory. Shared once ``channels`` names a place."""

    id: str
    name: str
    user: str
    created: int
    content: bytes = b""
    title: str = ""
    mimetype: str = "application/octet-stream"
    filetype: str = "binary"
    channels: list[str] = field(default_factory=list)
    complete: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Message:
    """One message, ephemeral ones included (``ephemeral_to`` is then the only person who sees it).

    ``reactions`` maps a name to the users in order; ``state`` holds what people chose in its blocks
    ({block_id: {action_id: value}}); ``files`` holds ids; ``reply_broadcast``
    marks a thread reply shown in the channel too; ``failed`` is what the client shows when sending failed.
    """

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    icon: str | None = None
    metadata: JSON | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    edited: JSON | None = None
    ephemeral_to: str | None = None
    deleted: bool = False
    reply_broadcast: bool = False
    client_msg_id: str | None = None
    mrkdwn: bool = True
    unfurl_links: bool = True
    state: dict[str, JSON] = field(default_factory=dict)
    failed: str | None = None

    @property
    def is_reply(self) -> bool:
        """In a thread, and not its first message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def in_channel(self) -> bool:
        """Shown in the channel's own flow (not only in a thread)."""
        return not self.is_reply or self.reply_broadcast


@dataclass(slots=True)
class Channel:
    """A conversation of any kind. ``messages`` is in order of ts and includes replies, ephemeral and deleted ones."""

    id: str
    name: str
    kind: ChannelKind = "public"
    members: list[str] = field(default_factory=list)
    creator: str = ""
    created: int = 0
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    is_general: bool = False
    messages: list[Message] = field(default_factory=list)
    by_ts: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[Message]] = field(default_factory=dict)

    @property
    def is_direct(self) -> bool:
        return self.kind in ("im", "mpim")

    def find(self, ts: str | None) -> Message | None:
        """The visible message with that ts, ephemeral ones left out."""
        found = self.by_ts.get(ts or "")
        return None if found is None or found.deleted or found.ephemeral_to else found

    def replies(self, thread_ts: str, user: str | None = None) -> Sequence[Message]:
        """The replies of a thread in order, without its first message; ephemeral ones only for ``user``."""
        return [m for m in self.threads.get(thread_ts, ()) if _shown(m, user)]

    def flow(self, user: str | None = None) -> Sequence[Message]:
        """What a person sees in the channel: no deleted ones, thread replies only when broadcast."""
        return [m for m in self.messages if m.in_channel and _shown(m, user)]


@dataclass(slots=True)
class View:
    """A modal on somebody's screen or a Home tab. ``body`` is what the app sent, with every missing id filled in.

    ``state`` is {block_id: {action_id: value}} as in ``view.state.values``; ``errors`` is {block_id: text} shown at its
    fields.
    """

    id: str
    user: str
    kind: ViewKind
    body: JSON
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    external_id: str = ""
    state: dict[str, JSON] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[JSON]:
        blocks: list[JSON] = self.body["blocks"]
        return blocks

    @property
    def title(self) -> str:
        title: str = (self.body.get("title") or {}).get("text", "")
        return title


@dataclass(slots=True)
class Trigger:
    """A permission to open one modal, valid for three seconds."""

    id: str
    user: str
    created: float
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where the app may answer an interaction: five times within thirty minutes."""

    id: str
    channel: str
    user: str
    created: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Call:
    """One Web API call as it was answered; ``error`` is Slack's code or '' when it went well."""

    method: str
    params: JSON
    status: int
    error: str
    at: float


@dataclass(slots=True, frozen=True)
class Change:
    """What ``Workspace.subscribe`` tells: which kind of thing is new, changed or gone, and where.

    kind: message, message_changed, message_deleted, reaction, view, home, channel, user, file, delivery
    """

    kind: str
    channel: str | None = None
    ts: str | None = None
    user: str | None = None
    id: str | None = None


def _shown(message: Message, user: str | None) -> bool:
    return not message.deleted and (message.ephemeral_to is None or message.ephemeral_to == user)
