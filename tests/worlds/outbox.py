"""What is noted as on its way to Slack, over all channels."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.activity.outbox import OutboxMessage
from bot.storage.db.rows import from_rows
from bot.storage.db.tables import messages
from bot.storage.store import Store


async def on_the_way(store: Store) -> list[OutboxMessage]:
    """Messages that a crash, or an answer that never came, would leave open; oldest first."""
    async with store.database.read() as db:
        return from_rows(
            OutboxMessage, await db.execute(select(messages).order_by(messages.c.started_at, messages.c.id))
        )
