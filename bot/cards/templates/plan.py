"""A plan for templates as a card: what is created, changed, refused, deleted, and the buttons that apply it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.blocks import layout, sheet
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, File, Message
from bot.cards.templates.findings import in_short
from bot.cards.vocabulary.words import count
from bot.links import Call
from bot.slack.text import bold, escaped, mention, shorten
from bot.templates.plan import Action, Difference, Plan, PlanStep

STEPS_SHOWN = 6
"""Of each kind; all of them stand in the file."""
DIFFERENCES = 4
TEXT = 220
"""Differences of a template that are shown, and characters of each side."""
TITLES = {
    Action.CREATE: ":new: To create",
    Action.CHANGE: ":pencil2: To change",
    Action.DELETE: ":wastebasket: To delete",
    Action.REFUSE: ":no_entry: Refused",
}


def card(title: str, plan: Plan, apply: Call | None, *, by: str, reviewer: str) -> Message:
    """The plan; `apply` is the command that applies it, with its id, `reviewer` who reviews what is submitted."""
    head = f"*{escaped(title)}*\n{summary(plan)}"
    if not plan.steps:
        said = f":white_check_mark: {head}\nNothing to do."
        return layout.paragraph(said)
    parts = [_group(action, plan.of(action)) for action in TITLES]
    buttons: list[Block | None] = []
    if apply is not None and plan.to_do:
        both = [("Apply and submit", True, "primary"), ("Apply as drafts", False, None)]
        if not (plan.of(Action.CREATE) or plan.of(Action.CHANGE)):
            both = [("Apply", False, "danger")]
        buttons = [
            offer(label, Call(apply.path, {**apply.args, "submit": submit}), style=style)  # type: ignore[arg-type]
            for label, submit, style in both
        ]
    note = f"Planned by {mention(by)}. Nothing has changed yet. Submitted templates go to {reviewer} for review."
    shown = all(len(plan.of(action)) <= STEPS_SHOWN for action in TITLES)
    return layout.message(
        head,
        layout.section(head),
        *parts,
        layout.actions(*buttons),
        layout.context(note if plan.to_do else f"Planned by {mention(by)}."),
        file=None if shown else File("plan.csv", _csv(plan), "Full plan"),
    )


def summary(plan: Plan) -> str:
    """`3 to create, 2 to change, 5 unchanged, 1 refused`"""
    said = [
        f"{len(plan.of(action)):,} {words}"
        for action, words in (
            (Action.CREATE, "to create"), (Action.CHANGE, "to change"), (Action.DELETE, "to delete"),
            (Action.REFUSE, "refused"),
        )
        if plan.of(action)
    ]  # fmt: skip
    if plan.unchanged:
        said.append(f"{plan.unchanged:,} unchanged")
    return ", ".join(said) or "No templates"


def _group(action: Action, steps: Sequence[PlanStep]) -> list[Block]:
    if not steps:
        return []
    lines = [_step(step) for step in steps[:STEPS_SHOWN]]
    if len(steps) > STEPS_SHOWN:
        lines.append(f"… and {len(steps) - STEPS_SHOWN:,} more, in the file")
    return layout.sections("\n".join([f"*{TITLES[action]}* ({len(steps):,})", *lines]))


def _step(step: PlanStep) -> str:
    first = f"• {bold(step.label)}"
    if step.action is Action.REFUSE:
        checked = bool(step.findings) and step.reason == step.findings[0].problem
        return f"{first}: {in_short(step.findings) if checked else escaped(shorten(step.reason, TEXT))}"
    risks = f" :warning: {in_short(step.findings)}" if step.findings else ""
    lines = [f"    {_difference(found)}" for found in step.differences[:DIFFERENCES]]
    if len(step.differences) > DIFFERENCES:
        lines.append(f"    … and {count(len(step.differences) - DIFFERENCES, 'more difference')}")
    by_what = " with what is live already" if step.is_live else ""
    replaced = f" (replaces a draft{by_what})" if step.replaces_draft else ""
    return "\n".join([f"{first}{replaced}{risks}", *lines])


def _difference(found: Difference) -> str:
    """`body text: old → *new*`, without what both have at their ends."""
    if found.before.split() == found.after.split():
        return f"{escaped(found.where)}: only spaces or line breaks change, to *{_visible(found.after)}*"
    before, after = _middle(found.before, found.after)
    where = escaped(found.where)
    if not found.before:
        return f"{where}: added *{_text(after)}*"
    if not found.after:
        return f"{where}: removed ~{_text(before)}~"
    return f"{where}: ~{_text(before)}~ → *{_text(after)}*"


def _text(words: str) -> str:
    return escaped(shorten(" ".join(words.split()).replace("*", "∗").replace("~", "∼"), TEXT)) or "(nothing)"


def _visible(words: str) -> str:
    """The text with its line breaks and runs of blanks as signs."""
    shown = re.sub(r"\r?\n", "↵", words)
    return _text(re.sub(r" {2,}|\t| $|^ ", lambda blanks: "␣" * len(blanks[0]), shown))


def _middle(before: str, after: str) -> tuple[str, str]:
    """Both without long beginnings and ends that are the same, cut between words."""
    old, new = before.split(), after.split()
    same = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    start = max(same - 2, 0)
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end = max(tail - 2, 0)
    cut = [(words[start : len(words) - end], len(words)) for words in (old, new)]
    lead, trail = ("… " if start else ""), (" …" if end else "")
    return tuple(f"{lead}{' '.join(words)}{trail}" for words, _ in cut)  # type: ignore[return-value]


def _csv(plan: Plan) -> bytes:
    return sheet.as_csv(
        [
            {
                "template": step.label,
                "action": str(step.action),
                "reason": step.reason,
                "differences": "\n".join(f"{d.where}: {d.before} -> {d.after}" for d in step.differences),
                "findings": "\n".join(f"{finding.id}: {finding.problem} {finding.remedy}" for finding in step.findings),
            }
            for step in plan.steps
        ]
    )
