"""The Sinch side of the page: what its reviewers do, what it sent, and how the bot is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from nicegui import ui

from bot.sandbox.child import Child
from bot.sandbox.page.widgets import button, div, html, text


@dataclass(frozen=True)
class SinchEnd:
    """What the panel shows and steers."""

    bot: Child


class Panel:
    """Collapsible; redraws only the tab that is open."""

    def __init__(self, end: SinchEnd, stir: Callable[[], None]) -> None:
        self._end = end
        self.visible = True
        end.bot.listeners.append(stir)
        self._stir = stir
        with div("sk-panel", "sinch") as self._box:
            text("Sinch", "sk-panel-head", tag="h2")

    def close(self) -> None:
        self._end.bot.listeners.remove(self._stir)

    def turn(self) -> None:
        self.visible = not self.visible

    def bot_line(self) -> str:
        bot = self._end.bot
        return {
            "starting": "The bot is starting…",
            "ready": '<span class="ok">●</span> bot ready',
            "ended": f'<span class="bad">● The bot ended with status {bot.ended_with}; starting it again…</span>',
            "stopped": '<span class="bad">● The bot is stopped</span>',
        }[bot.state]

    def show(self) -> None:
        self._box.set_visibility(self.visible)


__all__ = ["Panel", "SinchEnd", "button", "escape", "html", "ui"]
