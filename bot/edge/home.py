"""The app's Home tab: published when somebody opens it; what is pressed there is answered in a modal."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot import log
from bot.cards import failure
from bot.cards import home as cards
from bot.cards.blocks import form
from bot.cards.blocks.buttons import addressed_view
from bot.cards.blocks.message import Block
from bot.cards.home import PLACE, Cockpit
from bot.command.context import Ctx, Place
from bot.command.declaration import Reply
from bot.edge import interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import simple
from bot.edge.intake import Intake
from bot.edge.interactions import Interaction
from bot.errors import UserError
from bot.flows import home, visibility
from bot.flows.execution import access
from bot.flows.projects import projects
from bot.slack.decisions import RefusalAudience
from bot.slack.errors import SlackProblem, TriggerExpired

logger = log.get("home")

REMEMBERED = 200
"""People whose tab is kept in mind, so that it is full again at once."""


@dataclass(slots=True)
class _Tab:
    """What a person saw last, and how often it was drawn: of two drawings at a time, the later one stays."""

    drawings: int = 0
    project: str = ""
    seen: Cockpit | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """One tab a person, drawn again at each visit and after each press."""

    dispatcher: Dispatcher
    intake: Intake
    _tabs: OrderedDict[str, _Tab] = field(default_factory=OrderedDict)

    async def opened(self, event: Mapping[str, Any]) -> None:
        """Somebody looks at it."""
        user_id, team = str(event["user"]), str(event.get("user_team") or event.get("team") or "")
        if await self.dispatcher.admits(user_id, team):
            await self._draw(user_id, team)
        else:
            await self._publish(user_id, cards.refused(access.NOT_HERE))

    async def pressed(self, body: Mapping[str, Any]) -> None:
        """The answer's modal opens at once, for a trigger lives three seconds."""
        call = interactions.call_of(body["actions"][0])
        if call is None:
            return
        slack, user_id = self.dispatcher.services.slack, str(body["user"]["id"])
        command = self.dispatcher.router.get(call.path)
        title = simple.title(command) if command else call.path
        try:
            opened = await slack.open_view(body["trigger_id"], form.working(title, "Just a moment…"))
        except TriggerExpired:
            return
        direct = await visibility.own_place(slack, user_id)
        channel = str(call.args.get(PLACE) or direct)
        interaction = interactions.in_new_view(slack, body, opened, title, channel)
        if channel != direct and not await visibility.may_see(slack, user_id, channel):
            await _refuse(interaction)
            return
        call = replace(call, args={name: value for name, value in call.args.items() if name != PLACE})
        await self.intake.pressed(interaction, call)
        await self._draw(user_id, interaction.place.team)

    async def _draw(self, user_id: str, team: str) -> None:
        """What is known at once, then with what Sinch says: that may take a while."""
        tab = self._tab(user_id)
        tab.drawings += 1
        drawing = tab.drawings
        ctx = await self._context(user_id, team)
        last = tab.seen if tab.project == ctx.project_id else None
        known = await home.known(ctx)
        if last is not None:
            known = _with_last(known, last)
        await self._publish(user_id, addressed_view(cards.view(known), ctx.project_id))
        if last is None and (waiting := await home.remembered(ctx)):
            known = replace(known, waiting=waiting)
            await self._publish(user_id, addressed_view(cards.view(known), ctx.project_id))
        whole = await home.asked(ctx, known)
        tab.project, tab.seen = ctx.project_id, whole
        if tab.drawings == drawing:
            await self._publish(user_id, addressed_view(cards.view(whole), ctx.project_id))

    async def _publish(self, user_id: str, view: Block) -> None:
        """What Slack refuses for now is drawn at the next visit; a fault of ours is raised."""
        try:
            await self.dispatcher.services.slack.publish_home(user_id, view)
        except SlackProblem as problem:
            if problem.tells is RefusalAudience.LOG:
                raise
            logger.warning("home not shown", user=user_id, code=problem.code)

    async def _context(self, user_id: str, team: str) -> Ctx:
        services = self.dispatcher.services
        direct = await visibility.own_place(services.slack, user_id)
        project = await projects.of_channel(services, direct)
        actor = await access.actor(services, user_id, team)
        return Ctx(services, project, actor=actor, place=Place(direct, team=team), request_id="home")

    def _tab(self, user_id: str) -> _Tab:
        tab = self._tabs.setdefault(user_id, _Tab())
        self._tabs.move_to_end(user_id)
        while len(self._tabs) > REMEMBERED:
            self._tabs.popitem(last=False)
        return tab


def _with_last(known: Cockpit, seen: Cockpit) -> Cockpit:
    """What Sinch said last stays until it says something new."""
    return replace(
        known,
        health=seen.health,
        waiting=seen.waiting,
        counts=seen.counts,
        counted_at=seen.counted_at or seen.now,
        compared_at=seen.compared_at,
    )


async def _refuse(interaction: Interaction) -> None:
    error = UserError("You can't change what comes into that channel from here.", "Join the channel, then try again.")
    await interaction.answer.show(Reply(failure.user_error(error)))
