"""Why a command's work cannot be put back, and what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.errors import Way
from bot.flows.execution.present import READERS

if TYPE_CHECKING:
    from bot.command.declaration import Command


@dataclass(frozen=True, slots=True)
class Reason:
    """`instead` is a verb of the same resource, or a whole command in quotes of its own (`/...`)."""

    why: str
    hint: str
    instead: str = ""
    label: str = ""


BY_VERB: Mapping[str, Reason] = {
    "create": Reason(
        "That made something new; an undo only puts back what was changed.", "Delete it.", "delete", "Delete"
    ),
    "delete": Reason("What was deleted at Sinch is gone.", "Create it again.", "create", "Create again"),
    "discard": Reason("Sinch doesn't keep changes that were discarded.", "Make them again.", "update", "Edit"),
    "launch": Reason(
        "The operators have been asked, and a launch can't be withdrawn here.",
        "Ask Sinch in a comment to stop it.",
        "comment",
        "Write a comment",
    ),
    "register": Reason(
        "The number has been registered and its code was sent.", "Delete the sender.", "delete", "Delete"
    ),
    "verify": Reason("A number that is verified stays so.", "Delete the sender.", "delete", "Delete"),
    "test-add": Reason(
        "The invitation has been sent.", "Remove the test number.", "test-remove", "Remove the test number"
    ),
    "test-remove": Reason(
        "The phone was removed and has to accept again.", "Invite it again.", "test-add", "Invite again"
    ),
    "test-retry": Reason(
        "The invitation has been sent again.", "Remove the test number.", "test-remove", "Remove the test number"
    ),
    "sync": Reason("It only brought the templates in step with Meta.", "Nothing is left to do.", "list", "Templates"),
    "import": Reason("It made new templates, one by one.", "Delete those you don't want.", "list", "Templates"),
    "translate": Reason("It made new templates.", "Delete those you don't want.", "list", "Templates"),
    "apply": Reason(
        "It changed many templates, and Meta may be reviewing them.",
        "Apply a file that you exported before.",
        "plan",
        "Plan from a file",
    ),
    "comment": Reason(
        "Comments can't be edited or deleted at Sinch.", "Send a correction.", "comment", "Send a correction"
    ),
    "enable-analytics": Reason("Meta doesn't let anybody turn analytics off again.", "Nothing else has changed."),
    "long-lived-token": Reason("The token has been made.", "Revoke it in Meta's Business settings."),
    "assign": Reason("Meta has been told.", "Remove the partner in Meta's Business settings."),
}
BY_COMMAND: Mapping[str, Reason] = {
    "bundles create": Reason(
        "A bundle makes several things, which live on by themselves.", "Delete what it made, one by one."
    ),
    "rcs senders create": Reason(
        "Sinch's API doesn't delete RCS senders.", "Ask Sinch in a comment to delete it.", "comment", "Write a comment"
    ),
    "rcs senders connect": Reason("The token has been handed over.", "Ask Sinch for another one if it has leaked."),
    "whatsapp solutions create": Reason("Meta has the solution.", "Remove it in Meta's Business settings."),
    "whatsapp templates delete": Reason(
        "What was deleted at Meta is gone, and its name is blocked for 30 days.",
        "Create it again under another name.",
        "create",
        "Create a template",
    ),
    "setup": Reason("The webhook comes here now.", "Point it elsewhere.", "/webhooks update", "Change the webhook"),
    "setup rotate": Reason(
        "The old secret ends as soon as Sinch uses the new one.",
        "Rotate it once more.",
        "/setup rotate",
        "Rotate again",
    ),
    "projects add": Reason("A project was connected.", "Remove it.", "/projects remove", "Remove"),
    "projects remove": Reason("Its key is not kept.", "Connect it again.", "/projects add", "Connect it again"),
    "subscribe": Reason("This channel follows more now.", "Unsubscribe.", "/unsubscribe", "Unsubscribe"),
    "unsubscribe": Reason("The subscription is gone.", "Subscribe again.", "/subscribe", "Subscribe"),
    "subscriptions remove": Reason("The subscription is gone.", "Subscribe again.", "/subscribe", "Subscribe"),
    "subscriptions hand-over": Reason(
        "The new owner has been told.", "Hand it over once more.", "/subscriptions", "Subscriptions"
    ),
    "mute": Reason("That only holds messages back.", "Unmute.", "/unmute", "Unmute"),
    "unmute": Reason("What was held back has been posted.", "Mute again.", "/mute", "Mute"),
    "follow": Reason("That only sends you messages.", "Unfollow.", "/unfollow", "Unfollow"),
    "unfollow": Reason("That only ends messages to you.", "Follow it again.", "/follow", "Follow"),
    "digest add": Reason("That made something new.", "Remove the digest.", "/digest list", "Digests"),
    "digest remove": Reason("The digest is gone.", "Add it again.", "/digest add", "Add a digest"),
    "comments add": BY_VERB["comment"],
}
OTHERWISE = Reason("That can't be put back.", "Use the command again with what you want instead.")


def can_be_undone(command: Command) -> bool:
    """Whether what the command changes is read before it, so that it can be put back."""
    return command.path in READERS


def reason(command: Command) -> Reason:
    """Why this command's work cannot be put back."""
    return BY_COMMAND.get(command.path) or BY_VERB.get(command.words[-1]) or OTHERWISE


def ways(command: Command, given: Mapping[str, Any], find: Callable[[str], Command | None]) -> tuple[Way, ...]:
    """The button that leads on: what names the resource goes along."""
    found = reason(command)
    path = found.instead.removeprefix("/")
    target = find(path if found.instead.startswith("/") else f"{command.path.rpartition(' ')[0]} {path}".strip())
    if not found.instead or target is None:
        return ()
    names = {arg.name for arg in target.arguments if arg.positional and arg.where == "word"}
    ids = {name: value for name, value in given.items() if name in names and isinstance(value, str | int) and value}
    mode = "run" if target.effect.name == "READ" else "form"
    return (Way(found.label, target.path, ids, mode),)  # type: ignore[arg-type]
