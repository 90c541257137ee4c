"""The event types and the sample deliveries against the OpenAPI file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import commands
from bot.cards.events.by_type import text_of
from bot.cards.vocabulary.kinds import CARDS
from bot.provisioning.event_types import EVENT_TYPES, EventInfo, Tells
from bot.provisioning.events import parse
from bot.provisioning.kinds import KINDS
from tests.contract.openapi import document, example, problems

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "events").glob("*.json"))


def test_the_event_types_are_the_documented_ones() -> None:
    described = document()["x-webhook-events"]
    assert set(EVENT_TYPES) == set(described) == set(document()["x-webhook-triggers"]) - {"ALL"}


def test_every_type_can_be_subscribed_to() -> None:
    triggers = document()["components"]["schemas"]["WebhookWebhookTriggersEnum"]["enum"]
    assert {*EVENT_TYPES, "ALL"} == set(triggers)


def test_no_sample_is_of_a_type_that_is_gone() -> None:
    assert {path.stem for path in SAMPLES} - set(EVENT_TYPES) == set()


def test_every_type_is_understood_from_its_description_alone() -> None:
    """A new type needs its description and its row; a sample of what Sinch really sent may come later."""
    for name, info in EVENT_TYPES.items():
        schema = document()["x-webhook-events"][name]["payload"]
        whole = "properties" in schema and "type" in schema["properties"]
        made = example(schema) if whole else {"payload": example(schema)}
        event = parse(json.dumps({**made, "type": name, "comment": "Hello"}).encode())
        assert (event.type, event.known, event.info) == (name, True, info)
        assert event.subject.kind is info.kind, name
        assert text_of(event).what, name


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


SEEN_BY_COMPARING = ("_CHANGED", "_UPDATED", "_FUTURE_UPDATE", "_DELETED")
"""Ends of the types that neither an activity list nor a state tells: what changed is seen by comparing."""


@pytest.mark.parametrize(("name", "info"), EVENT_TYPES.items(), ids=EVENT_TYPES)
def test_a_row_says_all_that_the_flows_read(name: str, info: EventInfo) -> None:
    found = info.tells is Tells.COMMENT or info.listed_as or info.states or name.endswith(SEEN_BY_COMPARING)
    assert found, "say listed_as= or states=, or a lost delivery of it is never caught up"
    assert (info.tells is Tells.COMMENT) == name.endswith("_COMMENT_ADDED")
    assert info.tells is not Tells.DECISION or info.implies, "say what was decided with implies="
    assert name.startswith(KINDS[info.kind].event_prefixes) or info.tells is Tells.STATUS
    group = CARDS[info.kind].commands
    assert all(commands.collect().get(f"{group} {verb}") for verb in info.caused_by), "no such command"
