"""The part of a sentence that says a time: the longest run of words that its reader takes. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

MOST_WORDS = 14
FEW_WORDS = 8
"""Of one moment or length of time: `until monday at half past nine`."""
MOST_LOOKS, FEW_LOOKS = 40, 24
"""Words of a sentence in which a time is looked for; fewer where it has more than `MANY_WORDS`."""
MANY_WORDS = 60

_BEGINS = re.compile(
    r"\d|:\d|mon|tue|wed|thu|fri|sat|sun|every|each|daily|weekly|monthly|hourly|fortnight|weekday|workday|weekend|first"
    r"|second|third|fourth|last|past|today|tonight|tomorrow|yesterday|until|till|since|noon|midnight|midday|morning"
    r"|evening|half|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|twelve|this|on|at|for|in|the|jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec",
    re.IGNORECASE,
)

_ENDS = re.compile(r"\s(?:in|on|at|for|of|to|and|from|the|please|here)$", re.IGNORECASE)


@lru_cache(maxsize=64)
def longest(text: str, reads: Callable[[str], bool], most: int = MOST_WORDS) -> str | None:
    """The longest run of at most so many words, the first of equals, that `reads` takes; None where there is none.

    A sentence is tried on every command, so that its times are asked for again and again.
    """
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    words = words[: MOST_LOOKS if len(words) <= MANY_WORDS else FEW_LOOKS]
    starts = [at for at, (begin, _) in enumerate(words) if _BEGINS.match(text, begin)]
    refused: set[str] = set()  # what stands in a text again and again is read once
    for length in range(min(most, len(words)), 0, -1):
        for at in starts:
            if at + length <= len(words):
                part = text[words[at][0] : words[at + length - 1][1]].strip(" ?!.,;")
                if part and part not in refused and not _ENDS.search(part) and reads(part):
                    return part
                refused.add(part)
    return None
