"""Questions that hold the verb of a command and ask for nothing to be done: `when will it launch?` Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.names import Name

_ADDS = re.compile(r"\b(?:add|put|insert|include|attach|place)\b.* (?:to|on|in|into|onto|under)\b")
"""Gives something a part: `add an emoji to it`."""
_NEEDS = re.compile(r"\b(?:needs?|wants?|deserves?|requires?|give|(?:should|must) (?:get|have))\b")


def combine_questions(frame: Frame, low: str, card: Name | None) -> None:
    """Questions that hold a verb, and ask for nothing to be done."""
    if turns.OF_THE_BOT.search(low) and not (frame.kinds or frame.names or frame.areas or frame.past):
        frame.verbs, frame.leftovers, frame.why = {"status"}, [], False  # `bot is working?`
        frame.states.clear()
    if "launch" in frame.verbs and (
        turns.WHEN_WILL.search(low) or turns.HOW_FAR.search(low) or turns.STATUS_OF.search(low)
    ):
        frame.verbs = frame.verbs - {"launch"} | {"progress"}  # `when will it launch?`
    if "launch" in frame.verbs and frame.ability and turns.YET.search(low):
        frame.verbs = frame.verbs - {"launch"} | {"progress"}  # `can we go live yet?`
    if frame.names and turns.TO_PRODUCTION.search(low):
        frame.verbs = frame.verbs - {"comment"} | {"launch"}  # `push it to prod`
    about = frame.names or (card is not None and not (frame.kinds or frame.areas))
    if about and not frame.verbs - words.GENERIC - {"create"} and not frame.over and turns.META_SHOULD.search(low):
        frame.verbs, frame.areas = {"update"}, []
    wished = frame.verbs - words.GENERIC == {"create"} or (not frame.verbs - {"show"} and _NEEDS.search(low))
    if about and not (frame.over or frame.kinds or frame.phones) and _ADDS.search(low):
        frame.verbs = frame.verbs - {"create"} | {"update"} if "create" in frame.verbs else frame.verbs
    if about and wished and not frame.over and turns.NEW_PART.search(low):
        frame.verbs = {"update"}  # `a new logo for Sunny Bank`
    if "plan" in frame.verbs:
        frame.kinds = [kind for kind in frame.kinds if kind != "project"]  # `copy it to another project`
    if "questionnaire" in frame.kinds:
        frame.verbs.discard("launch")  # `what questions do they ask for a launch?`
    if turns.FROM_META.search(low) and not (frame.names or frame.states or {*frame.kinds} - {"template"}):
        frame.verbs = {"sync"}
    if turns.HOW_LONG.search(low) and not (frame.names or frame.kinds or frame.verbs - words.GENERIC):
        frame.verbs.add("report")
        frame.leftovers = []
    at_card = card is not None and not (frame.names or frame.areas or frame.kinds or frame.plural)
    if at_card and frame.verbs - words.GENERIC == {"waiting"} and turns.PROBLEM.search(low):
        frame.verbs, frame.why, frame.pronoun = {"show"}, True, True  # `what's the problem?`
    if "subscription" in frame.kinds:
        frame.verbs -= {"setup", "activity"}  # `how is this channel set up?`
    if {"digest", "subscription"} <= {*frame.kinds}:
        frame.kinds = [kind for kind in frame.kinds if kind != "subscription"]  # `which digests come to this channel?`
