"""What is refused but kept as a draft, as `saveDraftOnFailure` asks: the next step is that draft, not a second try."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.errors import Unready
from bot.links import CommandLink
from bot.provisioning.errors import ApiError, Rejected
from bot.slack.text import escaped

Look = Callable[[Rejected], Awaitable[Mapping[str, Any] | None]]


@asynccontextmanager
async def draft(body: Mapping[str, Any], update: str, look: Look) -> AsyncIterator[None]:
    """Create inside; `look` gives the ids of the draft that was kept, by which the command `update` opens its form."""
    try:
        yield
    except Rejected as error:
        ids = await _ids(error, look) if body.get("saveDraftOnFailure") is True else None
        if ids is None:
            raise
        said = [error.message, *error.validation_errors, error.resolution]
        raise Unready(
            escaped(" ".join(part for part in said if part)),
            (CommandLink("Edit the draft", update, ids, "form"),),
            "I saved it as a draft, as you chose.",
        ) from error


async def _ids(error: Rejected, look: Look) -> Mapping[str, Any] | None:
    try:
        return await look(error)
    except ApiError:
        return None
