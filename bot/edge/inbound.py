"""Slack's requests -> visits at the front desk. A handful of listeners: each checks, hands the work on, and returns.

Bolt tries listeners one after the other and waits for the chosen one before it answers Slack, so none of them waits for
anything but what must not be lost (events) or cannot be answered later (options, field errors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import buttons, confirm, dropped, form, step
from bot.cards.blocks.buttons import Call
from bot.command.arguments import validate
from bot.command.context import Place
from bot.edge.forms import simple
from bot.edge.forms.files import Dropped
from bot.edge.forms.home import Home
from bot.edge.forms.wizard import Wizards
from bot.edge.responders import InView, Responded, Threaded
from bot.errors import BadArguments
from bot.flows.execution import choices
from bot.flows.projects import projects

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.command.declaration import Command
    from bot.edge.dispatcher import Front
    from bot.edge.events import Events
    from bot.edge.forms.shortcut import Shortcut

Body = dict[str, Any]
SHOWN_SECONDS = 0.25
ANYTHING = re.compile(r"")
SLASH = re.compile(r"^/sinch(?:-(?P<area>[a-z0-9-]+))?$")


@dataclass(frozen=True, slots=True)
class Inbound:
    """What Slack sends, sorted by kind."""

    front: Front
    shortcut: Shortcut

    def listen(self, app: AsyncApp, events: Events) -> None:
        async def event(body: Body) -> None:
            await events.received(body)

        app.command(SLASH)(self.slash)
        app.action(ANYTHING)(self.action)
        app.view(ANYTHING)(self.view)
        app.options(ANYTHING)(self.options)
        app.event(ANYTHING)(event)
        app.shortcut(ANYTHING)(self.message_shortcut)

    async def slash(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        self.command(body)

    def command(self, body: Mapping[str, Any]) -> bool:
        """Start a slash command; False for one that is not ours. Raises `KeyError` where a field is missing."""
        named = SLASH.match(body["command"])
        if named is None:
            return False
        place = Place(channel=body["channel_id"], team=body.get("team_id", ""))
        answer = Responded(
            self.front.services.slack,
            body["response_url"],
            body.get("trigger_id", ""),
            channel=place.channel,
            user_id=body["user_id"],
        )
        visit = self.front.visit(body["user_id"], place, answer)
        self._start(self.front.typed(visit, f"{named['area'] or ''} {body.get('text') or ''}".strip()), "slash")
        return True

    async def message_shortcut(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        await self.shortcut.called(body)

    async def action(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        pressed = body["actions"][0]
        if pressed["action_id"] == dropped.OFFER:
            self._start(Dropped(self.front).asked_for(Wizards(self.front).visit(body), body), "json")
            return
        call = _call(pressed)
        if call is None and str((body.get("view") or {}).get("callback_id", "")).startswith(step.PREFIX):
            self._start(Wizards(self.front).acted(body), "step")
            return
        if (body.get("view") or {}).get("type") == "home":
            if call := _call(pressed):
                self._start(Home(self.front).pressed(body, call), "home")
            return
        visit = self.front.visit(body["user"]["id"], _place(body), self._answer(body, pressed))
        key = str(pressed.get("value") or "")
        if pressed["action_id"] in (confirm.CONFIRM, confirm.CANCEL):
            yes = pressed["action_id"] == confirm.CONFIRM
            self._start(self.front.answered(visit, key, yes=yes), "answer")
        elif call is not None:
            self._start(self.front.pressed(visit, call), "button")

    async def view(self, ack: AsyncAck, body: Body) -> None:
        view = body["view"]
        if str(view.get("callback_id", "")).startswith(step.PREFIX):
            await Wizards(self.front).submitted(ack, body)
            return
        if str(view.get("callback_id", "")).startswith(dropped.PREFIX):
            await Dropped(self.front).submitted(ack, body)
            return
        command = self._command_of(view)
        if command is None:
            await self.shortcut.submitted(ack, body)
            return
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        values = simple.submitted(command, view.get("state", {}).get("values", {}), origin)
        try:
            validate(command.args, values)
        except BadArguments as error:
            await ack(response_action="errors", errors=_field_errors(command, view, error))
            return
        await ack(response_action="update", view=form.working(simple.title(command)))
        place = Place(origin.channel, origin.thread_ts, body.get("team", {}).get("id", ""))
        user_id = body["user"]["id"]
        answer = InView(
            self.front.services.slack, view["id"], simple.title(command), origin.response_url, place.channel, user_id
        )
        visit = self.front.visit(user_id, place, answer)
        self._start(self._later(self.front.submitted(visit, command, values, origin)), "form")

    async def options(self, ack: AsyncAck, body: Body) -> None:
        command = self._command_of(body.get("view") or {})
        asked = str(body.get("block_id", "")).partition(step.REVISION)[0]
        arg = next((arg for arg in command.arguments if arg.name == asked), None) if command else None
        if command is None or arg is None:
            await ack(options=await self.shortcut.options(body))
            return
        origin = simple.Origin.unpack(body["view"].get("private_metadata", ""))
        shown = step.plain(body["view"].get("state", {}).get("values", {}))
        given = simple.submitted(command, shown, origin)
        project = origin.project or await projects.of_channel(self.front.services, origin.channel)
        found = await choices.load(self.front.services, project, arg.choices, str(body.get("value") or ""), given)
        await ack(options=found)

    async def mentioned(self, event: Mapping[str, Any]) -> None:
        """A mention of the bot: the words after it, answered in the thread."""
        text = re.sub(r"^.*?<@[A-Z0-9_]+(\|[^>]*)?>[\s,:]*", "", str(event.get("text", "")), count=1, flags=re.DOTALL)
        await self._spoken(event, text, thread_ts=event.get("thread_ts") or event["ts"])

    async def direct(self, event: Mapping[str, Any]) -> None:
        """A direct message: the same words, answered there."""
        text = re.sub(r"^/?sinch\s+", "", str(event.get("text", "")).strip(), flags=re.IGNORECASE)
        await self._spoken(event, text, thread_ts=event.get("thread_ts"))

    async def _spoken(self, event: Mapping[str, Any], text: str, thread_ts: str | None) -> None:
        place = Place(event["channel"], thread_ts, event.get("team", ""))
        answer = Threaded(self.front.services.slack, event["channel"], thread_ts)
        await self.front.typed(self.front.visit(event["user"], place, answer), text)

    def _command_of(self, view: Mapping[str, Any]) -> Command | None:
        path = str(view.get("callback_id", ""))
        for prefix in (simple.PREFIX, step.PREFIX, dropped.PREFIX):
            if path.startswith(prefix):
                return self.front.router.get(path.removeprefix(prefix))
        return None

    def _answer(self, body: Body, pressed: Mapping[str, Any]) -> Responded | InView:
        slack, place, user_id = self.front.services.slack, _place(body), body["user"]["id"]
        if body.get("response_url"):
            action = pressed["action_id"]
            call = _call(pressed)
            replace = action in (confirm.CONFIRM, confirm.CANCEL) or (call is not None and call.mode == "turn")
            trigger_id = body.get("trigger_id", "")
            return Responded(slack, body["response_url"], trigger_id, replace, place.channel, user_id, place.thread_ts)
        view = body.get("view") or {}
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        title = view.get("title", {}).get("text", "")
        return InView(slack, view["id"], title, origin.response_url, place.channel, user_id)

    async def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin when Slack has surely shown what the acknowledgement said, which would else replace the result."""
        await self.front.services.clock.sleep(SHOWN_SECONDS)
        await work

    def _start(self, work: Any, name: str) -> None:
        self.front.services.tasks.start(work, name=name)


def _place(body: Body) -> Place:
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if not channel:
        channel = simple.Origin.unpack((body.get("view") or {}).get("private_metadata", "")).channel
    return Place(channel, container.get("thread_ts"), (body.get("team") or {}).get("id", ""))


def _call(pressed: Mapping[str, Any]) -> Call | None:
    value = (pressed.get("selected_option") or {}).get("value") or pressed.get("value") or ""
    try:
        return buttons.read(str(pressed["action_id"]), str(value))
    except ValueError:
        return None


def _field_errors(command: Command, view: Mapping[str, Any], error: BadArguments) -> dict[str, str]:
    """Errors by block; what belongs to no block of this view stands at its first input."""
    blocks = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    blocks = blocks or [arg.name for arg in command.arguments if arg.asked]
    found: dict[str, list[str]] = {}
    for problem in error.problems:
        at = problem.field if problem.field in blocks else blocks[0]
        text = problem.message if problem.field == at else f"{problem.field} {problem.message}"
        found.setdefault(at, []).append(text[:1].upper() + text[1:])
    return {block: ". ".join(texts)[:2000] for block, texts in found.items()}
