"""chat.*: posting, changing and deleting the app's messages."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack import validate
from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON, Channel, Message
from bot.sandbox.slack.payloads import message_json
from bot.sandbox.slack.posting import TEXT_CUT, Draft

MARKDOWN_TEXT, UPDATE_TEXT, ATTACHMENTS = 12_000, 4_000, 100
"""https://docs.slack.dev/reference/methods/chat.postMessage and https://docs.slack.dev/reference/methods/chat.update"""


def post_message(call: ApiCall) -> JSON:
    """Answer `chat.postMessage`."""
    channel = _writable(call, by_name=True)
    draft = _draft(call)
    draft.thread_ts = _thread(call, channel)
    draft.reply_broadcast = call.flag("reply_broadcast")
    draft.username = call.text("username") or None
    draft.icon = call.text("icon_emoji") or call.text("icon_url") or None
    _must_say_something(draft)
    message = call.services.posting.post(channel.id, draft)
    answer: JSON = {"ok": True, "channel": channel.id, "ts": message.ts}
    answer["message"] = message_json(call.workspace, message, metadata=True)
    if len(draft.text or "") > TEXT_CUT:
        answer |= {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return answer


def post_ephemeral(call: ApiCall) -> JSON:
    """Answer `chat.postEphemeral`."""
    channel = _writable(call)
    user = call.required("user")
    if user not in call.workspace.users or user not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = _draft(call)
    draft.thread_ts, draft.ephemeral_to = _thread(call, channel), user
    _must_say_something(draft)
    return {"ok": True, "message_ts": call.services.posting.post(channel.id, draft).ts}


def update(call: ApiCall) -> JSON:
    """Answer `chat.update`."""
    channel = _writable(call)
    message = _own(call, channel, "cant_update_message")
    draft = _draft(call)
    if draft.text is None and draft.blocks is None and draft.attachments is None and draft.metadata is None:
        raise SlackError("no_text")
    if len(draft.text or "") > UPDATE_TEXT:
        raise SlackError("msg_too_long")
    empty = draft.blocks == [] and not (draft.text if draft.text is not None else message.text)
    if empty and not (draft.attachments or message.attachments):
        raise SlackError("no_text")
    draft.reply_broadcast = call.flag("reply_broadcast")
    call.services.posting.edit(message, draft)
    body = message_json(call.workspace, message, metadata=True)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": body}


def delete(call: ApiCall) -> JSON:
    """Answer `chat.delete`."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    call.services.posting.delete(message)
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def get_permalink(call: ApiCall) -> JSON:
    """Answer `chat.getPermalink`."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"{call.workspace.team.url}archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}


def _writable(call: ApiCall, *, by_name: bool = False) -> Channel:
    channel = call.channel(by_name=by_name)
    if channel.is_archived:
        raise SlackError("is_archived")
    if not call.is_member(channel) and "chat:write.public" not in call.workspace.app.scopes:
        raise SlackError("not_in_channel")
    return channel


def _own(call: ApiCall, channel: Channel, code: str) -> Message:
    message = call.message(channel)
    if message.user != call.workspace.app.user_id or message.subtype == "tombstone":
        raise SlackError(code)
    return message


def _thread(call: ApiCall, channel: Channel) -> str | None:
    ts = call.text("thread_ts")
    if not ts:
        return None
    root = channel.find(ts)
    if root is None or root.is_reply:
        raise SlackError("thread_not_found")
    return ts


def _draft(call: ApiCall) -> Draft:
    blocks = call.json("blocks", "invalid_blocks_format")
    attachments: Any = call.json("attachments", "invalid_attachments")
    metadata = call.json("metadata", "invalid_metadata_format")
    draft = Draft(text=call.text("text") if call.params.get("text") is not None else None)
    if blocks is not None:
        validate.message_blocks(blocks, call.workspace.refused_blocks)
        draft.blocks = blocks
    _markdown(call, draft)
    if attachments is not None:
        _check_attachments(call, attachments)
        draft.attachments = attachments
    if metadata:
        validate.metadata(metadata)
    draft.metadata = metadata
    draft.mrkdwn = call.flag("mrkdwn", True)
    draft.unfurl_links = call.flag("unfurl_links", True)
    return draft


def _markdown(call: ApiCall, draft: Draft) -> None:
    markdown = call.text("markdown_text")
    if not markdown:
        return
    if draft.text or draft.blocks:
        raise SlackError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT:
        raise SlackError("msg_too_long")
    draft.text, draft.blocks = markdown, [{"type": "markdown", "text": markdown}]


def _check_attachments(call: ApiCall, attachments: Any) -> None:
    if not isinstance(attachments, list) or not all(isinstance(item, dict) for item in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for number, item in enumerate(attachments):
        if item.get("blocks"):
            validate.message_blocks(item["blocks"], call.workspace.refused_blocks, f"/attachments/{number}/blocks")


def _must_say_something(draft: Draft) -> None:
    if not (draft.text or "").strip() and not draft.blocks and not draft.attachments:
        raise SlackError("no_text")


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
