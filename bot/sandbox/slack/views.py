"""Modals and Home tabs: opening, stacking, updating, and what an app's answer to a submission does."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.slack import validate
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.inputs import initial_state
from bot.sandbox.slack.interactive import with_ids
from bot.sandbox.slack.model import JSON, Trigger, View, ViewKind
from bot.sandbox.slack.workspace import Workspace

STACK = 3
"""Views of one person at once: https://docs.slack.dev/surfaces/modals"""


def new_trigger(workspace: Workspace, user: str) -> str:
    """A trigger id for that person, good for one modal within `workspace.trigger_seconds`."""
    now = workspace.now()
    while workspace.triggers and now - next(iter(workspace.triggers.values())).created > 20 * workspace.trigger_seconds:
        del workspace.triggers[next(iter(workspace.triggers))]
    trigger_id = f"{int(now * 1000)}.{workspace.new_id('', 12)}.{workspace.new_id('', 32).lower()}"
    workspace.triggers[trigger_id] = Trigger(trigger_id, user, now)
    return trigger_id


def use_trigger(workspace: Workspace, trigger_id: str) -> str:
    """Spend a trigger; returns whose it is."""
    trigger = workspace.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if workspace.now() - trigger.created > workspace.trigger_seconds:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger.user


def open_view(workspace: Workspace, trigger_id: str, body: Any) -> View:
    """views.open: a new modal, alone on the screen."""
    validate.view(body, ("modal",), refused=workspace.refused_blocks)
    _external_id_free(workspace, body)
    user = use_trigger(workspace, trigger_id)
    for old in workspace.view_stacks.pop(user, []):
        workspace.views.pop(old.id, None)
    return _put(workspace, user, body, [])


def push_view(workspace: Workspace, trigger_id: str, body: Any) -> View:
    """views.push: on top of the modal from which the trigger came; three at most."""
    validate.view(body, ("modal",), refused=workspace.refused_blocks)
    _external_id_free(workspace, body)
    trigger = workspace.triggers.get(trigger_id)
    stack = workspace.view_stacks.get(trigger.user, []) if trigger else []
    if trigger and not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    return _put(workspace, use_trigger(workspace, trigger_id), body, stack)


def update_view(workspace: Workspace, view: View | None, body: Any, expected_hash: str | None = None) -> View:
    """views.update: the same view with other content; what people filled in stays where the ids stay."""
    if view is None or workspace.views.get(view.id) is not view:
        raise SlackError("not_found")
    validate.view(body, (view.kind,), refused=workspace.refused_blocks)
    if expected_hash and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    _fill(workspace, view, body, view.state)
    return view


def publish_view(workspace: Workspace, user: str, body: Any, expected_hash: str | None = None) -> View:
    """views.publish: what that person's Home tab shows."""
    validate.view(body, ("home",), refused=workspace.refused_blocks)
    workspace.user(user)
    view = workspace.homes.get(user)
    if view is None:
        view = _new(workspace, user, "home", body)
        workspace.homes[user] = workspace.views[view.id] = view
    elif expected_hash and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    _fill(workspace, view, body, view.state)
    return view


def by_id(workspace: Workspace, view_id: str | None, external_id: str | None) -> View | None:
    """The open view with that id, or with that external id."""
    if view_id:
        return workspace.views.get(view_id)
    return next((v for v in workspace.views.values() if external_id and v.external_id == external_id), None)


def answer_submission(workspace: Workspace, view: View, answer: Any) -> dict[str, str]:
    """Do what the app answered to view_submission; returns the errors to show.

    SlackError: the answer makes no sense to Slack.
    """
    stack = workspace.view_stacks.get(view.user, [])
    if answer in (None, "", {}):
        close_view(workspace, view)
        return {}
    if isinstance(answer, str):
        answer = _parsed(answer)
    what = answer.get("response_action") if isinstance(answer, dict) else None
    if what == "errors":
        return _errors(view, answer.get("errors"))
    if what == "clear":
        clear_views(workspace, view.user)
    elif what == "update":
        validate.view(answer.get("view"), ("modal",))
        _fill(workspace, view, answer["view"], view.state)
    elif what == "push":
        validate.view(answer.get("view"), ("modal",))
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        _put(workspace, view.user, answer["view"], stack)
    else:
        raise SlackError("invalid_response")
    return {}


def close_view(workspace: Workspace, view: View) -> None:
    """Take one modal off its stack, and those above it."""
    stack = workspace.view_stacks.get(view.user, [])
    if view in stack:
        at = stack.index(view)
        for gone in stack[at:]:
            workspace.views.pop(gone.id, None)
        del stack[at:]
    if not stack:
        workspace.view_stacks.pop(view.user, None)
    workspace.changed("view", user=view.user, id=view.id)


def clear_views(workspace: Workspace, user: str) -> None:
    """Close everything on that person's screen."""
    stack = workspace.view_stacks.get(user)
    if stack:
        close_view(workspace, stack[0])


def _put(workspace: Workspace, user: str, body: JSON, stack: list[View]) -> View:
    view = _new(workspace, user, "modal", body)
    if stack:
        view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
    _fill(workspace, view, body, {})
    stack.append(view)
    workspace.view_stacks[user] = stack
    workspace.views[view.id] = view
    workspace.changed("view", user=user, id=view.id)
    return view


def _new(workspace: Workspace, user: str, kind: ViewKind, body: JSON) -> View:
    view_id = workspace.new_id("V")
    return View(view_id, user, kind, body, "", view_id)


def _fill(workspace: Workspace, view: View, body: JSON, state: dict[str, JSON]) -> None:
    view.body = body | {"blocks": with_ids(body["blocks"])}
    view.external_id = body.get("external_id") or view.external_id
    view.hash = f"{int(workspace.now())}.{workspace.new_id('', 8).lower()}"
    view.state = initial_state(view.blocks, state)
    view.errors = {}
    workspace.changed("home" if view.kind == "home" else "view", user=view.user, id=view.id)


def _errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_response")
    view.errors = {str(block): str(text) for block, text in errors.items()}
    return view.errors


def _external_id_free(workspace: Workspace, body: JSON) -> None:
    external = body.get("external_id")
    if external and any(v.external_id == external for v in workspace.views.values()):
        raise SlackError("duplicate_external_id")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise SlackError("invalid_response") from None
