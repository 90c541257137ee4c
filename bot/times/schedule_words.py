"""The words of a schedule, rewritten to what its reader knows: `half past eight` is `8:30`. And the nearest. Pure."""

from __future__ import annotations

import re

FORMS = (
    "daily 09:00", "weekdays 17:30", "weekends 10:00", "mon,thu 8:00", "mon-sat 9:00", "hourly", "hourly :15",
    "every 2 days 9:00", "every 2 weeks on monday 9:00", "every other friday 16:00", "monthly 1 09:00",
    "monthly 1 15 9:00", "first monday of the month 9:00", "last friday of the month 16:00",
    "last day of the month 18:00", "first weekday of the month 9:00", "every 3 months on the 1st 9:00",
    "daily 9:00 13:00 17:00",
)  # fmt: skip
EXAMPLES = "`daily 09:00`, `weekdays 17:30`, `every 2 weeks on monday 9:00`, `last day of the month` or `hourly`"

FILLERS = frozenset(
    {"each", "on", "at", "@", "the", "and", "of", "&", "in", "time", "timezone", "zone", "o'clock", "clock", "a"}
)
QUARTER = "every 3 months"
_HOURS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
_HOUR = rf"(\d{{1,2}}|{'|'.join(_HOURS)})"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"


def words_of(text: str) -> list[str]:
    """Lower-case words; ranges joined (`mon - fri`), and so is `9 am`; `at 9` is a time."""
    text = text.lower().strip().strip("\"'`“”‘’")
    text = _clock(text)
    text = re.sub(r"(?<=[a-z])\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s*(?=[a-z]{3})(?![a-z_]*/)", "-", text)
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text.replace("a.m.", "am").replace("p.m.", "pm"))
    text = re.sub(r"(?:\bat|@)\s*(\d{1,2})(?=[\s,;]|$)(?!\s*(?:st|nd|rd|th)\b)", r" \1:00", text)
    text = _days(text)
    return [word for word in re.split(r"[\s,;()]+", text) if word and word not in FILLERS]


def _clock(text: str) -> str:
    """`half past eight`, `quarter to nine`, `at nine`, `16h` in digits."""
    text = re.sub(rf"\bhalf past {_HOUR}\b", lambda found: f"{_number(found[1])}:30", text)
    text = re.sub(rf"\b(?:a )?quarter past {_HOUR}\b", lambda found: f"{_number(found[1])}:15", text)
    text = re.sub(rf"\b(?:a )?quarter to {_HOUR}\b", lambda found: f"{(_number(found[1]) - 1) % 24}:45", text)
    text = re.sub(rf"\bat ({'|'.join(_HOURS)})\b", lambda found: f"at {_number(found[1])}", text)
    return re.sub(r"\b(\d{1,2})h\b", r"\1:00", text)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _HOURS.index(word) + 1


def _days(text: str) -> str:
    """Days and intervals: `mon/wed`, `alternate mondays`, `quarterly`, `end of the month`, `but not on sunday`."""
    text = re.sub(rf"\b{_DAY}(?:/{_DAY})+", lambda found: found[0].replace("/", " "), text)
    text = re.sub(r"\b(?:two|2) times\b", "twice", re.sub(r"\b(?:three|3) times\b", "thrice", text))
    text = re.sub(r"\bday (\d{1,2})\b(?=.*\bmonth)", r"\1th", text)
    text = re.sub(r"\b(working|business|work) days?\b", "weekday", text)
    text = re.sub(r"\bevery fortnight\b|\bfortnightly\b", "every 2 weeks", text)
    text = re.sub(r"\b(?:every )?alternate\b", "every other", text)
    text = re.sub(r"\bend of (?:the |every |each )?month\b", "last day of the month", text)
    text = re.sub(r"\b(?:beginning|start) of (?:the |every |each )?month\b", "first day of the month", text)
    text = re.sub(r"\b(?:but not|but no|excluding|except for|apart from|other than)\b", "except", text)
    begins = " from 2024-01-01" if not re.search(r"\b(?:from|starting)\b", text) else ""
    text = re.sub(
        r"\b(first|last) day of (?:the|every|each) quarter\b",
        lambda found: f"{QUARTER} {found[1]} day from 2024-0{'1' if found[1] == 'first' else '3'}-01",
        text,
    )
    return re.sub(r"\bquarterly\b|\b(?:every|each) quarter\b", f"{QUARTER}{begins}", text)


def nearest(text: str) -> str:
    """The forms that look most like what was typed."""
    from rapidfuzz import fuzz, process  # only for who mistypes: no part of the start

    low = " ".join(text.lower().split())[:200]
    within = ("hourly", "hourly :15", "daily 9:00 13:00 17:00")
    forms = within if re.search(r"\b(?:hours?|minutes?|mins?|twice|thrice|times)\b", low) else FORMS
    found = process.extract(low, forms, scorer=fuzz.token_sort_ratio, limit=3)
    return ", ".join(f"`{form}`" for form, _, _ in found)
