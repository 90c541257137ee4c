"""Filters of lists are understood in the singular and the plural, in any case; what needs attention stands first."""

from __future__ import annotations

import itertools

import pytest

import commands
from bot.cards.vocabulary.state import Tone, known_states, state_of
from bot.command.arguments import Arg
from bot.command.binding import bind
from bot.command.declaration import Command, Effect
from bot.command.parse import parse
from bot.provisioning.subjects import Kind
from commands._shared import lists

CLOSED = [
    (command, arg)
    for command in commands.collect()
    if command.effect is Effect.READ
    for arg in command.arguments
    if arg.where == "field" and arg.kind == "multi_select" and arg.options
]


def numbers(name: str) -> set[str]:
    """The singular and the plural, as people write them."""
    one = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    return {one, f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"}


@pytest.mark.parametrize(("command", "arg"), CLOSED, ids=lambda one: getattr(one, "path", getattr(one, "name", "")))
def test_a_closed_filter_is_understood_however_it_is_written(command: Command, arg: Arg) -> None:
    taken = {other.name for other in command.arguments} - {arg.name}
    value = arg.options[-1]
    for name, said in itertools.product(numbers(arg.name) - taken, (value, value.lower(), value.replace("_", "-"))):
        bound = bind(command.arguments, parse(f"{name}={said}"))
        assert not bound.problems, (name, said, bound.problems)
        assert bound.values == {arg.name: [value]}


def test_there_are_such_filters() -> None:
    assert len({command.path for command, _ in CLOSED}) >= 6


def test_what_needs_attention_stands_first_and_the_rest_stays_in_its_order() -> None:
    templates = [
        {"name": str(at), "state": state} for at, state in enumerate(["APPROVED", "REJECTED", "PENDING", "PAUSED"])
    ]
    shown = lists.attention_first(Kind.whatsapp_template, templates)
    assert [item["name"] for item in shown] == ["1", "3", "0", "2"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.unknown, Kind.rcs_account)])
@pytest.mark.parametrize("changes", ["REJECTED", "ERROR", "MULTIPLE_WABA_ERROR"])
def test_nothing_with_a_rejected_change_is_green(kind: Kind, changes: str) -> None:
    for state in known_states():
        assert state_of(kind, {"state": state, "changes": {"status": changes}}).tone is not Tone.GOOD


@pytest.mark.parametrize("path", ["whatsapp templates list", "whatsapp templates export", "kakaotalk templates list"])
def test_how_a_name_begins_may_end_in_a_star(path: str) -> None:
    command = commands.collect().get(path)
    assert command is not None
    given = {"plus_friend_id": "friend"} if "kakaotalk" in path else {}
    for typed in ("order", "order*"):
        assert command.args.build({**given, "name": typed}).name == "order"  # type: ignore[attr-defined]
