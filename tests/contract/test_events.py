"""The event types and the sample deliveries against the OpenAPI file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.provisioning.events import EVENT_TYPES
from tests.contract.openapi import document, problems

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "events").glob("*.json"))


def test_the_event_types_are_the_documented_ones() -> None:
    described = document()["x-webhook-events"]
    assert set(EVENT_TYPES) == set(described) == set(document()["x-webhook-triggers"]) - {"ALL"}
    deprecated = {name for name, one in described.items() if one.get("deprecated")}
    assert {name for name, info in EVENT_TYPES.items() if info.deprecated} == deprecated


def test_every_type_can_be_subscribed_to() -> None:
    triggers = document()["components"]["schemas"]["WebhookWebhookTriggersEnum"]["enum"]
    assert {*EVENT_TYPES, "ALL"} == set(triggers)


def test_there_is_a_sample_of_every_type() -> None:
    there = {path.stem for path in SAMPLES}
    assert set(EVENT_TYPES) - there == set(), "no sample"
    assert there - set(EVENT_TYPES) == set(), "no such type"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_fits_its_schema(path: Path) -> None:
    sample: dict[str, Any] = json.loads(path.read_text("utf-8"))
    described = document()["x-webhook-events"][path.stem]
    schema = described["payload"]
    whole = "properties" in schema and "type" in schema["properties"]
    assert sample["type"] == path.stem
    assert problems(schema, sample if whole else sample["payload"]) == []
    if described.get("comment") == "required":
        assert sample["comment"]
