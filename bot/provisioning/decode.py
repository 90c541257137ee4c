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
        if not any([_set_aside(content, fault["loc"]) for fault in _deepest_first(faults)]):
            break
        _drop_set_aside(content)
        try:
            return model.model_validate(content)
        except ValidationError as error:
            faults = error
    return model.model_construct(**content)


class _SetAside:
    """Stands in a list where an item was taken out, so that the other indices keep their meaning."""


_HOLE = _SetAside()


def _deepest_first(error: ValidationError) -> list[Any]:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return sorted(faults, key=lambda fault: -len(fault["loc"]))


def _set_aside(content: dict[str, Any], place: tuple[int | str, ...]) -> bool:
    """Move the value at a place to `unfit` of the nearest object; False if there is none."""
    holder, label = content, ""
    parent: Any = None
    index: Any = None
    node: Any = content
    for step in place:
        found = _step(node, step)
        if found is None:
            continue  # not a part of the data, but the name of a union's variant
        if isinstance(node, dict):
            holder, label = node, str(found)
        parent, index = node, found
        node = node[found]
    if parent is None or node is _HOLE:
        return False
    if isinstance(parent, list):
        parent[index] = _HOLE
    else:
        del parent[index]
    holder.setdefault("unfit", {}).setdefault(label, []).append(node)
    return True


def _step(node: object, step: int | str) -> int | str | None:
    if isinstance(node, list):
        return step if isinstance(step, int) and 0 <= step < len(node) else None
    if isinstance(node, dict) and isinstance(step, str):
        return next((name for name in (step, to_snake(step)) if name in node), None)
    return None


def _drop_set_aside(node: object) -> None:
    if isinstance(node, list):
        node[:] = [one for one in node if one is not _HOLE]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inner:
        _drop_set_aside(one)
