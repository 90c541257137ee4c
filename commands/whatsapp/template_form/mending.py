"""What the check still finds in a template that is being mended, on top of the steps where that is done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.blocks import layout
from bot.cards.blocks.message import Block
from bot.cards.templates import findings as template_findings
from bot.command import REASONS, State
from bot.templates.finding import Finding
from commands.whatsapp.template_form import project_findings
from commands.whatsapp.template_form.review import body_of

MENDING = "_mending"
"""The form's private note that *Mend it* was pressed."""


def note(state: State) -> Sequence[Block]:
    """The findings; nothing where neither the template was refused nor mending was asked for."""
    found = findings(state) if REASONS in state or MENDING in state else []
    return layout.sections(template_findings.lines(found)) if found else ()


def findings(state: State) -> list[Finding]:
    """What the check finds in the words as they stand, as far as Meta refuses it."""
    return [finding for finding in project_findings.findings(state, body_of(state)) if finding.rejects]
