"""What can be done with a resource, as calls of the commands that do it."""

from __future__ import annotations

from bot.cards.vocabulary.kinds import CARDS
from bot.links import Call, CommandLink, Mode
from bot.provisioning.kinds import KINDS
from bot.provisioning.subjects import Subject

ATTENTION = Call("waiting")
"""What *See what needs attention* leads to, wherever it stands."""


def subscribe(place: str) -> CommandLink:
    """The form that subscribes the channel or direct message one is in."""
    label = "Subscribe this conversation" if place.startswith("D") else "Subscribe this channel"
    return CommandLink(label, "subscribe", {}, "form")


def args(subject: Subject) -> dict[str, str]:
    """The arguments that name a resource."""
    if subject.kind not in CARDS or not subject.complete:
        return {}
    return dict(zip(CARDS[subject.kind].arguments, subject.ids, strict=False))


def call(subject: Subject, verb: str, mode: Mode = "run", **more: object) -> Call | None:
    """The command `verb` on a resource; None where its ids are not all known or there is no such command."""
    if subject.kind not in CARDS or not subject.complete:
        return None
    return Call(f"{CARDS[subject.kind].commands} {verb}", {**args(subject), **more}, mode)


def view(subject: Subject) -> Call | None:
    """Show the resource in full."""
    return call(subject, "get") if KINDS[subject.kind].get else None


def comment(subject: Subject) -> Call | None:
    """Write a comment in a form."""
    return call(subject, "comment", "form") if subject.commentable else None


def activity(subject: Subject) -> Call | None:
    """Show what happened so far."""
    return call(subject, "activity") if subject.commentable else None
