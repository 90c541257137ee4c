"""Why a command's work cannot be put back, and what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command.declaration import Effect
from bot.flows.execution.present import READERS
from bot.links import CommandLink, Mode

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
    "create": Reason("It created something. Undo only restores changes.", "Delete it.", "delete", "Delete"),
    "delete": Reason("Sinch can't restore what was deleted.", "Create it again.", "create", "Create again"),
    "discard": Reason("Sinch doesn't keep discarded changes.", "Make them again.", "update", "Edit"),
    "launch": Reason(
        "The launch went to the operators, and you can't withdraw it here.",
        "Ask Sinch in a comment to stop it.",
        "comment",
        "Write a comment",
    ),
    "register": Reason("The number is registered and its code was sent.", "Delete the sender.", "delete", "Delete"),
    "verify": Reason("A verified number stays verified.", "Delete the sender.", "delete", "Delete"),
    "test-add": Reason(
        "The invitation has been sent.", "Remove the test number.", "test-remove", "Remove the test number"
    ),
    "test-remove": Reason(
        "The phone was removed and must accept again.", "Invite it again.", "test-add", "Invite again"
    ),
    "test-retry": Reason(
        "The invitation has been sent again.", "Remove the test number.", "test-remove", "Remove the test number"
    ),
    "sync": Reason("It only synced the templates with Meta.", "Nothing to do.", "list", "Templates"),
    "import": Reason("It created templates one by one.", "Delete those you don't want.", "list", "Templates"),
    "translate": Reason("It created templates.", "Delete those you don't want.", "list", "Templates"),
    "apply": Reason(
        "It changed many templates, and Meta may be reviewing them.",
        "Apply a file that you exported earlier.",
        "plan",
        "Plan from a file",
    ),
    "comment": Reason(
        "Comments can't be edited or deleted at Sinch.", "Send a correction.", "comment", "Send a correction"
    ),
    "enable-analytics": Reason("Meta doesn't let you turn analytics off again.", "Nothing else changed."),
    "long-lived-token": Reason("The token exists now.", "Revoke it in Meta's Business settings."),
    "assign": Reason("Meta already knows.", "Remove the partner in Meta's Business settings."),
}
BY_COMMAND: Mapping[str, Reason] = {
    "bundles create": Reason("A bundle creates several parts, which stay.", "Delete its parts one by one."),
    "rcs senders create": Reason(
        "Sinch's API doesn't delete RCS senders.", "Ask Sinch in a comment to delete it.", "comment", "Write a comment"
    ),
    "rcs senders connect": Reason("The token was already shown.", "Ask Sinch for a new one if it leaked."),
    "whatsapp solutions create": Reason("Meta already has the solution.", "Remove it in Meta's Business settings."),
    "whatsapp templates delete": Reason(
        "Meta can't restore it, and its name is blocked for 30 days.",
        "Create it under another name.",
        "create",
        "Create a template",
    ),
    "setup": Reason("The webhook now points here.", "Point it elsewhere.", "/webhooks update", "Edit the webhook"),
    "setup rotate": Reason(
        "The old secret expires once Sinch uses the new one.",
        "Rotate it again.",
        "/setup rotate",
        "Rotate again",
    ),
    "projects add": Reason("It connected a project.", "Remove it.", "/projects remove", "Remove"),
    "projects remove": Reason(
        "I no longer have its access key.", "Connect it again.", "/projects add", "Connect it again"
    ),
    "comments add": BY_VERB["comment"],
}
OTHERWISE = Reason("I can't restore that.", "Use the command again with the values you want.")


def can_be_undone(command: Command) -> bool:
    """Whether what the command changes is read before it, so that it can be put back."""
    return command.path in READERS


def reason(command: Command) -> Reason:
    """Why this command's work cannot be put back."""
    return BY_COMMAND.get(command.path) or BY_VERB.get(command.words[-1]) or OTHERWISE


def ways(command: Command, given: Mapping[str, Any], find: Callable[[str], Command | None]) -> tuple[CommandLink, ...]:
    """The button that leads on: what names the resource goes along."""
    found = reason(command)
    path = found.instead.removeprefix("/")
    target = find(path if found.instead.startswith("/") else f"{command.path.rpartition(' ')[0]} {path}".strip())
    if not found.instead or target is None:
        return ()
    names = {arg.name for arg in target.arguments if arg.positional and arg.where == "word"}
    ids = {name: value for name, value in given.items() if name in names and isinstance(value, str | int) and value}
    mode: Mode = "run" if target.effect is Effect.READ else "form"
    return (CommandLink(found.label, target.path, ids, mode),)
