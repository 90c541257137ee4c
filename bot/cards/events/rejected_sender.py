"""A reviewer refused a sender, or the changes to one: the same words for WhatsApp's and KakaoTalk's."""

from __future__ import annotations

from bot.cards.events.event_text import EventText, edit, event_text
from bot.cards.resources.refusal import PENDING_ONLY
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone
from bot.provisioning.events import Event

NEVER_LIVE = ("", "REJECTED", "ERROR")
"""States beside which no version is live."""


def text_of(event: Event, reasons: list[tuple[str, str]] | None = None) -> EventText:
    """The refusal, told; `reasons` are titles with texts in mrkdwn."""
    live = text(event.payload, "state") not in NEVER_LIVE
    return event_text(
        event,
        Tone.BAD,
        "had its changes rejected" if live else "was rejected",
        "changes rejected" if live else "rejected",
        means=PENDING_ONLY if live else "",
        todo="Fix it and resubmit, or discard the changes.",
        reasons=reasons,
        offers=[edit(event), Offer("Discard changes", calls.call(event.subject, "discard"))],
        action=True,
    )
