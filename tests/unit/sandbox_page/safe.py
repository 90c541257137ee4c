"""Reads HTML as a browser would and complains about anything that the page never writes itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

TAGS = {"a", "b", "blockquote", "br", "button", "code", "div", "i", "li", "ol", "pre", "s", "span", "time", "u", "ul"}
ATTRIBUTES = {
    "aria-hidden",
    "aria-label",
    "class",
    "data-action",
    "href",
    "rel",
    "role",
    "start",
    "style",
    "target",
    "title",
    "type",
}
SCHEMES = ("http://", "https://", "mailto:", "tel:", "slack://")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.wrong: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        if tag != "br":
            self.open.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"<{tag} {name}>")
            if name == "data-action" and not re.fullmatch(r"goto:[A-Z0-9]+:\d{10}\.\d{6}", value or ""):
                self.wrong.append(f"action={value}")
            if name == "href" and not (value or "").lower().startswith(SCHEMES):
                self.wrong.append(f"href={value}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")


def read(html: str) -> str:
    """Its text; AssertionError if it holds a tag, attribute or address that could do harm, or is not well nested."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.wrong == [], (reader.wrong, html)
    assert reader.open == [], html
    return reader.text
