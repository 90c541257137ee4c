"""Fields typed in a sentence, `category=UTILITY`, by the arguments that they name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command.arguments import Arg

SHORTEST = 3
"""Letters by which a field is known: `cat=` is `category=`."""


def named_by(typed: str, arguments: Sequence[Arg]) -> Arg | None:
    """The argument of this name, else the one whose name begins so."""
    low = typed.lower()
    exact = next((arg for arg in arguments if arg.name.lower() == low), None)
    begun = [arg for arg in arguments if len(low) >= SHORTEST and not arg.hidden and arg.name.lower().startswith(low)]
    return exact or (begun[0] if len(begun) == 1 else None)
