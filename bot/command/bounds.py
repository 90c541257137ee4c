"""How much of what a person gives is looked at, and what is said of more. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.bounded_json import RefusedJson
from bot.errors import Problem
from bot.provisioning import validation

WORDS = 1_000
"""Words of a command; free text (a comment) may have more."""
ITEMS = 1_000
"""Items of a list that is typed."""
FIELDS = 100
"""Fields that no argument takes, where a command passes them through."""
LISTED = 10
"""Problems that are said one by one."""
NAME = 64
"""Characters of a name that are compared with known ones, or repeated."""
NUMBER = 2**63 - 1
"""The largest number that both databases hold."""


def too_many_words() -> Problem:
    """Say how many words a command may have."""
    return Problem("", f"This has too many words; {WORDS:,} at most.")


def too_many_items(name: str, given: int) -> Problem:
    """Say how many items the list called `name` may have."""
    return Problem(name, f"has {given:,} items; {ITEMS:,} at most")


def too_many_fields() -> Problem:
    """Say how many fields of its own a command may pass through."""
    return Problem("", f"These are too many fields; {FIELDS:,} at most.")


def json_fault(error: ValueError | RecursionError) -> str:
    """Why a text is not taken as JSON, as the end of a sentence that begins with its name."""
    return str(error) if isinstance(error, RefusedJson) else validation.json_fault(error)


def listed(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first of them, and how many more there are."""
    if len(problems) <= LISTED:
        return tuple(problems)
    more = len(problems) - LISTED
    return (*problems[:LISTED], Problem("", f"… and {more:,} more problem{'s' if more > 1 else ''}."))
