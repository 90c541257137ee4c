"""Slack as the rest of the bot sees it: post, update, react, look up. Keeps to Slack's pace by itself."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import SecretStr

from bot.slack.addresses import address_of
from bot.slack.answers import part, require_str
from bot.slack.errors import AlreadyDone, InvalidBlocks, RateLimited, SlackDown, SlackProblem
from bot.slack.fallback import Fallback, pointed_at
from bot.slack.model import (
    Attachment,
    ChannelInfo,
    Identity,
    MessageTag,
    Postable,
    PostedMessage,
    User,
    mark_of,
    read_channel,
    read_identity,
)  # fmt: skip
from bot.slack.pace import Pace, Turn
from bot.slack.people import People
from bot.slack.plain_blocks import Block
from bot.slack.web import Web

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

T = TypeVar("T")
TEXT_LIMIT = 39_000
"""Slack cuts a text after 40,000 characters: https://docs.slack.dev/reference/methods/chat.postMessage"""
PAGES = 25
"""Pages of a history that are looked through for one message."""
HISTORY_PAGE = 200
"""Messages at once, as https://docs.slack.dev/reference/methods/conversations.history advises."""
TRIES = 3
"""How often a call is made that Slack refused for our pace, or failed to answer."""
BACKOFF_SECONDS = 0.5
"""Before the second try after a failure; twice as long before each further one."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Messages as Slack has them; with `cursor` there are more."""

    messages: Sequence[Mapping[str, Any]]
    cursor: str | None


class Slack:
    """One workspace, as one bot."""

    def __init__(
        self,
        token: SecretStr,
        base_url: str = "https://slack.com/api/",
        *,
        timeout: float = 15.0,
        pace: Pace | None = None,
        web: Web | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._web = web or Web(token, base_url, timeout=timeout)
        self.fallback = Fallback()
        self.pace = pace or Pace()
        self._sleep = sleep
        self.people = People(self._ask, time.monotonic)
        self._directs: dict[str, str] = {}
        self.who: Identity | None = None
        """Who we are, once Slack has said so."""

    @property
    def sdk(self) -> AsyncWebClient:
        """The SDK's client, for Bolt."""
        return self._web.client

    async def close(self) -> None:
        """Close the connections to Slack."""
        await self._web.close()

    async def post(
        self, channel: str, message: Postable, *, thread_ts: str | None = None, mark: MessageTag | None = None
    ) -> PostedMessage:
        """A new message, at its turn; waits when Slack says so. A file follows in its thread."""
        posted = await self._retry_rate_limited(
            lambda: self.post_once(channel, message, thread_ts=thread_ts, mark=mark)
        )
        if message.file is not None:
            await self.upload(posted.channel, message.file, thread_ts=thread_ts or posted.ts)
        return posted

    async def post_once(
        self,
        channel: str,
        message: Postable,
        *,
        thread_ts: str | None = None,
        mark: MessageTag | None = None,
        turn: Turn | None = None,
    ) -> PostedMessage:
        """One try, without the file: for those who keep account of what is uncertain, and perhaps of the turns."""
        turns = [turn] if turn else []

        async def send(text: str, blocks: list[Block]) -> PostedMessage:
            body = {
                "channel": channel,
                "text": text,
                "blocks": blocks,
                "thread_ts": thread_ts,
                "metadata": mark.as_metadata() if mark else None,
                "unfurl_links": False,
                "unfurl_media": False,
            }
            now = turns.pop() if turns else await self.pace.turn(channel)
            try:
                answer = await self._web.call("chat.postMessage", body)
            except RateLimited as limit:
                self.pace.limited(channel, limit.retry_after)
                raise
            finally:
                now.done()
            return PostedMessage(str(answer.get("channel") or channel), require_str(answer, "ts"))

        return await self._send_message(message, send)

    async def _send_message(self, message: Postable, send: Callable[[str, list[Block]], Awaitable[T]]) -> T:
        """Sends what a message shows, in plainer blocks where Slack dislikes it."""
        text = message.text if len(message.text) <= TEXT_LIMIT else message.text[: TEXT_LIMIT - 1] + "…"
        return await self.fallback.message(text, message.blocks, send)

    async def update(self, channel: str, ts: str, message: Postable, *, mark: MessageTag | None = None) -> None:
        """Replaces a message of ours; tried again as needed, because twice does no harm."""

        async def send(text: str, blocks: list[Block]) -> None:
            # Blocks are sent even when there are none, so that old ones are taken away.
            body = {"channel": channel, "ts": ts, "text": text, "blocks": blocks}
            await self.pace.update()
            try:
                await self._web.call("chat.update", {**body, "metadata": mark.as_metadata() if mark else None})
            except RateLimited as limit:
                self.pace.update_limited(limit.retry_after)
                raise

        await self._retry_idempotent(lambda: self._send_message(message, send))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message of the bot's own; a `SlackProblem` says why not."""
        await self._retry_idempotent(lambda: self._web.call("chat.delete", {"channel": channel, "ts": ts}))

    async def ephemeral(self, channel: str, user_id: str, message: Postable, *, thread_ts: str | None = None) -> None:
        """Shown to one person only; it can be changed only through the response_url of its buttons."""

        async def send(text: str, blocks: list[Block]) -> None:
            body = {"channel": channel, "user": user_id, "text": text, "blocks": blocks, "thread_ts": thread_ts}
            await self._web.call("chat.postEphemeral", body)

        await self._retry_rate_limited(lambda: self._send_message(message, send))

    async def react(self, channel: str, ts: str, emoji: str) -> None:
        """Adds a reaction; one that is there already is fine."""
        await self._reaction("reactions.add", channel, ts, emoji)

    async def unreact(self, channel: str, ts: str, emoji: str) -> None:
        """Takes a reaction of ours away; one that is not there is fine."""
        await self._reaction("reactions.remove", channel, ts, emoji)

    async def _reaction(self, method: str, channel: str, ts: str, emoji: str) -> None:
        body = {"channel": channel, "timestamp": ts, "name": emoji}
        with suppress(AlreadyDone):
            await self._retry_idempotent(lambda: self._web.call(method, body))

    async def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Opens a modal; returns its view id."""

        async def send(shown: Mapping[str, Any]) -> dict[str, Any]:
            return await self._web.call("views.open", {"trigger_id": trigger_id, "view": shown})

        answer = await self.fallback.view(view, send)
        return str((answer.get("view") or {}).get("id") or "")

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        """Replaces an open modal."""

        async def send(shown: Mapping[str, Any]) -> None:
            await self._web.call("views.update", {"view_id": view_id, "view": shown})

        await self._retry_idempotent(lambda: self.fallback.view(view, send))

    async def publish_home(self, user_id: str, view: Mapping[str, Any]) -> None:
        """Shows a person's Home tab."""

        async def send(shown: Mapping[str, Any]) -> None:
            await self._web.call("views.publish", {"user_id": user_id, "view": shown})

        await self._retry_idempotent(lambda: self.fallback.view(view, send))

    async def respond(
        self,
        response_url: str,
        message: Postable,
        *,
        public: bool = False,
        replace: bool = False,
        thread_ts: str | None = None,
    ) -> None:
        """Answers through a response_url (five times within thirty minutes)."""

        async def send(text: str, blocks: list[Block]) -> None:
            body = {
                "text": text,
                "blocks": blocks,
                "response_type": "in_channel" if public else "ephemeral",
                "replace_original": replace,
                **({"thread_ts": thread_ts} if thread_ts else {}),
                "unfurl_links": False,
                "unfurl_media": False,
            }
            await self._web.send(response_url, body)

        await self._retry_rate_limited(lambda: self._send_message(message, send))

    async def delete_original(self, response_url: str) -> None:
        """Deletes the message whose button gave this response_url, also one that a single person sees."""
        await self._retry_rate_limited(lambda: self._web.send(response_url, {"delete_original": True}))

    async def refuses(self, blocks: Sequence[Block]) -> set[str]:
        """The kinds among some blocks that this workspace does not take; raises `NoSuchMethod` where it cannot say."""
        question = {"blocks": json.dumps(list(blocks))}
        try:
            await self._retry_idempotent(lambda: self._web.call("blocks.validate", question))
        except InvalidBlocks as problem:
            return pointed_at(problem.messages, blocks)[1]
        return set()

    async def upload(self, channel: str, file: Attachment, *, thread_ts: str | None = None, comment: str = "") -> str:
        """Puts a file into a channel or thread; returns its id."""
        content = file.content
        length = content.stat().st_size if isinstance(content, Path) else len(content)
        question = {"filename": file.name, "length": length}
        place = await self._retry_idempotent(lambda: self._web.ask("files.getUploadURLExternal", question))
        address, file_id = require_str(place, "upload_url"), require_str(place, "file_id")
        await self._retry_idempotent(lambda: self._web.put(address, content))
        body = {
            "files": [{"id": file_id, "title": file.title or file.name}],
            "channel_id": channel,
            "thread_ts": thread_ts,
            "initial_comment": comment or None,
        }
        await self._retry_rate_limited(lambda: self._web.call("files.completeUploadExternal", body))
        return file_id

    async def download(self, file_id: str, limit: int) -> bytes:
        """A file's content, so many bytes at most; raises `RemoteFile`, and `FileRefused` for a larger one."""
        address = address_of(await self.file(file_id))
        return await self._retry_idempotent(lambda: self._web.get(address, limit))

    async def file(self, file_id: str) -> dict[str, Any]:
        """What Slack knows of a file."""
        return part(await self._retry_idempotent(lambda: self._web.ask("files.info", {"file": file_id})), "file")

    def content(self, file: Mapping[str, Any]) -> AsyncIterator[bytes]:
        """A file that `file` told of, piece by piece; raises `RemoteFile`."""
        return self._web.pieces(address_of(file))

    async def history_page(
        self,
        channel: str,
        *,
        thread_ts: str | None,
        after_ts: str | None,
        before_ts: str | None = None,
        cursor: str | None = None,
    ) -> HistoryPage:
        """One call's worth of a channel or thread between two times; Slack may allow one such call a minute.

        https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
        """
        query = {
            "channel": channel,
            "ts": thread_ts,
            "oldest": after_ts,
            "latest": before_ts,
            "limit": HISTORY_PAGE,
            "cursor": cursor,
            "include_all_metadata": True,
        }
        answer = await self._web.ask("conversations.replies" if thread_ts else "conversations.history", query)
        messages = [message for message in answer.get("messages") or () if isinstance(message, Mapping)]
        return HistoryPage(messages, (answer.get("response_metadata") or {}).get("next_cursor") or None)

    async def find(self, channel: str, mark_id: str, *, after_ts: str | None, thread_ts: str | None) -> str | None:
        """The time stamp of our message with this mark, in the channel or thread; None if it is surely not there.

        `after_ts` is a message known to be older. Raises `SlackDown` when the history is too long to be sure.
        """
        cursor: str | None = None
        for _ in range(PAGES):
            read = partial(self.history_page, channel, thread_ts=thread_ts, after_ts=after_ts, cursor=cursor)
            page = await self._retry_idempotent(read)
            for message in page.messages:
                if mark_of(message) == mark_id:
                    return str(message["ts"])
            cursor = page.cursor
            if cursor is None:
                return None
        raise SlackDown("history_too_long", f"more than {PAGES} pages")

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message, as Slack writes it; empty where Slack gives none: no answer fails for a link."""
        query = {"channel": channel, "message_ts": ts}
        try:
            answer = await self._retry_idempotent(lambda: self._web.ask("chat.getPermalink", query))
            return require_str(answer, "permalink")
        except SlackProblem:
            return ""

    async def user(self, user_id: str, *, fresh: bool = False) -> User:
        """A person, remembered for some minutes; raises `UserGone`."""
        return await self.people.get(user_id, fresh=fresh)

    async def _ask(self, method: str, query: dict[str, Any]) -> dict[str, Any]:
        return await self._retry_idempotent(lambda: self._web.ask(method, query))

    def forget(self, user_id: str) -> None:
        """The person has changed: ask Slack again next time."""
        self.people.forget(user_id)

    async def channel(self, channel: str) -> ChannelInfo:
        """A conversation; raises `ChannelGone` also for a private one the bot is not in."""
        answer = await self._retry_idempotent(lambda: self._web.ask("conversations.info", {"channel": channel}))
        return read_channel({"id": channel, **part(answer, "channel")})

    async def groups(self) -> dict[str, str]:
        """Handles of the workspace's user groups by id; raises `MissingScope` without `usergroups:read`."""
        answer = await self._retry_idempotent(lambda: self._web.ask("usergroups.list", {}))
        return {
            str(group["id"]): str(group.get("handle") or group.get("name") or "")
            for group in answer.get("usergroups") or ()
        }

    async def direct(self, user_id: str) -> str:
        """The channel id of the direct message with a person; their own id, which Slack takes too, else."""
        if user_id not in self._directs:
            answer = await self._retry_idempotent(lambda: self._web.call("conversations.open", {"users": user_id}))
            opened = answer.get("channel")
            self._directs[user_id] = str(opened["id"]) if isinstance(opened, dict) and opened.get("id") else user_id
        return self._directs[user_id]

    async def me(self) -> Identity:
        """Who we are, as Slack last said: it stays the same while the token does."""
        return self.who if self.who else await self._retry_idempotent(self.identity)

    async def identity(self) -> Identity:
        """Who the token says we are now; raises `TokenRevoked`."""
        answer = await self._web.call("auth.test", {})
        self.who = read_identity(answer, app_id=self.who.app_id if self.who else "")
        return self.who

    async def learn_app_id(self) -> None:
        """Ask which app the bot belongs to; it stays unknown where Slack does not say."""
        if self.who is None or self.who.app_id or not self.who.bot_id:
            return
        answer = await self._web.ask("bots.info", {"bot": self.who.bot_id})
        self.who = replace(self.who, app_id=str(part(answer, "bot").get("app_id") or ""))

    async def _retry_rate_limited(self, call: Callable[[], Awaitable[T]]) -> T:
        """Again only when Slack surely did nothing because we were too fast."""
        for _ in range(TRIES - 1):
            try:
                return await call()
            except RateLimited as limit:
                await self._sleep(limit.retry_after)
        return await call()

    async def _retry_idempotent(self, call: Callable[[], Awaitable[T]]) -> T:
        """Again also when Slack failed: for what may safely be done twice."""
        for attempt in range(TRIES - 1):
            try:
                return await call()
            except RateLimited as limit:
                await self._sleep(limit.retry_after)
            except SlackDown:
                await self._sleep(BACKOFF_SECONDS * 2**attempt)
        return await call()
