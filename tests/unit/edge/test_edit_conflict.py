"""What counts as changed by somebody else while a form was open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

import commands
from bot.edge.forms.edit_conflict import changed, different

EDITED = {
    command.path: command.wizard
    for command in commands.collect()
    if command.wizard is not None and command.prefill is not None and command.words[-1] == "update"
}


def _template(body: str, quality: str = "GREEN") -> Mapping[str, Any]:
    components = [{"type": "BODY", "text": body}]
    return {"_template": {"category": "UTILITY", "qualityScore": quality, "details": {"components": components}}}


FOUND: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any], list[str]]] = {
    "whatsapp templates update": (_template("Hi"), _template("Hello", "RED"), ["text"]),
    "whatsapp senders update": (
        {"_sender": {"state": "ACTIVE", "details": {"about": "Open"}}},
        {"_sender": {"state": "BLOCKED", "details": {"about": "Closed", "email": "a@b.example"}}},
        ["details.about", "details.email"],
    ),
    "whatsapp account update": ({"wabaName": "Beans"}, {"wabaName": "Tea"}, ["wabaName"]),
    "kakaotalk senders update": (
        {"_was": {"details.name": "A", "details.adminPhoneNo": "+821"}, "_pending": False},
        {"_was": {"details.name": "B", "details.adminPhoneNo": "+821"}, "_pending": True},
        ["details.name"],
    ),
    "kakaotalk templates update": (
        {"_was": {"details.content": "A"}, "_language": "ko"},
        {"_was": {"details.content": "B"}, "_language": "ko"},
        ["details.content"],
    ),
    "rcs senders update": (
        {"_sender": {"state": "DRAFT", "details": {"brand": {"name": "A", "color": "#112233"}}}},
        {"_sender": {"state": "LAUNCHED", "details": {"brand": {"name": "B", "color": "#112233"}}}},
        ["details.brand.name"],
    ),
}


def test_each_form_that_edits_is_compared() -> None:
    assert EDITED.keys() == FOUND.keys()


@pytest.mark.parametrize("path", FOUND)
def test_what_others_wrote_is_a_change_and_what_happens_by_itself_is_none(path: str) -> None:
    before, after, fields = FOUND[path]
    began = json.loads(json.dumps(EDITED[path].present(before)))  # it is kept as JSON meanwhile
    assert different(began, EDITED[path].present(before)) == []
    assert different(began, EDITED[path].present(after)) == fields


@pytest.mark.parametrize(
    ("field", "before", "after", "is_change"),
    [
        ("details.photoUrl", "https://m.example/1.png?sig=a", "https://m.example/1.png?sig=b", False),
        ("details.photoUrl", "https://m.example/1.png?sig=a", "https://m.example/2.png?sig=a", True),
        ("details.websiteOne", "https://m.example/?a=1", "https://m.example/?a=2", True),
        ("details.about", "", None, False),
    ],
)
def test_addresses_of_pictures_are_signed_each_time(field: str, before: str, after: str, *, is_change: bool) -> None:
    assert bool(different({field: before}, {field: after})) is is_change


def test_many_fields_are_not_all_named() -> None:
    assert changed(list("abcdefg")) == "Someone changed *a*, *b*, *c*, *d*, *e* and more after you opened this form."
