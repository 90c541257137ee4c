"""Reading all templates of a project: each once, whatever their names, and side by side where the list is long."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.templates.reading import AllTemplates
from bot.provisioning.client import Provisioning
from bot.provisioning.service import Page


class Listing:
    """The API's list: sorted, by prefix, in pages whose tokens are positions."""

    def __init__(self, keys: list[tuple[str, str]], *, total: bool = True) -> None:
        self._keys = sorted(keys)
        self._total = total

    async def list_payloads(
        self, *, template_name: str | None, page_token: str | None, page_size: int, **_: Any
    ) -> Page[Any]:
        mine = [key for key in self._keys if key[0].startswith(template_name or "")]
        at = int(page_token or 0)
        items = [{"name": name, "language": language} for name, language in mine[at : at + page_size]]
        following = str(at + page_size) if at + page_size < len(mine) else None
        return Page(items, following, None, len(mine) if self._total else None, page_size)


async def names(keys: list[tuple[str, str]], *, total: bool = True, size: int = 5) -> list[tuple[str, str]]:
    api = cast("Provisioning", SimpleNamespace(whatsapp_templates=Listing(keys, total=total)))
    return [(one["name"], one["language"]) async for one in AllTemplates(api, size=size)]


KEYS = st.lists(
    st.tuples(st.text("ab01_", min_size=1, max_size=4), st.sampled_from(["EN", "DE"])), max_size=60, unique=True
)


@settings(deadline=None, max_examples=80)
@given(KEYS, st.booleans())
async def test_every_template_comes_once(keys: list[tuple[str, str]], total: bool) -> None:
    assert sorted(await names(keys, total=total)) == sorted(keys)


@pytest.mark.parametrize("prefix", ["", "t_", "order_update_"])
async def test_long_lists_of_any_naming_are_complete(prefix: str) -> None:
    keys = [(f"{prefix}{number:05}", "EN") for number in range(333)]
    assert sorted(await names(keys, size=20)) == keys
