"""What the form holds, and the parts of a bundle that it stands for; one becomes the other and back. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot import bounded_json
from bot.cards.vocabulary.payload import mapping, text
from bot.command import State

SUBPROJECT, SMS, CONVERSATION = "subproject", "smsApp", "convApp"
PARTS = {SUBPROJECT: "Subproject", SMS: "SMS app", CONVERSATION: "Conversation app"}
MAKE, HOOKS, APP_HOOKS = "make", "webhooks", "convApp.webhooks"
MODE, KEEP, DAYS, CONSENT, LABELS = (
    "convApp.processingMode",
    "convApp.retentionPolicy.retentionPolicyType",
    "convApp.retentionPolicy.ttl",
    "convApp.consentManagerSettings.mode",
    "subproject.labels",
)
FOREVER = "PERSIST_RETENTION_POLICY"
YES = ("yes", "true", "on")
NO = ("no", "false", "off", "")


def asked(value: object) -> object:
    """A part as it is typed: True for the defaults, False for nothing, a name, or the whole; raises ValueError."""
    if not isinstance(value, str):
        return value
    typed = value.strip()
    if typed.lower() in YES or typed.lower() in NO:
        return typed.lower() in YES
    return bounded_json.loads(typed) if typed.startswith("{") else {"name": typed}


def held(values: Mapping[str, Any]) -> State:
    """The form's state for what was typed."""
    state: State = {name: values[name] for name in ("name", "region") if values.get(name)}
    parts = {name: _part(values[name]) for name in PARTS if name in values}
    state[MAKE] = [name for name in PARTS if parts.get(name) is not None]
    for name, part in parts.items():
        if part and part.get("name"):
            state[f"{name}.name"] = str(part["name"])
    labels = mapping(parts.get(SUBPROJECT) or {}, "labels")
    if labels:
        state[LABELS] = [f"{key}: {value}" for key, value in labels.items()]
    app = parts.get(CONVERSATION) or {}
    for dotted in (MODE, KEEP, CONSENT):
        if value := text(app, dotted.removeprefix("convApp.")):
            state[dotted] = value
    if isinstance(days := mapping(app, "retentionPolicy").get("ttl"), (int, float)):
        state[DAYS] = days
    return {**state, HOOKS: _list(values.get(HOOKS)), APP_HOOKS: _list(app.get("webhooks"))}


def _part(value: Any) -> Mapping[str, Any] | None:
    """The part's own values; None where it is not asked for. What cannot be read is asked for all the same."""
    try:
        found = asked(value)
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {} if found else None


def _list(given: Any) -> list[State]:
    if isinstance(given, str):
        try:
            given = bounded_json.loads(given)
        except ValueError:
            return []
    return [dict(item) for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []


def chosen(state: Mapping[str, Any]) -> list[str]:
    """The parts that are to be made, in order."""
    return [name for name in PARTS if name in (state.get(MAKE) or ())]


def hooks(state: Mapping[str, Any], name: str) -> list[State]:
    """The webhooks of one of the two kinds."""
    return [dict(hook) for hook in state.get(name) or ()]


def values(state: Mapping[str, Any]) -> dict[str, Any]:
    """The command's values: each part True for the defaults, or spelled out."""
    made: dict[str, Any] = {name: state[name] for name in ("name", "region") if state.get(name)}
    blocks = {SUBPROJECT: _subproject(state), SMS: _named(state, SMS), CONVERSATION: _conversation(state)}
    made |= {name: blocks[name] or True for name in chosen(state)}
    if there := hooks(state, HOOKS):
        made[HOOKS] = there
    return made


def _named(state: Mapping[str, Any], name: str) -> State:
    own = state.get(f"{name}.name")
    return {"name": own} if own else {}


def labels(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The subproject's labels, typed as `key: value`."""
    for line in state.get(LABELS) or ():
        key, _, value = str(line).partition(":")
        yield key.strip(), value.strip()


def _subproject(state: Mapping[str, Any]) -> State:
    found = dict(labels(state))
    return _named(state, SUBPROJECT) | ({"labels": found} if found else {})


def _conversation(state: Mapping[str, Any]) -> State:
    made = _named(state, CONVERSATION)
    if state.get(MODE):
        made["processingMode"] = state[MODE]
    policy = {"retentionPolicyType": state[KEEP]} if state.get(KEEP) and by_contact(state) else {}
    if state.get(DAYS) is not None and policy.get("retentionPolicyType") != FOREVER:
        policy["ttl"] = state[DAYS]
    if policy:
        made["retentionPolicy"] = policy
    if state.get(CONSENT):
        made["consentManagerSettings"] = {"mode": state[CONSENT]}
    if there := hooks(state, APP_HOOKS):
        made["webhooks"] = there
    return made


def by_contact(state: Mapping[str, Any]) -> bool:
    """Whether messages are kept by conversation and contact."""
    return state.get(MODE) == "CONVERSATION"
