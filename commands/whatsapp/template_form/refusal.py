"""What was refused of a template that somebody edits, on top of the steps where it is mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.message import Block
from bot.cards.resources.whatsapp import rejection
from bot.cards.templates import findings as template_findings
from bot.command import State
from bot.slack.text import quote, shorten
from bot.templates.finding import Finding
from commands.whatsapp.template_form import project_findings
from commands.whatsapp.template_form.review import body_of

REASONS, MENDING = "_reasons", "_mending"
"""The form's private notes: why Meta refused it, and that *Mend it* was pressed."""
SAID = 600
"""Characters of a reviewer's own words."""


def reasons(template: Mapping[str, Any], said: str) -> list[str]:
    """Why Meta refused a template, with what the reviewer wrote (mrkdwn)."""
    lines = [f"*{title}*\n{words}" for title, words in rejection(dict(template))]
    if said:
        lines.append(f"*Sinch adds*\n{quote(shorten(said, SAID))}")
    return lines or ["*Rejected*\nMeta gave no reason."]


def note(state: State) -> Sequence[Block]:
    """The reasons, and what the check still finds; nothing where neither was refused nor mending was asked for."""
    if REASONS not in state and MENDING not in state:
        return ()
    found = findings(state)
    lines = [*state.get(REASONS, ()), *([template_findings.lines(found)] if found else [])]
    return [block for line in lines for block in layout.sections(line)]


def findings(state: State) -> list[Finding]:
    """What the check finds in the words as they stand, as far as Meta refuses it."""
    return [finding for finding in project_findings.findings(state, body_of(state)) if finding.rejects]
