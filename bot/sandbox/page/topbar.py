"""The bar at the top: which sandbox this is, how the bot is, and who sits at this tab."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from nicegui import ui

from bot.sandbox.page.clock_menu import ClockMenu
from bot.sandbox.page.sinch.panel import Panel
from bot.sandbox.page.widgets import attributes, avatar, button, div, html, icon_button
from bot.sandbox.page.workspace.surface import Bar
from bot.sandbox.time_machine import TimeMachine


class Topbar:
    """Person switcher and the switch of the Sinch panel."""

    def __init__(self, screen: Bar, time: TimeMachine, panel: Callable[[], Panel | None]) -> None:
        self._screen, self._panel = screen, panel
        with div("sk-topbar"):
            icon_button("menu", "Channels", screen.turn_sidebar, "nav-toggle", "sk-icon sk-nav-toggle")
            html(
                "<b>Sinch sandbox</b>"
                "<span> · a Slack workspace and a Sinch account that exist only on this machine</span>",
                "sk-topbar-text",
            )
            button("Tour", screen.start_tour, "sk-btn sk-topbutton", "tour-start")
            self._clock = ClockMenu(screen, time)
            self._bot = html("", "sk-bot", "bot-status", "span", role="status")
            self._toggle = button("Sinch", self._turn, "sk-btn sk-topbutton", "sinch-toggle", title="Sinch's side")
            with div("sk-anchor"):
                self._who = button("", lambda: self._menu.open(), "sk-btn sk-topbutton", "person", aria_haspopup="menu")
                with ui.menu().props("no-parent-event").classes("sk-menu") as self._menu:
                    self._people()

    def _people(self) -> None:
        for user in self._screen.workspace.people():
            with ui.menu_item(on_click=lambda _, u=user.id: self._screen.become(u)) as item:
                html(f"{escape(user.real_name)} <small>{escape(user.role)} · {escape(user.tz)}</small>", tag="span")
            attributes(item, f"person-{user.name}")

    def show(self) -> None:
        """Draw the bar at the top."""
        me = self._screen.viewer.me
        name = f'<span class="sk-wide">{escape(me.real_name)} <small>{escape(me.role)}</small></span>'
        label = f"{avatar(me.real_name, me.color, 'sk-tiny')} {name} ▾"
        if self._who.content != label:
            self._who.set_content(label)
        self._clock.show()
        panel = self._panel()
        self._toggle.set_visibility(panel is not None)
        if panel is not None:
            self._bot.set_content(panel.bot_line())

    def _turn(self) -> None:
        panel = self._panel()
        if panel is not None:
            panel.turn()
