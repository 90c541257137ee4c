"""Bodies to send, checked against the generated models before they cost a round trip."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import BaseModel, SecretStr, ValidationError

from bot.provisioning.errors import InvalidInput

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


def chosen(field: str, values: Sequence[str], allowed: object) -> Sequence[str]:
    """Values out of an enum (a Literal of the generated models); InvalidInput names the ones that there are."""
    known = get_args(allowed)
    if any(value not in known for value in values):
        raise InvalidInput(field, f"must be {_alternatives(list(known))}")
    return values


def _dump(model: BaseModel) -> dict[str, Any]:
    made: dict[str, Any] = _plain(model.model_dump(by_alias=True, exclude_unset=True))
    return made


def _plain(value: Any) -> Any:
    """The value with its secrets told."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


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
        kind, place = detail["type"], detail["loc"]
        names = range(len(place) - (1 if kind in ("missing", "extra_forbidden") else 0))
        tags = frozenset(at for at in names if isinstance(place[at], str) and _names_variant(place[at]))
        allowed = _quoted(detail) if kind == "literal_error" else []
        return cls(kind, place, tags, _sentence(detail), tuple(allowed))

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
    allowed = dict.fromkeys(
        value
        for faults in rivals
        if [fault.place[-1] for fault in faults] == [wrong.place[-1]]
        for value in faults[0].allowed
    )
    return [replace(wrong, text=f"must be {_alternatives(list(allowed) or list(wrong.allowed))}")]


NAMED = 12  # values that can still be taken in


def _alternatives(values: list[str]) -> str:
    if len(values) > NAMED:
        return f"{', '.join(values[:NAMED])} or one of {len(values) - NAMED} more"
    return " or ".join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)


def _weight(fault: _Fault, depth: int) -> int:
    """How far a fault speaks against its variant: a wrong `type` or `format` most of all."""
    if fault.kind == "literal_error":
        return 20 if fault.decides(depth) else 2
    if fault.kind in ("missing", "extra_forbidden"):
        return 4
    return 8 if fault.kind.endswith("_type") else 1


def _distance(error: ValidationError) -> int:
    return sum(_weight(_Fault.of(detail), 0) for detail in error.errors(include_url=False))


_FORMS = {
    "^[a-z0-9][a-z0-9_]*[a-z0-9]$": "small letters, digits and underscores, two or more, no underscore at either end",
    r"^\d+$": "digits only",
    r"^\d{2}-\d{7}$": "two digits, a dash and seven digits",
    r"^(?:\+|00)\d{6,15}$": "a phone number with country code, like +46701234567",
    r"^\+?[\d+\s]{6,15}$": "a phone number of 6 to 15 digits",
}
"""The API's patterns in words."""


def _quoted(detail: Any) -> list[str]:
    return re.findall(r"'([^']*)'", detail["ctx"]["expected"])


def _sentence(detail: Any) -> str:
    match detail["type"]:
        case "missing":
            return "is required"
        case "extra_forbidden":
            return "is not a field of this request"
        case "literal_error":
            return f"must be {_alternatives(_quoted(detail))}"
        case "string_pattern_mismatch" if words := _FORMS.get(detail["ctx"]["pattern"]):
            return f"should be {words}"
        case "too_short" | "too_long" as kind:
            few = kind == "too_short"
            count = detail["ctx"]["min_length" if few else "max_length"]
            unit = "item" if detail["ctx"]["field_type"] == "List" else "character"
            return f"should have at {'least' if few else 'most'} {count} {unit}{'' if count == 1 else 's'}"
        case _:
            text: str = detail["msg"]
            return (
                text.removeprefix("Value error, ").replace("Input should", "should").replace("String should", "should")
            )
