"""A value as people say it, whatever its shape: plain text, one line, ids by the `names` that are known. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards.vocabulary.words import field_title, worded


def in_words(field: str, value: Any, names: Mapping[str, str] = {}) -> str:
    """`yes` for True, `Sweden, Norway` for `["SE", "NO"]`; what was left empty is not worth a word."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _called(value) or _parts(value, names)
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (in_words(field, inner, names) for inner in value)))
    return names.get(str(value)) or worded(field, str(value))


def _called(value: Mapping[str, Any]) -> str:
    """The name of what has one, such as a file; a template is told from its other languages."""
    name, language = value.get("name"), value.get("language")
    if not isinstance(name, str) or not name:
        return ""
    return f"{name} ({language})" if isinstance(language, str) and language else name


def _parts(value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    parts = {name: in_words(name, inner, names) for name, inner in value.items()}
    return ", ".join(f"{field_title(name)}: {said}" for name, said in parts.items() if said)
