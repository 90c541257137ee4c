"""Forms of commands: a modal made from a declaration, filled with what was typed, and what comes back from it. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.cards.blocks import file_form, form, layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.words import capitalised, field_title
from bot.command.bodies import Body
from bot.command.declaration import Command, Effect
from bot.command.invocation import Invocation
from bot.command.wizard import input_of
from bot.edge.interactions import Interaction
from bot.edge.origin import Origin
from bot.errors import Problem
from bot.slack.text import escaped

PREFIX = "form:"


def title(command: Command) -> str:
    """What a command's modal is called, from the first look to the answer."""
    of_form = command.wizard.title if command.wizard else ""
    return command.title or of_form or form.short_title(command.summary, command.path)


def view(
    command: Command,
    values: Mapping[str, Any],
    origin: Origin,
    problems: Sequence[Problem] = (),
    *,
    whole: bool = False,
    labels: Mapping[str, str] | None = None,
) -> Block:
    """The command's modal, filled with `values`; what is wrong is said at its field or on top.

    Fields that are rarely needed stand behind a button, unless the form is to be `whole` or one of them is filled in.
    `labels` are the names of what was chosen already, by field.
    """
    further = {} if whole else _further(command, values, problems)
    asked = [arg for arg in command.arguments if arg.asked and arg.name not in further]
    called = title(command)
    explained = "" if called == command.summary else f"{command.summary}."
    made = form.view(
        called,
        tuple(_labelled(input_of(arg, values.get(arg.name, arg.default)), labels or {}) for arg in asked),
        submit=submit_label(command),
        callback_id=f"{PREFIX}{command.path}",
        private_metadata=origin.pack(),
        intro="\n".join(escaped(line) for line in (explained, capitalised(command.note)) if line),
        errors=_errors(command, problems, {arg.name for arg in asked}),
    )
    if further:
        made["blocks"] += layout.actions(_plain_button(next(iter(further.values())), form.MORE))
    if issubclass(command.args, Body) and len(made["blocks"]) < layout.BLOCKS_PER_VIEW:
        made["blocks"] += layout.actions(file_form.offer(many=bool(command.many)))
    return made


def _further(command: Command, values: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, str]:
    """What stands behind the button, by field what the button says; nothing where something is the matter with it."""
    further = {arg.name: arg.more for arg in command.arguments if arg.asked and arg.more}
    needed = any(values.get(name) for name in further) or any(problem.field in further for problem in problems)
    return {} if needed else further


def _errors(command: Command, problems: Sequence[Problem], shown: Container[str]) -> dict[str, str]:
    """What is wrong by field; on top (under no field) what belongs to none that is shown."""
    at_field = {p.field: p.message for p in problems if p.field in shown and p.message != "is required"}
    typed = {arg.name for arg in command.arguments if arg.where == "words"}
    on_top = [_on_top(p, typed) for p in problems if p.field not in shown]
    return {**at_field, **({"": "\n".join(on_top)} if on_top else {})}


def _labelled(field: Input, labels: Mapping[str, str]) -> Input:
    if field.name not in labels or not isinstance(field.initial, str):
        return field
    return replace(field, options=(Option(field.initial, labels[field.name]),))


def _plain_button(label: str, action_id: str) -> Block:
    return {"type": "button", "text": layout.plain_text(label, layout.BUTTON), "action_id": action_id}


def _on_top(problem: Problem, typed: Container[str]) -> str:
    return capitalised(problem.message) if problem.field in typed else by_label(problem)


def by_label(problem: Problem) -> str:
    """With what people call the field; a message that is a sentence of its own, or names its place, stands alone."""
    return problem.named if problem.named == problem.message else f"{field_title(problem.field)} {problem.message}"


def inputs(command: Command, values: Mapping[str, Any] | None = None) -> tuple[Input, ...]:
    """The command's visible arguments as inputs, `values` as what they begin with."""
    given = values or {}
    return tuple(input_of(arg, given.get(arg.name, arg.default)) for arg in command.arguments if arg.asked)


def submitted(command: Command, state: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    """The values that a person submitted, and those that the form kept; empty ones are left to the defaults."""
    return {**origin.kept, **form.values(state, inputs(command))}


def unasked_values(command: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values that belong to arguments the form does not show."""
    unseen = {arg.name for arg in command.arguments if not arg.asked}
    return {name: value for name, value in values.items() if name in unseen and value not in (None, "")}


def submit_label(command: Command) -> str:
    """What the button that sends the form says."""
    by_effect = {Effect.READ: "Show", Effect.COMMENT: "Comment", Effect.DESTROY: "Continue"}
    return by_effect.get(command.effect) or command.submit or command.verb


def origin_of(interaction: Interaction, invocation: Invocation) -> Origin:
    """Where the form is opened, and the project it will act on, whatever the channel means by then."""
    return Origin(
        channel=interaction.place.channel,
        thread_ts=interaction.place.thread_ts,
        response_url=interaction.answer.response_url,
        project=invocation.project,
        public=invocation.public,
    )
