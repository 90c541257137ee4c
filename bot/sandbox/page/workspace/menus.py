"""What opens from a message's tools: emoji and further actions."""

from __future__ import annotations

from html import escape

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import attempt
from bot.sandbox.page.blockkit.emoji import QUICK, SIGNS, emoji
from bot.sandbox.page.widgets import attributes, button, div, html, text
from bot.sandbox.page.workspace.row import ACTION_CLICKS
from bot.sandbox.page.workspace.surface import Tools
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import Message, Shortcut


def pick_emoji(screen: Tools, message: Message) -> None:
    """Ask for a reaction."""
    names = [*QUICK, *(name for name in SIGNS if name not in QUICK)]
    signs = "".join(
        f'<button type="button" data-action="{escape(n)}" data-testid="emoji-{escape(n)}">{emoji(n)}</button>'
        for n in names
    )

    async def chosen(event: events.GenericEventArguments) -> None:
        dialog.close()
        await screen.react(message, str(event.args))

    with ui.dialog() as dialog, div("sk-confirm", "emoji-picker"):
        text("Add reaction", tag="h2")
        html(signs, "sk-emoji-grid").on("click", chosen, js_handler=ACTION_CLICKS)
    dialog.on("hide", dialog.delete)
    dialog.open()


def show_more(screen: Tools, message: Message, row: ui.element) -> None:
    """The menu behind the dots: thread, edit, delete, and the app's message shortcuts."""
    mine = message.user == screen.person and not message.bot_id
    with row, ui.menu().props('no-parent-event anchor="top right" self="top right"').classes("sk-menu") as menu:
        attributes(menu, "more-menu")
        if screen.thread_ts != (message.thread_ts or message.ts):
            ui.menu_item("Reply in thread", lambda: screen.open_thread(message.thread_ts or message.ts))
        if not message.is_reply and not message.ephemeral_to:
            ui.menu_item("Mark unread", lambda: screen.mark_unread(message))
        if mine:
            ui.menu_item("Edit message", lambda: screen.start_edit(message))
        if mine or screen.viewer.me.is_admin:
            ui.menu_item("Delete message…", lambda: _ask_to_delete(screen, message)).classes("sk-danger-item")
        shortcuts = [s for s in screen.workspace.app.shortcuts if s.type == "message"]
        if shortcuts:
            ui.separator()
        for shortcut in shortcuts:
            _shortcut_item(screen, message, shortcut)
    menu.on("hide", menu.delete)
    menu.open()


def _ask_to_delete(screen: Tools, message: Message) -> None:
    async def delete() -> None:
        dialog.close()
        await _delete(screen, message)

    with screen.root, ui.dialog() as dialog, div("sk-confirm", "delete-message", role="alertdialog"):
        text("Delete message", tag="h2")
        text("Are you sure you want to delete this message? This can't be undone.", tag="div")
        with div("sk-confirm-foot"):
            button("Cancel", dialog.close, testid="delete-no")
            button("Delete", delete, "sk-btn sk-danger", "delete-yes", autofocus=True)
    dialog.on("hide", dialog.delete)
    dialog.open()


async def _delete(screen: Tools, message: Message) -> None:
    try:
        await screen.people.delete_message(screen.person, message.channel, message.ts)
    except ClientRefused as refused:
        ui.notify(str(refused), type="warning")


def _shortcut_item(screen: Tools, message: Message, shortcut: Shortcut) -> None:
    async def take() -> None:
        action = screen.people.message_shortcut
        await attempt(action(screen.person, message.channel, message.ts, shortcut.callback_id))

    with ui.menu_item(on_click=take) as item:
        html(f"{escape(shortcut.name)} <small>{escape(screen.workspace.app.name)}</small>", tag="span")
    attributes(item, f"shortcut-{shortcut.callback_id}")
