"""A form filled in from a file: the button that offers it, and the modal that takes the file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.blocks import form, layout, step
from bot.cards.blocks.input import Input, block
from bot.cards.blocks.message import Block

PREFIX = "json:"
OFFER = "json:offer"
FIELD = "json_file"
LIMIT, MANY_LIMIT = 1_000_000, 5_000_000


def offer(*, many: bool = False) -> Block:
    """The button; `many`: a file with many rows is taken too."""
    label = "Fill in from a file" if many else "Fill in from a JSON file"
    return {"type": "button", "text": layout.plain_text(label, layout.BUTTON), "action_id": OFFER}


def view(
    title: str,
    path: str,
    private_metadata: str,
    *,
    many: bool = False,
    ids: Sequence[Input] = (),
    wrong: str = "",
    attempt: int = 0,
) -> Block:
    """The modal that asks for the file, and for `ids` that stand in no file; `wrong` says in mrkdwn why again.

    Each `attempt` asks anew: Slack keeps a file where an input's id stays the same.
    """
    asked = Input(FIELD, "JSON file", "The API's request body.", "file", filetypes=("json",))
    hint = "I fill in the form for you to check. Nothing is sent before that."
    if many:
        hint = "JSON with one, or JSON or CSV with many, up to 1,000 rows and 5 MB."
        asked = Input(FIELD, "File", hint, "file", filetypes=("json", "csv"))
        hint = "I put one into the form for you to check. For many, I check all rows, then ask you."
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": form.title_of(title), "emoji": True},
        "submit": layout.plain_text("Continue" if many else "Fill in", form.TITLE),
        "close": layout.plain_text("Close", form.TITLE),
        "blocks": [
            *([layout.section(f":warning: {wrong}")] if wrong else []),
            *(block(id_) for id_ in ids),
            block(asked) | {"block_id": step.named(FIELD, attempt)},
            layout.context(hint),
        ],
        "callback_id": f"{PREFIX}{path}"[:255],
        "private_metadata": private_metadata,
    }
