"""Buttons and menus that are meant for one project."""

from __future__ import annotations

from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import addressed, button, menu, offer, overflow, pinned, read
from bot.links import Call, CommandLink

PROJECT = "00000000-0000-4000-8000-000000000002"


def test_buttons_menus_and_overflows_carry_the_project() -> None:
    call = Call("rcs senders get", {"sender_id": "s1"})
    one = CommandLink.to("One", call)
    shown = layout.message(
        "x",
        layout.section("y", accessory=overflow([CommandLink.to("View", call)])),
        layout.actions(offer("View", call), menu("Choose", [one]), button("No", Call("status"))),
    )
    section, actions = addressed(shown, PROJECT).blocks
    found = [read("menu", section["accessory"]["options"][0]["value"])]
    first, choice, second = actions["elements"]
    found += [read(first["action_id"], first["value"]), read(choice["action_id"], choice["options"][0]["value"])]
    assert found == [Call("rcs senders get", {"project": PROJECT, "sender_id": "s1"})] * 3
    assert read(second["action_id"], second["value"]) == Call("status", {"project": PROJECT})


def test_what_names_a_project_and_what_is_no_command_stays() -> None:
    confirm: dict[str, Any] = {"type": "button", "action_id": "confirm", "value": "abc", "text": {}}
    named = button("Use", Call("rcs senders get", {"project": "other"}))
    shown = layout.message("x", layout.actions(confirm, named))
    assert addressed(shown, PROJECT).blocks == shown.blocks


def test_what_would_grow_too_long_for_slack_is_meant_for_the_project_by_its_block() -> None:
    call = Call("rcs senders get", {"sender_id": "s" * 1950})
    shown = layout.message("x", layout.actions(button("View", call)))
    (block,) = addressed(shown, PROJECT).blocks
    (element,) = block["elements"]
    assert read(element["action_id"], element["value"]) == call
    assert pinned(call, block["block_id"]) == Call(call.path, {**call.args, "project": PROJECT})
