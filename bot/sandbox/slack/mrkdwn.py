"""From what a person types to what Slack sends: escaped text with mentions and links in angle brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.workspace import Workspace

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.S)
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>.,;:!?)'\"]")
# However long a word is that is no address, it is looked at once: hence where each begins, and that nothing is given
# back.
_DOMAIN = re.compile(r"(?<![\w@./-])(?:[a-z0-9-]++\.)+(?:com|org|net|io|dev)(?:/[^\s<>]*)?", re.I)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w")
_BROADCAST = re.compile(r"@(here|channel|everyone)\b")


class Piece(NamedTuple):
    """A part of a message: its encoded text and the rich text element that says the same."""

    text: str
    element: JSON


def escape(text: str) -> str:
    """The three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(workspace: Workspace, typed: str) -> str:
    """Escape and link what was typed."""
    return "".join(piece.text for piece in pieces(workspace, typed))


def rich_text(workspace: Workspace, typed: str) -> JSON:
    """The rich_text block that a Slack client sends along with a typed message."""
    elements = [piece.element for piece in pieces(workspace, typed)]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def pieces(workspace: Workspace, typed: str) -> Iterator[Piece]:
    """Cut typed text into plain parts, code, mentions and links."""
    for number, part in enumerate(_CODE.split(typed)):
        if number % 2:
            yield Piece(escape(part), {"type": "text", "text": part.strip("`"), "style": {"code": True}})
        elif part:
            yield from _linked(part, _patterns(workspace))


def _linked(text: str, patterns: list[tuple[re.Pattern[str], dict[str, Piece]]]) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        found = [
            (match.start(), order, match) for order, (p, _) in enumerate(patterns) if (match := p.search(text, at))
        ]
        if not found:
            break
        start, order, match = min(found, key=lambda item: item[:2])
        if start > at:
            yield _plain(text[at:start])
        yield _special(match, patterns[order][1])
        at = match.end()
    if at < len(text):
        yield _plain(text[at:])


def _plain(text: str) -> Piece:
    return Piece(escape(text), {"type": "text", "text": text})


def _special(match: re.Match[str], names: dict[str, Piece]) -> Piece:
    text = match.group()
    if names:
        return names[text.lower()]
    if match.re is _URL:
        return Piece(f"<{escape(text)}>", {"type": "link", "url": text})
    if match.re is _EMAIL:
        return Piece(f"<mailto:{text}|{text}>", {"type": "link", "url": f"mailto:{text}", "text": text})
    if match.re is _DOMAIN:
        return Piece(f"<http://{escape(text)}|{escape(text)}>", {"type": "link", "url": f"http://{text}", "text": text})
    return Piece(f"<!{match.group(1)}>", {"type": "broadcast", "range": match.group(1)})


def _patterns(workspace: Workspace) -> list[tuple[re.Pattern[str], dict[str, Piece]]]:
    names: dict[str, Piece] = {}
    for user in workspace.users.values():
        piece = Piece(f"<@{user.id}>", {"type": "user", "user_id": user.id})
        names.update({f"@{user.name}".lower(): piece, f"@{user.real_name}".lower(): piece})
    for channel in workspace.channels.values():
        if not channel.is_direct:
            element = {"type": "channel", "channel_id": channel.id}
            names[f"#{channel.name}".lower()] = Piece(f"<#{channel.id}|{channel.name}>", element)
    result: list[tuple[re.Pattern[str], dict[str, Piece]]] = [(_URL, {}), (_EMAIL, {}), (_BROADCAST, {}), (_DOMAIN, {})]
    if names:
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        result.append((re.compile(rf"(?<![\w&])(?:{longest_first})(?![\w-])", re.I), names))
    return result
