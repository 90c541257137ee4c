"""Trouble on request: slow or failing answers of both services, a revoked token."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from bot.sandbox.page.widgets import attributes, button, div, text
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.faults import Fault as SinchFault
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.faults import Fault as SlackFault

_DELAYS = {0.0: "Answers at once", 2.0: "2 s slower", 10.0: "10 s slower"}


class Trouble:
    """Switches for latency, buttons for faults of the next requests."""

    def __init__(self, world: World, slack: SlackEmulator) -> None:
        self._world, self._slack = world, slack
        text("Provisioning API", "sk-kind", tag="div")
        self._sinch_pace = self._pace("sinch-latency", world.latency, self._slow_sinch)
        with div("sk-buttons"):
            self._sinch("Next 3: 503", SinchFault("status", 3))
            self._sinch("Next 3: 429", SinchFault("rate", 3, seconds=2))
            self._sinch("Next one hangs 40 s", SinchFault("hang", 1, seconds=40))
            self._sinch("Next one: nonsense", SinchFault("nonsense", 1))
            self._sinch("Next one: an HTML page", SinchFault("html", 1))
        strict = ui.checkbox("Meta is strict: refuses what its rules forbid", value=world.strict_meta)
        attributes(strict, "strict-meta").on_value_change(lambda e: self._be_strict(bool(e.value)))
        text("Slack's Web API", "sk-kind", tag="div")
        self._slack_pace = self._pace("slack-latency", slack.faults.latency, self._slow_slack)
        with div("sk-buttons"):
            self._fail("Next 3: 500", SlackFault(status=500), 3)
            self._fail("Next 3: done, answer lost", SlackFault(status=500, applied=True), 3)
            self._fail("Next 3: rate limited", SlackFault(retry_after=3), 3)
        self._token = ui.checkbox("The bot's token is revoked", value=slack.workspace.token_revoked)
        attributes(self._token, "token-revoked").on_value_change(lambda e: self._revoke(bool(e.value)))
        text("", "sk-kind", tag="div")
        button("End all trouble", self._clear, "sk-btn sk-primary", "trouble-clear")
        self._waiting = text("", "sk-hint", "trouble-waiting", "div")

    def show(self) -> None:
        """Draw the switches that make Slack and Sinch fail."""
        waiting = sum(fault.remaining for fault in self._world.faults.waiting)
        words = f"Requests to the Provisioning API that will still fail: {waiting}" if waiting else ""
        self._waiting.set_content(words)

    def _be_strict(self, strict: bool) -> None:
        self._world.strict_meta = strict

    def _pace(self, testid: str, now: float, change: Callable[[float], None]) -> ui.select:
        options = dict(_DELAYS) if now in _DELAYS else {**_DELAYS, now: f"{now:g} s slower"}
        field = ui.select(options, value=now, on_change=lambda e: change(float(e.value)))
        field.props("outlined dense options-dense").classes("sk-input")
        return attributes(field, testid, aria_label="Latency")

    def _sinch(self, label: str, fault: SinchFault) -> None:
        def press() -> None:
            self._world.faults.add(SinchFault(fault.kind, fault.remaining, fault.status, fault.seconds))
            ui.notify(f"Provisioning API: {label}")

        button(label, press)

    def _fail(self, label: str, fault: SlackFault, times: int) -> None:
        def press() -> None:
            self._slack.faults.plan("*", fault, times)
            ui.notify(f"Slack: {label}")

        button(label, press)

    def _slow_sinch(self, seconds: float) -> None:
        self._world.latency = seconds

    def _slow_slack(self, seconds: float) -> None:
        self._slack.faults.latency = seconds

    def _revoke(self, revoked: bool) -> None:
        self._slack.workspace.token_revoked = revoked

    def _clear(self) -> None:
        self._world.faults.clear()
        self._slack.faults.clear()
        self._sinch_pace.set_value(0.0)
        self._slack_pace.set_value(0.0)
        self._token.set_value(False)
        ui.notify("All trouble has ended")
