"""Names of the resources that exist, found in a sentence exactly, by a part, or with a slip of the pen. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import tongues

SHORTEST_GUESS, LONGEST_GUESS = 4, 60
"""Letters of a word that may be a misspelled name."""
MOST_GUESSES, FEW_GUESSES = 6, 2
"""Fuzzy looks for one sentence, and for a long one; each costs up to 3 ms for 10,000 names of the same length."""


@dataclass(frozen=True, slots=True)
class Name:
    """A resource by what people call it; `kind` is what arguments' `choices` say, `values` fill its arguments."""

    text: str
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    """Names of arguments -> ids; those that the resource has several of (languages) stand in `versions`."""
    versions: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    """How each version stands, where that is known."""

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.kind, tuple(self.values.values())


def letters(text: str) -> str:
    """Letters and digits only, for comparing: `Order-Update` is `orderupdate`."""
    return "".join(filter(str.isalnum, text.casefold()))


class Names:
    """All names that are known now."""

    def __init__(self, names: Iterable[Name] = (), *, complete: bool = True) -> None:
        self.all = tuple(names)
        self.complete = complete
        """False: some lists could not be read, so a name may exist that is not here."""
        self._by_key: dict[str, list[Name]] = {}
        for name in self.all:
            for key in {letters(name.text), *(letters(value) for value in name.values.values())}:
                if key:
                    self._by_key.setdefault(key, []).append(name)

    def __len__(self) -> int:
        return len(self.all)

    def indexed(self) -> Names:
        """The same, with every index made now: of thousands that takes a while, and belongs into a thread."""
        _ = self._by_length, self._parts
        return self

    def has(self, name: Name) -> bool:
        """Whether this resource is known, with all its versions."""
        alike = self._by_key.get(letters(name.text), ())
        return any(known.key == name.key and {*name.versions} <= {*known.versions} for known in alike)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """Keys by their length: what is two letters longer or shorter is not near."""
        found: dict[int, list[str]] = {}
        for key in self._by_key:
            found.setdefault(len(key), []).append(key)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[Name]]:
        """Words inside names: `sunny` of `Sunny Bank`."""
        parts: dict[str, list[Name]] = {}
        for name in self.all:
            for part in {letters(word) for word in name.text.replace("_", " ").replace("-", " ").split()}:
                if len(part) > 2 and part != letters(name.text):
                    parts.setdefault(part, []).append(name)
        return parts

    def exact(self, words: Sequence[str]) -> list[Name]:
        """Those that these words together spell, whatever case, blanks and signs."""
        return self.spelled(letters("".join(words)))

    def spelled(self, key: str) -> list[Name]:
        """Those whose name or id folds to this."""
        return self._by_key.get(key, [])

    def part(self, word: str) -> list[Name]:
        """Those of whose name this is a word."""
        return self._parts.get(letters(word), [])

    def part_near(self, word: str) -> str:
        """The word of a name that is one letter from this one; empty where there is none."""
        key = letters(word)
        if not len(key) > SHORTEST_GUESS or word in tongues.KNOWN_ENGLISH:
            return ""
        found = process.extract(key, self._parts.keys(), scorer=OSA.distance, score_cutoff=1, limit=1)
        return found[0][0] if found else ""

    def is_near_part(self, word: str, name: Name) -> bool:
        """Whether a word is one or two letters away from a word of this name."""
        parts = name.text.replace("_", " ").replace("-", " ").split()
        return any(OSA.distance(letters(word), letters(part)) <= (1 if len(part) < 5 else 2) for part in parts)

    def near(self, words: Sequence[str], limit: int = 4) -> list[Name]:
        """Those that are one or two letters away, nearest first."""
        key = letters("".join(words))
        if not SHORTEST_GUESS <= len(key) <= LONGEST_GUESS:
            return []
        slips = 1 if len(key) <= 6 else 2
        lengths = range(len(key) - slips, len(key) + slips + 1)
        alike = [text for length in lengths for text in self._by_length.get(length, ())]
        found = process.extract(key, alike, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=limit)
        return [name for text, _, _ in found for name in self._by_key[text]]
