"""What is told in figures: decisions, how messages fare, which of two does better. One step of `combining`. Pure."""

from __future__ import annotations

import re

from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.in_languages import is_of_templates
from bot.understanding.names import Name

_FIGURES = re.compile(
    r"\b(?:weeks?|months?|quarter|year|days) in (?:numbers|figures)\b|"
    r"\b(?:the|our|some|my) (?:numbers|figures)\b.*"
    r"\b(?:last|past|previous|this) (?:\d+ )?(?:weeks?|months?|quarter|year|days)\b"
    r"|\b(?:numbers|figures) (?:for|to) (?:my|our|the|a|an|his|her|their) (?:\w+ ){0,2}?"
    r"(?:board|boss|deck|slides?|presentation|meeting|review|report|management|ceo|cfo|cto|director|client"
    r"|customer)\b"
)
"""Asks for a report: `the numbers of last quarter`."""
_MEASURED = re.compile(
    r"\b(?:figures|stats|statistics|metrics|kpis?)\b|\b(?:delivery|weekly|read|click|open|reading|sending|traffic"
    r"|message|usage|monthly|daily) numbers\b|\bnumbers (?:per|by|for each|for every|of (?:each|every)) template"
)
"""Asks in figures how messages fare."""
_DID_WELL = re.compile(r"\bhow (?:did|does|do|has|have) (?:it|this|that|they|these) (?:do|done|perform\w*)\b")
"""How messages of a template are received."""
_WHICH_OF_TWO = re.compile(
    r"\b(?:which|who|what)\b.*\b(?:more|better|best|most|fewer|less|least|higher|worse|worst|ahead|stronger|weaker)\b"
)
"""Asks which of two does better."""
_HOW_OFTEN = re.compile(
    r"\b(?:customers?|people|users?|clients?|recipients?|any(?:one|body)|readers?|subscribers?) (?:\w+ )?"
    r"(?:opens?|reads?|clicks?|sees?|receives?|gets?|ignores?)(?: |$)|"
    r"\bhow (?:often|many (?:people|times|customers|users|recipients))\b.*"
    r"\b(?:open|opens|opened|read|reads|click|clicked|delivered|sent|seen|received)\b"
)
_MOSTLY = re.compile(
    r"\bwhy (?:do|does|are|were|is) .*\b(?:reject\w*|refuse\w*|turn\w* down|den(?:y|ied))\b.*"
    r"\b(?:mostly|usually|often|generally|typically|always|most|so many)\b"
    r"|\brejections\b.*\breasons?\b"
    r"|\b(?:mostly|usually|often|generally|typically|always)\b.*\b(?:rejected|refused|turned down)\b"
)
_SUM_UP = re.compile(
    r"\b(?:sum up|summari[sz]e|recap|wrap up) (?:(?:the|this|last|past|our|my|previous) )*(?:\d+ )?"
    r"(?:weeks?|months?|quarter|year|days)\b"
)
_OF_DECISIONS = re.compile(
    r"\bdecisions?\b.*\b(?:past|last|previous|this)\b|\b(?:past|last|previous|this)\b.*\bdecisions?\b"
)


def combine_measures(frame: Frame, low: str, card: Name | None) -> None:
    """Numbers that are no phones, and what is measured of templates or of decisions."""
    if _FIGURES.search(low) and not frame.verbs - words.GENERIC and not frame.states:
        frame.verbs.add("report")
        frame.kinds = [kind for kind in frame.kinds if kind != "sender"]
    if _OF_DECISIONS.search(low) and not frame.names and not frame.verbs - words.GENERIC - {"report"}:
        frame.verbs.add("report")
        frame.kinds = [kind for kind in frame.kinds if kind != "digest"]  # `a summary of last week's decisions`
    if _MOSTLY.search(low) and not frame.names:
        frame.verbs, frame.why, frame.states = {"report"}, False, []  # `why do they mostly reject our templates?`
    if _SUM_UP.search(low) and not (frame.names or frame.verbs - words.GENERIC - {"create"}):
        frame.verbs, frame.leftovers = {"report"}, []
    if _HOW_OFTEN.search(low) and (is_of_templates(frame, card) or frame.kinds == ["template"]):
        frame.verbs = {"health"}
    if _MEASURED.search(low) and (is_of_templates(frame, None) or "template" in frame.kinds):
        frame.verbs = frame.verbs - {"report", "activity"} | {"health"}  # `weekly numbers of order_update`
        frame.kinds = [kind for kind in frame.kinds if kind != "sender"]
    if _DID_WELL.search(low) and not frame.verbs - words.GENERIC - {"now"} and is_of_templates(frame, card):
        frame.verbs = {"health"}  # `how did it do last week?`
    if len(frame.names) == 2 and is_of_templates(frame, None) and _WHICH_OF_TWO.search(low):
        frame.verbs = frame.verbs - {"health"} | {"compare"}
    if frame.names and "category" in frame.kinds and is_of_templates(frame, None):
        frame.kinds = [kind for kind in frame.kinds if kind != "category"]  # `what category is it?`
