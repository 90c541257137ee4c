"""Phrases as one pattern a language: whole words, `*` at the end for any ending, `~` for up to three words more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from configparser import ConfigParser
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts without blanks between words, and Korean, which glues its particles on: whole words mean nothing there."""

MARKS = "".join(chr(code) for code in range(0x300, 0x1100) if unicodedata.category(chr(code)).startswith("M"))
"""Vowel signs and accents: part of a word, though `\\w` does not take them."""


def _as_ranges(characters: str) -> str:
    """For a class of a pattern: of neighbours only the first and the last, which compiles three times as fast."""
    runs = [[sign for _, sign in run] for _, run in groupby(enumerate(characters), lambda pair: ord(pair[1]) - pair[0])]
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


_IN_WORDS = rf"[\w{_as_ranges(MARKS)}]"

SENTENCES = re.compile(r"(?:[!?\n\u3002\uff01\uff1f\u061f\u0964]|\.(?![0-9]))+")
"""Where a sentence ends, in any script; the point of a number ends none."""

_MORE_WORDS = rf"(?:{_IN_WORDS}+\s+){{0,3}}"

WORDS = Path(__file__).with_name("words.ini")


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """A section of `words.ini`: phrases by language; read when first asked for."""
    return {language: tuple(map(str.strip, written.split("|"))) for language, written in _sections()[name].items()}


@cache
def _sections() -> ConfigParser:
    parser = ConfigParser(delimiters=("=",), comment_prefixes=("#",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep capitals
    parser.read_string(WORDS.read_text(encoding="utf-8"))
    return parser


def base(language: str) -> str:
    """`PT_BR` -> `PT`; the Chinese of China and of Taiwan share their words in both scripts."""
    return language.partition("_")[0].upper()


def folded(text: str) -> str:
    """A text in which phrases are looked for: no capitals, one kind of apostrophe."""
    return text.casefold().replace("\u2019", "'")


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, however many blanks stand between their words."""
    words, parts = [], []
    for phrase in phrases:
        stem = phrase.removesuffix("*")
        written = r"\s+".join(map(re.escape, stem.split())).replace(r"\~\s+", _MORE_WORDS)
        if UNSPACED.search(stem) or not stem[:1].isalnum():
            parts.append(written)
        else:
            ends = not phrase.endswith("*") and (stem[-1:].isalnum() or stem[-1:] in MARKS)
            words.append((ends, written))
    # What whole words have in common stands once, before or after them: found and compiled several times faster so.
    runs = [(ends, "|".join(word for _, word in run)) for ends, run in groupby(words, key=itemgetter(0))]
    either = "|".join(f"(?:{run})(?!{_IN_WORDS})" if ends else run for ends, run in runs)
    return re.compile("|".join([*([rf"(?<!{_IN_WORDS})(?:{either})"] if words else []), *parts]))


_REST_OF_WORD = re.compile(rf"{_IN_WORDS}*")


def whole(found: re.Match[str]) -> str:
    """What was found, to the end of its last word where that is known."""
    said = found[0].strip()
    if not said[-1:].isalnum() or UNSPACED.search(said):
        return said
    rest = _REST_OF_WORD.match(found.string, found.end())
    return said + rest[0] if rest else said


class Words:
    """A table, compiled a language at a time, when first asked for; `everywhere` goes for all languages."""

    def __init__(self, name: str, *everywhere: str) -> None:
        self._name = name
        self._everywhere = everywhere
        self._of = cache(self._compiled)

    def knows(self, language: str) -> bool:
        """Whether there are phrases in this language."""
        return base(language) in table(self._name)

    def find(self, language: str, folded: str) -> str:
        """The first phrase in a text that was casefolded; empty where there is none."""
        found = self.match(language, folded)
        return whole(found) if found else ""

    def match(self, language: str, folded: str) -> re.Match[str] | None:
        """Where that phrase stands."""
        return self._of(base(language)).search(folded)

    def without(self, language: str, folded: str) -> str:
        """The text with its phrases taken out."""
        return self._of(base(language)).sub(" ", folded)

    def _compiled(self, language: str) -> re.Pattern[str]:
        listed = [*table(self._name).get(language, ()), *self._everywhere]
        return pattern(listed) if listed else re.compile(r"(?!)")
