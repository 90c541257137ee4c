"""Requests for a second person: what is asked, and what became of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_links
from bot.cards.blocks.message import File, Message
from bot.cards.blocks.table import Listing, listing
from bot.cards.vocabulary.values import in_words as value_in_words
from bot.cards.vocabulary.words import field_title
from bot.links import Call, CommandLink
from bot.slack.text import channel, code, date, escaped, mention, plain, shorten

ABOUT = "About: "
"""Begins the line that names the resource where the question does not."""
VALUE = 600
"""Characters of a value on the card; longer ones come in a file."""
STATES = {
    "asked": (":hourglass_flowing_sand:", "Waiting for approval"),
    "ready": (":white_check_mark:", "Approved{by}"),
    "running": (":hourglass_flowing_sand:", "Approved{by}, running"),
    "done": (":white_check_mark:", "Approved and done{by}"),
    "failed": (":x:", "Approved{by}, but it failed"),
    "refused": (":no_entry:", "Refused{by}"),
    "expired": (":hourglass:", "Expired after 24 hours without a decision"),
    "uncollected": (":hourglass:", "Approved{by}, but expired: nobody asked to see it within 24 hours"),
    "changed": (":x:", "Approved{by}, but not run"),
    "lost": (":warning:", "Approved{by}, but I can't tell whether it worked. Check whether it happened"),
}


class ApprovalRequest(Protocol):
    """A request, as the database keeps it."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def project_id(self) -> str: ...
    @property
    def user_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def expires_at(self) -> datetime: ...


class ApprovalRule(Protocol):
    """A rule, as the database keeps it."""

    @property
    def id(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def created_by(self) -> str: ...


def titled(values: Mapping[str, Any], titles: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    """The exact values, each under what its form calls it; in place of an id the name of what it means (see `ids`)."""
    return {
        titles.get(field) or field_title(field): names.get(field) or _shown(field, value)
        for field, value in values.items()
    }


def ids(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The ids whose names stand in the card, in mrkdwn, for its small print."""
    found = [code(str(value)) for field, value in values.items() if names.get(field, value) != value]
    return f"ID: {', '.join(found)}" if found else ""


def request(
    wanted: ApprovalRequest, question: str, values: Mapping[str, Any], *, project: str = "", small: str = ""
) -> Message:
    """Who wants what: the command's own question (mrkdwn) with what its check found, the exact values (secrets
    masked), and the two answers. Values that are too long for a card come whole in a file. `project` is its name where
    there are several; `small` is mrkdwn."""
    text = f"{mention(wanted.user_id)} asks for approval: {code(wanted.path)}"
    given = "\n".join(f"*{escaped(name)}*: {escaped(shorten(_plain(value), VALUE))}" for name, value in values.items())
    until = f"Someone other than {mention(wanted.user_id)} must decide. Expires {date(wanted.expires_at)}."
    message = layout.message(
        text,
        layout.sections(f"{text}\n{question}"),
        layout.sections(given) if given else None,
        layout.actions(
            offer("Approve", Call("approvals approve", {"request_id": wanted.id}), style="primary"),
            offer("Refuse", Call("approvals refuse", {"request_id": wanted.id}, "form"), style="danger"),
        ),
        layout.context(f"Project: {escaped(project)}. {until}" if project else until, small),
    )
    if all(len(_plain(value)) <= VALUE for value in values.values()):
        return message
    whole = json.dumps(values, ensure_ascii=False, indent=2, default=str).encode()
    return replace(message, file=File("values.json", whole, "The exact values"))


def in_short(wanted: ApprovalRequest, asks: str, people: Mapping[str, str]) -> str:
    """What is to be done to what: its card's question (`asks`, mrkdwn) as one line of plain text; people by id."""
    first, *rest = asks.splitlines() or [""]
    question = first[: first.rfind("?") + 1] or first  # what follows it says what is lost, and who decides reads that
    about = next((line.removeprefix(ABOUT) for line in rest if line.startswith(ABOUT)), "")
    said = f"{question.rstrip('.')}: {about}" if about else question
    return re.sub(r"[*`]", "", plain(said, person=people.get)) or wanted.path


def decided(wanted: ApprovalRequest, about: str = "") -> Message:
    """What became of it; `about` is the question in short, which the card no longer asks."""
    icon, _ = STATES[wanted.state]
    text = f"{icon} {in_words(wanted)}"
    small = layout.context(escaped(about)) if about and about != wanted.path else None
    if wanted.state != "ready":
        return layout.message(text, layout.sections(text), small)
    return layout.message(
        text,
        layout.sections(text),
        small,
        layout.actions(offer("Show it to me", Call("approvals collect", {"request_id": wanted.id}), style="primary")),
        layout.context(
            f"Only {mention(wanted.user_id)} can see the answer, once. Press the button when you're ready to copy it, "
            f"before {date(wanted.expires_at)}."
        ),
    )


def in_words(wanted: ApprovalRequest) -> str:
    """What became of it (mrkdwn), for its card and for who presses too late."""
    by = f" by {mention(wanted.decided_by)}" if wanted.decided_by else ""
    reason = f"\n{escaped(wanted.reason)}" if wanted.reason else ""
    _, words = STATES["uncollected" if wanted.state == "expired" and wanted.decided_by else wanted.state]
    return f"{words.format(by=by)}: {code(wanted.path)}, asked by {mention(wanted.user_id)}.{reason}"


def waiting(where: str, asks: str = "", advised: Sequence[CommandLink] = ()) -> Message:
    """To the one who asked; what was asked for (`asks`, mrkdwn) only where something else had better come first."""
    text = f":hourglass_flowing_sand: This needs approval. I asked in {channel(where)} and will message you the answer."
    if not advised:
        return layout.paragraph(text)
    return layout.message(
        text,
        layout.sections(f"{text}\n{asks}"),
        layout.context("If you change it, ask again: I asked for it as it is now."),
        layout.actions(*offer_links(advised)),
    )


def asked_already(where: str) -> Message:
    """To the one who asked again while nobody has decided yet."""
    text = f":hourglass_flowing_sand: You've asked for this already. Nobody in {channel(where)} has decided yet."
    return layout.paragraph(text)


def rules(found: Sequence[tuple[ApprovalRule, str]]) -> Message:
    """What needs a second person; each with the name of its channel."""
    return listing(
        Listing(
            title="Approvals",
            columns=["ID", "What", "Asked in"],
            rows=[[rule.id, rule.what, where] for rule, where in found],
            empty="Nothing needs approval yet. Try `/sinch approvals require launch`.",
        )
    )


def _shown(field: str, value: Any) -> Any:
    """In words, but exactly where it is a structure of the API's."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    return value if any(isinstance(part, (dict, list)) for part in parts) else value_in_words(field, value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
