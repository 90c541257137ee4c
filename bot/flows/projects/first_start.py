"""What happens once in the life of a database: the default channel is subscribed to everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log

if TYPE_CHECKING:
    from bot.command.context import Services

MARK = "first start"
CREATED_BY_SETTING = "setting DEFAULT_CHANNEL"

logger = log.get("first start")


async def first_start(services: Services) -> None:
    """Subscribe `DEFAULT_CHANNEL` at the first start; later starts leave alone what people made of it."""
    channel = services.settings.default_channel
    now = services.clock.now()
    if not channel or not await services.store.key_values.once(MARK, now):
        return
    await services.store.subscriptions.add(services.projects.default, channel, created_by=CREATED_BY_SETTING, now=now)
    logger.info("subscribed the default channel", channel=channel)
