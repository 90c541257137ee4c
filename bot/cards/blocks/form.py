"""Forms: the modal that asks for a command's arguments, and the modals that follow it.

An input's `block_id` is the field's name, its element's `action_id` is always `value`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, block, read
from bot.cards.blocks.message import Block, Message
from bot.slack import plain_blocks
from bot.slack.text import escaped, plain_untrusted, shorten, unescape

__all__ = ["MORE", "Input", "failed", "result", "short_title", "title_of", "values", "view", "working"]

MORE = "more:fields"
"""Action id of the button that shows the rest of a form's fields; it stands in forms only."""
TITLE = 24
METADATA = 3_000
"""Characters: https://docs.slack.dev/reference/views/modal-views"""
INTRO_BLOCKS = 20
AREA_NAMES = {"whatsapp": "WhatsApp", "kakaotalk": "KakaoTalk", "rcs": "RCS", "sms": "SMS"}
MODAL_WIDTH = 50  # characters of a code block in a modal before its lines break
_NOT_IN_MODALS = ("table", "data_table", "data_visualization", "markdown")


def view(
    title: str,
    inputs: Sequence[Input],
    *,
    submit: str = "Submit",
    callback_id: str,
    private_metadata: str = "",
    intro: str = "",
    notify_on_close: bool = False,
    errors: Mapping[str, str] | None = None,
) -> Block:
    """The form. `intro` is mrkdwn; `errors` (plain text by field, `""` for the whole form) stand at their fields."""
    if len(private_metadata) > METADATA:
        raise ValueError(f"private_metadata has {len(private_metadata)} characters, {METADATA} at most")
    wrong = dict(errors or {})
    asked = {input_.name for input_ in inputs}
    general = [text for name, text in wrong.items() if name not in asked]
    blocks: list[Block] = layout.sections(intro)[:INTRO_BLOCKS] if intro.strip() else []
    blocks += [layout.section(f":warning: {escaped(text)}") for text in general][:INTRO_BLOCKS]
    shown, left = _those_that_fit(inputs, layout.BLOCKS_PER_VIEW - len(blocks) - 1 - len(wrong))
    for input_ in shown:
        blocks.append(block(input_))
        if input_.name in wrong:
            blocks.append(layout.context(f":warning: {escaped(wrong[input_.name])}"))
    if left:
        names = ", ".join(f"`{input_.name}`" for input_ in left)
        blocks.append(layout.context(f"Type more fields with the command: {shorten(names, 1_500)}"))
    if not blocks:
        blocks.append(layout.section("Nothing to fill in."))
    return {
        **_modal(title, blocks, close="Cancel"),
        "submit": layout.plain_text(submit, TITLE),
        "callback_id": callback_id[:255],
        "private_metadata": private_metadata,
        "notify_on_close": notify_on_close,
    }


def _those_that_fit(inputs: Sequence[Input], room: int) -> tuple[list[Input], list[Input]]:
    """The inputs in order, optional ones at the end left out where there are too many."""
    left: list[Input] = []
    surplus = len(inputs) - room
    for input_ in reversed(inputs):
        if len(left) < surplus and not input_.required:
            left.append(input_)
    shown = [input_ for input_ in inputs if input_ not in left][: max(room, 0)]
    return shown, [input_ for input_ in inputs if input_ not in shown]


def values(view_state: Mapping[str, Mapping[str, Mapping[str, object]]], inputs: Sequence[Input]) -> dict[str, object]:
    """What was filled in, by field, from `view.state.values`; fields left empty are not in it."""
    found: dict[str, object] = {}
    for input_ in inputs:
        element = view_state.get(input_.name, {}).get("value")
        if element is not None and (value := read(input_, element)) is not None:
            found[input_.name] = value
    return found


def working(title: str, mrkdwn: str = "Working on it…") -> Block:
    """What stands in the modal until the answer is there."""
    return _modal(title, [layout.section(f":hourglass_flowing_sand: {mrkdwn}")])


def result(title: str, message: Message) -> Block:
    """The answer in place of the form; tables and charts, which modals do not take, become text."""
    return _modal(title, _for_modal(message))


def failed(title: str, message: Message, *, callback_id: str = "", private_metadata: str = "") -> Block:
    """What went wrong in place of the form; with a `callback_id`, one click leads back to it."""
    again = {"submit": layout.plain_text("Back to the form", TITLE), "callback_id": callback_id[:255]}
    return _modal(title, _for_modal(message)) | (
        {**again, "private_metadata": private_metadata} if callback_id and len(private_metadata) <= METADATA else {}
    )


def _for_modal(message: Message) -> list[Block]:
    blocks: list[Block] = []
    for shown_block in message.blocks:
        if shown_block.get("type") in _NOT_IN_MODALS:
            blocks += plain_blocks.in_words(shown_block, MODAL_WIDTH)
        else:
            blocks.append(shown_block)
    if not blocks:
        blocks = layout.sections(message.text)
    return list(layout.fit(blocks, blocks=layout.BLOCKS_PER_VIEW, characters=layout.CHARACTERS_PER_VIEW))


def _modal(title: str, blocks: Sequence[Block], *, close: str = "Close") -> Block:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title_of(title), "emoji": True},
        "close": layout.plain_text(close, TITLE),
        "blocks": list(blocks),
    }


def short_title(summary: str, path: str) -> str:
    """A title that fits: the summary where it is short, else the command's own words, so that nothing is cut off."""
    if len(summary) <= TITLE:
        return summary
    *before, verb = path.split(" ")
    area, *rest = [AREA_NAMES.get(word, word) for word in before] or [""]
    whole = _verb_first(verb, [area, *rest]) if rest or area not in AREA_NAMES.values() else [area, verb]
    fits = len(" ".join(whole)) <= TITLE
    words = " ".join(whole if fits else _verb_first(verb, rest)).replace("-", " ").strip()
    return words[:1].upper() + words[1:]


SPOKEN = {"get": "show", "update": "edit", "comment": "comment on"}
"""Verbs of commands that a title says in other words."""


def _verb_first(verb: str, things: Sequence[str]) -> list[str]:
    """`create WhatsApp template`; `WhatsApp sender activity`, since that is no verb."""
    if verb.endswith("s"):
        return [*things, verb]
    singular = [
        word.removesuffix("s") if word not in ("access", "RCS", "SMS") and verb != "list" else word for word in things
    ]
    return [*singular, verb] if verb == "activity" else [SPOKEN.get(verb, verb), *singular]


def title_of(words: str) -> str:
    """A modal's title: at most 24 characters, cut between words where that leaves something."""
    flat = " ".join(plain_untrusted(unescape(words)).split()) or "Sinch"
    if len(flat) <= TITLE:
        return flat
    whole = flat[:TITLE].rpartition(" ")[0]
    return f"{whole}…" if len(whole) > TITLE // 2 and len(whole) < TITLE else shorten(flat, TITLE)
