"""Messages that a person forwards to the bot: somebody else's words, which are no request.

https://docs.slack.dev/reference/objects/message-object (an attachment with `is_share`)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import UserError

OMITTED = "I left out the message you forwarded."


def count(event: Mapping[str, Any]) -> int:
    """How many messages were forwarded with this one; previews of links are none."""
    found = event.get("attachments")
    attachments = found if isinstance(found, list) else []
    return sum(isinstance(attachment, Mapping) and bool(attachment.get("is_share")) for attachment in attachments)


def without_words() -> UserError:
    """Nobody said what it is for."""
    return UserError(
        "You forwarded a message, but wrote nothing with it, so I did nothing.",
        "To comment with it at Sinch, open its ... menu and choose *Send comment to Sinch*.",
    )
