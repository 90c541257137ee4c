"""A command as one would type it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.command.declaration import Command
from bot.understanding.sentence import read

_BARE = re.compile(r"[^\s\"'`“”‘’„=,]+")


def typed(command: Command, values: Mapping[str, Any], project: str = "") -> str:
    """`/sinch whatsapp templates list states=REJECTED`; secrets and what only buttons set are left out.

    `project` is the one that was named, if any.
    """
    words = ["/sinch", command.path]
    places = [arg for arg in command.arguments if arg.positional and not arg.hidden and arg.kind != "secret"]
    fields = [arg for arg in command.arguments if arg.where == "field" and arg.kind != "secret"]
    gap = False
    for arg in places:
        value = values.get(arg.name)
        if value in (None, "", []):
            gap = True
            continue
        items = value if isinstance(value, list) and arg.where == "words" else [_text(value)]
        if arg.kind == "user" and not items[0].startswith("<"):
            items = [f"<@{items[0]}>"]
        quoted = [str(item) if arg.where == "rest" else _quoted(str(item)) for item in items]
        words += [f"{arg.name}={word}" if gap and arg.where == "word" else word for word in quoted]
    words += [
        f"{arg.name}={_quoted(_text(values[arg.name]))}" for arg in fields if values.get(arg.name) not in (None, "", [])
    ]
    words += [f"project={_quoted(project)}"] if project else []
    return " ".join(words)


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(str(part) for part in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text.replace(",", "")) or re.fullmatch(r"<[@#][^>]*>", text) else f'"{text}"'


_EMOJI = r"(?::(?=[0-9'-]*+[a-z_+])[a-z0-9_+'-]++:|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d])+"
"""Emoji as Slack writes them, one or more: `:wave::skin-tone-2:`, or the signs themselves."""
_COURTESY_BEFORE = re.compile(
    r"^(?:(?:please|pls|plz|kindly|hey|hi|ok|could you|can you|would you|run|do|execute|just|now|"
    + _EMOJI
    + r")[\s,]+)+",
    re.IGNORECASE,
)
_COURTESY_BEHIND = re.compile(
    r"(?:(?<![\s,])[\s,]+(?:(?:please|pls|plz|thanks|thank you|thx|now|asap)[.!]*|" + _EMOJI + r"))+$", re.IGNORECASE
)
"""Blanks before a word are tried once, from the first: their runs may be long."""


def as_exact(typed: str) -> str:
    """What was typed without politeness or emoji round it, where that is a command: `please rcs senders list`."""
    return _COURTESY_BEHIND.sub("", _COURTESY_BEFORE.sub("", read(typed).text))
