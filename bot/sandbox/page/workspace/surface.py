"""What the parts of the page ask of the screen that they are on; each part names only what it needs."""

from __future__ import annotations

from typing import Protocol

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.model import Channel, Message, View
from bot.sandbox.slack.people.person import People
from bot.sandbox.slack.workspace import Workspace


class Seat(Protocol):
    """Who sits at this tab, and the workspace before them."""

    workspace: Workspace
    people: People
    viewer: Viewer

    @property
    def person(self) -> str:
        """The id of who sits here."""


class Blocks(Seat, Protocol):
    """For what the app draws: its Home tab and its modals."""

    def context(self, target: Message | View) -> BlockContext:
        """Return what Block Kit of a message or view is drawn with."""

    def follow_link(self, event: events.GenericEventArguments) -> None:
        """Go where a message's address leads."""


class Writing(Seat, Protocol):
    """For the field that messages are typed into."""

    channel_id: str

    def edit_last(self, thread: str | None) -> None:
        """Edit what this person said last here."""

    def open_thread(self, ts: str | None) -> None:
        """Show a message's thread, or none."""

    def to_newest(self, thread: str | None) -> None:
        """Show what was just said."""


class Places(Seat, Protocol):
    """For the list of channels."""

    channel_id: str

    def open_channel(self, channel_id: str) -> None:
        """Show a channel."""

    def read_until(self, channel: Channel) -> str:
        """Return the `ts` of the last message that this person has read in a channel."""


class Tabs(Seat, Protocol):
    """For the line above the messages, with the tabs of the conversation with the app."""

    tab: str

    @property
    def bot_direct(self) -> bool:
        """Is this the direct message with the app?"""

    async def open_tab(self, tab: str) -> None:
        """Show a tab of the conversation with the app."""


class Reading(Seat, Protocol):
    """For a column of messages."""

    editing: str | None

    @property
    def channel(self) -> Channel:
        """The channel that is shown."""

    def context(self, target: Message | View) -> BlockContext:
        """Return what Block Kit of a message or view is drawn with."""

    def replies(self, message: Message) -> tuple[Message, ...]:
        """The replies under a message, as Slack counts them."""

    def unread_replies(self, message: Message) -> bool:
        """Whether others have replied since this person last looked at the thread."""

    async def action(self, action: str, message: Message, row: ui.element) -> None:
        """A press on a message's tools, reactions, links or thread line."""

    def stop_edit(self) -> None:
        """Leave the message as it was."""

    async def save_edit(self, message: Message, typed: str) -> None:
        """Save an edited message."""

    def refresh(self) -> None:
        """Draw what is different."""


class Tools(Seat, Protocol):
    """For what opens from a message's tools."""

    root: ui.element
    thread_ts: str | None

    def open_thread(self, ts: str | None) -> None:
        """Show a message's thread, or none."""

    def mark_unread(self, message: Message) -> None:
        """Let the channel be unread from this message on."""

    def start_edit(self, message: Message) -> None:
        """Let the person edit a message."""

    async def react(self, message: Message, name: str) -> None:
        """Add the reaction, or take one's own back."""


class Bar(Seat, Protocol):
    """For the bar at the top and its clock."""

    def become(self, person: str) -> None:
        """Sit down as somebody else."""

    def start_tour(self) -> None:
        """Start the tour at its first step."""

    def turn_sidebar(self) -> None:
        """Show or hide the list of channels in a narrow window."""

    def refresh(self) -> None:
        """Draw what is different."""
