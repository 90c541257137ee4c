"""Which commands a sentence may mean, the likeliest first. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.command.declaration import Command, Effect
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.filled import Filled
from bot.understanding.filling import fill
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon, Signature
from bot.understanding.names import Name
from bot.understanding.sentence import Sentence
from bot.understanding.utterance import Utterance

MOST_WAYS = 6
"""Combinations of what ambiguous names may be that are tried."""

OPEN_TO_KINDS = frozenset({"audit", "subscribe", "unsubscribe", "report", "activity"})
"""Commands of no kind in whose sentences kinds are spoken of all the same."""
LISTING = {
    "whatsapp templates": "template", "whatsapp senders": "sender", "rcs senders": "sender",
    "kakaotalk senders": "sender", "kakaotalk templates": "template", "bundles": "bundle", "sms apps": "app",
    "webhooks": "webhook", "whatsapp flows": "flow", "whatsapp solutions": "solution",
}  # fmt: skip
"""Kinds of names -> the kind that they are of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One command that may be meant: with which values, what is missing, and how likely."""

    command: Command
    values: Mapping[str, Any]
    missing: tuple[str, ...] = ()
    score: float = 0.0
    because: tuple[tuple[str, str], ...] = ()
    """Words -> what they were taken for."""
    names: tuple[Name, ...] = field(default=(), compare=False)
    removes: bool = False
    asked: bool = False
    """Whether its verb was said."""
    left_out: tuple[str, ...] = ()
    """What was said besides, and does nothing."""
    called: str = field(default="", compare=False)
    """What people call what it is about, where that has no name: `every Monday at 09:00`."""

    @property
    def path(self) -> str:
        return self.command.path

    @property
    def reads(self) -> bool:
        return self.command.effect is Effect.READ

    @property
    def key(self) -> tuple[str, str]:
        return self.path, repr(sorted(self.values.items(), key=lambda pair: pair[0]))


def of(sentence: Sentence, frame: Frame, lexicon: Lexicon, card: Name | None) -> list[Reading]:
    """All readings that are not absurd, the likeliest first; one that removes only where the words ask for it."""
    found: dict[tuple[str, str], Reading] = {}
    for names in _ways(frame):
        utterance = Utterance(sentence, frame, names, card)
        for signature in lexicon.signatures:
            reading = _reading(signature, utterance, lexicon)
            if reading is not None and (reading.key not in found or found[reading.key].score < reading.score):
                found[reading.key] = reading
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def _ways(frame: Frame) -> Iterator[Sequence[Name]]:
    mentions = [found[:MOST_WAYS] for found in frame.names] or [[]]
    if not frame.names:
        yield ()
        return
    yield from itertools.islice(itertools.product(*mentions), MOST_WAYS)


def _reading(signature: Signature, utterance: Utterance, lexicon: Lexicon) -> Reading | None:
    frame = utterance.frame
    verb = _verb(signature, utterance, lexicon)
    if verb is None:
        return None
    score = verb + _kind(signature, utterance) + _area(signature, utterance) + _phrase(signature, frame)
    if score < -1:
        return None
    filled = fill(signature, utterance)
    score += filled.took - filled.strays - 0.6 * len(filled.missing[:3])
    score -= 0.4 * len([token for token in frame.leftovers if token.start not in filled.used])
    score += _fit(signature, utterance, filled)
    return Reading(
        signature.command, filled.values, tuple(filled.missing), score, tuple(frame.because), tuple(utterance.names),
        signature.removes, bool({signature.verb, signature.own} & (frame.verbs - words.GENERIC)),
        left_out=tuple(filled.left_out),
    )  # fmt: skip


def _verb(signature: Signature, utterance: Utterance, lexicon: Lexicon) -> float | None:
    """How well the verb fits; None where the command does what nobody asked for."""
    frame = utterance.frame
    path = signature.command.path
    mine = {signature.verb, signature.own}
    if frame.spelled == signature.command.words:
        return 5.0  # the command itself, with slips of the pen
    if signature.kinds & {*frame.kinds}:
        mine |= words.ALSO.get(signature.own, frozenset())
    person = frame.people or any(name.kind == "people" for name in utterance.names)
    if signature.own == "grant" and person and "show" in frame.verbs and "access" in frame.kinds:
        return 3.5  # `give @anna admin rights`
    cues = [word for word in frame.cues if path in lexicon.cues[word]]
    cued = sum((lexicon.weight(word) for word in cues), 0.0)
    strange = 0.5 * (len(frame.cues) - len(cues))
    specific = frame.verbs - words.GENERIC - ({"activity", "waiting"} if cues else set())
    specific -= set() if signature.own == "why" else {"why"}
    if signature.takes("csv"):
        specific -= {"export"}
    if mine & (frame.denied | frame.unwanted - frame.verbs) or (frame.denied and signature.removes):
        return None
    if signature.removes and not frame.removal:
        return None
    asked_again = utterance.recurrence or (utterance.begun_schedule and "digest" in frame.kinds)
    if signature.takes("schedule") and asked_again and not specific - {"create", "activity", "show"}:
        return 4.0 + cued
    if any(phrase == frame.content for phrase in signature.phrases if len(phrase) > 1 or phrase & {*cues}):
        return 3.0 + cued  # said just as the declaration has it
    if mine & specific:
        return 3.0 + cued - strange - 0.5 * (len(specific) - 1)
    if signature.command.effect is not Effect.READ:
        if signature.verb == "update" or frame.over:
            return None  # `the profile of it` is to be seen, unless somebody says to change it
        if cued >= (0.9 if signature.kinds & {*frame.kinds} else 1.1) and not specific:
            return 2.2 + cued - strange
        return 1.0 + cued - strange if cued >= 2 else None
    if mine & {"list", "get", "versions", "status", "following", "subscriptions", "screens"}:
        fit = 1.0 if not specific else -4.0 if "audit" in specific else -2.5
        return fit + 0.3 * bool(mine & frame.verbs) + cued - strange
    return (0.5 + cued - strange) if cued >= 1.1 and not specific else -2.5 + cued - strange


def _kind(signature: Signature, utterance: Utterance) -> float:
    kinds = {*utterance.frame.kinds}
    if signature.own in ("now", "waiting") and signature.own in utterance.frame.verbs:
        return 0.0
    named = {LISTING[name.kind] for name in utterance.names if name.kind in LISTING}
    if utterance.frame.phones and "sender" not in kinds:
        named.add("testnumber")
    if kinds:
        if signature.kinds & kinds:
            return 2.5 + 0.5 * (len(signature.kinds & kinds) - 1)
        return -2.5 if signature.kinds else 0.0 if signature.own in OPEN_TO_KINDS else -0.8
    if named and signature.kinds:
        return 2.0 if signature.kinds & named else -2.0
    if utterance.card is not None and signature.kinds and utterance.card.kind in LISTING:
        return 1.0 if signature.kinds & {LISTING[utterance.card.kind]} else -1.0
    if signature.own == "activity":
        return -1.5 if signature.kinds else 0.5
    return (-1.6 if signature.removes else -0.6) if signature.kinds else 0.0


def _area(signature: Signature, utterance: Utterance) -> float:
    areas = {*utterance.frame.areas}
    if areas:
        if signature.area in areas:
            return 2.0
        if signature.takes("area"):
            return 2.2
        named = {name.kind.split()[0] for name in utterance.names}
        own = signature.area == "" and areas <= named  # `follow Sunny Bank on rcs`
        return 0.5 if own or signature.takes("areas") else -2.0
    if utterance.card is not None and signature.area and not utterance.names:
        return 1.0 if utterance.card.kind.split()[0] == signature.area else -1.0
    named = {name.kind.split()[0] for name in utterance.names} & words.AREAS.keys()
    if named and signature.area:
        return 0.5 if signature.area in named else -0.5
    return {"whatsapp": 0.3, "kakaotalk": -0.8}.get(signature.area, 0.0) if signature.area else 0.0


def _phrase(signature: Signature, frame: Frame) -> float:
    """How much the sentence is like one that was declared."""
    if not frame.content:
        return 0.0
    shares = [
        len(frame.content & phrase) / len(frame.content | phrase)
        for phrase in signature.phrases
        if (frame.content & phrase) - small.QUESTIONS
    ]
    return 3.0 * max(shares, default=0.0) ** 2


def _fit(signature: Signature, utterance: Utterance, filled: Filled) -> float:
    """What speaks for one of several commands that read the same: one resource, a state, a reason."""
    frame, score = utterance.frame, 0.0
    if utterance.duration and signature.removes:
        score -= 3.0  # for a while is no end
    if utterance.recurrence and not signature.takes("schedule"):
        score -= 4.0
    if signature.own == "test-retry" and not frame.again:
        score -= 1.5
    if signature.own == "export" and frame.table:
        score -= 3.0  # that one gives templates as a file to be read back
    if frame.here:
        score += 0.8 if signature.command.effect is Effect.SETTING else -0.4
    if signature.verb == "comment" and filled.values.get("text"):
        score += 1.5
    if signature.own == "audit" and frame.who:
        score += 1.0
    if signature.verb == "get" and frame.who and not frame.why:
        score -= 0.5
    meant = bool(utterance.names) or (utterance.card is not None and (frame.pronoun or not frame.kinds))
    if signature.verb == "get" and meant and not filled.missing:
        score += 0.8 + 1.5 * frame.why
    if signature.own == "versions" and meant:
        single = len(utterance.names[0].versions) == 1 if utterance.names else True
        score += -1.0 if single else 0.4 + 1.5 * frame.why
    if signature.verb == "get" and filled.missing == ["language"] and meant:
        score -= 4.0  # all of its languages are the better answer
    if signature.verb == "get" and filled.missing and not meant:
        score -= 1.0
    if signature.verb == "list":
        score += 0.5 * bool(frame.states) + 0.8 * frame.plural - 1.0 * meant * (not frame.plural)
        score -= 1.5 * frame.why * bool(frame.names)
    if signature.own == "activity" and signature.kinds and filled.missing and not meant:
        score -= 2.5  # of all of a kind: that is the project's activity
    if signature.own == "activity" and not signature.kinds:
        score -= 1.5 * meant
    if signature.own == "why" and (frame.names or frame.states):
        score -= 3.0
    if signature.own == "help" and (frame.kinds or frame.names or frame.areas) and not frame.how:
        score -= 1.0
    return score
