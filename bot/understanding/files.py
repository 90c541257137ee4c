"""Templates into a file, out of one, against one, or from another project: one step of `combining`. Pure."""

from __future__ import annotations

import re

from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame

_FILE = r"(?:files?|spreadsheets?|excel|csv|json|sheets?|xlsx?|[\w-]+\.(?:csv|tsv|xlsx?|json))"
NAME = re.compile(r"[\w-]+\.(?:csv|tsv|xlsx?|json)")
"""The name of a file: `templates.csv`."""
_ANOTHER_PROJECT = re.compile(r"\b(?:from|of|in|off) (?:the |our )?(?:\w+ )?project\b")
_INTO = re.compile(r"\b(?:in|into|to|as|on) (?:a |an |one )?(?:json |text )?(?:files?|disk|archive|json|git)\b")
_OUT_OF = re.compile(
    rf"\b(?:from|out of|off) (?:(?:an?|my|our|the|this|that|these|his|her|their|some) )?(?:\w+ )?{_FILE}\b"
)
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
    rf"|^(?:is|are) (?:\w+ ){{1,2}}{_FILE} (?:\w+ )?(?:ok|okay|fine|valid|correct|right|good|ready)\b"
)
_HAVE = re.compile(
    rf"\b(?:have|got|here is|attached(?: is)?|there is|with) (?:got )?(?:an?|my|our|the|this) (?:\w+ )?{_FILE}\b"
)
"""Says that there is a file."""
_COLUMNS = re.compile(
    rf"\b(?:columns?|headers?|format|layout)\b.*\b{_FILE}\b|\b{_FILE} (?:columns?|headers?|format|layout)\b"
)
_ENVIRONMENT = re.compile(
    r"\b(?:compar\w+|differ\w*|diff|versus|vs|against|from|migrate|copy|clone)\b.*"
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
_READ = words.GENERIC


def tells_files(low: str) -> bool:
    """Whether a difference is asked for that a file makes, so that no word is to be explained."""
    return _AGAINST.search(low) is not None


def combine_files(frame: Frame, low: str) -> None:
    """Templates into a file, out of one, against one, or from another project."""
    named = [name for found in frame.names for name in found if name.kind != "kakaotalk senders"]
    if named or {*frame.kinds} - {"template", "project"}:
        return
    if _AGAINST.search(low) and not frame.verbs - _READ - {
        "plan",
        "export",
        "compare",
        "import",
        "update",
        "comment",
        "help",
    }:
        frame.verbs, frame.leftovers = {"plan"}, []  # `what would be different between prod and this file`
    elif _CHECKED.search(low) and not frame.verbs - _READ - {"check", "import", "export", "verify"}:
        frame.cues.clear()
        frame.verbs, frame.kinds = {"check"}, ["template"]  # `test this spreadsheet before importing`
        frame.leftovers = []
    elif _COLUMNS.search(low) and not frame.verbs - _READ - {"export", "import", "create"}:
        frame.verbs, frame.kinds, frame.how = {"import"}, ["template"], True  # `what columns must the CSV have?`
        frame.leftovers, frame.over = [], False
    if (
        _DIFFERENT_THERE.search(low)
        and not frame.kinds
        and not frame.verbs - _READ - {"plan", "comment", "compare", "import"}
    ):
        frame.verbs, frame.kinds, frame.leftovers = {"plan"}, ["template"], []
    if _ALL_FROM.search(low) and not frame.names and not frame.verbs - _READ - {"import", "create"}:
        frame.verbs, frame.kinds, frame.leftovers = {"plan"}, ["template"], []
    if "template" not in frame.kinds:
        return
    if _ENVIRONMENT.search(low) and not frame.verbs - _READ - {"compare", "plan", "comment", "sync", "import"}:
        frame.verbs, frame.leftovers = {"plan"}, []  # `compare our templates to staging's`
    if {"template", "project"} <= {*frame.kinds} and not frame.verbs and _ANOTHER_PROJECT.search(low):
        frame.verbs = {"plan"}  # `mirror the templates of project Staging`
    if {*frame.kinds} != {"template"}:
        return
    if _INTO.search(low) and not frame.verbs - {"show", "list", "plan"}:
        frame.verbs = frame.verbs - {"plan"} | {"export"}  # `keep our templates in a file`
        frame.cues.clear()
    if (_OUT_OF.search(low) or _HAVE.search(low)) and not frame.verbs - _READ - {"create", "export"}:
        frame.verbs = {"import"}  # `load templates out of my spreadsheet`
