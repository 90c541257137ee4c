"""What a message says in its blocks, as mrkdwn: some clients and workflows send a message without any text. Pure.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.text import escape, trim

_STYLES = (("code", "`"), ("bold", "*"), ("italic", "_"), ("strike", "~"))


def said_in(message: Mapping[str, Any]) -> str:
    """A message's text; where it has none, that of its blocks."""
    text = trim(str(message.get("text") or ""))
    return text or mrkdwn(message.get("blocks"))


def mrkdwn(blocks: object) -> str:
    """The words of blocks, a line for each; what is no words (images, buttons) is left out."""
    return trim("\n".join(line for block in _objects(blocks) for line in _block(block)))


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            for element in _objects(block.get("elements")):
                yield from _element(element)
        case "section" | "header":
            for text in _objects([block.get("text"), *_objects(block.get("fields"))]):
                yield _text(text)
        case "context":
            yield " ".join(_text(element) for element in _objects(block.get("elements")))
        case "table":
            rows = block.get("rows")
            for row in rows if isinstance(rows, list) else ():
                yield " | ".join(_cell(cell) for cell in _objects(row))
        case "markdown":
            yield escape(str(block.get("text") or ""))


def _cell(cell: Mapping[str, Any]) -> str:
    if cell.get("type") == "rich_text":
        return " ".join(line for element in _objects(cell.get("elements")) for line in _element(element))
    return escape(str(cell.get("text") or ""))


def _text(value: Mapping[str, Any]) -> str:
    text = value.get("text")
    if not isinstance(text, str):
        return ""
    return text if value.get("type") == "mrkdwn" else escape(text)


def _element(element: Mapping[str, Any]) -> Iterator[str]:
    match element.get("type"):
        case "rich_text_section":
            yield _line(element)
        case "rich_text_preformatted":
            yield f"```\n{_line(element)}\n```"
        case "rich_text_quote":
            yield from (f"> {line}" for line in _line(element).split("\n"))
        case "rich_text_list":
            ordered = element.get("style") == "ordered"
            for number, item in enumerate(_objects(element.get("elements")), 1):
                yield f"{'  ' * int(bool(element.get('indent')))}{f'{number}.' if ordered else '•'} {_line(item)}"


def _line(section: Mapping[str, Any]) -> str:
    return "".join(_inline(element) for element in _objects(section.get("elements")))


def _inline(element: Mapping[str, Any]) -> str:
    def field(name: str) -> str:
        return str(element.get(name) or "")

    match element.get("type"):
        case "text":
            return _styled(escape(field("text")), element.get("style"))
        case "link":
            url = escape(field("url"))
            return f"<{url}|{escape(field('text'))}>" if element.get("text") else f"<{url}>"
        case "user":
            return f"<@{field('user_id')}>"
        case "channel":
            return f"<#{field('channel_id')}>"
        case "usergroup":
            return f"<!subteam^{field('usergroup_id')}>"
        case "broadcast":
            return f"<!{field('range')}>"
        case "emoji":
            return f":{field('name')}:"
        case "date":
            return escape(field("fallback"))
        case "color":
            return escape(field("value"))
    return escape(field("text"))


def _styled(text: str, style: object) -> str:
    if not isinstance(style, Mapping) or not text.strip():
        return text
    for name, sign in _STYLES:
        if style.get(name):
            text = f"{sign}{text}{sign}"
    return text


def _objects(values: object) -> list[Mapping[str, Any]]:
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, list) else []
