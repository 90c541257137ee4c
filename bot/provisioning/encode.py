"""Bodies to send, checked against the generated models before they cost a round trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import BaseModel, SecretStr, ValidationError

from bot.provisioning.errors import InvalidInput
from bot.provisioning.validation import allowed, alternatives, explain

Body = BaseModel | Mapping[str, Any]
Problem = tuple[str, str]  # field (dotted, the API's names), what is wrong with it


def body(given: Body, *models: type[BaseModel]) -> dict[str, Any]:
    """The body as the API wants it: only what was given, by the API's names (see `base.Input` for None).

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


def at_least_one(made: dict[str, Any]) -> dict[str, Any]:
    """An update that changes something; an empty one is refused, as the API would (no_fields_to_update)."""
    if not made:
        raise InvalidInput("", "give at least one field to change")
    return made


def chosen(field: str, values: Sequence[str], known_values: object) -> Sequence[str]:
    """Values out of an enum (a Literal of the generated models); InvalidInput names the ones that there are."""
    known = get_args(known_values)
    wrong = [value for value in values if value not in known]
    if wrong:
        raise InvalidInput(field, f"must be {alternatives(list(known), wrong[0])}")
    return values


def _dump(model: BaseModel) -> dict[str, Any]:
    made: dict[str, Any] = _plain(model.model_dump(by_alias=True, exclude_unset=True))
    return made


def _plain(value: Any) -> Any:
    """The value with its secrets told."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, dict):
        return {name: _plain(field) for name, field in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class _Fault:
    """One validation error; `tags` are the positions in `place` that name a union's variant instead of a field."""

    kind: str
    place: tuple[int | str, ...]
    tags: frozenset[int]
    text: str
    allowed: tuple[str, ...]

    @property
    def path(self) -> list[int | str]:
        return [step for position, step in enumerate(self.place) if position not in self.tags]

    @classmethod
    def of(cls, detail: Any) -> _Fault:
        """Read one entry of pydantic's `ValidationError.errors()`."""
        kind, place = detail["type"], detail["loc"]
        names = range(len(place) - (1 if kind in ("missing", "extra_forbidden") else 0))
        tags = frozenset(at for at in names if isinstance(place[at], str) and _names_variant(place[at]))
        taken = allowed(detail) if kind == "literal_error" else []
        return cls(kind, place, tags, explain(detail), tuple(taken))

    def decides(self, depth: int) -> bool:
        """Whether it is the wrong `type` (or the like) of the variant whose fields stand at this depth."""
        return self.kind == "literal_error" and len(self.place) == depth + 1


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
        inner = len(prefix) + 1
        kept.extend(_best([_closest(found, inner) for found in variants.values()], inner))
    return kept


def _best(variants: list[list[_Fault]], depth: int) -> list[_Fault]:
    best = min(variants, key=lambda faults: sum(_weight(fault, depth) for fault in faults))
    wrong = next((fault for fault in best if fault.decides(depth)), None)
    if wrong is None:
        return best
    # no variant has this value: the answer is what any of them would take
    rivals = [[fault for fault in faults if fault.decides(depth)] for faults in variants]
    taken = dict.fromkeys(
        value
        for faults in rivals
        if [fault.place[-1] for fault in faults] == [wrong.place[-1]]
        for value in faults[0].allowed
    )
    return [replace(wrong, text=f"must be {alternatives(list(taken) or list(wrong.allowed))}")]


def _weight(fault: _Fault, depth: int) -> int:
    """How far a fault speaks against its variant: a wrong `type` or `format` most of all."""
    if fault.kind == "literal_error":
        return 20 if fault.decides(depth) else 2
    if fault.kind in ("missing", "extra_forbidden"):
        return 4
    return 8 if fault.kind.endswith("_type") else 1


def _distance(error: ValidationError) -> int:
    return sum(_weight(_Fault.of(detail), 0) for detail in error.errors(include_url=False))
