"""Orders whose verb nobody knows: by what they are about and what they carry, which commands may be meant. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping

from bot.command.phones import looks_like_phone
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon, Signature
from bot.understanding.sentence import Sentence, Token
from bot.understanding.utterance import Utterance

_INDEFINITE = frozenset({"a", "an", "another", "new", "some"})
_PARTICLES = small.PARTICLES | {"on", "together", "around", "along", "to", "at"}
_PREPOSITIONS = frozenset({"for", "from", "with", "of"})
_OBJECTS = small.PRONOUNS | {"sinch", "meta", "google", "me", "us", "everyone", "everybody"}
_SPEAKERS = frozenset({"i", "we"})
_WISH = re.compile(
    r"^(?:\w+ ){0,3}?(?:i|we) (?:\w+ ){0,3}?(?:(?:want|like|love|need|wish|prefer)(?: you)? (?:to )?"
    r"|(?:ought|have|got|supposed|going) to |wanna |gotta )"
)
"""Words before the verb of a wish: `I would like you to ...`"""
_ASKED = re.compile(r"\b(?:could|can|would|will) (?:you|somebody|someone|anybody) (?:please |kindly |maybe |just )?")
"""Words before the verb of a request that something else precedes: `they moved, so could you ...`"""
_FOR_ME = re.compile(
    r"\b(?:me|us)\b.*\b(?:about|when|whenever|once|if|should|until|as soon as|changes?|news|updates?|happens?)\b"
)
_REVIEWERS = re.compile(r"\b(?:sinch|them|meta|facebook|google|kakao|operators?|carriers?|reviewers?)\b")
_MENTIONS = re.compile(r"^(?:\w+ ){0,3}?(?:mention|note|remark|explain|clarify|confirm|point out)\b.*\bthat\b")
_SAID = re.compile(r"\b(?:that|about|why|whether|if|how|when|our|we|of)\b|[:\"“”„]")
_READS = words.LOOKING | {"show", "status", "now", "help"}
"""Verbs that an order in strange words may hold by chance: `route our events to https://...`"""
_OF_A_THING: Mapping[str, float] = {
    "update": 0.9, "launch": 0.8, "pause": 0.8, "resume": 0.8, "use": 0.9, "replace": 0.2, "register": 0.2,
}  # fmt: skip
"""What is done to something that exists -> how likely that is meant where nothing tells."""
_TOLD = 2.4
"""Where an argument has its value from the sentence, which hardly any other command takes."""


def unknown_verb(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> Token | None:
    """The verb that nobody knows at the beginning of an order, or a wish: `spruce up the French one`."""
    first, after = _opening(sentence, frame)
    if first is None or after is None or first.quoted or frame.over or frame.why or frame.verbs & {"list", "get"}:
        return None
    if after.low in ("me", "us") and not _FOR_ME.search(frame.low):
        return None  # `furnish me with the reasons` is to be seen
    strange = any(token.start == first.start for token in frame.leftovers)
    common = first.low in frame.cues and first.low in small.ORDERS | small.WANTS_REMOVAL
    known = _is_object(after, frame, lexicon) or (after.low in _PREPOSITIONS and first.low in small.ORDERS)
    return first if (strange or common) and known else None


def opens_strangely(frame: Frame, lexicon: Lexicon, path: str) -> bool:
    """Whether it begins with a verb that nobody knows, or with one that other commands have than this."""
    return frame.strange_verb is not None and path not in lexicon.cues.get(frame.strange_verb.low, ())


def weight(signature: Signature, utterance: Utterance) -> float | None:
    """How likely a command that changes something is meant by an order in strange words; None where nothing tells."""
    frame = utterance.frame
    told = next((told for name, told in _CARRIED.items() if signature.takes(name) and told(utterance)), None)
    if told is not None:
        return None if signature.verb == "update" and not utterance.names and utterance.addresses else _TOLD
    if signature.own in _OF_COMMAND:
        return _TOLD if _OF_COMMAND[signature.own](utterance) else None
    if not utterance.ordered or signature.removes or signature.kinds.isdisjoint(utterance.about):
        return None
    if signature.verb == "create":
        return 1.2 if _is_new(utterance) else None
    if not utterance.names and (frame.plural or not utterance.kinds <= signature.kinds):
        return None  # `bring me the apps`
    return _OF_A_THING.get(signature.own)


def is_order(frame: Frame) -> bool:
    """Whether something is to be done, and no word says what."""
    return not frame.verbs - _READS and frame.strange_verb is not None


def is_wish(frame: Frame) -> bool:
    """Whether something is wished for, and no word says that it be done: `I want the hook to go to https://...`"""
    return not (frame.verbs - _READS or frame.over or frame.denied) and _WISH.match(frame.low) is not None


def holds_address(sentence: Sentence, frame: Frame) -> bool:
    """Whether an address on the web stands beside the webhook that is to go there: `webhook to https://...`"""
    return "webhook" in frame.kinds and not frame.over and "://" in sentence.text


def _opening(sentence: Sentence, frame: Frame) -> tuple[Token | None, Token | None]:
    """The first word that says something, behind politeness and `I want to`, and the next."""
    wish = _WISH.match(frame.low) or _ASKED.search(frame.low)
    begun = frame.low[: wish.end()].count(" ") if wish else 0
    tokens = sentence.tokens
    if begun:
        last = sentence.words[begun - 1]
        tokens = tuple(token for token in tokens if token.start > last.start)
    for token, after in itertools.pairwise((*tokens, None)):
        if token is not None and (token.low not in small.FILLERS or token.mark or token.low in _SPEAKERS):
            return (None, None) if token.mark or token.low in _SPEAKERS | small.PRONOUNS else (token, after)
    return None, None


def _is_object(after: Token, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether a word may follow a verb, so that what stands before it is one."""
    if after.low in small.ARTICLES | _PARTICLES | _OBJECTS or after.user or after.quoted:
        return True
    named = any(name.text.lower().startswith(after.low) for name in itertools.chain(*frame.names))
    senses = lexicon.senses.get((lexicon.corrected(after.low),), ())
    told = looks_like_phone(after.text) or after.text.startswith("http")
    return named or told or any(sense.sort in ("kind", "area", "language") for sense in senses)


def _is_new(utterance: Utterance) -> bool:
    """Whether something is spoken of that does not exist yet: `a template`, `an app called Offers`."""
    lows = [token.low for token in utterance.sentence.words]
    said = bool({"called", "named", "titled", *_INDEFINITE} & {*lows})
    return not utterance.names and (said or bool(utterance.frame.phones or utterance.addresses))


def _is_for_me(utterance: Utterance) -> bool:
    about = bool(utterance.names) or (utterance.card is not None and utterance.frame.pronoun)
    return about and _FOR_ME.search(utterance.frame.low) is not None


def _is_for_the_channel(utterance: Utterance) -> bool:
    frame = utterance.frame
    return frame.here and bool(frame.areas or frame.states or "activity" in frame.verbs)


def _is_said_to_a_reviewer(utterance: Utterance) -> bool:
    about = bool(utterance.names) or utterance.card is not None
    low = utterance.sentence.text.lower()
    addressed = _REVIEWERS.search(low)
    said = addressed is not None and _SAID.search(low, addressed.end()) is not None
    return about and (said or _MENTIONS.match(low) is not None)


def _is_of_a_new_language(utterance: Utterance) -> bool:
    said = {code for codes in utterance.frame.languages for code in codes}
    about = [*utterance.names, *([utterance.card] if utterance.card and not utterance.names else [])]
    return bool(said) and any(name.versions and not said & {*name.versions} for name in about)


_CARRIED: Mapping[str, Callable[[Utterance], bool]] = {
    "user": lambda utterance: utterance.person,
    "numbers": lambda utterance: bool(utterance.frame.phones),
    "schedule": lambda utterance: bool(utterance.recurrence or utterance.begun_schedule),
    "duration": lambda utterance: bool(utterance.duration) and not utterance.kinds,
    "target": lambda utterance: bool(utterance.addresses),
    "targets": _is_of_a_new_language,
    "text": _is_said_to_a_reviewer,
}
"""Arguments that few commands have -> whether the sentence holds their value."""
_OF_COMMAND: Mapping[str, Callable[[Utterance], bool]] = {
    "follow": _is_for_me,
    "subscribe": _is_for_the_channel,
}
"""Verbs of commands that are known by whom they are for."""
