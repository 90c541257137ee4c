"""Messages of the app: made, changed and deleted, whether by the Web API or through a response_url."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.slack.events import Events
from bot.sandbox.slack.inputs import initial_state
from bot.sandbox.slack.interactive import with_ids
from bot.sandbox.slack.model import JSON, Message
from bot.sandbox.slack.payloads import message_json
from bot.sandbox.slack.workspace import Workspace

TEXT_CUT = 40_000
"""Characters: https://docs.slack.dev/reference/methods/chat.postMessage"""


@dataclass(slots=True)
class Draft:
    """What a message is to contain; None means not given."""

    text: str | None = None
    blocks: list[JSON] | None = None
    attachments: list[JSON] | None = None
    metadata: JSON | None = None
    thread_ts: str | None = None
    reply_broadcast: bool = False
    ephemeral_to: str | None = None
    username: str | None = None
    icon: str | None = None
    subtype: str | None = None
    mrkdwn: bool = True
    unfurl_links: bool = True
    files: list[str] = field(default_factory=list)


class Posting:
    """Writes the app's messages into the workspace and tells of them."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def post(self, channel: str, draft: Draft, *, user: str | None = None) -> Message:
        """A new message by the app (or ``user``, e.g. Slackbot)."""
        app = self._workspace.app
        message = Message(
            ts=self._workspace.new_ts(),
            channel=channel,
            user=user or app.user_id,
            text=(draft.text or "")[:TEXT_CUT],
            attachments=draft.attachments or [],
            thread_ts=draft.thread_ts,
            subtype=draft.subtype,
            username=draft.username,
            icon=draft.icon,
            metadata=draft.metadata,
            files=draft.files,
            ephemeral_to=draft.ephemeral_to,
            reply_broadcast=draft.reply_broadcast and draft.thread_ts is not None,
            mrkdwn=draft.mrkdwn,
            unfurl_links=draft.unfurl_links,
        )
        if user is None:
            message.bot_id, message.app_id = app.bot_id, app.id
        self._set_blocks(message, draft.blocks or [])
        self._workspace.add_message(message)
        self._events.posted(message)
        return message

    def edit(self, message: Message, draft: Draft) -> None:
        """Replace what the draft gives, keep the rest."""
        before = message_json(self._workspace, message, metadata=True)
        if draft.text is not None:
            message.text = draft.text[:TEXT_CUT]
        if draft.blocks is not None:
            self._set_blocks(message, draft.blocks)
        if draft.attachments is not None:
            message.attachments = draft.attachments
        if draft.metadata is not None:
            message.metadata = draft.metadata or None
        if draft.files:
            message.files = draft.files
        message.reply_broadcast = message.reply_broadcast or draft.reply_broadcast
        message.edited = {"user": message.user, "ts": self._workspace.new_ts()}
        self._workspace.message_changed(message)
        self._events.edited(message, before)

    def delete(self, message: Message) -> None:
        """Delete it; with replies it stays as a tombstone."""
        before = message_json(self._workspace, message)
        channel = self._workspace.channels[message.channel]
        if any(not reply.ephemeral_to for reply in channel.replies(message.ts)):
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
            self._workspace.message_changed(message)
        else:
            self._workspace.delete_message(message)
        self._events.deleted(message, before)

    def _set_blocks(self, message: Message, blocks: list[JSON]) -> None:
        message.blocks = with_ids(blocks) if blocks else []
        message.state = initial_state(message.blocks, message.state, message.channel) if blocks else {}
