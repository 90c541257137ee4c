"""Slack's requests, sorted by kind. A handful of listeners: each checks, hands the work on, and returns.

Bolt tries listeners one after the other and waits for the chosen one before it answers Slack, so none of them waits for
anything but what must not be lost (events) or cannot be answered later (options, field errors).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cards.blocks import confirm, file_form, form, step
from bot.command.addressing import command_line
from bot.edge import interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import simple
from bot.edge.forms.files import FileForms
from bot.edge.forms.submission import Submissions
from bot.edge.forms.wizard import Wizards
from bot.edge.intake import Intake
from bot.edge.interactions import Interaction
from bot.edge.origin import Origin
from bot.flows import first_day
from bot.flows.execution import choices
from bot.flows.projects import projects
from bot.flows.understanding.meant import Understand
from bot.links import Call
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.command.declaration import Command
    from bot.edge.events import Events
    from bot.edge.forms.shortcut import Shortcut
    from bot.edge.home import Home

Body = dict[str, Any]
ViewHandler = Callable[["AsyncAck", Body], Awaitable[None]]
PressHandler = Callable[[Body], Coroutine[Any, Any, None]]

H = TypeVar("H")

ANYTHING = re.compile(r"")
EVENT_SUMMARY = "event-summary"
"""What a message that tells of many events was made of: such a message has no card, and scrolls away like one."""
SLASH = re.compile(r"^/sinch(?:-(?P<area>[a-z0-9-]+))?$")


async def _prepared() -> None:
    """For those who have the commands already."""


class Inbound:
    """What Slack sends, each kind to its handler."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        shortcut: Shortcut,
        understand: Understand | None = None,
        prepared: Callable[[], Awaitable[None]] = _prepared,
    ) -> None:
        self.dispatcher = dispatcher
        self._prepared = prepared
        self.intake = Intake(dispatcher, understand)
        self.shortcut = shortcut
        wizards, files, submissions = Wizards(dispatcher), FileForms(dispatcher), Submissions(dispatcher)
        self._views: Mapping[str, ViewHandler] = {
            simple.PREFIX: submissions.submitted,
            step.PREFIX: wizards.submitted,
            file_form.PREFIX: files.submitted,
        }
        """By the prefix of a view's callback id."""
        self._presses: Mapping[str, PressHandler] = {
            file_form.OFFER: files.asked_for,
            form.MORE: submissions.expanded,
            confirm.CONFIRM: lambda body: self._answered(body, yes=True),
            confirm.CANCEL: lambda body: self._answered(body, yes=False),
            confirm.MEND: self._mended,
        }
        """By action id; what is not here is a command's button, or belongs to the view around it."""
        self._presses_in: Mapping[str, PressHandler] = {step.PREFIX: wizards.acted, "home": self._pressed_at_home}
        """By the prefix of the callback id of the view around a button, or by the view's type."""

    @cached_property
    def home(self) -> Home:
        """The Home tab, whose overviews the start does without."""
        from bot.edge.home import Home

        return Home(self.dispatcher, self.intake)

    def listen(self, app: AsyncApp, events: Events) -> None:
        """Register the handlers of everything that Slack sends."""

        async def event(body: Body) -> None:
            await self._prepared()
            await events.received(body)

        app.command(SLASH)(self.slash)
        app.action(ANYTHING)(self.action)
        app.view(ANYTHING)(self.view)
        app.options(ANYTHING)(self.options)
        app.event(ANYTHING)(event)
        app.shortcut(ANYTHING)(self.message_shortcut)

    async def slash(self, ack: AsyncAck, body: Body) -> None:
        """Acknowledge a slash command and run it."""
        await ack()
        self.command(body)

    def command(self, body: Mapping[str, Any]) -> bool:
        """Start a slash command; False for one that is not ours. Raises `KeyError` where a field is missing."""
        named = SLASH.match(body["command"])
        if named is None:
            return False
        interaction = interactions.slash(self.dispatcher.services.slack, body)
        text = command_line(str(body.get("text") or ""), named["area"] or "")
        self._start(self._typed(interaction, text), "slash")
        return True

    async def _typed(self, interaction: Interaction, text: str) -> None:
        await self._prepared()
        await self.intake.typed(interaction, text)

    async def message_shortcut(self, ack: AsyncAck, body: Body) -> None:
        """Acknowledge the message shortcut and open its form."""
        await ack()
        await self._prepared()
        if await self._admits(body):
            await self.shortcut.called(body)

    async def action(self, ack: AsyncAck, body: Body) -> None:
        """A button or a menu: its own handler, that of the view around it, or the command it names."""
        await ack()
        await self._prepared()
        action = body["actions"][0]
        handler = self._presses.get(str(action["action_id"]).partition("#")[0]) or self._handler_of_view(body, action)
        if handler is not None:
            self._start(handler(body), "press")
        elif call := interactions.call_of(action):
            self._start(self._pressed(body, call), "button")

    async def _pressed(self, body: Body, call: Call) -> None:
        interaction = await self._in_modal(body, call) or interactions.pressed(self.dispatcher.services.slack, body)
        await self.intake.pressed(interaction, call)

    async def _in_modal(self, body: Body, call: Call) -> Interaction | None:
        """On a card, which may be far above, the answer opens where the person is looking; None everywhere else."""
        services, container = self.dispatcher.services, body.get("container") or {}
        command = self.dispatcher.router.get(call.path)
        channel, ts = str(container.get("channel_id") or ""), container.get("thread_ts") or container.get("message_ts")
        if command is None or command.area == "comments" or call.mode != "run" or not channel or not ts:
            return None
        if container.get("is_ephemeral") or not body.get("trigger_id") or not await self._admits(body):
            return None
        if command.path != EVENT_SUMMARY and await services.store.threads.at(channel, str(ts)) is None:
            return None
        title = simple.title(command)
        try:
            view = await services.slack.open_view(body["trigger_id"], form.working(title, "Just a moment…"))
        except SlackProblem:
            return None
        return interactions.in_new_view(services.slack, body, view, title, channel)

    def _handler_of_view(self, body: Body, action: Mapping[str, Any]) -> PressHandler | None:
        view = body.get("view") or {}
        if view.get("type") in self._presses_in:
            return self._presses_in[view["type"]]
        callback_id = str(view.get("callback_id") or "")
        return _by_prefix(self._presses_in, callback_id) if interactions.call_of(action) is None else None

    async def view(self, ack: AsyncAck, body: Body) -> None:
        """Hand a submitted or closed form to whom its `callback_id` names."""
        await self._prepared()
        handler = _by_prefix(self._views, str(body["view"].get("callback_id") or ""))
        if handler is None:  # no form of ours; whatever this was, it closes
            await ack()
            return
        await handler(ack, body)

    async def options(self, ack: AsyncAck, body: Body) -> None:
        """What an external select of a form offers for the letters typed so far."""
        await self._prepared()
        view = body.get("view") or {}
        command = self._command_of(view)
        asked = str(body.get("block_id", "")).partition(step.REVISION)[0]
        arg = next((arg for arg in command.arguments if arg.name == asked), None) if command else None
        if command is None or arg is None or not await self._admits(body):
            await ack(options=[])
            return
        origin = Origin.of(view)
        shown = step.plain(view.get("state", {}).get("values", {}))
        given = simple.submitted(command, shown, origin)
        project = origin.project or await projects.of_channel(self.dispatcher.services, origin.channel)
        found = await choices.load(self.dispatcher.services, project, arg.choices, str(body.get("value") or ""), given)
        await ack(options=found)

    async def _pressed_at_home(self, body: Body) -> None:
        if await self._admits(body):
            await self.home.pressed(body)

    async def _admits(self, body: Body) -> bool:
        return await self.dispatcher.admits(body["user"]["id"], body["user"].get("team_id", ""))

    async def mentioned(self, event: Mapping[str, Any]) -> None:
        """A mention of the bot, whose own name is taken out already: answered in the thread."""
        await self._spoken(event, thread_ts=event.get("thread_ts") or event["ts"])

    async def direct(self, event: Mapping[str, Any]) -> None:
        """A direct message: the same words, answered there; somebody's first one is greeted."""
        user, team = str(event["user"]), str(event.get("user_team") or event.get("team") or "")
        if await self.dispatcher.admits(user, team):
            await first_day.greet_person(
                self.dispatcher.services, user, str(event["channel"]), str(event.get("text") or "")
            )
        await self._spoken(event, thread_ts=event.get("thread_ts"))

    async def opened_home(self, event: Mapping[str, Any]) -> None:
        """Somebody looks at the Home tab."""
        await self.home.opened(event)

    async def replied(self, event: Mapping[str, Any]) -> None:
        """The answer to what the bot asked in a thread; nobody need name the bot for it."""
        await self._spoken(event, thread_ts=event.get("thread_ts"))

    async def _spoken(self, event: Mapping[str, Any], thread_ts: str | None) -> None:
        text = command_line(str(event.get("text") or ""))
        await self.intake.typed(interactions.spoken(self.dispatcher.services.slack, event, thread_ts), text)

    async def _answered(self, body: Body, *, yes: bool) -> None:
        interaction = interactions.pressed(self.dispatcher.services.slack, body)
        await self.intake.answered(interaction, interactions.value_of(body["actions"][0]), yes=yes)

    async def _mended(self, body: Body) -> None:
        interaction = interactions.pressed(self.dispatcher.services.slack, body)
        await self.intake.mended(interaction, interactions.value_of(body["actions"][0]))

    def _command_of(self, view: Mapping[str, Any]) -> Command | None:
        callback_id = str(view.get("callback_id") or "")
        prefix = next((prefix for prefix in self._views if callback_id.startswith(prefix)), None)
        return self.dispatcher.router.get(callback_id.removeprefix(prefix)) if prefix else None

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self.dispatcher.services.tasks.start(work, name=name)


def _by_prefix(handlers: Mapping[str, H], text: str) -> H | None:
    return next((handler for prefix, handler in handlers.items() if text.startswith(prefix)), None)
