"""A sentence in plain English -> what is to be done about it. Deterministic, and it says why. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from bot.command.declaration import Effect
from bot.understanding import (
    clauses,
    impossible,
    offering,
    one_by_one,
    scanning,
    small_talk,
    time_slips,
    tongues,
    turns,
)
from bot.understanding import readings as candidates
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.besides import numbers_besides, typed_besides
from bot.understanding.frame import Frame
from bot.understanding.impossible import Impossible
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Name, Names
from bot.understanding.narrower import narrower
from bot.understanding.provisos import provisos
from bot.understanding.readings import LIKELY, Reading
from bot.understanding.sentence import Sentence, Token, read

CHOICES_OFFERED = 3
DELETING = frozenset({"delete", "discard"})
SURE = 3.0
MARGIN = 0.75
ALONE = 2.0
"""Enough for what only reads, where nothing else is likely."""
AS_NAME = 2.0
"""What counts against taking one of our words (`list`) for a name."""
SHORT = 3
"""Letters of a word that says nothing (`hello`) and is no name all the same."""
NOISE = 0.5
"""Share of words that nobody knows above which nothing is sure."""
_ADDRESS = re.compile(
    r"\b(?:please|sinch|bot|there|oh|ah|well|then|ok|okay|so|that is all|for now|mate|man|buddy|pal|guys|folks|sir|dude"
    r"|madam|boss|dear|friend|my friend|everyone|everybody|team|robot)\b"
)
"""Words of small talk that make no difference to it."""
LONG = 60
"""Words; a sentence of more is read for its first request only where it is nearly all understood."""


class Intent(Enum):
    """What a sentence is."""

    DO = "do"
    """One reading, and it is sure."""
    CHOOSE = "choose"
    """Several, or one that is not sure."""
    GREETING = "greeting"
    THANKS = "thanks"
    CANCEL = "cancel"
    AGREE = "agree"
    """Yes, which a press must say."""
    EXPLAIN = "explain"
    """Why the last one was understood as it was."""
    LEAVE = "leave"
    """Something is not to be done."""
    ABILITY = "ability"
    """Whether something that removes may be done, not that it be done."""
    HOW = "how"
    """How something is done: its help."""
    CANNOT = "cannot"
    """What no command does to that kind of resource."""
    FOREIGN = "foreign"
    """Another language than English."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood; `readings` likeliest first."""

    intent: Intent
    readings: tuple[Reading, ...] = ()
    frame: Frame | None = None
    several: bool = False
    """Whether the sentence holds several requests."""
    cannot: Impossible | None = None
    narrower: str = ""
    """The one thread or resource that was named, where the best reading is about the channel."""

    @property
    def best(self) -> Reading | None:
        return self.readings[0] if self.readings else None


def understand(
    typed: str, lexicon: Lexicon, names: Names | None = None, *, card: Name | None = None, bot_user: str = ""
) -> Understanding:
    """Understand what was typed; `names` are those that exist, `card` that of the thread it was said in."""
    sentence = read(typed, bot_user)
    known = names if names is not None else Names()
    talk = _small_talk(sentence)
    of_card = talk is Intent.EXPLAIN and card is not None and turns.WHY_HERE.search(sentence.text.lower())
    if talk is not None and not of_card:
        return Understanding(talk)
    sentence = time_slips.mended(sentence, lexicon, known)
    parts = _requests(sentence, lexicon, known, card)
    if len(parts) > 1:
        return Understanding(Intent.CHOOSE, tuple(parts[:CHOICES_OFFERED]), several=True)
    found = _one(sentence, lexicon, known, card)
    if (chosen := _one_by_one(sentence, found, lexicon, card)) is not None:
        return chosen
    if found.intent in (Intent.DO, Intent.CHOOSE):
        told = (replace(each, left_out=_left_out(sentence, each, lexicon)) for each in found.readings)
        path = found.best.path if found.best else ""
        return replace(found, readings=tuple(told), narrower=narrower(sentence.text, path))
    if found.intent is Intent.LEAVE:
        for part in clauses.allowed(sentence):
            meant = _one(part, lexicon, known, card)
            if meant.frame and meant.frame.verbs and (_is_look(meant) or (meant.intent is Intent.DO and _reads(meant))):
                return meant
    return found


def _left_out(sentence: Sentence, reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """What a reading does without: also a condition, a time, a second wish (`delete it and create a new one`)."""
    if reading.path.endswith(" comment"):
        return reading.left_out
    timed = reading.reads or offering.TIMED & {arg.name for arg in reading.command.arguments}
    told = reading.command.words[-1] in ("follow", "unfollow")  # of what will be: `when it is approved`
    later = () if timed else provisos(sentence.text, conditions=not told)
    parts = [*clauses.one_by_one(sentence)][1:]
    path = {*reading.command.words, words.SAME.get(reading.command.words[-1], "")}
    wishes = [(part, scanning.of(part, lexicon, Names()).verbs & words.WISHED - path) for part in parts[:3]]
    second = (part.text for part, verbs in wishes if verbs and len(part.tokens) > 1)
    found = (*reading.left_out, *later, *typed_besides(sentence, reading, lexicon), *second)
    return found if reading.reads else (*found, *numbers_besides(sentence, reading, found))


def wants_names(typed: str, lexicon: Lexicon, bot_user: str = "") -> bool:
    """Whether the names of resources matter: some word is none of ours."""
    sentence = read(typed, bot_user)
    if _small_talk(sentence) is not None:
        return False
    frame = scanning.of(sentence, lexicon, Names())
    if scanning.CALLED & sentence.lows:
        return True  # `the template called list`
    return bool(
        frame.leftovers or frame.languages or frame.pronoun or frame.verbs - {"show", "list"} or not frame.kinds
    )


def _small_talk(sentence: Sentence) -> Intent | None:
    said = " ".join(token.low for token in sentence.tokens)
    bare = " ".join(re.sub(r"[^\w\s]", "", said).split())
    if not bare:
        return Intent.GREETING if not sentence.text.strip(" ?!.") else None
    for intent, phrases in (
        (Intent.EXPLAIN, small.EXPLAIN), (Intent.CANCEL, small.CANCELS), (Intent.GREETING, small.GREETINGS),
        (Intent.THANKS, small.THANKS), (Intent.AGREE, small.AGREES),
    ):  # fmt: skip
        if intent is Intent.GREETING and len(bare) > SHORT and small_talk.is_misspelled(bare, phrases):
            return intent
        if intent is Intent.CANCEL and small_talk.ABORT.fullmatch(bare):
            return intent
        if intent is Intent.CANCEL and small_talk.NO.sub("", bare) in phrases:
            return intent
        if intent in (Intent.CANCEL, Intent.THANKS) and {*re.split(r"\s*[,.;!]+\s*", said.strip(" ,.;!"))} <= phrases:
            return intent
        if intent is Intent.THANKS and _is_praise(said):
            return intent
        if intent is Intent.THANKS and small_talk.THANKS.fullmatch(bare):
            return intent
        if intent is Intent.EXPLAIN and small_talk.EXPLAIN.fullmatch(bare):
            return intent
        if bare in phrases or " ".join(_ADDRESS.sub("", bare).split()) in phrases:
            return intent
    return None


def _is_praise(said: str) -> bool:
    """Whether it only thanks and praises: `you're great, thanks!`"""
    parts = [part for part in re.split(r"\s*[,.;!]+\s*", said.strip(" ,.;!")) if part]
    return bool(parts) and all(part in small.THANKS or small_talk.PRAISE.fullmatch(part) for part in parts)


def _one(sentence: Sentence, lexicon: Lexicon, names: Names, card: Name | None) -> Understanding:
    frame = scanning.of(sentence, lexicon, names, card=card)
    found = candidates.of(sentence, frame, lexicon, card)
    weak = not found or found[0].score < SURE or found[0].missing or candidates.is_of_nothing(frame, found[0])
    of_verb = "it" in sentence.lows or (frame.denied and not frame.verbs - {"show"})  # `don't mute us`, `launch it`
    if weak and not of_verb and _may_be_named_like_words(sentence, lexicon, names):
        other = scanning.of(sentence, lexicon, names, card=card, as_names=True)
        more = [
            replace(reading, score=reading.score - AS_NAME) for reading in candidates.of(sentence, other, lexicon, card)
        ]
        if more and (not found or more[0].score > found[0].score):
            frame, found = other, _merged(more, found)
        else:
            found = _merged(found, more)
    return _decided(sentence, frame, found, lexicon, names, card)


def _merged(first: Sequence[Reading], second: Sequence[Reading]) -> list[Reading]:
    keys = {reading.key for reading in first}
    return sorted(
        [*first, *(reading for reading in second if reading.key not in keys)], key=lambda reading: -reading.score
    )


def _may_be_named_like_words(sentence: Sentence, lexicon: Lexicon, names: Names) -> bool:
    said = [token for token in sentence.words if not token.quoted]
    alone = any(
        lexicon.means(token.low)
        and ((token.low,) in lexicon.senses or len(token.low) > SHORT)
        and names.exact([token.low])
        for token in said
    )
    return alone or any(
        lexicon.means(token.low) and token.text[:1].isupper() and names.exact([token.low, after.low])
        for token, after in pairwise(said)
    )


def _decided(
    sentence: Sentence, frame: Frame, found: Sequence[Reading], lexicon: Lexicon, names: Names, card: Name | None
) -> Understanding:
    if (no_request := _no_request(sentence, frame, found, lexicon, card)) is not None:
        return no_request
    likely = [reading for reading in found if reading.score >= LIKELY]
    if offered := offering.of_order(sentence, frame, found, lexicon):
        return Understanding(Intent.CHOOSE, offered, frame)
    if frame.ability and likely and not likely[0].reads and turns.SHOULD.search(frame.low):
        return Understanding(Intent.ABILITY, tuple(likely[:1]), frame)
    if frame.how and likely and not likely[0].reads:
        return Understanding(Intent.HOW, tuple(likely[:1]), frame)
    if not likely:
        others = offering.more(sentence, frame, found, lexicon, names, card)
        offered = offering.three(others or offering.by_hints(sentence, frame, lexicon, card))
        return Understanding(Intent.CHOOSE if offered else Intent.UNKNOWN, offered, frame)
    best = likely[0]
    unused = [token for token in frame.leftovers if token.low not in repr(best.values).casefold()]
    noise = _noise(frame, best, unused, card)
    doubtful = offering.is_doubtful(sentence, frame, best, lexicon)
    if _is_sure(sentence, frame, likely, unused, noise) and not doubtful:
        told = frame.how or frame.ability or frame.low.startswith("when ")  # `when it is approved, launch it`
        if frame.over and not (best.reads or told):  # a question asks for no change
            return Understanding(Intent.CHOOSE, offering.of_question(found), frame)
        if again := offering.repeated(best, found):
            return Understanding(Intent.CHOOSE, again, frame)
        return Understanding(Intent.DO, (best,), frame)
    others = offering.more(sentence, frame, found, lexicon, names, card)
    if noise >= 0.75 or (frame.guessed and noise >= NOISE) or len(sentence.words) > LONG:
        if not others and offering.is_named(frame) and len(sentence.words) <= offering.SHORT:
            others = offering.near(found, frame)
        offered = offering.three(others)
        return Understanding(Intent.CHOOSE if offered else Intent.UNKNOWN, offered, frame)
    near = offering.near(found, frame)
    only = len(near) == 1 and best.asked and best.missing and not best.removes and not unused and not doubtful
    return Understanding(Intent.DO if only else Intent.CHOOSE, offering.three((*others[:1], *near, *others[1:])), frame)


def _no_request(
    sentence: Sentence, frame: Frame, found: Sequence[Reading], lexicon: Lexicon, card: Name | None
) -> Understanding | None:
    """What asks for nothing to be done: another language, what is to be left alone, what can't or may not be done."""
    foreign = sum(token.low in tongues.FOREIGN for token in sentence.words)
    foreign += foreign and sum(not token.low.isascii() for token in frame.leftovers)
    if foreign >= 2 or (foreign and len(sentence.words) <= 4) or _script(sentence.text):
        return Understanding(Intent.FOREIGN, (), frame)
    if frame.denied and not frame.verbs - {"show"} and not frame.why:
        return Understanding(Intent.LEAVE, _shown(found), frame)
    if (cannot := impossible.of(frame, lexicon, found, card)) is not None:
        return Understanding(Intent.CANNOT, _shown(found), frame, cannot=cannot)
    deletes = frame.removal and not frame.verbs.isdisjoint(DELETING)
    if frame.ability and not frame.how and found and (found[0].removes or deletes):
        return Understanding(Intent.ABILITY, tuple(found[:1]), frame)
    return None


def _noise(frame: Frame, best: Reading, unused: Sequence[Token], card: Name | None) -> float:
    """The share of words that nobody knows; one that hides no question counts for nothing."""
    one_strange = best.reads and len(unused) == 1
    if one_strange and best.score >= SURE + 1 and not frame.guessed and frame.said > 1:
        return 0.0
    if one_strange and card is not None and frame.over and frame.pronoun and not frame.names:
        return 0.0  # `is it through?` at a card
    return len(unused) / max(1, frame.said)


def _is_sure(
    sentence: Sentence, frame: Frame, likely: Sequence[Reading], unused: Sequence[Token], noise: float
) -> bool:
    """Whether the best reading is far enough before the others, or alone and only looks at something."""
    best = likely[0]
    changes = not (frame.verbs.isdisjoint(words.CLEAR) or frame.who or frame.over or best.asked)
    rivals = any(
        (best.score - reading.score < MARGIN and _rivals(reading, best)) or candidates.is_namesake(frame, reading, best)
        for reading in likely[1:]
    )
    blurred = noise >= NOISE or (len(sentence.words) > LONG and noise > 0.1)
    if best.score >= SURE and not rivals and not (changes and best.reads) and not blurred:
        return True
    alone = best.reads and not best.missing and len(likely) == 1
    return alone and best.score >= ALONE and len(unused) <= best.score / 2 and noise <= NOISE


def _rivals(other: Reading, best: Reading) -> bool:
    """Whether another reading is as good: not where only the best has its verb said, or all that it needs."""
    unasked = best.asked and not best.missing and not other.asked and len(other.names) <= len(best.names)
    return not unasked and (not other.missing or bool(best.missing) or not best.reads)


def _shown(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings that only look at what is to be left alone."""
    about = (reading for reading in found if reading.score > 0 and reading.reads and reading.names)
    return tuple(reading for reading in about if not reading.missing)[:1]


def _script(text: str) -> bool:
    """Whether it is written in other letters than English is."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(ord(char) > 0x24F for char in letters) > len(letters) / 2


def _requests(sentence: Sentence, lexicon: Lexicon, names: Names, card: Name | None) -> list[Reading]:
    """The readings of a sentence that asks for two things: each part has a verb of its own and is sure by itself."""
    parts = list(clauses.one_by_one(sentence))
    if not 2 <= len(parts) <= 4:
        return []
    found: list[Reading] = []
    kinds: set[str] = set()
    for part in parts:
        meant = _one(part, lexicon, names, card)
        frame = meant.frame
        if meant.best is None or frame is None or not (meant.intent is Intent.DO or _is_look(meant)):
            return []
        if part.lows <= small.QUESTIONS | {"why", "when", "who"}:
            return []  # `how many and why` is one question
        if not frame.verbs | {*frame.cues} and not (frame.kinds and (not found or _goes_on(kinds, frame, found[-1]))):
            return []
        kinds = {*frame.kinds}
        if meant.best.path.endswith(" comment") and meant.best.values.get("text"):
            return []  # the rest belongs to the comment
        found.append(meant.best)
    return found if len({reading.path for reading in found}) > 1 else []


def _one_by_one(sentence: Sentence, found: Understanding, lexicon: Lexicon, card: Name | None) -> Understanding | None:
    """What was said of several, one reading for each; None where the command is about one, or takes all."""
    best, frame, sure = found.best, found.frame, found.intent is Intent.DO
    if best is None or frame is None:
        return None
    ways: list[tuple[Reading, ...]] = []
    if sure or (found.intent is Intent.CHOOSE and best.reads):
        ways.append(one_by_one.names(sentence, best, frame, lexicon, card))
    if sure:
        ways += [one_by_one.people(best, frame), one_by_one.languages(best, frame)]
    if each := next((way for way in ways if len(way) > 1), ()):
        offered = offering.compared(sentence, frame, each, lexicon, card)
        return Understanding(Intent.CHOOSE, offered, frame, several=len(offered) <= len(each))
    if versions := one_by_one.versions(best):
        return Understanding(Intent.CHOOSE, versions[:CHOICES_OFFERED], frame)
    return None


def _goes_on(kinds: set[str], frame: Frame, last: Reading) -> bool:
    """Whether a part without a verb is one more thing to be seen: `list the senders and then the webhooks`."""
    lists = last.command.words[-1] in ("list", "waiting", "following", "subscriptions")
    return lists and kinds.isdisjoint(frame.kinds) and not frame.states


def _reads(meant: Understanding) -> bool:
    return meant.best is not None and meant.best.reads


def _is_look(meant: Understanding) -> bool:
    """Whether a part that is not sure only looks at something, with a verb of its own: `give me the digest`."""
    reads = meant.intent is Intent.CHOOSE and all(reading.reads for reading in meant.readings)
    return reads and meant.frame is not None and bool(meant.frame.verbs)


def safe(reading: Reading) -> Reading:
    """The reading without anything that may be a secret."""
    secrets = {arg.name for arg in reading.command.arguments if arg.kind == "secret"}
    return replace(reading, values={name: value for name, value in reading.values.items() if name not in secrets})


def presses(reading: Reading) -> bool:
    """Whether it runs at once when typed, and so asks for a press when only said."""
    return reading.command.effect in (Effect.COMMENT, Effect.SETTING) and not reading.command.asks
