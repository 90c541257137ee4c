"""Templates into a file, out of one, against one, or from another project: one step of `combining`. Pure."""

from __future__ import annotations

import re

from bot.understanding.frame import Frame

_FILE = r"(?:files?|spreadsheets?|excel|csv|json|sheets?|xlsx)"
_ANOTHER_PROJECT = re.compile(r"\b(?:from|of|in|off) (?:the |our )?(?:\w+ )?project\b")
_INTO = re.compile(r"\b(?:in|into|to|as|on) (?:a |an |one )?(?:json |text )?(?:files?|disk|archive|json|git)\b")
_OUT_OF = re.compile(
    rf"\b(?:from|out of|off) (?:(?:an?|my|our|the|this|that|these|his|her|their|some) )?(?:\w+ )?{_FILE}\b"
)
_AGAINST = re.compile(
    rf"\b(?:diff(?:er\w*)?|compar\w+|versus|vs|against|dry[ -]?run|would change|changes? if|what if)\b.*\b{_FILE}\b"
    rf"|\b{_FILE}\b.*\b(?:diff(?:er\w*)?|compar\w+|versus|vs|against|dry[ -]?run|would change)\b"
)
"""Asks what differs from what a file holds."""
_READ = frozenset({"show", "list", "get"})


def tells_files(low: str) -> bool:
    """Whether a difference is asked for that a file makes, so that no word is to be explained."""
    return _AGAINST.search(low) is not None


def combine_files(frame: Frame, low: str) -> None:
    """Templates into a file, out of one, against one, or from another project."""
    if frame.names or {*frame.kinds} - {"template", "project"}:
        return
    if _AGAINST.search(low) and not frame.verbs - _READ - {"plan", "export", "compare", "import", "update", "comment"}:
        frame.verbs, frame.leftovers = {"plan"}, []  # `what would be different between prod and this file`
    if "template" not in frame.kinds:
        return
    if {"template", "project"} <= {*frame.kinds} and not frame.verbs and _ANOTHER_PROJECT.search(low):
        frame.verbs = {"plan"}  # `mirror the templates of project Staging`
    if {*frame.kinds} != {"template"}:
        return
    if _INTO.search(low) and not frame.verbs - {"show", "list", "plan"}:
        frame.verbs = frame.verbs - {"plan"} | {"export"}  # `keep our templates in a file`
        frame.cues.clear()
    if _OUT_OF.search(low) and not frame.verbs - _READ - {"create", "export"}:
        frame.verbs = {"import"}  # `load templates out of my spreadsheet`
