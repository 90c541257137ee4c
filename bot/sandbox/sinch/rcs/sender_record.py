"""An RCS sender as the sandbox keeps it: which one a path means, its key and its name."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call
from bot.sandbox.sinch.world.project import Record


def key_of(sender: Record) -> str:
    """Where its activities are kept."""
    return f"rcs_sender:{sender['id']}"


def name_of(sender: Record) -> str:
    """The brand's name."""
    return str(sender["details"].get("brand", {}).get("name", "RCS Sender"))


def find_sender(call: Call) -> Record:
    """The sender of the path."""
    return call.find(call.project.rcs_senders, "senderId", "sender_not_found")
