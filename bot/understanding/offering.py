"""What is offered where nothing is sure, and what makes a reading unsure though it scores well. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.understanding import orders, scanning, tongues, turns
from bot.understanding import readings as candidates
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Name, Names
from bot.understanding.readings import LIKELY, Reading
from bot.understanding.sentence import Sentence, Token
from bot.understanding.utterance import Utterance

OFFERED = 3
NEAR = 2.5
"""How far behind the best a reading may be that fills a place."""
FILLS = 1.0
"""A score from which a reading that only looks is offered rather than nothing."""
SHORT = 14
"""Words of a sentence that is looked at twice."""
_ASKS = re.compile(r"^(?:(?:\w+ ){1,3}to (?:know|see|learn)\b|which|what|who|where|did|has|have)\b")
_DONE = re.compile(r"\b(?:did|was|were|had|has|have)\b")
_LASTING = frozenset({"follow", "subscribe", "mute"})
"""Commands that a question never asks for, be all said that they need: `who follows Sunny Bank?`"""
_MOVES = re.compile(r"^(?:\w+ )?(?:take|put) .*\b(?:to|for|into)\b")
_LAST = re.compile(r"\b(?:last|latest|previous|most recent|preceding)\b")
_UNTIL = re.compile(r"\b(?:until|till|til)\b")
TIMED = frozenset({"schedule", "duration", "since"})
"""Arguments of commands that take a time."""
_OF_A_LANGUAGE = frozenset({"whatsapp templates translate"})
"""Commands that a language alone speaks for, which may as well be that of what is to be changed."""
_ONE_TEMPLATE = frozenset({"whatsapp templates get", "whatsapp templates versions"})
_YES_OR_NO = re.compile(
    r"(?:(?:and|so|hey|ok|but)\W+)*(?:does|do|is|are|will|would|can|could|might|has|have)\b(?! (?:you|i|we)\b)"
)
_QUESTION = frozenset({"what", "which", "who", "where", "when", "how", "why", "whether"})
_SAYS = re.compile(
    r"^(?!(?:i|we|please|would|could)\b).*"
    r"\b(?:needs?|must|should|ought to|ha(?:s|ve)(?: to)?|looks?|seems?|contains?|gets|is|are|was|were|does|can)\b"
)
_RECORDS = frozenset({"activity", "audit"})


def is_doubtful(sentence: Sentence, frame: Frame, best: Reading, lexicon: Lexicon) -> bool:
    """Whether the words ask for something else than the best reading does, be it understood what or not."""
    if frame.spelled == best.command.words:
        return False
    if best.asked and not best.reads:
        return bool(_ASKS.match(frame.low)) and not frame.ability and (bool(best.missing) or best.path in _LASTING)
    if is_statement(sentence, frame, best) or is_open_question(sentence, frame, best):
        return True
    named = bool(best.names) or best.asked
    return best.reads and named and orders.opens_strangely(frame, lexicon, best.path)


def is_statement(sentence: Sentence, frame: Frame, best: Reading) -> bool:
    """Whether something is said of what was named, and nothing asked: `the Polish one looks outdated`."""
    if not best.reads or best.asked or not (best.names or frame.pronoun) or not frame.leftovers:
        return False
    asks = frame.over or frame.asks or frame.why or frame.how or frame.states or not _QUESTION.isdisjoint(sentence.lows)
    return not (asks or frame.verbs or frame.denied) and _SAYS.search(frame.low) is not None


def is_open_question(sentence: Sentence, frame: Frame, best: Reading) -> bool:
    """Whether something is asked of a template in a word that nobody knows: `does the Polish one irk the reviewers?`"""
    if best.path not in _ONE_TEMPLATE or best.asked or not frame.leftovers or not _YES_OR_NO.match(frame.low):
        return False
    told = frame.verbs or frame.states or frame.denied or frame.why or len(frame.spoken) > 1
    return not told and _QUESTION.isdisjoint(sentence.lows)


def more(
    sentence: Sentence, frame: Frame, found: Sequence[Reading], lexicon: Lexicon, names: Names, card: Name | None
) -> list[Reading]:
    """The same words taken less literally: a slip that is a word as well, what was done, an order in unknown words."""
    if len(sentence.words) > SHORT:
        return []
    unanswered = bool(found) and found[0].reads and not (frame.over or found[0].asked)
    changes = [
        reading
        for reading in found
        if unanswered and reading.asked and not reading.reads and (reading.score > 0 or not frame.names)
    ]
    others = changes[:1]  # `mute the rejected ones`
    for spelled in _respelled(sentence, frame, lexicon, names):
        other = scanning.of(spelled, lexicon, names, card=card)
        if other.verbs - words.GENERIC - frame.verbs or len(other.names) > len(frame.names):
            others += candidates.of(spelled, other, lexicon, card)[:1]
    if verbs := _other_verbs(sentence, frame, found, lexicon):
        asked = candidates.of(sentence, replace(frame, verbs=verbs), lexicon, card)
        others += [reading for reading in asked if reading.score >= LIKELY]
    return others


def _other_verbs(sentence: Sentence, frame: Frame, found: Sequence[Reading], lexicon: Lexicon) -> set[str]:
    """The verbs that may have been meant instead, by what stands round them; none that delete."""
    best = found[0] if found else None
    if best and is_statement(sentence, frame, best):
        return {"update"}
    if best and is_open_question(sentence, frame, best):
        return {"check"}
    if best and best.reads and best.names and orders.opens_strangely(frame, lexicon, best.path):
        return {"unfollow"} if frame.removal and not _MOVES.search(frame.low) else {"update"}
    if best and frame.over and not best.reads:
        own = best.command.words[-1]
        records = _RECORDS if _DONE.search(frame.low) else frozenset[str]()
        return frame.verbs - {own, words.SAME.get(own, own)} | records  # `what did we ship?`
    said = frame.verbs - words.GENERIC
    if not said and words.NOUNS.keys() & frame.cues:
        return {"audit"}  # `a record of all deletions`
    if frame.kinds or frame.names:
        return set()
    if not said and frame.times and _UNTIL.search(frame.low):
        return {"mute"}  # `spare me the details until Thursday`
    return {"undo"} if frame.removal and _LAST.search(frame.low) else set()  # `withdraw my last alteration`


def _respelled(sentence: Sentence, frame: Frame, lexicon: Lexicon, names: Names) -> Iterator[Sentence]:
    """The sentence with what is one letter from a strange word: a verb where it begins (`lunch it`), a name's part."""
    small_words = small.FILLERS | small.QUESTIONS
    at = next((at for at, token in enumerate(sentence.tokens) if token.low not in small_words), 0)
    before = sentence.tokens[at - 1].low if at else ""
    for strange in frame.leftovers[:2]:
        begins = not sentence.asks and strange is sentence.tokens[at] and before not in small.ARTICLES
        meant = (lexicon.verb_near(strange.low) if begins else "") or names.part_near(strange.low)
        if meant:
            spelled = Token(meant, meant, strange.start, strange.end)
            yield Sentence(sentence.text, tuple(spelled if each is strange else each for each in sentence.tokens))


def by_hints(sentence: Sentence, frame: Frame, lexicon: Lexicon, card: Name | None) -> tuple[Reading, ...]:
    """What is offered where no verb is known, by the area and the time that were said: `90 days of rcs decisions`."""
    if len(frame.leftovers) > 1 or len(sentence.words) > SHORT or frame.denied or frame.kinds or frame.names or card:
        return ()
    utterance = Utterance(sentence, frame, (), None)
    verbs = ["mute"] if utterance.duration and not frame.areas else []
    passed = utterance.since and turns.GONE_BY.search(frame.low) and not utterance.duration
    verbs += ["activity", "report"] if passed or (utterance.since and frame.areas) else []
    verbs += ["waiting", "activity"] if frame.areas and not verbs else []
    found = (candidates.of(sentence, replace(frame, verbs={verb}), lexicon, None)[:1] for verb in verbs)
    return tuple(reading for best in found for reading in best if reading.asked and not reading.missing)


def of_order(sentence: Sentence, frame: Frame, found: Sequence[Reading], lexicon: Lexicon) -> tuple[Reading, ...]:
    """What an order in strange words may mean, changes first; nothing where it is clear."""
    best = found[0] if found else None
    if best is None or not orders.is_order(frame):
        return ()
    alone = (
        not best.reads
        and best.path not in _OF_A_LANGUAGE
        and all(best.score - reading.score >= NEAR for reading in found if reading.path != best.path)
    )
    if alone or not orders.opens_strangely(frame, lexicon, best.path):
        return ()
    changes = [reading for reading in found if not reading.reads and reading.score >= LIKELY]
    looks = [reading for reading in found if reading.reads and reading.score >= FILLS]
    return three((*changes[:2], *looks[:1], *changes[2:], *looks[1:])) if changes else ()


def of_question(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """What a question is answered with whose best reading changes something: what shows it first."""
    looks = [reading for reading in found if reading.reads and reading.score >= FILLS]
    return three((*looks[:2], found[0], *looks[2:]))


def repeated(best: Reading, found: Sequence[Reading]) -> tuple[Reading, ...]:
    """What posts again and again, and what shows it once: `show me what is rejected every morning`."""
    regular = (reading for reading in found if "schedule" in reading.values and reading.score > 0)
    again = next(regular, None) if best.reads and best.values.keys().isdisjoint(TIMED) else None
    return (again, best) if again else ()


def three(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings that are offered: one for each command first, then those that differ in what they are about."""
    first: dict[tuple[object, ...], Reading] = {}
    twins: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        about = (reading.path, tuple(name.key for name in reading.names))
        if first.setdefault(about, reading).key != reading.key:
            twins.setdefault(reading.key, reading)
    return (*first.values(), *twins.values())[:OFFERED]


def near(found: Sequence[Reading], frame: Frame) -> list[Reading]:
    """What is near the best, and what fills up the three: readings of what was named, or of its kind."""
    best = found[0].score
    close = [reading for reading in found if reading.score >= LIKELY and best - reading.score < NEAR]
    if len(close) < OFFERED and (frame.names or frame.kinds):
        close += [reading for reading in found[len(close) :] if reading.reads and reading.score >= FILLS]
    return close


def is_named(frame: Frame) -> bool:
    """Whether something that exists was surely named, be its name a part or a slip."""
    said = [word.lower() for word, _ in frame.because]
    return bool(frame.names) and not (
        frame.guessed and any(word in tongues.KNOWN_ENGLISH or f" in {word}" in frame.low for word in said)
    )


def compared(
    sentence: Sentence, frame: Frame, versions: Sequence[Reading], lexicon: Lexicon, card: Name | None
) -> tuple[Reading, ...]:
    """What was named together; for two languages that something is asked of, also what tells how they differ."""
    if len(versions) != 2 or frame.verbs or not frame.over or len(frame.spoken) != 2:
        return tuple(versions[:OFFERED])
    asked = candidates.of(sentence, replace(frame, verbs={"compare"}), lexicon, card)
    return (*versions, *(reading for reading in asked[:1] if reading.asked))
