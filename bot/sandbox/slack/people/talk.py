"""Messages, reactions and slash commands, as typed by a person."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from bot.sandbox.slack import mrkdwn
from bot.sandbox.slack.api.files import new_file
from bot.sandbox.slack.errors import ClientRefused, SlackError
from bot.sandbox.slack.model import SLACKBOT, Channel, Command, File, Message, ResponseUrl
from bot.sandbox.slack.payloads import message_json
from bot.sandbox.slack.people.base import Base, failure
from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.posting import Draft
from bot.sandbox.slack.views import new_trigger

MOST_CHARACTERS = 40_000
"""Of a message: https://docs.slack.dev/reference/methods/chat.postMessage"""


class Talking(Base):
    """The composer of a Slack client."""

    async def enter(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message | Outcome:
        """What Enter does in the composer: a slash command when the text begins with one, else a message."""
        if text.startswith("/") and not text.startswith("//"):
            command, _, rest = text.partition(" ")
            return await self.slash(user, channel, command, rest.strip(), thread_ts)
        return await self.send_message(user, channel, text, thread_ts)

    async def send_message(
        self,
        user: str,
        channel: str,
        text: str = "",
        thread_ts: str | None = None,
        broadcast: bool = False,
        files: Sequence[str] | None = None,
        *,
        app_id: str | None = None,
    ) -> Message:
        """Send what was typed; ``files`` are ids from ``upload``.

        The text is plain, as on the keyboard: ``@name``, ``#channel`` and links are turned into Slack's form.
        ``app_id``: another app posted it with this person's token (no bot id then).
        """
        self._refuse_unsendable(self._place(user, channel), text, thread_ts, files)
        rich = mrkdwn.rich_text(self.workspace, text) | {"block_id": self.workspace.new_id("", 5)} if text else None
        message = Message(
            ts=self.workspace.new_ts(),
            channel=channel,
            user=user,
            text=mrkdwn.encode(self.workspace, text),
            blocks=[rich] if rich else [],
            thread_ts=thread_ts,
            subtype="file_share" if files else None,
            files=list(files or ()),
            reply_broadcast=broadcast and thread_ts is not None,
            client_msg_id=str(uuid.uuid4()),
            app_id=app_id,
        )
        for file_id in message.files:
            self.workspace.files[file_id].channels.append(channel)
        self.workspace.add_message(message)
        self.services.events.posted(message)
        return message

    @staticmethod
    def _refuse_unsendable(place: Channel, text: str, thread_ts: str | None, files: Sequence[str] | None) -> None:
        if not text.strip() and not files:
            raise ClientRefused("There is nothing to send.")
        if len(text) > MOST_CHARACTERS:
            raise ClientRefused(f"Your message is {len(text) - MOST_CHARACTERS} characters too long.")
        if thread_ts is not None and ((root := place.find(thread_ts)) is None or root.is_reply):
            raise ClientRefused("This thread is gone.")

    def upload(self, user: str, name: str, content: bytes, mimetype: str | None = None) -> File:
        """Put a file beside the message that is being written, or into a file input."""
        file = new_file(self.workspace, self._person(user).id, name, mimetype)
        file.content, file.complete = content, True
        self.workspace.changed("file", id=file.id, user=user)
        return file

    async def edit_message(self, user: str, channel: str, ts: str, text: str) -> Message:
        """Change one's own message."""
        message = self._shown(user, channel, ts)
        if message.user != user or message.ephemeral_to:
            raise ClientRefused("You can only edit your own messages.")
        before = message_json(self.workspace, message)
        message.text = mrkdwn.encode(self.workspace, text)
        message.blocks = [mrkdwn.rich_text(self.workspace, text) | {"block_id": self.workspace.new_id("", 5)}]
        message.edited = {"user": user, "ts": self.workspace.new_ts()}
        self.workspace.message_changed(message)
        self.services.events.edited(message, before)
        return message

    async def delete_message(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message (an admin: anybody's); dismisses an ephemeral one."""
        message = self._shown(user, channel, ts)
        person = self.workspace.users[user]
        if message.ephemeral_to:
            self.workspace.delete_message(message)
        elif message.user == user or person.is_admin or person.is_owner:
            self.services.posting.delete(message)
        else:
            raise ClientRefused("You can only delete your own messages.")

    async def add_reaction(self, user: str, channel: str, ts: str, name: str) -> None:
        """React once; a second time does nothing."""
        message = self._shown(user, channel, ts)
        users = message.reactions.setdefault(name.strip(":"), [])
        if user not in users:
            users.append(user)
            self._reacted("reaction_added", user, message, name)

    async def remove_reaction(self, user: str, channel: str, ts: str, name: str) -> None:
        """Take one's own reaction back."""
        message = self._shown(user, channel, ts)
        users = message.reactions.get(name.strip(":"), [])
        if user in users:
            users.remove(user)
            if not users:
                del message.reactions[name.strip(":")]
            self._reacted("reaction_removed", user, message, name)

    async def slash(
        self, user: str, channel: str, command: str, text: str = "", thread_ts: str | None = None
    ) -> Outcome:
        """``/command text`` in a channel; an unknown command or a thread is refused by the client."""
        self._person(user)
        place = self._place(user, channel)
        known = next((c for c in self.workspace.app.commands if c.name == command), None)
        if known is None:
            return self._slackbot(place, user, f"{command} is not a valid command.", "unknown_command")
        if thread_ts is not None:
            return self._slackbot(place, user, f"{command} is not supported in threads. Sorry!", "thread_not_supported")
        fields = self._command_fields(user, place, known, text)
        answer = await self.services.delivery.command(fields)
        code, problem = failure(answer)
        outcome = Outcome(code=code, status=answer.status, body=answer.body, request=fields)
        if code:
            outcome.error = self._slackbot(place, user, f"{command} {problem}", code).error
            return outcome
        return self._immediate(outcome, place, user, command, text)

    def _command_fields(self, user: str, place: Channel, command: Command, text: str) -> dict[str, str]:
        workspace = self.workspace
        names = {"im": "directmessage", "mpim": "mpdm", "private": "privategroup"}
        return {
            "token": "sandbox",
            "team_id": workspace.team.id,
            "team_domain": workspace.team.domain,
            "channel_id": place.id,
            "channel_name": names.get(place.kind, place.name),
            "user_id": user,
            "user_name": workspace.users[user].name,
            "command": command.name,
            "text": mrkdwn.encode(workspace, text) if command.should_escape else text,
            "api_app_id": workspace.app.id,
            "is_enterprise_install": "false",
            "response_url": self.urls.new(place.id, user),
            "trigger_id": new_trigger(workspace, user),
        }

    def _immediate(self, outcome: Outcome, place: Channel, user: str, command: str, typed: str) -> Outcome:
        """Show what the app answered in its HTTP response, if anything."""
        body = _message_of(outcome.body)
        if body is None:
            return outcome
        if body.get("response_type") == "in_channel":
            said = Message(self.workspace.new_ts(), place.id, user, f"{command} {typed}".strip())
            self.workspace.add_message(said)
        try:
            self.urls.apply(ResponseUrl("", place.id, user, self.workspace.now()), body)
        except SlackError as error:
            outcome.code = error.code
            outcome.error = self._slackbot(place, user, f'{command} failed with the error "{error.code}"', "").error
        return outcome

    def _slackbot(self, place: Channel, user: str, text: str, code: str) -> Outcome:
        """Slackbot tells this person alone what went wrong."""
        self.services.posting.post(place.id, Draft(text, ephemeral_to=user), user=SLACKBOT)
        return Outcome(error=text, code=code)

    def _reacted(self, kind: str, user: str, message: Message, name: str) -> None:
        self.workspace.changed("reaction", channel=message.channel, ts=message.ts, user=user)
        self.services.events.reaction(kind, user, message, name.strip(":"))


def _message_of(body: Any) -> dict[str, Any] | None:
    """The message in an immediate answer: JSON with a text or blocks, or bare text."""
    if isinstance(body, str):
        if not body.strip():
            return None
        try:
            parsed = json.loads(body)
        except json.JSONDecodeError:
            return {"text": body}
        body = parsed if isinstance(parsed, dict) else {"text": body}
    return body or None if isinstance(body, dict) else None
