"""A sentence as tokens: mentions, quotes, numbers and words, each with its place in what was typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.command.parse import QUOTES, decode
from bot.command.phones import is_e164, without_separators
from bot.provisioning.languages import LANGUAGES
from bot.understanding.small_words import EXPANSIONS

SHORTEST_PHONE = 9
"""Signs of a number that is whole without the groups behind it."""
LIMIT, MOST_TOKENS = 2_000, 250
"""Characters and words that are read; nobody asks for something in more."""

_PIECE = re.compile(
    r"(?P<person><@(?P<user>[A-Z0-9_]+)[^>]*>(?:['’]s)?)|(?P<place><#[^>]*>)|(?P<other><[^>]*>)"
    r"|(?P<phone>\+\d(?:[ ().\-\u2010-\u2015/]{0,3}\d){5,14}(?!\w))"
    r"|(?P<word>[\w+][\w.+@*:/=&-]*(?:(?<!=)['’][\w-]+)?)|(?P<mark>[?!;,.:])|(?P<open>[\"“”„‟‘‚«`'])"
)
_AFTER = re.compile(
    r"\b(?:that|saying|says?|text|comment|note)\b(?!\s+(?:on|to|for|about|at|in|please)\b)[:\s]+", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:tell|inform|notify|let|remind|message|write(?: to)?) "
    r"(?:sinch|them|meta|google|kakao|the (?:reviewers?|operators?|carriers?|team))\b(?: know)?[ ,]+"
    r"(?=(?:we|our|i|my|it|its|there|everything|nothing|all)\b)",
    re.IGNORECASE,
)
"""What is told to a reviewer without a `that`: `tell Sinch we've updated the logo`."""
_EDGES = " \t\r\n\"'`“”„‘’«»"
_COURTESY = re.compile(
    r"\A(?:(?:hi|hey|hello|please|ok|sorry)\W+)*(?:"
    r"when(?:ever)? you (?:have|get|find|can spare|got)\b[^,;:.?!]*?\b(?:moment|minutes?|mins?|second|sec|time"
    r"|chance)"
    r"|if (?:it(?:'s|’s| is|s)?|you(?:'re|’re| are)?|i|that(?:'s|’s| is)?)\b[^,;:?!]{0,40}?"
    r"\b(?:trouble|mind|possible|ask|okay|ok|bother|inconvenient|busy|kind)"
    r"|sorry (?:to|for) (?:bother|disturb|ask|interrupt|trouble|the)\w*\b[^,;:?!]{0,40}"
    r")\s*[,;:]\s*",
    re.IGNORECASE,
)
"""Courtesy before a request, which asks for nothing: `when you have a moment, ...`."""
_NOTHING_SAID = re.compile(
    r"\b(?:i|we)(?:['’]d| would) (?:really |very much |greatly )?appreciate (?:it if (?:you|someone) (?:could|would)"
    r"|if (?:you|someone) (?:could|would)|knowing|seeing|having|getting)\s+|"
    r"\A(?:(?:hi|hey|hello|please|ok|sorry)\W+)*(?:may|can|could|might) (?:i|we) (?:ask|bother|trouble|request|beg)"
    r" (?:you )?(?:to|for)\s+"
    r"|\b(?:please )?(?:would you )?be so (?:kind|good) (?:as to|and|to)\s+"
    r"|\b(?:the (?:heck|hell|devil)|on earth|in the world)\b\s*"
    r"|\bi(?:['’]m| am) (?:quite |very )?new (?:here|to this|at this)\b[,;.!]*\s*",
    re.IGNORECASE,
)
"""Courtesy and strong words in a request."""
_INVERTED = re.compile(
    r"\b(?<!why )(should|could|would|can|must)(?:n['’]?t| not) (?=(?:i|we|one|you|somebody|someone)\b)", re.IGNORECASE
)
"""`shouldn't we drop it?` asks what `should we drop it?` asks."""
_RHETORICAL = re.compile(
    r"\A((?:(?:hi|hey|hello|please|ok|sorry|and|so|but)\W+)*)(do|does|did|is|are|was|were|have|has)(?:n['’]?t| not) "
    r"(?=(?:you|we|they|i|it|there)\b.*\?)",
    re.IGNORECASE,
)
"""`don't we have failed bundles?` asks what `do we have failed bundles?` asks."""
_WHY_NOT = re.compile(r"\bwhy (?:not|(?:don['’]?t|do not) (?:we|i|you)) (?=\w)", re.IGNORECASE)
"""`why not drop it?` is a proposal as well."""
_STOP_TO = re.compile(
    r"\b(stop|quit|cease) to (send|post|show|writ|notify|messag|tell|follow|watch|giv|bother|annoy|report)e?\b",
    re.IGNORECASE,
)
"""`stop to send` is `stop sending`."""
_SURELY = re.compile(
    r"\b(?:make (?:it )?(?:sure|certain)|make(?= that (?:sinch|we|i|they|you|nobody|everyone)\b)|ensure|be sure"
    r"|see to it|take care|it(?:['’]s| is) (?:about |high )?time(?! to\b)|arrange(?: it)?(?= (?:that"
    r"|so that)\b)|see(?= that (?:\w+ ){1,4}"
    r"(?:is|are|gets?)\b))(?: (?:that|so that))? (?=(?!(?:for|of|about|to|with)\b)\w+ \w)",
    re.IGNORECASE,
)
"""`make sure that it is launched` is a wish."""
_HAVE_DONE = re.compile(
    r"\A((?:(?:please|ok|now)\W+)*)have (?=(?:it|this|that|them|the|\w+_\w+)\b(?!.*\b(?:been|yet|already)\b|.*\?))",
    re.IGNORECASE,
)
"""`have it resubmitted` is a wish, no question."""
_IN_SHORT = re.compile(r"\btl\s?[;,:]?\s?dr\b", re.IGNORECASE)
_MARKED = re.compile(r"(?<![\w*_~])([*_~])([^\s*~_](?:[^*~\n]{0,80}?[^\s*~_])?)\1(?![\w*_~])")
"""`*bold*` and `_italic_`, as Slack writes them."""
_VERSION = re.compile(r"(\w{3,})[/:.]([A-Z]{2}(?:[_-][A-Z]{2})?)")
"""`order_update/EN_US`"""
_EQUALS = re.compile(r"(?<=\s)([A-Za-z][\w.\-]*)(?:[ \t]+=[ \t]*|=[ \t]+)(?=[\w\"'“‘<])")
"""`states = rejected` behind something else is a field; `priya = operator` is none."""
_ARROW = re.compile(r"\s(?:-+>|=+>|→|»)\s")
"""`Swedish -> Danish`"""
_FIELD = re.compile(r"[A-Za-z][\w.\-]*=")
"""The beginning of a field whose value stands in quotes: `name="Two Words"`."""
_AT_SINCH = re.compile(
    r"\b(?:the |our )?(?:folks|people|guys|team|support|friends|colleagues) (?:at|of|from) (?=sinch\b)", re.IGNORECASE
)
_LEAD = re.compile(r"\A\s*/?sinch(?:[-\s]+|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as typed, `low` for comparing; `mark` is a sign between words, `quoted` a name or text in quotes."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool = False
    mark: bool = False
    user: str = ""
    """The id of the person that is mentioned."""


@dataclass(frozen=True)
class Sentence:
    """What was said, plain, and its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if not token.mark)

    @cached_property
    def lows(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset(token.low for token in self.tokens if not token.mark)

    @property
    def asks(self) -> bool:
        """Whether it is written as a question."""
        return any(token.text == "?" for token in self.tokens)


def read(typed: str, bot_user: str = "") -> Sentence:
    """The sentence without the bot's own name, a leading `/sinch`, and quotes or backticks round all of it."""
    text = _AT_SINCH.sub("", _NOTHING_SAID.sub("", _COURTESY.sub("", plain(typed, bot_user)))) or typed.strip()
    text = _SURELY.sub("I want that ", _HAVE_DONE.sub(r"\1I want ", _STOP_TO.sub(r"\1 \2ing", text)))
    text = _RHETORICAL.sub(r"\1\2 ", text)
    text = _WHY_NOT.sub("should we ", _INVERTED.sub(r"\1 ", _IN_SHORT.sub("tldr", text)))
    return Sentence(text, tuple(islice(_tokens(text), MOST_TOKENS)))


def plain(typed: str, bot_user: str = "") -> str:
    """What was typed without what makes no difference."""
    text = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>[,:]?", " ", typed) if bot_user else typed
    text = decode(text[: LIMIT * 2]).strip()[:LIMIT]
    bare = _EQUALS.sub(r"\1=", _ARROW.sub(" to ", _unquoted(text)))
    bare = _MARKED.sub(r"\2", bare) if "*" in bare or "_" in bare or "~" in bare else bare
    bare = _LEAD.sub("", bare) if bare[:1] == "/" or bare[:5].lower() == "sinch" else bare
    return _unquoted(bare)


def _unquoted(text: str) -> str:
    """`text` without quotes that stand round all of it; `"a" and "b"` keeps its own."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```") and len(text) > 6:
        return text[3:-3].strip()
    while len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES[text[0]] and text[0] not in text[1:-1]:
        if any(sign in text[1:-1] for sign in QUOTES[text[0]]):
            break
        text = text[1:-1].strip()
    return text


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while found := _PIECE.search(text, at):
        at = found.end()
        if found["person"]:
            yield Token(found[0], found[0].lower(), found.start(), at, user=found["user"])
        elif found["phone"] and (number := _phone(found["phone"])):
            at = found.start() + len(number)
            plain_number = without_separators(number)
            yield Token(plain_number, plain_number, found.start(), at)
        elif found["word"]:
            closed = _closing(text, at) if _FIELD.fullmatch(found["word"]) and text[at : at + 1] in QUOTES else 0
            if closed > at + 1:
                field = f"{found['word']}{text[at + 1 : closed].strip()}"
                yield Token(field, field.casefold(), found.start(), closed + 1)
                at = closed + 1
            else:
                yield from _word(found["word"], found.start())
        elif found["mark"]:
            yield Token(found[0], found[0], found.start(), at, mark=True)
        elif found["open"] and (closed := _closing(text, found.start())):
            inner = text[found.start() + 1 : closed].strip()
            if inner:
                yield Token(inner, inner.casefold(), found.start(), closed + 1, quoted=True)
            at = closed + 1
        elif found["place"] or found["other"]:
            yield Token(found[0], found[0].lower(), found.start(), at)


def _phone(said: str) -> str:
    """The phone number that digits in groups begin with: all of them, or the first group where that is one alone."""
    first = said.split()[0]
    return first if is_e164(without_separators(first)) and len(first) > SHORTEST_PHONE else said


def _word(word: str, start: int) -> Iterator[Token]:
    """A word without the sign that ends a sentence; short forms as the words they stand for."""
    bare = word.rstrip(".:-/&=@*") if not word.endswith("*") else word.rstrip(".:-/&=@")
    low = bare.casefold().replace("’", "'")
    if long := EXPANSIONS.get(low):
        for part in long.split():
            yield Token(part, part, start, start + len(bare))
        return
    if low.endswith("'s"):
        bare, low = bare[:-2], low[:-2]
    if (parts := _VERSION.fullmatch(bare)) and parts[2].replace("-", "_") in LANGUAGES:
        cut = start + parts.start(2)
        yield Token(parts[1], parts[1].casefold(), start, cut - 1)
        yield Token(parts[2], parts[2].casefold(), cut, start + len(bare))
    elif bare:
        yield Token(bare, low, start, start + len(bare))
    if ":" in word[len(bare) :]:
        yield Token(":", ":", start + len(bare), start + len(word), mark=True)


def _closing(text: str, at: int) -> int:
    """Where the quote that opens at `at` closes; 0 where it does not: then it is no quote."""
    closers = QUOTES[text[at]]
    ends = [end for sign in closers if (end := text.find(sign, at + 1)) > 0]
    return min(ends, default=0)


def comment_span(sentence: Sentence) -> tuple[int | None, int]:
    """Where the words of a comment stand: in quotes, after a colon, or after `that`; None where there are none."""
    quoted = [token for token in sentence.tokens if token.quoted]
    if quoted:
        last = max(quoted, key=lambda quote: quote.end - quote.start)
        return last.start + 1, last.end - 1
    colon = next((token for token in sentence.tokens if token.mark and token.text == ":"), None)
    if colon is not None and colon.end < len(sentence.text):
        return colon.end, len(sentence.text)
    if found := _AFTER.search(sentence.text) or _TOLD.search(sentence.text):
        return (found.end(), len(sentence.text)) if found.end() < len(sentence.text) else (None, 0)
    return None, 0
