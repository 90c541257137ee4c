"""When, or under what condition, something is to be done: the bot does it now or not at all, and says so. Pure."""

from __future__ import annotations

import re

from bot.understanding import vocabulary as words

_NOT_COURTESY = r"(?! (?:you|possible|not\b|it (?:is )?(?:possible|ok)))"
_VERB = rf"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bto )\b(?:{'|'.join(sorted(words.CHANGING))})\b"
_FIRST = re.compile(
    r"^(?:(?:and|so|hey|hi|ok|well|but|please)\W+)*"
    rf"(?:if|unless|once|as soon as|when|whenever|after|in case)\b{_NOT_COURTESY}.+?"
    r"(?=[,;]|\bthen\b|\bplease\b|\b(?:we|i|you) (?:should|must|can|could|will|have|want|need)\b"
    rf"|{_VERB})",
    re.IGNORECASE,
)
"""`once it is approved, launch it`"""
_LAST = re.compile(
    rf"\b(?:if|unless|once|as soon as|when|whenever|in case|only if|provided)\b{_NOT_COURTESY}[^,;.?!]+", re.IGNORECASE
)
"""`launch it once it is approved`"""
_DAY = r"(?<!black )(?:tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s*[ap]m)?|\d{1,2}\s*(?:[ap]m|o'?clock)"
_LATER = re.compile(
    rf"\b(?:(?:(?:from|until|till|by|before|after|on|next|this|coming) )*{_DAY}"
    rf"(?: (?:morning|noon|afternoon|evening|night))?(?:,? at (?:{_CLOCK}|\d{{1,2}}\b))?"
    rf"|at (?:{_CLOCK}|noon|midnight)"
    r"|in (?:\d+|an?|two|three|five|ten|half an) (?:minutes?|mins?|hours?|days?|weeks?|months?)"
    r"|for (?:the next )?(?:\d+|an?|two|three|five|ten|half an) (?:minutes?|mins?|hours?|days?|weeks?|months?)"
    r"|(?:next|in the coming) (?:week|month|quarter|year))\b",
    re.IGNORECASE,
)
"""`tomorrow at 9`, `in two hours`, `for 2 hours`"""


def provisos(text: str, *, conditions: bool = True) -> tuple[str, ...]:
    """The condition, if `conditions` matter, and the time that a request holds, as they were said."""
    condition = (_FIRST.search(text) or _LAST.search(text)) if conditions else None
    later = _LATER.search(text.replace(condition[0], " ") if condition else text)
    return tuple(found[0].strip(" ,;") for found in (condition, later) if found)
