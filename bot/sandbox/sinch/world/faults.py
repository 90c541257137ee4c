"""Trouble on request: the next N requests fail in a chosen way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["status", "hang", "rate", "nonsense", "html"]


@dataclass
class Fault:
    """What the next `remaining` requests whose method and path match get instead of an answer.

    status: that HTTP status with an error body. hang: answered after `seconds`. rate: 429 with Retry-After `seconds`.
    nonsense: 200 with JSON of another shape. html: 200 with a page that is not JSON.
    `after`: the request is carried out all the same, only its answer is lost (a status or a hang).
    """

    kind: Kind
    remaining: int = 1
    status: int = 503
    seconds: float = 1.0
    path: str = ""
    method: str = ""
    after: bool = False

    def matches(self, method: str, path: str) -> bool:
        """`path` is a part of the request's path; empty matches all."""
        return self.remaining > 0 and self.path in path and self.method in ("", method)


@dataclass
class Faults:
    """The faults that wait for a request, first come first served."""

    changed: Callable[[], None] = lambda: None
    waiting: list[Fault] = field(default_factory=list)
    chance: float = 0.0
    """How likely any other request is to get a 503, from 0 to 1."""
    dice: random.Random = field(default_factory=lambda: random.Random(1))

    def add(self, fault: Fault) -> None:
        """Let a fault happen."""
        self.waiting.append(fault)
        self.changed()

    def clear(self) -> None:
        """All is well again."""
        self.waiting.clear()
        self.chance = 0.0
        self.changed()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, used up by one."""
        for fault in self.waiting:
            if fault.matches(method, path):
                fault.remaining -= 1
                self.waiting = [f for f in self.waiting if f.remaining > 0]
                self.changed()
                return fault
        return Fault("status") if self.chance and self.dice.random() < self.chance else None
