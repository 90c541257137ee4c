"""A workspace of two people and one channel, at noon in Stockholm."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


class FixedNames:
    """Implements ``Names``."""

    def user(self, user_id: str) -> str:
        return {"U1": "Olivia <Berg>", "U2": "Martin"}.get(user_id, user_id)

    def channel(self, channel_id: str) -> str:
        return {"C1": "general"}.get(channel_id, channel_id)

    def now(self) -> datetime:
        return NOON
