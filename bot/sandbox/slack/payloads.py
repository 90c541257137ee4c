"""How Slack writes users, channels, messages, files and views as JSON."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.model import JSON, Channel, File, Message, User, View
from bot.sandbox.slack.workspace import Workspace


def user_json(workspace: Workspace, user: User) -> JSON:
    """A user as in users.info."""
    return {
        "id": user.id,
        "team_id": workspace.team.id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "color": user.color,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset(workspace.now()),
        "profile": {
            "title": user.title,
            "real_name": user.real_name,
            "real_name_normalized": user.real_name,
            "display_name": user.name,
            "display_name_normalized": user.name,
            "email": user.email,
            "team": workspace.team.id,
            **({"bot_id": user.bot_id, "api_app_id": workspace.app.id} if user.is_bot else {}),
        },
        "is_admin": user.is_admin or user.is_owner,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        **({"is_stranger": True} if user.is_stranger else {}),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
        "locale": "en-US",
    }


def channel_json(workspace: Workspace, channel: Channel, *, members: bool = False) -> JSON:
    """A conversation as the app sees it in conversations.info and lists."""
    member = workspace.app.user_id in channel.members
    common: JSON = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_private": channel.kind != "public",
        "context_team_id": workspace.team.id,
    }
    if channel.kind == "im":
        other = next((m for m in channel.members if m != workspace.app.user_id), workspace.app.user_id)
        return {**common, "user": other, "is_user_deleted": workspace.users[other].deleted, "is_open": True}
    common |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.is_general,
        "is_member": member,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "creator": channel.creator,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
    }
    return common | ({"num_members": len(channel.members)} if members else {})


def file_json(workspace: Workspace, file: File) -> JSON:
    """A file as in files.info; its content is behind ``url_private`` and needs the token."""
    url = f"{workspace.base_url}/files-pri/{workspace.team.id}-{file.id}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": workspace.team.id,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": any(workspace.channels[c].kind == "public" for c in file.channels if c in workspace.channels),
        "url_private": f"{url}/{file.name}",
        "url_private_download": f"{url}/download/{file.name}",
        "permalink": f"{workspace.team.url}files/{file.user}/{file.id}/{file.name}",
        "channels": [c for c in file.channels if not c.startswith("D")],
        "ims": [c for c in file.channels if c.startswith("D")],
        "file_access": "visible",
    }


def message_json(workspace: Workspace, message: Message, *, metadata: bool = False) -> JSON:
    """A message as in conversations.history."""
    body: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    body["team"] = workspace.team.id
    for key in ("subtype", "bot_id", "app_id", "username", "client_msg_id", "edited", "blocks", "attachments"):
        value: Any = getattr(message, key)
        if value:
            body[key] = value
    if message.bot_id:
        body["bot_profile"] = bot_json(workspace)
    if message.icon:
        body["icons"] = {"emoji": message.icon} if message.icon.startswith(":") else {"image_48": message.icon}
    if message.reactions:
        body["reactions"] = reactions_json(message)
    if message.files:
        body["files"] = [file_json(workspace, workspace.files[f]) for f in message.files if f in workspace.files]
    if metadata and message.metadata:
        body["metadata"] = message.metadata
    body |= _thread_json(workspace.channels[message.channel], message)
    return body


def reactions_json(message: Message) -> list[JSON]:
    """Reactions with their users, in order of appearance."""
    return [{"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()]


def bot_json(workspace: Workspace) -> JSON:
    """The app's bot as in ``bot_profile`` and bots.info."""
    app = workspace.app
    return {
        "id": app.bot_id,
        "deleted": False,
        "name": app.name,
        "updated": 0,
        "app_id": app.id,
        "user_id": app.user_id,
        "icons": {},
        "team_id": workspace.team.id,
    }


def view_json(workspace: Workspace, view: View) -> JSON:
    """A view as in the answers of views.* and in interaction payloads."""
    body: JSON = {
        "id": view.id,
        "team_id": workspace.team.id,
        "type": view.kind,
        "private_metadata": "",
        "callback_id": "",
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": workspace.app.id,
        "external_id": view.external_id,
        "app_installed_team_id": workspace.team.id,
        "bot_id": workspace.app.bot_id,
    }
    return body | {key: value for key, value in view.body.items() if value is not None}


def _thread_json(channel: Channel, message: Message) -> JSON:
    if message.is_reply:
        root = channel.by_ts.get(message.thread_ts or "")
        return {"thread_ts": message.thread_ts, "parent_user_id": root.user if root else ""}
    replies = [reply for reply in channel.threads.get(message.ts, ()) if not reply.deleted and not reply.ephemeral_to]
    if not replies:
        return {"thread_ts": message.thread_ts} if message.thread_ts else {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users[:5],
        "is_locked": False,
        "subscribed": False,
    }
