"""What somebody who mistyped may have meant."""

from __future__ import annotations

from collections.abc import Iterable

SIMILAR = 0.6
"""How alike two spellings must be (0.0 to 1.0) for one to be a slip of the other."""
WORD = 200
"""Characters that are compared; nobody mistypes a word that is longer."""


def suggest(word: str, known: Iterable[str], *, limit: int = 1, similar: float = SIMILAR) -> list[str]:
    """The `limit` known words most like `word`, best first; capitals make no difference."""
    from rapidfuzz import fuzz, process  # only for who mistypes: no part of the start

    found = process.extract(
        word[:WORD], tuple(known), scorer=fuzz.ratio, processor=str.casefold, limit=limit, score_cutoff=similar * 100
    )
    return [name for name, _, _ in found]
