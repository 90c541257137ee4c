"""What a message costs the browser, and what stays of its row when the message changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from nicegui import Client, ui
from nicegui.page import page

from bot.sandbox.page.blockkit.context import BlockContext
from bot.sandbox.page.widgets import html
from bot.sandbox.page.workspace.message import Look
from bot.sandbox.page.workspace.row import MessageRow
from bot.sandbox.page.workspace.viewer import Viewer
from bot.sandbox.slack.model import Message
from bot.sandbox.slack.seed import sample_workspace

OLIVIA = "U0OLIVIA01"
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
CARD = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]
DAY = '<div class="sk-day"><span>Today</span></div>'


@pytest.fixture(autouse=True)
def _client() -> Iterator[None]:
    with Client(page("/")):
        yield


def _editor() -> None:
    html("<i>editor</i>")


class Drawn:
    """One message's row, drawn."""

    def __init__(self, **more: Any) -> None:
        workspace = sample_workspace()
        self.message = Message(channel="C1", ts="1.000001", user=OLIVIA, **more)
        viewer = Viewer(workspace, OLIVIA)
        self.context = BlockContext(workspace, Mock(), OLIVIA, self.message, viewer)
        self.row = MessageRow(self.message, viewer, Mock())
        self.show()

    def show(self, look: Look | None = None, divider: str = "", editor: bool = False) -> None:
        self.row.show(look or Look(), divider, _editor if editor else None, self.context)

    @property
    def elements(self) -> list[ui.element]:
        return list(self.row.place.descendants(include_self=True))

    def one(self, css_class: str) -> ui.element:
        """The one element of this class."""
        (found,) = [element for element in self.elements if css_class in element.classes]
        return found

    @property
    def written(self) -> str:
        return "".join(str(element.content) for element in self.elements if isinstance(element, ui.html))


def test_words_alone_are_four_elements() -> None:
    drawn = Drawn(text="*Hello* <https://a.example>", client_msg_id="x")
    assert len(drawn.elements) <= 4
    assert "<b>Hello</b>" in drawn.written


@pytest.mark.parametrize("divider", ["", DAY])
def test_what_changes_is_drawn_and_the_row_stays(divider: str) -> None:
    drawn = Drawn(text="first")
    row, text = drawn.one("sk-row"), drawn.written
    drawn.message.text = "second"
    drawn.message.reactions["eyes"] = [OLIVIA]
    drawn.show(Look(grouped=True), divider)
    assert "second" in drawn.written
    assert "reaction-eyes" in drawn.written
    assert "first" in text
    assert "first" not in drawn.written
    assert drawn.written.startswith(divider)
    assert drawn.one("sk-row") is row


def test_an_editor_takes_the_place_of_the_words_and_gives_it_back() -> None:
    drawn = Drawn(text="mine")
    drawn.show(editor=True)
    assert "editor" in drawn.written
    assert "mine" not in drawn.written
    drawn.show()
    assert "mine" in drawn.written
    assert len(drawn.elements) <= 4


def test_buttons_stay_when_what_stands_round_them_changes() -> None:
    drawn = Drawn(text="card", blocks=CARD, bot_id="B1")
    before = drawn.one("sk-markup")
    drawn.message.reactions["eyes"] = [OLIVIA]
    drawn.show(Look(replies=(Message(channel="C1", ts="2.000001", user=OLIVIA, thread_ts="1.000001"),)), DAY)
    assert drawn.one("sk-markup") is before
    assert "1 reply" in drawn.written


def test_a_message_for_one_person_has_no_tools() -> None:
    drawn = Drawn(text="only you", ephemeral_to=OLIVIA)
    assert "Only visible to you" in drawn.written
    assert "tool-more" not in drawn.written
    assert "Dismiss message" in drawn.written
