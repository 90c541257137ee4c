"""What the other end can do to resources that no webhook tells of; a bot has to look for itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.sinch.platform.conversation import UPSTREAM
from bot.sandbox.sinch.reviewers.actions import Action, Run
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import Scope

_FLOW_STATES = {"DRAFT": "PUBLISHED", "PUBLISHED": "DEPRECATED"}
_SMS_STATES = ("ACTIVE", "BLOCKED", "PROVISIONING_FAILED")


def _set(kind: str, field: str, value: str) -> Run:
    def run(scope: Scope, record: Record, _: str) -> None:
        record[field] = value
        scope.changed(f"{kind}:{record['id']}")

    return run


def sms_app_actions(app: Record) -> Iterator[Action]:
    """Activate, block, fail."""
    for state in _SMS_STATES:
        if app["status"] != state:
            label = f"Status {state.replace('_', ' ').lower()}"
            yield Action(f"status:{state}", label, _set("sms_app", "status", state))


def upscale_actions(upscale: Record) -> Iterator[Action]:
    """On and off."""
    state = "INACTIVE" if upscale["state"] == "ACTIVE" else "ACTIVE"
    yield Action(f"state:{state}", f"State {state.lower()}", _set("rcs_upscale", "state", state))


def flow_actions(flow: Record) -> Iterator[Action]:
    """Publish a draft, deprecate what is published."""
    following = _FLOW_STATES.get(str(flow["status"]).removeprefix("FLOW_STATUS_"))
    if following:
        run = _set("whatsapp_flow", "status", f"FLOW_STATUS_{following}")
        yield Action(f"status:{following}", f"Status {following.lower()}", run)


def conversation_app_actions(app: Record) -> Iterator[Action]:
    """A channel's provider fails, or answers again."""
    broken = app.get("_broken", [])
    for channel in UPSTREAM:
        if channel in broken:
            yield Action(f"mend:{channel}", f"{channel.title()} answers again", _break(channel, broken=False))
        elif channel in app["channels"]:
            yield Action(f"break:{channel}", f"{channel.title()} fails", _break(channel, broken=True))


def _break(channel: str, *, broken: bool) -> Run:
    def run(scope: Scope, app: Record, _: str) -> None:
        others = [name for name in app.get("_broken", []) if name != channel]
        app["_broken"] = [*others, channel] if broken else others
        scope.changed(f"conversation_app:{app['id']}")

    return run
