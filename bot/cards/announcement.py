"""One line for everyone in a channel: who changed what through the bot. Small, so that it does not hide events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards.blocks import layout
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.words import capitalised, count, listed
from bot.provisioning.subjects import Kind
from bot.slack.text import bold, escaped, shorten

VERBS: Mapping[str, str] = {
    "create": "created {name}",
    "update": "edited {name}",
    "replace": "replaced {name}",
    "delete": "deleted {name}",
    "discard": "discarded the changes to {name}",
    "register": "requested a code for {name}",
    "verify": "verified {name}",
    "launch": "launched {name}",
    "test-add": "added test numbers to {name}",
    "test-remove": "removed a test number from {name}",
    "test-retry": "invited a test number of {name} again",
}
"""What a command has done, by its verb."""
DRAFTS: Mapping[tuple[str, str], str] = {
    ("create", "DRAFT"): "saved {name} as a draft",
    ("create", ""): "submitted {name}",
    ("create", "SUBMIT"): "submitted {name}",
    ("update", "SUBMIT"): "submitted {name}",
}
"""The same of what may stay a draft, by the status that it was given."""
DRAFTED = (Kind.whatsapp_sender, Kind.whatsapp_template, Kind.kakaotalk_sender, Kind.kakaotalk_template)
"""What may stay a draft; a change does unless it is submitted."""
NAME = 150
NAMES = 3
"""So many names stand in a line about many."""


def change(who: str, kind: Kind, verb: str, name: str, *, status: str = "") -> Message | None:
    """`Olivia submitted summer_sale (EN_US)`; None for what is no change to tell. `who` and `name` are plain text."""
    did = _did(kind, verb, status)
    return line(f"{escaped(who)} {did.format(name=escaped(shorten(name, NAME)))}") if did else None


def several(did: Mapping[str, Sequence[str]], noun: str) -> str:
    """`created 9 templates: a (EN_US), b (DE) and 7 more; deleted 1 template: c (EN_US)`, in mrkdwn."""
    parts = (
        f"{verb} {count(len(names), noun)}: {listed([escaped(shorten(name, NAME)) for name in names], NAMES)}"
        for verb, names in did.items()
        if names
    )
    return "; ".join(parts)


def with_result(message: Message, kind: Kind | None, verb: str, *, status: str = "") -> Message:
    """The card of what was changed, below a line that says that it worked: `Submitted summer_sale (EN_US).`"""
    did = _did(kind, verb, status)
    if not did or not message.about or not message.blocks:
        return message
    said = did.format(name=bold(shorten(message.about, NAME)))
    text = f":white_check_mark: {capitalised(said)}."
    blocks = (layout.section(text), *message.blocks)[: layout.BLOCKS_PER_MESSAGE]
    return replace(message, text=f"{text}\n{message.text}", blocks=blocks)


def _did(kind: Kind | None, verb: str, status: str) -> str:
    """What a command has done, with a place for the name; empty for what is no change to tell."""
    found = VERBS.get(verb, "")
    return DRAFTS.get((verb, status.upper()), found) if kind in DRAFTED else found


def line(mrkdwn: str) -> Message:
    """A line in small print."""
    return layout.message(mrkdwn, layout.context(mrkdwn))
