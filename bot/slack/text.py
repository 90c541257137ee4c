"""Text as Slack writes it: mrkdwn from outside text, and plain text from mrkdwn. Pure.

Text from outside (names, comments, API messages) is data: `escape` makes it harmless in mrkdwn, `escaped` also keeps
bare `@here` and the like from being taken for a mention, `plain_untrusted` does the same where Slack takes plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ELLIPSIS = "…"
_JOINER = "\u2060"  # takes no room, but ends the mention

_TO_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_FROM_ENTITY = {entity: sign for sign, entity in _TO_ENTITY.items()}
_SIGN = re.compile(r"[&<>]")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_SHOUT = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.IGNORECASE)
_CONTROL = re.compile(r"<(?=[!@#])")
_SHORTCODE = re.compile(r":(?!\d+:)(?=[\w+'-]{1,100}:)")
_MARK = re.compile(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])")
"""What may begin or end bold and the like: not `_` within `order_update`."""
_ALIKE = str.maketrans("*_~`", "∗ˍ∼ʼ")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TOKEN = re.compile(r"<[^<>]*>|&(?:amp|lt|gt);")
_FILLERS = (0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
_MARKS = (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_CONTROLS = (*range(9), *range(0xE, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0xFFF9, 0xFFFC))
INVISIBLE = frozenset(map(chr, (*_FILLERS, *_MARKS, *_CONTROLS)))
"""Characters that nobody sees: joiners, spaces of no width, marks of direction, the mark at a file's beginning,
controls, and letters that only fill a place (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
"""
_LEADING = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0))))
"""What changes the character before it (emoji, flags): nothing at the beginning of a text."""
_EDGES = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "".join(sorted(INVISIBLE))
_ANGLE = re.compile(r"<([^<>]+)>")
_URL = re.compile(r"https?://[^\s<>|\"'`]+[^\s<>|\"'`.,;:!?)\]}]")
_NAMED = re.compile(r"[A-Z0-9_]+(?:\|.*)?", re.DOTALL)


def escape(text: str) -> str:
    """Outside text for mrkdwn; `unescape` gives it back."""
    return _SIGN.sub(lambda sign: _TO_ENTITY[sign[0]], text)


def unescape(text: str) -> str:
    """The text behind Slack's three entities."""
    return _ENTITY.sub(lambda entity: _FROM_ENTITY[entity[0]], text)


def trim(text: str) -> str:
    """Text without space and invisible characters at its edges; those inside belong to the words and stay."""
    return text.lstrip(_EDGES + _LEADING).rstrip(_EDGES)


def is_blank(char: str) -> bool:
    """Whether a character is space or cannot be seen."""
    return char.isspace() or char in INVISIBLE


def escaped(text: str) -> str:
    """Outside text for mrkdwn that pings nobody, not even where Slack looks for bare `@here`."""
    return _SHOUT.sub(f"@{_JOINER}", escape(clean(text)))


def clean(text: str) -> str:
    """Text that can be sent: without control characters and halves of surrogate pairs, which no UTF-8 can carry."""
    return _UNSENDABLE.sub("\ufffd", text)


def plain_untrusted(text: str) -> str:
    """Outside text for plain text objects and table cells, where entities are not needed."""
    return _SHOUT.sub(f"@{_JOINER}", _CONTROL.sub(f"<{_JOINER}", clean(text)))


def unmarked(text: str) -> str:
    """Outside text, still to be escaped, whose asterisks, underscores and `:names:` are read as they are.

    Marks that would turn words bold, italic, struck out or monospaced become look-alikes.
    """
    return without_emoji_names(_MARK.sub(lambda mark: mark[0].translate(_ALIKE), text))


def without_emoji_names(text: str) -> str:
    """Outside text, still to be escaped, in which Slack finds no `:name:` of an emoji."""
    return _SHORTCODE.sub(f":{_JOINER}", text)


def linkify(text: str) -> str:
    """Outside text for mrkdwn whose web addresses can be clicked."""
    parts: list[str] = []
    end = 0
    for found in _URL.finditer(text):
        parts += [escaped(text[end : found.start()]), f"<{escape(found[0])}>"]
        end = found.end()
    return "".join([*parts, escaped(text[end:])])


def code(text: str) -> str:
    """Outside text in a monospaced span; backticks inside become primes, line breaks spaces."""
    flat = " ".join(text.replace("`", "ʼ").split())
    return f"`{escaped(flat)}`" if flat else "–"


def bold(text: str) -> str:
    """Outside text in bold, on one line; asterisks inside would end it and become a look-alike."""
    flat = " ".join(text.replace("*", "∗").split())
    return f"*{escaped(flat)}*" if flat else "–"


def quote(text: str) -> str:
    """Outside text as a block quote, line by line, with its links."""
    return "\n".join(f"> {line}" for line in linkify(text).splitlines() or [""])


def preformatted(text: str) -> str:
    """Outside text in a code block."""
    return f"```\n{escaped(text.replace('```', 'ʼʼʼ'))}\n```"


def link(url: str, label: str) -> str:
    """A link of our own; an address that is none becomes its label."""
    if not url.startswith(("https://", "http://", "mailto:")):
        return escaped(label)
    safe = escape(url).replace("|", "%7C").replace("\n", "")
    return f"<{safe}|{escaped(label).replace('|', '¦')}>"


def mention(user_id: str) -> str:
    """A person, by id; anything that is no id is shown as text."""
    return f"<@{user_id}>" if re.fullmatch(r"[UW][A-Z0-9_]+", user_id) else escaped(user_id or "somebody")


def channel(channel_id: str) -> str:
    """A channel, by id; anything that is no id is shown as text."""
    return f"<#{channel_id}>" if re.fullmatch(r"[CGD][A-Z0-9_]+", channel_id) else escaped(channel_id)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters; never half an entity or half a `<...>`."""
    if len(text) <= limit:
        return text
    cut = limit - len(ELLIPSIS)
    if cut < 0:
        return ""
    for token in _TOKEN.finditer(text):
        if token.end() > cut:
            cut = min(cut, token.start())
            break
    return text[:cut].rstrip() + ELLIPSIS


def split(mrkdwn: str, limit: int) -> list[str]:
    """Pieces of at most `limit`, cut at line ends or spaces where there are some, never inside an entity."""
    pieces = []
    rest = mrkdwn.strip("\n")
    while len(rest) > limit:
        head = shorten(rest, limit)[:-1]
        cut = max(head.rfind("\n"), head.rfind(" ") if "\n" not in head else -1)
        head = head[:cut] if cut > limit // 2 else head
        if not head:
            break
        pieces.append(head)
        rest = rest[len(head) :].lstrip("\n ")
    return [*pieces, rest] if rest.strip() or not pieces else pieces


def moment(value: str | datetime | None) -> datetime | None:
    """An aware datetime from the API's ISO 8601 text (also with a lower-case `t`), or None.

    So is a time at the edge of what Python can count, since nobody could add an hour to it.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        found = datetime.fromisoformat(value.strip().upper())
    except ValueError:
        return None
    if not MINYEAR < found.year < MAXYEAR:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def date(value: str | datetime | None, form: str = "{date_short_pretty} at {time}") -> str:
    """A time that everyone sees in their own zone; text that is no time is shown as it came."""
    when = moment(value)
    if when is None:
        return escaped(str(value)) if value else "–"
    return f"<!date^{int(when.timestamp())}^{form}|{plain_date(when)}>"


def plain_date(value: str | datetime | None) -> str:
    """A time as plain text in UTC, for tables and files."""
    when = moment(value)
    if when is None:
        return plain_untrusted(str(value)) if value else "–"
    utc = when.astimezone(UTC) if 1 < when.year < 9999 else when
    return f"{utc.year:04d}-{utc:%m-%d %H:%M} UTC"


def local_date(when: datetime, tz: str) -> str:
    """A time as plain text in a time zone, for tables that say which one; in UTC, saying so, where there is none."""
    try:
        zone = ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError):
        return plain_date(when)
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a message: its name and where it can be opened."""

    name: str
    url: str = ""


def mentioned(mrkdwn: str) -> tuple[str, ...]:
    """Ids of the people named in a message, in order, once each."""
    return tuple(dict.fromkeys(re.findall(r"<@([UW][A-Z0-9_]+)(?:\|[^<>]*)?>", mrkdwn)))


def plain(
    mrkdwn: str,
    *,
    person: Callable[[str], str | None] = lambda _id: None,
    channel_name: Callable[[str], str | None] = lambda _id: None,
    files: Iterable[AttachedFile] = (),
) -> str:
    """What a person wrote in Slack, for readers outside: names instead of ids, links as `text (url)`, files named."""

    def name(token: re.Match[str]) -> str:
        return _spoken(token[1], person, channel_name)

    lines = [unescape(_ANGLE.sub(name, mrkdwn)).strip()]
    lines += [f"Attached: {file.name} ({file.url})" if file.url else f"Attached: {file.name}" for file in files]
    return "\n".join(line for line in lines if line)


def _spoken(token: str, person: Callable[[str], str | None], channel_name: Callable[[str], str | None]) -> str:
    """One `<...>` in words; still escaped, since its surroundings are."""
    body, _, label = token.partition("|")
    sign, rest = body[:1], body[1:]
    if sign == "@" and _NAMED.fullmatch(rest):
        return escape("@" + (person(rest) or unescape(label) or "someone"))
    if sign == "#" and _NAMED.fullmatch(rest):
        return escape("#" + (unescape(label) or channel_name(rest) or "a-channel"))
    if sign == "!":
        return _announced(rest, label)
    typed = typed_link(body, label)
    return typed if typed else f"{label} ({body.removeprefix('mailto:')})"


def typed_link(target: str, label: str) -> str:
    """What was typed, where Slack has made the link by itself; empty where a person has put a label on an address.

    Slack links `Shop.se` as `<http://Shop.se|Shop.se>`, numbers as `tel:`, addresses of mail as `mailto:`.
    """
    scheme, _, address = target.partition(":")
    if scheme == "tel":
        return label or address
    if scheme == "mailto":
        return label if label.casefold() == address.casefold() else "" if label else address
    if not label or label == target:
        return target
    same = address.removeprefix("//").rstrip("/").casefold() == label.rstrip("/").casefold()
    return (label if scheme == "http" else target) if same else ""


def _announced(rest: str, label: str) -> str:
    """`<!here>`, `<!subteam^S1|@team>`, `<!date^...|text>` in words."""
    word = rest.partition("^")[0]
    if label and word not in ("here", "channel", "everyone"):
        return label
    return {"here": "@here", "channel": "@channel", "everyone": "@everyone", "subteam": "@a group"}.get(word, word)
