"""The words of the declared commands: what each means, and which slips of the pen are meant for it. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.command.arguments import Arg
from bot.command.declaration import Command, Effect
from bot.command.router import fold
from bot.provisioning.languages import LANGUAGES, NAMES
from bot.understanding import nouns, tongues
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.sentence import read

Sort = Literal["verb", "kind", "area", "state", "option", "language", "country", "aside"]
LONGEST = 5
LONGEST_WORD = 25
_SMALL = small.FILLERS | small.TIMES | small.NEGATIONS
_PLACE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word; `values` are the API's, the likeliest first, where it has several."""

    sort: Sort
    value: str
    values: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """What the word was taken for, in words."""
        return self.value.lower().replace("_", " ") if self.sort != "language" else f"language {self.value}"


@dataclass(frozen=True)
class Signature:
    """What a command is about, by the words of its path."""

    command: Command
    area: str
    kinds: frozenset[str]
    verb: str
    """As people mean it: `add` is `create`."""
    own: str
    """As the path has it."""
    arguments: tuple[Arg, ...]
    phrases: frozenset[frozenset[str]]
    single: bool = False
    """Whether no other command has this verb."""

    def takes(self, name: str) -> bool:
        """Whether it has an argument of that name."""
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(arg.name for arg in self.arguments)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of its phrases but those of every question."""
        return frozenset[str]().union(*self.phrases) - small.QUESTIONS

    @cached_property
    def path(self) -> str:
        """The command's own words, in one."""
        return self.command.path

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The command's own words."""
        return self.command.words

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Its verb, as people mean it and as the path has it; to submit, where it does that."""
        return frozenset({self.verb, self.own}) | ({"submit"} if self.submits or self.own == "launch" else set())

    @cached_property
    def submits(self) -> bool:
        """Whether it can send what is in draft to whoever reviews it."""
        return self.verb == "update" and any(
            arg.name == "status" and words.SUBMIT in arg.options for arg in self.arguments
        )

    @cached_property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.command.effect is Effect.READ

    @cached_property
    def removes(self) -> bool:
        """Whether something is gone afterwards."""
        return bool(self.verbs & words.REMOVING) or self.command.effect is Effect.DESTROY


_KIND_OF_PATH = {
    "templates": "template", "senders": "sender", "account": "account", "flows": "flow", "solutions": "solution",
    "webhooks": "webhook", "bundles": "bundle", "apps": "app", "upscales": "upscale", "categories": "category",
    "questionnaire": "questionnaire", "digest": "digest", "subscriptions": "subscription", "projects": "project",
    "access": "access", "approvals": "approval",
    "instagram": "instagram", "messenger": "messenger", "telegram": "telegram", "viber": "viber",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything that can be understood; made once from the declarations."""

    signatures: tuple[Signature, ...]
    senses: Mapping[tuple[str, ...], tuple[Sense, ...]]
    cues: Mapping[str, frozenset[str]]
    """Words of phrases that nothing else explains -> paths of the commands they belong to."""
    spelling: tuple[str, ...] = field(repr=False)
    lengths: Mapping[str, int] = field(repr=False)

    @cached_property
    def splits(self) -> Mapping[str, Mapping[str, tuple[Sense, ...]]]:
        """Verbs of two words, by the first and by the second: `hand it in` is `hand in`."""
        found: dict[str, dict[str, tuple[Sense, ...]]] = {}
        for phrase, senses in self.senses.items():
            if len(phrase) == 2 and phrase[1] in small.PARTICLES and all(sense.sort == "verb" for sense in senses):
                found.setdefault(phrase[0], {})[phrase[1]] = senses
        return found

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much a word of phrases says: less, the more different things it is said of, or in any talk at all."""
        return {
            cue: (1.2 if cue in tongues.KNOWN_ENGLISH else 2.0)
            / math.sqrt(len({path.rpartition(" ")[2] for path in paths}))
            for cue, paths in self.cues.items()
        }

    @property
    def areas(self) -> frozenset[str]:
        """First words of paths."""
        return frozenset(signature.command.area for signature in self.signatures)

    @cached_property
    def groups(self) -> frozenset[tuple[str, str]]:
        """First two words of paths that have more, without their plural's s."""
        paths = (signature.words for signature in self.signatures)
        return frozenset((fold(path[0]), fold(path[1])) for path in paths if len(path) > 2)

    def in_path(self, word: str) -> bool:
        """Whether some command has this very word."""
        return any(word.lower() in signature.command.words for signature in self.signatures)

    def longest_from(self, word: str) -> int:
        """Of how many words the longest phrase is that begins with this one."""
        return self.lengths.get(word, 1)

    def means(self, word: str) -> bool:
        """Whether it is a word that is understood as it stands."""
        low = word.lower()
        return (low,) in self.senses or low in self.cues or low in _SMALL

    def misspelled(self, key: Sequence[str]) -> tuple[Sense, ...] | None:
        """What a phrase means in which a later word has a slip: `remind sinsh`."""
        if len(key) == 1 or not any(word.isalpha() and not self.means(word) for word in key[1:]):
            return None
        meant = (key[0], *(word if self.means(word) else self.corrected(word) for word in key[1:]))
        return self.senses.get(meant) if meant != tuple(key) else None

    def verbs_of(self, *phrase: str) -> frozenset[str]:
        """The verbs that a phrase in small letters may be."""
        return frozenset(sense.value for sense in self.senses.get(phrase, ()) if sense.sort == "verb")

    def is_only(self, word: str, sort: Sort) -> bool:
        """Whether a word means nothing but this."""
        senses = self.senses.get((word.lower(),), ())
        return bool(senses) and all(sense.sort == sort for sense in senses)

    @lru_cache(maxsize=2048)  # noqa: B019 (one lexicon lives as long as the process)
    def corrected(self, word: str) -> str:
        """The word that was meant, or the word itself."""
        if len(word) == 3:
            return self._longer(word)
        if (
            not 4 <= len(word) <= LONGEST_WORD
            or not word.isalpha()
            or word in tongues.FOREIGN
            or tongues.is_english(word)
        ):
            return word
        slips = 1 if len(word) <= 5 else 2
        near = process.extract(word, self.spelling, scorer=OSA.distance, score_cutoff=slips, limit=6)
        best = min(near, key=lambda guess: _farness(word, guess[0], guess[1]), default=None)
        if best is None or (best[1] == 2 and best[0][0] != word[0]) or word == f"{best[0]}ly":
            return word  # `correctly` is no order to correct
        if best[0] in small.WANTS_REMOVAL and (best[1] == 2 or (len(best[0]) <= 4 and {*word} - {*best[0]})):
            return word  # `bind` is no `bin`, and what removes is no guess
        return best[0]

    @lru_cache(maxsize=2048)  # noqa: B019 (one lexicon lives as long as the process)
    def verb_near(self, word: str) -> str:
        """The verb one letter from a word that may be meant as it stands, `lunch`; empty where none, or it removes."""
        if len(word) < 4 or not word.isalpha():
            return ""
        near = process.extract(word, self._verbs, scorer=OSA.distance, score_cutoff=1, limit=1)
        return near[0][0] if near else ""

    @cached_property
    def _verbs(self) -> tuple[str, ...]:
        """Words that are verbs and nothing else, and remove nothing."""
        return tuple(
            phrase[0]
            for phrase, senses in self.senses.items()
            if len(phrase) == 1
            and len(phrase[0]) > 3
            and phrase[0] not in small.WANTS_REMOVAL
            and all(sense.sort == "verb" and sense.value not in words.GENERIC | words.REMOVING for sense in senses)
        )

    def _longer(self, word: str) -> str:
        """A word of three letters lost one: `mut` is `mute`. What removes is never guessed so."""
        if not word.isalpha() or self.means(word) or word in tongues.KNOWN_ENGLISH | tongues.FOREIGN:
            return word
        found = [
            meant for meant in self.spelling
            if len(meant) == 4 and meant[0] == word[0] and OSA.distance(word, meant) == 1
            and meant not in small.WANTS_REMOVAL and meant not in small.NEGATIONS
        ]  # fmt: skip
        return min(found, key=lambda meant: (meant in small.FILLERS, meant), default=word)


def build(commands: Iterable[Command]) -> Lexicon:
    """The lexicon of these commands; hidden ones are not spoken of."""
    shown = [command for command in commands if not command.hidden]
    senses = _senses(shown)
    known = {phrase[0] for phrase in senses if len(phrase) == 1} | small.NEGATIONS | small.PRONOUNS | small.TIMES
    cues: dict[str, set[str]] = {}
    signatures = []
    for command in shown:
        phrases = frozenset(frozenset(content(phrase)) for phrase in command.phrases)
        for word in {part for phrase in phrases for part in phrase} - known:
            cues.setdefault(word, set()).add(command.path)
        signatures.append(_signature(command, phrases))
    all_words = (*known, *cues, *(word for phrase in senses for word in phrase))
    spelling = {word for word in all_words if len(word) >= 3 and word.isalpha()}
    spelling |= {part for phrase in (*small.GREETINGS, *small.THANKS, *small.CANCELS) for part in phrase.split()}
    spelling |= {filler for filler in small.FILLERS if filler.isalpha() and len(filler) > 3}
    frozen = {word: frozenset(paths) for word, paths in cues.items()}
    lengths: dict[str, int] = {}
    for phrase in senses:
        lengths[phrase[0]] = max(len(phrase), lengths.get(phrase[0], 1))
    of_verb = Counter(signature.own for signature in signatures)
    signatures = [replace(signature, single=of_verb[signature.own] == 1) for signature in signatures]
    return Lexicon(tuple(signatures), senses, frozen, tuple(sorted(spelling)), lengths)


def _farness(word: str, meant: str, slips: float) -> tuple[float, bool, bool, int]:
    """For comparing what may have been meant: fewest slips, same first letter, a word that says something, longest."""
    return slips, meant[0] != word[0], meant in small.FILLERS, -len(meant)


def content(phrase: str) -> Iterator[str]:
    """The words of a phrase that say something; names in it (`{name}`, `order_update`) say nothing."""
    for token in read(_PLACE.sub(" ", phrase)).words:
        word = token.low
        taken = token.quoted or token.user or "_" in word or any(char.isdigit() for char in word) or "=" in word
        if not taken and word not in small.FILLERS | small.TIMES:
            yield word


def _signature(command: Command, phrases: frozenset[frozenset[str]]) -> Signature:
    path = command.words
    kinds = {_KIND_OF_PATH[word] for word in path if word in _KIND_OF_PATH}
    own = path[-1]
    if own.startswith("test-"):
        kinds = {"testnumber"}
    if path[0] == "kakaotalk" and "categories" in path:
        kinds, own = {"category"}, "list"
    if path[0] == "conversation" or (len(path) == 1 and own in _KIND_OF_PATH):
        own = "get"
    area = path[0] if path[0] in nouns.AREAS else ""
    return Signature(command, area, frozenset(kinds), words.SAME.get(own, own), own, command.arguments, phrases)


def _senses(commands: Iterable[Command]) -> dict[tuple[str, ...], tuple[Sense, ...]]:
    found: dict[tuple[str, ...], dict[Sense, None]] = {}

    def add(phrases: str, sense: Sense) -> None:
        for phrase in phrases.split(","):
            if key := tuple(phrase.split()):
                found.setdefault(key, {})[sense] = None

    for verb, phrases in words.VERBS.items():
        add(phrases, Sense("verb", verb))
    add(words.ASIDES, Sense("aside", ""))
    for kind, phrases in nouns.KINDS.items():
        add(phrases, Sense("kind", kind))
    for area, phrases in nouns.AREAS.items():
        add(phrases, Sense("area", area))
    for phrases, values in nouns.STATES.items():
        add(phrases, Sense("state", values[0], values))
    for phrases, (name, values) in nouns.OPTIONS.items():
        add(phrases, Sense("option", name, values))
    for code, name in NAMES.items():
        base, _, place = name.lower().rstrip(")").partition(" (")
        add(base, Sense("language", code, _languages(code)))
        add(f"{base} {place},{place} {base}" if place else "", Sense("language", code, (code,)))
    for name, codes in tongues.LANGUAGES.items():
        add(name, Sense("language", codes[0], codes))
    for code, names in tongues.COUNTRIES.items():
        add(names, Sense("country", code, (code,)))
    for country, code in tongues.SPOKEN_IN.items():
        for name in tongues.COUNTRIES[country].split(", "):
            add(f"{name} language,language of {name}", Sense("language", code, _languages(code)))
    for command in commands:
        own = command.words[-1]
        if own not in words.SAME and own not in _KIND_OF_PATH:
            add(f"{own},{own.replace('-', ' ')}", Sense("verb", own))
        for arg in command.arguments:
            for option in arg.options if arg.name in ("states", "changes") else ():
                add(f"{option.lower()},{option.lower().replace('_', ' ')}", Sense("state", option, (option,)))
    return {key: tuple(senses) for key, senses in found.items()}


def _languages(code: str) -> tuple[str, ...]:
    """A language and its kinds: Spanish is also said of Mexico's."""
    return (code, *(language for language in LANGUAGES if language.startswith(f"{code}_")))


def stems(word: str) -> tuple[str, ...]:
    """What a word in -ing may come from: `muting` from `mute`, `dropping` from `drop`."""
    if not word.endswith("ing") or len(word) < 6:
        return ()
    stem = word[:-3]
    return (stem, f"{stem}e", *((stem[:-1],) if stem[-1] == stem[-2] else ()))
