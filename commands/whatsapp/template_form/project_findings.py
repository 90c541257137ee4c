"""What the project's other templates show of a body in a form: looked up once, kept in the form's state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import mapping, mappings, text
from bot.command import State
from bot.flows.templates import checking
from bot.templates import rules
from bot.templates.check import check
from bot.templates.finding import Finding

if TYPE_CHECKING:
    from bot.command import Ctx

KEY = "_project"
RULES = {rule.id: rule for rule in (rules.IDENTICAL, rules.NAME_BLOCKED)}
SAID = ("component", "problem", "remedy", "path")


def are_missing(state: Mapping[str, Any], bodies: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these very bodies were not looked up yet."""
    return bool(mapping(state, KEY).get("of") != _fingerprint(bodies))


async def looked_up(ctx: Ctx, state: State, bodies: Sequence[Mapping[str, Any]], *, new: bool) -> State:
    """The state with what was found."""
    known = await checking.surroundings(ctx)
    kept = [
        {**asdict(finding), "at": at}
        for at, body in enumerate(bodies)
        for finding in check(body, known, new=new)
        if finding.rule.id in RULES
    ]
    return {**state, KEY: {"of": _fingerprint(bodies), "findings": kept}}


def findings(state: Mapping[str, Any], body: Mapping[str, Any], at: int = 0) -> list[Finding]:
    """What its own words show of the body that stands `at` this place, and what the other templates show."""
    of_project = [
        Finding(RULES[text(kept, "rule.id")], *(text(kept, name) for name in SAID))
        for kept in mappings(mapping(state, KEY), "findings")
        if text(kept, "rule.id") in RULES and kept.get("at") == at
    ]
    return sorted([*check(body), *of_project], key=lambda finding: not finding.rejects)


CLEAN = ":white_check_mark: Checked: no findings"


def submit_label(found: Sequence[Finding]) -> str:
    """What the last button says."""
    refused = any(finding.rejects and not finding.rule.api for finding in found)
    return "Submit anyway" if refused else "Submit for review"


def _fingerprint(bodies: Sequence[Mapping[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(list(bodies), sort_keys=True, default=str).encode()).hexdigest()
