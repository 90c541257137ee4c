"""One sentence as all commands are tried on it, with the times that it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.times import duration, schedule, since
from bot.times.spans import FEW_WORDS, longest
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.names import Name
from bot.understanding.sentence import Sentence, Token

_ID = re.compile(r"(?=.*[\d_])[\w@.-]{3,}")
_BETWEEN = re.compile(
    r"(?<=\w)\s+(?:(?:a|the|one|my|our) )?(?:digest|summary)s?(?=\s+(?:at|around|on|in the)\b)", re.IGNORECASE
)
_FOR = re.compile(r"\b(?:for|until|till)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|hourly|quarterly|alternate|weekdays|weekends|workdays|fortnightly|biweekly"
    r"|(?:working|business|work) days"
    r"|(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)days|of the month)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"^[\s,;]*(?:(?:please|pls|plz|thanks|thank you|thx|cheers|ok|okay|here|as well|too)\b"
    r"|(?:in|into|to|for)\s+(?:this|the|our|my)?\s*(?:channel|room|here|us|me|team|everyone|everybody|all)\b"
    r"|(?:in|into|to)\s+<?#[\w|-]+>?)",
    re.IGNORECASE,
)
"""What may follow a schedule and is none of it."""
_QUALIFIES = re.compile(
    r"^[\s,;]*(?:(?:when|whenever|if|unless|except|excluding|but|only|and|or|until|till|while|not|without|then|during|as"
    r" long|at|around|starting|from|sharp|after|before)\b|in\s+(?:the\s+)?(?:spring|summer|autumn|fall|winter|jan|feb|"
    r"mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
"""What says when, or when not, in words that no schedule has."""
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b|\bat (?:\d|noon|midnight)|\bnoon\b|\bo'?clock\b"
    r"|\b(?:half|quarter|twenty|ten|five) (?:past|to)\b|\bat (?:one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|eleven)\b",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(r"\b(?:today|tonight|tomorrow|(?:next|this|coming) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_AT_A_TIME = re.compile(r"\b(?:at|around|by) (?=\d|noon\b|midnight\b)", re.IGNORECASE)
_TIMES_A = re.compile(r"(?:once|twice|thrice|(?:\d+|two|three|four|five|several|many)\s+times)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Utterance:
    """What somebody wrote, with what was found in it and the resource it was written about, if any."""

    sentence: Sentence
    frame: Frame
    names: Sequence[Name]
    """One for each mention."""
    card: Name | None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of resources that were said."""
        return frozenset(self.frame.kinds)

    @cached_property
    def areas(self) -> frozenset[str]:
        """Areas that were said."""
        return frozenset(self.frame.areas)

    @cached_property
    def content(self) -> frozenset[str]:
        """Words that say something."""
        return frozenset(self.frame.content)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Verbs that say more than that something is to be seen."""
        return frozenset(self.frame.verbs) - words.GENERIC

    @cached_property
    def unwanted(self) -> frozenset[str]:
        """Verbs of what is not to be done."""
        return frozenset(self.frame.denied | self.frame.unwanted - self.frame.verbs)

    @cached_property
    def person(self) -> bool:
        """Whether somebody was named."""
        return bool(self.frame.people) or "people" in self.named_kinds

    @cached_property
    def named_kinds(self) -> frozenset[str]:
        """Kinds of what was named."""
        return frozenset(name.kind for name in self.names)

    @cached_property
    def since(self) -> str | None:
        """From when on, if the sentence says so."""
        return longest(self.sentence.text, since.is_one, FEW_WORDS) if self.frame.times else None

    @cached_property
    def duration(self) -> str | None:
        """For how long, if the sentence says so."""
        text = self.sentence.text
        return longest(text, duration.is_one, FEW_WORDS) if self.frame.times and _FOR.search(text) else None

    @cached_property
    def ids(self) -> list[Token]:
        """Words that nobody knows and that look like ids."""
        return [token for token in self.frame.leftovers if token.quoted or _ID.fullmatch(token.text)]

    @cached_property
    def _of_times(self) -> str:
        """The text without `digest` between the words of a schedule: `every monday a digest at 9`."""
        text = self.sentence.text
        if not (_BETWEEN.search(text) and _AGAIN.search(text) and longest(text, schedule.is_one)):
            return text
        return _BETWEEN.sub("", text)

    @cached_property
    def begun_schedule(self) -> str | None:
        """What is to come again and again, be it in words that are no schedule."""
        text = self._of_times
        begun = _AGAIN.search(text)
        if begun is None and self._has_clock and not self.frame.over:
            begun = _ONE_DAY.search(text.lower()) or _AT_A_TIME.search(text)
        return text[begun.start() :] if begun else None

    @cached_property
    def _has_clock(self) -> bool:
        """Whether a time of day is said of a digest: it is to come then, be it in words that are no schedule."""
        return "digest" in self.kinds and _CLOCK.search(self._of_times) is not None

    @cached_property
    def recurrence(self) -> str | None:
        """A schedule, if the sentence says that something comes again and again."""
        text = self._of_times if self.frame.times else ""
        return longest(text, schedule.is_one) if _AGAIN.search(text) or self._has_clock else None

    def is_begun_before(self, schedule: str) -> bool:
        """Whether an `every` stands right before it that its reader could not take."""
        before, _, _ = self._of_times.partition(schedule)
        return before.rstrip().lower().endswith((" every", " each"))

    def qualified(self, schedule: str) -> str:
        """A schedule with what was said of it besides: nothing of it is dropped, be it understood or not."""
        text = self._of_times
        begin = text.find(schedule)
        if begin < 0:
            return schedule
        before, after = _TIMES_A.search(text[:begin]), text[begin + len(schedule) :]
        while polite := _AFTERWARDS.match(after):
            after = after[polite.end() :]
        said = f"{before[0] if before else ''}{schedule}"
        return f"{said} {after.strip(' ,;.!?')}" if _QUALIFIES.match(after) else said

    def named(self, kind: str, nth: int = 0) -> Name | None:
        """The nth name of this kind that was said, or None."""
        fitting = [name for name in self.names if name.kind == kind]
        return fitting[nth] if nth < len(fitting) else None
