"""Reading all templates of a project: each once, whatever their names, and side by side where the list is long."""

from __future__ import annotations

import asyncio
from typing import Any, cast
from weakref import WeakSet

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.templates.reading import SIDE_BY_SIDE, AllTemplates, Prefixes
from bot.provisioning.client import Provisioning
from bot.provisioning.service import Page


class Item(dict[str, str]):
    """A template that tells by its hash whether it is still held."""

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


class Listing:
    """The API's list: sorted, by prefix, in pages whose tokens are positions; counts how many read it at once.

    `held` is the most templates that were in memory when it was asked; one that is not `filtered` ignores the prefix.
    """

    def __init__(self, keys: list[tuple[str, str]], *, total: bool = True, filtered: bool = True) -> None:
        self._keys = sorted(keys)
        self._total = total
        self._filtered = filtered
        self._given: WeakSet[Item] = WeakSet()
        self.reading = self.most = self.held = 0

    @property
    def whatsapp_templates(self) -> Listing:
        return self

    def become(self, keys: list[tuple[str, str]]) -> None:
        self._keys = sorted(keys)

    async def list(self, *, template_name: str | None, page_token: str | None, page_size: int, **_: Any) -> Page[Any]:
        self.reading += 1
        self.most = max(self.most, self.reading)
        await asyncio.sleep(0)
        self.reading -= 1
        prefix = (template_name or "") if self._filtered else ""
        mine = [key for key in self._keys if key[0].startswith(prefix)]
        at = int(page_token or 0)
        self.held = max(self.held, len(self._given))
        items = [Item(name=name, language=language) for name, language in mine[at : at + page_size]]
        for item in items:
            self._given.add(item)
        following = str(at + page_size) if at + page_size < len(mine) else None
        return Page(items, following, None, len(mine) if self._total else None, page_size, items)


async def read(listing: Listing, size: int = 5, prefixes: Prefixes | None = None) -> list[tuple[str, str]]:
    return [
        (template["name"], template["language"])
        async for template in AllTemplates(cast("Provisioning", listing), size=size, prefixes=prefixes)
    ]


KEYS = st.lists(
    st.tuples(st.text("ab01_", min_size=1, max_size=4), st.sampled_from(["EN", "DE"])), max_size=60, unique=True
)


@settings(deadline=None, max_examples=80)
@given(KEYS, st.booleans())
async def test_every_template_comes_once(keys: list[tuple[str, str]], total: bool) -> None:
    assert sorted(await read(Listing(keys, total=total))) == sorted(keys)


@settings(deadline=None, max_examples=80)
@given(KEYS, KEYS)
async def test_what_worked_the_last_time_misses_nothing_the_next_time(
    keys: list[tuple[str, str]], others: list[tuple[str, str]]
) -> None:
    listing, prefixes = Listing(keys), Prefixes()
    await read(listing, prefixes=prefixes)
    listing.become(others)
    assert sorted(await read(listing, prefixes=prefixes)) == sorted(others)


async def test_a_long_list_is_read_many_calls_at_once_from_the_first_on_the_second_time() -> None:
    keys = [(f"{letter}_{number:03}", "EN") for letter in "abcdefghijklmnop" for number in range(20)]
    listing, prefixes = Listing(keys), Prefixes()
    await read(listing, size=30, prefixes=prefixes)
    listing.most = 0
    reading = AllTemplates(cast("Provisioning", listing), size=30, prefixes=prefixes)
    assert len([item async for item in reading]) == len(keys)
    assert listing.most == SIDE_BY_SIDE
    assert reading.calls == 16


@pytest.mark.parametrize("filtered", [True, False])
async def test_no_more_is_held_than_what_waits_to_be_looked_through(filtered: bool) -> None:
    keys = [(f"t_{number:04}", "EN") for number in range(500)]
    listing = Listing(keys, filtered=filtered)
    reading = AllTemplates(cast("Provisioning", listing), size=5)
    assert len([template["name"] async for template in reading]) == len(keys)
    assert listing.held <= 5 * (2 * SIDE_BY_SIDE + 1), (
        "the first page, and for each call one that waits and one at hand"
    )


async def test_what_one_call_raises_ends_the_reading() -> None:
    class Broken(Listing):
        async def list(self, *, template_name: str | None, **given: Any) -> Page[Any]:
            if template_name:
                raise RuntimeError("no answer")
            return await super().list(template_name=template_name, **given)

    with pytest.raises(RuntimeError, match="no answer"):
        await read(Broken([(f"{letter}_x", "EN") for letter in "abcdefghijklmnop"]))


@pytest.mark.parametrize("prefix", ["", "t_", "order_update_"])
async def test_long_lists_of_any_naming_are_complete(prefix: str) -> None:
    keys = [(f"{prefix}{number:05}", "EN") for number in range(333)]
    assert sorted(await read(Listing(keys), size=20)) == keys
