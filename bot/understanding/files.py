"""Templates into a file, out of one, against one, or from another project: one step of `combining`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame

_FILE = r"(?:files?|spreadsheets?|excel|csv|json|sheets?|xlsx?|[\w-]+\.(?:csv|tsv|xlsx?|json))"
NAME = re.compile(r"[\w-]+\.(?:csv|tsv|xlsx?|json)")
"""The name of a file: `templates.csv`."""
_ANOTHER_PROJECT = re.compile(r"\b(?:from|of|in|off) (?:the |our )?(?:\w+ )?project\b")
_INTO = re.compile(r"\b(?:in|into|to|as|on) (?:a |an |one )?(?:json |text )?(?:files?|disk|archive|json|git)\b")
_OUT_OF = re.compile(
    rf"\b(?:from|out of|off) (?:(?:an?|my|our|the|this|that|these|his|her|their|some) )?(?:\w+ )?{_FILE}\b"
    r"|\b(?:have|got|here is|attached(?: is)?|there is|with) (?:got )?(?:an?|my|our|the|this) (?:\w+ )?"
    rf"{_FILE}\b"
)
"""Templates come from a file, or there is one."""
_AGAINST = re.compile(
    rf"\b(?:diff(?:er\w*)?|compar\w+|versus|vs|against|dry[ -]?run|would change|would be \w+ by|overwrit\w+"
    rf"|changes? if|what if)\b.*\b{_FILE}\b"
    rf"|\b{_FILE}\b.*\b(?:diff(?:er\w*)?|compar\w+|versus|vs|against|dry[ -]?run|would change"
    rf"|what (?:would |will )?happens?|(?:show|tell) (?:me|us) first)\b"
)
"""Asks what differs from what a file holds."""
_CHECKED = re.compile(
    r"\b(?:test|try|check|validate|verify|lint|inspect|review|proofread|look (?:at|over|through))\b"
    rf" (?:\S+ ){{0,4}}?{_FILE}\b"
    rf"|\b(?:is|are) (?:\w+ ){{1,2}}(?:{_FILE}|rows?|lines?) (?:\w+ )?(?:ok|okay|fine|valid|correct|right|good|ready)\b"
)
_COLUMNS = re.compile(
    rf"\b(?:columns?|headers?|format|layout)\b.*\b{_FILE}\b|\b{_FILE} (?:columns?|headers?|format|layout)\b"
)
_ENVIRONMENT = re.compile(
    r"\b(?:compar\w+|differ\w*|diff|versus|vs|against|from|migrate|copy|clone|would change)\b.*"
    r"\b(?:staging|stage|prod|production|sandbox|(?:test|testing) (?:project|environment)|dev|development|qa|uat)\b"
)
"""Names where another project's templates are."""
_DIFFERENT_THERE = re.compile(
    r"\b(?:different|differs?|differences?) (?:in|on|at|from|to|between) (?:the )?"
    r"(?:staging|production|prod|sandbox|test)\b"
    r"|\bwhat (?:\w+ ){0,2}import\w* .*\b(?:would|will) (?:do|change)\b"
)
_ALL_FROM = re.compile(
    r"\b(?:move|bring|copy|take|get|transfer|migrate|clone|mirror) (?:everything|all)\b.*\bfrom (?:\w+ ){1,3}project\b"
)
"""Asks for all that another project has."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn of phrase, the verb that it means, and the verbs that it may stand beside."""

    says: re.Pattern[str]
    verb: str
    beside: frozenset[str]
    of: frozenset[str] = frozenset()
    """Kinds that must have been said, and no others."""
    how: bool = False
    """Whether it asks how that is done."""


_TEMPLATES = frozenset({"template"})
_TURNS = (
    _Turn(_AGAINST, "plan", frozenset({"plan", "export", "compare", "import", "update", "comment", "help"})),
    _Turn(_CHECKED, "check", frozenset({"check", "import", "export", "verify"})),
    _Turn(_COLUMNS, "import", frozenset({"export", "import", "create"}), how=True),
    _Turn(_DIFFERENT_THERE, "plan", frozenset({"plan", "comment", "compare", "import"})),
    _Turn(_ALL_FROM, "plan", frozenset({"import", "create"})),
    _Turn(_ENVIRONMENT, "plan", frozenset({"compare", "plan", "comment", "sync", "import", "update"}), _TEMPLATES),
    _Turn(_ENVIRONMENT, "plan", frozenset({"compare", "plan", "comment", "sync", "import"}), _TEMPLATES | {"project"}),
    _Turn(_ANOTHER_PROJECT, "plan", frozenset(), _TEMPLATES | {"project"}),
    _Turn(_INTO, "export", frozenset({"plan"}), _TEMPLATES),
    _Turn(_OUT_OF, "import", frozenset({"create", "export"}), _TEMPLATES),
)
"""The first that fits is meant."""


def tells_files(low: str) -> bool:
    """Whether a difference is asked for that a file makes, so that no word is to be explained."""
    return _AGAINST.search(low) is not None


def combine_files(frame: Frame, low: str) -> None:
    """Templates into a file, out of one, against one, or from another project."""
    kinds = {*frame.kinds}
    named = any(name.kind != "kakaotalk senders" for found in frame.names for name in found)
    if named or kinds - {"template", "project"}:
        return
    for turn in _TURNS:
        if frame.verbs - words.GENERIC - turn.beside or (turn.of and turn.of != kinds) or not turn.says.search(low):
            continue
        frame.verbs, frame.kinds, frame.leftovers = {turn.verb}, ["template"], []
        frame.cues.clear()
        if turn.how:
            frame.how, frame.over = True, False
        return
