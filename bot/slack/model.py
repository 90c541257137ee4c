"""What Slack tells us about persons, channels, messages and ourselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


class Attachment(Protocol):
    """A file, as `bot.cards.blocks.message.File` is."""

    @property
    def name(self) -> str: ...
    @property
    def content(self) -> bytes | Path: ...
    @property
    def title(self) -> str: ...


class Postable(Protocol):
    """What can be shown, as `bot.cards.blocks.message.Message` is."""

    @property
    def text(self) -> str: ...
    @property
    def blocks(self) -> tuple[dict[str, Any], ...]: ...
    @property
    def file(self) -> Attachment | None: ...


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """A message that is there; posting to a person's id ends up in the `channel` of the direct message."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class MessageTag:
    """Metadata of a message, by which it is found again; `id` is unique."""

    kind: str
    id: str
    extra: dict[str, Any] = field(default_factory=dict)

    def as_metadata(self) -> dict[str, Any]:
        """The message metadata that Slack stores with a message."""
        return {"event_type": self.kind, "event_payload": {"id": self.id, **self.extra}}


@dataclass(frozen=True, slots=True)
class User:
    """A person; `name` is how others see them, `tz` an IANA zone, a stranger comes from another workspace."""

    id: str
    name: str
    tz: str = "UTC"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    real_name: str = ""
    team_id: str = ""
    enterprise_id: str = ""
    """Of the organisation that the person's workspace belongs to."""
    is_from_slack: bool = True
    """Whether Slack told this; otherwise only the id is known."""


@dataclass(frozen=True, slots=True)
class ChannelInfo:
    """A conversation as the bot sees it."""

    id: str
    name: str
    is_private: bool = False
    is_member: bool = False
    is_archived: bool = False
    is_im: bool = False
    posting: str = ""
    """What Slack tells of who may post, as text for comparing, with when the conversation last changed:
    https://docs.slack.dev/reference/objects/conversation-object (`properties.posting_restricted_to`, `updated`).
    """


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are; `scopes` are what the app may do (empty if Slack did not say)."""

    team_id: str
    team: str
    user_id: str
    bot_id: str
    url: str = ""
    scopes: frozenset[str] = frozenset()
    enterprise_id: str = ""
    app_id: str = ""
    """Empty until `Slack.learn_app_id` has asked for it."""


def read_identity(answer: Mapping[str, Any], *, app_id: str = "") -> Identity:
    """An answer of `auth.test`; `app_id` is what was known before."""
    headers: Mapping[str, str] = answer["_headers"]
    scopes = headers.get("x-oauth-scopes") or headers.get("X-OAuth-Scopes") or ""
    return Identity(
        team_id=answer.get("team_id") or "",
        team=answer.get("team") or "",
        user_id=answer.get("user_id") or "",
        bot_id=answer.get("bot_id") or "",
        url=answer.get("url") or "",
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
        enterprise_id=answer.get("enterprise_id") or "",
        app_id=answer.get("app_id") or app_id,
    )


def read_user(raw: dict[str, Any]) -> User:
    """Read a user object of the Web API; missing fields are empty."""
    profile = raw.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), raw.get("real_name"), raw.get("name"), raw["id"])
    return User(
        id=raw["id"],
        name=next(name for name in names if name),
        tz=raw.get("tz") or "UTC",
        is_admin=bool(raw.get("is_admin") or raw.get("is_owner") or raw.get("is_primary_owner")),
        is_bot=bool(raw.get("is_bot")),
        deleted=bool(raw.get("deleted")),
        is_guest=bool(raw.get("is_restricted") or raw.get("is_ultra_restricted")),
        is_stranger=bool(raw.get("is_stranger")),
        real_name=profile.get("real_name") or raw.get("real_name") or "",
        team_id=raw.get("team_id") or "",
        enterprise_id=(raw.get("enterprise_user") or {}).get("enterprise_id") or raw.get("enterprise_id") or "",
    )


def read_channel(raw: dict[str, Any]) -> ChannelInfo:
    """Read a conversation object of the Web API; missing fields are empty."""
    return ChannelInfo(
        id=raw["id"],
        name=raw.get("name") or "",
        is_private=bool(raw.get("is_private") or raw.get("is_group") or raw.get("is_mpim")),
        # Slack says so of every channel; an answer without it is no reason to warn anybody.
        is_member=bool(raw.get("is_member", True) or raw.get("is_im")),
        is_archived=bool(raw.get("is_archived")),
        is_im=bool(raw.get("is_im")),
        posting=_posting(raw),
    )


def _posting(raw: Mapping[str, Any]) -> str:
    properties = raw.get("properties")
    restricted = properties.get("posting_restricted_to") if isinstance(properties, Mapping) else None
    return json.dumps([restricted, raw.get("updated")], sort_keys=True, default=str)


def file_names(message: Mapping[str, Any]) -> list[str]:
    """The names of a message's files."""
    files = message.get("files")
    return [str(file.get("name")) for file in files if isinstance(file, Mapping)] if isinstance(files, list) else []


def mark_of(message: Mapping[str, Any]) -> str | None:
    """The id in a message's metadata, if it is one of ours."""
    metadata = message.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, Mapping) else None
    found = payload.get("id") if isinstance(payload, Mapping) else None
    return found if isinstance(found, str) else None
