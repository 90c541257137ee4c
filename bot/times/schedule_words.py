"""The words of a schedule, rewritten to what its reader knows: `half past eight` is `8:30`. And the nearest. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.suggest import suggest
from bot.times.slots import DAYS

FORMS = (
    "daily 09:00", "weekdays 17:30", "weekends 10:00", "mon,thu 8:00", "mon-sat 9:00", "hourly", "hourly :15",
    "every 2 days 9:00", "every 2 weeks on monday 9:00", "every other friday 16:00", "monthly 1 09:00",
    "monthly 1 15 9:00", "first monday of the month 9:00", "last friday of the month 16:00",
    "last day of the month 18:00", "first weekday of the month 9:00", "every 3 months on the 1st 9:00",
    "daily 9:00 13:00 17:00",
)  # fmt: skip

FILLERS = frozenset(
    {
        "each",
        "on",
        "at",
        "@",
        "the",
        "and",
        "of",
        "&",
        "+",
        "in",
        "time",
        "timezone",
        "zone",
        "o'clock",
        "clock",
        "a",
    }
)
ONCE = frozenset({"today", "tonight", "tomorrow", "tmrw", "now", "later", "next"})
"""Words for one day: what comes once is no schedule."""
_SPELLED = (
    *(day.lower() for day in DAYS), "daily", "weekly", "monthly", "hourly", "quarterly", "every", "other", "first",
    "second", "third", "fourth", "last", "weekday", "weekdays", "weekend", "weekends", "week", "weeks", "month",
    "months", "days", "hour", "except", "morning", "evening", "noon", "midnight", "from", "starting",
    "fortnightly", "biweekly",
)  # fmt: skip
"""Words in which people slip."""
MOST_WORDS = 16
"""Of what was typed, in which the nearest schedule is looked for."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
QUARTER = "every 3 months"
_HOURS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
_HOUR = rf"(\d{{1,2}}|{'|'.join(_HOURS)})"
_SPOKEN_MINUTES = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_SPOKEN_QUARTERS = {"fifte": 15, "thirt": 30, "forty": 45}
"""The first five letters of minutes that stand after an hour: `eight thirty`."""
_SPOKEN = "quarter|half|twenty[ -]five|five|ten|twenty"
_PAST_EACH_HOUR = re.compile(
    rf"(?:\bat )?\b(?:a )?({_SPOKEN}|[1-5]?\d)(?: min\w*)? past\b(?! {_HOUR}\b)(?: the hour\b)?"
)
"""`every hour at 15 past`, as the bot itself says it."""
_NTHS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_DATES = {
    **{word: day for day, word in enumerate(_NTHS, start=1) if day > 5},
    **{f"twenty-{word}": 20 + day for day, word in enumerate(_NTHS[:9], start=1)},
    **{"thirtieth": 30, "thirty-first": 31},
}
"""Days of the month in words, from the sixth on."""
_DATE = re.compile(rf"\b(?:{'|'.join(sorted(_DATES, key=len, reverse=True)).replace('-', '[ -]')})\b")
_DAY_NUMBER = re.compile(
    r"\bday (?=\d{1,2}\b.*\bmonth)(\d{1,2})\b|(?:^|(?<=\bon )|(?<=\band )|(?<=\bmonthly ))day (\d{1,2})\b(?![:.])"
)
_AFTER_DAY = re.compile(r"\b(day|month) (\d{1,2})(?=[\s,;]|$)")
_NAMED_DAY = re.compile(r"\b(?:first|last|\d{1,2}(?:st|nd|rd|th))\b")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"


def words_of(text: str) -> list[str]:
    """Lower-case words; ranges joined (`mon - fri`), and so is `9 am`; `at 9` is a time."""
    text = text.lower().strip().strip("\"'`“”‘’")
    text = _clock(text)
    text = re.sub(
        r"(?<=[a-z])\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\btill?\b|\buntil\b)\s*(?=[a-z]{3})(?![a-z_]*/)", "-", text
    )
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text.replace("a.m.", "am").replace("p.m.", "pm"))
    text = re.sub(r"(?:\bat|@)\s*(\d{1,2})(?=[\s,;]|$)(?!\s*(?:st|nd|rd|th)\b)", r" \1:00", text)
    text = _days(text)
    return [word for word in re.split(r"[\s,;()]+", text) if word and word not in FILLERS]


def _clock(text: str) -> str:
    """`half past eight`, `ten to nine`, `at nine`, `16h` in digits."""
    text = _PAST_EACH_HOUR.sub(lambda found: f" :{_minutes(found[1]):02d}", text)
    text = re.sub(
        rf"\b(?:a )?({_SPOKEN}|[1-5]?\d)(?: min\w*)? past {_HOUR}\b", lambda found: _past(found[1], found[2]), text
    )
    text = re.sub(
        rf"\b(?:a )?({_SPOKEN}|[1-5]?\d(?= min))(?: min\w*)? to {_HOUR}\b",
        lambda found: _before(found[1], found[2]),
        text,
    )
    text = re.sub(
        rf"\b({'|'.join(_HOURS)}) (fifteen|thirty|forty[ -]five)\b",
        lambda found: f"{_number(found[1])}:{_SPOKEN_QUARTERS[found[2][:5]]}",
        text,
    )
    text = re.sub(r"\bat (\d\d)(\d\d)\b", r"at \1:\2", text)
    text = re.sub(rf"(?:\bat )?\b({'|'.join(_HOURS)}) o['’ ]?clock\b", lambda found: f"at {_number(found[1])}", text)
    text = re.sub(rf"\bat ({'|'.join(_HOURS)})\b", lambda found: f"at {_number(found[1])}", text)
    return re.sub(r"\b(\d{1,2})h\b", r"\1:00", text)


def _past(minutes: str, hour: str) -> str:
    return f"{_number(hour)}:{_minutes(minutes):02d}"


def _before(minutes: str, hour: str) -> str:
    """`quarter to one` is 12:45, as it is at noon."""
    before = {1: 12, 0: 23}.get(_number(hour), _number(hour) - 1)
    return f"{before}:{60 - _minutes(minutes):02d}"


def _minutes(word: str) -> int:
    return int(word) if word.isdecimal() else _SPOKEN_MINUTES[word.replace(" ", "-")]


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _HOURS.index(word) + 1


def _days(text: str) -> str:
    """Days and intervals: `mon/wed`, `alternate mondays`, `quarterly`, `end of the month`, `but not on sunday`."""
    text = re.sub(rf"\b{_DAY}(?:/{_DAY})+", lambda found: found[0].replace("/", " "), text)
    text = re.sub(r"\b(?:two|2) times\b", "twice", re.sub(r"\b(?:three|3) times\b", "thrice", text))
    text = _DATE.sub(lambda found: f"{_DATES[found[0].replace(' ', '-')]}th", text)
    text = _DAY_NUMBER.sub(lambda found: f"{found[1] or found[2]}th", text)
    text = re.sub(r"\b(\d{1,2})(?= of (?:the|every|each) month\b)", r"\1th", text)
    text = re.sub(r"\b(working|business|work) days?\b", "weekday", text)
    text = re.sub(r"\bevery fortnight\b|\bfortnightly\b", "every 2 weeks", text)
    text = re.sub(r"\b(?:every )?alternate\b", "every other", text)
    text = re.sub(r"\bend of (?:the |every |each )?month\b", "last day of the month", text)
    text = re.sub(r"\b(?:beginning|start) of (?:the |every |each )?month\b", "first day of the month", text)
    text = re.sub(r"\b(?:but not|but no|excluding|except for|apart from|other than)\b", "except", text)
    text = re.sub(rf"\b(?:but|without|save) (?=(?:on |for )?{_DAY}\b)", "except ", text)
    text = re.sub(rf"\bfrom (?={_DAY}-{_DAY}\b)", "", text)
    begins = " from 2024-01-01" if not re.search(r"\b(?:from|starting)\b", text) else ""
    text = re.sub(
        r"\b(first|last) day of (?:the|every|each) quarter\b",
        lambda found: f"{QUARTER} {found[1]} day from 2024-0{'1' if found[1] == 'first' else '3'}-01",
        text,
    )
    text = _AFTER_DAY.sub(_hour_after, text)
    return re.sub(r"\bquarterly\b|\b(?:every|each) quarter\b", f"{QUARTER}{begins}", text)


def _hour_after(found: re.Match[str]) -> str:
    """`last day of the month 9` has said its day: a number that follows is a time."""
    before = re.sub(r"\bevery (?:\w+ )?$", "", found.string[: found.start()])
    return f"{found[1]} {found[2]}:00" if _NAMED_DAY.search(before) else found[0]


def every_other(text: str) -> str:
    """`biweekly thursday 16:00`, which may also be twice a week, as `every 2 weeks on thursday 16:00`."""
    return re.sub(r"\bbi-?weekly\b(?: on\b)?", "every 2 weeks on", text)


def nearest(text: str, *, besides: str = "") -> str:
    """The forms that look most like what was typed, without what is said already."""
    from rapidfuzz import fuzz, process  # only for who mistypes: no part of the start

    low = every_other(" ".join(text.lower().split())[:200])
    within = ("hourly", "hourly :15", "daily 9:00 13:00 17:00")
    some = within if re.search(r"\b(?:hours?|minutes?|mins?|twice|thrice|times)\b", low) else FORMS
    forms = [form for form in some if words_of(form) != words_of(besides)]
    found = process.extract(low, forms, scorer=fuzz.token_sort_ratio, limit=3)
    return ", ".join(f"`{form}`" for form, _, _ in found)


def is_once(word: str) -> bool:
    """Whether a word names one day, after which nothing comes again."""
    return word in ONCE or _ISO_DATE.fullmatch(word) is not None


def nearly(text: str) -> Iterator[str]:
    """What was typed, with words said otherwise or spelled right, or without the last ones (`9:00 when it rains`)."""
    if (other := every_other(text)) != text:
        yield other
    if (spelled := _spelled(text)) != text:
        yield spelled
    said = text.split()[:MOST_WORDS]
    yield from (" ".join(said[:end]) for end in range(len(said) - 1, 1, -1) if said[end - 1] not in FILLERS)


def _spelled(text: str) -> str:
    """`evry mondy 9:00` as `every monday 9:00`."""
    return " ".join(
        next(iter(suggest(word, _SPELLED, similar=0.75)), word) if len(word) > 3 and word.isalpha() else word
        for word in text.split()[:MOST_WORDS]
    )
