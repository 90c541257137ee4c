"""The app's Home tab: published when somebody opens it; what is pressed there is answered in a modal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cards import home as cards
from bot.cards.blocks import form
from bot.command.context import Place
from bot.edge.forms import simple
from bot.edge.responders import InView
from bot.flows import health
from bot.flows.projects import projects
from bot.flows.subscriptions import following
from bot.slack.errors import TriggerExpired

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cards.blocks.buttons import Call
    from bot.edge.dispatcher import Front


@dataclass(frozen=True, slots=True)
class Home:
    """One tab a person, drawn anew at each visit and after each press."""

    front: Front

    async def opened(self, event: Mapping[str, Any]) -> None:
        """Somebody looks at it."""
        await self._draw(str(event["user"]))

    async def pressed(self, body: Mapping[str, Any], call: Call) -> None:
        """The answer's modal opens at once, for a trigger lives three seconds."""
        slack, user_id = self.front.services.slack, str(body["user"]["id"])
        command = self.front.router.get(call.path)
        title = simple.title(command) if command else call.path
        try:
            opened = await slack.open_view(body["trigger_id"], form.working(title, "Just a moment…"))
        except TriggerExpired:
            return
        place = Place(await slack.direct(user_id), None, (body.get("team") or {}).get("id", ""))
        answer = InView(slack, opened, title, channel=place.channel, user_id=user_id)
        await self.front.pressed(self.front.visit(user_id, place, answer), call)
        await self._draw(user_id)

    async def _draw(self, user_id: str) -> None:
        services = self.front.services
        project = await projects.of_channel(services, await services.slack.direct(user_id))
        followed = await following.listed(services.store.follows, user_id)
        await services.slack.publish_home(user_id, cards.view(await health.check(services, project), followed))
