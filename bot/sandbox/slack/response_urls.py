"""response_url: how an app answers an interaction, five times within thirty minutes."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack import validate
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON, Message, ResponseUrl
from bot.sandbox.slack.posting import Draft, Posting
from bot.sandbox.slack.workspace import Workspace

VALID_SECONDS, USES = 30 * 60, 5
"""https://docs.slack.dev/interactivity/handling-user-interaction"""


class ResponseUrls:
    """Gives out response URLs and does what is posted to them."""

    def __init__(self, workspace: Workspace, posting: Posting) -> None:
        self._workspace = workspace
        self._posting = posting

    def new(self, channel: str, user: str, message: Message | None = None) -> str:
        """A fresh URL; ``message`` is the one whose element was used, which the answer may then replace."""
        now = self._workspace.now()
        urls = self._workspace.response_urls
        while urls and now - next(iter(urls.values())).created > 2 * VALID_SECONDS:
            del urls[next(iter(urls))]
        key = self._workspace.new_id("", 24)
        ts = message.ts if message else None
        urls[key] = ResponseUrl(key, channel, user, now, ts)
        return f"{self._workspace.base_url}/response/{self._workspace.team.id}/{key}"

    def answer(self, key: str, body: Any) -> Message | None:
        """What the app posted to the URL; SlackError with status 404 when the URL is spent."""
        url = self._workspace.response_urls.get(key)
        if url is None:
            raise SlackError("no_such_url", status=404)
        if self._workspace.now() - url.created > VALID_SECONDS:
            raise SlackError("expired_url", status=404)
        if url.uses >= USES:
            raise SlackError("used_url", status=404)
        channel = self._workspace.channels.get(url.channel)
        if channel is None or channel.is_archived:
            raise SlackError("is_archived" if channel else "channel_not_found", status=404)
        if not isinstance(body, dict):
            raise SlackError("invalid_payload", status=400)
        message = self.apply(url, body)
        url.uses += 1
        return message

    def apply(self, url: ResponseUrl, body: JSON) -> Message | None:
        """Post, replace or delete, as the body says; also used for the immediate answer to a command."""
        original = self._original(url)
        if body.get("delete_original"):
            if original is not None:
                self._posting.delete(original)
            return None
        draft = self._draft(url, body)
        if body.get("replace_original") and original is not None:
            draft.thread_ts = None
            self._posting.edit(original, draft)
            return original
        return self._posting.post(url.channel, draft)

    def _original(self, url: ResponseUrl) -> Message | None:
        found = self._workspace.channels[url.channel].by_ts.get(url.message_ts or "")
        return None if found is None or found.deleted else found

    def _draft(self, url: ResponseUrl, body: JSON) -> Draft:
        blocks, text, attachments = body.get("blocks"), body.get("text"), body.get("attachments")
        if not text and not blocks and not attachments:
            raise SlackError("no_text", status=400)
        if blocks:
            self._check(blocks)
        if body.get("metadata"):
            validate.metadata(body["metadata"])
        return Draft(
            text=text if text is None else str(text),
            blocks=blocks,
            attachments=attachments,
            metadata=body.get("metadata"),
            thread_ts=body.get("thread_ts"),
            ephemeral_to=None if body.get("response_type") == "in_channel" else url.user,
        )

    def _check(self, blocks: Any) -> None:
        try:
            validate.message_blocks(blocks, self._workspace.refused_blocks)
        except SlackError as error:
            # A response_url takes more text than chat.postMessage: see bolt-js issue 2867.
            if error.code != "msg_blocks_too_long":
                error.status = 400
                raise
