"""What an operation without a handler answers: values made up from its description. It remembers nothing."""

from __future__ import annotations

from typing import Any

from bot.sandbox.sinch.api.call import Call
from bot.sandbox.sinch.api.spec import Json, Spec, load_spec
from bot.sandbox.sinch.world.project import Record

_DEEPEST = 8  # schemas that hold themselves end here
_TEXTS = {"date-time": "2026-01-15T09:30:00Z", "date": "2026-01-15", "email": "ann@northwind.example"}


def answer(call: Call) -> Record | None:
    """A success as the OpenAPI file describes it; what path and body hold comes back under its name."""
    described = call.operation.answer
    if described is None:
        return None
    made: Record = _sample(load_spec(), described, "", 0)
    return made | {name: value for name, value in {**call.path, **call.body}.items() if name in made}


def _sample(spec: Spec, schema: Json, name: str, depth: int) -> Any:
    schema = spec.resolve(schema)
    for key in ("anyOf", "allOf"):
        if key in schema:
            return _sample(spec, schema[key][0], name, depth)
    for key in ("const", "default", "example"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if "properties" in schema or kind == "object":
        return _object(spec, schema, depth)
    if kind == "array":
        items = schema.get("items", {})
        many = max(schema.get("minItems", 0), int(depth < _DEEPEST))
        return [_sample(spec, items, name, depth + 1) for _ in range(many)]
    plain = {"boolean": True, "integer": schema.get("minimum", 1), "number": schema.get("minimum", 1), "null": None}
    return plain[kind] if kind in plain else _text(schema, name)


def _object(spec: Spec, schema: Json, depth: int) -> Record:
    required = schema.get("required", ())
    wanted = {
        name: inner for name, inner in schema.get("properties", {}).items() if name in required or depth < _DEEPEST
    }
    # lists answer one page
    return {
        name: _sample(spec, inner, name, depth + 1) for name, inner in wanted.items() if not name.endswith("PageToken")
    }


def _text(schema: Json, name: str) -> str:
    text = _TEXTS.get(schema.get("format", ""), name or "text")
    return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", len(text) + 1000)]
