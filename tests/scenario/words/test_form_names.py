"""A form about something shows its name, not its id: from its card where there is one, else as Sinch calls it."""

from __future__ import annotations

import pytest

from tests.scenario.operations import names
from tests.worlds.bot_world import BotWorld, words


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("whatsapp senders comment {wa_active}", "Northwind Coffee"),
        ("rcs senders comment {rcs_draft}", "RCS Sender"),
        ("kakaotalk templates comment {kt} {kt_approved}", "주문"),
        ("kakaotalk senders comment {kt}", "노스윈드 커피"),
    ],
)
async def test_a_form_shows_names(world: BotWorld, command: str, name: str) -> None:
    view = await world.slash_form(command.format(**names(world.project)))
    chosen = [block["element"].get("initial_option") for block in view.blocks if "element" in block]
    labels = [option["text"]["text"] for option in chosen if option]
    assert name in " ".join(labels), labels
    assert "Comment" in words(view)
