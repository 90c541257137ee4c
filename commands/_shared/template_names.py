"""How the name of a template that exists may be typed."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

Existing = Annotated[str, StringConstraints(to_lower=True)]
"""In any case: the API has lower-case names only."""
