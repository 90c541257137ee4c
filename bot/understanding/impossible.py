"""What is asked of a kind of resource that no command does to it: `delete Sunny Bank`, an RCS sender. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon, Signature
from bot.understanding.names import Name
from bot.understanding.readings import Reading
from bot.understanding.utterance import LISTING

ASKED_OF_ANY = frozenset({"delete", "discard", "launch", "update", "create", "translate"})
"""What may be asked of any kind."""
ASKED_OF_NAMED = ASKED_OF_ANY | {"register", "verify", "comment"}
"""What may be asked of one that is named; of none, these words have other meanings (`register a webhook`)."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A verb that no command has for a kind (`rcs senders`), and the verbs that there are."""

    verb: str
    place: str
    can: tuple[str, ...]


def of(frame: Frame, lexicon: Lexicon, found: Sequence[Reading], card: Name | None) -> Impossible | None:
    """What cannot be done at all; None where it can, or where nothing of the kind was asked for."""
    verbs = frame.verbs - words.GENERIC
    if frame.over and not (frame.ability or frame.how or turns.CANNOT_BE.search(frame.low)):
        return None
    asked = verbs & ASKED_OF_NAMED
    if len(asked) != 1 or verbs - asked - words.REMOVING or frame.who or frame.phones:
        return None
    verb = next(iter(asked))
    places = _places(frame, lexicon, card, named=verb in ASKED_OF_NAMED - ASKED_OF_ANY)
    if not places or any(_does(signature, verb, places) for signature in lexicon.signatures):
        return None
    best = {id(reading.command) for reading in found[:1] if not reading.reads}
    if any(id(signature.command) in best and _is_of(signature, places) for signature in lexicon.signatures):
        return None  # other words for something that there is
    place = min(places)
    can = [signature.own for signature in lexicon.signatures if _is_of(signature, {place})]
    return Impossible(verb, place, tuple(dict.fromkeys(own for own in can if own in ASKED_OF_NAMED)))


def place_of(path: Sequence[str]) -> str:
    """The words of a path before its verb."""
    return " ".join(path[:-1])


def _places(frame: Frame, lexicon: Lexicon, card: Name | None, *, named: bool) -> set[str]:
    """The kinds that are spoken of, as their commands' paths name them."""
    kinds = {*frame.kinds}
    if frame.names:
        found = {name.kind for mention in frame.names for name in mention if name.kind in LISTING}
        return {kind for kind in found if not kinds or LISTING[kind] in kinds}
    if named:
        return set()
    if card is not None and frame.pronoun and (not kinds or LISTING.get(card.kind) in kinds):
        return {card.kind} & LISTING.keys()  # `delete this sender`
    about = [signature for signature in lexicon.signatures if not frame.areas or signature.area in frame.areas]
    return {
        place
        for signature in about
        if (place := place_of(signature.command.words)) in LISTING or place.endswith(" account")
        if LISTING.get(place, "account") in signature.kinds & kinds
    }


def _does(signature: Signature, verb: str, places: set[str]) -> bool:
    mine = {signature.verb, signature.own, *words.ALSO.get(signature.own, ())}
    return verb in mine and _is_of(signature, places)


def _is_of(signature: Signature, places: set[str]) -> bool:
    """Whether a command is about resources of these kinds, not about what they have, such as test numbers."""
    place = place_of(signature.command.words)
    return place in places and LISTING.get(place, "account") in signature.kinds
