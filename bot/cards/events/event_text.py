"""What an event says to a person, before it becomes blocks."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.payload import Payload
from bot.cards.vocabulary.state import Tone
from bot.provisioning.events import Event
from bot.slack.text import bold, escaped, shorten

NAME = 150
"""Characters of a resource's name."""


@dataclass(frozen=True, slots=True)
class EventText:
    """One event told: all mrkdwn.

    `what` happened is one sentence, `short` the same in a few words after the resource's name, `means` what follows
    from it, `todo` what to do next, `reasons` titles with texts in full. `action`: somebody here has to do something.
    """

    emoji: str
    what: str
    short: str
    means: str = ""
    todo: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    offers: tuple[Offer, ...] = ()
    action: bool = False


def resource_phrase(event: Event) -> str:
    """The resource of an event: `WhatsApp template *order_update (EN_US)*`, or just its kind where it has no name."""
    kind = event.subject.kind
    name = full_name(event.subject, event.payload)
    if name == kind_words(kind):
        return f"The {escaped(name)}"
    return f"{escaped(kind_words(kind))} {bold(shorten(name, NAME))}"


def event_text(
    event: Event,
    tone: Tone | str,
    predicate: str,
    short: str,
    *,
    means: str = "",
    todo: str = "",
    reasons: list[tuple[str, str]] | None = None,
    offers: list[Offer] | None = None,
    action: bool = False,
    of: str = "",
) -> EventText:
    """A text whose sentence is the resource and a verb: `WhatsApp template *x* was approved.`

    `of` names a part: `The brand registration of RCS sender *x* was rejected.`
    """
    who = resource_phrase(event)
    if of:
        who = f"{of} of {who[:1].lower() + who[1:] if who.startswith('The ') else who}"
    return EventText(
        emoji=tone.value if isinstance(tone, Tone) else tone,
        what=f"{who} {predicate}.",
        short=short,
        means=means,
        todo=todo,
        reasons=tuple(reasons or ()),
        offers=tuple(offer for offer in offers or () if offer.call),
        action=action,
    )


def payload_of(event: Event) -> Payload:
    """The event's own fields over its resource's: `newState`, `previousState` and the like."""
    return {**event.payload, **event.details}


def edit(event: Event, label: str = "Edit", *, primary: bool = True) -> Offer:
    """The way to the form that changes what the event is about."""
    return Offer(label, calls.call(event.subject, "update", "form"), primary)
