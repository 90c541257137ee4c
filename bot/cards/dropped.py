"""A form filled in from a JSON file: the button that offers it, and the modal that takes the file."""

from __future__ import annotations

from bot.cards import form, layout
from bot.cards.input import Input, block
from bot.cards.message import Block

PREFIX = "json:"
OFFER = "json:offer"
FIELD = "json_file"
LIMIT = 1_000_000


def offer() -> Block:
    """The button."""
    return {
        "type": "button",
        "text": layout.plain_text("Fill in from a JSON file", layout.BUTTON),
        "action_id": OFFER,
    }


def view(title: str, path: str, private_metadata: str, *, wrong: str = "") -> Block:
    """The modal that asks for the file; `wrong` says in mrkdwn why it is asked for again."""
    asked = Input(FIELD, "JSON file", "The body as the API takes it.", "file", filetypes=("json",))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": form.title_of(title), "emoji": True},
        "submit": layout.plain_text("Fill in", form.TITLE),
        "close": layout.plain_text("Close", form.TITLE),
        "blocks": [
            *([layout.section(f":warning: {wrong}")] if wrong else []),
            block(asked),
            layout.context("The form comes back filled in, for you to check. Nothing is sent before that."),
        ],
        "callback_id": f"{PREFIX}{path}"[:255],
        "private_metadata": private_metadata,
    }
