"""JSON files dropped into a form: read, spread over the fields, and the form shown again for a last look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.arguments import from_json
from bot.cards import dropped, form, step
from bot.cards.input import Input
from bot.command import Asked, Command
from bot.edge import modals
from bot.edge.wizards import Wizards
from bot.slack.errors import SlackRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck

    from bot.edge.front import Front, Visit

Request = dict[str, Any]
ROOM = 1_500
"""Characters that what was typed before may take in the modal that asks for the file; more is left out."""


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
        origin = modals.Origin.unpack(view.get("private_metadata", ""))
        if "draft" not in origin.kept:
            origin = _with_typed(command, origin, view.get("state", {}).get("values", {}))
        await visit.answer.form(dropped.view(modals.title(command), path, origin.pack()))

    async def submitted(self, ack: AsyncAck, body: Request) -> None:
        """The file: too large a one is refused at once, anything else is read behind a working view."""
        view = body["view"]
        path = str(view.get("callback_id", "")).removeprefix(dropped.PREFIX)
        command = self.front.router.get(path)
        asked = Input(dropped.FIELD, "", kind="file")
        files = form.values(view.get("state", {}).get("values", {}), (asked,)).get(dropped.FIELD)
        if command is None or not isinstance(files, list) or not files:
            await ack(response_action="errors", errors={dropped.FIELD: "Choose a file"})
            return
        if int(files[0].get("size") or 0) > dropped.LIMIT:
            await ack(response_action="errors", errors={dropped.FIELD: f"At most {dropped.LIMIT // 1_000:,} kB"})
            return
        await ack(response_action="update", view=form.working(modals.title(command), "Reading the file…"))
        wizards = Wizards(self.front)
        visit = wizards.visit(body)
        origin = modals.Origin.unpack(view.get("private_metadata", ""))
        work = self._read(visit, command, origin, files[0])
        self.front.services.tasks.start(self.front.attend(visit, work), name="dropped file")

    async def _read(self, visit: Visit, command: Command, origin: modals.Origin, file: Mapping[str, Any]) -> None:
        try:
            content = await self.front.services.slack.download(str(file["url_private"]), dropped.LIMIT)
            text = content.decode("utf-8-sig")
        except (SlackRefused, UnicodeDecodeError, KeyError):
            again = dropped.view(modals.title(command), command.path, origin.pack(), wrong="I cannot read this file.")
            await visit.answer.form(again)
            return
        bound = from_json(command.arguments, text)
        if not bound.values:
            wrong = " ".join(one.message for one in bound.problems) or "There is nothing in this file."
            again = dropped.view(modals.title(command), command.path, origin.pack(), wrong=wrong[:2_000])
            await visit.answer.form(again)
            return
        asked = Asked(command, bound.values, public=origin.public, project=origin.project or None)
        if command.wizard is not None:
            await Wizards(self.front).restart(visit, asked, origin, bound.problems)
            return
        values = {**origin.kept, **bound.values}
        origin = replace(origin, kept=modals.kept(command, values))
        await visit.answer.form(modals.view(command, values, origin, bound.problems))


def _with_typed(command: Command, origin: modals.Origin, state: Mapping[str, Any]) -> modals.Origin:
    """What stands in the form, kept while the file is asked for; no secrets, and no more than there is room for."""
    secret = {arg.name for arg in command.arguments if arg.kind == "secret"}
    typed = {
        name: value
        for name, value in modals.submitted(command, step.plain(state), origin).items()
        if name not in secret
    }
    fits = len(str(typed)) <= ROOM
    return replace(origin, kept=typed if fits else origin.kept)
