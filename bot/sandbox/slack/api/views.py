"""views.*: modals and the Home tab."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack import views
from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.model import JSON, View
from bot.sandbox.slack.payloads import view_json


def open_(call: ApiCall) -> JSON:
    """Answer `views.open`."""
    return _answer(call, views.open_view(call.workspace, call.required("trigger_id"), _view(call)))


def push(call: ApiCall) -> JSON:
    """Answer `views.push`."""
    return _answer(call, views.push_view(call.workspace, call.required("trigger_id"), _view(call)))


def update(call: ApiCall) -> JSON:
    """Answer `views.update`."""
    view = views.by_id(call.workspace, call.text("view_id"), call.text("external_id"))
    return _answer(call, views.update_view(call.workspace, view, _view(call), call.text("hash") or None))


def publish(call: ApiCall) -> JSON:
    """Answer `views.publish`."""
    user = call.required("user_id")
    return _answer(call, views.publish_view(call.workspace, user, _view(call), call.text("hash") or None))


def _view(call: ApiCall) -> Any:
    call.required("view")
    return call.json("view", "invalid_arguments")


def _answer(call: ApiCall, view: View) -> JSON:
    return {"ok": True, "view": view_json(call.workspace, view)}


METHODS: dict[str, Method] = {
    "views.open": open_,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
