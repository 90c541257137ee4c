"""The declarations against the OpenAPI file, the files made from them, and Slack's limits."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import commands
from bot import bounded_json, docs
from bot.command.binding import bind
from bot.command.context import Role
from bot.command.declaration import Effect
from bot.command.invocation import check
from bot.command.parse import parse
from bot.command.router import fold
from bot.edge.forms import simple
from bot.edge.origin import Origin
from bot.flows.execution.choices import LOADERS
from bot.flows.execution.commentable import RESOURCES
from bot.sandbox.slack import validate
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DECLARED = list(commands.collect())


def operations() -> dict[str, tuple[str, dict[str, object]]]:
    spec = json.loads((ROOT / "bot" / "provisioning" / "openapi.json").read_text())
    return {
        operation["operationId"]: (method, operation)
        for path in spec["paths"].values()
        for method, operation in path.items()
        if isinstance(operation, dict) and "operationId" in operation
    }


def test_every_operation_is_reached_by_exactly_one_command() -> None:
    reached = Counter(call for command in DECLARED for call in command.calls)
    assert set(operations()) - set(reached) == set(), "not reached"
    assert set(reached) - set(operations()) == set(), "no such operation"
    assert {call for call, count in reached.items() if count > 1} == set(), "reached twice"


def test_the_one_id_of_a_command_is_called_id_too() -> None:
    """`webhooks get id=w1`; not where free text follows, and not where unknown fields go to Sinch as they are."""
    of_id = (
        "rcs senders get",
        "webhooks get",
        "kakaotalk senders get",
        "bundles get",
        "sms apps delete",
        "digest pause",
    )
    for path in of_id:
        command = next(command for command in DECLARED if command.path == path)
        bound = bind(command.arguments, parse("id=w1 public"))
        assert bound.values == {command.arguments[0].name: "w1"}, path
        assert not bound.problems
    passing = next(command for command in DECLARED if command.path == "rcs upscales update")
    assert bind(passing.arguments, parse("u1 id=w1")).values["upscale_id"] == "u1"
    comment = next(command for command in DECLARED if command.path == "rcs senders comment")
    assert bind(comment.arguments, parse("R1 id=7 is wrong")).values["text"] == "id=7 is wrong"


ODD: tuple[object, ...] = (-1, True, [], ["?!"], [{"a": None}], {"a": 1}, "\ud800")
"""What `json=` may hold where a field is meant to be something else."""


def test_whatever_a_field_holds_is_said_in_words() -> None:
    for command in DECLARED:
        for arg in (arg for arg in command.arguments if arg.asked or arg.positional):
            for value in ODD:
                request = check(command, {arg.name: value})  # nothing is raised
                said = " ".join(problem.message for problem in request.problems)
                assert not re.search(r"Input should|unable to parse|validation error", said), (command.path, arg.name)


def test_every_menu_that_is_looked_up_has_somebody_who_looks() -> None:
    asked = {arg.choices for command in DECLARED for arg in command.arguments if arg.choices}
    assert asked - {*LOADERS, RESOURCES} == set()


def test_what_changes_something_needs_a_role_and_asks() -> None:
    reads_though_it_posts = {"listWabaDetailsForToken_v1", "compareTemplates_v1"}
    for command in DECLARED:
        for call in command.calls:
            method, _ = operations()[call]
            if command.effect is Effect.COMMENT or call.partition("_")[2] in reads_though_it_posts:
                continue
            if method == "get" and "retryTestNumber" not in call:
                assert command.effect is Effect.READ, command.path
                continue
            assert command.effect in (Effect.CHANGE, Effect.DESTROY), command.path
            assert command.role >= Role.OPERATOR, command.path
            assert command.asks, command.path
            if method == "delete":
                assert command.effect is Effect.DESTROY, command.path
                assert command.role is Role.ADMIN, command.path


def test_deletes_name_what_is_lost() -> None:
    for command in DECLARED:
        if command.effect is Effect.DESTROY:
            assert callable(command.ask) or len(str(command.ask)) > len(command.summary) + 1, command.path


def test_deprecated_and_inferred_ones_say_so() -> None:
    for command in DECLARED:
        for call in command.calls:
            _, operation = operations()[call]
            if operation.get("deprecated"):
                assert "deprecated" in command.note, command.path
            if "Upscales" in call:
                assert "inferred" in command.note, command.path


def test_every_command_explains_itself() -> None:
    for command in DECLARED:
        assert re.fullmatch(r"[A-Z].*[a-z0-9)]", command.summary), command.path
        assert len(command.summary) <= 100, command.path
        for arg in command.arguments:
            assert arg.title, (command.path, arg.name)


def test_every_form_keeps_slacks_limits() -> None:
    for command in DECLARED:
        if any(arg.asked for arg in command.arguments):
            validate.view(simple.view(command, {}, Origin("C1")), ("modal",))


def test_what_only_buttons_set_cannot_be_typed() -> None:
    """It names cards, rules and requests, also those of channels that whoever types has no business in."""
    for command in commands.collect():
        for arg in (arg for arg in command.arguments if arg.where == "hidden"):
            for typed in (f"{arg.name}=7", f"json='{{\"{arg.name}\": 7}}'"):
                assert arg.name not in bind(command.arguments, parse(typed)).values, f"{command.path} {typed}"


def test_no_body_that_is_refused_becomes_free_text() -> None:
    """A comment went to reviewers as the JSON that was typed; where text is free, a body is one all the same."""
    free = [(command, arg) for command in DECLARED for arg in command.arguments if arg.where == "rest"]
    assert len(free) > 5
    many = ",".join(["1"] * bounded_json.VALUES)
    faults = ('"hello \\u0007 x"', '"hello \x07 x"', "NaN", "1e999", f"[{many}]", '{"b": 1, "b": 2}')
    for command, arg in free:
        before = " ".join(f"{other.name}=A1" for other in command.arguments if other.where == "word")
        for fault in faults:
            bound = bind(command.arguments, parse(f"{before} json='{{\"{arg.name}\": {fault}}}'"))
            assert arg.name not in bound.values, f"{command.path} {fault[:20]}"
            assert [problem for problem in bound.problems if problem.message.startswith("`json`")], command.path


def test_what_no_form_asks_for_can_be_typed() -> None:
    """Deprecated fields, and those of a body that `json=` brings."""
    unlisted = [
        (command, arg) for command in commands.collect() for arg in command.arguments if arg.where == "unlisted"
    ]
    assert unlisted
    for command, arg in unlisted:
        assert arg.name in bind(command.arguments, parse(f"{arg.name}=7")).values, f"{command.path} {arg.name}"


def test_words_are_told_apart() -> None:
    keys = [tuple(fold(word) for word in command.words) for command in DECLARED]
    assert len(set(keys)) == len(keys)


def test_readme_and_manifest_are_in_step() -> None:
    assert docs.run(ROOT, check=True, say=lambda _: None) == 0


def test_every_setting_is_described() -> None:
    readme = (ROOT / "README.md").read_text()
    for name, field in Settings.model_fields.items():
        assert f"`{name.upper()}`" in readme, name
        assert field.description, name


def test_no_form_has_a_title_that_slack_would_cut() -> None:
    for command in DECLARED:
        assert len(simple.title(command)) <= 24, command.path
