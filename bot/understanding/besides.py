"""Words of something typed like a command that are no part of it, so that none is dropped unsaid. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.command.router import fold
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.lexicon import Lexicon
from bot.understanding.readings import Reading
from bot.understanding.sentence import Sentence, Token

MOST_TYPED = 12
"""Words of what may be typed like a command; more are a sentence."""
SHORT = 6
"""Words of such a command with more behind it."""
NO_LIST = frozenset({"help", "status"})
"""Commands that answer with the same whatever is named: `status of the webhook`."""
_PARTS = re.compile(r"[^\W_]+")


def typed_besides(sentence: Sentence, reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands in something typed like a command and is no part of it: `quickly` in `rcs senders ID quickly`."""
    said = sentence.words
    if _asks_by_itself(sentence, reading):
        return _unread(said[len(reading.command.words) :], reading, lexicon)
    if len(said) < 3 or len(said) > MOST_TYPED or tuple(fold(token.low) for token in said[:2]) not in lexicon.groups:
        return ()
    mine = {word.casefold() for text in (reading.path, *_texts(reading)) for word in _PARTS.findall(text)}
    return tuple(
        token.text
        for token in said[2:]
        if not (token.user or token.quoted or mine & {*_PARTS.findall(token.low)})
        and token.low not in small.FILLERS | small.TIMES | small.PRONOUNS | small.NEGATIONS
        and _does_nothing(token, reading, lexicon)
    )


def numbers_besides(sentence: Sentence, reading: Reading, told: Sequence[str]) -> Iterator[str]:
    """Numbers of which a change knows nothing: the second one in `remove digest 7 and 8`; `told` are named already."""
    texts = " ".join((*_texts(reading), *told))
    known = {*re.findall(r"\d+", texts)}
    yield from (
        token.text
        for token in sentence.words
        if token.text.isdecimal() and not token.quoted and token.text not in known
    )


def _asks_by_itself(sentence: Sentence, reading: Reading) -> bool:
    """Whether it begins with the words of what the bot answers by itself: `audit last 10`, `waiting rejected`."""
    path = reading.command.words
    typed = tuple(token.low for token in sentence.words[: len(path)])
    return reading.reads and path == typed and len(path) < 3 and path[0] not in NO_LIST and len(sentence.words) <= SHORT


def _unread(rest: Sequence[Token], reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Kinds, states, numbers and times behind such words, of which none became a value; neighbours in one."""
    if reading.values:
        return ()
    told = " ".join(reading.left_out)
    found = groupby(rest, lambda token: token.text not in told and _says_something(token, reading, lexicon))
    return tuple(" ".join(token.text for token in tokens) for said, tokens in found if said)


def _says_something(token: Token, reading: Reading, lexicon: Lexicon) -> bool:
    senses = lexicon.senses.get((token.low,), ())
    if any(sense.sort == "verb" or sense.value in reading.command.words for sense in senses):
        return False  # `audit log`
    if reading.path in lexicon.cues.get(token.low, ()):
        return False
    return bool(senses) or token.low.isdecimal() or token.low in small.TIMES - small.FILLERS


def _texts(reading: Reading) -> Iterator[str]:
    """Values of a reading and names in it, as texts."""
    yield repr([*reading.values.values()])
    for name in reading.names:
        yield name.text


def _does_nothing(token: Token, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a word is none of ours, or a verb or cue of other commands."""
    senses = lexicon.senses.get((token.low,), ())
    if any(sense.sort != "verb" for sense in senses):
        return False  # kinds, states and languages are said to be left out where they are
    mine = {*reading.command.words, words.SAME.get(reading.command.words[-1], ""), *words.GENERIC}
    if any(sense.value in mine for sense in senses):
        return False
    return reading.path not in lexicon.cues.get(token.low, ())
