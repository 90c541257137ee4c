"""Emoji, WhatsApp's markup, placeholder texts, links: what stands in a text besides words."""

from __future__ import annotations

import re

from bot.templates.wording.phrases import Words, base, table

EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa"
    "\u2934\u2935\u3030\u303d\u3297\u3299\u203c\u2049\ufe0f\u20e3\U000e0020-\U000e007f]"
)
_NO_EMOJI = frozenset("\u2713\u2714\u2717\u2718\u2605\u2606\u2610\u2611\u2612\u2022")
"""Signs of text that share a block with emoji; without a variation selector they are none."""
MARKUP = re.compile(r"(?<![\w*])\*{1,3}[^\s*][^*\n]*\*|(?<!\w)_[^\s_][^_\n]*_(?!\w)|~[^\s~][^~\n]*~|`[^`\n]+`")
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
    r"lorem ipsum|dolor sit amet|your text here|text goes here|placeholder|"
    r"(?:insert|type|write|enter) (?:your )?(?:text|name|link|body) here\b|insert (?:your )?(?:text|name|link|body)|"
    r"\bthis is (?:just )?(?:a|only a) test\b|\btest message\b|\btest template\b|\btbd\b|"
    rf"\[(?:your |customer |first |last |insert )?\s*{_FIELD}[^\]\n]{{0,20}}\]|"
    rf"<(?:your |customer |first |last )?{_FIELD}>|"
    r"\b(?:asdf|qwerty|foobar)\w*\b|(?<![\d*][ -])(?<![\d*x])\bx{4,12}\b(?![ -]*[\dx*])|"
    r"%(?:s|d|[1-9]\$s)(?!\w)|\[\[\s*\w{1,20}\s*\]\]|<<\s*\w{1,20}\s*>>|"
    rf"(?<![\w#%])(#|%|__)[a-z_]{{0,20}}{_FIELD}\1(?![\w#%])|\btest(?:\W+test)+\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\bTODO\b(?! list)")
_TODO_IS_A_WORD = ("ES", "PT", "CA")
"""Languages in which `todo` is a word."""
_WRITTEN = Words("placeholders")
_EDGES = " \t\r\n.!?,:;*_~-\"'()[]\u00a1\u00bf\u3002\uff01\uff1f\u2026\u0964\u061f\u201c\u201d\u00ab\u00bb"

_SIGNS = (
    "lorem", "dolor", "your text", "text goes", "placeholder", " here", "insert", "this is", "test ", "tbd", "[", "<",
    "asdf", "qwerty", "foobar", "xxxx", "%", "#", "__",
)  # fmt: skip
"""One of these is in every placeholder: looking for them first makes the check several times faster."""

DOMAIN = re.compile(
    r"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|io|co|app|dev|shop|store|me|eu|uk|de|fr|es|it|nl|se|in|br|mx|tr|ru)"
    r"(?![\w-])",
    re.IGNORECASE,
)
"""A domain without an address behind it."""
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+|(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"']*", re.IGNORECASE)
WA_ME = re.compile(r"(?<![\w.-])(?:(?:www\.)?wa\.me|(?:[a-z]+\.)?whatsapp\.com)(?![\w-])|\bwhatsapp://", re.IGNORECASE)
SHORTENED = re.compile(
    r"(?<![\w.-])(?:www\.)?(?:bit\.ly|bitly\.com|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|v\.gd|buff\.ly|rebrand\.ly|cutt\.ly|t\.ly|rb\.gy|"
    r"shorturl\.at|s\.id|tiny\.cc|tiny\.one|lnkd\.in|bl\.ink|adf\.ly|dub\.sh|short\.io|shorte\.st|soo\.gd|clck\.ru|vk\.cc|han\.gl|"
    r"me2\.do|url\.kr|lihi\.cc|reurl\.cc|x\.co|j\.mp|trib\.al|git\.io|surl\.li|u\.to|qr\.ae|po\.st|mcaf\.ee|"
    r"amzn\.to|fb\.me|tny\.im|lnk\.to|smarturl\.it|kutt\.it|shrtco\.de|bc\.vc|cli\.gs|q\.gs|v\.ht|snip\.ly|t2m\.io|urlz\.fr|"
    r"dlvr\.it|ift\.tt|tr\.im|bit\.do|bitly\.ws|gg\.gg|short\.gy|t1p\.de|kurzelinks\.de|acortar\.link|encurtador\.com\.br|"
    r"ouo\.io|shorten\.at|tinyurl\.[a-z]{2,3}|t\.cn|url\.cn|suo\.im|dwz\.cn|ppt\.cc|pse\.is|naver\.me|l\.ly|zpr\.io|cutt\.us|"
    r"a\.co|spoti\.fi|hubs\.ly|hubs\.la|wp\.me)/\S",
    re.IGNORECASE,
)
"""Meta's page (`rules.REVIEW`) names bit.ly, tinyurl and goo.gl, since they hide where a link leads. t.me, youtu.be and
linktr.ee are not among them: each leads to the one platform that it names.
"""


def emoji(text: str) -> str:
    """The first emoji of a text; empty where there is none."""
    if text.isascii():
        return ""
    return next((found[0] for found in EMOJI.finditer(text) if found[0] not in _NO_EMOJI), "")


def placeholder(language: str, text: str) -> str:
    """What shows that a text is not meant: `lorem ipsum`, `[Name]`, or a text that says no more than `test`."""
    folded = text.casefold()
    if said := _WRITTEN.find(language, folded) or _only_placeholders(language, folded):
        return said
    if base(language) not in _TODO_IS_A_WORD and (to_do := _TO_DO.search(text)):
        return to_do[0]
    if any(sign in folded for sign in _SIGNS) and (found := _INSIDE.search(text)):
        return found[0]
    bare = text.strip()
    return bare if bare and _WHOLE.fullmatch(bare) else ""


def _only_placeholders(language: str, folded: str) -> str:
    """The text where it says nothing but its language's words for a test."""
    if len(folded) > 60:
        return ""
    bare = folded.strip(_EDGES)
    listed = table("placeholder_words").get(base(language), ())
    words = [word.strip(_EDGES) for word in bare.split()]
    return bare if bare and listed and (bare in listed or {*words} <= {*listed, "test", ""}) else ""
