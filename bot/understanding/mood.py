"""How a sentence is meant as a whole: as a question for the way, the reason, the person, or the possibility. Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding.frame import Frame

_ASKED_OF_US = re.compile(r"\b(?:can|could|would|will) you\b")


def frame_of(low: str, *, asks: bool) -> Frame:
    """A frame that knows what the whole sentence asks for; `asks` says whether it is written as a question."""
    possible = turns.ABILITY.search(low) and not _ASKED_OF_US.search(low)
    in_question = asks and (turns.UNTURNED.search(low) or turns.SHOULD.search(low))
    return Frame(
        ability=bool(turns.HYPOTHESIS.search(low) or possible or in_question),
        asks=asks,
        plural=turns.SEVERAL.search(low) is not None,
        how=turns.HOW.search(low) is not None,
        why=turns.WHY.search(low) is not None,
        table=turns.TABLE.search(low) is not None,
        again=turns.AGAIN.search(low) is not None,
        here=turns.HERE.search(low) is not None,
        who=turns.WHO.search(turns.RELATIVE.sub("", low)) is not None,
    )
