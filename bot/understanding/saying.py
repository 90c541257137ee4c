"""What is said to whoever reviews, what they say, and what holds something up. Pure."""

from __future__ import annotations

import re

from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.names import Name

_REVIEWERS = r"(?:sinch|them|meta|google|kakao|(?:the |our )?(?:reviewers?|operators?|carriers?|review team))"
_SAY_TO = re.compile(
    r"^(?:(?:please|kindly|can you|could you|and|also|ok|now|hey)\W+)*"
    r"(?:tell|write|message|inform|notify|reply|answer|respond|explain|mention|remind|ask)"
    rf"(?: (?:back|it|this|that|a (?:note|message|line|reply|comment)|something))?(?: (?:to|for))? {_REVIEWERS}\b"
    r"(?! (?:template|sender|account|channel)s?\b)"
)
"""Something is to be said to a reviewer: `write to the reviewers: our name has changed`."""
_THEY_SAY = re.compile(
    rf"\bwhat (?:is|are|did|do|does|has|have|was|were) (?:people |folks |anyone |anybody )?"
    rf"(?:at |of |from )?{_REVIEWERS}(?: \w+){{0,2}}? "
    r"(?:say|saying|said|write|writing|written|wrote|answer|answered|reply|replied|comment|commented|tell|telling)\b"
    r"|\b(?:did|have|has) (?:anyone|anybody|someone|somebody|they|sinch|the reviewers?|meta|google|kakao) (?:\w+ )?"
    r"(?:reply|replied|answer|answered|respond|responded|comment|commented|write back|written back|get back)\b"
)
"""Asks for what reviewers said: their comments stand in the activity."""
_SINCH_KNOWS = re.compile(r"\b(?:what|all|everything|anything) (?:that )?(?:does )?sinch knows?\b")
_HOLDS_UP = re.compile(
    r"\b(?:who|what|which \w+) (?:is|are|keeps?|has been|could be) "
    r"(?:hold(?:ing)? (?:\S+ ){1,4}?(?:up|back)|block(?:ing)?|stall(?:ing)?|delay(?:ing)?|slowing|stopping)\b"
    r"|\bwho(?: \w+){0,3} (?:do|should|can|must) (?:i|we) (?:write|talk|speak|turn|reach out) to\b"
)
"""Asks for whom something waits: `who is holding this up?`"""


def combine_saying(frame: Frame, low: str, card: Name | None) -> None:
    """Who says what to whom, and who keeps whom waiting."""
    about = frame.names or frame.areas or "account" in frame.kinds or card is not None
    if _SAY_TO.search(low) and not frame.verbs & {"follow", "subscribe"}:
        frame.verbs = frame.verbs - words.CHANGING - {"activity", "show"} | {"comment"}
    elif _THEY_SAY.search(low) and about and not frame.verbs & {"follow", "subscribe"}:
        frame.verbs = frame.verbs - words.CHANGING - {"show"} | {"activity"}
        frame.leftovers, frame.who = [], False
    elif _SINCH_KNOWS.search(low):
        frame.verbs.discard("comment")  # `everything Sinch knows about it`
    elif _HOLDS_UP.search(low):
        _combine_delay(frame, card)


def _combine_delay(frame: Frame, card: Name | None) -> None:
    """For whom it waits: of an RCS sender its progress tells, of others their state, of none in particular the list."""
    about = frame.names[0][0] if frame.names else card
    frame.who, frame.states, frame.leftovers = False, [], []
    frame.cues.clear()
    if about is None or about.kind == "people":
        frame.verbs = {"waiting"}
        return
    frame.verbs, frame.pronoun = {"progress" if about.kind == "rcs senders" else "show"}, True
    frame.areas, frame.kinds = [], []
