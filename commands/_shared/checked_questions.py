"""The question before a template is submitted, with what the check found of it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.templates import findings as cards
from bot.command import Question
from bot.templates.finding import Finding

MEND, ANYWAY = "Mend it", "Submit anyway"


def asked(question: str, findings: list[Finding], *, as_draft: bool = False) -> Question:
    """A command's question with what the check found: mending comes first where Meta would reject it."""
    if not findings:
        return Question(question)
    said = f"{question}\n\n{cards.lines(findings)}"
    small = f"Rules: {cards.rules(findings)}"
    if as_draft or not any(finding.rejects for finding in findings):
        return Question(said, small=small)
    return Question(said, yes=ANYWAY, risky=True, mend=MEND, small=small, hopeless=refused_by_api(findings))


def refused_by_api(findings: Iterable[Finding]) -> bool:
    """Whether the API itself says no, whatever a person confirms."""
    return any(finding.rejects and finding.rule.api for finding in findings)
