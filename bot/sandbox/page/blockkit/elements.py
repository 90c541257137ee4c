"""Buttons, menus and pickers of Block Kit: what stands in actions, sections and context actions."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from nicegui import ui

from bot.sandbox.page.blockkit.context import BlockContext, Control, Json
from bot.sandbox.page.blockkit.emoji import with_emoji
from bot.sandbox.page.blockkit.fields import FIELDS, draw_field
from bot.sandbox.page.blockkit.markup import button_classes, draw_overflow_items, image
from bot.sandbox.page.blockkit.mrkdwn import link, plain, text_object
from bot.sandbox.page.widgets import button, div, html

_ICONS = {"trash": "delete_outline", "edit": "edit", "copy": "content_copy", "refresh": "refresh", "share": "share"}


def draw_element(element: Json, block_id: str, context: BlockContext) -> None:
    """One element outside an input block; unknown types are named, not dropped."""
    kind = str(element.get("type"))
    control = Control(context, block_id, element, tells=True)
    if kind in FIELDS:
        with div("sk-inline-field", f"action-{control.action_id}"):
            draw_field(control, label=_placeholder(element))
        return
    drawer = _ELEMENTS.get(kind)
    if drawer is None:
        html(escape(f"[{kind}]"), "sk-unknown", tag="span")
        return
    drawer(control)


def draw_image(element: Json, classes: str) -> None:
    """An image, where other widgets stand beside it."""
    html(image(element, classes), tag="span")


def _button(control: Control) -> None:
    element = control.element
    label = plain(str((element.get("text") or {}).get("text", "")))
    classes = button_classes(element)
    aria = {"aria_label": element["accessibility_label"]} if element.get("accessibility_label") else {}
    if element.get("url"):
        label = link(str(element["url"]), f'{label} <i class="material-icons sk-out">open_in_new</i>')
    made = button(label, lambda: _press(control, made), classes, f"action-{control.action_id}", **aria)


async def _press(control: Control, pressed: ui.html) -> None:
    pressed.classes(add="sk-busy")
    try:
        await control.choose(None)
    finally:
        if not pressed.is_deleted:
            pressed.classes(remove="sk-busy")


def _overflow(control: Control) -> None:
    dots = '<i class="material-icons">more_horiz</i>'
    with div("sk-anchor"):
        button(dots, lambda: menu.open(), "sk-btn sk-square", f"action-{control.action_id}", aria_label="More")
        with ui.menu().props("no-parent-event").classes("sk-menu") as menu:
            draw_overflow_items(control)


def _image(control: Control) -> None:
    draw_image(control.element, "sk-thumb")


def _icon_button(control: Control) -> None:
    name = str(control.element.get("icon", ""))
    label = str((control.element.get("text") or {}).get("text", name))
    glyph = f'<i class="material-icons">{_ICONS.get(name, "circle")}</i>'
    button(glyph, lambda: control.choose(None), "sk-icon", f"action-{control.action_id}", title=label, aria_label=label)


def _feedback(control: Control) -> None:
    for key, sign in (("positive_button", "👍"), ("negative_button", "👎")):
        part = control.element.get(key) or {}
        label = str((part.get("text") or {}).get("text", key))
        value = part.get("value")
        testid = f"action-{control.action_id}-{key}"
        button(with_emoji(sign), lambda _, v=value: control.choose(v), "sk-icon", testid, title=label, aria_label=label)


def _workflow(control: Control) -> None:
    label = plain(str((control.element.get("text") or {}).get("text", "")))
    html(label, "sk-btn", tag="button", disabled=True, title="Workflows aren't part of the sandbox")


def _placeholder(element: Json) -> str:
    return str((element.get("placeholder") or {}).get("text") or element.get("action_id") or "")


_ELEMENTS: dict[str, Callable[[Control], None]] = {
    "button": _button,
    "overflow": _overflow,
    "image": _image,
    "icon_button": _icon_button,
    "feedback_buttons": _feedback,
    "workflow_button": _workflow,
}


def draw_text(value: dict[str, Any] | None, context: BlockContext, classes: str = "sk-text") -> None:
    """A text object, if there is one."""
    if value:
        html(text_object(value, context.names), classes)
