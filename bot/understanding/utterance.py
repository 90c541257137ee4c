"""One sentence as all commands are tried on it, with the times that it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.times import duration, schedule, since
from bot.times.spans import FEW_WORDS, longest
from bot.times.zones import ABBREVIATED
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.names import Name
from bot.understanding.sentence import Sentence, Token
from bot.understanding.tongues import code_of_place

LISTING = {
    "whatsapp templates": "template", "whatsapp senders": "sender", "rcs senders": "sender",
    "kakaotalk senders": "sender", "kakaotalk templates": "template", "bundles": "bundle", "sms apps": "app",
    "webhooks": "webhook", "whatsapp flows": "flow", "whatsapp solutions": "solution",
}  # fmt: skip
"""Kinds of names -> the kind that they are of."""
_ADDRESS = re.compile(r"https?://[^\s<>|\"“”]+", re.IGNORECASE)
_PROJECT = frozenset({"project", "projects"})
_NAMEABLE = frozenset({"app", "application", "bundle", "sender", "agent", "project", "brand"})
_DEFINITE = frozenset({"the", "its", "our"})
_CALLED = frozenset({"called", "named", "name", "titled"})
_BEHIND_NAMES = frozenset(
    {"in", "for", "with", "on", "at", "and", "to", "from", "please", "as", "of", "by", "here", "that", "which", "into",
     "now", "thanks"}
)  # fmt: skip
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
    r"^[\s,;]*(?:(?:when|whenever|if|unless|except|excluding|but|only|and|or|until|till|while|not|without|then"
    r"|during|as"
    r" long|at|around|starting|from|sharp|after|before)\b|in\s+(?:the\s+)?(?:spring|summer|autumn|fall|winter"
    r"|jan|feb|"
    r"mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
"""What says when, or when not, in words that no schedule has."""
_ZONE = re.compile(rf"^[\s,;(]*(?:{'|'.join(ABBREVIATED)})\b", re.IGNORECASE)
"""A zone that a schedule refuses and explains."""
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b|\bat (?:\d|noon|midnight)|\bnoon\b|\bo'?clock\b"
    r"|\b(?:half|quarter|twenty|ten|five) (?:past|to)\b|\bat (?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten|twelve"
    r"|eleven)\b",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|(?:next|this|coming) (?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day)\b"
)
_END = re.compile(
    r"\s*(?:-|–|—|\b(?:and|to|till?|until|through))\s*"
    r"((?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|last \w+|\d[\d-]*(?: [a-z]{3,9})?)\b",
    re.IGNORECASE,
)
_QUIET = frozenset({"DRAFT", "IN_TEST"})
"""States in which things wait for nobody."""
_AT_A_TIME = re.compile(r"\b(?:at|around|by) (?=\d|noon\b|midnight\b)", re.IGNORECASE)
_TIMES_A = re.compile(r"(?:once|twice|thrice|(?:\d+|two|three|four|five|several|many)\s+times)\s+$", re.IGNORECASE)


def _whole_name(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of a name from its first on: `Parcel Notices` of `Parcel Notices in the EU`."""
    first = tokens[0]
    capital = first.text[:1].isupper()
    for before, token in pairwise((None, *tokens)):
        if token is None or token.quoted or token.low in _BEHIND_NAMES:
            return
        if before is not None and (
            "_" in first.text or token.start - before.end > 1 or capital != (not token.text[:1].islower())
        ):
            return
        yield token


@dataclass(frozen=True)
class Utterance:
    """What somebody wrote, with what was found in it and the resource it was written about, if any."""

    sentence: Sentence
    frame: Frame
    names: Sequence[Name]
    """One for each mention."""
    card: Name | None
    ordered: bool = False
    """Whether something is to be done, in a verb that nobody knows."""
    wished: bool = False
    """Whether something is wished for, in no verb of ours."""

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
    def about(self) -> frozenset[str]:
        """Kinds of what was named, else of what was said, else of the card."""
        named = {LISTING[kind] for kind in self.named_kinds if kind in LISTING}
        of_card = (
            self.card is not None
            and not self.areas
            and (self.frame.pronoun or not _DEFINITE.isdisjoint(token.low for token in self.sentence.words))
        )  # `shorten the body`
        card = {LISTING[self.card.kind]} if of_card and self.card and self.card.kind in LISTING else set()
        of_area = {"sender"} if self.areas else set()  # `a KakaoTalk channel`
        return frozenset(named or self.kinds or card or of_area)

    @cached_property
    def addresses(self) -> list[str]:
        """Addresses on the web that were said."""
        return [found.rstrip(".,;:!?)") for found in _ADDRESS.findall(self.sentence.text)]

    @cached_property
    def called(self) -> Sequence[Token]:
        """The words that something new is to be called: in quotes, or after `called`."""
        words_said = self.sentence.words
        for at, token in enumerate(words_said):
            before = words_said[at - 1].low if at else ""
            if token.quoted:
                return [token]
            named = before in _NAMEABLE and token.text[:1].isupper() and token in self.frame.leftovers
            if named and "create" in self.frame.verbs:
                return [*_whole_name(words_said[at:])]  # `new SMS app Delivery Alerts in Brazil`
            if self._only_called(words_said, at):
                return []  # `it should be called off`
            if before in _CALLED or (before == "of" and at > 1 and words_said[at - 2].low == "name"):
                return [*_whole_name(words_said[at:])] if token.low not in ("of", "is") else []
        return []

    def _only_called(self, words_said: Sequence[Token], at: int) -> bool:
        """Whether `be called`, of something that exists, stands before a word that is no name."""
        before = [token.low for token in words_said[max(0, at - 2) : at]]
        is_passive = before[:1] == ["be"] and before[-1] in _CALLED and "create" not in self.frame.verbs
        return is_passive and not words_said[at].quoted and words_said[at].text[:1].islower()

    @cached_property
    def needs_approval(self) -> list[str]:
        """What needs approval: a verb, as it was said or as a noun (`launches`), else an area."""
        said = [token.low for token in self.sentence.words]
        verbs = [words.NOUNS.get(low) or low.removesuffix("ing") for low in said]
        changes = [verb for verb in verbs if verb in words.CHANGING and verb not in ("create", "comment", "mute")]
        return changes[:1] or self.frame.areas[:1]

    def place_of(self, options: Sequence[str]) -> tuple[Token, str] | None:
        """A country or region that was said, and its code, if that is one of these."""
        for before, token in pairwise((None, *self.sentence.words)):
            code = token.text if token is not None and token.text in options else ""
            if (
                token is not None
                and not code
                and (before is None or token.low != "us" or before.low in ("the", "in", "region"))
            ):
                code = code_of_place(token.low)
            if token is not None and code in options:
                return token, code
        return None

    @cached_property
    def project(self) -> Token | None:
        """The word beside `project` that is none of ours, or in quotes: what a project is called."""
        strange = {token.start for token in self.frame.leftovers}
        beside = pairwise(self.sentence.words)
        found = [
            (after, before) if before.low in _PROJECT else (before, after)
            for before, after in beside
            if _PROJECT & {before.low, after.low}
        ]
        found += [(after, before) for before, after in pairwise(self.sentence.words) if before.low == "to"]
        return next((token for token, _ in found if token.quoted or token.start in strange), None)

    def numbered(self, kinds: frozenset[str]) -> str | None:
        """The number right behind the kind of what it numbers: `solution 123`."""
        for before, token in pairwise(self.sentence.words):
            if token.text.isdecimal() and kinds & {before.low, before.low.removesuffix("s")}:
                return token.text
        return None

    @cached_property
    def since(self) -> str | None:
        """From when on, if the sentence says so."""
        return longest(self.sentence.text, since.is_one, FEW_WORDS) if self.frame.times else None

    @cached_property
    def ends(self) -> list[str]:
        """Until when, if the sentence says so behind `since`: `between monday and tuesday`."""
        end = _END.match(self.sentence.text.partition(self.since)[2]) if self.since else None
        return [end[1]] if end else []

    @cached_property
    def wants_quiet(self) -> bool:
        """Whether of what waits drafts and tests were said too or, behind the command itself, `all`."""
        quiet = any({*sense.values} & _QUIET for sense, negated in self.frame.states if not negated)
        return quiet or [token.low for token in self.sentence.words][1:][-1:] in (["all"], ["everything"])

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
        return f"{said} {after.strip(' ,;.!?')}" if _QUALIFIES.match(after) or _ZONE.match(after) else said

    def named(self, kind: str, nth: int = 0) -> Name | None:
        """The nth name of this kind that was said, or None."""
        fitting = [name for name in self.names if name.kind == kind]
        return fitting[nth] if nth < len(fitting) else None
