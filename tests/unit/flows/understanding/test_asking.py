"""What an answer to a question means: closed values by their names, and no other value for one that is near."""

from __future__ import annotations

from typing import Any

import pytest

import commands
from bot.flows.understanding import answers
from bot.flows.understanding.asking import answer_of
from bot.flows.understanding.questions import OpenQuestion
from bot.understanding.names import Name, Names


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


TEMPLATES = ("order_update", "parcel_late", "summer_sale")


def template_of(said: str, *called: str) -> Any:
    command = commands.collect().get("whatsapp templates get")
    assert command is not None
    arg = next(each for each in command.arguments if each.name == "name")
    names = Names([Name(name, "whatsapp templates", {"name": name}) for name in (*TEMPLATES, *called)])
    question = OpenQuestion(command.path, {}, "name", "U1", "p1", {name: name for name in TEMPLATES})
    return answer_of(arg, said, question, names)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("first", 0),
        ("second", 1),
        ("Third!", 2),
        ("last", 2),
        ("2", 1),
        ("2nd", 1),
        ("the second", 1),
        ("the second one please", 1),
        ("option 3", 2),
        ("last one, thanks", 2),
    ],
)
def test_where_names_are_asked_a_place_is_none(said: str, at: int) -> None:
    assert template_of(said) == TEMPLATES[at]


@pytest.mark.parametrize("said", ["second", "last", "2"])
def test_what_is_called_like_a_place_is_meant_by_its_name(said: str) -> None:
    assert template_of(said, said) == said


def test_countries_by_name() -> None:
    path, argument = "rcs questionnaire get", "countries"
    assert answered(path, argument, "Germany, Sweden and AT") == ["DE", "SE", "AT"]
    assert answered(path, argument, "Germany and Atlantis") is None


def test_a_slip_of_the_pen_is_forgiven() -> None:
    assert answered("access grant", "role", "oprator") == "operator"


@pytest.mark.parametrize("end", ["", " please", ", thanks!", " thank you.", ", pls", "\tthx"])
@pytest.mark.parametrize(
    "name",
    ["Members Only", "Vegan, naturally", "And Then", "Something I Think", "Of course", "Obviously", "Now and then"],
)
def test_a_name_is_taken_as_it_is_said_but_for_please_and_thanks(name: str, end: str) -> None:
    assert answered("bundles create", "name", name + end) == name


@pytest.mark.parametrize("end", [" only", ", of course", " then, please", " I think", ", naturally!"])
def test_one_of_a_few_values_may_have_more_words_behind_it(end: str) -> None:
    assert answered("bundles create", "region", f"EU{end}") == "EU"


LONG = ("x" + " ," * 100_000 + "y", "x" + " " * 200_000 + "y", "x" + ", please" * 20_000 + " y", ":a" * 100_000)


@pytest.mark.parametrize("said", LONG)
def test_what_stands_round_a_long_answer_is_read_once(said: str) -> None:
    """Read again from each blank, one of these takes minutes, in which nobody else is answered."""
    assert answers.polite_end_gone(said) == answers.bare(said) == said


@pytest.mark.parametrize("said", ["the second one", "Beta please", "2"])
def test_no_long_reply_names_what_was_offered(said: str) -> None:
    """Whatever it begins or ends with: it isn't looked at, since each reply in the thread is."""
    labels = ["Show Alpha", "Show Beta"]
    assert answers.offered(said, labels) == 1
    assert answers.offered(said + "." * 200, labels) is None
    assert answers.offered(" " * 200 + said, labels) is None
