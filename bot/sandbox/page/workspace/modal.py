"""The modals of one person: whatever lies on top of the stack is on the screen."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from nicegui import events, ui

from bot.sandbox.page.blockkit.blocklist import BlockList
from bot.sandbox.page.blockkit.context import BlockContext, attempt
from bot.sandbox.page.widgets import attributes, avatar, button, div, html, text
from bot.sandbox.page.workspace.row import ACTION_CLICKS
from bot.sandbox.page.workspace.surface import Blocks
from bot.sandbox.slack.model import View

_CLOSE_ALL = "close-all"
_FIELDS = "input, textarea, [role=radio], [role=checkbox]"
_CROSS = '<i class="material-icons" aria-hidden="true">close</i>'
_FRAME = ("title", "submit", "close", "submit_disabled", "callback_id")


class Modals:
    """Opens, redraws and closes the one dialog; a redraw happens only when the app changed the view."""

    def __init__(self, screen: Blocks) -> None:
        self._screen = screen
        self._drawn = ""
        self._first_field: list[str] = []
        self._errors: dict[str, str] = {}
        self._context: BlockContext | None = None
        self._blocks: BlockList | None = None
        self._submit: ui.html | None = None
        self._view: View | None = None
        self._dialog = ui.dialog().props("no-backdrop-dismiss transition-duration=0")
        self._dialog.on_value_change(lambda e: None if e.value else self._hidden())
        with self._dialog:
            self._box = attributes(div("sk-modal"), "modal", role="dialog", aria_modal="true")
            self._box.on("click", self._pressed, js_handler=ACTION_CLICKS)

    def show(self) -> None:
        """Bring the dialog in step with the person's stack."""
        view = self._screen.workspace.top_view(self._screen.person)
        self._view = view
        depth = len(self._screen.workspace.view_stacks.get(self._screen.person, []))
        if view is None:
            self._drawn, self._first_field = "", []
            if self._dialog.value:
                self._dialog.close()
            return
        frame = repr((view.id, depth, [view.body.get(part) for part in _FRAME]))
        fields = [str(block["block_id"]) for block in view.blocks if block.get("type") == "input"]
        if frame != self._drawn or self._blocks is None:
            self._drawn = frame
            self._blocks = self._draw(view, depth)
        self._blocks.show(view.blocks)
        self._show_errors(view.errors)
        if not self._dialog.value:
            self._dialog.open()
        if fields[:1] != self._first_field:
            self._first_field = fields[:1]
            self._focus_first()

    def _draw(self, view: View, depth: int) -> BlockList:
        """The frame around the blocks; only drawn again when the view is another one or its frame changed."""
        screen, body = self._screen, view.body
        self._context = replace(screen.context(view), submit=self._send)
        self._box.clear()
        attributes(self._box, "modal", data_callback=str(body.get("callback_id", "")), aria_label=view.title)
        with self._box:
            with div("sk-modal-head"):
                html(avatar(screen.workspace.app.name, screen.workspace.bot.color, "sk-small"), tag="span")
                text(view.title, "sk-modal-title", "modal-title", "h1")
                label = "Close all" if depth > 1 else "Close"
                named = {"title": label, "aria_label": label}
                html(_CROSS, "sk-icon", "modal-x", "button", type="button", data_action=_CLOSE_ALL, **named)
            self._general = html("", "sk-error sk-general", "modal-error", role="alert")
            with div("sk-modal-body", "modal-body"):
                blocks = BlockList(self._context)
            self._foot(view)
        return blocks

    def _focus_first(self) -> None:
        """Typing goes into the first field of what was just opened, as in Slack; who is in a field already stays."""
        ui.run_javascript(
            f"setTimeout(() => {{ const box = getHtmlElement({self._box.id}); const fields = '{_FIELDS}';"
            " if (!box || (box.contains(document.activeElement) && document.activeElement.matches(fields))) return;"
            " box.querySelector(`[data-type=input] :is(${fields})`)?.focus(); }, 50)"
        )

    def _foot(self, view: View) -> None:
        body = view.body
        with div("sk-modal-foot"):
            close = str((body.get("close") or {}).get("text") or ("Cancel" if body.get("submit") else "Close"))
            button(escape(close), self._close, "sk-btn sk-big", "modal-close")
            self._submit = None
            if body.get("submit"):
                label = escape(str(body["submit"].get("text", "Submit")))
                self._submit = button(label, self._send, "sk-btn sk-primary sk-big", "modal-submit")
                if body.get("submit_disabled"):
                    self._submit.props["disabled"] = True

    async def _send(self) -> None:
        """Submit; the button stays disabled until the app has answered."""
        view, pressed = self._view, self._submit
        if view is None or pressed is None or pressed.props.get("disabled"):
            return
        pressed.props["disabled"] = True
        pressed.classes(add="sk-busy")
        self._show_errors({})
        outcome = await attempt(self._screen.people.submit_view(self._screen.person, view.id))
        if not pressed.is_deleted:
            pressed.props.pop("disabled", None)
            pressed.update()
            pressed.classes(remove="sk-busy")
        if outcome is not None and outcome.errors and self._view is view:
            self._show_errors(outcome.errors)

    def _show_errors(self, errors: dict[str, str]) -> None:
        places = self._context.error_places if self._context else {}
        for block_id, place in places.items():
            if not place.is_deleted:
                place.set_content(escape(errors.get(block_id, "")))
        homeless = [message for block_id, message in errors.items() if block_id not in places]
        self._general.set_content(escape(" ".join(homeless)))
        if errors.keys() - self._errors.keys():
            self._focus_first_wrong()
        self._errors = dict(errors)

    def _focus_first_wrong(self) -> None:
        """The first field that was refused comes into sight, with the focus; it may lie far above the button."""
        ui.run_javascript(
            f"setTimeout(() => {{ const box = getHtmlElement({self._box.id});"
            " const error = box?.querySelector('[data-type=input] .sk-error:not(:empty)');"
            " const wrong = error?.closest('[data-type=input]');"
            f" wrong?.querySelector('{_FIELDS}')?.focus(); wrong?.scrollIntoView({{block: 'nearest'}}); }}, 0)"
        )

    async def _pressed(self, event: events.GenericEventArguments) -> None:
        """A press on the cross, or on a message's address; it counts also if the app has just changed the view."""
        if event.args == _CLOSE_ALL:
            await self._close_all()
        else:
            self._screen.follow_link(event)

    async def _close(self) -> None:
        if self._view is not None:
            await self._screen.people.close_view(self._screen.person, self._view.id)
            self.show()

    async def _close_all(self) -> None:
        if self._view is not None:
            await self._screen.people.close_view(self._screen.person, self._view.id, clear=True)
            self.show()

    async def _hidden(self) -> None:
        """The dialog was closed by the Escape key: the topmost view goes, the one below comes back."""
        if self._view is not None:
            self._drawn = ""
            await self._close()
