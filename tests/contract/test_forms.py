"""Forms: what may be left empty does not say that it must be filled in, and only one choice is asked for at first."""

from __future__ import annotations

import re

import pytest

import commands
from bot.cards.blocks.input import Option
from bot.command.declaration import Command
from bot.command.invocation import check
from bot.edge.forms import simple, submission
from bot.edge.origin import Origin

COMMANDS = [command for command in commands.collect() if any(arg.asked for arg in command.arguments)]
NEEDED = re.compile(r"\b(needed|required|mandatory|must be given)\b", re.IGNORECASE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_nothing_is_optional_and_needed(command: Command) -> None:
    asked = list(simple.inputs(command, {}))
    if command.wizard is not None and command.words[-1] == "create":  # others begin with what there is
        for step in command.wizard.steps({}):
            if not step.waits({}):
                asked += step.inputs({})
    for input_ in asked:
        assert input_.required or not NEEDED.search(f"{input_.title} {input_.hint}"), (input_.name, input_.hint)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_an_empty_form_is_not_told_that_something_optional_is_required(command: Command) -> None:
    view = simple.view(command, {}, Origin("C1"))
    optional = {block["block_id"] for block in view["blocks"] if block.get("optional")}
    wrong = submission.field_errors(command, view, check(command, {}).problems)
    assert not [said for field, said in wrong.items() if field in optional and NEEDED.search(said)], wrong


def test_subscribing_asks_for_one_choice_and_the_areas() -> None:
    command = commands.collect().get("subscribe")
    assert command is not None
    view = simple.view(command, {"post": "everything"}, Origin("C1"))
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs] == ["post", "areas"]
    assert not inputs[0]["optional"], "one is always chosen"
    whole = simple.view(command, {"post": "everything"}, Origin("C1"), whole=True)
    assert len([block for block in whole["blocks"] if block["type"] == "input"]) > 6


def test_titles_are_no_paths_and_choices_no_values_of_the_api() -> None:
    every = commands.collect()
    titles = {command.path: simple.title(command) for command in every}
    assert not [path for path, title in titles.items() if re.match(r"Get (?!a )|Comment (?!on )", title)]
    raw = re.compile(r"[A-Z]+_[A-Z]{3,}")
    fields = [(command.path, field) for command in every for field in simple.inputs(command)]
    offered = {(path, option.label) for path, field in fields for option in field.options if isinstance(option, Option)}
    typed = ("SINCH_", "WHATSAPP_", "RCS_", "KAKAOTALK_", "BUNDLE_")
    assert not [(path, label) for path, label in offered if raw.fullmatch(label) and not label.startswith(typed)]
