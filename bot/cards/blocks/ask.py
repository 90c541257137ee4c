"""What is still needed, where no form can be opened at once: in words, with buttons for choices and the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import Call, offer
from bot.cards.blocks.message import Message
from bot.slack.text import code, outside


@dataclass(frozen=True, slots=True)
class Question:
    """One argument that is missing or wrong; `title` is empty where no argument is to blame."""

    title: str
    hint: str
    message: str


def missing(
    usage: str, questions: Sequence[Question], *, form: Call, choices: Sequence[tuple[str, Call]] = ()
) -> Message:
    """Ask for what is missing. `choices` are the command with one value each for the only thing that is missing."""
    lines = [f"• {_line(one)}" for one in questions]
    needed = any(one.message == "is required" for one in questions)
    first = "I need a little more:" if needed else "This is not right yet:"
    said = "\n".join([first, *lines]) if lines else "There is a form for this."
    return layout.message(
        f"{said}\nUsage: {code(usage)}",
        layout.sections(said),
        layout.actions(
            *(offer(label, call) for label, call in choices), offer("Fill in the form", form, style="primary")
        ),
        layout.context(f"Usage: {code(usage)}"),
    )


def _line(one: Question) -> str:
    if not one.title:
        return outside(one.message)
    hint = f" ({outside(one.hint)})" if one.hint else ""
    return f"*{outside(one.title)}*{hint} {outside(one.message)}"
