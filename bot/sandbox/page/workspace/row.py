"""A message's place in the column. It outlives every change of its message: what is pressed meanwhile is not lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import events

from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.widgets import div, html
from bot.sandbox.page.workspace import message as parts
from bot.sandbox.page.workspace.message import Look
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.model import Message

ACTION_CLICKS = '(e) => { const found = e.target.closest("[data-action]"); if (found) emit(found.dataset.action); }'


class MessageRow:
    """One row. Each of its parts is drawn again only when what that part shows has changed."""

    def __init__(self, message: Message, look: Look, viewer: Viewer, press: Callable[..., Awaitable[None]]) -> None:
        self.message = message
        self._viewer = viewer
        self._press = press
        self._shown: object = None
        self._said = ""
        with div("sk-row-place") as self.place:
            self._above = html("")
            with div("sk-row", "message", tabindex=0, data_ts=message.ts) as self._row:
                self._fill(message, look)
        self._row.props["data-author"] = viewer.author(message)[0]
        self._row.on("click", self._pressed, js_handler=ACTION_CLICKS)

    def _fill(self, message: Message, look: Look) -> None:
        if message.ephemeral_to:
            html(parts.ONLY_YOU, "sk-only-you")
            self._row.classes("sk-ephemeral")
        self._gutter = html("", "sk-gutter")
        with div("sk-content"):
            self._head = html("")
            self._body = div()
            self._foot = html("")
        if not message.ephemeral_to:
            html(parts.tools(look), "sk-tools", "tools", role="toolbar", aria_label="Message actions")

    async def _pressed(self, event: events.GenericEventArguments) -> None:
        await self._press(str(event.args), self.message, self._row)

    def show(self, look: Look, divider: str, draw_editor: Callable[[], None] | None, context: BlockContext) -> None:
        """Bring it in step with its message; what `draw_editor` draws stands in place of words that are edited."""
        message, viewer = self.message, self._viewer
        said = "editor" if draw_editor else parts.said(message)
        shown = (said, divider, parts.around(message, look))
        if shown == self._shown:
            return
        self._shown = shown
        self._row.classes(**{"add" if look.grouped else "remove": "sk-grouped"})
        self._above.set_content(divider)
        self._gutter.set_content(parts.gutter(message, look, viewer))
        self._head.set_content("" if draw_editor else parts.head(message, look, viewer))
        self._foot.set_content("" if draw_editor else parts.foot(message, look, viewer))
        if said != self._said:
            self._said = said
            self._body.clear()
            with self._body:
                draw_editor() if draw_editor else parts.draw_said(message, context, viewer)
