"""conversations.*: where one can talk, who is there, and what was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON, Channel, Message
from bot.sandbox.slack.payloads import channel_json, message_json
from bot.sandbox.slack.posting import Draft

_TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


def list_(call: ApiCall) -> JSON:
    """Answer `conversations.list`."""
    kinds = _kinds(call)
    skip_archived = call.flag("exclude_archived")
    found = [c for c in _visible(call) if c.kind in kinds and not (skip_archived and c.is_archived)]
    page, metadata = call.page(found)
    channels = [channel_json(call.workspace, c, members=True) for c in page]
    return {"ok": True, "channels": channels, "response_metadata": metadata}


def of_user(call: ApiCall) -> JSON:
    """users.conversations: those that the bot (or ``user``) is a member of."""
    user = call.text("user") or call.workspace.app.user_id
    kinds = _kinds(call)
    skip_archived = call.flag("exclude_archived")
    found = [
        c for c in _visible(call) if c.kind in kinds and user in c.members and not (skip_archived and c.is_archived)
    ]
    page, metadata = call.page(found)
    return {"ok": True, "channels": [channel_json(call.workspace, c) for c in page], "response_metadata": metadata}


def info(call: ApiCall) -> JSON:
    """Answer `conversations.info`."""
    channel = call.channel()
    return {"ok": True, "channel": channel_json(call.workspace, channel, members=call.flag("include_num_members"))}


def members(call: ApiCall) -> JSON:
    """Answer `conversations.members`."""
    page, metadata = call.page(list(call.channel().members))
    return {"ok": True, "members": page, "response_metadata": metadata}


def history(call: ApiCall) -> JSON:
    """Newest first; thread replies only when they were broadcast, ephemeral ones never."""
    channel = call.joined_channel()
    found = [m for m in reversed(_within(call, channel.messages)) if m.in_channel and _visible_to_all(m)]
    page, metadata = call.page(found, most=999)
    answer: JSON = {"ok": True, "messages": _messages(call, page), "has_more": bool(metadata["next_cursor"])}
    return answer | {"pin_count": 0, "response_metadata": metadata}


def replies(call: ApiCall) -> JSON:
    """A thread from its first message on, oldest first."""
    channel = call.joined_channel()
    asked = channel.find(call.required("ts"))
    if asked is None:
        raise SlackError("thread_not_found")
    root = channel.find(asked.thread_ts) if asked.is_reply else asked
    thread = channel.threads.get(root.ts if root else asked.ts, [])
    found = [m for m in _within(call, thread) if _visible_to_all(m)]
    page, metadata = call.page([root, *found] if root else found, most=999)
    return {
        "ok": True,
        "messages": _messages(call, page),
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


def open_(call: ApiCall) -> JSON:
    """The direct message with one or several people."""
    workspace = call.workspace
    if call.text("channel"):
        channel = call.channel()
    else:
        users = [u.strip() for u in call.text("users").split(",") if u.strip()]
        if not users:
            raise SlackError("users_list_not_supplied")
        if any(workspace.user(user).deleted for user in users):
            raise SlackError("user_disabled")
        channel = workspace.direct(workspace.app.user_id, *users)
    full = call.flag("return_im")
    return {"ok": True, "channel": channel_json(workspace, channel) if full else {"id": channel.id}}


def join(call: ApiCall) -> JSON:
    """Answer `conversations.join`."""
    channel, bot = call.channel(), call.workspace.app.user_id
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    answer: JSON = {"ok": True}
    if bot in channel.members:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    else:
        channel.members.append(bot)
        call.workspace.changed("channel", channel=channel.id)
        draft = Draft(f"<@{bot}> has joined the channel", subtype="channel_join")
        call.services.posting.post(channel.id, draft)
        call.services.events.joined(channel, bot)
    return answer | {"channel": channel_json(call.workspace, channel)}


def leave(call: ApiCall) -> JSON:
    """Answer `conversations.leave`."""
    channel, bot = call.channel(), call.workspace.app.user_id
    if bot not in channel.members:
        return {"ok": False, "not_in_channel": True}
    if channel.is_general:
        raise SlackError("cant_leave_general")
    channel.members.remove(bot)
    call.workspace.changed("channel", channel=channel.id)
    call.services.events.left(channel, bot)
    return {"ok": True}


def _kinds(call: ApiCall) -> set[str]:
    names = [name.strip() for name in call.text("types", "public_channel").split(",")]
    if any(name not in _TYPES for name in names):
        raise SlackError("invalid_types")
    return {_TYPES[name] for name in names}


def _visible(call: ApiCall) -> list[Channel]:
    return [c for c in call.workspace.channels.values() if c.kind == "public" or call.is_member(c)]


def _within(call: ApiCall, messages: list[Message]) -> list[Message]:
    """Those between ``oldest`` and ``latest``; the list is in order of ts, so nothing else is looked at."""
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    left, right = (bisect_left, bisect_right) if call.flag("inclusive") else (bisect_right, bisect_left)
    start = left(messages, oldest, key=_ts) if oldest else 0
    end = right(messages, latest, key=_ts) if latest else len(messages)
    return messages[start:end]


def _bound(call: ApiCall, name: str) -> str:
    seconds, _, micros = call.text(name).partition(".")
    if not seconds and not micros:
        return ""
    if not seconds.isdigit() or not (micros or "0").isdigit():
        raise SlackError(f"invalid_ts_{name}")
    return f"{int(seconds):010d}.{micros.ljust(6, '0')}"


def _ts(message: Message) -> str:
    return message.ts


def _visible_to_all(message: Message) -> bool:
    return not message.deleted and message.ephemeral_to is None


def _messages(call: ApiCall, messages: list[Message]) -> list[JSON]:
    metadata = call.flag("include_all_metadata")
    return [message_json(call.workspace, message, metadata=metadata) for message in messages]


METHODS: dict[str, Method] = {
    "conversations.list": list_,
    "users.conversations": of_user,
    "conversations.info": info,
    "conversations.members": members,
    "conversations.history": history,
    "conversations.replies": replies,
    "conversations.open": open_,
    "conversations.join": join,
    "conversations.leave": leave,
}
