"""Blocks that need no widget of their own, as one piece of mark-up.

The page draws every widget anew in the browser's own tree, so a long channel is fast only while it has few of them.
Buttons and overflow menus inside the mark-up say by number which of them was pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from itertools import count
from urllib.parse import quote

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import BlockContext, Control, Json
from bot.sandbox.page.blockkit.mrkdwn import link, plain, text_object
from bot.sandbox.page.blockkit.rich_text import rich_text
from bot.sandbox.page.widgets import html

PRESS = (
    '(e) => { const pressed = e.target.closest("[data-press]"); if (!pressed) return; e.stopPropagation();'
    ' if (pressed.classList.contains("sk-busy")) return; pressed.classList.add("sk-busy");'
    " emit(pressed.dataset.press, pressed.id); }"
)
_STYLES = {"primary": " sk-primary", "danger": " sk-danger"}
_SIMPLE = {"button", "overflow", "image"}
_ids = count(1)


class Markup:
    """Gathers blocks until one comes that it cannot write; `draw` puts what was gathered on the page."""

    def __init__(self, context: BlockContext) -> None:
        self._context = context
        self._written: list[str] = []
        self._controls: list[Control] = []

    def take(self, block: Json) -> bool:
        """Write the block, or say that it needs widgets."""
        kind, block_id = str(block.get("type")), str(block.get("block_id", ""))
        writer = _WRITERS.get(kind)
        if writer is None or not all(part.get("type") in _SIMPLE for part in _elements(block)):
            return False
        inside = writer(self, block, block_id)
        self._written.append(
            f'<div class="sk-block sk-{kind}" data-testid="block" data-type="{kind}" '
            f'data-block="{escape(block_id)}">{inside}</div>'
        )
        return True

    def draw(self) -> None:
        """Put what was gathered on the page, and begin again."""
        if not self._written:
            return
        controls = tuple(self._controls)
        drawn = html("".join(self._written), "sk-markup")
        if controls:
            drawn.on("click", lambda e: _pressed(e, controls), js_handler=PRESS)
        self._written, self._controls = [], []

    # -- the kinds --------------------------------------------------------------------------------------------------

    def section(self, block: Json, block_id: str) -> str:
        """The mark-up of a `section`."""
        fields = "".join(self._text(field) for field in block.get("fields") or [])
        main = self._text(block.get("text")) + (f'<div class="sk-fields">{fields}</div>' if fields else "")
        accessory = block.get("accessory")
        beside = f'<div class="sk-accessory">{self._element(accessory, block_id)}</div>' if accessory else ""
        return f'<div class="sk-section-main">{main}</div>{beside}'

    def header(self, block: Json, _: str) -> str:
        """The mark-up of a `header`."""
        return self._text(block.get("text"), "sk-header-text")

    def context(self, block: Json, _: str) -> str:
        """The mark-up of a `context`."""
        return "".join(
            image(element, "sk-context-image")
            if element.get("type") == "image"
            else f"<span>{text_object(element, self._context.names)}</span>"
            for element in block.get("elements") or []
        )

    def divider(self, *_: object) -> str:
        """The mark-up of a `divider`."""
        return "<hr>"

    def rich_text(self, block: Json, _: str) -> str:
        """The mark-up of a `rich_text`."""
        return f'<div class="sk-text sk-rich">{rich_text(block, self._context.names)}</div>'

    def actions(self, block: Json, block_id: str) -> str:
        """The mark-up of an `actions` block."""
        return "".join(self._element(element, block_id) for element in block.get("elements") or [])

    # -- their parts ------------------------------------------------------------------------------------------------

    def _text(self, value: Mapping[str, object] | None, classes: str = "sk-text") -> str:
        return f'<div class="{classes}">{text_object(dict(value), self._context.names)}</div>' if value else ""

    def _element(self, element: Json, block_id: str) -> str:
        kind = element.get("type")
        if kind == "image":
            return image(element, "sk-thumb")
        control = Control(self._context, block_id, element, tells=True)
        self._controls.append(control)
        press = f'id="press-{next(_ids)}" data-press="{len(self._controls) - 1}" type="button"'
        testid = f'data-testid="action-{escape(control.action_id)}"'
        if kind == "overflow":
            dots = '<i class="material-icons">more_horiz</i>'
            classes = 'class="sk-btn sk-square" aria-label="More" aria-haspopup="menu"'
            return f"<button {press} {testid} {classes}>{dots}</button>"
        label = plain(str((element.get("text") or {}).get("text", "")))
        if element.get("url"):
            label = link(str(element["url"]), f'{label} <i class="material-icons sk-out">open_in_new</i>')
        spoken = str(element.get("accessibility_label") or "")
        aria = f' aria-label="{escape(spoken)}"' if spoken else ""
        classes = button_classes(element)
        return f'<button {press} {testid} class="{classes}"{aria}>{label}</button>'


def button_classes(element: Json) -> str:
    """The classes of a button, by its style."""
    return "sk-btn" + _STYLES.get(str(element.get("style")), "")


def image(element: Json, classes: str) -> str:
    """An image by its address; Slack's own files are shown by their text."""
    alt, url = str(element.get("alt_text", "")), str(element.get("image_url", ""))
    if (element.get("slack_file") or {}).get("id"):
        url = f"/files/{quote(str(element['slack_file']['id']))}/image"
    elif not url.startswith(("http://", "https://")):
        return f'<span class="sk-noimage {classes}">{escape(alt)}</span>'
    return f'<img class="{classes}" src="{escape(url)}" alt="{escape(alt)}" title="{escape(alt)}" loading="lazy">'


def _elements(block: Json) -> Sequence[Json]:
    """The block's interactive elements and images."""
    if block.get("type") == "actions":
        return list(block.get("elements") or [])
    return [block["accessory"]] if block.get("accessory") else []


async def _pressed(event: events.GenericEventArguments, controls: Sequence[Control]) -> None:
    number, element_id = int(event.args[0]), str(event.args[1])
    client, control = event.client, controls[number]
    try:
        if control.element.get("type") == "overflow":
            _open_menu(control, element_id)
        else:
            await control.choose(None)
    finally:
        client.run_javascript(f'document.getElementById("{element_id}")?.classList.remove("sk-busy")')


def _open_menu(control: Control, anchor: str) -> None:
    menu = ui.menu().props(f'no-parent-event target="#{anchor}"').classes("sk-menu")
    with menu:
        draw_overflow_items(control)
    menu.on("hide", menu.delete)
    menu.open()


def draw_overflow_items(control: Control) -> None:
    """The lines of an overflow menu."""
    for option in control.element.get("options") or []:
        label = plain(str((option.get("text") or {}).get("text", "")))
        if option.get("url"):
            label = link(str(option["url"]), label)
        with ui.menu_item(on_click=partial(control.choose, option.get("value"))):
            html(label, tag="span")


_WRITERS: dict[str, Callable[[Markup, Json, str], str]] = {
    "section": Markup.section,
    "header": Markup.header,
    "context": Markup.context,
    "divider": Markup.divider,
    "rich_text": Markup.rich_text,
    "actions": Markup.actions,
}
