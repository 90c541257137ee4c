"""rich_text blocks as HTML, and the markdown block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import markdown2

from bot.sandbox.page.blockkit import dates
from bot.sandbox.page.blockkit.emoji import emoji
from bot.sandbox.page.blockkit.mrkdwn import link, mention
from bot.sandbox.page.blockkit.names import Names

Json = Mapping[str, Any]
_STYLES = (("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s"), ("underline", "u"))
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_EXTRAS = ["fenced-code-blocks", "tables", "strike", "cuddled-lists", "task_list", "break-on-newline"]


def rich_text(block: Json, names: Names) -> str:
    """HTML of one rich_text block, or of a rich_text cell of a table."""
    return "".join(_part(part, names) for part in _items(block, "elements"))


def markdown(text: str) -> str:
    """HTML of a markdown block; mark-up of HTML is shown as typed, images become links as in Slack."""
    html = markdown2.markdown(_IMAGE.sub(r"[\1](\2)", text), extras=_EXTRAS, safe_mode="escape")
    return str(html)


def _part(part: Json, names: Names) -> str:
    inner = _inlines(part, names)
    match part.get("type"):
        case "rich_text_section":
            return f'<div class="rt-section">{inner}</div>'
        case "rich_text_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inner}</pre>"
        case "rich_text_list":
            return _list(part, names)
        case _:
            return ""


def _list(part: Json, names: Names) -> str:
    tag = "ol" if part.get("style") == "ordered" else "ul"
    start = f' start="{int(part.get("offset", 0)) + 1}"' if tag == "ol" and part.get("offset") else ""
    rows = "".join(f"<li>{_inlines(item, names)}</li>" for item in _items(part, "elements"))
    return f'<{tag} class="rt-indent-{int(part.get("indent", 0))}"{start}>{rows}</{tag}>'


def _inlines(part: Json, names: Names) -> str:
    return "".join(_inline(item, names) for item in _items(part, "elements") if "elements" not in item)


def _inline(item: Json, names: Names) -> str:
    write = _INLINE.get(str(item.get("type")))
    if write is None:
        return escape(str(item.get("text", "")))
    html = write(item, names)
    style = item.get("style") or {}
    for name, tag in _STYLES:
        if style.get(name):
            html = f"<{tag}>{html}</{tag}>"
    return html


def _text(item: Json, _: Names) -> str:
    return escape(str(item.get("text", ""))).replace("\n", "<br>")


def _link(item: Json, _: Names) -> str:
    url = str(item.get("url", ""))
    return link(url, escape(str(item.get("text") or url)))


def _emoji(item: Json, _: Names) -> str:
    code = str(item.get("unicode") or "")
    try:
        sign = "".join(chr(int(point, 16)) for point in code.split("-")) if code else None
    except (ValueError, OverflowError):
        sign = None
    return emoji(str(item.get("name", "")), otherwise=sign)


def _date(item: Json, names: Names) -> str:
    try:
        text = dates.written(float(item["timestamp"]), str(item.get("format", "{date_num}")), names.now())
    except (KeyError, ValueError, OverflowError, OSError):
        text = str(item.get("fallback", ""))
    html = f"<time>{escape(text)}</time>"
    return link(str(item["url"]), html) if item.get("url") else html


def _color(item: Json, _: Names) -> str:
    value = str(item.get("value", ""))
    swatch = (
        f'<span class="swatch" style="background:{value}"></span>' if re.fullmatch(r"#[0-9a-fA-F]{3,8}", value) else ""
    )
    return f"{swatch}{escape(value)}"


_INLINE: dict[str, Callable[[Json, Names], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "color": _color,
    "user": lambda item, names: mention("@" + names.user(str(item.get("user_id", "")))),
    "channel": lambda item, names: mention("#" + names.channel(str(item.get("channel_id", "")))),
    "usergroup": lambda item, _: mention("@" + str(item.get("usergroup_id", ""))),
    "broadcast": lambda item, _: mention("@" + str(item.get("range", ""))),
}


def _items(part: Json, key: str) -> Sequence[Json]:
    return [item for item in part.get(key) or [] if isinstance(item, Mapping)]
