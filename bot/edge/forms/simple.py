"""Forms of commands: a modal made from a declaration, filled with what was typed, and what comes back from it. Pure."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.cards.blocks import dropped, form, layout
from bot.cards.blocks.input import Input
from bot.cards.blocks.message import Block
from bot.command.bodies import Body
from bot.command.declaration import Command, Effect
from bot.command.wizard import input_of
from bot.errors import Problem
from bot.slack.text import outside

PREFIX = "form:"
METADATA_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form was opened, and what it keeps without showing it; travels in private_metadata."""

    channel: str
    thread_ts: str | None = None
    response_url: str = ""
    project: str = ""
    public: bool = False
    kept: Mapping[str, Any] = field(default_factory=dict)

    def pack(self) -> str:
        packed = {
            "c": self.channel,
            "t": self.thread_ts,
            "r": self.response_url,
            "p": self.project,
            "u": self.public,
            "k": dict(self.kept),
        }
        text = json.dumps({key: value for key, value in packed.items() if value}, separators=(",", ":"))
        if len(text) > METADATA_LIMIT:
            raise ValueError("too much to keep in a form")
        return text

    @classmethod
    def unpack(cls, text: str) -> Origin:
        data = json.loads(text or "{}")
        return cls(
            channel=data.get("c", ""),
            thread_ts=data.get("t"),
            response_url=data.get("r", ""),
            project=data.get("p", ""),
            public=bool(data.get("u")),
            kept=data.get("k", {}),
        )


_SUBMIT = {
    "comments": "Save",
    "rcs senders test-add": "Invite",
    "rcs senders test-retry": "Invite again",
    "whatsapp senders register": "Send the code",
    "kakaotalk senders register": "Send the code",
}


def title(command: Command) -> str:
    """What a command's modal is called, from the first look to the answer."""
    of_form = command.wizard.title if command.wizard else ""
    return command.title or of_form or form.short_title(command.summary, command.path)


def view(command: Command, values: Mapping[str, Any], origin: Origin, problems: Sequence[Problem] = ()) -> Block:
    """The command's modal, filled with `values`; what is wrong is said at its field or on top."""
    shown = {arg.name for arg in command.arguments if arg.asked}
    at_field = {p.field: p.message for p in problems if p.field in shown and p.message != "is required"}
    typed = {arg.name for arg in command.arguments if arg.where == "words"}
    on_top = [_on_top(p, typed) for p in problems if p.field not in shown]
    called = title(command)
    explained = "" if called == command.summary else f"{command.summary}."
    made = form.view(
        called,
        inputs(command, values),
        submit=submit_label(command),
        callback_id=f"{PREFIX}{command.path}",
        private_metadata=origin.pack(),
        intro="\n".join(outside(one) for one in (explained, command.note) if one),
        errors={**at_field, **({"": "\n".join(on_top)} if on_top else {})},
    )
    if issubclass(command.args, Body) and len(made["blocks"]) < layout.BLOCKS_PER_VIEW:
        made["blocks"] += layout.actions(dropped.offer(many=bool(command.many)))
    return made


def _on_top(problem: Problem, typed: Container[str]) -> str:
    """As a sentence; one of the API's own may begin with the name of a field, and is left as it is."""
    if problem.field in typed:
        return f"{problem.message[:1].upper()}{problem.message[1:]}"
    return f"{problem.field}: {problem.message}" if problem.field else problem.message


def inputs(command: Command, values: Mapping[str, Any] | None = None) -> tuple[Input, ...]:
    """The command's visible arguments as inputs, `values` as what they begin with."""
    given = values or {}
    return tuple(input_of(arg, given.get(arg.name, arg.default)) for arg in command.arguments if arg.asked)


def submitted(command: Command, state: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    """The values that a person submitted, and those that the form kept; empty ones are left to the defaults."""
    return {**origin.kept, **form.values(state, inputs(command))}


def kept(command: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values that belong to arguments the form does not show."""
    unseen = {arg.name for arg in command.arguments if not arg.asked}
    return {name: value for name, value in values.items() if name in unseen and value not in (None, "")}


def submit_label(command: Command) -> str:
    """What the button that sends the form says."""
    by_effect = {Effect.READ: "Show", Effect.COMMENT: "Comment", Effect.DESTROY: "Continue"}
    return by_effect.get(command.effect) or _SUBMIT.get(command.path, command.verb)
