"""The OpenAPI file as the contract tests read it: operations, and examples made from schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = "/v1/projects/{projectId}"
_FILE = Path(__file__).parents[2] / "bot" / "provisioning" / "openapi.json"
_REF = "#/components/schemas/"

Schema = dict[str, Any]


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


@dataclass(frozen=True)
class Operation:
    """One operation; the path without the part that names the project."""

    method: str
    path: str
    tag: str
    query: dict[str, Schema]
    body: Schema | None
    answer: Schema | None
    success: int

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@cache
def operations() -> dict[tuple[str, str], Operation]:
    found: dict[tuple[str, str], Operation] = {}
    for path, item in document()["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                made = _operation(method.upper(), path.removeprefix(ROOT), item, item[method])
                found[made.method, made.path] = made
    return found


def _operation(method: str, path: str, item: Schema, raw: Schema) -> Operation:
    parameters = [*item.get("parameters", []), *raw.get("parameters", [])]
    (success,) = (status for status in raw["responses"] if status.startswith("2"))
    answer = raw["responses"][success].get("content", {}).get("application/json", {}).get("schema")
    return Operation(
        method,
        path,
        raw["tags"][0],
        {parameter["name"]: parameter["schema"] for parameter in parameters if parameter["in"] == "query"},
        raw.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema"),
        answer,
        int(success),
    )


def resolved(schema: Schema) -> Schema:
    """The schema, or the one that it refers to."""
    while "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].removeprefix(_REF)]
    return schema


def variants(schema: Schema) -> list[Schema]:
    """The alternatives of a union; otherwise the schema alone."""
    schema = resolved(schema)
    return [resolved(item) for key in ("anyOf", "oneOf") for item in schema.get(key, [])] or [schema]


def problems(schema: Schema, value: object) -> list[str]:
    """What breaks the schema; variants may overlap, which the file itself does, so `oneOf` counts as `anyOf`."""
    return [
        f"{list(error.absolute_path)}: {error.message}" for error in _validator(json.dumps(schema)).iter_errors(value)
    ]


@cache
def _validator(schema: str) -> Draft202012Validator:
    components = json.loads(json.dumps(document()["components"]).replace('"oneOf"', '"anyOf"'))
    contents = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": components}
    registry: Registry[Any] = Registry().with_resource("urn:api", Resource.from_contents(contents))
    local = schema.replace(f'"{_REF}', f'"urn:api{_REF}').replace('"oneOf"', '"anyOf"')
    return Draft202012Validator(json.loads(local), registry=registry)


# what fits the patterns of the file
_PATTERNED = {
    r"^\+?[\d+\s]{6,15}$": "+46123456789",
    r"^(?:\+|00)\d{6,15}$": "+46123456789",
    r"^\d+$": "123456789",
    r"^\d{2}-\d{7}$": "12-3456789",
    r"^[a-z0-9][a-z0-9_]*[a-z0-9]$": "order_update",
}


def example(schema: Schema, *, full: bool = True, choice: int = 0, depth: int = 0) -> Any:
    """A value that fits: with every field or only the required ones; `choice` picks among variants and enum values."""
    for key in ("oneOf", "anyOf"):
        if key in schema:
            options = schema[key]
            return example(options[choice % len(options)], full=full, choice=choice, depth=depth)
    schema = resolved(schema)
    if any(key in schema for key in ("oneOf", "anyOf")):
        return example(schema, full=full, choice=choice, depth=depth)
    if len(schema.get("allOf", [])) == 1:
        return example(schema["allOf"][0], full=full, choice=choice, depth=depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][choice % len(schema["enum"])]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object" or "properties" in schema:
        return _object(schema, full, choice, depth)
    if kind == "array":
        # recursive trees end somewhere
        many = max(schema.get("minItems", 0), 1 if full and depth < 12 else 0)
        return [example(schema["items"], full=full, choice=choice, depth=depth + 1) for _ in range(many)]
    return _scalar(schema, kind)


def broken(schema: Schema, value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The value with one thing wrong at a time, and the dotted place of it; parts that are unions are left alone."""
    options = variants(schema)
    if len(options) > 1:
        return
    (schema,) = options
    place = ".".join(str(step) for step in path)
    if isinstance(value, dict):
        for name in value:
            if name in schema.get("required", []):
                yield f"{place}.{name}".lstrip("."), {key: item for key, item in value.items() if key != name}
            if name in schema.get("properties", {}):
                for where, wrong in broken(schema["properties"][name], value[name], (*path, name)):
                    yield where, value | {name: wrong}
        if "properties" in schema and "additionalProperties" not in schema:
            yield f"{place}.noSuchField".lstrip("."), value | {"noSuchField": 1}
    elif isinstance(value, list):
        if "maxItems" in schema:
            yield place, value * (schema["maxItems"] + 1)
        for where, wrong in broken(schema["items"], value[0], (*path, 0)) if value else ():
            yield where, [wrong, *value[1:]]
    elif "enum" in schema:
        yield place, "NO_SUCH_VALUE"
    elif isinstance(value, str):
        if "maxLength" in schema:
            yield place, "a" * (schema["maxLength"] + 1)
        if schema.get("minLength", 0) > 0:
            yield place, ""


def _object(schema: Schema, full: bool, choice: int, depth: int) -> dict[str, Any]:
    required = schema.get("required", [])
    made = {
        name: example(item, full=full, choice=choice, depth=depth + 1)
        for name, item in schema.get("properties", {}).items()
        if full or name in required
    }
    more = schema.get("additionalProperties")
    return made or ({"SE": example(more)} if isinstance(more, dict) and full else {})


def _scalar(schema: Schema, kind: object) -> Any:
    if kind == "string":
        text = _PATTERNED[schema["pattern"]] if "pattern" in schema else "https://example.com/a"
        text = text[: schema.get("maxLength")]
        return text + "x" * (schema.get("minLength", 0) - len(text))
    if kind in ("number", "integer"):
        return max(1, schema.get("minimum", 1))
    return {"boolean": True, "null": None}.get(str(kind), "anything")
