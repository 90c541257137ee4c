"""What a sentence says of something new, or of where it is to go: its name, region, address, parts, project. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.command.arguments import Arg
from bot.command.parse import reference
from bot.understanding import small_words as small
from bot.understanding.sentence import Token
from bot.understanding.utterance import Utterance

ALL = "ALL"
"""The trigger that stands for every event."""
_PARTS = {
    "subproject": re.compile(r"\bsub-?projects?\b", re.IGNORECASE),
    "smsApp": re.compile(r"\bsms(?: and conversation)? apps?\b", re.IGNORECASE),
    "convApp": re.compile(r"\bconv(?:ersation)?(?: api)?(?: and sms)? apps?\b", re.IGNORECASE),
}
"""Parts of a bundle -> how they are asked for: `a bundle with an SMS app`."""
_EVERY_EVENT = re.compile(r"\b(?:everything|(?:all|every|any)(?: the| of the| our)? (?:\w+ )?events?)\b", re.IGNORECASE)
_PLUS_FRIEND = re.compile(r"(?<![\w<.])@[\w.-]{2,}")
_EVENTS = re.compile(r"\b(?:events?|for|about|when(?:ever)?|if|of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Particular:
    """A value that was said, and the words that say it."""

    value: str | list[str] | None
    said: Sequence[Token] = ()
    spent: str = ""
    """The sort of meaning of those words, if they have one of their own."""


def of(arg: Arg, utterance: Utterance) -> Particular | None:
    """What is said for an argument of this name; None where arguments of its name are no particulars."""
    read = _READERS.get(arg.name)
    return read(arg, utterance) if read else None


def of_project(arg: Arg, utterance: Utterance) -> Particular:
    """What a project is called: said after `called`, or the word beside `project`."""
    if utterance.called:
        return _called(arg, utterance)
    found = utterance.project
    if found is None and utterance.ids:
        found = utterance.ids[0]
    return Particular(found.text, (found,)) if found else Particular(None)


def _target(arg: Arg, utterance: Utterance) -> Particular:
    """An address on the web."""
    said = next(iter(utterance.addresses), None)
    return Particular(said, [token for token in utterance.frame.leftovers if said and token.text in said])


def _region(arg: Arg, utterance: Utterance) -> Particular:
    """Where Sinch is to keep it: `in the EU`."""
    found = utterance.place_of(arg.options)
    return Particular(found[1], (found[0],)) if found else Particular(None)


def _countries(arg: Arg, utterance: Utterance) -> Particular:
    return Particular([code for code in dict.fromkeys(utterance.frame.countries) if code in arg.options])


def _called(arg: Arg, utterance: Utterance) -> Particular:
    """What something new is to be called."""
    words = utterance.called
    if not words:
        return Particular(None)
    text = utterance.sentence.text[words[0].start : words[-1].end]
    return Particular(text.strip("\"'“”‘’`"), words)


def _plus_friend(arg: Arg, utterance: Utterance) -> Particular:
    found = _PLUS_FRIEND.search(utterance.sentence.text)
    said = [token for token in utterance.frame.leftovers if found and found.start() <= token.start < found.end()]
    return Particular(found[0] if found else None, said)


def _use_case(arg: Arg, utterance: Utterance) -> Particular:
    """As it was said, or as templates call it: `for OTP traffic`, `marketing`."""
    senses = [value for sense in utterance.frame.options for value in sense.values if value in arg.options]
    lows = utterance.sentence.lows
    spoken = [option for option in arg.options if {option.lower(), *small.OPTION_WORDS.get(option.lower(), ())} & lows]
    return Particular(next(iter([*senses, *spoken]), None), spent="option" if senses else "")


def _part(arg: Arg, utterance: Utterance) -> Particular:
    return Particular("yes" if _PARTS[arg.name].search(utterance.sentence.text) else None)


def _triggers(arg: Arg, utterance: Utterance) -> Particular:
    """The events of the areas and kinds that were said, or all."""
    text, frame = utterance.sentence.text, utterance.frame
    kinds = [kind.upper() for kind in frame.kinds if kind != "webhook"]
    areas = [area.upper() for area in frame.areas]
    if (kinds or areas) and _EVENTS.search(text):
        return Particular([
            option for option in arg.options
            if (not areas or option.split("_")[0] in areas) and (not kinds or {*option.split("_")} & {*kinds})
        ])  # fmt: skip
    return Particular([ALL] if ALL in arg.options and _EVERY_EVENT.search(text) else [])


def _channel(arg: Arg, utterance: Utterance) -> Particular:
    """A channel that was mentioned."""
    found = next((token for token in utterance.sentence.words if token.text.startswith("<#")), None)
    return Particular(reference(found.text), (found,)) if found else Particular(None)


_READERS: Mapping[str, Callable[[Arg, Utterance], Particular]] = {
    "target": _target, "region": _region, "countries": _countries, "details.countries": _countries,
    "details.brand.name": _called, "details.name": _called, "plusFriendId": _plus_friend, "use_case": _use_case,
    "useCase": _use_case, "subproject": _part, "smsApp": _part, "convApp": _part, "triggers": _triggers,
    "where": _channel,
}  # fmt: skip
"""Names of arguments -> what reads them."""
