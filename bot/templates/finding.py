"""What the check says: one finding for each thing that is wrong, by a rule with a public source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`rejects`: published rules refuse it; `risky`: often refused, or moved to another category."""

    REJECTS = "rejects"
    RISKY = "risky"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a reviewer. `source` is where it is published; `api` says that Sinch's API refuses it by itself."""

    id: str
    severity: Severity
    source: str
    api: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """`component` is where it stands in words (`body`, `button 2`), `path` the API's name of the field."""

    rule: Rule
    component: str
    problem: str
    remedy: str
    path: str = ""

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def rejects(self) -> bool:
        return self.rule.severity is Severity.REJECTS
