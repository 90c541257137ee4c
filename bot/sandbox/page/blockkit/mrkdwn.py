"""Slack's mrkdwn as HTML. Everything that is not mark-up is escaped, so the result is safe to show."""

from __future__ import annotations

import re
from html import escape

from bot.sandbox.page.blockkit import dates
from bot.sandbox.page.blockkit.emoji import with_emoji
from bot.sandbox.page.blockkit.names import Names

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.S)
_CODE = re.compile(r"(?<![`\w])`([^`\n]+)`(?![`\w])")
CONTROL = re.compile(r"<([@#!]?[^<>\n]+)>")
_BARE_URL = re.compile(r"(?<![\w|/@])https?://[^\s<>\"'`*~|\x00]+[^\s<>\"'`*~|\x00.,;:!?)\]]")
_MARKS = tuple(
    (re.compile(rf"(?<![\w{m}])\{m}(?=[^\s{m}])([^{m}\n]*?[^\s{m}])\{m}(?![\w{m}])"), tag)
    for m, tag in (("*", "b"), ("_", "i"), ("~", "s"))
)
_HELD = re.compile("\x00(\\d+)\x00")
_PERMALINK = re.compile(
    r"https://[\w-]+\.slack\.com/archives/(?P<channel>[A-Z0-9]+)/p(?P<seconds>\d{10})(?P<micros>\d{6})(?![\w/])"
)
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "slack://")


def mrkdwn(text: str, names: Names) -> str:
    """HTML of one mrkdwn text."""
    return _Writer(names).write(text)


def plain(text: str) -> str:
    """HTML of one plain_text: only emoji and line breaks mean anything."""
    return with_emoji(escape(text)).replace("\n", "<br>")


def text_object(value: dict[str, object] | None, names: Names) -> str:
    """HTML of a Block Kit text object of either type."""
    if not value:
        return ""
    text = str(value.get("text", ""))
    return mrkdwn(text, names) if value.get("type") == "mrkdwn" else plain(text)


def link(url: str, label_html: str) -> str:
    """An anchor for addresses of harmless schemes; a button for a message's address; otherwise just the label."""
    if not url.lower().startswith(_SCHEMES):
        return label_html
    inside = _PERMALINK.match(url)
    if inside:
        where = f"{inside['channel']}:{inside['seconds']}.{inside['micros']}"
        return f'<button type="button" class="sk-link" data-action="goto:{where}">{label_html}</button>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{label_html}</a>'


def mention(text: str) -> str:
    """Return a mention as the page shows it."""
    return f'<span class="mention">{escape(text)}</span>'


def unescape(text: str) -> str:
    """Undo the three entities that Slack's texts carry."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class _Writer:
    """One text on its way to HTML; finished pieces are held aside so that no later rule touches them."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._held: list[str] = []

    def write(self, text: str) -> str:
        text = text.replace("\x00", "")
        text = _FENCE.sub(lambda m: self._hold(f"<pre>{escape(self._literal(m.group(1)))}</pre>"), text)
        text = _CODE.sub(lambda m: self._hold(f"<code>{escape(self._literal(m.group(1)))}</code>"), text)
        text = CONTROL.sub(self._control, text)
        text = _BARE_URL.sub(lambda m: self._hold(link(unescape(m.group()), escape(unescape(m.group())))), text)
        return self._restore(self._lines(text))

    def _lines(self, text: str) -> str:
        parts: list[str] = []
        quote: list[str] = []
        for line in text.split("\n"):
            bare = unescape(line)
            if bare.startswith(">"):
                quote.append(self._inline(bare[1:].removeprefix(" ")))
                continue
            if quote:
                parts.append(f"<blockquote>{'<br>'.join(quote)}</blockquote>")
                quote = []
            parts.append(self._inline(bare) + "<br>")
        if quote:
            parts.append(f"<blockquote>{'<br>'.join(quote)}</blockquote>")
        return "".join(parts).removesuffix("<br>").replace("<br><blockquote>", "<blockquote>")

    def _inline(self, text: str) -> str:
        """One line; marks nest but never cross. An inner part lacks its outer marks: three levels at most."""
        html, at = "", 0
        while found := [(m.start(), m, tag) for p, tag in _MARKS if (m := p.search(text, at))]:
            start, match, tag = min(found, key=lambda item: item[0])
            html += with_emoji(escape(text[at:start], quote=False)) + f"<{tag}>{self._inline(match.group(1))}</{tag}>"
            at = match.end()
        return html + with_emoji(escape(text[at:], quote=False))

    def _hold(self, html: str) -> str:
        self._held.append(html)
        return f"\x00{len(self._held) - 1}\x00"

    def _restore(self, html: str) -> str:
        while _HELD.search(html):
            html = _HELD.sub(lambda m: self._held[int(m.group(1))], html)
        return html.replace("</pre><br>", "</pre>").replace("<br><pre>", "<pre>")

    def _literal(self, text: str) -> str:
        """Inside code a link is its label or address and a mention its name."""
        return unescape(CONTROL.sub(self._named, text))

    def _named(self, match: re.Match[str]) -> str:
        body, _, label = match.group(1).partition("|")
        if body.startswith("@"):
            return "@" + (label or self._names.user(body[1:]))
        if body.startswith("#"):
            return "#" + (label or self._names.channel(body[1:]))
        return label or body if body.startswith("!") or body.lower().startswith(_SCHEMES) else match.group()

    def _control(self, match: re.Match[str]) -> str:
        body, _, label = match.group(1).partition("|")
        html = self._controlled(body, unescape(label))
        return match.group() if html is None else self._hold(html)

    def _controlled(self, body: str, label: str) -> str | None:
        if body.startswith("@"):
            return mention("@" + (label or self._names.user(body[1:])).removeprefix("@"))
        if body.startswith("#"):
            return mention("#" + (label or self._names.channel(body[1:])))
        if body.startswith("!date^"):
            return self._date(body, label)
        if body.startswith("!subteam^"):
            return mention(label or "@" + body.removeprefix("!subteam^"))
        if body.startswith("!"):
            return mention("@" + body[1:].partition("^")[0])
        if body.lower().startswith(_SCHEMES):
            shown = label or unescape(body).removeprefix("mailto:")
            return link(unescape(body), with_emoji(escape(shown)))
        return None

    def _date(self, body: str, label: str) -> str:
        _, stamp, form, *rest = [*body.split("^"), ""]
        try:
            text = dates.written(float(stamp), unescape(form), self._names.now())
        except (ValueError, OverflowError, OSError):
            text = label
        html = f'<time title="{escape(label)}">{escape(text)}</time>'
        return link(unescape(rest[0]), html) if rest and rest[0] else html
