"""Opens the form of an incomplete request, whichever kind it has; where none can be opened, asks in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.cards.blocks import ask, layout
from bot.cards.blocks.buttons import addressed
from bot.cards.blocks.message import Message
from bot.command.arguments import Arg
from bot.command.declaration import Command, Reply
from bot.command.invocation import Invocation
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import simple
from bot.edge.forms.edit_conflict import mark
from bot.edge.forms.prefill import open_prefilled
from bot.edge.forms.wizard import Wizards
from bot.edge.interactions import Interaction
from bot.errors import BadArguments, Problem
from bot.flows.execution import choices
from bot.links import Call, CommandLink
from bot.slack.text import escaped

CHOICES = 5
"""Buttons for the values of the only field that is missing."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Every way to ask for what is missing."""

    dispatcher: Dispatcher

    async def open(self, interaction: Interaction, invocation: Invocation) -> None:
        """Open the form, filled with what was given; raises `BadArguments` where the command has none.

        Raises what its `admit` raises.
        """
        command = invocation.command
        if not any(arg.asked for arg in command.arguments):
            raise BadArguments(invocation.problems)
        if command.admit is not None:
            await command.admit(invocation.ctx, invocation.values)
        if command.wizard is not None:
            opened = await Wizards(self.dispatcher).open(interaction, invocation)
        elif command.prefill is not None and not invocation.problems:
            opened = await self._prefilled(interaction, invocation)
        else:
            opened = await self._show(interaction, invocation, invocation.values)
        if not opened:
            await self.ask(interaction, invocation, invocation.problems)
        if interaction.left_out:
            await interaction.answer.beside(
                Reply(Message(interaction.left_out, tuple(layout.sections(interaction.left_out))))
            )

    async def ask(self, interaction: Interaction, invocation: Invocation, problems: Sequence[Problem]) -> None:
        """Say what is missing in words, with buttons for the form and for few choices."""
        await interaction.answer.show(Reply(_missing(invocation, problems), audience=invocation.audience))

    async def _prefilled(self, interaction: Interaction, invocation: Invocation) -> bool:
        async def fill(interaction: Interaction, found: Mapping[str, Any]) -> None:
            if not await self._show(interaction, invocation, {**found, **invocation.values}, mark(found)):
                await self.ask(interaction, invocation, ())

        return await open_prefilled(interaction, invocation, fill)

    async def _show(
        self, interaction: Interaction, invocation: Invocation, values: Mapping[str, Any], began: str = ""
    ) -> bool:
        kept = simple.unasked_values(invocation.command, values)
        origin = replace(simple.origin_of(interaction, invocation), kept=kept, began=began)
        services, labels = self.dispatcher.services, {}
        if interaction.answer.opens:
            labels = await choices.labels(services, invocation.project, invocation.command, values)
        view = simple.view(invocation.command, values, origin, invocation.problems, labels=labels)
        return await interaction.answer.form(view) is not None


def _doing(command: Command, values: Mapping[str, Any]) -> str:
    """What the form is for, in mrkdwn: `Edit order_update (EN_US)`."""
    verb = "Edit" if command.words[-1] == "update" else ""
    ids = [str(values[arg.name]) for arg in command.arguments if arg.where == "word" and values.get(arg.name)]
    if not verb or not ids:
        return escaped(command.title or command.summary.rstrip("."))
    name, *rest = ids
    return escaped(f"{verb} {name} ({', '.join(rest)})" if rest else f"{verb} {name}")


def _is_whole(arg: Arg | None) -> bool:
    """Whether it is a body or a part of one, which only a form can ask for."""
    return arg is not None and arg.kind == "json"


def _missing(invocation: Invocation, problems: Sequence[Problem]) -> Message:
    """What is missing in words, with buttons: the form, and each choice of the only field where it has few."""
    command = invocation.command
    by_name = {arg.name: arg for arg in command.arguments}
    values = {
        name: value for name, value in invocation.values.items() if name in by_name and by_name[name].kind != "secret"
    }
    names = {problem.field for problem in problems}
    only = by_name.get(next(iter(names))) if len(names) == 1 else None
    choices = (
        [
            CommandLink(only.labels.get(option, option), command.path, {**values, only.name: option})
            for option in (only.options or only.suggested)[:CHOICES]
        ]
        if only
        else []
    )
    if command.wizard is not None and problems and all(_is_whole(by_name.get(name)) for name in names):
        problems = ()  # nothing that could be asked for in words
    questions = [
        ask.MissingArgument(by_name[problem.field].title, by_name[problem.field].hint, problem.message)
        if problem.field in by_name
        else ask.MissingArgument("", "", problem.message)
        for problem in problems
    ]
    usage = f"/sinch {command.path} {command.usage}".rstrip()
    form = Call(command.path, values, "form")
    message = ask.missing(usage, questions, form=form, choices=choices, doing=_doing(command, values))
    return addressed(message, invocation.project)
