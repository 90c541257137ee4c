"""Reading what the API sent without trusting its shape: missing or odd fields read as nothing, never raise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, cast

Payload = dict[str, Any]


def as_payload(model: object) -> Payload:
    """A resource as a dict with the API's own field names, from a model or a mapping; anything else is empty."""
    if isinstance(model, Mapping):
        return {str(key): value for key, value in model.items()}
    if is_dataclass(model) and not isinstance(model, type):
        return {key: value for key, value in asdict(model).items() if value is not None}
    dump = getattr(model, "model_dump", None)
    return cast("Payload", dump(mode="json", by_alias=True, exclude_none=True)) if callable(dump) else {}


def dig(payload: object, path: str) -> Any:
    """The value at a dotted path, or None."""
    value = payload
    for name in path.split(".") if "." in path else (path,):
        if value is None or not isinstance(value, (dict, Mapping)):
            return None
        value = value.get(name)
    return value


def text(payload: object, *paths: str) -> str:
    """The first of some values that is text or a number, as text; empty if none is."""
    for path in paths:
        value = dig(payload, path)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
    return ""


def mapping(payload: object, path: str) -> Payload:
    """The object at a path; empty if there is none."""
    value = dig(payload, path)
    return as_payload(value) if isinstance(value, Mapping) else {}


def mappings(payload: object, path: str) -> list[Payload]:
    """The objects in the list at a path; what is no object is left out."""
    value = dig(payload, path)
    return [as_payload(part) for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def strings(payload: object, path: str) -> list[str]:
    """The texts in the list at a path."""
    value = dig(payload, path)
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def details_to_come(payload: object) -> Payload:
    """A resource's details as they will be: the pending changes over what is in force."""
    return {**mapping(payload, "details"), **mapping(payload, "changes.details")}


def pretty(value: object) -> str:
    """Any value as JSON for people."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
