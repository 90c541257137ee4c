"""What became of a sentence: a command to go on with, or an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.command import Ctx, Reply
from bot.command.invocation import Request


@dataclass(frozen=True, slots=True)
class Understood:
    """What plain words meant: a command to go on with, or an answer (a question, up to three readings as buttons)."""

    request: Request | None = None
    """For the project that it was said or asked for: runs, asks, or opens its form."""
    reply: Reply | None = None
    """Shown instead; or, with a command, before it."""
    asks: bool = False
    """Whether the reply is a question that stands open in this place, see `questions`."""
    left_out: str = ""
    """The words that it does without, as a sentence in mrkdwn: said beside a form, which has no note."""
    note: str = ""
    """Mrkdwn that stands below the command's answer: how the words were read."""
    tells_secret: bool = False
    """Whether the words may hold a secret and stay where they are; the command is the one that it may be meant for."""


Understand = Callable[[Ctx, str, Request | None, bool], Awaitable[Understood | None]]
"""Asked where the words name no command, or one that they do not fit (then with that request), and whether a form can
be opened there; None: nobody's words."""
