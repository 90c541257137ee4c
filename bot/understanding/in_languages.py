"""A language beside a template: what is asked for with it, most often a translation. One step of `combining`. Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.names import Name

_OF_VERSIONS = frozenset({"create", "versions"})
_MOVING = words.GENERIC | {"create", "update", "plan"}

_ANOTHER = re.compile(r"\badd (?:an?|another|one more|some|more|new) (?:new |more )?languages?$")
"""A language more, of whatever: `how do I add a language?`"""


def combine_languages(frame: Frame, low: str, card: Name | None) -> None:
    """A template in a language that it has, or does not have, or from one into another."""
    if frame.languages and not frame.names and "template" in frame.kinds and turns.WITHOUT_LANGUAGE.search(low):
        frame.verbs = {"languages"}
    if "plan" in frame.verbs and frame.languages and (frame.names or (card is not None and frame.pronoun)):
        meant = "compare" if turns.COMPARE.search(low) else "translate"
        frame.verbs = frame.verbs - {"plan"} | {meant}  # `a copy of it in Finnish`
    if frame.languages and frame.names and turns.VERSION.search(low) and not frame.verbs - words.GENERIC - _OF_VERSIONS:
        frame.verbs -= _OF_VERSIONS  # `make a Finnish version of it`, `do we have a Polish version of it?`
        frame.cues = [cue for cue in frame.cues if not turns.VERSION.match(cue)]
        asked = "languages" if turns.IS_QUESTION.search(low) else "translate"
        frame.verbs.add(asked if _is_new_language(frame, None) else "show")
    of_templates = is_of_templates(frame, None if frame.names or frame.kinds else card)
    if (
        of_templates
        and frame.languages
        and frame.verbs - words.GENERIC == {"create"}
        and _is_new_language(frame, None if frame.names else card)
    ):
        frame.verbs = {"translate"}  # `make it in Norwegian too`
    if of_templates and not frame.source and _are_one_to_another(frame, low):
        frame.source = frame.spoken[0]  # `Swedish to Danish`
    if of_templates and _is_from_one_to_another(frame) and not (frame.over or frame.verbs - _MOVING):
        frame.verbs = {"translate"}  # `bring it from English to Swedish`
        frame.cues.clear()


def wish_for_language(frame: Frame, low: str, card: Name | None) -> None:
    """A language alone, or one that is wished for: `and in Polish?`"""
    if _ANOTHER.search(low) and not (frame.names or frame.kinds or frame.areas or card):
        frame.verbs, frame.kinds, frame.cues = frame.verbs - {"create"} | {"translate"}, ["template"], []
        return
    bare = not (frame.kinds or frame.cues or frame.leftovers or frame.states or frame.over)
    if (
        frame.languages
        and (turns.MORE.search(low) or (bare and frame.names))
        and not frame.verbs - words.GENERIC
        and _is_new_language(frame, None if frame.over else card)
    ):
        frame.verbs.add("translate")


def is_of_templates(frame: Frame, card: Name | None) -> bool:
    """Whether it is about a template: one that was named, or that of the card."""
    kinds = {name.kind for found in frame.names for name in found} or ({card.kind} if card else set())
    return "whatsapp templates" in kinds


def _is_from_one_to_another(frame: Frame) -> bool:
    """Whether one language is said after `from`, and another besides."""
    return bool(frame.source) and any(not {*codes} & {*frame.source} for codes in frame.languages)


def _are_one_to_another(frame: Frame, low: str) -> bool:
    """Whether two languages stand round a `to`."""
    said = frame.sorts.get("language", [])
    return len(frame.spoken) == len(said) == 2 and f"{said[0]} to {said[1]}".lower() in low


def _is_new_language(frame: Frame, card: Name | None) -> bool:
    """Whether a template is named, or its card is here, and a language that it does not have."""
    mentions = frame.names or ([[card]] if card else [])
    named = [name for found in mentions for name in found if name.versions]
    said = {code for codes in frame.languages for code in codes}
    return bool(named) and not any(said & {*name.versions} for name in named)
