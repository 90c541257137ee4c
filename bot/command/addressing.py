"""What was said to the bot, without what only leads to it: its own name, a copied `/sinch`, backticks, quotes. Pure."""

from __future__ import annotations

import re

from bot.slack.text import mentioned, trim

_MENTION = r"<@[UW][A-Z0-9_]+(?:\|[^<>]*)?>"
_BEHIND = r"(?:[\s,;]|:(?![\w+'-]+:))*"
"""What may stand between a name and the words: no colon of an emoji (`@Sinch :wave:`)."""
_LEADING = re.compile(rf"\s*(?:(?P<mark>[*_~`]?){_MENTION}(?P=mark){_BEHIND})+")
_GREETING = re.compile(r"\s*(?:(?:hey|hi|hello|ok|okay|please|so)\b[\s,!.]*)+(?=[*_~`]?<@)", re.IGNORECASE)
_REQUEST = re.compile(
    r"(?:please\s+|(?:can|could|would|will)\s+you\s+)*"
    r"(?:what|which|who|when|where|why|how|is|are|was|has|have|did|does|do|can|show|list|get|open|tell|give|find|check"
    r"|help|submit|edit|launch|delete|discard|translate|verify|apply|undo|mute|follow|unfollow)\b",
    re.IGNORECASE,
)
"""How a sentence to the bot begins; anything else that names it in a card's thread is talk, and so a comment."""
_SLASH = re.compile(rf"/?@?sinch(?:-(?P<area>[a-z0-9]+(?:-[a-z0-9]+)*))?(?=\s|$){_BEHIND}", re.IGNORECASE)
_QUOTED = re.compile(r"(?:&gt;|>)[ \t]?", re.MULTILINE)
_FENCE = re.compile(r"```(?:[a-z]*[ \t]*\n)?(.*?)```", re.DOTALL)
_WRAPPERS = {
    "`": "`",
    '"': '"',
    "'": "'",
    "“": "”“",
    "”": "”“",
    "„": "“”",
    "‘": "’‘",
    "’": "’‘",
    "«": "»",
    "*": "*",
    "_": "_",
    "~": "~",
}
_CODE = re.compile(r"`([^`\s]+[ \t][^`\n]*)`(?=\s)")
_MARKED = re.compile(r"(?<!\S)([*_~])(\w(?:[^\n*_~=]|(?<=\w)_(?=\w))*)\1(?!\S)")
_WRAPPED = 4
"""How deep wrappings are taken off: a quoted block of code in bold."""
_REPEATED = 8
"""How many leading `/sinch` are taken off: pasted behind one that was typed already."""


def said_to(bot_user: str, text: str) -> str:
    """A message without the bot's name, wherever and however often it stands, and without the names it begins with."""
    if not bot_user:
        return trim(_LEADING.sub("", text, count=1) if _LEADING.match(text) else text)
    own = re.compile(rf"(?P<mark>[*_~`]?)<@{re.escape(bot_user)}(?:\|[^<>]*)?>(?P=mark)")
    named = own.search(text)
    leading = _LEADING.match(text)
    if leading and named and named.start() < leading.end():
        text = text[leading.end() :]
    return trim(own.sub(" ", text))


def is_addressed(bot_user: str, text: str) -> bool:
    """Whether a message is a request to the bot, and no comment.

    It begins with the bot's name, perhaps among others or behind a greeting; or names it elsewhere and begins like a
    request: `submit it @Sinch`. Sinch could not give such a comment back.
    """
    if not bot_user or bot_user not in mentioned(text):
        return False
    greeting = _GREETING.match(text)
    leading = _LEADING.match(text[greeting.end() :] if greeting else text)
    if leading is not None and bot_user in mentioned(leading[0]):
        return True
    return _REQUEST.match(said_to(bot_user, text)) is not None


def command_line(text: str, area: str = "") -> str:
    """The words of a command as they would be typed after `/sinch`; `area` is that of `/sinch-AREA`.

    People copy commands from chats and pages: with backticks, as a code block, quoted, with the leading `/sinch`.
    """
    line = _unwrapped(text)
    for _ in range(_REPEATED):
        found = _SLASH.match(line)
        if found is None:
            break
        area = (found["area"] or "").lower()
        line = _unwrapped(line[found.end() :])
    line = _unmarked(line)
    begins = re.match(r"([a-z0-9-]+)(?=\s|$)", line, re.IGNORECASE)
    if area and begins and begins[1].lower() == area:
        return line
    return f"{area} {line}".strip()


def _unmarked(line: str) -> str:
    """Without the marks of its parts, where the line begins with one: only its first words in code, bold, italics."""
    if line.startswith("`"):
        return _CODE.sub(r"\1", line, count=1) if _CODE.match(line) else line
    return _MARKED.sub(r"\2", line) if _MARKED.match(line) else line


def _unwrapped(text: str) -> str:
    line = trim(text)
    for _ in range(_WRAPPED):
        inner = _inner(line)
        if inner == line:
            break
        line = inner
    return line


def _inner(line: str) -> str:
    """The text inside of one wrapping around all of it."""
    if line.startswith(("&gt;", ">")):
        return trim(_QUOTED.sub("", line))
    if (fenced := _FENCE.fullmatch(line)) and "```" not in fenced[1]:
        inner = trim(fenced[1])
        return line if inner.startswith(("{", "[")) else inner
    closers = _WRAPPERS.get(line[:1], "")
    if len(line) > 2 and line[-1] in closers and not line.startswith("```"):
        inner = line[1:-1]
        if line[0] not in inner and not any(closer in inner for closer in closers):
            return trim(inner)
    return line
