"""Reads all WhatsApp templates of a project, eight calls side by side where the list is long.

Pages hang on one another by tokens, so a long list is cut by the beginnings of names instead: the first page is sorted
and tells how many there are, and the names after its last one are asked for by prefix until all are there. What that
misses, the chain of pages brings. Which prefixes worked is remembered, so that the next reading begins with all of
them at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from bot.cards.vocabulary.payload import Payload, text

if TYPE_CHECKING:
    from bot.command.context import ProjectView
    from bot.provisioning.client import Provisioning

TEMPLATES_A_PAGE = 1_000
"""The most that the API gives at once, of KakaoTalk templates too: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
SIDE_BY_SIDE = 10
"""Calls at a time: a plan's 25 and the overview's 43 take a round less than with eight."""
PREFIX_CALLS_A_PAGE = 3
"""So many calls by prefix for each page that is left are worth a try; then the chain is read."""
LETTERS = f"{digits}_{ascii_lowercase}"
"""What names are made of, as the API sorts them."""

Key = tuple[str, str]
OnePage = tuple[list[Payload], int | None, str | None]
"""Templates, how many there are in all, the token of the following page."""

FIRST = ""
"""Stands among prefixes for the first page of the whole list."""


@dataclass(slots=True)
class Prefixes:
    """Those that brought the rest of a long list the last time: the next reading asks for them at once."""

    worked: tuple[str, ...] = ()


class AllTemplates:
    """One reading of a project's templates; each comes once. `calls` counts the pages that it took."""

    def __init__(
        self,
        api: Provisioning,
        *,
        size: int = TEMPLATES_A_PAGE,
        side_by_side: int = SIDE_BY_SIDE,
        fields: Sequence[str] = (),
        prefixes: Prefixes | None = None,
    ) -> None:
        self._api = api
        self._size = size
        self._room = asyncio.Semaphore(side_by_side)
        self._side_by_side = side_by_side
        self._fields = list(fields) or None
        self._prefixes = prefixes or Prefixes()
        self._seen: set[Key] = set()
        self._first: OnePage | None = None
        self._asked: dict[str, bool] = {}
        """Prefixes, and whether they brought anything."""
        self.calls = 0

    @classmethod
    def of(cls, project: ProjectView, *, fields: Sequence[str] = ()) -> AllTemplates:
        """A reading that begins as the last one of this project ended."""
        prefixes = project.services.cache.of(Prefixes, project.project_id)
        return cls(project.api, fields=fields, prefixes=prefixes)

    async def __aiter__(self) -> AsyncIterator[Payload]:
        async for item in self._side_by_sides(chain([FIRST], self._prefixes.worked)):
            yield item
        items, total, token = self._first or ([], None, None)
        if token is None:
            return
        if total is not None and items and not self._complete:
            left = -(-(total - len(items)) // self._size)
            later = later_prefixes(text(items[0], "name"), text(items[-1], "name"))
            new = (prefix for prefix in later if prefix not in self._asked)
            async for item in self._side_by_sides(islice(new, left * PREFIX_CALLS_A_PAGE)):
                yield item
        if self._complete:
            self._prefixes.worked = tuple(prefix for prefix, brought in self._asked.items() if brought)
            return
        async for item in self._chain(token):
            yield item

    @property
    def _complete(self) -> bool:
        total = self._first[1] if self._first else None
        return total is not None and len(self._seen) >= total

    async def _side_by_sides(self, prefixes: Iterator[str]) -> AsyncIterator[Payload]:
        """Always so many calls at once: the next is made while the answers that came are still looked through."""
        pages: asyncio.Queue[list[Payload]] = asyncio.Queue(self._side_by_side)

        async def ask() -> None:
            while not self._complete and (prefix := next(prefixes, None)) is not None:
                await (self._bring(prefix, pages) if prefix else self._bring_first(pages))

        asking = [asyncio.ensure_future(ask()) for _ in range(self._side_by_side)]
        ended = asyncio.ensure_future(_ended(asking, pages))
        try:
            while items := await pages.get():
                for item in items:
                    yield item
            await ended  # raises what an asking has raised
        finally:
            for task in (ended, *asking):
                task.cancel()

    async def _bring_first(self, pages: asyncio.Queue[list[Payload]]) -> None:
        self._first = await self._page()
        await self._put(self._first[0], pages)

    async def _bring(self, prefix: str, pages: asyncio.Queue[list[Payload]]) -> None:
        """All pages of one prefix, mostly one or an empty one, each as it comes; no more once everything is there.

        An API that takes no notice of the prefix gives the whole list for each: together they would fill the memory.
        """
        token: str | None = None
        tokens: set[str] = set()
        brought = False
        while True:
            items, _, token = await self._page(prefix=prefix, token=token)
            brought = await self._put(items, pages) or brought
            if token is None or token in tokens or self._complete:
                break
            tokens.add(token)
        self._asked[prefix] = brought

    async def _put(self, items: Sequence[Payload], pages: asyncio.Queue[list[Payload]]) -> bool:
        """Whether there were new ones among them."""
        fresh = self._new(items)
        if fresh:
            await pages.put(fresh)
        return bool(fresh)

    async def _chain(self, token: str | None) -> AsyncIterator[Payload]:
        tokens: set[str] = set()
        while token is not None and token not in tokens:
            tokens.add(token)
            items, _, token = await self._page(token=token)
            for item in self._new(items):
                yield item

    async def _page(self, *, prefix: str = "", token: str | None = None) -> OnePage:
        async with self._room:
            self.calls += 1
            page = await self._api.whatsapp_templates.list(
                template_name=prefix or None, page_token=token, page_size=self._size, field_mask=self._fields
            )
        return [*page.payloads], page.total_size, page.next_page_token

    def _new(self, items: Sequence[Payload]) -> list[Payload]:
        fresh = []
        for item in items:
            key = str(item.get("name", "")), str(item.get("language", ""))
            if key not in self._seen:
                self._seen.add(key)
                fresh.append(item)
        return fresh


async def _ended(asking: Sequence[asyncio.Future[None]], pages: asyncio.Queue[list[Payload]]) -> None:
    """An empty page once nobody asks any more; raises what the first of them has raised."""
    try:
        await asyncio.gather(*asking)
    finally:
        await pages.put([])


def later_prefixes(first: str, last: str) -> Iterator[str]:
    """Beginnings that all names from `last` on have, likeliest first: those that share most with the page.

    Where a digit stands in the page's last name, other digits come before letters.
    """
    pairs = enumerate(zip(first, last, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(first), len(last)))
    yield last[: shared + 1]
    late: list[str] = []
    for level in range(min(shared, len(last) - 1), -1, -1):
        here = last[level]
        later = LETTERS[LETTERS.find(here) + 1 :] if here in LETTERS else LETTERS
        for char in later:
            prefix = last[:level] + char
            if here.isdigit() and not char.isdigit():
                late.append(prefix)
            else:
                yield prefix
    yield from late
