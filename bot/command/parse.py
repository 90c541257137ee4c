"""What a person typed, as words: quotes group, `name=value` is a field, Slack's entities are decoded. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from bot.command.bounds import WORDS
from bot.slack.text import INVISIBLE, is_blank, trim, typed_link, unescape

QUOTES = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": '”“"',
    "”": '”"',
    "„": '“”"',
    "‟": '”"',
    "‘": "’‘'",
    "’": "’'",
    "‚": "‘’'",
    "«": "»",
    "»": "«",
}
"""Opening quote -> what may close it; phones replace straight quotes by curly ones, not always in pairs."""

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'"})
_NAME = re.compile(r"(?:--|—|–)?([A-Za-z][\w.\-]*)=")
_LOOSE = re.compile(r"(?:--|—|–)?([A-Za-z][\w.\-]*)(?:[ \t]+=[ \t]*|=[ \t]+)(?=[^\s=])")
_FLAG = re.compile(r"(?:--|—|–)([A-Za-z][\w.\-]*)(?=\s|$)")
_ENTITY = re.compile(r"<([^<>\s|]+)(?:\|([^<>]*))?>|&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_FENCE = "```"
_MARKED = re.compile(r"([*_~])(?!\s|\1)((?:(?!\1\s)[^\n\"'“”<>]){1,200}?)(?<!\s)\1(?=\s|$)")
"""`*bold*`, `_italics_` and `~struck~`, as Slack sends them; also round several words."""
_BODIES = 8
"""So many `json=` are tried to be read as JSON, each to the end of the text; nobody means more than one."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `name` is set for `name=value`; `start` and `end` are its place in the text as typed."""

    text: str
    start: int
    end: int
    name: str = ""
    quoted: bool = False
    closed: bool = True
    marks: str = ""
    """Signs of bold or italics that stood on both sides of it: `*` in `*shop*`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A typed line: the words and the text they came from."""

    raw: str
    words: tuple[Word, ...] = ()
    cut: bool = False
    """Whether the text goes on behind the last word that is looked at."""

    def after(self, count: int) -> Words:
        """The same line without its first `count` words."""
        return replace(self, words=self.words[count:])

    def rest(self, count: int | None = None) -> str:
        """Its first words, or all of them, as typed, decoded; one pair of quotes around all of it is taken off."""
        words = self.words[:count]
        if not words:
            return ""
        first = words[0]
        if len(words) == 1 and first.quoted and first.closed and not first.name:
            return first.text
        end = len(self.raw) if len(words) == len(self.words) else words[-1].end
        return trim(decode(self.raw[first.start : end]))


def parse(text: str) -> Words:
    """Split what was typed into words; never fails: a quote that does not close is marked on its word (`closed`)."""
    words: list[Word] = []
    at = bodies = 0
    while at < len(text) and len(words) < WORDS:
        if is_blank(text[at]):
            at += 1
            continue
        word = _word(text, at, may_be_body=bodies < _BODIES)
        bodies += word.name.lower() == "json"
        words.append(word)
        at = word.end
    return Words(text, tuple(words), cut=bool(trim(text[at:])))


def field(words: Words, at: int) -> Word | None:
    """`name = value` from the word at this place on, as if no blanks stood round the sign; None where it is none."""
    word = words.words[at]
    found = _LOOSE.match(words.raw, word.start) if not word.quoted else None
    if found is None or found.end() == len(words.raw):
        return None
    name, begin = found[1], found.end()
    if name.lower() == "json" and (body := _json(words.raw, begin)):
        return Word(body[0], word.start, body[1], name=name, quoted=True)
    value = _word(words.raw, begin)
    if value.name:
        return None
    kept = f"{value.marks}{value.text}{value.marks}" if " " not in value.text else value.text  # a pattern, or a secret
    return replace(value, name=name, text=kept, start=word.start)


def quote(text: str) -> str:
    """`text` as one word that parses back to itself."""
    return '"' + encode(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def decode(text: str) -> str:
    """Slack's entities as plain text (`&lt;`, `<https://a|a>`); references to people and channels stay references."""

    def plain(match: re.Match[str]) -> str:
        if match[3]:
            return _ENTITIES[match[3]]
        target = match[1]
        if target[0] in "@#":
            return f"<{target}>"
        if target[0] == "!":
            return f"<{target}>" if match[2] is None else f"<{target}|{match[2]}>"
        link = typed_link(target, match[2] or "") or target.removeprefix("mailto:")
        return unescape(link)

    return _ENTITY.sub(plain, text)


def encode(text: str) -> str:
    """The reverse of `decode` for plain text: what Slack sends when a person types `text`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def split_list(text: str) -> list[str]:
    """A comma-separated list; empty items are dropped."""
    return [item for item in (trim(part) for part in text.split(",")) if item]


def reference(text: str) -> str:
    """The id in `<@U1>`, `<@U1|name>` or `<#C1|name>`, or the text itself."""
    match = re.fullmatch(r"<[@#]([A-Z0-9_]+)(?:\|[^>]*)?>", text.strip())
    return match[1] if match else text.strip()


def _word(text: str, at: int, *, may_be_body: bool = True) -> Word:
    start = at
    if text.startswith(_FENCE, at):
        return _fenced(text, at)
    if flag := _FLAG.match(text, at):
        return Word("true", start, flag.end(), name=flag[1])
    name = ""
    if match := _NAME.match(text, at):
        name, at = match[1], match.end()
        if text.startswith(_FENCE, at):
            return replace(_fenced(text, at), start=start, name=name)
        while at < len(text) and text[at] in INVISIBLE:
            at += 1
        if may_be_body and name.lower() == "json" and (found := _json(text, at)):
            return Word(found[0], start, found[1], name=name, quoted=True)
    if at < len(text) and text[at] in QUOTES:
        value, end, closed = _quoted(text, at)
        return Word(decode(value), start, end, name=name, quoted=True, closed=closed)
    if not name and (marked := _MARKED.match(text, at)):
        inner = decode(marked[2])
        while (nested := _MARKED.fullmatch(inner)) is not None:
            inner = nested[2]
        return Word(trim(inner).strip("`"), start, marked.end(), marks=marked[1])
    end = at
    while end < len(text) and not text[end].isspace():
        if text[end] == "<" and (entity := _ENTITY.match(text, end)):
            end = entity.end()
            continue
        end += 1
    return Word(trim(decode(text[at:end])), start, end, name=name)


def _quoted(text: str, at: int) -> tuple[str, int, bool]:
    """The text between quotes, where it ends, and whether it does; a quote inside a word (`don't`) is never closed."""
    closers, begin = QUOTES[text[at]], at + 1
    value: list[str] = []
    at = begin
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text) and text[at + 1] in '\\"':
            value.append(text[at + 1])
            at += 2
            continue
        if char in closers and (at + 1 == len(text) or is_blank(text[at + 1])):
            return "".join(value), at + 1, True
        value.append(char)
        at += 1
    return text[begin:], len(text), False


def _json(text: str, at: int) -> tuple[str, int] | None:
    """A JSON value, bare or in quotes: where it ends is where the value ends, whatever quotes it holds."""
    opener = text[at] if at < len(text) and text[at] in QUOTES else ""
    begin = at + len(opener)
    if begin >= len(text) or text[begin] not in "{[":
        return None
    tail = text[begin:]
    for candidate in (decode(tail), decode(tail.translate(_STRAIGHT))):
        try:
            _, length = json.JSONDecoder().raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        end = _position(tail, length)
        if opener and begin + end < len(text) and text[begin + end] in QUOTES[opener]:
            end += 1
        return candidate[:length], begin + end
    return None


def _position(encoded: str, length: int) -> int:
    """Where in the text as typed the first `length` decoded characters end; behind an entity that they end in."""
    typed = decoded = 0
    for entity in _ENTITY.finditer(encoded):
        before = decoded + entity.start() - typed
        if before >= length:
            break
        typed, decoded = entity.end(), before + len(decode(entity[0]))
        if decoded >= length:
            return typed
    return typed + length - decoded


def _fenced(text: str, at: int) -> Word:
    """A code block: the value of a bare one is a JSON body."""
    begin = at + len(_FENCE)
    end = text.find(_FENCE, begin)
    closed = end >= 0
    body = text[begin:end] if closed else text[begin:]
    body = re.sub(r"\A(?:json)?[ \t]*\n", "", body).strip()
    return Word(decode(body), at, end + len(_FENCE) if closed else len(text), name="json", quoted=True, closed=closed)
