"""The quick switcher: a few letters of a channel or person, and Enter."""

from __future__ import annotations

from html import escape

from nicegui import ui

from bot.sandbox.page.screen import Screen
from bot.sandbox.page.widgets import attributes, button, div, html, text

SHOWN = 8
"""Places that are offered at a time."""


class QuickSwitcher:
    """One dialog; it goes when it is closed.

    The lines stay and are hidden or moved: one that is drawn again loses the keyboard to nobody, and Enter with it.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        viewer = screen.viewer
        self._places = {place.id: viewer.title(place) for place in [*viewer.rooms(), *viewer.directs()]}
        with screen.root, ui.dialog() as self._dialog, div("sk-confirm", "jump"):
            text("Jump to", tag="h2")
            self._field = ui.input(placeholder="Channel or person", on_change=self._show)
            attributes(
                self._field.props("outlined dense autofocus").classes("sk-input"), "jump-field", aria_label="Jump to"
            )
            self._field.on("keydown.enter", self._go_to_first)
            with div("sk-jump-list") as self._offers:
                self._lines = {
                    channel_id: button(escape(name), lambda _, to=channel_id: self._go(to), "sk-offer sk-jump")
                    for channel_id, name in self._places.items()
                }
                self._nothing = html("No channel or person has that name.", "sk-hint")
        self._dialog.on("hide", self._dialog.delete)

    def open(self) -> None:
        """Show it."""
        self._show()
        self._dialog.open()

    def _found(self) -> list[str]:
        typed = str(self._field.value or "").lower().lstrip("#@")
        matches = [channel_id for channel_id, name in self._places.items() if typed in name.lower()]
        return sorted(matches, key=lambda channel_id: self._places[channel_id].lower() != typed)

    def _show(self) -> None:
        matches = self._found()
        for channel_id, line in self._lines.items():
            line.set_visibility(channel_id in matches[:SHOWN])
        for at, channel_id in enumerate(matches):
            if self._offers.default_slot.children.index(self._lines[channel_id]) != at:
                self._lines[channel_id].move(target_index=at)
        self._nothing.set_visibility(not matches)

    def _go(self, channel_id: str) -> None:
        self._dialog.close()
        self._screen.open_channel(channel_id)

    def _go_to_first(self) -> None:
        if matches := self._found():
            self._go(matches[0])
