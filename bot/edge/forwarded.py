"""What is said of messages that a person forwards to the bot: somebody else's words, which are no request."""

from __future__ import annotations

from bot.errors import UserError

OMITTED = "I left out the message you forwarded."


def without_words() -> UserError:
    """Nobody said what it is for."""
    return UserError(
        "You forwarded a message, but wrote nothing with it, so I did nothing.",
        "To comment with it at Sinch, open its ... menu and choose *Send comment to Sinch*.",
    )
