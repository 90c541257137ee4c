"""Which events Slack sends to the app when something happens in the workspace."""

from __future__ import annotations

from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.model import JSON, Channel, Message, User
from bot.sandbox.slack.payloads import message_json, user_json, view_json
from bot.sandbox.slack.workspace import Workspace

_SUBSCRIPTIONS = {"public": "message.channels", "private": "message.groups", "im": "message.im", "mpim": "message.mpim"}
_CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


class Events:
    """Turns changes into event payloads and hands them to the delivery; silent about places where the bot is not."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery

    # -- messages ---------------------------------------------------------------------------------------------------

    def posted(self, message: Message) -> None:
        """A new message, and the mention of the bot in it."""
        channel = self._workspace.channels[message.channel]
        if message.ephemeral_to or not self._hears(channel):
            return
        own = message.user == self._workspace.app.user_id
        if own and not self._delivery.own_messages:
            return
        event = message_json(self._workspace, message, metadata=True)
        if message.reply_broadcast:
            event["subtype"] = "thread_broadcast"
        self._message(channel, event)
        if f"<@{self._workspace.app.user_id}>" in message.text and not own and channel.kind != "im":
            mention = {k: v for k, v in event.items() if k not in ("subtype", "parent_user_id")}
            mention |= {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            self._delivery.event(mention)

    def edited(self, message: Message, before: JSON) -> None:
        """``before`` is the message as it was, from ``payloads.message_json``."""
        channel = self._workspace.channels[message.channel]
        if self._heard(channel, message):
            now = message_json(self._workspace, message, metadata=True)
            self._message(channel, self._change("message_changed", message=now, previous_message=before))

    def deleted(self, message: Message, before: JSON) -> None:
        """A message is gone; one with replies leaves a tombstone."""
        channel = self._workspace.channels[message.channel]
        if not self._heard(channel, message):
            return
        if message.subtype == "tombstone":
            self.edited(message, before)
        else:
            change = self._change("message_deleted", previous_message=before, deleted_ts=message.ts)
            self._message(channel, change)

    def reaction(self, kind: str, user: str, message: Message, name: str) -> None:
        """``kind``: reaction_added or reaction_removed."""
        if self._hears(self._workspace.channels[message.channel]):
            event = {
                "type": kind,
                "user": user,
                "reaction": name,
                "item_user": message.user,
                "item": {"type": "message", "channel": message.channel, "ts": message.ts},
                "event_ts": self._workspace.new_ts(),
            }
            self._delivery.event(event)

    # -- channels and people ----------------------------------------------------------------------------------------

    def joined(self, channel: Channel, user: str, inviter: str = "") -> None:
        """Somebody, perhaps the bot itself, is in the channel now."""
        event = self._membership("member_joined_channel", channel, user)
        self._if_heard(channel, event | ({"inviter": inviter} if inviter else {}))

    def left(self, channel: Channel, user: str) -> None:
        """Somebody left; when it was the bot it hears channel_left or group_left instead."""
        if user != self._workspace.app.user_id:
            self._if_heard(channel, self._membership("member_left_channel", channel, user))
            return
        kind = "group_left" if channel.kind == "private" else "channel_left"
        self._delivery.event({"type": kind, "channel": channel.id, "actor_id": user, "event_ts": self._ts()})

    def channel(self, what: str, channel: Channel, user: str) -> None:
        """``what``: archive, unarchive, deleted, rename, created."""
        prefix = "group" if channel.kind == "private" else "channel"
        event: JSON = {"type": f"{prefix}_{what}", "channel": channel.id, "user": user, "event_ts": self._ts()}
        if what in ("rename", "created"):
            event["channel"] = {"id": channel.id, "name": channel.name, "created": channel.created}
        if channel.kind == "public":
            self._delivery.event(event)
        else:
            self._if_heard(channel, event)

    def user_changed(self, user: User) -> None:
        """A person's profile or account is different now (deactivated, for instance)."""
        body = user_json(self._workspace, user)
        self._delivery.event(
            {"type": "user_change", "user": body, "cache_ts": int(self._workspace.now()), "event_ts": self._ts()}
        )

    def home_opened(self, user: str, tab: str) -> None:
        """The person looks at the app's Home or Messages tab."""
        event: JSON = {"type": "app_home_opened", "user": user, "tab": tab, "event_ts": self._ts()}
        event["channel"] = self._workspace.direct(self._workspace.app.user_id, user).id
        home = self._workspace.homes.get(user)
        if tab == "home" and home is not None:
            event["view"] = view_json(self._workspace, home)
        self._delivery.event(event)

    def tokens_revoked(self) -> None:
        """The app was taken out of the workspace."""
        tokens = {"oauth": [], "bot": [self._workspace.app.user_id]}
        self._delivery.event({"type": "tokens_revoked", "tokens": tokens, "event_ts": self._ts()})

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _ts(self) -> str:
        return self._workspace.new_ts()

    def _hears(self, channel: Channel) -> bool:
        return self._workspace.app.user_id in channel.members

    def _heard(self, channel: Channel, message: Message) -> bool:
        own = message.user == self._workspace.app.user_id and not self._delivery.own_messages
        return self._hears(channel) and not message.ephemeral_to and not own

    def _if_heard(self, channel: Channel, event: JSON) -> None:
        if self._hears(channel):
            self._delivery.event(event)

    def _message(self, channel: Channel, event: JSON) -> None:
        event |= {"channel": channel.id, "channel_type": _CHANNEL_TYPES[channel.kind]}
        event.setdefault("event_ts", event["ts"])
        self._delivery.event(event, _SUBSCRIPTIONS[channel.kind])

    def _change(self, subtype: str, **more: object) -> JSON:
        return {"type": "message", "subtype": subtype, "hidden": True, "ts": self._ts(), **more}

    def _membership(self, kind: str, channel: Channel, user: str) -> JSON:
        letter = "G" if channel.kind == "private" else "C"
        return {
            "type": kind,
            "user": user,
            "channel": channel.id,
            "channel_type": letter,
            "team": self._workspace.team.id,
            "event_ts": self._ts(),
        }
