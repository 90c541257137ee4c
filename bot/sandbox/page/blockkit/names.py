"""What the drawing of a message needs to know of the workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Names(Protocol):
    """Ids made readable, and the viewer's clock."""

    def user(self, user_id: str) -> str:
        """A person's display name without `@`; the id itself when unknown."""
        ...

    def channel(self, channel_id: str) -> str:
        """A channel's name without `#`; the id itself when unknown."""
        ...

    def now(self) -> datetime:
        """The present moment, aware, in the viewer's time zone."""
        ...
