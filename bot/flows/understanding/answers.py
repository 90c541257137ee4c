"""What stands round an answer to a question, and answers that name a choice by its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding import small_words as small

_BEFORE = re.compile(
    r"\A(?:(?:ok|okay|well|h+m+|oh|yes|yeah|sure|please|maybe|perhaps|probably|i think|i guess|i(?:['’]d| would) say"
    r"|let(?:['’]s| us) (?:take|say|use|go with)|take|use|choose|pick|make (?:it|that)|it(?:['’]s| is|s)"
    r"|that(?:['’]s| is|s)|the answer is|go with|i want|i(?:['’]d| would) like|i(?:['’]ll| will) take"
    r"|for|to|from|into|in|on|with)\b[\s,:]*)+",
    re.IGNORECASE,
)
_THANKS = r"(?:please|pls|plz|thanks|thank you|thx)"
_COURTESY = re.compile(rf"(?:(?<![\s,])[\s,]+(?:{_THANKS})[.!]*)+\Z", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:(?<![\s,])[\s,]+(?:{_THANKS}|then|i think|i guess|only|of course|obviously|naturally|i suppose)[.!]*)+\Z",
    re.IGNORECASE,
)
"""Blanks before a word are tried once, from the first: their runs may be long."""
_END = 100
"""Characters at the end of an answer that may be courtesy."""
_CHOOSES = 200
"""Characters of the longest reply that names an offer."""
_PLACES = ("first", "second", "third", "fourth", "fifth")
_PLACE = re.compile(
    r"(?:the |number |no\.? ?|option |choice |#)?(?:(first|second|third|fourth|fifth|last)|([1-5])(?:st|nd|rd|th)?)"
    r"(?: (?:one|option|choice|button))?",
    re.IGNORECASE,
)
_CLEAR = re.compile(r"\b(?:one|option|choice|button)\b", re.IGNORECASE)
"""Words that say that a place is meant: `second` alone may be said of anything."""
_NO_NAMES = frozenset({"the", "a", "an", "one", "that", "this", "option", "please", "of", "for", "with", "about"})
_EVERY = frozenset({"all", "all of them", "every one", "everything", "both", "both of them", "all please"})


def bare(text: str) -> str:
    """An answer without courtesy round it, and without the preposition before it: `into French please`."""
    said = _BEFORE.sub("", _end_gone(text, _BEHIND)).strip()
    return said or text


def polite_end_gone(text: str) -> str:
    """`Parcel Notices please` is a name and a courtesy; `Members Only` is a name."""
    return _end_gone(text, _COURTESY)


def _end_gone(text: str, end: re.Pattern[str]) -> str:
    found = end.search(text, max(0, len(text) - _END))
    return text[: found.start()].strip() or text if found else text.strip() or text


def nth(text: str, choices: Sequence[str]) -> str | None:
    """The choice that an answer names by its place: `the second`; None where it names none."""
    found = _PLACE.fullmatch(text)
    if found is None or not choices:
        return None
    word = (found[1] or "").lower()
    at = len(choices) - 1 if word == "last" else _PLACES.index(word) if word else int(found[2]) - 1
    return choices[at] if at < len(choices) else None


def offered(text: str, labels: Sequence[str]) -> int | None:
    """Which of these an answer names: by its place, by words that not all have, or as the only one; None: none."""
    if len(text) > _CHOOSES:
        return None
    if (whole := _whole(text, labels)) is not None:
        return whole
    said = bare(text.strip().rstrip(".!"))
    if (place := nth(said, [str(at) for at in range(len(labels))])) is not None:
        return int(place)
    if len(labels) == 1:
        return 0 if is_yes(text) else None
    named = {word for word in _words(said).split() if word not in _NO_NAMES}
    found = [at for at, label in enumerate(labels) if named and named <= {*_words(label).split()}]
    return found[0] if 0 < len(found) < len(labels) else None  # the likeliest stand first


def is_clear(text: str, labels: Sequence[str]) -> bool:
    """Whether it can only be a choice of these: all the words of one, or `the second one`."""
    said = bare(text.strip().rstrip(".!"))
    placed = bool(_CLEAR.search(said)) and nth(said, labels) is not None
    return placed or (_whole(text, labels) is not None and " " in _words(text))


def _whole(text: str, labels: Sequence[str]) -> int | None:
    """Which of these is said in all its words."""
    ways = {_words(text), _words(bare(text.strip().rstrip(".!")))}
    return next((at for at, label in enumerate(labels) if _words(label) in ways), None)


def is_every(text: str) -> bool:
    """Whether all of the choices are meant."""
    return text.strip(" .!").lower() in _EVERY


def is_yes(text: str) -> bool:
    """Whether it only agrees."""
    return _words(text) in small.AGREES


def waits(text: str) -> bool:
    """Whether somebody wants time to answer."""
    return _words(text) in small.WAITS


def is_unsure(text: str) -> bool:
    """Whether somebody cannot answer, or asks for the choices."""
    return _words(text) in small.UNSURE


def _words(text: str) -> str:
    return " ".join("".join(char for char in text.casefold() if char.isalnum() or char == " ").split())
