"""Reads all WhatsApp templates of a project, eight calls side by side where the list is long.

Pages hang on one another by tokens, so a long list is cut by the beginnings of names instead: the first page is sorted
and tells how many there are, and the names after its last one are asked for by prefix until all are there. What that
misses, the chain of pages brings.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import islice
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from bot.cards.vocabulary.payload import Payload, text

if TYPE_CHECKING:
    from bot.provisioning.client import Provisioning

SIZE = 1_000
"""The most that the API gives at once."""
SIDE_BY_SIDE = 8
PREFIX_CALLS_A_PAGE = 3
"""So many calls by prefix for each page that is left are worth a try; then the chain is read."""
LETTERS = f"{digits}_{ascii_lowercase}"
"""What names are made of, as the API sorts them."""

Key = tuple[str, str]
OnePage = tuple[list[Payload], int | None, str | None]
"""Templates, how many there are in all, the token of the following page."""


class AllTemplates:
    """One reading of a project's templates; each comes once. `calls` counts the pages that it took."""

    def __init__(
        self, api: Provisioning, *, size: int = SIZE, side_by_side: int = SIDE_BY_SIDE, fields: Sequence[str] = ()
    ) -> None:
        self._api = api
        self._size = size
        self._room = asyncio.Semaphore(side_by_side)
        self._side_by_side = side_by_side
        self._fields = list(fields) or None
        self._seen: set[Key] = set()
        self.calls = 0

    async def __aiter__(self) -> AsyncIterator[Payload]:
        items, total, token = await self._page()
        for item in self._new(items):
            yield item
        if token is None:
            return
        if total is not None and items:
            prefixes = later_prefixes(text(items[0], "name"), text(items[-1], "name"))
            left = -(-(total - len(items)) // self._size)
            tries = islice(prefixes, left * PREFIX_CALLS_A_PAGE)
            async for item in self._by_prefix(tries, total):
                yield item
            if len(self._seen) >= total:
                return
        async for item in self._chain(token):
            yield item

    async def _by_prefix(self, prefixes: Iterator[str], total: int) -> AsyncIterator[Payload]:
        """Always so many side by side; the next begins when one has ended."""
        asked = {asyncio.ensure_future(self._all_of(prefix)) for prefix in islice(prefixes, self._side_by_side)}
        try:
            while asked:
                ended, asked = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
                for one in ended:
                    for item in self._new(one.result()):
                        yield item
                    if len(self._seen) < total and (prefix := next(prefixes, None)) is not None:
                        asked.add(asyncio.ensure_future(self._all_of(prefix)))
        finally:
            for one in asked:
                one.cancel()

    async def _all_of(self, prefix: str) -> list[Payload]:
        """All pages of one prefix: mostly one, or an empty one."""
        items, _, token = await self._page(prefix=prefix)
        tokens: set[str] = set()
        while token is not None and token not in tokens:
            tokens.add(token)
            more, _, token = await self._page(prefix=prefix, token=token)
            items += more
        return items

    async def _chain(self, token: str | None) -> AsyncIterator[Payload]:
        tokens: set[str] = set()
        while token is not None and token not in tokens:
            tokens.add(token)
            items, _, token = await self._page(token=token)
            for item in self._new(items):
                yield item

    async def _page(
        self, *, prefix: str = "", token: str | None = None
    ) -> tuple[list[Payload], int | None, str | None]:
        async with self._room:
            self.calls += 1
            page = await self._api.whatsapp_templates.list_payloads(
                template_name=prefix or None, page_token=token, page_size=self._size, field_mask=self._fields
            )
        return list(page), page.total_size, page.next_page_token

    def _new(self, items: Sequence[Payload]) -> Iterator[Payload]:
        for item in items:
            key = text(item, "name"), text(item, "language")
            if key not in self._seen:
                self._seen.add(key)
                yield item


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
