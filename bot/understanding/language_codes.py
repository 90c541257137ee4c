"""Codes of languages as they are said: `EN_US`, `pt-BR`, `DE`. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.provisioning.languages import LANGUAGES
from bot.understanding import tongues
from bot.understanding.frame import Frame
from bot.understanding.sentence import Token


def language_code(tokens: Sequence[Token], at: int, frame: Frame, named_until: int) -> str | None:
    """The code that a word is; a short one only in capitals, after `in`, or beside a template or its name."""
    token = tokens[at]
    code = token.text.upper().replace("-", "_")
    if code not in LANGUAGES or token.quoted:
        return None
    before = tokens[at - 1].low if at else ""
    if "_" in code or token.text.isupper() or before in ("in", "language", "lang"):
        return code
    plain = token.low in tongues.PLAIN_CODES
    if ("template" in frame.kinds or frame.states) and plain:
        return code
    joined = before in ("+", "&", "and", ",") and (frame.spoken or named_until == at - 1)
    if joined and frame.names and plain:
        return code  # `order_update + fr, nl`
    named = frame.names[-1] if at and named_until == at and frame.names else []
    return code if any(version.startswith(code) for name in named for version in name.versions) else None
