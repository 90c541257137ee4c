"""Translations keep the variables of their original."""

from __future__ import annotations

import pytest

from bot.templates.parity import Piece, fault

BODY = Piece((0,), "text", "body", "Hi {{1}}, order {{2}} of {{10}} is on its way.", 60)
NAMED = Piece((0,), "text", "body", "Hi {{first_name}}, your order is here.", 60)
FAULTS = [
    (BODY, "Hallo {{1}}, Bestellung {{2}} von {{10}} ist da.", ""),
    (BODY, "{{10}} und {{2}}: Hallo {{1}}, sie ist da.", ""),
    (BODY, "Hallo {{1}}, Bestellung {{2}} ist da.", "{{10}} is missing"),
    (BODY, "Hallo, die Bestellung ist da.", "{{1}}, {{2}}, {{10}} are missing"),
    (BODY, "Hallo {{1}}, {{2}} von {{10}} und {{11}} sind da.", "{{11}} isn't in the original"),
    (BODY, "Hallo {{1}}, {2} von {{10}} ist da.", "{2} isn't a variable"),
    (BODY, " ", "is required"),
    (BODY, "x" * 61, "has 61 characters; 60 at most"),
    (NAMED, "Hallo {{first_name}}, deine Bestellung ist da.", ""),
    (NAMED, "Hallo {{vorname}}, deine Bestellung ist da.", "{{first_name}} is missing"),
    (NAMED, "Hallo {{1}}, deine Bestellung ist da.", "{{first_name}} is missing"),
]


@pytest.mark.parametrize(("original", "text", "said"), FAULTS)
def test_a_translation_keeps_the_variables(original: Piece, text: str, said: str) -> None:
    assert fault(original, text) == said
