"""Bodies to send, checked against the generated models before they cost a round trip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.provisioning.errors import InvalidInput

Body = BaseModel | Mapping[str, Any]
Problem = tuple[str, str]  # field (dotted, the API's names), what is wrong with it


def body(given: Body, *models: type[BaseModel]) -> dict[str, Any]:
    """The body as the API wants it: only what was given, by the API's names; a given None is sent as null.

    A mapping must fit one of the models; InvalidInput names the fields of the one that it comes closest to.
    """
    if isinstance(given, BaseModel):
        return _dump(given)
    failures: list[ValidationError] = []
    for model in models:
        try:
            return _dump(model.model_validate(dict(given)))
        except ValidationError as error:
            failures.append(error)
    found = problems(min(failures, key=_distance))
    raise InvalidInput(*found[0], problems=found)


def problems(error: ValidationError) -> list[Problem]:
    """What is wrong, one entry per field; of a union's variants only the closest one is reported."""
    faults = _closest([_Fault.of(detail) for detail in error.errors(include_url=False)], 0)
    return [(".".join(str(step) for step in fault.path), fault.text) for fault in faults]


def _dump(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


class _Fault:
    """One validation error; `tags` are the positions in `place` that name a union's variant instead of a field."""

    def __init__(self, kind: str, place: tuple[int | str, ...], tags: frozenset[int], text: str) -> None:
        self.kind = kind
        self.place = place
        self.tags = tags
        self.text = text

    @property
    def path(self) -> list[int | str]:
        return [step for position, step in enumerate(self.place) if position not in self.tags]

    @classmethod
    def of(cls, detail: Any) -> _Fault:
        kind, place = detail["type"], detail["loc"]
        names = range(len(place) - (1 if kind in ("missing", "extra_forbidden") else 0))
        tags = frozenset(at for at in names if isinstance(place[at], str) and _names_variant(place[at]))
        return cls(kind, place, tags, _sentence(detail))


def _names_variant(step: str) -> bool:
    """Variants go by their class or type; the API's fields begin with a small letter and are none of these words."""
    return step[:1].isupper() or step in ("bool", "int", "float", "str") or "[" in step


def _closest(faults: list[_Fault], depth: int) -> list[_Fault]:
    """Per place where variants part, the faults of the variant with the least wrong."""
    kept: list[_Fault] = []
    groups: dict[tuple[int | str, ...], dict[int | str, list[_Fault]]] = {}
    for fault in faults:
        at = min((position for position in fault.tags if position >= depth), default=None)
        if at is None:
            kept.append(fault)
        else:
            groups.setdefault(fault.place[:at], {}).setdefault(fault.place[at], []).append(fault)
    for prefix, variants in groups.items():
        reduced = [_closest(found, len(prefix) + 1) for found in variants.values()]
        kept.extend(min(reduced, key=lambda found: sum(_weight(fault, len(prefix) + 1) for fault in found)))
    return kept


def _weight(fault: _Fault, depth: int) -> int:
    """How far a fault speaks against its variant: a wrong `type` or `format` most of all."""
    if fault.kind == "literal_error":
        return 20 if len(fault.place) == depth + 1 else 2
    if fault.kind in ("missing", "extra_forbidden"):
        return 4
    return 8 if fault.kind.endswith("_type") else 1


def _distance(error: ValidationError) -> int:
    return sum(_weight(_Fault.of(detail), 0) for detail in error.errors(include_url=False))


def _sentence(detail: Any) -> str:
    match detail["type"]:
        case "missing":
            return "is required"
        case "extra_forbidden":
            return "is not a field of this request"
        case "literal_error":
            return f"must be {detail['ctx']['expected'].replace(chr(39), '')}"
        case _:
            text: str = detail["msg"]
            return (
                text.removeprefix("Value error, ").replace("Input should", "should").replace("String should", "should")
            )
