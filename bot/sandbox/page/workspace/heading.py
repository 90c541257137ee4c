"""The line above the messages: where one is, who is there, and the doors in and out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

from nicegui import ui

from bot.sandbox.page.widgets import avatar, button, div, html, text
from bot.sandbox.page.workspace.surface import Tabs
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import SLACKBOT, Channel, User

Then = Callable[[Awaitable[object]], Awaitable[None]]


class Heading:
    """Name, topic, members, and the button that invites the bot where it is missing."""

    def __init__(self, screen: Tabs, *, home_tab: bool) -> None:
        self._screen, self._home_tab = screen, home_tab
        self._drawn = ""
        self._box = div("sk-heading", "heading")

    def show(self, channel: Channel) -> None:
        """Draw a channel's heading."""
        screen = self._screen
        print_now = f"{channel.id} {channel.name} {channel.topic} {channel.members} {screen.person} {screen.tab}"
        if print_now == self._drawn:
            return
        self._drawn = print_now
        self._box.clear()
        with self._box:
            sign = "" if channel.is_direct else "🔒 " if channel.kind == "private" else "# "
            text(sign + screen.viewer.title(channel), "sk-heading-name", "channel-name", "h1")
            text(channel.topic, "sk-heading-topic")
            div("sk-space")
            if screen.bot_direct and self._home_tab:
                self._tabs()
            elif not channel.is_direct:
                self._doors(channel)

    def _tabs(self) -> None:
        for tab, label in (("messages", "Messages"), ("home", "Home")):
            on = " sk-on" if self._screen.tab == tab else ""
            button(label, lambda _, t=tab: self._screen.open_tab(t), f"sk-tab{on}", f"tab-{tab}")

    def _doors(self, channel: Channel) -> None:
        screen, app = self._screen, self._screen.workspace.app
        if screen.person not in channel.members:
            button(
                "Join channel", lambda: self._do(screen.people.join_channel(screen.person, channel.id)), testid="join"
            )
            return
        if app.user_id not in channel.members:
            label = f"Invite @{escape(app.name)}"
            button(label, lambda: self._do(screen.people.invite_bot(screen.person, channel.id)), testid="invite-bot")
        label = f'<i class="material-icons">group</i> {len(channel.members)}'
        button(label, lambda: self._members(channel), "sk-btn", "members", aria_label="Members")

    async def _do(self, action: Awaitable[object]) -> None:
        try:
            await action
        except ClientRefused as refused:
            ui.notify(str(refused), type="warning", position="bottom")

    def _members(self, channel: Channel) -> None:
        screen = self._screen

        async def then(action: Awaitable[object]) -> None:
            dialog.close()
            await self._do(action)

        with ui.dialog() as dialog, div("sk-confirm", "members-dialog"):
            text(f"#{channel.name}", tag="h2")
            for user in screen.workspace.users.values():
                if not user.deleted and user.id != SLACKBOT:
                    self._member(user, channel, then)
            with div("sk-confirm-foot"):
                people = screen.people
                button("Leave channel", lambda: then(people.leave_channel(screen.person, channel.id)), testid="leave")
                archive = "sk-btn sk-danger"
                button("Archive", lambda: then(people.archive_channel(screen.person, channel.id)), archive, "archive")
                button("Done", dialog.close, "sk-btn sk-primary")
        dialog.on("hide", dialog.delete)
        dialog.open()

    def _member(self, user: User, channel: Channel, then: Then) -> None:
        screen = self._screen
        inside = user.id in channel.members
        with div("sk-member", f"member-{user.name}"):
            html(avatar(user.real_name, user.color, "sk-small"), tag="span")
            html(f"{escape(user.real_name)} <small>{escape(user.role)}</small>", "sk-space", tag="span")
            if user.id == screen.person:
                return
            if inside:
                action = screen.people.remove
                button("Remove", lambda: then(action(screen.person, channel.id, user.id)), testid=f"remove-{user.name}")
            else:
                invite = screen.people.invite
                button("Invite", lambda: then(invite(screen.person, channel.id, user.id)), testid=f"invite-{user.name}")
