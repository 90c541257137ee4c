"""The Sinch side of the page: what its reviewers do, what went over the wire, trouble, and how the bot is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Protocol

from nicegui import ui

from bot.sandbox.child import Child
from bot.sandbox.page.sinch.reviewers import Reviewers
from bot.sandbox.page.sinch.traffic import Traffic
from bot.sandbox.page.sinch.trouble import Trouble
from bot.sandbox.page.widgets import button, div, html, text
from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.service.world import Change, World
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.time_machine import TimeMachine

_LINES = 200


@dataclass(frozen=True)
class SinchSide:
    """What the panel shows and steers."""

    world: World
    slack: SlackEmulator
    bot: Child
    time: TimeMachine


READY = (
    '<span class="ok" role="img" aria-label="bot ready">●</span>'
    '<span class="sk-wide" aria-hidden="true"> bot ready</span>'
)
"""On a narrow page the dot stands alone, and is read out."""


class Tab(Protocol):
    """One page of the panel; `show` is called when it is visible and something may have changed."""

    def show(self) -> None:
        """Draw the tab."""


class Panel:
    """Collapsible; only the open tab is kept in step."""

    def __init__(self, side: SinchSide, stir: Callable[[], None], now: Callable[[], datetime]) -> None:
        self._side, self._stir, self._now = side, stir, now
        self._open = "Reviewers"
        self._tabs: dict[str, Tab] = {}
        side.bot.listeners.append(stir)
        side.world.listeners.append(self._noticed)
        with div("sk-panel", "sinch", role="complementary", aria_label="Sinch") as self._box:
            text("Sinch", "sk-panel-head", tag="h2")
            with div("sk-panel-tabs", role="tablist"):
                self._heads = {name: self._head(name) for name in ("Reviewers", "Traffic", "Trouble", "Bot")}
            self._build()

    def close(self) -> None:
        """Stop listening: the tab is gone."""
        self._side.bot.listeners.remove(self._stir)
        self._side.world.listeners.remove(self._noticed)

    def turn(self) -> None:
        """Show or hide it; whether it shows at first depends on the window's width, which only the browser knows."""
        ui.run_javascript(
            f"const box = getHtmlElement({self._box.id}); const shown = getComputedStyle(box).display !== 'none';"
            "box.classList.toggle('sk-shown', !shown); box.classList.toggle('sk-hidden', shown);"
        )

    def show(self) -> None:
        """Draw the open tab."""
        for name, body in self._panes.items():
            body.set_visibility(name == self._open)
            self._heads[name].classes(
                add="sk-on" if name == self._open else "", remove="" if name == self._open else "sk-on"
            )
            selected = str(name == self._open).lower()
            if self._heads[name].props.get("aria-selected") != selected:
                self._heads[name].props(f"aria-selected={selected}")
        self._tabs[self._open].show()

    def bot_line(self) -> str:
        """HTML of the bot's state for the top bar."""
        bot = self._side.bot
        return {
            "starting": "The bot is starting…",
            "ready": READY,
            "ended": f'<span class="bad">● The bot ended with status {bot.ended_with}; restarting…</span>',
            "stopped": '<span class="bad">● The bot is stopped</span>',
        }[bot.state]

    def _noticed(self, _: Change) -> None:
        self._stir()

    def _head(self, name: str) -> ui.html:
        return button(name, lambda: self._go(name), "sk-tab", f"sinch-{name.lower()}", role="tab")

    def _go(self, name: str) -> None:
        self._open = name
        self.show()

    def _build(self) -> None:
        side = self._side
        self._panes = {name: div("sk-panel-body", f"pane-{name.lower()}", role="tabpanel") for name in self._heads}
        with self._panes["Reviewers"]:
            self._tabs["Reviewers"] = Reviewers(Controls(side.world))
        with self._panes["Traffic"]:
            self._tabs["Traffic"] = Traffic(side.world, side.slack, self._now)
        with self._panes["Trouble"]:
            self._tabs["Trouble"] = Trouble(side.world, side.slack)
        with self._panes["Bot"]:
            self._tabs["Bot"] = BotLog(side.bot)


class BotLog:
    """The last lines that the bot wrote."""

    def __init__(self, bot: Child) -> None:
        self._bot = bot
        text(f"The bot runs as its own process at {bot.address}.", "sk-hint", tag="div")
        self._lines = html("", "sk-log", "bot-log")

    def show(self) -> None:
        """Draw what the bot logs."""
        lines = "\n".join(list(self._bot.lines)[-_LINES:])
        self._lines.set_content(f"<pre>{escape(lines) or 'No log yet.'}</pre>")
