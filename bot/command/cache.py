"""What a process keeps of what it has read, so that it need not read it again."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class Cache:
    """Of each kind one for a project. It ends with the process: nothing that must last belongs here."""

    def __init__(self) -> None:
        self._kept: dict[tuple[type[Any], str], Any] = {}

    def of(self, kind: type[T], project_id: str) -> T:
        """What is kept as this kind, to be read and changed; made without arguments at first."""
        if (kind, project_id) not in self._kept:
            self._kept[kind, project_id] = kind()
        kept: T = self._kept[kind, project_id]
        return kept
