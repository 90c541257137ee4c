"""What is still needed, where no form can be opened at once: in words, with buttons for choices and the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_links
from bot.cards.blocks.message import Message
from bot.links import Call, CommandLink
from bot.slack.text import code, escaped


@dataclass(frozen=True, slots=True)
class MissingArgument:
    """One argument that is missing or wrong; `title` is empty where no argument is to blame."""

    title: str
    hint: str
    message: str


def missing(
    usage: str,
    questions: Sequence[MissingArgument],
    *,
    form: Call,
    choices: Sequence[CommandLink] = (),
    doing: str = "",
) -> Message:
    """Ask for what is missing. `choices` are the command with one value each for the only thing that is missing;
    `doing` says in mrkdwn what the form is for where nothing is missing."""
    said = _said([_line(question) for question in questions]) if questions else f"{doing or usage}:"
    return layout.message(
        f"{said}\nUsage: {code(usage)}",
        layout.sections(said),
        layout.actions(*offer_links(choices), offer("Open form", form, style="primary")),
        layout.context(f"Usage: {code(usage)}"),
    )


def _said(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(["I need a little more:", *(f"• {line}" for line in lines)])


def _line(question: MissingArgument) -> str:
    """A message that is a whole sentence needs no title before it."""
    if not question.title or question.message[:1].isupper():
        return escaped(question.message)
    hint = f" ({escaped(question.hint)})" if question.hint else ""
    return f"*{escaped(question.title)}*{hint} {escaped(question.message)}"
