"""Whether somebody else has changed a template while its form was open: the submission would replace their words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import as_payload, text
from bot.command import State
from bot.provisioning.errors import ApiError
from bot.templates.content import content

if TYPE_CHECKING:
    from bot.command import Ctx

SEEN = "_seen"
REPLACES = "_replaces"
WARNING = ":warning: Someone changed this template after you opened the form. Submitting replaces their changes."


def words(template: Mapping[str, Any]) -> str:
    """A mark of what a template says, the same as long as its words do; addresses of media expire and don't count."""
    found = content(template)
    said = [found.category, *(part.text for part in found.texts)]
    said += [part for button in found.buttons for part in (button.label, button.url)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


async def looked_up(ctx: Ctx, state: State) -> State:
    """The state with whether the template says something else than when the form was opened."""
    if SEEN not in state:
        return state
    try:
        now = as_payload(await ctx.api.whatsapp_templates.get(text(state, "name"), text(state, "language")))
    except ApiError:
        return state  # what became of it, the submission is told
    return {**state, REPLACES: words(now) != state[SEEN]}
