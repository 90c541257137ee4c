"""What the languages of templates are called, for searching them by name."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.blocks.input import Option
from bot.provisioning.languages import LANGUAGES, NAMES


def options(codes: Iterable[str] = LANGUAGES) -> tuple[Option, ...]:
    """The languages, by name."""
    return tuple(Option(code, named(code)) for code in sorted(codes, key=lambda tag: NAMES.get(tag, tag)))


def named(code: str) -> str:
    """`Korean · KO`"""
    return f"{NAMES[code]} · {code}" if code in NAMES else code
