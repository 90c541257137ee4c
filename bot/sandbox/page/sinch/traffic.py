"""What goes over the wire: webhooks sent by Sinch, calls of the bot to Sinch and to Slack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from html import escape
from itertools import islice
from typing import TypeVar

from bot.sandbox.page.widgets import html, text
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.deliveries import Delivery
from bot.sandbox.slack.delivery import DeliveryAttempt
from bot.sandbox.slack.emulator import SlackEmulator

_ROWS_SHOWN = 25
T = TypeVar("T")
_TONES = {"delivered": "good", "given up": "bad", "dropped": "bad", "retrying": "wait", "waiting": "wait"}


class Traffic:
    """Four lists, newest first, in the time of who looks."""

    def __init__(self, world: World, slack: SlackEmulator, now: Callable[[], datetime]) -> None:
        self._world, self._slack, self._now = world, slack, now
        text("What Slack delivered to the bot, and how fast it answered", "sk-kind", tag="div")
        self._delivered = html("", "sk-log", "delivered-log")
        text("Webhooks that Sinch sent", "sk-kind", tag="div")
        self._webhooks = html("", "sk-log", "deliveries")
        text("Calls to the Provisioning API", "sk-kind", tag="div")
        self._requests = html("", "sk-log", "requests")
        text("Calls to Slack's Web API", "sk-kind", tag="div")
        self._calls = html("", "sk-log", "calls-log")

    def show(self) -> None:
        """Draw the newest lines of each list."""
        zone = self._now().tzinfo
        self._delivered.set_content(_joined(_answered(seen, zone) for seen in _newest(self._slack.delivery.log)))
        self._webhooks.set_content(_joined(_delivery(sent, zone) for sent in _newest(self._world.deliveries.log)))
        self._requests.set_content(
            _joined(
                _line(
                    seen.at.astimezone(zone), str(seen.status), f"{seen.method} {_short(seen.path)}", seen.status < 400
                )
                for seen in _newest(self._world.requests)
            )
        )
        calls = _newest(self._slack.workspace.calls)
        self._calls.set_content(
            _joined(_line(datetime.fromtimestamp(c.at, zone), c.error or "ok", c.method, not c.error) for c in calls)
        )


def _newest(items: Iterable[T]) -> list[T]:
    return list(islice(reversed(list(items)), _ROWS_SHOWN))


def _joined(lines: Iterable[str]) -> str:
    return "".join(lines) or '<div class="sk-hint">Nothing yet.</div>'


def _delivery(delivery: Delivery, zone: tzinfo | None) -> str:
    tone = _TONES.get(delivery.state, "")
    body = escape(json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False))
    statuses = ", ".join(map(str, delivery.statuses))
    more = f"Attempts: {delivery.attempts}, answers: {statuses or 'none'} {delivery.error}"
    state = f'<span class="sk-state {tone}">{escape(delivery.state)}</span>'
    created = _clock(delivery.created.astimezone(zone))
    return (
        f'<details data-testid="delivery"><summary>{created} {state} {escape(delivery.type)}</summary>'
        f'<div class="sk-hint">{escape(more)}<br>to {escape(delivery.target)}</div><pre>{body}</pre></details>'
    )


def _answered(delivered: DeliveryAttempt, zone: tzinfo | None) -> str:
    good = not delivered.answer.code
    status = f"{delivered.seconds * 1000:,.0f} ms" if good else delivered.answer.code
    again = f" (retry {delivered.retry})" if delivered.retry else ""
    return _line(datetime.fromtimestamp(delivered.at, zone), status, _asked(delivered) + again, good)


def _asked(delivered: DeliveryAttempt) -> str:
    """What was delivered, as people call it."""
    payload = delivered.payload
    if delivered.kind == "slash_commands":
        return f"{payload.get('command', '')} {payload.get('text', '')}".strip()
    if delivered.kind == "events_api":
        event = payload.get("event") or {}
        return f"event {event.get('type', '')} {event.get('subtype') or ''}".strip()
    actions = payload.get("actions") or [{}]
    return f"{payload.get('type', '')} {actions[0].get('action_id') or payload.get('callback_id') or ''}".strip()


def _line(at: datetime, status: str, what: str, good: bool) -> str:
    tone = "good" if good else "bad"
    state = f'<span class="sk-state {tone}">{escape(status)}</span>'
    return f'<div class="sk-line" title="{escape(what)}">{_clock(at)} {state} {escape(what)}</div>'


def _short(path: str) -> str:
    """The path behind the project, which is the same in nearly every line."""
    return re.sub(r"^(?:/sinch)?/v\d+/projects/[^/]+", "", path) or path


def _clock(at: datetime) -> str:
    return f"<time>{at:%H:%M:%S}</time>"
