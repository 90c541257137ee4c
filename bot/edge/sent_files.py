"""Files that a person sends with their words: what the command would else ask for in its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.command.invocation import Request
from bot.errors import Problem, UserError
from bot.slack.text import bold

File = Mapping[str, Any]
KEPT = ("id", "name")
NAMED = 3
"""Files whose names are repeated."""


def of(event: Mapping[str, Any]) -> tuple[File, ...]:
    """Those of a message; Slack is asked by their ids for all else."""
    found = event.get("files")
    files = [file for file in found if isinstance(file, Mapping)] if isinstance(found, list) else []
    return tuple({name: file[name] for name in KEPT if name in file} for file in files)


def without_words(files: Sequence[File]) -> UserError:
    """Nobody said what they are for."""
    names = ", ".join(bold(str(file.get("name") or "a file")) for file in files[:NAMED])
    then = "Send it again with what it's for, like `whatsapp templates check`, `import` or `plan`."
    return UserError(f"I got {names}, but no words with it, so I did nothing.", then)


def omitted(request: Request, files: Sequence[File]) -> str:
    """That the request takes no file, though one came with it (mrkdwn); empty where it does, or none came."""
    taken = any(arg.kind == "file" and arg.name in request.values for arg in request.command.arguments)
    names = ", ".join(bold(str(file.get("name") or "a file")) for file in files[:NAMED])
    return "" if taken or not names else f"I left out {names}: this takes no file."


def filled_in(request: Request, files: Sequence[File]) -> Request:
    """The request with the file in the argument that takes one, unless the words named another source."""
    asked = next((arg.name for arg in request.command.arguments if arg.kind == "file"), None)
    if asked is None or not files or asked in request.values:
        return request
    values = {**request.values, asked: [dict(files[0])]}
    too_many = [Problem(asked, "is one file; send the others one at a time")] if len(files) > 1 else []
    return request.with_values(values, *too_many)
