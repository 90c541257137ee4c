"""What people call a project, where there is more than one to tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.command.context import Services


def name_of(services: Services, project_id: str) -> str:
    """The project's name, or its id where it has none."""
    known = services.projects.get(project_id)
    return (known.name if known else "") or project_id


def among_several(services: Services, project_id: str) -> str:
    """The project's name where several are connected; else nothing."""
    return name_of(services, project_id) if len(services.projects.ids()) > 1 else ""


def find(services: Services, words: str) -> str | None:
    """The id of the connected project with this id or, where only one has it, this name."""
    if services.projects.get(words) is not None:
        return words
    called = words.strip().casefold()
    named = [id_ for id_ in services.projects.ids() if name_of(services, id_).casefold() == called]
    return named[0] if len(named) == 1 else None
