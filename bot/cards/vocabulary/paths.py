"""Where in a body something is wrong, in words: `details.buttons.0.name` is *button 1, name*. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.cards.vocabulary.words import capitalised, humanised, uncapitalised

WRAPPERS = ("details", "changes")
"""Objects around everything: they say nothing."""
COMPONENTS = "components"
_STEP = re.compile(r"[A-Za-z_]\w*|\d+")
_LEADING = re.compile(r"(each value in )?([A-Za-z]+(?:\.[A-Za-z]+)*(?:\.\d+|\[\d+\])(?:\.\w+|\[\d+\])*)(?= )")


def in_words(path: str, body: Mapping[str, Any] | None = None) -> str:
    """The place that a dotted path leads to, counted from 1; `body` tells which component is meant.

    A component's number is left out where a button or card inside of it has one.
    """
    steps = _STEP.findall(path)
    names: list[str] = []
    value: Any = body
    for at, step in enumerate(steps):
        value = _inside(value, step)
        before, after = steps[max(at - 1, 0)], steps[at + 1 :]
        if step.isdigit():
            if before != COMPONENTS or not any(later.isdigit() for later in after):
                names.append(_item(before, int(step), value))
        elif step not in WRAPPERS and not (after and after[0].isdigit()):
            names.append(uncapitalised(humanised(step)))
    return ", ".join(names)


def leading(sentence: str) -> str:
    """A sentence of the API with the path into a list that it begins with in words; others as they are."""
    found = _LEADING.match(sentence)
    if not found:
        return sentence
    said = f"{found[1] or ''}{in_words(found[2])}"
    return f"{capitalised(said)}{sentence[found.end() :]}"


def _inside(value: Any, step: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    return value[int(step)] if isinstance(value, list) and step.isdigit() and int(step) < len(value) else None


def _item(of: str, at: int, value: Any) -> str:
    kind = value.get("type") if of == COMPONENTS and isinstance(value, Mapping) else None
    if isinstance(kind, str) and kind in ("HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"):
        return kind.replace("_", " ").lower()
    single = re.sub(r"ies$", "y", of) if of.endswith("ies") else of.removesuffix("s")
    return f"{uncapitalised(humanised(single))} {at + 1}"
