"""A choice made from a list that has become another one before the choice arrives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from nicegui import Client
from nicegui.events import GenericEventArguments
from nicegui.page import page

from bot.sandbox.page.blockkit.growing_select import GrowingSelect

FIRST = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


@pytest.fixture(autouse=True)
def _client() -> Iterator[None]:
    with Client(page("/")):
        yield


def chosen(field: GrowingSelect, *places: int, labels: tuple[str, ...]) -> Any:
    """What arrives when these are chosen in the browser."""
    options = [{"value": place, "label": label} for place, label in zip(places, labels, strict=True)]
    args = options if field.multiple else options[0]
    return field._event_args_to_value(GenericEventArguments(sender=field, client=field.client, args=args))


@pytest.mark.parametrize(("place", "label", "value"), [(0, "Alpha", "a"), (1, "Beta", "b"), (2, "Gamma", "c")])
@pytest.mark.parametrize("found", [{}, {"b": "Beta"}, {"c": "Gamma", "a": "Alpha"}, {"d": "Delta", **FIRST}])
def test_it_is_what_was_chosen_whatever_was_found_meanwhile(
    found: dict[str, str], place: int, label: str, value: str
) -> None:
    field = GrowingSelect(dict(FIRST), with_input=True)
    field.offer(found, [])
    assert chosen(field, place, labels=(label,)) == value
    field.value = value
    assert field.value == value


def test_several_are_kept() -> None:
    field = GrowingSelect(dict(FIRST), with_input=True, multiple=True, value=["a"])
    field.offer({"c": "Gamma"}, ["a"])
    assert chosen(field, 0, 1, labels=("Alpha", "Beta")) == ["a", "b"]


def test_nothing_and_what_was_never_offered_are_nothing() -> None:
    field = GrowingSelect(dict(FIRST), with_input=True)
    assert chosen(field, 7, labels=("Omega",)) is None
    assert field._event_args_to_value(GenericEventArguments(sender=field, client=field.client, args=None)) is None
