"""Previews of templates that look like the message a recipient gets.

Media are shown as links: Slack refuses a whole message when it cannot fetch one of its pictures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.blocks import layout
from bot.cards.blocks.message import Block
from bot.cards.templates import whatsapp_markup
from bot.cards.vocabulary.payload import Payload, as_payload, mappings, strings, text
from bot.cards.vocabulary.words import in_words
from bot.slack.text import code, escaped, link, shorten, unmarked, without_emoji_names
from bot.templates.content import MOST_CARDS

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_MEDIA = {"IMAGE": "🖼️ Image", "VIDEO": "🎬 Video", "DOCUMENT": "📄 Document", "LOCATION": "📍 Location"}
_ICONS = {
    "QUICK_REPLY": "↩️",
    "URL": "🔗",
    "PHONE_NUMBER": "📞",
    "FLOW": "📋",
    "COPY_CODE": "📋",
    "OTP": "🔑",
    "ORDER_DETAILS": "🧾",
    "REQUEST_CONTACT_INFO": "👤",
    "WEB_LINK": "🔗",
    "APP_LINK": "📱",
    "DELIVERY_SEARCH": "📦",
    "CHANNEL_ID_ADDED": "➕",
}
BODY = 2_400
"""Characters of a preview."""


def filled(words: str, examples: Sequence[str]) -> str:
    """Text with example values where the variables are; variables without an example stay as `{{1}}`."""
    values = iter(examples)

    def example(found: re.Match[str]) -> str:
        value = next(values, None)
        return escaped(without_emoji_names(value)) if value else code(found[0])

    parts, end = [], 0
    for found in _VARIABLE.finditer(words):
        parts += [escaped(words[end : found.start()]), example(found)]
        end = found.end()
    return "".join([*parts, escaped(words[end:])])


def whatsapp_preview(components: Sequence[Payload]) -> list[Block]:
    """A WhatsApp template's components as the message."""
    lines: list[str] = []
    buttons: list[str] = []
    cards: list[Payload] = []
    for component in components:
        kind = text(component, "type")
        if kind == "BUTTONS":
            buttons += [_button(button) for button in mappings(component, "buttons")]
        elif kind == "CAROUSEL":
            cards = mappings(component, "cards")[:MOST_CARDS]
        else:
            lines += _part(kind, component)
    body = _quoted("\n".join(lines))
    blocks = [layout.section(body)] if body else []
    if buttons:
        blocks.append(layout.context("   ".join(buttons[:10])))
    for number, card in enumerate(cards, 1):
        blocks += _card(number, card)
    return [layout.context("Preview"), *blocks] if blocks else []


def _part(kind: str, payload: Payload) -> list[str]:
    if kind == "HEADER":
        return [line] if (line := _header(payload)) else []
    if kind == "BODY":
        marked = whatsapp_markup.in_slack(without_emoji_names(text(payload, "text")))
        written = filled(marked, strings(payload, "examples"))
        safe = "For your security, do not share this code." if payload.get("addSecurityRecommendation") is True else ""
        return [line for line in (written, safe) if line]
    if kind == "FOOTER":
        minutes = text(payload, "codeExpirationMinutes")
        words = text(payload, "text") or (f"This code expires in {minutes} minutes." if minutes else "")
        return [_italic(words)] if words else []
    if kind == "LIMITED_TIME_OFFER":
        ends = " · offer ends soon" if payload.get("hasExpiration") is True else ""
        return [f"⏳ {_plain(text(payload, 'text') or 'Limited-time offer')}{ends}"]
    return [f"{escaped(in_words(kind))}: {_plain(text(payload, 'text'))}"] if text(payload, "text") else []


def _plain(words: str) -> str:
    """Text that phones show as it is written, marks and all."""
    return escaped(unmarked(words))


def _in_bold(words: str) -> str:
    """The same, still to be escaped, where it stands between asterisks."""
    return unmarked(words.replace("*", "∗"))


def _italic(words: str) -> str:
    """Line by line, as Slack reads it; an underscore inside would end it."""
    lines = [line.strip().replace("_", "ˍ") for line in words.splitlines()]
    return "\n".join(f"_{_plain(line)}_" for line in lines if line)


def _header(payload: Payload) -> str:
    words = text(payload, "text")
    if words:
        example = text(payload, "example")
        return f"*{filled(_in_bold(words), [_in_bold(example)] if example else [])}*"
    if text(payload, "format") == "TEXT":
        return ""
    label = _MEDIA.get(text(payload, "format"), "📎 " + in_words(text(payload, "format")))
    url = text(payload, "example.url")
    return link(url, label) if url and len(url) < 1_000 else escaped(label)


def _card(number: int, card: Payload) -> list[Block]:
    lines, buttons = [], []
    for component in mappings(card, "components"):
        if text(component, "type") == "BUTTONS":
            buttons += [_button(button) for button in mappings(component, "buttons")]
        else:
            lines += _part(text(component, "type"), component)
    shown = [f"*Card {number}*", *lines, "   ".join(buttons)]
    return [layout.section(_quoted(shorten("\n".join(line for line in shown if line), 700)))]


def _button(payload: Payload) -> str:
    kind = text(payload, "type")
    label = _in_bold(text(payload, "text", "name")) or in_words(text(payload, "otpType")) or in_words(kind) or "Button"
    where = text(payload, "example") if "{{" in text(payload, "url") else text(payload, "url", "linkMo", "linkPc")
    shown = link(where, label) if where and len(where) < 500 else escaped(label)
    extra = f" ({escaped(text(payload, 'phoneNumber'))})" if text(payload, "phoneNumber") else ""
    return f"{_ICONS.get(kind, '▫️')} *{shorten(shown, 700)}*{extra}"


def _quoted(lines: str) -> str:
    return "\n".join(f"> {line}" for line in shorten(lines, BODY).splitlines()) if lines.strip() else ""


def kakaotalk_preview(details: object) -> list[Block]:
    """A KakaoTalk template's details as the message."""
    shown = as_payload(details)
    title, subtitle = text(shown, "title"), text(shown, "subtitle")
    image = text(shown, "imageUrl")
    lines = [
        link(image, "🖼️ Image") if image and len(image) < 1_000 else "",
        f"*{escaped(_in_bold(title))}*" if title else "",
        _italic(subtitle) if subtitle else "",
        _plain(text(shown, "content")),
        f"\n{_plain(text(shown, 'extra'))}" if text(shown, "extra") else "",
        _italic(text(shown, "ad")) if text(shown, "ad") else "",
    ]
    body = _quoted("\n".join(line for line in lines if line))
    if not body:
        return []
    buttons = [_button(button) for button in mappings(shown, "buttons")]
    return [
        layout.context("Preview"),
        layout.section(body),
        *([layout.context("   ".join(buttons[:10]))] if buttons else []),
    ]
