"""What a step of a form may cost: the message is drawn once for each view, and checked only where that is shown."""

from __future__ import annotations

import pytest

from bot.cards.templates.preview import kakaotalk_preview, whatsapp_preview
from bot.templates.check import check
from tests.worlds.bot_world import BotWorld, words
from tests.worlds.counted import counted
from tests.worlds.steps import step

CARD = {"url": "https://example.com/a.jpg", "text": "Beans"}
FORMS = {
    "whatsapp templates create": (
        {"name": "spring_menu", "language": "EN_US", "category": "MARKETING", "kind": "carousel"},
        {"body.text": "Look what is new."},
        {"carousel.format": "IMAGE"},
        {f"card1.{name}": value for name, value in CARD.items()},
        {f"card2.{name}": value for name, value in CARD.items()},
    ),
    "whatsapp templates create language=SV": (
        {"name": "spring_menu", "category": "UTILITY"},
        {"body.text": "Your table is ready.", "footer": "Northwind"},
        {},
    ),
    "whatsapp templates translate order_update EN_US PT_BR": (
        {
            "PT_BR.text0": "Café Northwind",
            "PT_BR.text1": "Olá {{1}}, o seu pedido {{2}} está a caminho.",
            "PT_BR.text2": "Café Northwind",
            "PT_BR.text3": "Seguir",
        },
    ),
    "kakaotalk templates create northwindcoffee": (
        {"details.name": "Ready", "details.language": "KO"},
        {"details.content": "Your table is ready."},
        {},
    ),
}


@pytest.mark.parametrize("typed", FORMS)
async def test_no_step_does_its_work_twice(world: BotWorld, typed: str) -> None:
    view = await world.slash_form(typed)
    with counted(check, whatsapp_preview, kakaotalk_preview) as calls:
        for values in FORMS[typed]:
            calls.clear()
            before = words(view)
            assert not (await step(world, view, values)).errors
            assert words(view) != before
            is_last = "submit" in view.body["submit"]["text"].lower()
            assert calls["whatsapp_preview"] + calls["kakaotalk_preview"] <= 1, words(view)
            # the last step looks at the project's other templates, and at the text itself
            assert calls["check"] <= (2 if is_last else 0), words(view)
    assert is_last
    assert calls["whatsapp_preview"] + calls["kakaotalk_preview"] == 1, "what is counted is what runs"
