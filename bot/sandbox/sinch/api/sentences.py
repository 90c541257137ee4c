"""Schema faults as the API words them: flat sentences that begin with the field's dotted path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import ValidationError

from bot.sandbox.sinch.api.formats import COMPLAINTS

_TYPES = {
    "string": "must be a string",
    "number": "must be a number conforming to the specified constraints",
    "integer": "must be an integer number",
    "boolean": "must be a boolean value",
    "array": "must be an array",
    "object": "must be an object",
}


def sentences(errors: Iterable[ValidationError], *, draft: bool = False) -> list[str]:
    """Every fault once, in the order met. A draft may lack fields below `details`."""
    found = (text for error in errors for text in _sentences(error, draft))
    return list(dict.fromkeys(found))


def _sentences(error: ValidationError, draft: bool) -> Iterator[str]:
    if error.validator == "anyOf":
        for inner in _nearest(list(error.context or ())):
            yield from _sentences(inner, draft)
        return
    path = [str(step) for step in error.absolute_path]
    if draft and _forgiven(error, path):
        return
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (f"{'.'.join([*path, name])} should not be empty" for name in missing if not (draft and path))
        return
    yield f"{_subject(path)} {_complaint(error)}"


def _forgiven(error: ValidationError, path: list[str]) -> bool:
    if error.validator == "required":
        names = [name for name in error.validator_value if name not in error.instance]
        return all(name == "details" for name in names) if not path else "type" not in names
    return error.validator in ("minLength", "minItems") and bool(path) and path[0] == "details"


def _nearest(context: list[ValidationError]) -> list[ValidationError]:
    """The faults of the alternative that the value was most likely meant to be."""
    branches: dict[Any, list[ValidationError]] = {}
    for error in context:
        branches.setdefault(error.schema_path[0], []).append(error)
    return min(branches.values(), key=_distance, default=[])


def _distance(faults: list[ValidationError]) -> tuple[int, int, int, int]:
    wrong_shape = sum(not fault.path and fault.validator == "type" for fault in faults)
    wrong_kind = sum(fault.validator in ("const", "enum") and len(fault.path) == 1 for fault in faults)
    missing = sum(fault.validator == "required" and not fault.path for fault in faults)
    return wrong_shape, wrong_kind, missing, len(faults)


def _subject(path: list[str]) -> str:
    if path and path[-1].isdigit():
        return f"each value in {'.'.join(path[:-1])}"
    return ".".join(path) or "body"


def _complaint(error: ValidationError) -> str:
    limit = error.validator_value
    match error.validator:
        case "type":
            kinds = [kind for kind in ([limit] if isinstance(limit, str) else limit) if kind != "null"]
            return _TYPES[kinds[0]]
        case "enum":
            return f"must be one of the following values: {', '.join(map(str, limit))}"
        case "const":
            return f"must be one of the following values: {limit}"
        case "format":
            return COMPLAINTS[str(limit)]
        case "minLength" if limit == 1:
            return "should not be empty"
        case "pattern":
            return f"must match /{limit}/ regular expression"
    return _LIMITS[str(error.validator)].format(limit)


_LIMITS = {
    "minLength": "must be longer than or equal to {} characters",
    "maxLength": "must be shorter than or equal to {} characters",
    "minimum": "must not be less than {}",
    "maximum": "must not be greater than {}",
    "minItems": "must contain at least {} elements",
    "maxItems": "must contain no more than {} elements",
}
