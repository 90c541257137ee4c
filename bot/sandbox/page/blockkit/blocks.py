"""Block Kit blocks as parts of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from nicegui import ui

from bot.sandbox.page.blockkit import charts
from bot.sandbox.page.blockkit.context import BlockContext, Control, Json
from bot.sandbox.page.blockkit.elements import draw_element, draw_image, draw_text
from bot.sandbox.page.blockkit.fields import FIELDS, draw_field
from bot.sandbox.page.blockkit.markup import Markup
from bot.sandbox.page.blockkit.mrkdwn import link, plain, text_object
from bot.sandbox.page.blockkit.rich_text import markdown, rich_text
from bot.sandbox.page.blockkit.tables import draw_data_table, draw_table
from bot.sandbox.page.widgets import attributes, button, div, html, text

_LEVELS = {"info": "info", "success": "check_circle", "warning": "warning", "error": "error", "default": "info"}
_ICONS = {"bot": "smart_toy", "rocket": "rocket_launch", "user": "person", "comment": "chat_bubble_outline",
          "gear": "settings", "trash": "delete_outline", "eye-open": "visibility", "globe": "public", "tag": "sell",
          "mobile": "smartphone", "key": "key", "email": "mail_outline", "file": "description", "check": "check",
          "warning": "warning_amber", "calendar": "event", "clipboard": "assignment", "flag": "flag",
          "bug": "bug_report", "lightbulb": "lightbulb", "star": "star_border", "link": "link"}  # fmt: skip


def draw_blocks(blocks: Sequence[Json], context: BlockContext) -> None:
    """All blocks of a message or modal, in order; those without widgets of their own as one piece of mark-up."""
    written = Markup(context)
    for block in blocks:
        if not written.take(block):
            written.draw()
            draw_widgets(block, context)
    written.draw()


def draw_block(block: Json, context: BlockContext) -> None:
    """One block by itself."""
    draw_blocks([block], context)


def draw_widgets(block: Json, context: BlockContext) -> None:
    """A block that is made of widgets; a type that the page does not know is named, not dropped."""
    kind = str(block.get("type"))
    drawer = _BLOCKS.get(kind)
    with div(f"sk-block sk-{kind}", "block", data_block=str(block.get("block_id", "")), data_type=kind):
        if drawer is None:
            text(f"[{kind} block]", "sk-unknown")
        else:
            drawer(block, context)


def _section(block: Json, context: BlockContext) -> None:
    with div("sk-section-main"):
        draw_text(block.get("text"), context)
        fields = block.get("fields") or []
        if fields:
            with div("sk-fields"):
                for field in fields:
                    draw_text(field, context)
    if block.get("accessory"):
        with div("sk-accessory"):
            draw_element(block["accessory"], str(block.get("block_id", "")), context)


def _image(block: Json, context: BlockContext) -> None:
    draw_text(block.get("title"), context, "sk-image-title")
    draw_image(block, "sk-image-large")


def _elements(block: Json, context: BlockContext) -> None:
    for element in block.get("elements") or []:
        draw_element(element, str(block.get("block_id", "")), context)


def _markdown(block: Json, context: BlockContext) -> None:
    ui.html(markdown(str(block.get("text", ""))), sanitize=True).classes("sk-text sk-md")


def _input(block: Json, context: BlockContext) -> None:
    element, block_id = block.get("element") or {}, str(block.get("block_id", ""))
    label = str((block.get("label") or {}).get("text", ""))
    attributes(ui.context.slot.parent, f"field-{block_id}")
    optional = '<span class="sk-optional"> (optional)</span>' if block.get("optional") else ""
    html(plain(label) + optional, "sk-label", tag="label")
    control = Control(context, block_id, element, tells=bool(block.get("dispatch_action")))
    if element.get("type") in FIELDS:
        draw_field(control, label)
    else:
        draw_element(element, block_id, context)
    context.error_places[block_id] = html("", "sk-error", f"error-{block_id}", role="alert")
    draw_text(block.get("hint"), context, "sk-hint")


def _chart(block: Json, context: BlockContext) -> None:
    title, chart = str(block.get("title", "")), block.get("chart") or {}
    text(title, "sk-chart-title", tag="div")
    drawn = ui.echart(charts.options(chart)).classes("sk-chart")
    attributes(drawn, "chart", role="img", aria_label=charts.as_text(title, chart))


def _alert(block: Json, context: BlockContext) -> None:
    level = str(block.get("level", "default"))
    attributes(ui.context.slot.parent, "alert").classes(f"sk-alert-{escape(level)}")
    html(f'<i class="material-icons" aria-hidden="true">{_LEVELS.get(level, "info")}</i>', tag="span")
    draw_text(block.get("text"), context)


def _card(block: Json, context: BlockContext) -> None:
    if block.get("hero_image"):
        draw_image(block["hero_image"], "sk-card-hero")
    with div("sk-card-head"):
        if block.get("icon"):
            draw_image(block["icon"], "sk-card-icon")
        elif block.get("slack_icon"):
            glyph = _ICONS.get(str(block["slack_icon"].get("name")), "circle")
            html(f'<i class="material-icons sk-card-icon">{glyph}</i>', tag="span")
        with div():
            draw_text(block.get("title"), context, "sk-card-title")
            draw_text(block.get("subtitle"), context, "sk-card-subtitle")
    draw_text(block.get("body"), context)
    draw_text(block.get("subtext"), context, "sk-hint")
    if block.get("actions"):
        with div("sk-actions"):
            for element in block["actions"]:
                draw_element(element, str(block.get("block_id", "")), context)


def _carousel(block: Json, context: BlockContext) -> None:
    block_id = block.get("block_id")
    draw_blocks([{**card, "block_id": block_id} for card in block.get("elements") or []], context)


def _container(block: Json, context: BlockContext) -> None:
    title = block.get("rich_text_title")
    heading = rich_text(title, context.names) if title else text_object(block.get("title"), context.names)
    if not block.get("is_collapsible"):
        html(heading, "sk-container-title")
        draw_text(block.get("subtitle"), context, "sk-hint")
        draw_blocks(block.get("child_blocks") or [], context)
        return
    inside: ui.element
    button(
        heading, lambda: inside.set_visibility(not inside.visible), "sk-container-title sk-plain", "container-toggle"
    )
    with div() as inside:
        draw_blocks(block.get("child_blocks") or [], context)
    inside.set_visibility(not block.get("default_collapsed"))


def _file(block: Json, context: BlockContext) -> None:
    text(f"📎 {block.get('external_id', 'file')}", "sk-chip")


def _video(block: Json, context: BlockContext) -> None:
    title = escape(str((block.get("title") or {}).get("text", "Video")))
    html("▶ " + link(str(block.get("title_url") or block.get("video_url") or ""), title), "sk-text")
    draw_text(block.get("description"), context)


_TASK_SIGNS = {"pending": "○", "in_progress": "◐", "complete": "✓", "error": "✕"}


def _task(block: Json, context: BlockContext) -> None:
    status = str(block.get("status", "pending"))
    with div():
        html(f"<b>{_TASK_SIGNS.get(status, '○')} {escape(str(block.get('title', '')))}</b>", "sk-text")
        for part in ("details", "output"):
            if block.get(part):
                html(rich_text(block[part], context.names), "sk-text sk-rich")


def _plan(block: Json, context: BlockContext) -> None:
    text(str(block.get("title", "")), "sk-container-title", tag="div")
    for task in block.get("tasks") or []:
        _task(task, context)


_BLOCKS: dict[str, Callable[[Json, BlockContext], Any]] = {
    "section": _section,
    "image": _image,
    "actions": _elements,
    "context_actions": _elements,
    "markdown": _markdown,
    "input": _input,
    "table": draw_table,
    "data_table": draw_data_table,
    "data_visualization": _chart,
    "alert": _alert,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "file": _file,
    "video": _video,
    "task_card": _task,
    "plan": _plan,
}
