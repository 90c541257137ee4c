"""What was offered, so that it can be chosen in words too: `the second`, `the RCS one`. One set in each place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.command.declaration import Command
from bot.flows.understanding import answers, questions
from bot.flows.understanding.questions import OpenQuestion
from bot.understanding.readings import Reading

if TYPE_CHECKING:
    from bot.cards.understanding import OfferedReading
    from bot.command import Ctx, Router


async def save(ctx: Ctx, offers: Sequence[OfferedReading]) -> None:
    """They stand in this place until one is chosen, something else is asked, or they are too old."""
    kept: list[dict[str, Any]] = []
    for offer in offers:
        values = {name: value for name, value in offer.call.args.items() if name != "project"}
        kept.append({"label": offer.label, "path": offer.call.path, "values": values})
    question = OpenQuestion("", {}, "", ctx.actor.user_id, ctx.project_id, offers=kept)
    await questions.save(ctx.services, ctx.place, question)


def chosen(question: OpenQuestion, said: str, router: Router) -> Reading | None:
    """The offer that an answer names; None where it names none."""
    at = answers.offered(said, [str(offer["label"]) for offer in question.offers])
    if at is None:
        return None
    offer = question.offers[at]
    command: Command | None = router.get(str(offer["path"]))
    return Reading(command, dict(offer["values"])) if command is not None else None
