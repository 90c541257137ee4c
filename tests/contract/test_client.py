"""The client against the OpenAPI file: every operation once, with its parameters, its body and its answer."""

from __future__ import annotations

import ast
import copy
import inspect
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, SecretStr

import bot.provisioning
from bot.provisioning.client import Provisioning
from bot.provisioning.errors import InvalidInput
from bot.provisioning.generate import module_name
from bot.provisioning.service import Page
from tests.contract.openapi import Operation, Schema, broken, example, operations, problems, resolved, variants

HIDDEN = {"authToken", "bearerToken", "longLivedAccessToken", "secret"}


@dataclass(frozen=True)
class Method:
    """A method of the client, with the call that stands in it."""

    tag: str  # the attribute of the client
    name: str
    call: ast.Call
    http: str
    path: str

    def query(self) -> dict[str, str]:
        """The API's query parameters by the names of the method's own."""
        for keyword in self.call.keywords:
            if keyword.arg == "query" and isinstance(keyword.value, ast.Dict):
                pairs = zip(keyword.value.keys, keyword.value.values, strict=True)
                return {_first_name(value): str(key.value) for key, value in pairs if isinstance(key, ast.Constant)}
        return {}


def _first_name(node: ast.AST) -> str:
    return next(name.id for name in ast.walk(node) if isinstance(name, ast.Name))


def _methods() -> Iterator[Method]:
    for tag in sorted({module_name(operation.tag) for operation in operations().values()}):
        tree = ast.parse((Path(bot.provisioning.__file__).parent / "tags" / f"{tag}.py").read_text("utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.AsyncFunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                        literals = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant)]
                        if call.func.attr in ("call", "page") and len(literals) == 2:
                            yield Method(tag, function.name, call, str(literals[0]), str(literals[1]))


METHODS = list(_methods())
BY_NAME = pytest.mark.parametrize("method", METHODS, ids=lambda method: f"{method.tag}.{method.name}")


def test_every_operation_is_one_method() -> None:
    made = Counter((method.http, method.path) for method in METHODS)
    assert set(operations()) - set(made) == set(), "no method"
    assert set(made) - set(operations()) == set(), "no such operation"
    assert {route for route, count in made.items() if count > 1} == set(), "two methods"


@BY_NAME
def test_every_method_stands_in_the_module_of_its_tag(method: Method) -> None:
    assert method.tag == module_name(_operation(method).tag)


def _operation(method: Method) -> Operation:
    return operations()[method.http, method.path]


class Api:
    """A Provisioning API that gives one answer and keeps what it was asked."""

    def __init__(self, status: int = 200, answer: object = None) -> None:
        self.status = status
        self.answer = answer
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(200, json={"access_token": "token-of-the-test", "expires_in": 3600})
        self.asked.append(request)
        return httpx.Response(self.status, content=b"" if self.answer is None else json.dumps(self.answer).encode())

    def client(self) -> Provisioning:
        return Provisioning(
            project_id="project-1",
            key_id="key",
            key_secret=SecretStr("not-a-secret"),
            transport=httpx.MockTransport(self),
        )


def _arguments(function: Any, method: Method, body: object) -> tuple[list[Any], dict[str, Any]]:
    """Ids, body and every filter, each of its documented type."""
    operation, query = _operation(method), method.query()
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[parameter.name] = example(operation.query[query[parameter.name]])
        elif parameter.annotation == "str":
            values = _allowed(operation, parameter.name)
            positional.append("Nice to meet you" if parameter.name == "text" else values or "an id/..")
        else:
            positional.append(body)
    return positional, named


def _allowed(operation: Operation, name: str) -> str:
    return "OTP" if name == "use_case" else ""


async def _run(method: Method, api: Api, body: object) -> Any:
    async with api.client() as client:
        function = getattr(getattr(client, method.tag), method.name)
        positional, named = _arguments(function, method, body)
        return await function(*positional, **named)


def _bodies(schema: Schema | None) -> list[Any]:
    """The smallest and the largest body of every variant, with different members of its unions and enums."""
    if schema is None:
        return [None]
    made = [
        example(variant, full=full, choice=choice)
        for variant in variants(schema)
        for full in (True, False)
        for choice in range(8)
    ]
    fitting = [item for item in made if not problems(schema, item)]
    assert fitting
    return fitting


# rules from the texts of the API that its schemas do not hold
def _refused_by_rule(method: Method, body: Any) -> bool:
    if body == {} and method.tag != "rcs_upscales":
        return True
    if (method.tag, method.name) == ("sms_apps", "create"):
        return "convApiApp" in body and "convApiAppId" in body
    if (method.tag, method.name) == ("bundles", "create"):
        return not any(body.get(block) for block in ("subproject", "smsApp", "convApp"))
    if (method.tag, method.name) == ("whatsapp", "long_lived_access_token"):
        return "facebookToken" not in body and "facebookCode" not in body
    return False


@BY_NAME
async def test_every_method_sends_what_the_file_describes(method: Method) -> None:
    operation = _operation(method)
    answer = None if operation.answer is None else example(operation.answer)
    bodies = [item for item in _bodies(operation.body) if not _refused_by_rule(method, item)] or [{"name": "x"}]
    for body in bodies:
        api = Api(operation.success, answer)
        await _run(method, api, body)
        (request,) = api.asked
        assert request.method == operation.method
        assert _matches(operation.path, request.url.raw_path.decode().partition("?")[0])
        assert request.headers["Authorization"] == "Bearer token-of-the-test"
        sent = dict.fromkeys(key for key, _ in request.url.params.multi_items())
        assert set(sent) == set(operation.query)
        for name, schema in operation.query.items():
            assert _parameter_fits(schema, request.url.params.get_list(name))
        if operation.body is None:
            assert request.content == b""
        else:
            assert problems(operation.body, json.loads(request.content)) == []
            expected = {"comment": "Nice to meet you"} if method.name == "comment" else body
            assert json.loads(request.content) == expected


CHANGING = [method for method in METHODS if _operation(method).body is not None and method.name != "comment"]


@pytest.mark.parametrize("method", CHANGING, ids=lambda method: f"{method.tag}.{method.name}")
async def test_what_the_schema_forbids_is_refused_at_its_field_and_never_sent(method: Method) -> None:
    schema = _operation(method).body
    assert schema is not None
    for variant in variants(schema) if len(variants(schema)) == 1 else []:
        for place, wrong in broken(variant, _first_body(method)):
            assert problems(variant, wrong) or place.endswith("noSuchField")
            api = Api()
            with pytest.raises(InvalidInput) as caught:
                await _run(method, api, wrong)
            assert place in dict(caught.value.problems)
            assert api.asked == []


def _matches(path: str, sent: str) -> bool:
    wanted, got = path.split("/"), sent.removeprefix("/v1/projects/project-1").split("/")
    return len(wanted) == len(got) and all(
        item == other or (item.startswith("{") and other in ("an%20id%2F..", "OTP"))
        for item, other in zip(wanted, got, strict=True)
    )


def _parameter_fits(schema: Schema, values: list[str]) -> bool:
    schema = resolved(schema)
    if schema.get("type") == "array":
        return all(not problems(schema["items"], value) for value in values)
    (value,) = values
    return not problems(schema, value if schema["type"] == "string" else json.loads(value))


ANSWERING = [method for method in METHODS if _operation(method).answer is not None]


@pytest.mark.parametrize("method", ANSWERING, ids=lambda method: f"{method.tag}.{method.name}")
async def test_a_documented_answer_is_understood_in_full(method: Method) -> None:
    """Every field of a full answer arrives in a field of the model, and none is lost on the way."""
    operation = _operation(method)
    assert operation.answer is not None
    for choice in range(8):
        answer = example(operation.answer, choice=choice)
        given_back = await _run(method, Api(operation.success, answer), _first_body(method))
        if isinstance(given_back, Page):
            (name,) = (name for name, value in answer.items() if isinstance(value, list))
            assert [_dump(item) for item in given_back.items] == _masked(answer[name])
            assert given_back.next_page_token == answer.get("nextPageToken")
            assert given_back.total_size == answer.get("totalSize")
        else:
            assert _dump(given_back) == _masked(answer)


def _first_body(method: Method) -> Any:
    return next(
        (body for body in _bodies(_operation(method).body) if body is None or not _refused_by_rule(method, body)),
        {"name": "x"},
    )


def _dump(model: BaseModel) -> Any:
    assert not _unknown(model)
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _unknown(model: BaseModel) -> list[str]:
    """Names of fields that were in the answer and are in no model."""
    found = list(model.model_extra or {})
    for value in vars(model).values():
        for base in value if isinstance(value, list) else [value]:
            found += _unknown(base) if isinstance(base, BaseModel) else []
    return found


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: "**********" if name in HIDDEN else _masked(item) for name, item in value.items()}
    return [_masked(item) for item in value] if isinstance(value, list) else value


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.builds(list[object]),  # made anew each time: the damage goes on inside of it
    st.builds(dict[str, object]),
    st.builds(lambda: [[1], {"a": 2}, "x"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
async def test_no_answer_that_is_an_object_breaks_a_method(data: st.DataObject) -> None:
    """Fields gone, of another type, of an unknown value, or new: the call still answers."""
    method = data.draw(st.sampled_from(ANSWERING))
    operation = _operation(method)
    assert operation.answer is not None
    answer = copy.deepcopy(example(operation.answer, choice=data.draw(st.integers(0, 7))))
    for _ in range(data.draw(st.integers(1, 6))):
        _damage(data, answer)
    result = await _run(method, Api(operation.success, answer), _first_body(method))
    assert isinstance(result, BaseModel | Page)
    if isinstance(result, BaseModel):
        result.model_dump(mode="json", by_alias=True)


def _damage(data: st.DataObject, node: Any) -> None:
    """Walk down some way, then drop a field, put junk in its place or add a new one."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = node[key]
        if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
            node = inner
            continue
        what = data.draw(st.sampled_from(["drop", "junk", "enum", "new"]))
        if what == "drop":
            del node[key]
        elif what == "new" and isinstance(node, dict):
            node["brandNewField"] = {"a": [1]}
        else:
            node[key] = "A_VALUE_OF_TOMORROW" if what == "enum" else data.draw(JUNK)
        return
