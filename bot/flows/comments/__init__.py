"""Comments on accounts, senders and templates: from Slack to Sinch, once each, and told to those who wrote them."""

from __future__ import annotations

from bot.flows.comments.service import TOPIC, Comments
from bot.flows.comments.typed import typed
from bot.flows.comments.writing import LIMIT, TooLong

__all__ = ["LIMIT", "TOPIC", "Comments", "TooLong", "typed"]
