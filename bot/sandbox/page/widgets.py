"""A few shapes used all over the page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, TypeVar

from nicegui import ui

Handler = Callable[..., Any]
E = TypeVar("E", bound=ui.element)


def div(classes: str = "", testid: str = "", **props: Any) -> ui.element:
    """An empty container; further keywords are attributes (``aria_label`` becomes ``aria-label``)."""
    return attributes(ui.element("div").classes(classes), testid, **props)


def html(content: str, classes: str = "", testid: str = "", tag: str = "div", **props: Any) -> ui.html:
    """Mark-up that is escaped already."""
    return attributes(ui.html(content, tag=tag, sanitize=False).classes(classes), testid, **props)


def text(content: str, classes: str = "", testid: str = "", tag: str = "span", **props: Any) -> ui.html:
    """Plain text, escaped here."""
    return html(escape(content), classes, testid, tag, **props)


def button(content: str, press: Handler, classes: str = "sk-btn", testid: str = "", **props: Any) -> ui.html:
    """A native button; ``content`` is mark-up that is escaped already."""
    made = html(content, classes, testid, "button", type="button", **props)
    made.on("click", press)
    return made


def icon_button(icon: str, label: str, press: Handler, testid: str = "", classes: str = "sk-icon") -> ui.html:
    """A button that shows only a sign; ``label`` is read out and shown as its tip."""
    glyph = f'<i class="material-icons" aria-hidden="true">{escape(icon)}</i>'
    return button(glyph, press, classes, testid, title=label, aria_label=label)


def attributes(element: E, testid: str = "", **props: Any) -> E:
    """Set attributes whose values may be anything (`props('a=b')` would parse them)."""
    if testid:
        element.props["data-testid"] = testid
    for name, value in props.items():
        element.props[name.replace("_", "-")] = value
    return element


def avatar(name: str, color: str, classes: str = "") -> str:
    """HTML of a square with initials; ``color`` is six hex digits."""
    initials = "".join(word[0] for word in name.split()[:2]).upper() or "?"
    look = f'class="sk-avatar {classes}" style="background:#{escape(color)}" aria-hidden="true"'
    return f"<span {look}>{escape(initials)}</span>"
