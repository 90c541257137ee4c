"""A message's place in the column. It outlives every change of its message: what is pressed meanwhile is not lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.widgets import div, html
from bot.sandbox.page.workspace import message as parts
from bot.sandbox.page.workspace.message import Look
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.model import Message

ACTION_CLICKS = '(e) => { const found = e.target.closest("[data-action]"); if (found) emit(found.dataset.action); }'


@dataclass
class Inside:
    """What stands in the row. Words alone are one piece of mark-up, for the browser redraws each widget at each change.

    Where there are buttons, fields or files, the words have a place of their own, and what follows them another.
    """

    lead: ui.html
    body: ui.element | None = None
    foot: ui.html | None = None


class MessageRow:
    """One row. Each of its parts is drawn again only when what that part shows has changed."""

    def __init__(self, message: Message, viewer: Viewer, press: Callable[..., Awaitable[None]]) -> None:
        self.message = message
        self._viewer = viewer
        self._press = press
        self._shown: object = None
        self._said = ""
        self._above: ui.html | None = None
        self._inside: Inside | None = None
        with div() as self.place:
            self._row = div("sk-row", "message", tabindex=0, data_ts=message.ts, data_author=viewer.author(message)[0])
        if message.ephemeral_to:
            self._row.classes("sk-ephemeral")
        self._row.on("click", self._pressed, js_handler=ACTION_CLICKS)

    async def _pressed(self, event: events.GenericEventArguments) -> None:
        await self._press(str(event.args), self.message, self._row)

    def show(self, look: Look, divider: str, draw_editor: Callable[[], None] | None, context: BlockContext) -> None:
        """Bring it in step with its message; what `draw_editor` draws stands in place of words that are edited."""
        message = self.message
        said = "editor" if draw_editor else parts.said(message)
        shown = (said, divider, parts.around(message, look))
        if shown == self._shown:
            return
        self._shown = shown
        self._row.classes(**{"add" if look.grouped else "remove": "sk-grouped"})
        self._divide(divider)
        words = None if draw_editor else parts.words(message, context)
        head = "" if draw_editor else parts.head(message, look, self._viewer)
        foot = "" if draw_editor else parts.foot(message, look, self._viewer)
        inside = self._laid_out(look, plain=words is not None)
        above = parts.gutter(message, look, self._viewer) + head
        inside.lead.set_content(above if words is None else f'{above}<div class="sk-content">{words}</div>{foot}')
        if inside.foot is not None:
            inside.foot.set_content(foot)
        if inside.body is not None and said != self._said:
            inside.body.clear()
            with inside.body:
                draw_editor() if draw_editor else parts.draw_said(message, context, self._viewer)
        self._said = said

    def _divide(self, divider: str) -> None:
        """The day, or where the new ones begin, above the message."""
        if self._above is None and divider:
            with self.place:
                self._above = html("")
            self._above.move(target_index=0)
        if self._above is not None:
            self._above.set_content(divider)

    def _laid_out(self, look: Look, *, plain: bool) -> Inside:
        """The places in the row, made again when words become fields or the other way round."""
        if self._inside is not None and plain == (self._inside.body is None):
            return self._inside
        self._row.clear()
        self._said = ""
        with self._row:
            self._inside = Inside(html("")) if plain else Inside(html(""), div("sk-content"), html(""))
            if not self.message.ephemeral_to:
                html(parts.tools(look), "sk-tools", "tools", role="toolbar", aria_label="Message actions")
        return self._inside
