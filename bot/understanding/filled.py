"""What a sentence gives one command. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Filled:
    """Values by argument; how many contents found a place, how many did not."""

    values: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    took: float = 0.0
    strays: float = 0.0
    left_out: list[str] = field(default_factory=list)
    """Words that narrow what is asked for, and that the command has nothing for: `rcs senders in sweden`."""
    used: set[int] = field(default_factory=set)
    """Starts of leftover words that turned out to be values."""
