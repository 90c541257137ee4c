"""The list of channels and direct messages, with what is unread."""

from __future__ import annotations

from html import escape

from nicegui import events, ui

from bot.sandbox.page.widgets import attributes, avatar, button, div, html, text
from bot.sandbox.page.workspace.row import ACTION_CLICKS
from bot.sandbox.page.workspace.surface import Places
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import Channel


class Sidebar:
    """One piece of mark-up, replaced when anything in it is different."""

    def __init__(self, screen: Places) -> None:
        self._screen = screen
        with div("sk-sidebar", role="navigation", aria_label="Channels"):
            html(f"<b>{escape(screen.workspace.team.name)}</b>", "sk-team")
            self._list = html("", testid="sidebar")
            self._list.on("click", self._action, js_handler=ACTION_CLICKS)

    def show(self) -> None:
        """Draw the channels and direct messages."""
        viewer = self._screen.viewer
        rooms = "".join(self._line(c) for c in viewer.rooms())
        directs = "".join(self._line(c) for c in viewer.directs())
        label = '<i class="material-icons">add</i> Add a channel'
        more = 'class="sk-place sk-add" data-action="new" data-testid="new-channel"'
        add = f'<button type="button" {more}>{label}</button>'
        self._list.set_content(
            f'<div class="sk-places-head">Channels</div>{rooms}{add}'
            f'<div class="sk-places-head">Direct messages</div>{directs}'
        )

    def _line(self, channel: Channel) -> str:
        screen = self._screen
        here = channel.id == screen.channel_id
        unread, calls = (0, 0) if here else screen.viewer.unread(channel, screen.read_until(channel))
        classes = "sk-place" + (" sk-here" if here else "") + (" sk-unread" if unread else "")
        badge = f'<span class="sk-calls" data-testid="calls">{calls}</span>' if calls else ""
        name = screen.viewer.title(channel)
        spoken = f' aria-label="{escape(name)}, unread"' if unread else ""
        return (
            f'<button type="button" class="{classes}" data-action="open:{escape(channel.id)}" '
            f'data-testid="channel-{escape(name)}"{" aria-current=page" if here else ""}{spoken}>'
            f'{self._sign(channel)}<span class="sk-place-name">{escape(name)}</span>{badge}</button>'
        )

    def _sign(self, channel: Channel) -> str:
        if channel.is_direct:
            users = self._screen.workspace.users
            other = next((users[m] for m in channel.members if m != self._screen.person and m in users), None)
            return avatar(other.real_name, other.color, "sk-tiny") if other else avatar("?", "616061", "sk-tiny")
        if channel.kind == "private":
            return '<i class="material-icons sk-lock" aria-label="private">lock</i>'
        return '<span class="sk-hash">#</span>'

    def _action(self, event: events.GenericEventArguments) -> None:
        action, _, what = str(event.args).partition(":")
        if action == "new":
            self._ask_new()
        elif action == "open":
            self._screen.open_channel(what)

    def _ask_new(self) -> None:
        screen = self._screen

        async def create() -> None:
            try:
                channel = await screen.people.create_channel(screen.person, str(name.value or ""), bool(private.value))
            except ClientRefused as refused:
                ui.notify(str(refused), type="warning")
                return
            dialog.close()
            screen.open_channel(channel.id)

        with ui.dialog() as dialog, div("sk-confirm", "new-channel-dialog"):
            text("Create a channel", tag="h2")
            name = ui.input(placeholder="e.g. whatsapp-launch").props("outlined dense autofocus").classes("sk-input")
            attributes(name, "new-channel-name", aria_label="Channel name")
            name.on("keydown.enter", create)
            private = ui.checkbox("Private")
            with div("sk-confirm-foot"):
                button("Cancel", dialog.close)
                button("Create", create, "sk-btn sk-primary", "new-channel-create")
        dialog.on("hide", dialog.delete)
        dialog.open()
