"""Files dropped into a form: one body is spread over the fields, for a last look; many go the way of an import."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot import bounded_json
from bot.cards.blocks import file_form, form, step
from bot.cards.blocks.input import Input
from bot.cards.blocks.message import Block
from bot.command.arguments import Arg
from bot.command.binding import from_json
from bot.command.declaration import Command
from bot.command.invocation import Request, check
from bot.command.wizard import input_of
from bot.edge import interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import simple
from bot.edge.forms.wizard import Wizards
from bot.edge.interactions import Interaction
from bot.edge.origin import Origin
from bot.errors import BadArguments, Problem
from bot.slack.addresses import ForeignAddress, RemoteFile
from bot.slack.errors import SlackRefused
from bot.slack.text import escaped

Body = dict[str, Any]
VALUES = 200_000
"""Values that are looked at to see whether a file holds one body or many."""
ROOM = 1_500
"""Characters that what was typed before may take in the modal that asks for the file; more is left out."""


@dataclass(frozen=True, slots=True)
class _FileForm:
    """The modal that asks for a file, as often as it takes; ids that stand in no file are asked for beside it."""

    command: Command
    origin: Origin
    ids: Mapping[str, Any]
    attempt: int = 0

    def view(self, wrong: str = "") -> Block:
        return file_form.view(
            simple.title(self.command),
            self.command.path,
            self.origin.pack(),
            many=bool(self.command.many),
            ids=[input_of(arg, self.ids.get(arg.name)) for arg in _asked(self.command)],
            wrong=wrong[:2_000],
            attempt=self.attempt,
        )


def _asked(command: Command) -> list[Arg]:
    return [arg for arg in command.arguments if arg.where == "word"] if command.many else []


def _ids(command: Command, shown: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ids that stand in a view."""
    return form.values(shown, [input_of(arg, None) for arg in _asked(command)])


@dataclass(frozen=True, slots=True)
class FileForms:
    """The way from the button to the filled form."""

    dispatcher: Dispatcher

    async def asked_for(self, body: Body) -> None:
        """The button: ask for the file, and keep what was typed as far as it fits."""
        interaction = interactions.in_view(self.dispatcher.services.slack, body)
        await self.dispatcher.with_error_reply(interaction, self._ask(interaction, body))

    async def _ask(self, interaction: Interaction, body: Body) -> None:
        view = body.get("view") or {}
        path = str(view.get("callback_id", "")).partition(":")[2]
        command = self.dispatcher.router.get(path)
        if command is None:
            return
        origin = Origin.of(view)
        shown = step.plain(view.get("state", {}).get("values", {}))
        if "draft" not in origin.kept:
            origin = _with_typed(command, origin, shown)
        await interaction.answer.form(_FileForm(command, origin, _ids(command, shown)).view())

    async def submitted(self, ack: AsyncAck, body: Body) -> None:
        """The file: too large a one is refused at once, anything else is read behind a working view."""
        view = body["view"]
        path = str(view.get("callback_id", "")).removeprefix(file_form.PREFIX)
        command = self.dispatcher.router.get(path)
        asked = Input(file_form.FIELD, "", kind="file")
        ids = (block.get("block_id", "") for block in view.get("blocks") or ())
        at = next((id_ for id_ in ids if id_.startswith(file_form.FIELD)), file_form.FIELD)
        shown = step.plain(view.get("state", {}).get("values", {}))
        files = form.values(shown, (asked,)).get(file_form.FIELD)
        if command is None or not isinstance(files, list) or not files:
            await ack(response_action="errors", errors={at: "Choose a file"})
            return
        limit = file_form.MANY_LIMIT if command.many else file_form.LIMIT
        if int(files[0].get("size") or 0) > limit:
            await ack(response_action="errors", errors={at: f"At most {limit // 1_000_000} MB"})
            return
        await ack(response_action="update", view=form.working(simple.title(command), "Reading the file…"))
        interaction = interactions.in_view(self.dispatcher.services.slack, body)
        origin = Origin.of(view)
        again = _FileForm(command, origin, _ids(command, shown), int(at.partition(step.REVISION)[2] or 0) + 1)
        work = self._read(interaction, again, files[0])
        self.dispatcher.services.tasks.start(self.dispatcher.with_error_reply(interaction, work), name="dropped file")

    async def _read(self, interaction: Interaction, again: _FileForm, file: Mapping[str, Any]) -> None:
        command, origin = again.command, again.origin
        try:
            content = await self.dispatcher.services.slack.download(str(file.get("id") or ""), file_form.MANY_LIMIT)
            text = content.decode("utf-8-sig")
        except (RemoteFile, ForeignAddress):
            await interaction.answer.form(again.view("This file isn't stored in Slack. Upload it here and try again."))
            return
        except (SlackRefused, UnicodeDecodeError):
            await interaction.answer.form(again.view("I can't read this file."))
            return
        many = self.dispatcher.router.get(command.many) if command.many else None
        text, several = await asyncio.to_thread(_one_body, text) if many else (text, False)
        if many and several:
            values = {**again.ids, "file": [file]}
            request = check(many, values, public=origin.public, project=origin.project or None)
            try:
                await self.dispatcher.run(interaction, await self.dispatcher.invocation(interaction, request))
            except BadArguments as error:
                await interaction.answer.form(
                    again.view("\n".join(escaped(problem.message) for problem in error.problems))
                )
            return
        bound = await asyncio.to_thread(from_json, command.arguments, text)
        if not bound.values:
            wrong = " ".join(problem.message for problem in bound.problems) or "This file is empty."
            await interaction.answer.form(again.view(wrong))
            return
        await self._filled(interaction, command, origin, {**again.ids, **bound.values}, bound.problems)

    async def _filled(
        self,
        interaction: Interaction,
        command: Command,
        origin: Origin,
        values: Mapping[str, Any],
        problems: Sequence[Problem],
    ) -> None:
        """The form again, with what the file says."""
        if command.wizard is not None:
            request = Request(command, values, tuple(problems), origin.public, origin.project or None, for_form=True)
            await Wizards(self.dispatcher).restart(interaction, request, origin)
            return
        values = {**origin.kept, **values}
        origin = replace(origin, kept=simple.unasked_values(command, values))
        await interaction.answer.form(simple.view(command, values, origin, problems))


def _one_body(text: str) -> tuple[str, bool]:
    """The one body in a file as JSON; True where it has several, or rows of something else than JSON."""
    try:
        found = bounded_json.loads_by_item(text, values=VALUES)
    except (ValueError, RecursionError):
        return text, text.lstrip()[:1] not in ("[", "{")
    rows = found.get("templates", found) if isinstance(found, dict) else found
    if isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict):
        return json.dumps(rows[0]), False
    return text, isinstance(rows, list)


def _with_typed(command: Command, origin: Origin, state: Mapping[str, Any]) -> Origin:
    """What stands in the form, kept while the file is asked for; no secrets, and no more than there is room for."""
    secret = {arg.name for arg in command.arguments if arg.kind == "secret"}
    typed = {
        name: value
        for name, value in simple.submitted(command, step.plain(state), origin).items()
        if name not in secret
    }
    fits = len(str(typed)) <= ROOM
    return replace(origin, kept=typed if fits else origin.kept)
