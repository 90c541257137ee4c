"""Questions before something is changed or destroyed, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.cards.blocks import layout
from bot.cards.blocks.message import Block, Message
from bot.slack.text import escaped, mention, shorten

CONFIRM, CANCEL, MEND = "confirm", "cancel", "mend"
VALUES, VALUE = 12, 150

Answer = Literal["confirmed", "cancelled", "expired"]


def question(
    id: str,
    mrkdwn: str,
    *,
    lost: str = "",
    yes: str = "Confirm",
    destroys: bool = False,
    minutes: int | None = None,
    ways: Sequence[Block | None] = (),
    project: str = "",
    choices: Sequence[str] = (),
    mend: str = "",
    small: str = "",
) -> Message:
    """A question with Confirm and Cancel, whose value is `id`; `lost` names in mrkdwn what cannot be brought back.

    `ways` are further buttons: what might better be done instead. `project` is named where there are several.
    Without `yes` it is no question: only mending helps. `choices` are other ways to say yes (value `id#1`, `id#2`),
    `mend` is the first button, which leads back to the form, `small` more small print.
    """
    warning = f"\n:warning: {lost}" if lost else ""
    until = f" Expires in {minutes} minutes." if minutes else ""
    where = f"Project: {escaped(project)}. " if project else ""
    return layout.message(
        f"{mrkdwn}{warning}",
        layout.sections(f"{mrkdwn}{warning}"),
        layout.actions(
            _button(mend, MEND, id, "primary") if mend else None,
            _button(yes, CONFIRM, id, "danger" if destroys else None if mend else "primary") if yes else None,
            *(_button(label, f"{CONFIRM}#{at}", f"{id}#{at}", None) for at, label in enumerate(choices, 1)),
            _button("Cancel", CANCEL, id, None),
            *ways,
        ),
        layout.context(f"{where}Only you can confirm.{until}" if yes else f"{where}It can't be sent as it is.", small),
    )


def _button(label: str, action: str, value: str, style: str | None) -> Block:
    return {
        "type": "button",
        "text": layout.plain_text(label, layout.BUTTON),
        "action_id": action,
        "value": value,
        **({"style": style} if style else {}),
    }


def with_values(mrkdwn: str, values: Mapping[str, str]) -> str:
    """The question with what was given, a line each; `values` by their labels."""
    lines = [f"*{escaped(label)}*: {escaped(shorten(value, VALUE))}" for label, value in values.items()]
    more = [f"and {len(lines) - VALUES} more"] if len(lines) > VALUES else []
    return "\n".join([mrkdwn, *lines[:VALUES], *more])


def answered(mrkdwn: str, answer: Answer, *, by: str = "") -> Message:
    """The question without its buttons, and how it ended; `by` is a Slack user id."""
    who = f" by {mention(by)}" if by else ""
    end = {
        "confirmed": f":white_check_mark: Confirmed{who}.",
        "cancelled": f":leftwards_arrow_with_hook: Canceled{who}. Nothing was done.",
        "expired": ":hourglass: Nobody answered in time. Nothing was done.",
    }[answer]
    return layout.message(f"{mrkdwn}\n{end}", layout.sections(mrkdwn), layout.context(end))
