"""The check: everything that Meta would refuse, or may well, before anything is sent. Pure.

One function for every way to Meta: form, typed body, file, import, plan, translation, edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.templates import rules
from bot.templates.checks import buttons, categories, structure, texts, variables
from bot.templates.content import Content, content, identity
from bot.templates.finding import Finding

BLOCKED_DAYS = 30
"""Days that a deleted name stays blocked, as the error `template_name_recently_used` says:
https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about the project: names by identical words, and until when deleted names are blocked."""

    names_by_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    blocked: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    """By name and language; an empty language stands for all of them."""

    @classmethod
    def of(
        cls, templates: Iterable[Mapping[str, Any]], blocked: Mapping[tuple[str, str], datetime] | None = None
    ) -> Surroundings:
        """From the templates of a project, as the API lists them."""
        found: dict[str, set[str]] = {}
        for template in templates:
            parts = content(template)
            if words := identity(parts):
                found.setdefault(words, set()).add(parts.name)
        return cls({words: frozenset(names) for words, names in found.items()}, dict(blocked or {}))


NOTHING = Surroundings()


def check(
    template: Mapping[str, Any], surroundings: Surroundings = NOTHING, *, new: bool = True, category: str = ""
) -> list[Finding]:
    """What is wrong with a template: what is rejected first, each kind in the order of its parts.

    `template` is a body as it is sent, or a template as the API answers with it; `new`: it is about to be created, so
    that a blocked name matters; `category` stands in where the body leaves it out, as changes do.
    """
    given = template if template.get("category") or not category else {**template, "category": category}
    parts = content(given)
    found = [*_of_content(parts), *_of_project(parts, surroundings, new)]
    return sorted(_distinct(found), key=lambda finding: not finding.rejects)


def _of_content(parts: Content) -> Iterator[Finding]:
    yield from variables.findings(parts)
    yield from texts.findings(parts)
    yield from buttons.findings(parts)
    yield from structure.findings(parts)
    yield from categories.findings(parts)


def _of_project(parts: Content, surroundings: Surroundings, new: bool) -> Iterator[Finding]:
    others = surroundings.names_by_words.get(identity(parts), frozenset()) - {parts.name}
    if others and identity(parts):
        problem = f"{min(others)} already has the same text."
        yield Finding(rules.IDENTICAL, "body", problem, "Use that template, or change the text.", "details.components")
    until = max(
        (
            surroundings.blocked[key]
            for key in ((parts.name, parts.language), (parts.name, ""))
            if key in surroundings.blocked
        ),
        default=None,
    )
    if new and until is not None:
        problem = f"{parts.name} was deleted and is blocked until {until:%d %B %Y}.".replace(" 0", " ")
        yield Finding(rules.NAME_BLOCKED, "name", problem, "Use another name, or wait.", "name")


def _distinct(found: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))
