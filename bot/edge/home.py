"""The app's Home tab: published when somebody opens it; what is pressed there is answered in a modal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.cards import home as cards
from bot.cards.blocks import form
from bot.edge import interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import simple
from bot.edge.intake import Intake
from bot.flows import health
from bot.flows.projects import projects
from bot.flows.subscriptions import following
from bot.slack.errors import TriggerExpired


@dataclass(frozen=True, slots=True)
class Home:
    """One tab a person, drawn again at each visit and after each press."""

    dispatcher: Dispatcher
    intake: Intake

    async def opened(self, event: Mapping[str, Any]) -> None:
        """Somebody looks at it."""
        await self._draw(str(event["user"]))

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
        interaction = interactions.in_new_view(slack, body, opened, title, await slack.direct(user_id))
        await self.intake.pressed(interaction, call)
        await self._draw(user_id)

    async def _draw(self, user_id: str) -> None:
        services = self.dispatcher.services
        project = await projects.of_channel(services, await services.slack.direct(user_id))
        followed = await following.listed(services.store.follows, user_id)
        await services.slack.publish_home(user_id, cards.view(await health.check(services, project), followed))
