"""Channels and members: who is where."""

from __future__ import annotations

import re

from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import Channel, Message
from bot.sandbox.slack.people.base import Base


class Managing(Base):
    """What a person can do to channels, and an admin to people."""

    async def create_channel(self, user: str, name: str, private: bool = False) -> Channel:
        """A new channel with its maker as the only member."""
        self._person(user)
        if not re.fullmatch(r"[a-z0-9_-]{1,80}", name):
            raise ClientRefused("Names are lowercase, without spaces or periods, up to 80 characters.")
        if self.workspace.channel_named(name) is not None:
            raise ClientRefused("That name is already taken.")
        channel = self.workspace.add_channel(name, "private" if private else "public", [user], creator=user)
        self.services.events.channel("created", channel, user)
        return channel

    async def join_channel(self, user: str, channel: str) -> None:
        """Join a public channel."""
        found = self._find(user, channel)
        if found.kind != "public" or self.workspace.users[user].is_guest:
            raise ClientRefused("Somebody has to invite you.")
        self._enter(found, user, user)

    async def leave_channel(self, user: str, channel: str) -> None:
        """Let a person leave a channel."""
        self._leave(self._find(user, channel), user, user)

    async def invite(self, user: str, channel: str, whom: str) -> None:
        """Invite a person or the bot (``invite_bot`` says it shorter)."""
        found = self._place(user, channel)
        if whom not in self.workspace.users or found.is_direct:
            raise ClientRefused("Nobody can be invited here by that name.")
        self._enter(found, whom, user)

    async def remove(self, user: str, channel: str, whom: str) -> None:
        """Take somebody out of a channel."""
        self._leave(self._place(user, channel), whom, user)

    async def invite_bot(self, user: str, channel: str) -> None:
        """Let a person invite the bot."""
        await self.invite(user, channel, self.workspace.app.user_id)

    async def remove_bot(self, user: str, channel: str) -> None:
        """Let a person remove the bot."""
        await self.remove(user, channel, self.workspace.app.user_id)

    async def rename_channel(self, user: str, channel: str, name: str) -> None:
        """Let a person rename a channel."""
        found = self._place(user, channel)
        found.name = name
        self._told("rename", found, user)

    async def archive_channel(self, user: str, channel: str) -> None:
        """Let a person archive a channel."""
        found = self._place(user, channel)
        if found.is_general or found.is_direct:
            raise ClientRefused("This channel cannot be archived.")
        found.is_archived = True
        self._told("archive", found, user)

    async def unarchive_channel(self, user: str, channel: str) -> None:
        """Let a person unarchive a channel."""
        found = self._find(user, channel)
        found.is_archived = False
        self._told("unarchive", found, user)

    async def delete_channel(self, user: str, channel: str) -> None:
        """Delete it with all its messages; for admins."""
        found = self._find(user, channel)
        person = self.workspace.users[user]
        if not (person.is_admin or person.is_owner) or found.is_general or found.is_direct:
            raise ClientRefused("Only an admin can delete a channel.")
        self._told("deleted", found, user)
        del self.workspace.channels[channel]
        self.workspace.changed("channel", channel=channel)

    async def deactivate_user(self, user: str, whom: str) -> None:
        """Deactivate an account; for admins."""
        person, other = self._person(user), self.workspace.users.get(whom)
        if not (person.is_admin or person.is_owner) or other is None or other.is_bot:
            raise ClientRefused("Only an admin can deactivate a person.")
        other.deleted = True
        for channel in self.workspace.channels.values():
            if whom in channel.members and not channel.is_direct:
                channel.members.remove(whom)
                self.workspace.changed("channel", channel=channel.id)
        self.workspace.changed("user", user=whom)
        self.services.events.user_changed(other)

    def _find(self, user: str, channel: str) -> Channel:
        self._person(user)
        found = self.workspace.channels.get(channel)
        if found is None or (found.kind != "public" and user not in found.members):
            raise ClientRefused("There is no such channel.")
        return found

    def _enter(self, channel: Channel, whom: str, by: str) -> None:
        if whom in channel.members:
            return
        channel.members.append(whom)
        self.workspace.changed("channel", channel=channel.id, user=whom)
        self._note(channel, whom, "join", f"<@{whom}> has joined the channel")
        self.services.events.joined(channel, whom, by if by != whom else "")

    def _leave(self, channel: Channel, whom: str, by: str) -> None:
        if whom not in channel.members or channel.is_direct:
            raise ClientRefused("They are not in this channel.")
        if channel.is_general:
            raise ClientRefused("Nobody can leave this channel.")
        channel.members.remove(whom)
        self.workspace.changed("channel", channel=channel.id, user=whom)
        self._note(channel, whom, "leave", f"<@{whom}> has left the channel")
        self.services.events.left(channel, whom)

    def _note(self, channel: Channel, whom: str, what: str, text: str) -> None:
        """The line that Slack writes into the channel."""
        subtype = f"{'group' if channel.kind == 'private' else 'channel'}_{what}"
        message = Message(self.workspace.new_ts(), channel.id, whom, text, subtype=subtype)
        self.workspace.add_message(message)
        self.services.events.posted(message)

    def _told(self, what: str, channel: Channel, user: str) -> None:
        self.workspace.changed("channel", channel=channel.id)
        self.services.events.channel(what, channel, user)
