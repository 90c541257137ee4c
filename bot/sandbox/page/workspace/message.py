"""One message on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from bot.sandbox.page.blockkit import dates
from bot.sandbox.page.blockkit.blocks import draw_blocks
from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.blockkit.elements import draw_image, draw_text
from bot.sandbox.page.blockkit.emoji import SIGNS, emoji
from bot.sandbox.page.blockkit.mrkdwn import link, mrkdwn, plain
from bot.sandbox.page.widgets import avatar, div, html
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.model import Message

_TOOLS = (
    ("react:white_check_mark", emoji("white_check_mark"), "React with a tick"),
    ("react:eyes", emoji("eyes"), "React with eyes"),
    ("emoji", '<i class="material-icons">add_reaction</i>', "Add reaction…"),
    ("thread", '<i class="material-icons">chat_bubble_outline</i>', "Reply in thread"),
    ("more", '<i class="material-icons">more_vert</i>', "More actions"),
)

ONLY_YOU = '<i class="material-icons">visibility</i> Only visible to you'
_NEW = '<span class="sk-new-replies">New</span>'
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class Look:
    """How a message is shown where it stands."""

    grouped: bool = False
    in_thread: bool = False
    replies: tuple[Message, ...] = ()
    unread: bool = False
    """Others have replied since one last looked."""


def gutter(message: Message, look: Look, viewer: Viewer) -> str:
    """What stands at the left: the author's face, or the hour where that is known from above."""
    name, color, _ = viewer.author(message)
    face = _when(message, viewer) if look.grouped else _icon(message, name, color)
    only_you = f'<div class="sk-only-you">{ONLY_YOU}</div>' if message.ephemeral_to else ""
    return f'{only_you}<div class="sk-gutter">{face}</div>'


def head(message: Message, look: Look, viewer: Viewer) -> str:
    """Who, when, and whether it was said in a thread."""
    name, _, is_app = viewer.author(message)
    line = ""
    if not look.grouped:
        badge = '<span class="sk-badge">APP</span>' if is_app else ""
        when = f'<span class="sk-when">{_when(message, viewer)}</span>'
        line = f'<div class="sk-head"><b class="sk-author">{escape(name)}</b>{badge}{when}</div>'
    if message.is_reply and not look.in_thread:
        line += '<button type="button" class="sk-link" data-action="thread">replied to a thread</button>'
    return line


def _when(message: Message, viewer: Viewer) -> str:
    when = viewer.at(message.ts)
    return f'<time title="{escape(dates.day(when, viewer.now()))}">{dates.clock(when)}</time>'


def said(message: Message) -> str:
    """Changes exactly when `draw_said` must draw again."""
    return repr((message.text, message.blocks, message.attachments, message.files, message.edited, message.failed))


def around(message: Message, look: Look) -> str:
    """Changes exactly when what stands round the words must be drawn again."""
    replies = [(reply.ts, reply.user) for reply in look.replies]
    return repr((message.reactions, message.subtype, look.grouped, look.unread, replies))


def draw_said(message: Message, context: BlockContext, viewer: Viewer) -> None:
    """Text or blocks, attachments, files."""
    draw_body(message, context)
    _draw_files(message, viewer)


def foot(message: Message, look: Look, viewer: Viewer) -> str:
    """Reactions and the line that leads to the thread; for what only one person sees, a way to be rid of it."""
    if message.ephemeral_to:
        return '<button type="button" class="sk-link" data-action="dismiss">Dismiss message</button>'
    chips = "".join(_chip(name, users, viewer) for name, users in message.reactions.items() if users)
    line = f'<div class="sk-reactions" data-testid="reactions">{chips}</div>' if message.reactions else ""
    return line + (_thread_line(look, viewer) if look.replies and not look.in_thread else "")


def words(message: Message, context: BlockContext) -> str | None:
    """The mark-up of a message that is text alone; None where blocks, attachments or files need widgets."""
    alone = not message.attachments and not message.files and (message.client_msg_id or not message.blocks)
    return _text(message, context) + _failed(message) if alone else None


def _text(message: Message, context: BlockContext) -> str:
    written = mrkdwn(message.text, context.names) if message.mrkdwn or message.client_msg_id else plain(message.text)
    return f'<div class="sk-text" data-testid="message-text">{written}{_edited(message)}</div>' if message.text else ""


def _edited(message: Message) -> str:
    return '<span class="sk-edited">(edited)</span>' if message.edited else ""


def _failed(message: Message) -> str:
    return f'<div class="sk-failed" role="alert">{escape(message.failed)}</div>' if message.failed else ""


def draw_body(message: Message, context: BlockContext) -> None:
    """Text or blocks, then attachments."""
    if message.blocks and not (message.client_msg_id and message.text):
        draw_blocks(message.blocks, context)
        under = _edited(message)
    else:
        under = _text(message, context)
    if under:
        html(under)
    for attachment in message.attachments:
        _draw_attachment(attachment, context)
    if message.failed:
        html(_failed(message))


def _icon(message: Message, name: str, color: str) -> str:
    icon = message.icon or ""
    if icon.startswith(":") and icon.strip(":") in SIGNS:
        return f'<span class="sk-avatar sk-avatar-emoji">{emoji(icon.strip(":"))}</span>'
    return avatar(name, color)


def _draw_attachment(attachment: Mapping[str, Any], context: BlockContext) -> None:
    color = str(attachment.get("color") or "dddddd").removeprefix("#")
    named = {"good": "2eb886", "warning": "daa038", "danger": "a30200"}
    bar = div("sk-attachment").style(f"border-left-color: #{escape(named.get(color, color))[:6]}")
    with bar:
        if attachment.get("pretext"):
            html(mrkdwn(str(attachment["pretext"]), context.names), "sk-text")
        if attachment.get("title"):
            html(f"<b>{link(str(attachment.get('title_link', '')), escape(str(attachment['title'])))}</b>", "sk-text")
        if attachment.get("blocks"):
            draw_blocks(attachment["blocks"], context)
        elif attachment.get("text"):
            html(mrkdwn(str(attachment["text"]), context.names), "sk-text")
        for field in attachment.get("fields") or []:
            html(f"<b>{escape(str(field.get('title', '')))}</b>", "sk-text")
            draw_text({"type": "mrkdwn", "text": field.get("value", "")}, context)


def _draw_files(message: Message, viewer: Viewer) -> None:
    for file_id in message.files:
        file = viewer.workspace.files.get(file_id)
        if file is None or file.deleted:
            html("This file was deleted.", "sk-file-card sk-quiet")
            continue
        size = f"{max(1, len(file.content) // 1024)} KB" if len(file.content) >= 1024 else f"{len(file.content)} bytes"
        if file.mimetype in _PICTURES:
            draw_image({"slack_file": {"id": file.id}, "alt_text": file.title or file.name}, "sk-picture")
        address = f"/files/{quote(file.id)}/{quote(file.name)}"
        anchor = f'<a href="{address}" target="_blank">{escape(file.title or file.name)}</a>'
        html(
            f'<i class="material-icons">description</i><span>{anchor}<br><small>{size}</small></span>',
            "sk-file-card",
            "file",
        )


def _chip(name: str, users: list[str], viewer: Viewer) -> str:
    who = escape(", ".join(viewer.user(u) for u in users) + f" reacted with :{name}:")
    mine = " sk-mine" if viewer.person in users else ""
    name = escape(name)
    return (
        f'<button type="button" class="sk-reaction{mine}" data-action="react:{name}" data-testid="reaction-{name}" '
        f'title="{who}">{emoji(name)} {len(users)}</button>'
    )


def _thread_line(look: Look, viewer: Viewer) -> str:
    last = viewer.at(look.replies[-1].ts)
    faces = "".join(avatar(*viewer.author(m)[:2], "sk-small") for m in _first_of_each(look.replies)[:4])
    count = f"{len(look.replies)} {'reply' if len(look.replies) == 1 else 'replies'}"
    day = dates.day(last, viewer.now())
    when = f"Last reply {day.lower() if day in ('Today', 'Yesterday') else day} at {dates.clock(last)}"
    return (
        f'<button type="button" class="sk-thread-line" data-action="thread" data-testid="replies">{faces}'
        f"<b>{count}</b>{_NEW if look.unread else ''} <span>{escape(when)}</span></button>"
    )


def _first_of_each(replies: tuple[Message, ...]) -> list[Message]:
    return list({m.user: m for m in reversed(replies)}.values())[::-1]


def tools(look: Look) -> str:
    """What can be done to a message."""
    return "".join(
        f'<button type="button" data-action="{action}" data-testid="tool-{action.partition(":")[0]}" title="{label}" '
        f'aria-label="{label}">{sign}</button>'
        for action, sign, label in _TOOLS
        if not (look.in_thread and action == "thread")
    )
