"""The sandbox's API against the OpenAPI file: made-up requests to every operation, every answer checked.

`oneOf` is read as `anyOf` on both sides (the source's alternatives overlap) and the ids of a path are mostly those of
things that exist, so that requests get past the first 404. `SANDBOX_EXAMPLES` sets how many requests an operation gets.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from bot.sandbox.sinch.api.spec import load_spec
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.app import create_app
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID

EXAMPLES = int(os.environ.get("SANDBOX_EXAMPLES", "4"))
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]

FORMATS = {
    "url": ["https://example.com/a.png", "http://example.com/too-large.png", "https://example.com/{{1}}"],
    "uri": ["https://example.com/code"],
    "email": ["kim@example.com"],
    "phone number": ["+46701740605"],
    "e.164 phone number": ["+46701740613", "+46701740614", "+46701740400"],
    "numeric phone number": ["701740605", "701740699"],
    "country code": ["46", "48"],
    "digits": ["100000000000001", "1"],
    "hex": ["#6F4E37"],
    "otp": ["123456", "654321"],
}
for _name, _values in FORMATS.items():
    schemathesis.openapi.format(_name, st.sampled_from(_values))


def _document() -> dict[str, Any]:
    document: dict[str, Any] = _local(load_spec().document)
    document["security"] = []
    return document


def _local(node: Any) -> Any:
    """Absolute references back to local ones."""
    if isinstance(node, dict):
        return {key: _local(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_local(item) for item in node]
    return node.replace("urn:provisioning#/", "#/") if isinstance(node, str) else node


@pytest.fixture(scope="module")
def schema() -> OpenApiSchema:
    return schemathesis.openapi.from_dict(_document())


@dataclass
class Sandbox:
    """A world in a loop of its own."""

    world: World
    client: httpx.AsyncClient
    runner: asyncio.Runner

    def send(self, case: schemathesis.Case[Any]) -> httpx.Response:
        kwargs = case.as_transport_kwargs(base_url="http://api")
        for name in ("cookies", "auth", "files"):
            kwargs.pop(name, None)
        if "data" in kwargs:
            kwargs["content"] = kwargs.pop("data")
        return self.runner.run(self.client.request(**kwargs))

    def real_ids(self) -> dict[str, str]:
        project = self.world.projects[PROJECT_ID]
        sender = next(iter(project.rcs_senders.values()), {})
        firsts = {
            "webhookId": project.webhooks,
            "bundleId": project.bundles,
            "conversationAppId": project.conversation_apps,
            "smsAppId": project.sms_apps,
            "solutionId": project.solutions,
            "flowId": project.flows,
            "plusFriendId": project.kakaotalk_senders,
            "upscaleId": project.upscales,
        }
        ids = {name: next(iter(items), "none") for name, items in firsts.items()}
        template = next(iter(project.kakaotalk_templates), "none/none")
        numbers = [entry["number"] for entry in sender.get("testNumberStates", ())] or ["+46701740699"]
        return ids | {"templateCode": template.split("/")[1], "testNumber": numbers[0], "templateName": "order_update"}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with asyncio.Runner() as runner:
        world = sample_world(World(check_responses=True))
        world.seed_webhook("http://127.0.0.1:9/nowhere", "secret")
        world.deliveries.backoff = ()
        transport = httpx.ASGITransport(create_app(world))
        yield Sandbox(world, httpx.AsyncClient(transport=transport, auth=(KEY_ID, KEY_SECRET)), runner)
        runner.run(world.close())


def _kinds() -> Iterator[Any]:
    """Every operation with what fits its description, and those with something to get wrong with what does not."""
    for name, operation in sorted(load_spec().operations.items()):
        yield pytest.param(name, GenerationMode.POSITIVE, id=f"{name}-right")
        if operation.body or operation.query:
            yield pytest.param(name, GenerationMode.NEGATIVE, id=f"{name}-wrong")


@pytest.mark.parametrize(("operation_id", "mode"), list(_kinds()))
def test_every_operation_keeps_to_its_description(
    operation_id: str, mode: GenerationMode, schema: OpenApiSchema, sandbox: Sandbox
) -> None:
    """Requests that fit the description and requests that do not; no answer breaks it."""
    operation = schema.find_operation_by_id(operation_id)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        _aim(case, sandbox)
        case.validate_response(sandbox.send(case), checks=CHECKS)
        assert sandbox.world.mismatches == []

    check()


def _aim(case: schemathesis.Case[Any], sandbox: Sandbox) -> None:
    """Point the request at things that exist, most of the time."""
    params: dict[str, Any] = case.path_parameters or {}
    real = sandbox.real_ids()
    project = sandbox.world.projects[PROJECT_ID]
    senders = project.rcs_senders if "/rcs/" in case.path else project.whatsapp_senders
    real["senderId"] = next(iter(senders), "none")
    lucky = sum(map(len, map(str, params.values()))) % 5
    case.path_parameters = {name: real[name] if name in real and lucky else value for name, value in params.items()} | {
        "projectId": PROJECT_ID
    }
