"""Exports: so many at a time, and rows that go to the disk as they come, since a list may be longer than memory is."""

from __future__ import annotations

import asyncio
import csv
import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.cards.blocks import sheet
from bot.errors import UserError

SIDE_BY_SIDE = 2
"""Exports of one process that read at the same time; others wait for their turn."""


class StillExporting(UserError):
    """The person's last export has not ended."""

    def __init__(self) -> None:
        super().__init__("I'm still working on your last export.", "Wait for its file, then ask again.")


class Exports:
    """Whose turn it is; one of these for each process."""

    def __init__(self) -> None:
        self._people: set[str] = set()
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)

    @asynccontextmanager
    async def turn(self, user_id: str) -> AsyncIterator[None]:
        """The right to export; raises `StillExporting` where the person has it already."""
        if user_id in self._people:
            raise StillExporting
        self._people.add(user_id)
        try:
            async with self._slots:
                yield
        finally:
            self._people.discard(user_id)


class SheetOnDisk:
    """A CSV file made row by row in a folder of its own, which goes when the block is left.

    Which columns there are is known after the last row only: until then rows stand in a file of their own.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="export-")
        self._rows = (Path(self._folder.name) / "rows").open("w+", encoding="utf-8", errors="replace")
        self._columns: dict[str, None] = {}
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()
        self._folder.cleanup()

    def add(self, cells: Mapping[str, str]) -> None:
        """One more row, by column."""
        self._columns.update(dict.fromkeys(cells))
        self._rows.write(json.dumps(cells) + "\n")
        self.count += 1

    async def finished(self) -> Path:
        """The whole file, written in a thread."""
        return await asyncio.to_thread(self._finish)

    def _finish(self) -> Path:
        path = Path(self._folder.name) / "sheet.csv"
        names = list(self._columns)
        self._rows.seek(0)
        with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.write(sheet.BOM)
            writer = csv.writer(out)
            writer.writerow(sheet.neutral(name) for name in names)
            for line in self._rows:
                cells = json.loads(line)
                writer.writerow(sheet.neutral(cells.get(name, "")) for name in names)
        return path
