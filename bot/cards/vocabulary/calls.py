"""What can be done with a resource, as calls of the commands that do it."""

from __future__ import annotations

from bot.links import Call, Mode
from bot.provisioning.subjects import Kind, Subject

# The words before the verb, and the names of the arguments that the subject's ids fill.
COMMANDS: dict[Kind, tuple[str, tuple[str, ...]]] = {
    Kind.whatsapp_account: ("whatsapp account", ()),
    Kind.whatsapp_sender: ("whatsapp senders", ("sender_id",)),
    Kind.whatsapp_template: ("whatsapp templates", ("name", "language")),
    Kind.kakaotalk_sender: ("kakaotalk senders", ("plus_friend_id",)),
    Kind.kakaotalk_template: ("kakaotalk templates", ("plus_friend_id", "code")),
    Kind.rcs_account: ("rcs account", ()),
    Kind.rcs_sender: ("rcs senders", ("sender_id",)),
    Kind.bundle: ("bundles", ("bundle_id",)),
}

_NO_GET = {Kind.rcs_account}

ATTENTION = Call("waiting")
"""What *See what needs attention* leads to, wherever it stands."""


def args(subject: Subject) -> dict[str, str]:
    """The arguments that name a resource."""
    _, names = COMMANDS.get(subject.kind, ("", ()))
    return dict(zip(names, subject.ids, strict=False)) if subject.complete else {}


def call(subject: Subject, verb: str, mode: Mode = "run", **more: object) -> Call | None:
    """The command `verb` on a resource; None where its ids are not all known or there is no such command."""
    if subject.kind not in COMMANDS or not subject.complete:
        return None
    words, _ = COMMANDS[subject.kind]
    return Call(f"{words} {verb}", {**args(subject), **more}, mode)


def view(subject: Subject) -> Call | None:
    """Show the resource in full."""
    return None if subject.kind in _NO_GET else call(subject, "get")


def comment(subject: Subject) -> Call | None:
    """Write a comment in a form."""
    return call(subject, "comment", "form") if subject.commentable else None


def activity(subject: Subject) -> Call | None:
    """Show what happened so far."""
    return call(subject, "activity") if subject.commentable else None
