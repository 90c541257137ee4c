"""Events of bundles, told."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.events.event_text import EventText, event_text
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone
from bot.provisioning.events import Event


def done(event: Event) -> EventText:
    """Everything in a bundle is set up."""
    if text(event.payload, "state") == "FAILED":
        return event_text(
            event,
            Tone.BAD,
            "failed",
            "failed",
            means="Some parts couldn't be set up.",
            todo="See which part failed, then create a new bundle or ask Sinch.",
            offers=[Offer("View", calls.view(event.subject), primary=True)],
            action=True,
        )
    parts = [
        words
        for name, words in (("subproject", "subproject"), ("smsApp", "SMS app"), ("convApp", "Conversation app"))
        if isinstance(event.payload.get(name), dict)
    ]
    pending = text(event.payload, "convApp.smsChannelStatus") == "PENDING"
    means = f"It contains: {', '.join(parts)}." if parts else "Everything in it is set up."
    return event_text(
        event,
        Tone.GOOD,
        "is done",
        "done",
        means=means + (" The app's SMS channel is still pending." if pending else ""),
        offers=[Offer("View", calls.view(event.subject))],
    )


TEXTS: dict[str, Callable[[Event], EventText]] = {"BUNDLE_DONE": done}
