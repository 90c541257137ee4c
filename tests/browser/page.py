"""The sandbox's page, seen through what a person does on it. Use this in every browser test."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

Value = str | int | bool | list[str] | Path | None
SECONDS = 1000.0
PATIENCE = 30.0
"""Seconds until something is missed; on a busy machine everything is slow."""
expect.set_options(timeout=PATIENCE * SECONDS)


class SlackPage:
    """One tab. External requests and console errors are noted."""

    def __init__(self, context: BrowserContext, address: str, shots: Path) -> None:
        self.address = address
        self.shots = shots
        self.strangers: list[str] = []
        self.troubles: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE * SECONDS)
        self.page.on("request", self._note_request)
        self.page.on("console", lambda message: self.troubles.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    # -- going places -----------------------------------------------------------------------------------------------

    def open(self, channel: str = "sinch-activity", person: str = "olivia") -> SlackPage:
        """Sit down as somebody in a channel."""
        self.page.goto(f"{self.address}/?as={person}&in={channel}")
        expect(self.by("channel-name")).to_be_visible()
        self.page.wait_for_function("() => window.socket === undefined || window.socket.connected")
        return self

    def open_channel(self, name: str) -> None:
        self.by(f"channel-{name}").click()
        expect(self.by("channel-name")).to_contain_text(name)

    def wait_for_address(self, before: str) -> str:
        """The address once it is another one: only then is the place in the browser's history."""
        expect(self.page).not_to_have_url(before)
        return self.page.url

    def become(self, person: str) -> None:
        self.by("person").click()
        self.by(f"person-{person}").click()
        expect(self.page).to_have_url(re.compile(rf"as={person}"))

    def by(self, testid: str, within: Locator | None = None) -> Locator:
        """The element with that `data-testid`."""
        return (within or self.page).get_by_test_id(testid)

    # -- talking ----------------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Type into the composer and press Enter."""
        self._type("composer-input", text)

    def slash(self, command: str) -> None:
        """`/sinch help` and Enter."""
        self._type("composer-input", command)

    def open_thread(self, text: str) -> None:
        """Open the thread of the message that holds this text."""
        # not a press by mouse: new messages may move the row away under it
        self.by("tool-thread", self.message(text)).dispatch_event("click")
        expect(self.by("thread")).to_be_visible()

    def thread_reply(self, text: str) -> None:
        """Answer in the open thread."""
        self._type("thread-composer-input", text)

    def _type(self, testid: str, text: str) -> None:
        field = self.by(testid)
        field.fill(text)
        field.press("Escape") if text.startswith("/") and self.by("offers").first.is_visible() else None
        field.press("Enter")
        expect(field).to_have_value("")

    # -- messages ---------------------------------------------------------------------------------------------------

    def message(self, text: str | re.Pattern[str], *, thread: bool = False) -> Locator:
        """The newest message that holds this text, in the channel or in the open thread."""
        place = self.by("thread-flow" if thread else "flow")
        return self.by("message", place).filter(has_text=text).last

    def wait_for_message(
        self, text: str | re.Pattern[str], *, thread: bool = False, seconds: float = PATIENCE
    ) -> Locator:
        found = self.message(text, thread=thread)
        expect(found).to_be_visible(timeout=seconds * SECONDS)
        return found

    def wait_for_reaction(self, name: str, message: Locator) -> None:
        expect(self.by(f"reaction-{name}", message)).to_be_visible()

    def click_button(self, name: str, within: Locator | None = None) -> None:
        """Press the newest button with that label, in a message or anywhere."""
        (within or self.page).get_by_role("button", name=name, exact=True).last.click()

    def confirm(self, yes: bool = True) -> None:
        """Answer the question that stands before a dangerous press."""
        self.by("confirm-yes" if yes else "confirm-no").click()

    def menu(self, message: Locator, item: str) -> None:
        """Choose from a message's menu (edit, delete, message shortcuts)."""
        message.hover()
        self.by("tool-more", message).click()
        self.page.get_by_role("listitem").filter(has_text=item).click()

    # -- modals -----------------------------------------------------------------------------------------------------

    @property
    def modal(self) -> Locator:
        return self.by("modal")

    def wait_for_modal(self, title: str) -> Locator:
        expect(self.by("modal-title")).to_have_text(title)
        return self.modal

    def field(self, label: str) -> Locator:
        """The input block with that label."""
        exact = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
        blocks = self.modal.locator("[data-type=input]")
        return blocks.filter(has=self.page.locator("label.sk-label", has_text=exact)).last

    def fill_modal(self, values: Mapping[str, Value]) -> None:
        """Fill in by labels: text as it is, choices by their labels (lists for several), files by their path."""
        for label, value in values.items():
            self._fill(self.field(label), value)

    def close_modals(self) -> None:
        """Close whatever is open; what is just being drawn anew has no cross for a moment, and is open all the same."""
        if self.modal.count():
            if self.page.locator(".q-menu").count():
                self.page.keyboard.press("Escape")
                expect(self.page.locator(".q-menu")).to_have_count(0)
            self.by("modal-x").click()
            expect(self.modal).to_have_count(0)

    def submit(self) -> None:
        self.by("modal-submit").click()

    def choose_from(self, label: str, option: str) -> None:
        """Choose from a menu that stands between the fields and acts at once."""
        self._choose(self.modal.locator(".q-select").filter(has=self.page.get_by_placeholder(label)), option)

    def field_error(self, label: str) -> Locator:
        return self.field(label).get_by_role("alert")

    def _fill(self, block: Locator, value: Value) -> None:
        if isinstance(value, Path):
            block.locator("input[type=file]").set_input_files(value)
            expect(block.locator(".sk-chip").filter(has_text=value.name)).to_be_visible()
        elif block.locator(".q-select").count():
            for item in value if isinstance(value, list) else [str(value)]:
                self._choose(block, item)
        elif block.locator("[role=group], [role=radiogroup]").count():
            for item in value if isinstance(value, list) else [str(value)]:
                block.get_by_text(item, exact=True).click()
        else:
            block.locator("input, textarea").first.fill("" if value is None else str(value))

    def _choose(self, block: Locator, label: str) -> None:
        search = block.locator("input").last
        expect(self.page.locator(".q-menu:visible")).to_have_count(0)
        search.click()
        expect(self.page.locator(".q-menu:visible")).to_have_count(1)
        search.fill(label)
        self.page.get_by_role("option", name=label, exact=True).last.click()
        if block.locator(".q-select--multiple").count():
            search.press("Tab")  # Escape would close the modal if the menu were closed already

    # -- Sinch's end ------------------------------------------------------------------------------------------------

    def sinch_open(self, subject: str) -> Locator:
        """Unfold a subject (a part of its name) in the Sinch panel."""
        box = self.by("subject").filter(has_text=subject).first
        if not self.by("actions", box).is_visible():
            # the row may move away under the mouse while the list is brought up to date
            self.by("subject-head", box).dispatch_event("click")
        expect(self.by("actions", box)).to_be_visible()
        return box

    def sinch_move(self, subject: str, move: str, text: str | None = None) -> None:
        """Let Sinch's reviewers do something: `move` is a button, `text` their words if it asks."""
        box = self.sinch_open(subject)
        box.get_by_role("button", name=move, exact=True).click()
        if text is not None:
            self.by("move-text").fill(text)
        if self.by("move-go").is_visible():
            self.by("move-go").click()

    # -- pictures ---------------------------------------------------------------------------------------------------

    def screenshot(self, name: str) -> None:
        """Save what the page looks like now, where pictures are wanted: each takes as long as a step of the test."""
        if os.environ.get("SCREENSHOTS"):
            self.picture(name)

    def picture(self, name: str) -> None:
        """Save what the page looks like now."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}.png", animations="disabled")

    def _note_request(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(url)
