"""Which scope each method needs."""

from __future__ import annotations

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import App, Channel

_KIND = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "reactions.get": "reactions:read",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.info": "files:read",
    "team.info": "team:read",
    "bots.info": "users:read",
}
_BY_CHANNEL = {
    "conversations.history": "history",
    "conversations.replies": "history",
    "conversations.info": "read",
    "conversations.members": "read",
}


def needed(method: str, channel: Channel | None = None) -> str:
    """The scope for this method (in this kind of channel), '' when none."""
    if method in _BY_CHANNEL:
        return f"{_KIND[channel.kind if channel else 'public']}:{_BY_CHANNEL[method]}"
    return _NEEDED.get(method, "")


def check(app: App, method: str, channel: Channel | None) -> None:
    """``missing_scope`` when the app does not have it; an app without any listed scope may do everything."""
    scope = needed(method, channel)
    if app.scopes and scope and scope not in app.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(app.scopes))
    if app.scopes and method in ("conversations.list", "users.conversations") and not _reads_some(app):
        raise SlackError("missing_scope", needed="channels:read", provided=",".join(app.scopes))


def _reads_some(app: App) -> bool:
    return any(f"{kind}:read" in app.scopes for kind in _KIND.values())
