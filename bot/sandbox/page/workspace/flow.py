"""A column of messages that follows the workspace: the channel's own flow, or one thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from nicegui import ui

from bot.sandbox.page.blockkit import dates
from bot.sandbox.page.widgets import button, div, html
from bot.sandbox.page.workspace.message import Look
from bot.sandbox.page.workspace.row import MessageRow
from bot.sandbox.page.workspace.surface import Reading
from bot.sandbox.slack.model import Message

_MESSAGES_DRAWN = 30
_TOGETHER = 300.0  # seconds within which one author's messages stand under one heading

# The column grows upwards: at 0 its newest message shows, and stays in sight when others follow. Where its height is no
# whole number of pixels the browser scrolls one further down, and what follows would stay out of sight.
_AT_MOST_0 = "(e) => { if (e.target.scrollTop > 0) e.target.scrollTop = 0; }"


class Flow:
    """Draws only what changed, so that scrolling, focus and open menus survive other people's messages."""

    def __init__(self, screen: Reading, *, in_thread: bool) -> None:
        self._screen = screen
        self._in_thread = in_thread
        self._rows: dict[str, MessageRow] = {}
        self._shown = _MESSAGES_DRAWN
        self._place = ""
        with div("sk-flow", "thread-flow" if in_thread else "flow") as self._box, div("sk-flow-inside"):
            self._box.on("scroll", js_handler=_AT_MOST_0)
            self._beginning = html("", "sk-beginning")
            self._earlier = button("Show earlier messages", self._more, "sk-link sk-earlier", "earlier")
            self._column = div("sk-column", role="log")

    def to_newest(self) -> None:
        """Scroll down, whatever is being read further up."""
        ui.run_javascript(f"const box = getHtmlElement({self._box.id}); if (box) box.scrollTop = 0;")

    def set_visible(self, visible: bool) -> None:
        """Show or hide the column."""
        self._box.set_visibility(visible)

    def show(self, place: str, messages: Sequence[Message], new_from: str = "") -> None:
        """Bring the column in step. ``place`` names what is shown; ``new_from`` is the last ts read before."""
        if place != self._place:
            self._place, self._shown = place, _MESSAGES_DRAWN
            self._column.clear()
            self._rows.clear()
        self._earlier.set_visibility(len(messages) > self._shown)
        self._beginning.set_content("" if self._in_thread or len(messages) > self._shown else self._welcome())
        kept = list(messages)[-self._shown :]
        self._drop({m.ts for m in kept})
        before: Message | None = None
        for index, message in enumerate(kept):
            self._bring(index, message, before, new_from)
            before = message

    def _welcome(self) -> str:
        """What stands before the first message."""
        screen, channel = self._screen, self._screen.channel
        name = escape(screen.viewer.title(channel))
        if channel.is_direct:
            return f"<b>{name}</b><br>This is the beginning of your conversation."
        return (
            f"<b># {name}</b><br>This is the beginning of the channel. Type <code>/</code> for the list of commands, "
            "or make something happen in the Sinch panel."
        )

    def _more(self) -> None:
        self._shown += _MESSAGES_DRAWN
        self._screen.refresh()

    def _drop(self, kept: set[str]) -> None:
        for ts in [ts for ts in self._rows if ts not in kept]:
            self._rows.pop(ts).place.delete()

    def _bring(self, index: int, message: Message, before: Message | None, new_from: str) -> None:
        screen = self._screen
        divider = self._divider(message, before, new_from)
        look = Look(
            not divider and _together(before, message),
            self._in_thread,
            screen.replies(message),
            screen.unread_replies(message),
        )
        row = self._rows.get(message.ts)
        if row is None:
            with self._column:
                row = self._rows[message.ts] = MessageRow(message, screen.viewer, screen.action)
            if index < len(self._rows) - 1:
                row.place.move(target_index=index)
        row.message = message
        draw_editor = partial(_editor, screen, message) if screen.editing == message.ts else None
        row.show(look, divider, draw_editor, screen.context(message))

    def _divider(self, message: Message, before: Message | None, new_from: str) -> str:
        viewer, parts = self._screen.viewer, ""
        when = viewer.at(message.ts)
        if not self._in_thread and (before is None or viewer.at(before.ts).date() != when.date()):
            parts += f'<div class="sk-day"><span>{escape(dates.day(when, viewer.now()))}</span></div>'
        unread = new_from and message.ts > new_from and message.user != viewer.person
        if unread and (before is None or before.ts <= new_from):
            parts += '<div class="sk-new"><span>New</span></div>'
        if self._in_thread and before is not None and not before.is_reply:
            count = len(self._screen.replies(before))
            parts += f'<div class="sk-count"><span>{count} {"reply" if count == 1 else "replies"}</span></div>'
        return parts


def _together(before: Message | None, message: Message) -> bool:
    if (
        before is None
        or before.ephemeral_to
        or message.ephemeral_to
        or message.subtype
        or before.is_reply != message.is_reply
    ):
        return False
    if message.bot_id and message.blocks:
        return False
    same = (before.user, before.username, before.bot_id) == (message.user, message.username, message.bot_id)
    return same and float(message.ts) - float(before.ts) < _TOGETHER


def _editor(screen: Reading, message: Message) -> None:
    with div("sk-editor", "editor"):
        field = (
            ui.textarea(value=screen.viewer.typed(message))
            .props("outlined dense autogrow autofocus")
            .classes("sk-input")
        )
        field.props["aria-label"] = "Edit message"
        field.on("keydown.enter.exact.prevent", lambda: screen.save_edit(message, field.value or ""))
        field.on("keydown.escape", screen.stop_edit)
        with div("sk-editor-foot"):
            button("Cancel", screen.stop_edit, "sk-btn", "edit-cancel")
            button("Save", lambda: screen.save_edit(message, field.value or ""), "sk-btn sk-primary", "edit-save")


def newest(messages: Sequence[Message]) -> str:
    """The ts up to which somebody has read who sees all of these."""
    return max((m.ts for m in messages), default="")
