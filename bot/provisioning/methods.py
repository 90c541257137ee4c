"""Writes the methods that `bot/provisioning/tags` lacks: one for each operation of `openapi.json` that none calls.

Part of `python -m bot.provisioning.generate`. A method is written once and belongs to the reader from then on: what the
API's text says beyond its schemas goes into it by hand.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from bot.provisioning.errors import ProvisioningError

Schema = dict[str, Any]

_ROOT = "/v1/projects/{projectId}"
_VERBS = ("get", "post", "put", "patch", "delete")
_PAGE = {"nextPageToken", "previousPageToken", "totalSize", "pageSize"}


class NotDescribed(ProvisioningError):
    """An operation whose body or answer has no name in `components`, so that no model stands for it."""


def complete(document: Mapping[str, Any], tag: str, text: str) -> str:
    """The module of a tag (`RCS Senders`) with a method for each operation that it does not call yet."""
    called = set(_called(ast.parse(text)))
    for path, item in document["paths"].items():
        for verb in (verb for verb in _VERBS if verb in item):
            operation = item[verb] | {"parameters": item.get("parameters", []) + item[verb].get("parameters", [])}
            short = path.removeprefix(_ROOT)
            if operation["tags"][0] == tag and (verb.upper(), short) not in called:
                text = _imported(_in_class(text, _method(document, verb.upper(), short, operation)), tag)
    return text


def _called(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("call", "page"):
            literals = [str(arg.value) for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            if len(literals) == 2:
                yield literals[0], literals[1]


def _method(document: Mapping[str, Any], verb: str, path: str, operation: Schema) -> str:
    name = _snake(operation["operationId"].split("_")[1])
    ids = {found: _snake(found) for found in re.findall(r"\{(\w+)\}", path)}
    query = {each["name"]: _snake(each["name"]) for each in operation["parameters"] if each["in"] == "query"}
    sent = _model(operation, operation.get("requestBody"), "inputs")
    answers = (answer for status, answer in operation["responses"].items() if status != "default")
    answer = _model(operation, next(answers, None), "outputs")
    item = _item(document, answer) if "pageToken" in query else None

    given = ["self", *(f"{each}: str" for each in ids.values())]
    given += [f"fields: {sent} | Mapping[str, Any]"] if sent else []
    filters = [f"{each}: {'int' if each == 'page_size' else 'str'} | None = None" for each in query.values()]
    given += ["*", *filters] if filters else []

    passed = [repr(verb), repr(path), *(item or ((answer,) if answer else ()))]
    passed += [f"query={{{', '.join(f'{key!r}: {value}' for key, value in query.items())}}}"] if query else []
    passed += ["body=made"] if sent else []
    passed += [f"{key}={value}" for key, value in ids.items()]

    returned = f"Page[{item[0]}]" if item else answer
    lines = [f"async def {name}({', '.join(given)}) -> {returned}:"]
    lines += [f'    """{operation["summary"].rstrip(".")}."""']
    if sent:
        made = f"body(fields, {sent})"
        lines += [f"    made = {f'at_least_one({made})' if verb == 'PATCH' else made}"]
    call = f"await self.{'page' if item else 'call'}({', '.join(passed)})"
    lines += [f"    {f'return {call}' if returned else call}"]
    lines += ["", f"iterate_{name} = paginate({name})"] if item else []
    return textwrap.indent("\n".join(lines), "    ")


def _in_class(text: str, method: str) -> str:
    """With the method as the last one of the module's service."""
    end = next(node.end_lineno for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    lines = text.splitlines()
    return "\n".join([*lines[:end], "", method, *lines[end:], ""])


def _model(operation: Schema, content: Schema | None, direction: str) -> str | None:
    schema = (content or {}).get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return None
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if not name or "Partial" in name:
        raise NotDescribed(f"{operation['operationId']}: no model for its {direction}, write its method by hand")
    return f"{direction}.{name}"


def _item(document: Mapping[str, Any], answer: str | None) -> tuple[str, str] | None:
    """Model and name of what a page holds."""
    schema = document["components"]["schemas"].get((answer or "").partition(".")[2], {})
    for name, inner in schema.get("properties", {}).items():
        if name not in _PAGE and "$ref" in inner.get("items", {}):
            return f"outputs.{inner['items']['$ref'].rpartition('/')[2]}", f'"{name}"'
    return None


def _imported(text: str, tag: str) -> str:
    """With an import for each name that its methods use; `ruff check --fix` puts them in order."""
    module = tag.lower().replace(" ", "_")
    wanted: dict[str, tuple[str, ...]] = {
        "collections.abc": ("Mapping",),
        "typing": ("Any", "TYPE_CHECKING"),
        "bot.provisioning.encode": ("at_least_one", "body"),
        "bot.provisioning.lazy": ("LazyModule",),
        "bot.provisioning.service": ("Page", "paginate"),
    }
    for direction in ("outputs", "inputs"):
        if f"{direction}." in text and f" as {direction}" not in text:
            text = _with_models(text, direction, module)
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    known = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    lines = [
        f"from {source} import {name}"
        for source, names in wanted.items()
        for name in names
        if name in used and name not in known
    ]
    future = "from __future__ import annotations\n"
    return text.replace(future, future + "\n".join(["", *lines, ""]), 1) if lines else text


def _with_models(text: str, direction: str, module: str) -> str:
    typed = f"    from bot.provisioning.models.{direction} import {module} as {direction}\n"
    lazy = f'    {direction} = LazyModule("bot.provisioning.models.{direction}.{module}")\n'
    if "if TYPE_CHECKING:\n" in text:
        return text.replace("if TYPE_CHECKING:\n", f"if TYPE_CHECKING:\n{typed}", 1).replace(
            "else:\n", f"else:\n{lazy}", 1
        )
    return text.replace("\n\nclass ", f"\nif TYPE_CHECKING:\n{typed}else:\n{lazy}\n\nclass ", 1)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
