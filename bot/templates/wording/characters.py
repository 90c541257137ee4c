"""Emoji, WhatsApp's markup, placeholder texts, links: what stands in a text besides words."""

from __future__ import annotations

import re

EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa"
    "\u2934\u2935\u3030\u303d\u3297\u3299\u203c\u2049\ufe0f\u20e3\U000e0020-\U000e007f]"
)
_NO_EMOJI = frozenset("\u2713\u2714\u2717\u2718\u2605\u2606\u2610\u2611\u2612\u2022")
"""Signs of text that share a block with emoji; without a variation selector they are none."""
MARKUP = re.compile(r"(?<![\w*])\*[^\s*][^*\n]*\*|(?<!\w)_[^\s_][^_\n]*_(?!\w)|~[^\s~][^~\n]*~|`[^`\n]+`")
"""WhatsApp's bold, italic, strikethrough and code: https://faq.whatsapp.com/539178204879377"""

_WHOLE = re.compile(
    r"\W*(?:this is a )?(?:just a )?(?:test(?:ing)?|sample|demo|dummy)"
    r"(?:\s+(?:test|message|template|text|only|123))*\W*"
    r"|\W*(?:hello\W+)?hello world\W*"
    r"|\W*(?:foo|bar|baz|asdf\w*|qwerty\w*|abc|x{3,12}|a{3,12}|blah)(?:\W+(?:foo|bar|baz|blah|x{3,12}|abc))*\W*",
    re.IGNORECASE,
)
_FIELD = "(?:name|company|date|link|order|number|code|text|amount)"
_INSIDE = re.compile(
    r"lorem ipsum|dolor sit amet|your text here|text goes here|placeholder|insert (?:your )?(?:text|name|link|body)|"
    r"\bthis is (?:just )?(?:a|only a) test\b|\btest message\b|\btest template\b|\bTODO\b|\btbd\b|"
    rf"\[(?:your |customer |first |last |insert )?\s*{_FIELD}[^\]\n]{{0,20}}\]|"
    rf"<(?:your |customer |first |last )?{_FIELD}>|"
    r"\b(?:asdf|qwerty|foobar)\w*\b|\bx{4,12}\b",
    re.IGNORECASE,
)

_SIGNS = (
    "lorem", "dolor", "your text", "text goes", "placeholder", "insert", "this is", "test ", "todo", "tbd", "[", "<",
    "asdf", "qwerty", "foobar", "xxxx",
)  # fmt: skip
"""One of these is in every placeholder: looking for them first makes the check several times faster."""

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+|(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"']*", re.IGNORECASE)
WA_ME = re.compile(r"(?<![\w.-])(?:wa\.me|(?:[a-z]+\.)?whatsapp\.com)(?![\w-])", re.IGNORECASE)
SHORTENED = re.compile(
    r"(?<![\w.-])(?:bit\.ly|bitly\.com|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|v\.gd|buff\.ly|rebrand\.ly|cutt\.ly|t\.ly|rb\.gy|"
    r"shorturl\.at|s\.id|tiny\.cc|tiny\.one|lnkd\.in|bl\.ink|adf\.ly|dub\.sh|short\.io|shorte\.st|soo\.gd|clck\.ru|vk\.cc|han\.gl|"
    r"me2\.do|url\.kr|lihi\.cc|reurl\.cc|x\.co|j\.mp|trib\.al|git\.io|surl\.li|u\.to|qr\.ae|po\.st|mcaf\.ee)/\S",
    re.IGNORECASE,
)


def emoji(text: str) -> str:
    """The first emoji of a text; empty where there is none."""
    if text.isascii():
        return ""
    return next((found[0] for found in EMOJI.finditer(text) if found[0] not in _NO_EMOJI), "")


def placeholder(text: str) -> str:
    """What shows that a text is not meant: `lorem ipsum`, `[Name]`, or a text that says no more than `test`."""
    folded = text.lower()
    if any(sign in folded for sign in _SIGNS) and (found := _INSIDE.search(text)):
        return found[0]
    bare = text.strip()
    return bare if bare and _WHOLE.fullmatch(bare) else ""
