"""Many things made one after another: how far it is, in one message, and what came of each row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, Message
from bot.links import Call
from bot.slack.text import escaped, mention, shorten

WIDTH = 20
FAULTS_SHOWN = 8
OUTCOMES = {
    "created": "created", "changed": "changed", "deleted": "deleted", "exists": "already exists", "refused": "refused",
    "failed": "not done", "unclear": "without a clear answer",
}  # fmt: skip
COUNTED = {**OUTCOMES, "exists": "already there"}
"""How many rows came out so: `3 already there`."""


@dataclass(frozen=True, slots=True)
class JobProgress:
    """`results` are those of the rows that are dealt with; `state` is as the job has it."""

    title: str
    total: int
    results: Sequence[Mapping[str, Any]]
    state: str
    by: str
    starters: Sequence[str] = ()
    """Who had it under way before it was stopped and `by` resumed it."""
    stop: Call | None = None
    resume: Call | None = None
    error: str = ""
    left_seconds: float | None = None


def card(shown: JobProgress) -> Message:
    """The progress message."""
    done = len(shown.results)
    counts = {name: sum(result.get("outcome") == name for result in shown.results) for name in OUTCOMES}
    said = ", ".join(f"{count:,} {COUNTED[name]}" for name, count in counts.items() if count) or "none yet"
    first = f"*{escaped(shown.title)} {_state(shown)}*"
    line = f"{bar(done, shown.total)}  {done:,} of {shown.total:,}{_time_left(shown)}"
    wrong = [result for result in shown.results if result.get("outcome") in ("failed", "unclear", "refused", "exists")]
    return layout.message(
        f"{first}\n{line}: {said}",
        layout.section(f"{first}\n{line}\n{said}"),
        layout.sections("\n".join(_wrong(result) for result in wrong[-FAULTS_SHOWN:])) if wrong else None,
        layout.sections(f":warning: {escaped(shortened(shown.error))}") if shown.error else None,
        layout.context(_by(shown)),
        layout.actions(_button(shown)),
    )


def _by(shown: JobProgress) -> str:
    if not shown.starters:
        return f"Started by {mention(shown.by)}"
    return f"Started by {mention(shown.starters[0])}, resumed by {mention(shown.by)}"


def _button(shown: JobProgress) -> Block | None:
    if shown.state in ("waiting", "running"):
        return offer("Stop", shown.stop, style="danger") if shown.stop else None
    if shown.state in ("stopped", "failed") and len(shown.results) < shown.total:
        return offer("Resume", shown.resume) if shown.resume else None
    return None


def _time_left(shown: JobProgress) -> str:
    """At the pace so far, rounded up: `, about 3 minutes left`."""
    if shown.left_seconds is None or shown.state not in ("waiting", "running"):
        return ""
    minutes = math.ceil(shown.left_seconds / 60)
    return ", less than a minute left" if minutes <= 1 else f", about {minutes:,} minutes left"


def bar(done: int, total: int) -> str:
    """`█████░░░░░`."""
    full = WIDTH * min(done, total) // max(total, 1)
    return "█" * full + "░" * (WIDTH - full)


def shortened(text: str) -> str:
    """What went wrong in one line of 300 characters at most."""
    return shorten(" ".join(text.split()), 300)


def _state(shown: JobProgress) -> str:
    return {
        "waiting": "starting",
        "running": "running",
        "stopping": "stopping",
        "stopped": "stopped",
        "done": "finished",
    }.get(shown.state, "stopped early")


def _wrong(result: Mapping[str, Any]) -> str:
    label, detail = str(result.get("label", "")), shortened(str(result.get("detail", "")))
    return f"• Row {result.get('row')}, {escaped(label)}: {escaped(detail)}"
