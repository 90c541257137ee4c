"""One request of a person: who, where, where the answer goes, and what tells it from all other requests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot.cards.blocks import buttons, confirm
from bot.command.context import Place
from bot.edge import sent_files
from bot.edge.origin import Origin
from bot.edge.responders import Answer, ByResponseUrl, InThread, InView
from bot.links import Call
from bot.slack.client import Slack
from bot.slack.forwards import forwarded_in

Body = Mapping[str, Any]
KEPT = timedelta(days=1)
DOUBLE_CLICK = timedelta(seconds=10)
"""A button may be pressed again later, and then means it; within this time it is the same press."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """A person's request on its way through the bot."""

    user_id: str
    place: Place
    answer: Answer
    key: str = ""
    """The same for two deliveries of one request, and for a double click; empty where nothing can repeat it."""
    kept: timedelta = KEPT
    """How long a repetition is known as one."""
    delivery: str = ""
    """Of a press: the same for two deliveries of it, and another one for a later press of the same button."""
    note: str = ""
    """Mrkdwn that stands below the answer: how plain words were read."""
    left_out: str = ""
    """Mrkdwn that is said beside a form: the words that it does without."""
    files: tuple[sent_files.File, ...] = ()
    """What was sent with the words."""
    forwards: int = 0
    """Messages that were forwarded with the words."""
    request_id: str = field(default_factory=lambda: uuid4().hex[:12])


def slash(slack: Slack, body: Body) -> Interaction:
    """A slash command; raises `KeyError` where a field is missing."""
    place = Place(channel=body["channel_id"], team=body.get("team_id", ""))
    address = body.get("response_url", "")  # without one it is answered as if that had expired
    answer = ByResponseUrl(slack, address, body.get("trigger_id", ""), channel=place.channel, user_id=body["user_id"])
    return Interaction(
        body["user_id"], place, answer, _key("slash", *(f"{name}={body[name]}" for name in sorted(body)))
    )


def spoken(slack: Slack, event: Body, thread_ts: str | None) -> Interaction:
    """A mention or a direct message; Slack's repetitions of those are known by their event id."""
    channel, user_id = str(event["channel"]), str(event["user"])
    direct, thread_exists = event.get("channel_type") == "im", bool(event.get("thread_ts"))
    answer = InThread(slack, channel, thread_ts, user_id, direct=direct, thread_exists=thread_exists)
    place = Place(channel, thread_ts, event.get("user_team") or event.get("team") or "")
    return Interaction(user_id, place, answer, files=sent_files.of(event), forwards=len(forwarded_in(event)))


def pressed(slack: Slack, body: Body) -> Interaction:
    """A button or menu in a message, or in a modal that shows an answer."""
    action, user_id, place = body["actions"][0], body["user"]["id"], _place(body)
    key, delivery = _press_key(body), _delivery_key(body)
    if (body.get("view") or {}).get("id") and not body.get("response_url"):
        return Interaction(user_id, place, _in_view(slack, body, place), key, DOUBLE_CLICK, delivery)
    call = call_of(action)
    answering = str(action["action_id"]).partition("#")[0] in (confirm.CONFIRM, confirm.CANCEL)
    container = body.get("container") or {}
    answer = ByResponseUrl(
        slack,
        body.get("response_url", ""),  # without one it is answered as if that had expired
        body.get("trigger_id", ""),
        answers=answering,
        replace=answering or (call is not None and call.mode == "turn"),
        channel=place.channel,
        user_id=user_id,
        thread_ts=place.thread_ts,
        alone=bool(container.get("is_ephemeral")),
        direct=place.channel.startswith("D"),
    )
    return Interaction(user_id, place, answer, key, DOUBLE_CLICK, delivery)


def in_view(slack: Slack, body: Body, *, title: str = "") -> Interaction:
    """A form that was submitted, or a press inside of one: the answer takes the form's place."""
    view = body["view"]
    place = _place(body)
    # Slack gives a view a new hash each time it changes; where there is none, what was filled in tells two apart.
    once = view.get("hash") or (view.get("callback_id"), view.get("private_metadata"), view.get("state"))
    key = _key("view", view.get("id"), once)
    return Interaction(body["user"]["id"], place, _in_view(slack, body, place, title), key)


def in_new_view(slack: Slack, body: Body, view_id: str, title: str, channel: str) -> Interaction:
    """A press whose answer has a modal of its own, which is open already."""
    user_id, place = str(body["user"]["id"]), Place(channel, _place(body).thread_ts, _team(body))
    answer = InView(slack, view_id, title, channel=channel, user_id=user_id, waiting=True)
    return Interaction(user_id, place, answer, _press_key(body), DOUBLE_CLICK, _delivery_key(body))


def value_of(action: Body) -> str:
    """What a pressed button or a chosen option says."""
    return str((action.get("selected_option") or {}).get("value") or action.get("value") or "")


def call_of(action: Body) -> Call | None:
    """The command behind a pressed button; None where there is none."""
    try:
        return buttons.pinned(
            buttons.read(str(action["action_id"]), value_of(action)), str(action.get("block_id") or "")
        )
    except ValueError:
        return None


def view_of(slack: Slack, body: Body) -> InView:
    """The modal that was pressed in, to say something beside it."""
    return _in_view(slack, body, _place(body))


def _in_view(slack: Slack, body: Body, place: Place, title: str = "") -> InView:
    view = body.get("view") or {}
    origin = Origin.of(view)
    shown = title or (view.get("title") or {}).get("text", "")
    return InView(
        slack,
        view.get("id", ""),
        shown,
        origin.response_url,
        place.channel,
        body["user"]["id"],
        origin.project,
        bool(title),
    )


def _place(body: Body) -> Place:
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if channel:
        return Place(channel, container.get("thread_ts"), _team(body))
    origin = Origin.of(body.get("view"))
    return Place(origin.channel, origin.thread_ts, _team(body))


def _team(body: Body) -> str:
    """The person's own workspace."""
    return (body.get("user") or {}).get("team_id") or (body.get("team") or {}).get("id") or ""


def _press_key(body: Body) -> str:
    """The same for two presses of one button at one place; empty where Slack does not say what it stands in."""
    action, shown_in = body["actions"][0], _shown_in(body)
    if not shown_in:
        return ""
    return _key(
        "press", body["user"]["id"], shown_in, action.get("action_id"), action.get("block_id"), value_of(action)
    )


def _delivery_key(body: Body) -> str:
    """Slack gives each press a trigger and a time of its own; empty where it says neither."""
    action = body["actions"][0]
    once = body.get("trigger_id"), action.get("action_ts")
    if not any(once):
        return ""
    return _key("delivery", body["user"]["id"], _shown_in(body), action.get("action_id"), value_of(action), *once)


def _shown_in(body: Body) -> str:
    container = body.get("container") or {}
    return str(container.get("message_ts") or (body.get("view") or {}).get("id") or "")


def _key(*parts: Any) -> str:
    return hashlib.sha256("\0".join(str(part) for part in parts).encode(errors="surrogatepass")).hexdigest()
