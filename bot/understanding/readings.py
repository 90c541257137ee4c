"""Which commands a sentence may mean, the likeliest first. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.command.declaration import Command, Effect
from bot.understanding import nouns, orders
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.filled import Filled
from bot.understanding.filling import fill
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon, Signature
from bot.understanding.names import Name
from bot.understanding.sentence import Sentence
from bot.understanding.utterance import LISTING, Utterance

LIKELY = 1.4
"""A score from which a reading is worth offering."""
FEW_NAMES = 3
MOST_WAYS = 6
"""Combinations of what ambiguous names may be that are tried."""

OPEN_TO_KINDS = frozenset({"audit", "subscribe", "unsubscribe", "report", "activity", "follow", "unfollow"})
"""Commands of no kind in whose sentences kinds are spoken of all the same."""
_KIND_OF_CATEGORIES = {"templates": "template", "senders": "sender"}
_LOOKED_AT_AGAIN = words.LOOKING | {"create", "show", "subscribe", "follow"}
"""Verbs of what may come again and again: `remind us every Monday of what waits`."""
_LOOKING = frozenset({"list", "get", "versions", "status", "following", "subscriptions", "screens"})
"""Verbs of commands that show something, whatever the verb that was said."""


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
    ordered, wished = (
        orders.is_order(frame),
        orders.is_wish(frame) or orders.holds_address(sentence, frame),
    )
    for names in _ways(frame):
        utterance = Utterance(sentence, frame, names, card, ordered, wished)
        for signature in lexicon.signatures:
            reading = _reading(signature, utterance, lexicon)
            if reading is not None and (reading.key not in found or found[reading.key].score < reading.score):
                found[reading.key] = reading
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def _ways(frame: Frame) -> Iterator[Sequence[Name]]:
    """Combinations of what was named; the same mention means the same each time."""
    mentions = list({tuple(name.key for name in found): found[:MOST_WAYS] for found in frame.names}.values())
    if len(frame.names) <= FEW_NAMES:
        mentions = [found[:MOST_WAYS] for found in frame.names]
    most = MOST_WAYS if len(mentions) <= FEW_NAMES else 2
    yield from itertools.islice(itertools.product(*mentions), most)


def _reading(signature: Signature, utterance: Utterance, lexicon: Lexicon) -> Reading | None:
    frame = utterance.frame
    verb = _verb(signature, utterance, lexicon)
    if verb is None:
        return None
    score = verb + _kind(signature, utterance) + _area(signature, utterance) + _phrase(signature, utterance)
    if score < -1:
        return None
    filled = fill(signature, utterance)
    score += filled.took - filled.strays - 0.6 * len(filled.missing[:3])
    score -= 0.4 * len([token for token in frame.leftovers if token.start not in filled.used])
    score += _fit(signature, utterance, filled)
    return Reading(
        signature.command, filled.values, tuple(filled.missing), score, tuple(frame.because), tuple(utterance.names),
        signature.removes, not signature.verbs.isdisjoint(utterance.wanted),
        left_out=tuple(filled.left_out),
    )  # fmt: skip


def _verb(signature: Signature, utterance: Utterance, lexicon: Lexicon) -> float | None:
    """How well the verb fits; None where the command does what nobody asked for."""
    frame = utterance.frame
    mine = signature.verbs
    if frame.spelled == signature.words:
        return 7.0 if frame.settled else 5.0  # the command itself, with slips of the pen
    if signature.removes and (frame.denied or not frame.removal):
        return None
    if frame.removal and signature.own in words.GIVING:
        return None  # `remove the rule about launches` makes none
    of_kind = not signature.kinds.isdisjoint(utterance.kinds)
    if of_kind:
        mine |= words.ALSO.get(signature.own, frozenset())
    gives = "show" in frame.verbs and not (frame.removal or frame.denied)
    if signature.own == "grant" and utterance.person and gives and "access" in utterance.kinds:
        return 3.5  # `give @anna admin rights`
    if not mine.isdisjoint(utterance.unwanted):
        return None
    cues = [word for word in frame.cues if signature.path in lexicon.cues[word]]
    cued = sum((lexicon.weights[word] for word in cues), 0.0)
    strange = 0.5 * (len(frame.cues) - len(cues))
    specific = _specific(signature, utterance, cued=bool(cues))
    asked_again = signature.takes("schedule") and (
        utterance.recurrence or (utterance.begun_schedule and "digest" in utterance.kinds)
    )
    if asked_again and not specific - _LOOKED_AT_AGAIN:
        return 4.0 + cued
    of_history = "audit" in specific and not signature.reads  # `who did it change the template`
    if (
        not of_history
        and utterance.content in signature.phrases
        and (len(utterance.content) > 1 or not utterance.content.isdisjoint(cues))
    ):
        return 3.0 + cued  # said just as the declaration has it
    if not mine.isdisjoint(specific):
        return 3.0 + cued - strange - 0.5 * (len(specific) - 1)
    return _unsaid_verb(signature, utterance, specific, cued, strange)


def _unsaid_verb(
    signature: Signature, utterance: Utterance, specific: frozenset[str], cued: float, strange: float
) -> float | None:
    """How well a command fits whose verb was not said, be it that others were (`specific`)."""
    frame, mine = utterance.frame, signature.verbs
    of_kind = not signature.kinds.isdisjoint(utterance.kinds)
    if of_kind:
        mine |= words.ALSO.get(signature.own, frozenset())
    if not signature.reads:
        if (utterance.ordered or utterance.wished) and (weight := orders.weight(signature, utterance)) is not None:
            return weight + cued
        if signature.verb == "update" or frame.over:
            return None  # `the profile of it` is to be seen, unless somebody says to change it
        if "list" in utterance.sentence.lows and not frame.removal:
            return None
        if cued >= (0.9 if of_kind else 1.1) and not specific:
            return 2.2 + cued - strange
        return 1.0 + cued - strange if cued >= 2 else None
    if not mine.isdisjoint(_LOOKING):
        fit = 1.0 if not specific else -4.0 if "audit" in specific else -2.5
        return fit + 0.3 * (not mine.isdisjoint(frame.verbs)) + cued - strange
    return (0.5 + cued - strange) if cued >= 1.1 and not specific else -2.5 + cued - strange


def _specific(signature: Signature, utterance: Utterance, *, cued: bool) -> frozenset[str]:
    """The verbs that say more than that something is to be seen, as far as they concern this command."""
    specific = utterance.wanted
    if cued:
        specific -= {"activity", "waiting"}
    if signature.own != "why":
        specific -= {"why"}
    return specific - {"export"} if signature.takes("csv") else specific


def _kind(signature: Signature, utterance: Utterance) -> float:
    kinds = utterance.kinds
    if signature.own in ("now", "waiting") and signature.own in utterance.frame.verbs:
        return 2.5 if signature.kinds & kinds else 0.0
    named = {LISTING[kind] for kind in utterance.named_kinds if kind in LISTING}
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
    if utterance.ordered and not signature.reads and signature.kinds & utterance.about:
        return 1.0
    if utterance.ordered and signature.takes("target") and utterance.addresses:
        return 0.6  # `route our events to https://...`
    if signature.own == "activity":
        return -1.5 if signature.kinds else 0.5
    if signature.single and signature.own in utterance.wanted:
        return 0.0  # `sync` is done with templates only
    return (-1.6 if signature.removes else -0.6) if signature.kinds else 0.0


def _area(signature: Signature, utterance: Utterance) -> float:
    areas = utterance.areas
    if areas:
        if signature.area in areas:
            return 2.0
        if signature.takes("area") or signature.own == "require":
            return 2.2
        named = {kind.split()[0] for kind in utterance.named_kinds}
        own = signature.area == "" and areas <= named  # `follow Sunny Bank on rcs`
        if own and signature.own in OPEN_TO_KINDS and not signature.verbs.isdisjoint(utterance.wanted):
            return 2.0  # `follow the whatsapp template order_update`
        return 0.5 if own or signature.takes("areas") else -2.0
    if utterance.card is not None and signature.area and not utterance.names:
        return 1.0 if utterance.card.kind.split()[0] == signature.area else -1.0
    named = {kind.split()[0] for kind in utterance.named_kinds} & nouns.AREAS.keys()
    if named and signature.area:
        return 0.5 if signature.area in named else -0.5
    return {"whatsapp": 0.3, "kakaotalk": -0.8}.get(signature.area, 0.0) if signature.area else 0.0


def _phrase(signature: Signature, utterance: Utterance) -> float:
    """How much the sentence is like one that was declared."""
    said = utterance.content
    if said.isdisjoint(signature.vocabulary):
        return 0.0
    shares = [
        len(said & phrase) / len(said | phrase)
        for phrase in signature.phrases
        if not said.isdisjoint(phrase - small.QUESTIONS)
    ]
    return 3.0 * max(shares, default=0.0) ** 2


def _fit(signature: Signature, utterance: Utterance, filled: Filled) -> float:
    """What speaks for one of several commands that read the same: one resource, a state, a reason."""
    frame, score = utterance.frame, 0.0
    if utterance.duration and signature.removes:
        score -= 3.0  # for a while is no end
    if utterance.recurrence and not signature.takes("schedule"):
        score -= 4.0
    if "upscale" in signature.kinds and "upscale" not in frame.kinds:
        score -= 3.0  # it takes a sender, which is named for much else
    if signature.own == "test-add" and frame.again:
        score -= 1.5
    if signature.verb == "get" and "code" in filled.missing and not frame.leftovers:
        score -= 1.5  # `has Kakao Shop templates?`
    if signature.own == "test-retry" and not frame.again:
        score -= 1.5
    if signature.own == "export" and frame.table:
        score -= 4.0  # that one gives templates as a file to be read back
    if frame.here:
        score += 0.8 if signature.command.effect is Effect.SETTING else -0.4
    if signature.verb == "comment" and filled.values.get("text"):
        score += 1.5
    if signature.own == "audit" and frame.who:
        score += 1.0
    if signature.verb == "get" and frame.who and not frame.why:
        score -= 0.5
    return score + _fit_of_looking(signature, utterance, filled)


def _fit_of_looking(signature: Signature, utterance: Utterance, filled: Filled) -> float:
    """The same of commands that show something: one resource, all of a kind, what happened."""
    frame, score = utterance.frame, 0.0
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
    if signature.own == "now" and frame.low.startswith(("which ", "how many ", "when ")):
        score -= 1.0  # `when is the next digest?`
    if "categories" in signature.words and _KIND_OF_CATEGORIES[signature.words[-1]] in frame.kinds:
        score += 1.5  # `kakao template categories`
    if signature.own == "why" and (frame.names or frame.states):
        score -= 3.0
    elif signature.own == "why" and frame.why and frame.here:
        score += 4.0  # `why is this here?` asks for no state
    if signature.own == "help" and (frame.kinds or frame.names or frame.areas) and not frame.how:
        score -= 1.0
    return score


def is_of_nothing(frame: Frame, best: Reading) -> bool:
    """Whether it changes what was neither named nor said, as `edit list` does where `list` is no template."""
    return not (best.reads or best.values or frame.kinds or frame.areas) and len(frame.verbs) > 1


def is_namesake(frame: Frame, other: Reading, best: Reading) -> bool:
    """Whether another reading does the same to what is of another kind and called the same, and nothing tells which."""
    told = frame.kinds or frame.areas or frame.languages or frame.states or frame.options
    same_verb = other.command.words[-1] == best.command.words[-1] and other.path != best.path and not other.missing
    return same_verb and not told and len(other.names) == len(best.names) > 0 and other.names != best.names
