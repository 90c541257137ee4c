"""An RCS sender as the sandbox keeps it: which one a path means, its key and its name."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import Scope


def key_of(sender: Record) -> str:
    """Where its activities are kept."""
    return f"rcs_sender:{sender['id']}"


def name_of(sender: Record) -> str:
    """The brand's name."""
    return str(sender["details"].get("brand", {}).get("name", "RCS Sender"))


def find_sender(call: Call) -> Record:
    """The sender of the path."""
    sender = call.project.rcs_senders.get(call.path["senderId"])
    if sender is None:
        raise ApiError("sender_not_found")
    return sender


def touch(scope: Scope, sender: Record) -> None:
    """Something about it changed now."""
    sender["modified"] = scope.now()
    scope.world.changed("rcs_sender", key_of(sender))
