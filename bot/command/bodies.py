"""Arguments of commands that send a body: its own fields, flattened, from the generated model, when first needed.

    class Create(Body):
        model = "rcs_senders:RcsSenderInputDto"

gives `region=EU useCase=OTP details.brand.name='Acme'` (or `brand.name`, as long as only one field ends so), a form
with the same fields, `json='{...}'` for the whole, and `args.body`, checked by the model, for the client.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from bot import bounded_json
from bot.cards.vocabulary.paths import in_words
from bot.cards.vocabulary.words import capitalised, choice, field_title
from bot.command import bounds
from bot.command.arguments import Arg, Args, argument, kind_of
from bot.command.arguments import problems as problems_of
from bot.command.tidying import tidy
from bot.errors import BadArguments, Problem
from bot.provisioning.validation import format_fault

MODELS = "bot.provisioning.models.inputs"
DEPTH = 6


class Body(Args):
    """Ids and options are fields of the subclass; the fields of `model` (`module:Class,Class`) make up `body`."""

    model: ClassVar[str] = ""
    skip: ClassVar[tuple[str, ...]] = ()
    """Dotted fields that are not offered, e.g. deprecated ones; who types them all the same is understood."""

    body: dict[str, Any] = Field(default_factory=dict, json_schema_extra={"where": "hidden"})

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """The arguments that people type: the body's fields instead of the body."""
        own = tuple(arg for arg in super().arguments() if arg.name != "body")
        return (*own, *_flattened(cls.model, cls.skip))

    @classmethod
    def secrets(cls) -> frozenset[str]:
        """The names of secret arguments, those inside the body included."""
        return super().secrets().union(*map(_secrets, models_of(cls.model)))

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        """Nest what was given flat, check it against the model, keep it in the API's own shape."""
        values = tidy(values)
        own = {name: value for name, value in values.items() if name in cls.model_fields}
        flat = {arg.name: arg for arg in _flattened(cls.model, cls.skip)}
        nested: dict[str, Any] = dict(own.pop("body", None) or {})
        problems: list[Problem] = []
        for name, value in values.items():
            if name in flat or any(known.startswith(f"{name}.") for known in flat):
                try:
                    _put(nested, name.split("."), _value(flat.get(name), value))
                except (ValueError, RecursionError) as error:
                    problems.append(Problem(name, bounds.json_fault(error)))
        made, wrong = _checked(cls.model, nested, flat)
        wrong += [Problem("", f"`json` can't have null for `{name}`.") for name in _null(values, flat, made)]
        try:
            args = cls.model_validate({**own, "body": made})
        except ValidationError as error:
            wrong = [*problems_of(cls.arguments(), error), *wrong]
        if problems or wrong:
            raise BadArguments(bounds.listed([*problems, *wrong]))
        return args


def filled(model: type[Body], payload: Mapping[str, Any]) -> dict[str, Any]:
    """A resource's present values as those of the body's fields, for a form that changes it.

    The API's answers name values like its inputs do, save that they may hold ones that no input takes.
    """
    found: dict[str, Any] = {}
    for arg in _flattened(model.model, model.skip):
        if arg.hidden:
            continue
        value: Any = payload
        for step in arg.name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        fits = not arg.options or (value in arg.options if isinstance(value, str) else True)
        if value is not None and fits:
            found[arg.name] = value
    return found


def models_of(reference: str) -> list[type[BaseModel]]:
    """The generated models that `module:Class,Class` names, any of which a body may fit; imported now."""
    module, _, names = reference.partition(":")
    found = import_module(f"{MODELS}.{module}")
    return [getattr(found, name) for name in names.split(",")]


@cache
def _flattened(reference: str, skip: tuple[str, ...]) -> tuple[Arg, ...]:
    """The fields of all the models; required is what each of them requires."""
    variants = [{arg.name: arg for arg in _leaves(model, "", True, DEPTH)} for model in models_of(reference)]
    merged = {name: arg for variant in reversed(variants) for name, arg in variant.items()}
    everywhere = {name for name in merged if all(name in v and v[name].required for v in variants)}
    return tuple(
        replace(arg, required=False, where="unlisted")
        if any(name == skipped or name.startswith(f"{skipped}.") for skipped in skip)
        else replace(arg, required=name in everywhere)
        for name, arg in merged.items()
    )


def _leaves(model: type[BaseModel], prefix: str, required: bool, depth: int) -> Iterator[Arg]:
    for field_name, info in model.model_fields.items():
        name = f"{prefix}{info.alias or field_name}"
        needed = required and info.is_required()
        inner = _model_in(info.annotation)
        if inner is not None and depth:
            yield from _leaves(inner, f"{name}.", needed, depth - 1)
        else:
            yield _leaf(name, info, needed)


def _leaf(name: str, info: FieldInfo, required: bool) -> Arg:
    kind, options = kind_of(info.annotation)
    if kind == "list" and _holds_models(info.annotation):
        kind = "json"
    return argument(
        name, info, title=field_title(name), kind=kind, options=options, where="field", required=required,
        labels={value: choice(name, value) for value in options},
        multiline=kind == "json" or any((getattr(item, "max_length", 0) or 0) > 255 for item in info.metadata),
    )  # fmt: skip


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model that a field holds; None for leaves, lists and unions of several models."""
    parts = _parts(annotation)
    models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    return models[0] if len(models) == 1 and len(parts) == 1 else None


def _parts(annotation: Any) -> list[Any]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _parts(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [part for member in typing.get_args(annotation) if member is not type(None) for part in _parts(member)]
    return [annotation]


def _holds_models(annotation: Any) -> bool:
    inner = [arg for part in _parts(annotation) for arg in typing.get_args(part)]
    return any(isinstance(part, type) and issubclass(part, BaseModel) for arg in inner for part in _parts(arg))


def _secrets(model: type[BaseModel]) -> frozenset[str]:
    """Names of secret fields of a model, and of the models in it."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        parts = list(_parts(info.annotation))
        while parts:
            part = parts.pop()
            parts += [inner for arg in typing.get_args(part) for inner in _parts(arg)]
            if part is SecretStr:
                found.add(info.alias or name)
            elif isinstance(part, type) and issubclass(part, BaseModel):
                found |= _secrets(part)
    return frozenset(found)


def _value(arg: Arg | None, value: Any) -> Any:
    """Structures may come as JSON text, from a form or typed; none is a structure whose fields are arguments."""
    return bounded_json.loads(value) if arg and arg.kind == "json" and isinstance(value, str) else value


def _null(values: Mapping[str, Any], flat: Mapping[str, Arg], made: Mapping[str, Any]) -> Iterator[str]:
    """Structures given as null where the API takes none."""
    for name, value in values.items():
        if value is None and name not in flat and any(known.startswith(f"{name}.") for known in flat):
            inner: Any = made
            for step in name.split("."):
                inner = inner.get(step, made) if isinstance(inner, Mapping) else made
            if inner is not None:
                yield name


def _put(body: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        inner = body.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        body = inner
    body[path[-1]] = value


def _checked(reference: str, nested: dict[str, Any], flat: Mapping[str, Arg]) -> tuple[dict[str, Any], list[Problem]]:
    """The body, and what is wrong with it at the fields it belongs to."""
    # The client's own check, so that both ways say the same; imported here because it brings pydantic's models along.
    from bot.provisioning.encode import body as encoded
    from bot.provisioning.errors import InvalidInput

    try:
        made = encoded(nested, *models_of(reference))
        wrong = dict(fault for model in models_of(reference) for fault in _misshapen(model, made, ""))
        return made, [_at(name, message, flat, nested) for name, message in list(wrong.items())[: bounds.ITEMS]]
    except InvalidInput as error:
        return nested, [_at(name, message, flat, nested) for name, message in error.problems[: bounds.ITEMS]]


def _misshapen(model: type[BaseModel], body: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Texts that have not the format that the API states for their field, wherever they are."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        value = body.get(key)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        inner = _inner_model(info.annotation)
        if isinstance(value, list) and len(set(map(str, value))) < len(value) and _lists_choices(info):
            yield f"{prefix}{key}", "lists something twice; list each only once"
        for at, item in enumerate(value if isinstance(value, list) else [value]):
            place = f"{prefix}{key}.{at}" if isinstance(value, list) else f"{prefix}{key}"
            if isinstance(item, str) and item and (fault := format_fault(str(extra.get("x-format", "")), item)):
                yield place, fault
            elif inner is not None and isinstance(item, Mapping):
                yield from _misshapen(inner, item, f"{place}.")


def _lists_choices(info: FieldInfo) -> bool:
    """Whether it lists phone numbers or values of a closed set: there the API refuses twins."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return kind_of(info.annotation)[1] != () or "phone number" in str(extra.get("x-format", ""))


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The one model that a field, or each item of its list, holds."""
    for part in _parts(annotation):
        for each in (part, *typing.get_args(part)):
            if (found := _model_in(each)) is not None:
                return found
    return None


def _at(name: str, message: str, flat: Mapping[str, Arg], body: Mapping[str, Any]) -> Problem:
    """At the field itself, at the structure it is inside of, or at the first one of a missing structure."""
    if name in flat:
        return Problem(name, message)
    outer = next((known for known in flat if name.startswith(f"{known}.")), None)
    if outer:
        place = in_words(name, body)
        return Problem(outer, f"{capitalised(place)} {message}")
    first = next((known for known in flat if known.startswith(f"{name}.")), None)
    return Problem(first or "", message if first else f"{name} {message}".strip())
