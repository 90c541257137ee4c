"""Answers of the API as models, whatever is missing, new or of the wrong shape in them."""

from __future__ import annotations

import copy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_snake

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 10


def lenient(model: type[M], content: dict[str, Any]) -> M:
    """The content as a model; a value that does not fit its field is None there and kept under `unfit` beside it.

    The usual answer fits and costs one validation; only one that does not is copied and mended.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        content, faults = copy.deepcopy(content), error
    for _ in range(_ROUNDS):
        if not _mend(content, faults):
            break
        try:
            return model.model_validate(content)
        except ValidationError as error:
            faults = error
    return model.model_construct(**content)


def _mend(content: dict[str, Any], error: ValidationError) -> bool:
    """Set aside every value that the error names; False when there is none to set aside."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    places = {place for detail in details if (place := _locate(content, detail["loc"]))}
    for place in sorted(places, key=lambda place: (-len(place), str(place))):  # the innermost first
        _set_aside(content, place)
    _close_holes(content)
    return bool(places)


Place = tuple[int | str, ...]

# Stands in a list where an item was taken out, so that the other indices keep their meaning.
_HOLE = object()


def _locate(content: object, named: Place) -> Place:
    """The part of a place that is in the data; the rest of it names variants of unions."""
    found: list[int | str] = []
    for step in named:
        if isinstance(content, list) and isinstance(step, int) and 0 <= step < len(content):
            found.append(step)
            content = content[step]
        elif isinstance(content, dict):
            name = next((name for name in (step, to_snake(str(step))) if name in content), None)
            if name is not None:
                found.append(name)
                content = content[name]
    return tuple(found)


def _set_aside(content: dict[str, Any], place: Place) -> None:
    """Move the value at a place to `unfit` of the nearest object around it."""
    holder: Any = content
    parent: Any = None
    node: Any = content
    label = ""
    for step in place:
        if isinstance(node, dict):
            holder, label = node, str(step)
        parent = node
        node = parent[step]
    if isinstance(parent, list):
        parent[int(place[-1])] = _HOLE
    else:
        del parent[place[-1]]
    holder.setdefault("unfit", {}).setdefault(label, []).append(node)


def _close_holes(node: object) -> None:
    if isinstance(node, list):
        node[:] = [child for child in node if child is not _HOLE]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in inner:
        _close_holes(child)
