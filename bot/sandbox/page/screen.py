"""One browser tab: who sits at it, what they look at, and keeping that in step with the workspace."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.sinch.panel import Panel, SinchSide
from bot.sandbox.page.topbar import Topbar
from bot.sandbox.page.widgets import div, icon_button, text
from bot.sandbox.page.workspace.composer import Composer
from bot.sandbox.page.workspace.flow import Flow, newest
from bot.sandbox.page.workspace.heading import Heading
from bot.sandbox.page.workspace.home import Home
from bot.sandbox.page.workspace.menus import pick_emoji, show_more
from bot.sandbox.page.workspace.modal import Modals
from bot.sandbox.page.workspace.sidebar import Sidebar
from bot.sandbox.page.workspace.tour import Tour
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import Change, Channel, Message, View
from bot.sandbox.slack.workspace import Workspace

_BREATH = 0.03  # seconds in which changes are gathered before they are drawn


@dataclass
class ReadMarks:
    """What all tabs share: how far each person has read each channel, and whether the app has a Home tab."""

    read: dict[tuple[str, str], str] = field(default_factory=dict)
    home_tab: bool = True

    @classmethod
    def caught_up(cls, workspace: Workspace, home_tab: bool) -> ReadMarks:
        """Everybody has read what is there already."""
        people, channels = workspace.people(), workspace.channels.values()
        return cls({(p.id, c.id): newest(c.messages) for p in people for c in channels}, home_tab)


class Screen:
    """The whole page for one tab."""

    def __init__(self, side: SinchSide, marks: ReadMarks, person: str, channel_id: str) -> None:
        self.side, self.marks = side, marks
        self.workspace, self.people = side.slack.workspace, side.slack.people
        self.viewer = Viewer(self.workspace, person)
        self.channel_id = channel_id
        self.thread_ts: str | None = None
        self.editing: str | None = None
        self.tab = "messages"
        self.panel: Panel | None = None
        self._new_from = ""
        self._drafts: dict[str, str] = {}
        self._address = ""
        self._unread_from = ""
        self._stir = asyncio.Event()

    # -- what is asked from all sides -------------------------------------------------------------------------------

    @property
    def person(self) -> str:
        return self.viewer.person

    @property
    def channel(self) -> Channel:
        return self.workspace.channels[self.channel_id]

    @property
    def bot_direct(self) -> bool:
        """Is this the direct message with the app?"""
        return self.channel.is_direct and self.workspace.app.user_id in self.channel.members

    def context(self, target: Message | View) -> BlockContext:
        """Return what Block Kit of a message or view is drawn with."""
        return BlockContext(self.workspace, self.people, self.person, target, self.viewer)

    def replies(self, message: Message) -> tuple[Message, ...]:
        """The replies under a message, as Slack counts them: what only one person sees is none."""
        if message.is_reply or message.channel not in self.workspace.channels:
            return ()
        thread = self.workspace.channels[message.channel].replies(message.ts, self.person)
        return tuple(reply for reply in thread if not reply.ephemeral_to)

    def mark_unread(self, message: Message) -> None:
        """Let the channel be unread from this message on, once one has left it."""
        before = [m.ts for m in self.channel.flow(self.person) if m.ts < message.ts]
        self._new_from = self._unread_from = max(before, default="0")
        self.refresh()

    def unread_replies(self, message: Message) -> bool:
        """Whether others have replied since this person last looked at the thread; none, if they never did."""
        read = self.marks.read.get((self.person, message.ts))
        replies = self.replies(message)
        return bool(read and replies and replies[-1].ts > read and replies[-1].user != self.person)

    def read_until(self, channel: Channel) -> str:
        """Return the `ts` of the last message that this person has read in a channel."""
        return self.marks.read.get((self.person, channel.id), "")

    # -- building and following -------------------------------------------------------------------------------------

    def build(self, root: ui.element) -> None:
        """Lay out everything once; afterwards `refresh` brings it in step."""
        self.root = root
        self._topbar = Topbar(self, self.side.time, lambda: self.panel)
        with div("sk-body"):
            self._sidebar = Sidebar(self)
            with div("sk-main"):
                self._heading = Heading(self, home_tab=self.marks.home_tab)
                self._tour = Tour(self, self.side, self.compose)
                self._flow = Flow(self, in_thread=False)
                self._home = Home(self)
                self._composer = Composer(self, "composer", lambda: None)
            self._build_thread()
            self.aside = div("sk-aside")
        self._modals = Modals(self)
        self.open_channel(self.channel_id)

    def _build_thread(self) -> None:
        with div("sk-thread", "thread") as self._thread_box:
            with div("sk-heading"):
                text("Thread", "sk-heading-name", tag="h2")
                div("sk-space")
                icon_button("close", "Close thread", lambda: self.open_thread(None), "thread-close")
            self._thread_flow = Flow(self, in_thread=True)
            self._thread_composer = Composer(self, "thread-composer", lambda: self.thread_ts)
            self._thread_composer.address("Reply…")

    async def follow(self, root: ui.element) -> None:
        """Redraw after changes for as long as the tab lives."""
        unsubscribe = self.workspace.subscribe(self._noticed)
        try:
            while True:
                await self._stir.wait()
                await asyncio.sleep(_BREATH)
                self._stir.clear()
                if root.is_deleted:
                    return
                if root.client.has_socket_connection:  # nobody reads what a tab would show that was closed
                    with root:
                        self.refresh()
        finally:
            unsubscribe()

    def stir(self) -> None:
        """Something outside the workspace changed: draw soon."""
        self._stir.set()

    def _noticed(self, _: Change) -> None:
        self._stir.set()

    def refresh(self) -> None:
        """Draw what is different."""
        if self.channel_id not in {c.id for c in self.workspace.channels_of(self.person)}:
            self.channel_id = self.viewer.rooms()[0].id
        channel = self.channel
        messages = channel.flow(self.person)
        self.marks.read[self.person, channel.id] = self._unread_from or newest(messages)
        self._heading.show(channel)
        at_home = self.tab == "home" and self.bot_direct
        self._home.show(at_home)
        self._flow.set_visible(not at_home)
        self._composer.set_visible(not at_home)
        self._flow.show(f"{self.person} {channel.id}", messages, self._new_from)
        self._show_thread(channel)
        self._sidebar.show()
        self._modals.show()
        self._topbar.show()
        self._tour.show()
        if self.panel is not None:
            self.panel.show()

    def _show_thread(self, channel: Channel) -> None:
        parent = channel.find(self.thread_ts)
        if parent is None:
            self.thread_ts = None
        self._thread_box.set_visibility(parent is not None)
        if parent is not None:
            messages = [parent, *channel.replies(parent.ts, self.person)]
            self.marks.read[self.person, parent.ts] = newest(messages)
            self._thread_flow.show(f"{self.person} {channel.id} {parent.ts}", messages)

    # -- going places -----------------------------------------------------------------------------------------------

    def _remember(self, address: str) -> None:
        """Note where one is in the browser's history, so that its Back button leads to the channel before."""
        if address == self._address:
            return
        first, self._address = not self._address, address
        (ui.navigate.history.replace if first else ui.navigate.history.push)(address)

    def go_back(self, query: str) -> None:
        """The browser's Back or Forward button."""
        asked = dict(parse_qsl(query.removeprefix("?")))
        self._address = f"/?as={asked.get('as', '')}&in={asked.get('in', '')}"
        person = next((u for u in self.workspace.people() if u.name == asked.get("as")), None)
        if person is not None and person.id != self.person:
            self.viewer = Viewer(self.workspace, person.id)
            self.thread_ts = None
        if asked.get("in") in {channel.id for channel in self.workspace.channels_of(self.person)}:
            self.open_channel(asked["in"], going_back=True)

    def turn_sidebar(self) -> None:
        """In a narrow window the list of channels lies over the messages when it is wanted."""
        self.root.classes(toggle="sk-nav-open")

    def start_tour(self) -> None:
        """Start the tour at its first step."""
        self._tour.start()
        self.refresh()

    def compose(self, words: str) -> None:
        """Put words into the message field, for the person to send."""
        self._composer.draft = words
        self._composer.focus()

    def to_newest(self, thread: str | None) -> None:
        """Show what was just said, however far up one was reading."""
        (self._thread_flow if thread else self._flow).to_newest()

    def open_channel(self, channel_id: str, *, going_back: bool = False) -> None:
        """Show a channel."""
        self._drafts[self.channel_id] = self._composer.draft
        if channel_id != self.channel_id:
            self.thread_ts, self.tab = None, "messages"
        self.channel_id, self.editing, self._unread_from = channel_id, None, ""
        read = self.read_until(self.channel)
        self._new_from = read if self.viewer.unread(self.channel, read)[0] else ""
        sign = "" if self.channel.is_direct else "#"
        self._composer.address(f"Message {sign}{self.viewer.title(self.channel)}")
        self._composer.draft = self._drafts.get(channel_id, "")
        self.refresh()
        self._composer.focus()
        self.root.classes(remove="sk-nav-open")
        if not going_back:
            self._remember(f"/?as={self.viewer.me.name}&in={channel_id}")

    def become(self, person: str) -> None:
        """Sit down as somebody else."""
        self.viewer = Viewer(self.workspace, person)
        mine = {c.id for c in self.viewer.rooms() + self.viewer.directs()}
        self.thread_ts = None
        self.open_channel(self.channel_id if self.channel_id in mine else self.viewer.rooms()[0].id)

    def open_thread(self, ts: str | None) -> None:
        """Show a message's thread beside the channel."""
        self.thread_ts = ts
        self.refresh()
        if ts is not None:
            self._thread_composer.focus()

    async def open_tab(self, tab: str) -> None:
        """Show a tab of the conversation with the bot."""
        self.tab = tab
        await self.people.open_home(self.person, tab)
        self.refresh()

    # -- what is done to a message ----------------------------------------------------------------------------------

    def goto(self, place: str) -> None:
        """Follow a message's address (`CHANNEL:TS`): its channel, and the thread that it is in or begins."""
        channel_id, _, ts = place.partition(":")
        if channel_id not in {c.id for c in self.workspace.channels_of(self.person)}:
            ui.notify("You aren't in that channel.", type="warning")
            return
        message = self.workspace.channels[channel_id].find(ts)
        if channel_id != self.channel_id:
            self.open_channel(channel_id)
        if message is not None:
            self.open_thread(message.thread_ts or message.ts)

    def follow_link(self, event: events.GenericEventArguments) -> None:
        """A press on a message's address somewhere outside the messages."""
        what, _, place = str(event.args).partition(":")
        if what == "goto":
            self.goto(place)

    async def action(self, action: str, message: Message, row: ui.element) -> None:
        """A press on a message's tools, reactions, links or thread line."""
        what, _, name = action.partition(":")
        if what == "goto":
            self.goto(name)
        elif what == "thread":
            self.open_thread(message.thread_ts or message.ts)
        elif what == "react":
            await self.react(message, name)
        elif what == "emoji":
            pick_emoji(self, message)
        elif what == "more":
            show_more(self, message, row)
        elif what == "dismiss":
            await self.people.delete_message(self.person, message.channel, message.ts)

    async def react(self, message: Message, name: str) -> None:
        """Add the reaction, or take one's own back."""
        mine = self.person in message.reactions.get(name, [])
        change = self.people.remove_reaction if mine else self.people.add_reaction
        try:
            await change(self.person, message.channel, message.ts, name)
        except ClientRefused as refused:
            ui.notify(str(refused), type="warning")

    def start_edit(self, message: Message) -> None:
        """Let the person edit a message."""
        self.editing = message.ts
        self.refresh()

    def edit_last(self, thread: str | None) -> None:
        """Edit what this person said last here."""
        said = self.channel.replies(thread, self.person) if thread else self.channel.flow(self.person)
        mine = [m for m in said if m.user == self.person and not m.bot_id and not m.ephemeral_to]
        if mine:
            self.start_edit(mine[-1])

    def stop_edit(self) -> None:
        """Leave the message as it was."""
        self.editing = None
        self.refresh()

    async def save_edit(self, message: Message, typed: str) -> None:
        """Save an edited message; Slack's refusal is shown."""
        self.editing = None
        try:
            if typed.strip() and typed != message.text:
                await self.people.edit_message(self.person, message.channel, message.ts, typed.strip())
        except ClientRefused as refused:
            ui.notify(str(refused), type="warning")
        self.refresh()
