"""Reading bodies that people or the API wrote, without trusting their shape: what is odd reads as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]


def record(value: object) -> Record:
    """The object, or an empty one."""
    return {str(name): inner for name, inner in value.items()} if isinstance(value, Mapping) else {}


def records(value: object) -> list[Record]:
    """The objects of a list; what is no object is left out."""
    return [record(inner) for inner in value if isinstance(inner, Mapping)] if isinstance(value, list | tuple) else []


def string(value: object) -> str:
    """The text, or an empty one; numbers are text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def strings(value: object) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(string(inner) for inner in value) if isinstance(value, list | tuple) else ()


def number_or_none(value: object) -> float | None:
    """The number; what is none reads as nothing."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def details_of(template: Mapping[str, Any]) -> Record:
    """What is meant: the pending changes over what is live, or the details of an input body."""
    return {**record(template.get("details")), **record(record(template.get("changes")).get("details"))}
