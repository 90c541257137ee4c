"""Where a block stands and what its controls do: the link between what is drawn and the person at the keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui

from bot.sandbox.page.blockkit.mrkdwn import plain, text_object
from bot.sandbox.page.blockkit.names import Names
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import JSON, Message, View
from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.people.person import People
from bot.sandbox.slack.workspace import Workspace

Json = Mapping[str, Any]
INITIAL: dict[str, Callable[[Any], Any]] = {
    "initial_value": lambda v: v,
    "initial_date": lambda v: v,
    "initial_time": lambda v: v,
    "initial_date_time": lambda v: v,
    "initial_user": lambda v: v,
    "initial_users": list,
    "initial_conversation": lambda v: v,
    "initial_conversations": list,
    "initial_channel": lambda v: v,
    "initial_channels": list,
    "initial_option": lambda v: v,
    "initial_options": list,
}  # what an element may be filled in with before anybody touched it


@dataclass(frozen=True)
class BlockContext:
    """One message or modal on one person's screen."""

    workspace: Workspace
    people: People
    person: str
    target: Message | View
    names: Names
    submit: Callable[[], Awaitable[None]] | None = None
    error_places: dict[str, ui.html] = field(default_factory=dict)

    @property
    def on_screen(self) -> bool:
        """A message always is; a modal as long as nobody closed it."""
        return isinstance(self.target, Message) or self.workspace.views.get(self.target.id) is self.target


@dataclass(frozen=True)
class Control:
    """One interactive element. ``tells`` is whether a choice is sent to the app at once or only filled in."""

    context: BlockContext
    block_id: str
    element: Json
    tells: bool

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def initial(self) -> Any:
        """What was filled in so far, else what the app filled in: str, list, option object(s) or None."""
        entry = self.context.target.state.get(self.block_id, {}).get(self.action_id)
        if entry is not None:
            return next((v for k, v in entry.items() if k != "type" and v is not None), None)
        return next((shape(self.element[key]) for key, shape in INITIAL.items() if key in self.element), None)

    async def choose(self, value: Any) -> None:
        """What a person's choice or press leads to."""
        context = self.context
        if not self.tells:
            try:
                context.people.fill(context.person, context.target, self.block_id, self.action_id, value)
                self._forget_error()
            except ClientRefused as refused:
                if context.on_screen:  # a field that loses focus as its modal closes has nothing to say
                    ui.notify(str(refused), type="warning", position="bottom")
            return
        confirm = self.element.get("confirm")
        if confirm and not await confirmed(confirm, context.names):
            return
        await attempt(context.people.click(context.person, context.target, self.block_id, self.action_id, value))

    def _forget_error(self) -> None:
        """A field that was filled in again is no longer wrong, until the next try to submit."""
        place = self.context.error_places.get(self.block_id)
        if isinstance(self.context.target, View) and self.context.target.errors.pop(self.block_id, "") and place:
            place.set_content("")

    async def suggest(self, query: str) -> list[JSON]:
        """The options that the app offers for what was typed, groups opened up."""
        context = self.context
        try:
            found = await context.people.suggest(context.person, context.target, self.block_id, self.action_id, query)
        except ClientRefused:
            return []  # the menu is gone: there is nothing to offer, and nobody to tell
        return flat(found)


def flat(options: list[Any]) -> list[JSON]:
    """Options out of groups; each keeps its group's name in ``group``."""
    flattened: list[JSON] = []
    for option in options:
        if "options" in option:
            group = str((option.get("label") or {}).get("text", ""))
            flattened += [{**inner, "group": group} for inner in option["options"]]
        else:
            flattened.append(option)
    return flattened


async def attempt(action: Awaitable[Outcome]) -> Outcome | None:
    """Do it; what the client refuses or the app fails to answer is shown as Slack would."""
    client = ui.context.client  # the element that was pressed may be gone when the answer comes
    try:
        outcome = await action
    except ClientRefused as refused:
        with client:
            ui.notify(str(refused), type="warning", position="bottom")
        return None
    if outcome.error:
        with client:
            ui.notify(outcome.error, type="negative", position="bottom", timeout=8000, close_button="Close")
    return outcome


async def confirmed(confirm: Json, names: Names) -> bool:
    """The question that stands before a dangerous press."""
    danger = confirm.get("style") == "danger"
    with ui.dialog() as dialog, ui.element("div").classes("sk-confirm") as box:
        box.props["data-testid"] = "confirm"
        box.props["role"] = "alertdialog"
        ui.html(plain(_text(confirm, "title", "Are you sure?")), tag="h2", sanitize=False)
        ui.html(text_object(confirm.get("text"), names), sanitize=False)
        with ui.element("div").classes("sk-confirm-foot"):
            deny = ui.html(plain(_text(confirm, "deny", "Cancel")), tag="button", sanitize=False).classes("sk-btn")
            deny.props["data-testid"] = "confirm-no"
            yes = ui.html(plain(_text(confirm, "confirm", "Yes")), tag="button", sanitize=False)
            yes.classes("sk-btn sk-danger" if danger else "sk-btn sk-primary")
            yes.props["data-testid"] = "confirm-yes"
        deny.on("click", lambda: dialog.submit(False))
        yes.on("click", lambda: dialog.submit(True))
    answer = await dialog
    if not dialog.is_deleted:
        dialog.delete()
    return bool(answer)


def _text(value: Json, key: str, otherwise: str) -> str:
    return str((value.get(key) or {}).get("text") or otherwise)
