"""Turns of phrase of small talk, which ask for no command. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import tongues

EXPLAIN = re.compile(
    r"(?:(?:wth|wtf|what|huh|hm+|hey|wait|sorry|no|ok|but|and|so)(?: (?:was|is) (?:that|this))? )*"
    r"(?:(?:explain|justify) (?:your|the|that|this)(?: last)? (?:answer|reading|choice|reply|reaction)|"
    r"why did i (?:get|see) (?:this|that)(?: answer| reply)?|"
    r"why (?:on earth )?did you (?:just )?(?:do|show|give|open|propose)(?: (?:me|it|that|this))+|"
    r"(?:(?:why|how|what|where) (?:on earth |exactly )?)?(?:did|do|have) you (?:just |really |actually |even )*"
    r"(?:understand|understood|interpret|read|get|got|think|thought|take|took|come up|arrive|pick|choose|chose|answer"
    r"|say|reply|respond|suggest|offer)"
    r"(?: (?:it|that|this|me|my words|my sentence|what i said|to|at|with))*(?: (?:this|that))?"
    r"(?: (?:way|like|so|as|for|from|out of)\b.*)?)"
)
"""Asks for the reading of what was said before; the whole sentence."""
PRAISE = re.compile(
    r"(?:(?:you|that|this|it)(?: are| is| was|'s|'re)? )?(?:(?:a|the|really|so|very|just|pretty|absolutely) )*"
    r"(?:great|awesome|brilliant|amazing|wonderful|fantastic|excellent|perfect|nice|super|helpful|best|star|legend|"
    r"lifesaver|cool|fine)(?: (?:work|job|one|stuff|bot|help))?"
    r"|you (?:just )?(?:saved|made) (?:my|our|the) (?:day|life|week|evening|weekend|bacon)"
)
"""Says that something was good; a whole part of a sentence."""
THANKS = re.compile(r"(?:(?:so )?many |much )?(?:thanks|thank you|thx|cheers|ta|obliged)(?: (?!for\b)\w+){0,3}")
"""Only thanks, in whatever measure: `thanks a bunch`."""
ABORT = re.compile(r"abort(?: \w+){0,2}")
NO = re.compile(r"^(?:(?:nah|no|nope|actually|oh|well|hm+|sorry|okay?|wait)\s+)+")
"""What stands before a no: `nah, skip it`."""


def is_misspelled(said: str, phrases: Collection[str]) -> bool:
    """Whether a single word has one slip and is one of these else: `helo`."""
    if " " in said or tongues.is_english(said):
        return False
    one_word = [phrase for phrase in phrases if len(phrase) > 3 and " " not in phrase and phrase[0] == said[0]]
    return process.extractOne(said, one_word, scorer=OSA.distance, score_cutoff=1) is not None
