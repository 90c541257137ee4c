"""How the name and the language of a template may be typed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from bot.provisioning.languages import LANGUAGES

Existing = Annotated[str, StringConstraints(to_lower=True)]
"""The name of one that exists, in any case: the API has lower-case names only."""
Language = Literal[LANGUAGES]  # type: ignore[valid-type]
