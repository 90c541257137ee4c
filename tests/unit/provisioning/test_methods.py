"""Methods written from the description: what exists stays, what is missing fits the operation."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import bot.provisioning
from bot.provisioning import methods
from bot.provisioning.generate import module_name

ROOM = Path(bot.provisioning.__file__).parent
DOCUMENT = json.loads((ROOM / "openapi.json").read_text("utf-8"))
TAGS = sorted({item[verb]["tags"][0] for item in DOCUMENT["paths"].values() for verb in item if verb != "parameters"})
EMPTY = '''"""A tag."""

from __future__ import annotations

from bot.provisioning.service import Service


class Tag(Service):
    """Without a method."""


def helper() -> None:
    """Stays behind the class."""
'''


def test_a_tag_that_calls_everything_stays_as_it_is() -> None:
    for tag in TAGS:
        text = (ROOM / "tags" / f"{module_name(tag)}.py").read_text("utf-8")
        assert methods.complete(DOCUMENT, tag, text) == text


def test_an_empty_tag_gets_each_of_its_operations_with_what_they_import() -> None:
    for tag in TAGS:
        paths = {path: item for path, item in DOCUMENT["paths"].items() if _named(path, item, tag)}
        text = methods.complete({**DOCUMENT, "paths": paths}, tag, EMPTY)
        tree = ast.parse(text)
        service = next(node for node in tree.body if isinstance(node, ast.ClassDef))
        written = [node for node in service.body if isinstance(node, ast.AsyncFunctionDef)]
        assert len(written) == sum(verb != "parameters" for item in paths.values() for verb in item), tag
        assert isinstance(tree.body[-1], ast.FunctionDef)
        assert methods.complete({**DOCUMENT, "paths": paths}, tag, text) == text
        missing = _used(tree) - _known(tree) - {"str", "int"}
        assert not missing, (tag, missing)


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("RCS Senders", "async def get_sender(self, sender_id: str) -> outputs.RcsSenderDto:"),
        ("RCS Senders", "return await self.page('GET', '/rcs/senders', outputs.RcsSenderDto, \"senders\", query={"),
        ("RCS Senders", "made = at_least_one(body(fields, inputs.RcsUpdateSenderInputDto))"),
        ("RCS Senders", "iterate_list_senders = paginate(list_senders)"),
        ("SMS Apps", "await self.call('DELETE', '/sms/smsApps/{smsAppId}', smsAppId=sms_app_id)"),
    ],
)
def test_a_method_says_what_is_sent_and_what_comes_back(tag: str, line: str) -> None:
    paths = {path: item for path, item in DOCUMENT["paths"].items() if _named(path, item, tag)}
    assert line in methods.complete({**DOCUMENT, "paths": paths}, tag, EMPTY)


def test_an_operation_without_named_models_is_left_to_a_person() -> None:
    path, item = next(iter(DOCUMENT["paths"].items()))
    inline = json.loads(json.dumps(item["get"]))
    inline["responses"] = {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}
    with pytest.raises(methods.NotDescribed, match=inline["operationId"]):
        methods.complete({**DOCUMENT, "paths": {path: {"get": inline}}}, inline["tags"][0], EMPTY)


def _named(path: str, item: dict[str, dict[str, object]], tag: str) -> bool:
    """Whether the operations of this path are the tag's, and each can be written without a person."""
    of_tag = any(
        "tags" in operation and operation["tags"] == [tag] for operation in item.values() if "tags" in operation
    )
    if not of_tag:
        return False
    try:
        methods.complete({**DOCUMENT, "paths": {path: item}}, tag, EMPTY)
    except methods.NotDescribed:
        return False
    return True


def _used(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _known(tree: ast.Module) -> set[str]:
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    local = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    named = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return imported | local | named | {node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}
