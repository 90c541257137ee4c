"""Rules for what needs a second person: which commands one is about, and which rule somebody means. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.command.declaration import Command, Effect

if TYPE_CHECKING:
    from bot.storage.access.approvals import Rule

OWN = "approvals"
CHANGES = (Effect.CHANGE, Effect.DESTROY)


def covers(what: str, command: Command) -> bool:
    """Whether a rule is about a command: its verb, its area (what changes or destroys), or the command itself.

    What a command does besides (`setup` registers a webhook) is covered as if it were asked for.
    """
    if command.effect in (Effect.READ, Effect.COMMENT) or command.words[0] == OWN:
        return False
    words = tuple(what.split())
    if command.words == words:
        return True
    acts = [tuple(path.split()) for path in command.does]
    if command.effect in CHANGES or acts:
        acts.append(command.words)
    return any(words == act[-1:] or act[: len(words)] == words for act in acts)


def find(rules: Sequence[Rule], said: str) -> Rule | None:
    """The rule with this number, or for this verb, area or command."""
    return next((rule for rule in rules if spelled(said) in (str(rule.id), rule.what)), None)


def spelled(said: str) -> str:
    """A verb, an area or a command as rules have it, be it typed as one types it."""
    return " ".join(said.lower().removeprefix("/").removeprefix("sinch ").split())
