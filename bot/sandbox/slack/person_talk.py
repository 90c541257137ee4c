"""Messages, reactions and slash commands, as typed by a person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.slack.model import File, Message
from bot.sandbox.slack.outcome import Outcome


class Talking:
    """The composer of a Slack client."""

    async def enter(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message | Outcome:
        """What Enter does in the composer: a slash command when the text begins with one, else a message."""
        raise NotImplementedError

    async def send_message(
        self,
        user: str,
        channel: str,
        text: str = "",
        thread_ts: str | None = None,
        broadcast: bool = False,
        files: Sequence[str] | None = None,
    ) -> Message:
        """Send what was typed; ``files`` are ids from ``upload``.

        The text is plain, as on the keyboard: ``@name``, ``#channel`` and links are turned into Slack's form.
        """
        raise NotImplementedError

    def upload(self, user: str, name: str, content: bytes, mimetype: str | None = None) -> File:
        """Put a file beside the message that is being written, or into a file input."""
        raise NotImplementedError

    async def edit_message(self, user: str, channel: str, ts: str, text: str) -> Message:
        """Change one's own message."""
        raise NotImplementedError

    async def delete_message(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message (an admin: anybody's); dismisses an ephemeral one."""
        raise NotImplementedError

    async def add_reaction(self, user: str, channel: str, ts: str, name: str) -> None:
        raise NotImplementedError

    async def remove_reaction(self, user: str, channel: str, ts: str, name: str) -> None:
        raise NotImplementedError

    async def slash(
        self, user: str, channel: str, command: str, text: str = "", thread_ts: str | None = None
    ) -> Outcome:
        """``/command text`` in a channel; an unknown command or a thread is refused by the client."""
        raise NotImplementedError
