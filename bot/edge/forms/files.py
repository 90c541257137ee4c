"""Files dropped into a form: one body is spread over the fields, for a last look; many go the way of an import."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import dropped, form, step
from bot.cards.blocks.input import Input
from bot.command.arguments import Arg
from bot.command.binding import from_json
from bot.command.declaration import Asked, Command
from bot.command.wizard import input_of
from bot.edge.forms import simple
from bot.edge.forms.wizard import Wizards
from bot.errors import BadArguments
from bot.slack.errors import SlackRefused
from bot.slack.text import outside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncAck

    from bot.cards.blocks.message import Block
    from bot.edge.dispatcher import Front, Visit
    from bot.errors import Problem

Request = dict[str, Any]
ROOM = 1_500
"""Characters that what was typed before may take in the modal that asks for the file; more is left out."""


@dataclass(frozen=True, slots=True)
class _Again:
    """The modal that asks for a file, as often as it takes; ids that stand in no file are asked for beside it."""

    command: Command
    origin: simple.Origin
    ids: Mapping[str, Any]
    attempt: int = 0

    def view(self, wrong: str = "") -> Block:
        return dropped.view(
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
class Dropped:
    """The way from the button to the filled form."""

    front: Front

    async def asked_for(self, visit: Visit, body: Request) -> None:
        """The button: ask for the file, and keep what was typed as far as it fits."""
        await self.front.attend(visit, self._ask(visit, body))

    async def _ask(self, visit: Visit, body: Request) -> None:
        view = body["view"]
        path = str(view.get("callback_id", "")).partition(":")[2]
        command = self.front.router.get(path)
        if command is None:
            return
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        shown = step.plain(view.get("state", {}).get("values", {}))
        if "draft" not in origin.kept:
            origin = _with_typed(command, origin, shown)
        await visit.answer.form(_Again(command, origin, _ids(command, shown)).view())

    async def submitted(self, ack: AsyncAck, body: Request) -> None:
        """The file: too large a one is refused at once, anything else is read behind a working view."""
        view = body["view"]
        path = str(view.get("callback_id", "")).removeprefix(dropped.PREFIX)
        command = self.front.router.get(path)
        asked = Input(dropped.FIELD, "", kind="file")
        at = next(
            (one["block_id"] for one in view["blocks"] if one.get("block_id", "").startswith(dropped.FIELD)),
            dropped.FIELD,
        )
        shown = step.plain(view.get("state", {}).get("values", {}))
        files = form.values(shown, (asked,)).get(dropped.FIELD)
        if command is None or not isinstance(files, list) or not files:
            await ack(response_action="errors", errors={at: "Choose a file"})
            return
        limit = dropped.MANY_LIMIT if command.many else dropped.LIMIT
        if int(files[0].get("size") or 0) > limit:
            await ack(response_action="errors", errors={at: f"At most {limit // 1_000:,} kB"})
            return
        await ack(response_action="update", view=form.working(simple.title(command), "Reading the file…"))
        visit = Wizards(self.front).visit(body)
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        again = _Again(command, origin, _ids(command, shown), int(at.partition(step.REVISION)[2] or 0) + 1)
        work = self._read(visit, again, files[0])
        self.front.services.tasks.start(self.front.attend(visit, work), name="dropped file")

    async def _read(self, visit: Visit, again: _Again, file: Mapping[str, Any]) -> None:
        command, origin = again.command, again.origin
        try:
            content = await self.front.services.slack.download(str(file["url_private"]), dropped.MANY_LIMIT)
            text = content.decode("utf-8-sig")
        except (SlackRefused, UnicodeDecodeError, KeyError):
            await visit.answer.form(again.view("I cannot read this file."))
            return
        many = self.front.router.get(command.many) if command.many else None
        text, several = _sorted(text) if many else (text, False)
        if many and several:
            asked = Asked(many, {**again.ids, "file": [file]}, public=origin.public, project=origin.project or None)
            try:
                await self.front.run(visit, asked)
            except BadArguments as error:
                await visit.answer.form(again.view("\n".join(outside(one.message) for one in error.problems)))
            return
        bound = from_json(command.arguments, text)
        if not bound.values:
            wrong = " ".join(one.message for one in bound.problems) or "There is nothing in this file."
            await visit.answer.form(again.view(wrong))
            return
        await self._filled(visit, command, origin, {**again.ids, **bound.values}, bound.problems)

    async def _filled(
        self,
        visit: Visit,
        command: Command,
        origin: simple.Origin,
        values: Mapping[str, Any],
        problems: Sequence[Problem],
    ) -> None:
        """The form again, with what the file says."""
        if command.wizard is not None:
            asked = Asked(command, values, public=origin.public, project=origin.project or None)
            await Wizards(self.front).restart(visit, asked, origin, problems)
            return
        values = {**origin.kept, **values}
        origin = replace(origin, kept=simple.kept(command, values))
        await visit.answer.form(simple.view(command, values, origin, problems))


def _sorted(text: str) -> tuple[str, bool]:
    """The one body in a file as JSON; True where it has several, or rows of something else than JSON."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text, text.lstrip()[:1] not in ("[", "{")
    rows = found.get("templates", found) if isinstance(found, dict) else found
    if isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict):
        return json.dumps(rows[0]), False
    return text, isinstance(rows, list)


def _with_typed(command: Command, origin: simple.Origin, state: Mapping[str, Any]) -> simple.Origin:
    """What stands in the form, kept while the file is asked for; no secrets, and no more than there is room for."""
    secret = {arg.name for arg in command.arguments if arg.kind == "secret"}
    typed = {
        name: value
        for name, value in simple.submitted(command, step.plain(state), origin).items()
        if name not in secret
    }
    fits = len(str(typed)) <= ROOM
    return replace(origin, kept=typed if fits else origin.kept)
