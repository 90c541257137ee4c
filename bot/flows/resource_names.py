"""What people call a resource of which only the ids are known: as its card does, else as Sinch does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import as_payload
from bot.errors import UserError
from bot.flows.correlation.command_events import as_in_events
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import ApiError, InvalidInput

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.provisioning.subjects import Subject

NAME_SECONDS = 0.8
"""Forms wait for it, and the trigger of a form lives three seconds."""


async def display_name(services: Services, project_id: str, subject: Subject) -> str:
    """Its name, told apart from others of its kind; its ids where nobody says in time."""
    for thread in await services.store.threads.of_subject(project_id, as_in_events(subject).key):
        return full_name(subject, thread.payload)
    try:
        async with asyncio.timeout(NAME_SECONDS):
            found = await fetch(services.projects.api(project_id), subject)
    except (TimeoutError, ApiError, InvalidInput, UserError):
        found = None
    return full_name(subject, as_payload(found))
