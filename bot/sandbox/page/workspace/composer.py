"""Where one types: messages, slash commands with their list, mentions, files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from nicegui import events, ui

from bot.sandbox.page.blockkit.emoji import SIGNS
from bot.sandbox.page.blockkit.mrkdwn import plain
from bot.sandbox.page.widgets import attributes, button, div, html, icon_button, text
from bot.sandbox.page.workspace.surface import Writing
from bot.sandbox.slack.errors import ClientRefused

_LAST_WORD = re.compile(r"(?:^|\s)([@#:])([\w.+-]*)$")
_SUGGESTIONS = 10


@dataclass(frozen=True)
class Offer:
    """One line of the list above the composer; ``whole`` is the text after choosing it."""

    label: str
    more: str
    whole: str
    testid: str


class Composer:
    """One text field with its list of offers; ``thread`` names the thread it answers in, or None."""

    def __init__(self, screen: Writing, testid: str, thread: Callable[[], str | None]) -> None:
        self._screen = screen
        self._thread = thread
        self._offers: list[Offer] = []
        self._at = 0
        self._files: list[str] = []
        with div("sk-composer", testid) as self._box:
            self._list = div("sk-offers", "offers", role="listbox", aria_label="Suggestions")
            self._list.set_visibility(False)
            self._hint = text("", "sk-usage", "usage", "div")
            self._hint.set_visibility(False)
            self._field = ui.textarea().props("borderless dense autogrow").classes("sk-field")
            attributes(self._field, f"{testid}-input", aria_label="Message")
            self._chips = div()
            self._also = ui.checkbox("Also send to the channel").props("dense size=xs").classes("sk-also")
            attributes(self._also, f"{testid}-also").set_visibility(testid != "composer")
            self._tools(testid)
        self._listen()

    def set_visible(self, visible: bool) -> None:
        """Show or hide the field."""
        self._box.set_visibility(visible)

    def address(self, placeholder: str) -> None:
        """Say where the message goes."""
        if self._field.props.get("placeholder") != placeholder:
            self._field.props["placeholder"] = placeholder

    @property
    def draft(self) -> str:
        return str(self._field.value or "")

    @draft.setter
    def draft(self, value: str) -> None:
        self._field.set_value(value)

    def focus(self) -> None:
        """Put the cursor into the field."""
        self._field.run_method("focus")

    def _tools(self, testid: str) -> None:
        with div("sk-composer-tools"):
            icon_button("add", "Attach a file", self._attach, f"{testid}-attach")
            icon_button("alternate_email", "Mention someone", lambda: self._insert("@"), f"{testid}-mention")
            if testid == "composer":
                icon_button("terminal", "Slash commands", lambda: self._insert("/"), f"{testid}-slash")
            div("sk-space")
            icon_button("send", "Send (Enter)", self._send, f"{testid}-send", "sk-icon sk-send")

    def _listen(self) -> None:
        field = self._field
        field.on_value_change(self._offer)
        field.on("keydown.enter.exact.prevent", self._enter)
        field.on("keydown.tab", self._tab)
        field.on("keydown.escape", self._close)
        field.on("keydown.up", self._up)
        field.on("keydown.down", lambda: self._step(1))

    def _insert(self, sign: str) -> None:
        self.draft = (
            sign if sign == "/" else f"{self.draft}{'' if not self.draft or self.draft.endswith(' ') else ' '}{sign}"
        )
        self.focus()

    # -- the list of offers -----------------------------------------------------------------------------------------

    def _offer(self) -> None:
        self._offers = self._found(self.draft)
        self._at = 0
        self._draw_offers()
        usage = self._usage(self.draft)
        self._hint.set_content(usage)
        self._hint.set_visibility(bool(usage))

    def _found(self, typed: str) -> list[Offer]:
        if typed.startswith("/") and not re.search(r"\s", typed) and self._thread() is None:
            return self._commands(typed.lower())
        match = _LAST_WORD.search(typed)
        if match is None:
            return []
        sign, word = match.group(1), match.group(2).lower()
        stem = typed[: match.start(1)]
        return {"@": self._people, "#": self._rooms, ":": self._emoji}[sign](stem, word)[:_SUGGESTIONS]

    def _commands(self, typed: str) -> list[Offer]:
        return [
            Offer(f"{c.name} {c.usage_hint}".strip(), c.description, f"{c.name} ", f"offer-{c.name}")
            for c in self._screen.workspace.app.commands
            if c.name.startswith(typed)
        ]

    def _people(self, stem: str, word: str) -> list[Offer]:
        users = [u for u in self._screen.workspace.users.values() if not u.deleted]
        found = [u for u in users if u.name.lower().startswith(word) or word in u.real_name.lower()]
        return [Offer(u.real_name, f"@{u.name} · {u.role}", f"{stem}@{u.name} ", f"offer-@{u.name}") for u in found]

    def _rooms(self, stem: str, word: str) -> list[Offer]:
        rooms = [c for c in self._screen.viewer.rooms() if word in c.name]
        return [Offer(f"#{c.name}", c.topic, f"{stem}#{c.name} ", f"offer-#{c.name}") for c in rooms]

    def _emoji(self, stem: str, word: str) -> list[Offer]:
        if len(word) < 2:
            return []
        names = sorted((n for n in SIGNS if word in n), key=lambda n: (not n.startswith(word), n))
        return [Offer(f":{n}:", "", f"{stem}:{n}: ", f"offer-:{n}:") for n in names]

    def _usage(self, typed: str) -> str:
        name, space, _ = typed.partition(" ")
        command = next((c for c in self._screen.workspace.app.commands if space and c.name == name), None)
        if command is None:
            return ""
        usage, about = escape(command.usage_hint), escape(command.description)
        return f"<b>{escape(command.name)}</b> {usage}<br><small>{about}</small>"

    def _draw_offers(self) -> None:
        self._list.clear()
        self._list.set_visibility(bool(self._offers))
        with self._list:
            for number, offer in enumerate(self._offers):
                line = html(
                    f"<b>{plain(offer.label)}</b> <span>{escape(offer.more)}</span>",
                    "sk-offer" + (" sk-on" if number == self._at else ""),
                    offer.testid,
                    role="option",
                )
                line.on("click", lambda _, chosen=offer: self._take(chosen))

    def _take(self, offer: Offer) -> None:
        self.draft = offer.whole
        self.focus()

    def _step(self, by: int) -> None:
        if self._offers:
            self._at = (self._at + by) % len(self._offers)
            self._draw_offers()

    def _up(self) -> None:
        """Through the offers; in an empty field, to one's own last message, to edit it."""
        if self._offers:
            self._step(-1)
        elif not self.draft:
            self._screen.edit_last(self._thread())

    def _tab(self) -> None:
        if self._offers:
            self._take(self._offers[self._at])

    def _close(self) -> None:
        if self._offers:
            self._offers = []
            self._draw_offers()
        elif self._thread() is not None:
            self._screen.open_thread(None)

    async def _enter(self) -> None:
        exact = any(offer.whole.strip() == self.draft.strip() for offer in self._offers)
        if self._offers and (self._at or not exact):
            self._take(self._offers[self._at])
        else:
            await self._send()

    # -- sending ----------------------------------------------------------------------------------------------------

    async def _send(self) -> None:
        typed, files, also = self.draft.strip(), list(self._files), bool(self._also.value)
        if not typed and not files:
            return
        screen, thread = self._screen, self._thread()
        self._also.set_value(False)
        self.draft = ""
        self._files.clear()
        self._draw_chips()
        try:
            if files or also:
                await screen.people.send_message(screen.person, screen.channel_id, typed, thread, also, files)
            else:
                await screen.people.enter(screen.person, screen.channel_id, typed, thread)
        except ClientRefused as refused:
            self.draft = typed
            ui.notify(str(refused), type="warning", position="bottom")
            return
        with self._box.client:
            screen.to_newest(thread)

    def _attach(self) -> None:
        async def take_upload(event: events.UploadEventArguments) -> None:
            content = await event.file.read()
            screen = self._screen
            self._files.append(
                screen.people.upload(screen.person, event.file.name, content, event.file.content_type).id
            )
            self._draw_chips()
            dialog.close()

        with ui.dialog() as dialog, div("sk-confirm", "attach"):
            text("Attach a file", tag="h2")
            ui.upload(on_upload=take_upload, auto_upload=True, label="Choose a file").props("flat bordered")
            button("Cancel", dialog.close)
        dialog.on("hide", dialog.delete)
        dialog.open()

    def _draw_chips(self) -> None:
        self._chips.clear()
        with self._chips:
            for file_id in self._files:
                name = escape(self._screen.workspace.files[file_id].name)
                label = f'<i class="material-icons">attach_file</i>{name} ✕'
                button(label, lambda _, f=file_id: self._unattach(f), "sk-chip", aria_label=f"Remove {name}")

    def _unattach(self, file_id: str) -> None:
        self._files.remove(file_id)
        self._draw_chips()
