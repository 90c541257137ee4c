"""Events of RCS senders, told."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.events.event_text import EventText, edit, event_text, payload_of
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.operators import remark_of
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone, named
from bot.cards.vocabulary.words import in_words
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind
from bot.slack.text import escaped, linkify


def sender_status(event: Event) -> EventText:
    """An RCS sender moved to another state."""
    new, old = text(payload_of(event), "currentState", "state"), text(event.details, "previousState")
    state = named(Kind.rcs_sender, new)
    was = f" It was {escaped(named(Kind.rcs_sender, old).word)}." if old else ""
    if new == "IN_TEST":
        return event_text(
            event,
            Tone.WORKING,
            "is ready for tests",
            "in test",
            means="Test numbers can now receive messages from it." + was,
            todo="Add test numbers, try it, then launch it.",
            offers=[
                Offer("Add test numbers", calls.call(event.subject, "test-add", "form")),
                Offer("Launch", calls.call(event.subject, "launch")),
            ],
        )
    if new == "LAUNCHED":
        return event_text(
            event, Tone.GOOD, "is launched", "launched", means="It can send where operators have launched it."
        )
    if new == "UNLAUNCHED":
        return event_text(
            event,
            Tone.BAD,
            "was unlaunched",
            "unlaunched",
            means="Can't send." + was,
            todo="If nobody here asked for this, ask Sinch in a comment.",
            offers=[
                Offer("Comment", calls.comment(event.subject), primary=True),
                Offer("Launch again", calls.call(event.subject, "launch")),
            ],
            action=True,
        )
    word = escaped(state.word)
    means = escaped(state.means) + was if new in ("PREPARING_LAUNCH", "LAUNCHING", "DRAFT", "IN_PROGRESS") else was
    return event_text(event, state.tone, f"is now {word}", word, means=means.strip())


_REFUSED = ("REJECTED", "SUSPENDED", "INVALID_IN_GOOGLE_MY_BUSINESS")


def operator_status(event: Event) -> EventText:
    """An operator decided on an RCS sender in one country."""
    operator = text(event.details, "operator") or "an operator"
    country = text(event.details, "operatorCountry")
    new = text(event.details, "operatorCurrentStatus")
    old = named("", text(event.details, "operatorPreviousStatus"))
    where = escaped(operator) + (f" ({escaped(country)})" if country else "")
    status = named("", new)
    word = escaped(status.word)
    remark = linkify(remark_of(event.payload, operator, country))
    refused = new in _REFUSED
    todo = ""
    if refused:
        todo = (
            "Check the brand's profile at Google."
            if new == "INVALID_IN_GOOGLE_MY_BUSINESS"
            else "Fix the sender, or ask Sinch in a comment."
        )
    return event_text(
        event,
        status.tone,
        f"at {where}: {word}",
        f"{where}: {word}",
        means=f"It was {escaped(old.word)}." if text(event.details, "operatorPreviousStatus") else "",
        todo=todo,
        reasons=[("Reason", remark)] if remark else [],
        offers=[Offer("Comment", calls.comment(event.subject))] if refused else [],
        action=refused,
    )


_BRAND: dict[str, tuple[Tone, str, str, bool]] = {
    # status: tone, predicate, what it means, whether somebody here has to act
    "NEW": (Tone.WORKING, "was started", "", False),
    "PENDING": (Tone.WAITING, "is waiting for its next step", "", False),
    "PENDING_REVIEW": (Tone.WAITING, "is in review", "The launch is waiting for it.", False),
    "MANUAL_REVIEW": (
        Tone.WAITING,
        "is in manual review",
        "This can take longer. The launch is waiting for it.",
        False,
    ),
    "COMPLETED": (Tone.GOOD, "is complete", "The launch can continue.", False),
    "INCOMPLETE": (Tone.NEEDS_YOU, "is missing data", "The launch is waiting for a complete questionnaire.", True),
    "REJECTED": (Tone.BAD, "was rejected", "You can't launch the sender with this brand.", True),
    "ARCHIVED": (Tone.OFF, "was archived", "", False),
}


def brand_status(event: Event) -> EventText:
    """Google decided on the brand of an RCS sender."""
    status = text(event.details, "status") or text(event.payload, "brandDetails.registration.status")
    tone, predicate, means, action = _BRAND.get(
        status, (Tone.OFF, f"is now {escaped(in_words(status)) or 'in an unknown state'}", "", False)
    )
    return event_text(
        event,
        tone,
        predicate,
        f"brand registration {predicate}",
        of="The brand registration",
        means=means,
        todo="Complete or fix the company data in the questionnaire." if action else "",
        offers=[edit(event)] if action else [],
        action=action,
    )


TEXTS: dict[str, Callable[[Event], EventText]] = {
    "RCS_SENDER_STATUS_UPDATED": sender_status,
    "RCS_SENDER_OPERATOR_STATUS_UPDATED": operator_status,
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": brand_status,
}
