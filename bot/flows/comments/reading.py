"""Which Slack messages are comments, as the Events API tells of them. Pure.

A comment is what a person writes as a reply in a thread. Not what bots or other apps post, not even with a person's own
token (then `app_id` is set), not what is said to the bot itself, and not what begins with `//`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.command.addressing import is_addressed
from bot.slack.forwards import forwarded_in
from bot.slack.rich_text import mrkdwn, said_in
from bot.slack.text import escape

INTERNAL = "//"
_SUBTYPES = (None, "", "file_share", "thread_broadcast")


@dataclass(frozen=True, slots=True)
class ThreadReply:
    """A person's reply in a thread; `text` is mrkdwn, with a line for each file."""

    channel: str
    ts: str
    thread_ts: str
    user_id: str
    text: str

    @property
    def internal(self) -> bool:
        """Whether its author wants it to stay in Slack."""
        return self.text.lstrip().startswith(INTERNAL)


def posted(event: Mapping[str, Any], bot_user: str = "") -> ThreadReply | None:
    """The reply that a `message` event tells of; None if it is anything else."""
    return _reply(event, str(event.get("channel") or ""), bot_user) if event.get("type") == "message" else None


def edited(event: Mapping[str, Any], bot_user: str = "") -> ThreadReply | None:
    """The reply as it is after a `message_changed` event; None where no person has changed what it says.

    Slack tells of much else with the same event: previews of links, a growing thread.
    """
    after = event.get("message")
    now = _reply(after, str(event.get("channel") or ""), bot_user) if isinstance(after, Mapping) else None
    then = previous(event, bot_user)
    known = isinstance(event.get("previous_message"), Mapping)
    return now if now and known and (then is None or now.text != then.text) else None


def previous(event: Mapping[str, Any], bot_user: str = "") -> ThreadReply | None:
    """The reply as it was before a `message_changed` or `message_deleted` event."""
    was = event.get("previous_message")
    return _reply(was, str(event.get("channel") or ""), bot_user) if isinstance(was, Mapping) else None


def deleted(event: Mapping[str, Any]) -> tuple[str, str] | None:
    """Channel and `ts` of what a `message_deleted` event took away, or a `message_changed` one left a tombstone for."""
    after = event.get("message")
    gone = after if isinstance(after, Mapping) and after.get("subtype") == "tombstone" else {}
    channel, ts = event.get("channel"), gone.get("ts") or event.get("deleted_ts")
    return (channel, ts) if isinstance(channel, str) and isinstance(ts, str) else None


def is_human(message: Mapping[str, Any], bot_user: str = "") -> bool:
    """Whether a person wrote it, by hand: no bot, no other app, not Slack itself."""
    by_app = message.get("bot_id") or message.get("app_id") or message.get("bot_profile")
    user = message.get("user")
    by_hand = bool(user) and user not in (bot_user, "USLACKBOT") and not by_app
    return by_hand and message.get("subtype") in _SUBTYPES and not message.get("hidden")


def _reply(message: Mapping[str, Any], channel: str, bot_user: str) -> ThreadReply | None:
    if not channel or not _is_reply(message, bot_user):
        return None
    text = said_in(message)
    if is_addressed(bot_user, text):
        return None
    whole = "\n".join([*filter(None, [text]), *_forwarded(message), *_files(message.get("files"))])
    return _made(message, channel, whole) if whole else None


def unreadable(message: Mapping[str, Any], bot_user: str = "") -> ThreadReply | None:
    """A person's reply that says nothing in words, e.g. only a picture from an app: it cannot be a comment."""
    channel = str(message.get("channel") or "")
    if not channel or not _is_reply(message, bot_user) or _reply(message, channel, bot_user):
        return None
    has_more = any(message.get(name) for name in ("blocks", "attachments", "files", "room"))
    return _made(message, channel, "") if has_more and not is_addressed(bot_user, said_in(message)) else None


def _is_reply(message: Mapping[str, Any], bot_user: str) -> bool:
    ts, thread_ts = message.get("ts"), message.get("thread_ts")
    return bool(ts and thread_ts and thread_ts != ts) and is_human(message, bot_user)


def _made(message: Mapping[str, Any], channel: str, text: str) -> ThreadReply:
    return ThreadReply(channel, str(message["ts"]), str(message["thread_ts"]), str(message["user"]), text)


def _forwarded(message: Mapping[str, Any]) -> list[str]:
    """Messages that were forwarded with the reply, quoted, with their author."""
    lines = []
    for attachment in forwarded_in(message):
        inner = [block.get("message") for block in attachment.get("message_blocks") or () if isinstance(block, Mapping)]
        words = str(attachment.get("text") or "") or "\n".join(
            mrkdwn(shared.get("blocks")) for shared in inner if isinstance(shared, Mapping)
        )
        author = escape(str(attachment.get("author_name") or "somebody"))
        said = [*(f"> {line}" for line in words.strip().splitlines()), *_files(attachment.get("files"))]
        lines += [f"Forwarded from {author}:", *said] if said else []
    return lines


def _files(files: object) -> list[str]:
    """A line for each file: its name, and where people of the workspace can open it."""
    lines = []
    for file in files if isinstance(files, list) else ():
        if isinstance(file, Mapping) and file.get("mode") != "tombstone":
            name = escape(str(file.get("name") or file.get("title") or "a file")).replace("|", "¦")
            url = str(file.get("permalink") or "")
            lines.append(f"Attached: <{escape(url)}|{name}>" if url.startswith("https://") else f"Attached: {name}")
    return lines
