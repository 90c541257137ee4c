"""The OpenAPI file as the sandbox uses it: operations, their schemas and their documented error codes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

Json = dict[str, Any]

OPENAPI = Path(__file__).parents[3] / "provisioning" / "openapi.json"
_URN = "urn:provisioning"
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation. `errors` maps a documented code to its HTTP status."""

    id: str
    method: str
    path: str
    tag: str
    params: Mapping[str, Json]
    query: Mapping[str, Json]
    body: Json | None
    success: int
    answer: Json | None
    errors: Mapping[str, int]

    def first(self, *codes: str) -> str | None:
        """The first of these codes that this operation documents."""
        return next((code for code in codes if code in self.errors), None)


@dataclass(frozen=True)
class Spec:
    """The whole document. `oneOf` is read as `anyOf`: the source's alternatives overlap (see the API's own remarks)."""

    document: Json
    operations: Mapping[str, Operation]
    events: Mapping[str, Json]
    registry: Registry[Any]
    _validators: dict[tuple[str, bool], Draft202012Validator] = field(default_factory=dict)

    def resolve(self, schema: Json) -> Json:
        """The schema behind a `$ref`, or the schema itself."""
        while "$ref" in schema:
            node: Any = self.document
            for step in schema["$ref"].split("#/", 1)[1].split("/"):
                node = node[step]
            schema = node
        return schema

    def validator(self, schema: Json, formats: FormatChecker | None = None) -> Draft202012Validator:
        """A compiled validator; the same schema and choice of formats give the same one."""
        key = (json.dumps(schema, sort_keys=True), formats is not None)
        if key not in self._validators:
            self._validators[key] = Draft202012Validator(schema, registry=self.registry, format_checker=formats)
        return self._validators[key]

    def event_schema(self, kind: str) -> Json:
        """The schema of an event's whole body; most events are described by their payload alone."""
        event = self.events[kind]
        payload: Json = event["payload"]
        if "properties" in payload:
            return payload
        required = ["type", "payload", *(["comment"] if _needs_comment(event) else [])]
        properties = {"type": {"const": kind}, "payload": payload, "comment": {"type": "string"}}
        return {"type": "object", "required": required, "properties": properties}


def _needs_comment(event: Json) -> bool:
    return event.get("comment") == "required" or "comment" in event.get("required", ())


@cache
def load_spec() -> Spec:
    """Read the file once; the document is never changed afterwards."""
    document = _widen(json.loads(OPENAPI.read_text(encoding="utf-8")))
    registry: Registry[Any] = Registry().with_resource(_URN, DRAFT202012.create_resource(document))
    operations = {op.id: op for op in _operations(document)}
    return Spec(document, operations, document["x-webhook-events"], registry)


def _operations(document: Json) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield _operation(path, method, item[method], item.get("parameters", []))


def _operation(path: str, method: str, node: Json, shared: list[Json]) -> Operation:
    params = [*shared, *node.get("parameters", [])]
    success = next(int(status) for status in node["responses"] if status != "default")
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path,
        tag=node["tags"][0],
        params={p["name"]: p["schema"] for p in params if p["in"] == "path"},
        query={p["name"]: p["schema"] for p in params if p["in"] == "query"},
        body=_json_schema(node.get("requestBody")),
        success=success,
        answer=_json_schema(node["responses"][str(success)]),
        errors={code: int(status) for status, codes in node["x-error-codes"].items() for code in codes},
    )


def _json_schema(node: Json | None) -> Json | None:
    if node is None:
        return None
    schema: Json | None = node.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _widen(node: Any) -> Any:
    """`oneOf` -> `anyOf`, and local references -> absolute ones so that a schema can be validated by itself."""
    if isinstance(node, list):
        return [_widen(item) for item in node]
    if not isinstance(node, dict):
        return node
    wide: Json = {}
    for key, value in node.items():
        if key == "$ref" and isinstance(value, str):
            wide[key] = value.replace("#/", f"{_URN}#/", 1) if value.startswith("#/") else value
        else:
            wide["anyOf" if key == "oneOf" and isinstance(value, list) else key] = _widen(value)
    return wide
