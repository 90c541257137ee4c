"""The clock in the top bar: what time it is in the sandbox, and ways to go on to a later one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape

from nicegui import ui

from bot.sandbox.page.blockkit import dates
from bot.sandbox.page.widgets import attributes, button, div, html
from bot.sandbox.page.workspace.surface import Bar
from bot.sandbox.time_machine import TimeMachine

_TICK = 5.0  # seconds
_By = Callable[[datetime], timedelta]


class ClockMenu:
    """Moves the time of Slack, Sinch and the bot together; the bot is started again for it."""

    def __init__(self, screen: Bar, time: TimeMachine) -> None:
        self._screen, self._time = screen, time
        with div("sk-anchor"):
            self._face = button("", lambda: self._menu.open(), "sk-btn sk-topbutton", "clock", aria_haspopup="menu")
            with ui.menu().props("no-parent-event").classes("sk-menu") as self._menu:
                html("Go on to", "sk-menu-head")
                self._item("1 hour later", "hour", lambda _: timedelta(hours=1))
                self._item("Tomorrow 9:00", "tomorrow", _tomorrow)
                self._item("3 days later", "days", lambda _: timedelta(days=3))
                self._item("1 week later", "week", lambda _: timedelta(weeks=1))
        ui.timer(_TICK, self.show)

    def _item(self, label: str, name: str, by: _By) -> None:
        with ui.menu_item(on_click=lambda: self._forward(by)) as item:
            html(escape(label), tag="span")
        attributes(item, f"clock-{name}")

    async def _forward(self, by: _By) -> None:
        await self._time.forward(by(self._screen.viewer.now()))
        self._screen.refresh()

    def show(self) -> None:
        """Draw the clock and its menu."""
        now, ahead = self._screen.viewer.now(), self._time.clock.ahead
        face = f"{now:%a} {dates.clock(now)}" + (" <small>moved</small>" if ahead else "")
        if self._face.content != face:
            self._face.set_content(face)
            self._face.props["title"] = f"{now:%A, %d %B %Y}, for {self._screen.viewer.me.real_name}"


def _tomorrow(now: datetime) -> timedelta:
    nine = (now + timedelta(days=1)).replace(hour=9, minute=0, second=5, microsecond=0)
    return timedelta(seconds=nine.timestamp() - now.timestamp())
