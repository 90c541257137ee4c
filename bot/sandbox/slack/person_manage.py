"""Channels and members: who is where."""

from __future__ import annotations

from bot.sandbox.slack.model import Channel


class Managing:
    """What a person can do to channels, and an admin to people."""

    async def create_channel(self, user: str, name: str, private: bool = False) -> Channel:
        raise NotImplementedError

    async def join_channel(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def leave_channel(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def invite(self, user: str, channel: str, whom: str) -> None:
        """Invite a person or the bot (``invite_bot`` says it shorter)."""
        raise NotImplementedError

    async def remove(self, user: str, channel: str, whom: str) -> None:
        raise NotImplementedError

    async def invite_bot(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def remove_bot(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def rename_channel(self, user: str, channel: str, name: str) -> None:
        raise NotImplementedError

    async def archive_channel(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def unarchive_channel(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def delete_channel(self, user: str, channel: str) -> None:
        raise NotImplementedError

    async def deactivate_user(self, user: str, whom: str) -> None:
        raise NotImplementedError
