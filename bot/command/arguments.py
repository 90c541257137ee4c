"""Arguments of commands: how a pydantic model says what is typed where, and what is wrong with it. Pure."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from functools import cache
from keyword import iskeyword
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticKnownError, PydanticUndefined

from bot.cards.vocabulary.words import choice
from bot.command import bounds
from bot.command.tidying import tidy
from bot.errors import BadArguments, Problem
from bot.provisioning.validation import allowed, explain
from bot.suggest import suggest

Kind = Literal[
    "text", "secret", "integer", "number", "boolean", "select", "multi_select", "list", "date", "time", "user",
    "channel", "json", "file",
]  # fmt: skip
Where = Literal["word", "words", "rest", "field", "others", "unlisted", "hidden"]
"""Where people type it. `unlisted`: understood, but neither asked for nor shown; `hidden`: buttons set it."""


class Args(BaseModel):
    """Base of every command's arguments; unknown fields are refused, camelCase names accepted."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True, defer_build=True)

    @field_validator("*")
    @classmethod
    def _fits_a_database(cls, value: Any) -> Any:
        if isinstance(value, int) and not -bounds.NUMBER <= value <= bounds.NUMBER:
            raise PydanticKnownError("int_parsing_size")
        return value

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """What can be typed or filled in, in order."""
        return tuple(argument(name, info) for name, info in cls.model_fields.items())

    @classmethod
    def secrets(cls) -> frozenset[str]:
        """Names, at whatever depth, whose values nobody may read later."""
        return frozenset(arg.name.rpartition(".")[2] for arg in arguments_of(cls) if arg.kind == "secret")

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        """The arguments with these values; raises `BadArguments` with a problem for each field in plain words."""
        return cls.validated(tidy(values))

    @classmethod
    def validated(cls, values: Mapping[str, Any]) -> Self:
        """The same, with the values as they are."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise BadArguments(problems(cls.arguments(), error)) from error


class NoArgs(Args):
    """For commands that take none."""


class Listing(Args):
    """Base of the arguments of lists that page."""

    page: str = Field("", json_schema_extra={"where": "unlisted"})
    """The API's token of the page to show."""
    start: int = Field(1, json_schema_extra={"where": "unlisted"})
    """Number of the page's first row."""


def word(title: str, hint: str = "", *, default: Any = PydanticUndefined, **more: Any) -> Any:
    """An argument that is typed by its place: an id, a name."""
    return _field("word", title, hint, default, more)


def words(title: str, hint: str = "", **more: Any) -> Any:
    """A list that takes all words that are left; forms ask for the same in other fields."""
    return _field("words", title, hint, [], more)


def rest(title: str, hint: str = "", *, default: Any = PydanticUndefined, **more: Any) -> Any:
    """An argument that takes everything to the end of the line as typed, e.g. a comment's text."""
    return _field("rest", title, hint, default, {"multiline": True, **more})


def option(title: str, hint: str = "", *, default: Any = PydanticUndefined, **more: Any) -> Any:
    """An argument that is typed as `name=value`."""
    return _field("field", title, hint, default, more)


def others(title: str, hint: str = "") -> Any:
    """All fields that no other argument takes, typed as `name=value`; a form asks for them as one JSON object."""
    return Field(
        default_factory=dict,
        title=title,
        description=hint,
        json_schema_extra={"where": "others", "kind": "json", "multiline": True},
    )


def unlisted(default: Any = "") -> Any:
    """An argument that may be typed, though neither forms nor help show it."""
    return Field(default, json_schema_extra={"where": "unlisted"})


def hidden(default: Any = "") -> Any:
    """An argument that only buttons set."""
    return Field(default, json_schema_extra={"where": "hidden"})


_META = ("multiline", "choices", "kind", "placeholder", "labels", "upper", "more", "suggested", "typed")


PERSON = r"^[UW][A-Z0-9]+$"
"""Slack's id of a person; a name is looked up where plain words are understood."""


def _field(where: Where, title: str, hint: str, default: Any, more: dict[str, Any]) -> Any:
    extra: dict[str, Any] = {"where": where}
    if more.get("kind") == "user":
        more.setdefault("pattern", PERSON)
    extra.update({key: more.pop(key) for key in _META if key in more})
    return Field(default, title=title, description=hint, json_schema_extra=extra, **more)


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a command, as parser, form and help see it."""

    name: str
    title: str
    hint: str
    kind: Kind
    where: Where
    required: bool
    default: Any = None
    options: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: str = ""
    """Name of a loader that looks values up while a person types."""
    multiline: bool = False
    placeholder: str = ""
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    alias: str = ""
    suggested: tuple[str, ...] = ()
    """Values to choose from where others are taken too."""
    typed: bool = False
    """Whether it is only typed, because the form asks for the same in another field."""
    more: str = ""
    """The label of a button behind which its form keeps it; empty: shown at once."""

    @property
    def positional(self) -> bool:
        return self.where in ("word", "words", "rest")

    @property
    def asked(self) -> bool:
        """Whether a form asks for it."""
        return not self.hidden and self.where != "words" and not self.typed

    @property
    def hidden(self) -> bool:
        """Whether forms and help leave it out."""
        return self.where in ("unlisted", "hidden")

    @property
    def many(self) -> bool:
        return self.kind in ("multi_select", "list")

    def called(self, option: str) -> str:
        """What people call one of its values: `German` where forms show `German · DE`."""
        return self.labels.get(option, option).partition(" · ")[0]

    @property
    def usage(self) -> str:
        option = self.alias if iskeyword(self.alias) else self.name  # `from`, `in`: no names for Python
        shown = self.name.upper().replace("_", "-") if self.positional else f"{option}=..."
        if self.where == "others":
            return "[FIELD=...]"
        shown += "..." if self.where == "words" else ""
        return shown if self.required else f"[{shown}]"


A = TypeVar("A", bound=Args)


@cache
def arguments_of(model: type[Args]) -> tuple[Arg, ...]:
    """The arguments that a model declares, in order; bodies are looked at when first asked for."""
    return model.arguments()


@cache
def secrets_of(model: type[Args]) -> frozenset[str]:
    """Names, at whatever depth, whose values nobody may read later; bodies are looked at when first asked for."""
    return model.secrets()


def validate(model: type[A], values: Mapping[str, Any]) -> A:
    """The model with these values; raises `BadArguments`."""
    return model.build(values)


def problems(arguments: Iterable[Arg], error: ValidationError) -> tuple[Problem, ...]:
    """What is wrong, in plain words; of very many the first."""
    args = {arg.name: arg for arg in arguments}
    found = error.errors(include_url=False)
    said = [problem(args, dict(item)) for item in found[: bounds.LISTED + 1]]
    return bounds.listed([*said, *[Problem("", "")] * (len(found) - len(said))])


def problem(args: Mapping[str, Arg], item: Mapping[str, Any]) -> Problem:
    """One of pydantic's errors in plain words, at the field it belongs to."""
    location = [str(part) for part in item["loc"]]
    name = location[0] if location else ""
    arg = args.get(name) or next((arg for arg in args.values() if arg.alias == name), None)
    if item["type"] in ("literal_error", "enum"):
        message = _not_one_of(arg, str(item.get("input")), allowed(item))
    elif item["type"] == "list_type" and arg and arg.kind == "file":
        message = "can't be typed; choose it here"
    else:
        message = explain(item)
    inner = ".".join(part for part in location[1:] if not part.isdigit())
    return Problem(
        arg.name if arg else name, f"{inner} {message}" if inner and item["type"] != "literal_error" else message
    )


def _not_one_of(arg: Arg | None, given: str, expected: list[str]) -> str:
    options = list(arg.options) if arg and arg.options else expected
    by_name = {arg.called(option): option for option in options} if arg else {}
    near = suggest(given[: bounds.NAME], [*options, *by_name], similar=0.5)
    meant = f" Did you mean {by_name.get(near[0], near[0])}?" if near else ""
    listed = ", ".join(options) if len(options) <= 12 else f"{', '.join(options[:12])} and {len(options) - 12} more"
    refused = f"can't be {given[:40]!r}.{meant}" if given.strip() else "can't be empty."
    return f"{refused} Use {'one of: ' if len(options) > 1 else ''}{listed}"


def argument(name: str, info: FieldInfo, **given: Any) -> Arg:
    """A model's field as an argument; what is `given` stands above what the field says of itself."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    kind, options = kind_of(info.annotation)
    limits: dict[str, Any] = {}
    for item in info.metadata:
        for attribute, key in _LIMITS.items():
            if (limit := getattr(item, attribute, None)) is not None:
                limits[key] = limit
    said: dict[str, Any] = {
        "title": info.title or name.replace("_", " ").capitalize(),
        "hint": info.description or "",
        "kind": extra.get("kind", kind),
        "where": extra.get("where", "field"),
        "required": info.is_required(),
        "default": None if info.is_required() or info.default_factory else info.default,
        "options": options,
        "suggested": _texts(extra.get("suggested")),
        "more": extra.get("more", ""),
        "typed": bool(extra.get("typed", False)),
        "labels": extra.get("labels") or {value: choice(name, value) for value in options},
        "choices": extra.get("choices", ""),
        "multiline": bool(extra.get("multiline", False)),
        "placeholder": extra.get("placeholder", ""),
        "alias": info.alias or "",
    }
    return Arg(name=name, **{**said, **limits, **given})


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(values) if isinstance(values, (list, tuple)) else ()


_LIMITS = {"min_length": "min_length", "max_length": "max_length", "ge": "minimum", "le": "maximum"}


def kind_of(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    """How values of this type are asked for, and what there is to choose from."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(annotation) if part is not type(None)]
        return kind_of(inner[0]) if inner else ("text", ())
    if origin is typing.Annotated:
        return kind_of(typing.get_args(annotation)[0])
    if origin in (list, tuple, set):
        kind, options = kind_of((typing.get_args(annotation) or (str,))[0])
        return ("multi_select", options) if kind == "select" else ("list", ())
    if origin is Literal:
        return "select", tuple(str(value) for value in typing.get_args(annotation))
    if origin is dict:
        return "json", ()
    if not isinstance(annotation, type):
        return "text", ()
    if issubclass(annotation, Enum):
        return "select", tuple(str(member.value) for member in annotation)
    if issubclass(annotation, BaseModel):
        return "json", ()
    simple: dict[type, Kind] = {
        bool: "boolean",
        SecretStr: "secret",
        int: "integer",
        float: "number",
        date: "date",
        time: "time",
    }
    return simple.get(annotation, "text"), ()
