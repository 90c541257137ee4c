"""The card in a channel that a resource's thread hangs on: name and state, the reason, one button, one small line.

Everything else stands behind *View*, and what happened is told in the thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, overflow
from bot.cards.blocks.message import Block, Message
from bot.cards.resources.resource import GONE, facts_of, fallback
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.payload import Payload, as_payload
from bot.cards.vocabulary.state import State, Tone, state_of
from bot.links import CommandLink
from bot.provisioning.subjects import Subject
from bot.slack.text import bold, date, escaped, mention, quote, shorten

REASONS = 3
REASON = 600
SAID = 1_500
"""How many reasons, characters of one, characters of what Sinch adds."""

Comments = Literal["auto", "ask", "off"]


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change that is known: what in a few words (mrkdwn), when, and who (a Slack user id, or a name).

    `said` is the plain text that Sinch sent with it, such as a reviewer's reason.
    """

    what: str = ""
    when: datetime | str | None = None
    who: str = ""
    said: str = ""


def card(
    subject: Subject,
    payload: object,
    *,
    comments: Comments,
    last: LastChange | None = None,
    more: Sequence[CommandLink] = (),
    gone: bool = False,
    needs_action: bool = False,
    kind: str = "",
) -> Message:
    """The card; `comments` says what a reply to it does, `more` go into its `⋯` menu, `kind` says what it is.

    Of what is `gone` only its name and its end are shown. `needs_action`: the last thing that happened calls for
    somebody, so that it is not shown as good whatever its state.
    """
    content = as_payload(payload)
    facts = Facts() if gone else facts_of(subject, content)
    state = GONE if gone else state_of(subject.kind.value, content)
    if needs_action and state.tone is Tone.GOOD:
        state = replace(state, tone=Tone.NEEDS_YOU)
    return layout.message(
        fallback(subject, content, state if gone else replace(state, means=""), kind),
        layout.section(_heading(subject, content, state, kind or kind_words(subject.kind)), accessory=overflow(more)),
        None if gone else _reasons(facts, last),
        layout.actions(*_buttons(subject, facts, gone=gone)),
        layout.context(_small_print(subject, last, None if gone else comments)),
    )


def _heading(subject: Subject, payload: Payload, state: State, kind: str) -> str:
    """`🔴 *order_update (EN_US)*  rejected`, and below it what it is."""
    name = full_name(subject, payload)
    word = state.word + (f", {state.pending}" if state.pending else "")
    first = f"{state.emoji} {bold(shorten(name, 200))}" + (f"  {escaped(word)}" if word else "")
    return first if name == kind else f"{first}\n{escaped(kind)}"


def _reasons(facts: Facts, last: LastChange | None) -> list[Block]:
    """Why it stands so, as far as somebody said it."""
    lines = [f"*{title}*\n{shorten(reason, REASON)}" for title, reason in facts.problems[:REASONS]]
    if last and last.said:
        lines.append(f"*Sinch adds*\n{quote(shorten(last.said, SAID))}")
    return [block for line in lines for block in layout.sections(line)]


def _buttons(subject: Subject, facts: Facts, *, gone: bool) -> list[Block | None]:
    if gone:
        return []
    first = next((link for link in facts.offers if link.primary and link.call), None)
    view = calls.view(subject)
    return [
        offer(first.label, first.call, style="primary") if first and first.call else None,
        offer("View", view) if view else None,
    ]


def _small_print(subject: Subject, last: LastChange | None, comments: Comments | None) -> str:
    parts = []
    if last is not None and (last.what or last.who or last.when):
        what = f"Last: {last.what.rstrip('.')}" if last.what else "Changed"
        who = f" ({mention(last.who)})" if last.who else ""
        comma = "," if last.what or last.who else ""
        parts.append(what + who + (f"{comma} {date(last.when)}" if last.when else ""))
    if comments is not None:
        parts.append(reply_hint(subject, comments))
    return " · ".join(parts)


def reply_hint(subject: Subject, comments: Comments) -> str:
    """What a reply in this thread does."""
    if not subject.commentable:
        return "Replies here stay in Slack."
    return {
        "auto": "Reply here to comment at Sinch.",
        "ask": "Replies here stay in Slack until you press *Send to Sinch*.",
        "off": "Replies here stay in Slack.",
    }[comments]
