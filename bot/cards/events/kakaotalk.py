"""Events of KakaoTalk senders, told."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.events import rejected_sender
from bot.cards.events.event_text import EventText, event_text
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.state import Tone
from bot.provisioning.events import Event


def sender_active(event: Event) -> EventText:
    """A KakaoTalk sender can send."""
    return event_text(event, Tone.GOOD, "is active", "active", means="It's verified and can send.")


def sender_inactive(event: Event) -> EventText:
    """A KakaoTalk sender can't send any more."""
    return event_text(
        event,
        Tone.BAD,
        "is inactive",
        "inactive",
        means="Can't send.",
        todo="If nobody here did this, ask Sinch in a comment, or register it again.",
        offers=[
            Offer("Comment", calls.comment(event.subject)),
            Offer("Register again", calls.call(event.subject, "register")),
        ],
        action=True,
    )


TEXTS: dict[str, Callable[[Event], EventText]] = {
    "KAKAOTALK_SENDER_ACTIVE": sender_active,
    "KAKAOTALK_SENDER_INACTIVE": sender_inactive,
    "KAKAOTALK_SENDER_REJECTED": rejected_sender.text_of,
}
