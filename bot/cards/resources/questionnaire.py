"""What the card of an RCS questionnaire says."""

from __future__ import annotations

from bot.cards.vocabulary import any_value
from bot.cards.vocabulary.facts import Facts
from bot.cards.vocabulary.payload import Payload, as_payload, dig, mapping, strings, text
from bot.cards.vocabulary.words import humanised, listed
from bot.slack.text import escaped, shorten

QUESTIONS = 30
"""Questions of one part."""


def questionnaire(_kind: str, payload: Payload) -> Facts:
    """The questions that a launch asks, each with what Sinch suggests to answer and what was answered."""
    facts = Facts()
    for part in payload:
        asked = [
            _question(question, dig(payload, f"{part}.answers.{name}")) for name, question in _questions(payload, part)
        ]
        if asked:
            facts.problems.append((escaped(humanised(part)), "\n".join(asked[:QUESTIONS])))
    return facts


def _questions(payload: Payload, part: str) -> list[tuple[str, Payload]]:
    asked = mapping(payload, f"{part}.questions").items()
    return [(name, as_payload(question)) for name, question in asked if text(question, "question")]


def _question(payload: Payload, answer: object) -> str:
    suggested = strings(payload, "suggestedAnswers")
    words = f" _e.g. {escaped(shorten(listed(suggested, 4), 200))}_" if suggested else ""
    said = any_value.in_short(answer)
    return f"• {escaped(shorten(text(payload, 'question'), 300))}" + (f"\n    {said}" if said else words)
