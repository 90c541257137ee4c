"""What Slack sends, as far as the bot reads it: every part has the shape that Slack documents, or is not there.

Slack writes null where it means "none" (`team` of an organisation's installation, `channel` of a modal, an empty
input): such parts are taken away once, here, instead of being looked out for wherever they are read. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from bot.cards.blocks import file_form, form
from bot.flows.execution.access import Source

Fields = dict[str, Any]
FORM = b"application/x-www-form-urlencoded"
FIELDS = 100
"""So many fields a form has at most; a slash command has about twenty."""


class Misshapen(Exception):
    """It is Slack's, but not as Slack documents it; the message names the part."""


@dataclass(frozen=True, slots=True)
class Every:
    """An object with names of its own: each value has this shape."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Either:
    """A text, or an object."""

    one: Shape
    other: Shape


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names something: short, and on one line."""

    longest: int = 255
    """Characters, as Slack bounds `action_id`, `block_id` and `callback_id`; its own ids are far shorter."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was written, which names a message: seconds with a fraction, as a text."""


Shape = type | Name | Moment | Every | Either | list["Shape"] | dict[str, "Shape"]
"""A type, a list of one shape, or an object: only the named parts are looked at, and each may be missing."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Where half a character may be written, of the two that a rare one has in UTF-16."""
_MOMENT = re.compile(r"\d{1,12}(\.\d{1,9})?", re.ASCII)
_ID = Name()
_TS = Moment()
_ADDRESS = Name(500)
_TEXT: Shape = {"text": str}
_OPTION: Shape = {"value": str, "text": _TEXT}
_ELEMENT: Shape = {
    "type": _ID,
    "value": str,
    "selected_option": _OPTION,
    "selected_options": [_OPTION],
    "selected_date": str,
    "selected_time": str,
    "selected_date_time": int,
    "selected_user": _ID,
    "selected_users": [_ID],
    "selected_channel": _ID,
    "selected_channels": [_ID],
    "selected_conversation": _ID,
    "selected_conversations": [_ID],
    "files": [{"id": _ID, "name": str, "url_private": str, "mimetype": str, "size": int, "mode": str}],
}
_STATE: Shape = {"values": Every(Every(_ELEMENT))}
_VIEW: Shape = {
    "id": _ID,
    "type": _ID,
    "callback_id": _ID,
    "private_metadata": str,
    "hash": _ID,
    "title": _TEXT,
    "state": _STATE,
    "blocks": [{"type": _ID, "block_id": _ID, "elements": [{}]}],
    "team_id": _ID,
    "app_id": _ID,
    "app_installed_team_id": _ID,
}
_MESSAGE: Shape = {
    "ts": _TS,
    "thread_ts": _TS,
    "text": str,
    "user": _ID,
    "subtype": _ID,
    "bot_id": _ID,
    "app_id": _ID,
    "team": _ID,
    "bot_profile": {},
    "files": [{}],
    "blocks": [{}],
}
_INTERACTION: Shape = {
    "type": _ID,
    "user": {"id": _ID, "team_id": _ID, "enterprise_user": {"enterprise_id": _ID}},
    "team": {"id": _ID, "enterprise_id": _ID},
    "enterprise": {"id": _ID},
    "channel": {"id": _ID},
    "container": {"type": _ID, "channel_id": _ID, "message_ts": _TS, "thread_ts": _TS, "view_id": _ID},
    "message": _MESSAGE,
    "view": _VIEW,
    "state": _STATE,
    "actions": [{"action_id": _ID, "block_id": _ID, "type": _ID, "value": str, "selected_option": _OPTION}],
    "response_url": _ADDRESS,
    "response_urls": [{"response_url": _ADDRESS}],
    "trigger_id": _ID,
    "callback_id": _ID,
    "action_id": _ID,
    "block_id": _ID,
    "value": str,
    "message_ts": _TS,
    "api_app_id": _ID,
    "function_data": {},
}
_CHANNEL: Shape = Either(_ID, {"id": _ID})
_EVENT: Shape = {
    "type": _ID,
    "subtype": _ID,
    "user": Either(_ID, {"id": _ID, "team_id": _ID, "profile": {}}),
    "channel": _CHANNEL,
    "channel_type": _ID,
    "text": str,
    "ts": _TS,
    "thread_ts": _TS,
    "event_ts": _TS,
    "deleted_ts": _TS,
    "bot_id": _ID,
    "app_id": _ID,
    "bot_profile": {},
    "team": _ID,
    "user_team": _ID,
    "tab": _ID,
    "files": [{}],
    "blocks": [{}],
    "message": _MESSAGE,
    "previous_message": _MESSAGE,
    "item": {"channel": _ID, "ts": _TS},
    "tokens": {"bot": [_ID], "oauth": [_ID]},
    "links": [{"url": str, "domain": str}],
    "assistant_thread": {},
}
_ENVELOPE: Shape = {
    "type": _ID,
    "team_id": _ID,
    "enterprise_id": _ID,
    "api_app_id": _ID,
    "event_id": _ID,
    "challenge": str,
    "event": _EVENT,
    "authorizations": [{"team_id": _ID, "enterprise_id": _ID, "user_id": _ID, "is_bot": bool}],
}

_PERSON = ("user.id",)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "block_actions": (*_PERSON, "actions"),
    "block_suggestion": _PERSON,
    "view_submission": (*_PERSON, "view.id", "view.type"),
    "view_closed": (*_PERSON, "view.id", "view.type"),
    "message_action": (*_PERSON, "trigger_id"),
    "shortcut": (*_PERSON, "trigger_id"),
    "event_callback": ("event.type",),
    "url_verification": ("challenge",),
}
KNOWN = frozenset(_NEEDED)
"""The types of payload that somebody here reads."""
_NEEDED_EVENT: Mapping[str, tuple[str, ...]] = {
    "app_mention": ("event.user", "event.channel", "event.ts"),
    "app_home_opened": ("event.user",),
    "message": ("event.channel",),
}
_COMMAND = ("command", "user_id", "channel_id")
_COMMAND_FIELDS: Shape = {
    **dict.fromkeys((*_COMMAND, "team_id", "enterprise_id", "api_app_id", "trigger_id"), _ID),
    "response_url": _ADDRESS,
    "text": str,
}


def parse(body: bytes, content_type: bytes) -> Fields:
    """The fields of a command, or the payload of anything else; raises `Misshapen`."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Misshapen("the body is not UTF-8") from error
    if not content_type.lower().startswith(FORM):  # a media type is written in any case: RFC 9110, 8.3.1
        return shaped(_json(text))
    try:
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError as error:
        raise Misshapen("the form has too many fields") from error
    return shaped(_json(fields["payload"])) if "payload" in fields and "command" not in fields else _command(fields)


def through_socket(body: object) -> Fields:
    """The same of what a socket brings, where a command is JSON too; changed in place; raises `Misshapen`."""
    if isinstance(body, dict):
        whole = _with_whole_characters(body)
        body.clear()
        body.update(whole)
    return _command(body) if isinstance(body, dict) and "type" not in body else shaped(body)


def shaped(body: object) -> Fields:
    """The payload, changed in place: without nulls where the bot reads; raises `Misshapen`.

    It has a type, and a command has none: what makes others of one is taken away.
    """
    if not isinstance(body, dict):
        raise Misshapen("the body isn't an object")
    kind = body.get("type")
    if not isinstance(kind, str):
        raise Misshapen("type is missing")
    for name in ("command", "ssl_check"):
        body.pop(name, None)
    if kind not in KNOWN:
        return body
    _fit(body, _ENVELOPE if kind in ("event_callback", "url_verification") else _INTERACTION, "")
    needed = _NEEDED[kind]
    if kind == "event_callback":
        needed += _NEEDED_EVENT.get(_at(body, "event.type") or "", ())
    for path in needed:
        if not _at(body, path):
            raise Misshapen(f"{path} is missing")
    if kind == "block_actions":
        _fit_actions(body)
    _fit_event(body)
    _fit_metadata(body)
    return body


def _fit_actions(body: Fields) -> None:
    """What was pressed, and where an answer can go."""
    if not all(action.get("action_id") for action in body["actions"]):
        raise Misshapen("actions without action_id")
    places = ("response_url", "view.id", "channel.id", "container.channel_id")
    if not any(_at(body, place) for place in places):
        raise Misshapen("neither response_url nor view nor channel")
    if any(_within_form(action) for action in body["actions"]) and not _at(body, "view.id"):
        raise Misshapen("view.id is missing")
    if _at(body, "view.type") == "home" and not body.get("trigger_id"):
        raise Misshapen("trigger_id is missing")


def _within_form(action: Mapping[str, Any]) -> bool:
    """Whether it stands in forms only: the answer takes the form's place."""
    return str(action["action_id"]).partition("#")[0] in (file_form.OFFER, form.MORE)


def _command(fields: Fields) -> Fields:
    if "ssl_check" not in fields:
        _fit(fields, _COMMAND_FIELDS, "")
        for name in _COMMAND:
            if not fields.get(name):
                raise Misshapen(f"{name} is missing")
    return fields


def _fit_event(body: Fields) -> None:
    """Who wrote, and where, are ids in messages, and objects where somebody or something has changed."""
    event = body.get("event") or {}
    if event.get("type") in ("message", "app_mention", "app_home_opened"):
        _fit(event, {"user": _ID, "channel": _ID}, "event")


def _fit_metadata(body: Fields) -> None:
    """What a form of ours keeps is an object (see `Origin`)."""
    view = body.get("view") or {}
    if metadata := view.get("private_metadata"):
        kept = _json(metadata)
        shape: Shape = {"c": _ID, "t": _TS, "r": _ADDRESS, "p": _ID, "k": {}}
        _fit({"kept": kept}, {"kept": shape}, "private_metadata")


def _fit(value: MutableMapping[str, Any], shape: Shape, path: str) -> None:
    """Raises `Misshapen` for the first part that does not fit; takes nulls away."""
    if isinstance(shape, Every):
        named = {name: shape.shape for name in value}
    else:
        named = shape if isinstance(shape, dict) else {}
    for name, inner in named.items():
        if name not in value:
            continue
        if value[name] is None:
            del value[name]
        else:
            _fit_value(value[name], inner, f"{path}.{name}" if path else name)


def _fit_value(value: object, shape: Shape, path: str) -> None:
    if isinstance(shape, Either):
        shape = shape.one if isinstance(value, str) else shape.other
    if isinstance(shape, Name):
        fits = isinstance(value, str) and len(value) <= shape.longest and (not value or value.isprintable())
    elif isinstance(shape, Moment):
        fits = isinstance(value, str) and (not value or _MOMENT.fullmatch(value) is not None)
    elif isinstance(shape, type):
        fits = isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    elif isinstance(shape, list):
        fits = isinstance(value, list)
    else:
        fits = isinstance(value, dict)
    if not fits:
        raise Misshapen(f"{path} has another shape")
    if isinstance(value, list) and isinstance(shape, list):
        for item in value:
            _fit_value(item, shape[0], path)
    elif isinstance(value, dict):
        _fit(value, shape, path)


def _at(body: object, path: str) -> Any:
    found: Any = body
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _json(text: str) -> Any:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Misshapen("not JSON") from error
    return _with_whole_characters(found) if _HALF.search(text) else found


def _with_whole_characters(value: Any) -> Any:
    """JSON without halves of characters, which can be written as escapes, but neither stored nor sent.

    Raises `Misshapen` for what is nested too deeply.
    """
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError) as error:
        raise Misshapen("not JSON") from error
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def source(payload: Mapping[str, Any]) -> Source:
    """Where a payload says it comes from: the workspace that the app is installed in, as far as it is named.

    One of a kind that nobody knows may have any shape.
    """
    app = str(payload.get("api_app_id") or "")
    if (installations := payload.get("authorizations")) and isinstance(installations, list):
        teams = [_at(installation, "team_id") for installation in installations]
        return Source(_named(teams), _named([_at(each, "enterprise_id") for each in installations]), app)
    team = _at(payload, "view.app_installed_team_id") or payload.get("team_id") or _at(payload, "team.id")
    enterprises = [payload.get("enterprise_id"), _at(payload, "enterprise.id"), _at(payload, "team.enterprise_id")]
    return Source(_named([team]), _named(enterprises), app)


def _named(ids: Iterable[Any]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if isinstance(id_, str) and id_)
