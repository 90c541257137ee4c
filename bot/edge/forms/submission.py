"""What comes back from a form of one step: errors at the fields at once, anything else behind a working view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from slack_bolt.async_app import AsyncAck

from bot.cards.blocks import form
from bot.cards.vocabulary.words import capitalised
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.invocation import Request, check
from bot.edge import failures, interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import edit_conflict, simple
from bot.edge.interactions import Interaction
from bot.edge.origin import Origin
from bot.edge.tasks import outcome
from bot.errors import Problem
from bot.slack.errors import SlackProblem, ViewGone

Body = dict[str, Any]
SHOWN_SECONDS = 0.25
ANY_FIELD = "Fill in at least one field."
"""Where each field is optional, but not all of them together."""


@dataclass(frozen=True, slots=True)
class Submissions:
    """Forms of commands; for what changes something, submitting is the confirmation."""

    dispatcher: Dispatcher

    async def submitted(self, ack: AsyncAck, body: Body) -> None:
        """Somebody submitted a form."""
        view = body["view"]
        command = self.dispatcher.router.get(str(view.get("callback_id", "")).removeprefix(simple.PREFIX))
        if command is None:
            await ack()
            return
        origin = Origin.of(view)
        values = simple.submitted(command, view.get("state", {}).get("values", {}), origin)
        request = check(command, values, public=origin.public, project=origin.project or None)
        if request.problems:
            await ack(response_action="errors", errors=field_errors(command, view, request.problems))
            return
        title = simple.title(command)
        await ack(response_action="update", view=form.working(title))
        interaction = interactions.in_view(self.dispatcher.services.slack, body, title=title)
        work = self.dispatcher.with_error_reply(interaction, self._run(interaction, request, origin))
        self.dispatcher.services.tasks.start(work, name="form")

    async def expanded(self, body: Body) -> None:
        """Somebody wants to see all fields of a form; what was filled in so far stays."""
        view = body["view"]
        command = self.dispatcher.router.get(str(view.get("callback_id", "")).removeprefix(simple.PREFIX))
        user = body["user"]
        if command is None or not await self.dispatcher.admits(user["id"], user.get("team_id", "")):
            return
        origin = Origin.of(view)
        values = simple.submitted(command, view.get("state", {}).get("values", {}), origin)
        slack = self.dispatcher.services.slack
        try:
            await slack.update_view(view["id"], simple.view(command, values, origin, whole=True))
        except ViewGone:
            return
        except SlackProblem as problem:  # the form stays as it is, with what was filled in
            reply = Reply(failures.card_of(problem, reference=uuid4().hex[:12]), audience=Audience.ASKER)
            await interactions.view_of(slack, body).outside(reply)

    async def _run(self, interaction: Interaction, request: Request, origin: Origin) -> None:
        """Begin when Slack has surely shown what the acknowledgement said, which would else replace the result."""
        await self.dispatcher.services.clock.sleep(SHOWN_SECONDS)
        command = request.command
        invocation = await self.dispatcher.invocation(interaction, request)
        if origin.began and (now := await edit_conflict.mark_now(invocation)) not in ("", origin.began):
            warning = Problem("", f"{edit_conflict.changed([])} {edit_conflict.AGAIN}")
            await interaction.answer.form(simple.view(command, request.values, replace(origin, began=now), [warning]))
            return
        confirmed = command.effect is not Effect.DESTROY and not command.asks_after_form
        error = await outcome(self.dispatcher.run(interaction, invocation, confirmed=confirmed))
        if error is None:
            return
        problems = failures.at_fields(error, command)
        if not problems:
            raise error
        await interaction.answer.form(simple.view(command, request.values, origin, problems))


def field_errors(command: Command, view: Mapping[str, Any], problems: tuple[Problem, ...]) -> dict[str, str]:
    """Errors by block; what belongs to no block of this view stands at its first input."""
    inputs = [block.get("block_id") for block in view.get("blocks", []) if block.get("type") == "input"]
    blocks = [name for name in inputs if name] or [arg.name for arg in command.arguments if arg.asked]
    optional = {str(block.get("block_id")) for block in view.get("blocks", []) if block.get("optional")}
    found: dict[str, list[str]] = {}
    for problem in problems:
        at = problem.field if problem.field in blocks or not blocks else blocks[0]
        text = problem.message if problem.field == at else problem.named
        if problem.message == "is required" and at in optional:
            text = ANY_FIELD
        found.setdefault(at, []).append(capitalised(text))
    return {block: ". ".join(texts)[:2000] for block, texts in found.items()}
