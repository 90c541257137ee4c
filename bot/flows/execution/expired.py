"""Questions that nobody answered in time: where they stand as a message, it says so and loses its buttons.

What is shown to one person alone can be edited by its own buttons only; pressed later, it says the same
(https://docs.slack.dev/messaging/modifying-messages: ephemeral messages can't be updated by an app).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks import confirm
from bot.slack.errors import SlackProblem
from bot.storage.pending import SHOWN

if TYPE_CHECKING:
    from bot.command.context import Services

logger = log.get("questions")


async def take_down(services: Services) -> None:
    """Harmless when done twice; what Slack fails at is tried again."""
    for question in await services.store.pending.over(services.clock.now()):
        shown = question.place[SHOWN]
        try:
            await services.slack.update(shown["channel"], shown["ts"], confirm.answered(shown["text"], "expired"))
        except SlackProblem as problem:
            if problem.passes:
                logger.warning("question not taken down yet", code=problem.code)
                continue
            logger.info("question not taken down", code=problem.code)  # the message is gone, or the channel
        await services.store.pending.taken_down(question.id)
