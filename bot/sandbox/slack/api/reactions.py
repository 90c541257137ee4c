"""reactions.*: the app's own reactions, and everybody's."""

from __future__ import annotations

import re

from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON, Message
from bot.sandbox.slack.payloads import message_json

_NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")
MOST_REACTIONS = 23
"""Of one person on a message. https://docs.slack.dev/reference/methods/reactions.add says that there is a limit, and
https://slack.com/help/articles/202931348-Use-emoji-and-reactions is about people; neither is a promise to apps."""


def add(call: ApiCall) -> JSON:
    """Answer `reactions.add`."""
    message, name, bot = _reacted(call)
    users = message.reactions.setdefault(name, [])
    if bot in users:
        raise SlackError("already_reacted")
    if sum(bot in others for others in message.reactions.values()) >= MOST_REACTIONS:
        del message.reactions[name]
        raise SlackError("too_many_reactions")
    users.append(bot)
    _tell(call, message, "reaction_added", name)
    return {"ok": True}


def remove(call: ApiCall) -> JSON:
    """Answer `reactions.remove`."""
    message, name, bot = _reacted(call)
    if bot not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(bot)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell(call, message, "reaction_removed", name)
    return {"ok": True}


def get(call: ApiCall) -> JSON:
    """Answer `reactions.get`."""
    channel = call.joined_channel()
    message = call.message(channel, "timestamp")
    return {"ok": True, "type": "message", "channel": channel.id, "message": message_json(call.workspace, message)}


def _reacted(call: ApiCall) -> tuple[Message, str, str]:
    name = call.text("name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.joined_channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    return call.message(channel, "timestamp"), name, call.workspace.app.user_id


def _tell(call: ApiCall, message: Message, kind: str, name: str) -> None:
    call.workspace.changed("reaction", channel=message.channel, ts=message.ts, user=call.workspace.app.user_id)
    if call.services.delivery.own_messages:
        call.services.events.reaction(kind, call.workspace.app.user_id, message, name)


METHODS: dict[str, Method] = {"reactions.add": add, "reactions.remove": remove, "reactions.get": get}
