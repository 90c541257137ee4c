"""What an answer to a question means: closed values by their names, and no other value for one that is near."""

from __future__ import annotations

from typing import Any

import pytest

import commands
from bot.flows.understanding.asking import answer_of
from bot.flows.understanding.questions import OpenQuestion
from bot.understanding.names import Names


def answered(path: str, argument: str, said: str) -> Any:
    command = commands.collect().get(path)
    assert command is not None
    arg = next(each for each in command.arguments if each.name == argument)
    question = OpenQuestion(
        path, {}, argument, "U1", "p1", {arg.labels.get(value, value): value for value in arg.options}
    )
    return answer_of(arg, said, question, Names())


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("EU", "EU"),
        ("europe", "EU"),
        ("in the EU please", "EU"),
        ("the United States", "US"),
        ("usa", "US"),
        ("Brazil", "BR"),
        ("uk", None),
        ("asia", None),
        ("eh", None),
    ],
)
def test_a_region_is_known_by_its_name_and_never_guessed(said: str, region: str | None) -> None:
    assert answered("bundles create", "region", said) == region


def test_countries_by_name() -> None:
    path, argument = "rcs questionnaire get", "countries"
    assert answered(path, argument, "Germany, Sweden and AT") == ["DE", "SE", "AT"]
    assert answered(path, argument, "Germany and Atlantis") is None


def test_a_slip_of_the_pen_is_forgiven() -> None:
    assert answered("access grant", "role", "oprator") == "operator"
