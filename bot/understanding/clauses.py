"""The parts of a sentence: what is allowed where the rest is denied, and one request after another. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding import small_words as small
from bot.understanding.sentence import Sentence, Token


def allowed(sentence: Sentence) -> Iterator[Sentence]:
    """The parts of a sentence that nothing is denied in: `show the templates, but do not delete any`."""
    part: list[Token] = []
    for token in (*sentence.tokens, None):
        if token is not None and token.low not in (",", ";", ".", "!", "but", "and", "just", "only"):
            part.append(token)
        elif part:
            if not any(word.low in small.NEGATIONS for word in part):
                yield Sentence(sentence.text[part[0].start : part[-1].end], tuple(part))
            part = []


def one_by_one(sentence: Sentence) -> Iterator[Sentence]:
    """The parts of a sentence that `and then`, `and`, `then` or `;` joins."""
    part: list[Token] = []
    for token in sentence.tokens:
        if token.low in ("and", "then", ";", "also", "&", "plus") and not token.quoted:
            if part:
                yield Sentence(sentence.text[part[0].start : part[-1].end], tuple(part))
            part = []
        else:
            part.append(token)
    if part:
        yield Sentence(sentence.text[part[0].start : part[-1].end], tuple(part))
