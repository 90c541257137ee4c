"""One step of a form: its inputs with blocks between them, where the person is, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from bot.cards.blocks import form, layout
from bot.cards.blocks.input import OPTIONS, PLACEHOLDER, Input, Option, block, choice
from bot.cards.blocks.message import Block
from bot.slack.text import date, escaped

PREFIX = "step:"
BACK, DRAFT, RESUME, START_OVER = "back", "draft", "resume", "anew"
REVISION = "~"


def view(
    title: str,
    parts: Sequence[Input | Block],
    *,
    trail: Sequence[str] = (),
    at: int = 0,
    submit: str = "Next",
    buttons: Sequence[Block] = (),
    callback_id: str,
    private_metadata: str,
    revision: int = 0,
    live: frozenset[str] = frozenset(),
    errors: Mapping[str, str] | None = None,
    above: Sequence[Block] = (),
) -> Block:
    """The modal. `revision` becomes part of every input's id, so that a rearranged form shows what it is given.

    Slack keeps what a person typed wherever an input's id stays the same.
    """
    wrong = dict(errors or {})
    asked = {part.name for part in parts if isinstance(part, Input)}
    blocks: list[Block] = list(above)
    if len(trail) > 1:
        blocks.append(layout.context(_trail(trail, at)))
    blocks += [layout.section(f":warning: {escaped(text)}") for name, text in wrong.items() if name not in asked][:5]
    for part in parts:
        blocks += _part(part, revision, live, wrong)
    end = layout.actions(*buttons)
    room = layout.BLOCKS_PER_VIEW - len(end)
    if len(blocks) > room:
        blocks = [*blocks[: room - 1], layout.context("_This form can't show everything._")]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": form.title_of(title), "emoji": True},
        "submit": layout.plain_text(submit, form.TITLE),
        "close": layout.plain_text("Close", form.TITLE),
        "blocks": [*blocks, *end],
        "callback_id": callback_id[:255],
        "private_metadata": private_metadata,
    }


def _part(part: Input | Block, revision: int, live: frozenset[str], wrong: Mapping[str, str]) -> list[Block]:
    """A part with what is wrong with it below."""
    if not isinstance(part, Input):
        return [part]
    shown = _input(part, revision, part.name in live)
    return [shown, layout.context(f":warning: {escaped(wrong[part.name])}")] if part.name in wrong else [shown]


def _trail(names: Sequence[str], at: int) -> str:
    """Where the person is: `Step 2 of 5 · Basics › *Header* › Body`, shortened around it where there are many."""
    first = max(0, min(at - 2, len(names) - 5))
    shown = [
        f"*{escaped(name)}*" if number == at else escaped(name)
        for number, name in enumerate(names)
        if first <= number < first + 5
    ]
    dots = "… › " if first else ""
    more = " › …" if first + 5 < len(names) else ""
    return f"Step {at + 1} of {len(names)} · {dots}{' › '.join(shown)}{more}"


def _input(input_: Input, revision: int, live: bool) -> Block:
    made = block(input_)
    made["block_id"] = named(input_.name, revision)
    if live:
        made["dispatch_action"] = True
        if made["element"]["type"] == "plain_text_input":
            made["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    return made


def named(name: str, revision: int) -> str:
    """The id of an input's block."""
    return f"{name}{REVISION}{revision}"[-255:] if revision else name[:255]


def plain(state: Mapping[str, Any]) -> dict[str, Any]:
    """A view's values by the names of its inputs."""
    return {key.partition(REVISION)[0]: value for key, value in state.items()}


def button(label: str, action: str, value: str = "", style: Literal["primary", "danger"] | None = None) -> Block:
    """A button that stays in the form."""
    element: Block = {
        "type": "button",
        "text": layout.plain_text(label, layout.BUTTON),
        "action_id": f"{PREFIX}{action}",
        **({"value": value} if value else {}),
        **({"style": style} if style else {}),
    }
    return element


def menu(label: str, action: str, options: Sequence[Option]) -> Block:
    """A menu that stays in the form; with search, as all menus of Slack."""
    return {
        "type": "static_select",
        "placeholder": layout.plain_text(label, PLACEHOLDER),
        "options": [choice(option) for option in options][:OPTIONS],
        "action_id": f"{PREFIX}{action}",
    }


def chosen(pressed: Mapping[str, Any]) -> str:
    """The value of a pressed button or of what was chosen from a menu."""
    return str((pressed.get("selected_option") or pressed).get("value") or "")


def action_of(action_id: str) -> str:
    """The action of a pressed button; empty where it is none of ours."""
    return action_id.removeprefix(PREFIX).partition("#")[0] if action_id.startswith(PREFIX) else ""


def resume(title: str, began: datetime, *, callback_id: str, private_metadata: str) -> Block:
    """The question whether to go on with what was begun."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": form.title_of(title), "emoji": True},
        "close": layout.plain_text("Close", form.TITLE),
        "blocks": [
            layout.section(f"You started this form {date(began)} and didn't submit it."),
            *layout.actions(button("Continue", RESUME, style="primary"), button("Start over", START_OVER)),
        ],
        "callback_id": callback_id[:255],
        "private_metadata": private_metadata,
    }
