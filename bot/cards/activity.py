"""What happened: one event in a thread or as a line in the channel, and the activity lists of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, File, Message
from bot.cards.blocks.table import Pages, turns
from bot.cards.events.by_type import odd, text_of
from bot.cards.events.event_text import EventText
from bot.cards.resources.event_card import SAID
from bot.cards.resources.resource import facts_of
from bot.cards.summaries.summary import STATES, summary_messages
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.payload import as_payload, pretty, text
from bot.cards.vocabulary.words import capitalised, in_words
from bot.links import Call
from bot.provisioning.events import Event
from bot.provisioning.subjects import Subject
from bot.slack.text import bold, date, escaped, link, mention, preformatted, quote, shorten

__all__ = [
    "activity_list", "alert", "costs", "done_by_someone", "entry", "headline", "in_short", "is_long", "is_state",
    "needs_action", "reason", "reply", "summary_messages", "whole",
]  # fmt: skip

RAW = 2_500
"""Characters of an event that is shown as it came."""
WEBHOOK_ADDRESS = ("target", "callbackUrl", "webhookUrl")
HIDDEN = "(not shown in channels)"
REASON = 300
COMMENT = 6_000
LISTED_COMMENT = 600
"""Characters of a reason, of a comment in its thread, of one in a list."""


def headline(event: Event) -> str:
    """What happened, in one sentence (mrkdwn)."""
    words = text_of(event)
    return f"{words.emoji} {words.what}"


def needs_action(event: Event) -> bool:
    """Whether somebody here has to do something about it."""
    return text_of(event).action


def costs(event: Event) -> bool:
    """Whether Meta moved a template to another price: the channel is told in full, also beside a new card."""
    return event.type in ("WHATSAPP_TEMPLATE_CATEGORY_UPDATED", "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE")


def in_short(event: Event) -> str:
    """What happened, in a few words that need the resource's name beside them (mrkdwn)."""
    return text_of(event).short


def is_state(event: Event) -> bool:
    """Whether it brought the resource as a whole into another state, which its card then names."""
    return event.type.endswith(STATES) or event.type == "RCS_SENDER_STATUS_UPDATED"


def reason(event: Event) -> str:
    """Why the resource came into its state, where the event says so (mrkdwn); nothing for other events."""
    if not is_state(event):
        return ""
    words = text_of(event)
    reasons = [shorten(text, REASON) for _, text in words.reasons]
    said = [f"“{escaped(shorten(' '.join(event.comment.split()), REASON))}”"] if event.comment else []
    return f"{words.short}: {' '.join([*reasons, *said])}" if reasons or said else ""


def reply(
    event: Event,
    *,
    actor: str | None = None,
    late: datetime | None = None,
    outdated: bool = False,
    carded: bool = False,
    before: str = "",
) -> Message:
    """The event in its resource's thread.

    `actor` (a Slack user id, or a name) is who caused or wrote it where that is known; `late` when it really happened,
    for events that were missed and found afterwards; `outdated`: the card shows what came after it, so it calls for
    nothing. `carded`: the card right above says the state and its reason;
    `before` is what the card said of the event before, and says no longer (mrkdwn).
    """
    words = text_of(event)
    if outdated and not event.type.endswith("_COMMENT_ADDED"):
        words = replace(words, means="", todo="", offers=())
    if carded and is_state(event) and not odd(event) and len(event.comment or "") <= SAID:
        return _beside_card(event, words, actor, late)
    said = _said(event, actor)
    return layout.message(
        "\n".join(filter(None, [f"{words.emoji} {words.what}", shorten(said, 1_500), words.means, words.todo])),
        layout.section("\n".join(filter(None, [f"{words.emoji} {words.what}", words.means]))),
        layout.sections(said) if said else None,
        [block for title, reason in words.reasons for block in layout.sections(f"*{title}*\n{reason}")[:3]],
        layout.section(f"*What to do*\n{words.todo}") if words.todo else None,
        _raw(event) if odd(event) else None,
        layout.actions(*_buttons(event, words)),
        layout.context(f"Before: {before}") if before else None,
        _origin(event, actor, late),
    )


def _beside_card(event: Event, words: EventText, actor: str | None, late: datetime | None) -> Message:
    """What the card does not say: what the new state means, and what to do."""
    lines = " ".join(filter(None, [words.means, words.todo])) or f"{capitalised(words.short)}."
    facts = facts_of(event.subject, event.payload)
    on_card = {offered.label for offered in facts.offers if offered.primary}
    further = [offered for offered in words.offers if offered.call and offered.label not in on_card]
    return layout.message(
        " ".join(filter(None, [words.emoji, words.what, words.means, words.todo])),  # what a notification says
        layout.section(lines),
        [layout.section(f"*{title}*\n{text}") for title, text in words.reasons if (title, text) not in facts.problems],
        layout.actions(*(offer(offered.label, offered.call) for offered in further if offered.call)),
        _origin(event, actor, late),
    )


def is_long(event: Event) -> bool:
    """Whether the message holds only the beginning of the comment."""
    return event.comment is not None and len(event.comment) > COMMENT


def whole(event: Event, number: int) -> File:
    """The whole comment as a file, which its name tells from all others."""
    return File(comment_file(number), (event.comment or "").encode("utf-8", "replace"), "Full comment")


def comment_file(number: int) -> str:
    """The name of the file that holds the whole of a long comment."""
    return f"comment-{number}.txt"


def _said(event: Event, actor: str | None) -> str:
    """The comment that came with an event, as a quote; in a comment's own event with its author."""
    if not event.comment:
        return ""
    quoted = quote(shorten(event.comment, COMMENT))
    if event.type.endswith("_COMMENT_ADDED"):
        return f"{mention(actor)} wrote:\n{quoted}" if actor else quoted
    return f"Sinch adds:\n{quoted}"


def _buttons(event: Event, words: EventText) -> list[Block | None]:
    buttons = [
        offer(offered.label, offered.call, style="primary" if offered.primary else None)
        for offered in words.offers
        if offered.call
    ]
    labels = {offered.label for offered in words.offers}
    if (
        "View" not in labels
        and event.known
        and not event.type.endswith("_DELETED")
        and (view := calls.view(event.subject))
    ):
        buttons.append(offer("View", view))
    return buttons


def _origin(event: Event, actor: str | None, late: datetime | None) -> Block | None:
    lines = []
    if actor and not event.type.endswith("_COMMENT_ADDED"):
        lines.append(f"By {mention(actor)}")
    if event.comment and is_long(event):
        lines.append(f"The comment has {len(event.comment):,} characters. The full text follows as a file.")
    if event.details.get("foundByComparing") is True:
        lines.append("Found by comparing: Sinch sent no event for it.")
    elif late:
        lines.append(f"I missed this at the time. It happened {date(late)}.")
    return layout.context(*lines) if lines else None


def _raw(event: Event) -> list[Block]:
    """The event as it came, bounded."""
    body: dict[str, object] = {"type": event.type, **event.details}
    if event.payload:
        body["payload"] = event.payload
    if event.comment is not None:
        body["comment"] = event.comment
    first = "This event isn't as documented. I received:" if event.known else "I received:"
    return [layout.context(first), layout.section(preformatted(shorten(pretty(_for_everyone(body)), RAW)))]


def _for_everyone(value: object) -> object:
    """Without the addresses of webhooks, wherever they stand: those are not for a whole channel."""
    if isinstance(value, Mapping):
        return {
            name: HIDDEN if name in WEBHOOK_ADDRESS and isinstance(inner, str) else _for_everyone(inner)
            for name, inner in value.items()
        }
    return [_for_everyone(inner) for inner in value] if isinstance(value, list) else value


def alert(event: Event, link_to: str | None = None) -> Message:
    """One short line for the channel, about something that needs somebody; `link_to` is the thread's address."""
    words = text_of(event)
    first = next((offered for offered in words.offers if offered.primary), None)
    there = f" {link(link_to, 'Open the thread')}" if link_to else ""
    button = offer(first.label, first.call) if first and first.call else None
    means = words.means if costs(event) else ""
    line = f"{words.emoji} {' '.join(filter(None, [words.what, means, words.todo]))}{there}"
    return layout.message(f"{words.emoji} {words.what}", layout.section(line, accessory=button))


_ICONS = {
    "COMMENT_ADDED": ("💬", "commented"),
    "CREATED": ("🆕", "created it"),
    "DRAFT": ("📝", "saved a draft"),
    "EDITED": ("✏️", "edited it"),
    "IN_PROGRESS": ("🟡", "submitted it for review"),
    "REJECTED": ("🔴", "rejected it"),
    "ACTIVE": ("🟢", "made it active"),
    "INACTIVE": ("🔴", "made it inactive"),
    "ERROR": ("🔴", "reported an error"),
    "REGISTERED": ("📱", "registered it"),
    "VERIFIED": ("✅", "verified it"),
    "DELETED": ("⚪", "deleted it"),
    "TEST": ("🔵", "moved it to test"),
    "PENDING_FACEBOOK_VERIFICATION": ("🟠", "started Meta's verification"),
}


def activity_list(
    subject: Subject,
    items: Sequence[object],
    *,
    name: str = "",
    pages: Pages | None = None,
    export: Call | None = None,
) -> Message:
    """A page of a resource's history from the API, newest first; `items` are its notifications."""
    place = pages or Pages()
    full = name if name != kind_words(subject.kind) else ""
    full = full or ", ".join(subject.ids)
    title = (
        f"Activity of {kind_words(subject.kind)} {shorten(full, 150)}"
        if full
        else (f"Activity of the {kind_words(subject.kind)}")
    )
    comment = calls.comment(subject)
    if not items:
        empty = "No activity yet." if place.first == 1 else "No more activity."
        return layout.message(
            f"{escaped(title)}: {empty}",
            layout.section(f"{bold(title)}\n{empty}"),
            layout.actions(*turns(place), _button("Comment", comment)),
        )
    lines = [_item(as_payload(item)) for item in items]
    return layout.message(
        f"{escaped(title)}\n" + "\n".join(lines),
        layout.section(bold(title)),
        layout.sections("\n".join(lines)),
        layout.context(_counted(place, len(items))),
        layout.actions(*turns(place), _button("Comment", comment), _button("Export CSV", export)),
    )


def _button(label: str, call: Call | None) -> Block | None:
    return offer(label, call) if call else None


def _counted(pages: Pages, shown: int) -> str:
    last = pages.first + shown - 1
    total = f" of {pages.total}" if pages.total is not None else ""
    return f"{pages.first}–{last}{total}, newest first"


def done_by_someone(kind: str) -> tuple[str, str]:
    """An emoji and the words for what somebody did, by an entry's type."""
    return _ICONS.get(kind, ("🔔", escaped(in_words(kind)) or "did something"))


def entry(subject: Subject, activity: Mapping[str, object], name: str = "") -> str:
    """An entry of an activity list in one line, which says whose it is; an account has no name."""
    whose = f"{kind_words(subject.kind)} {bold(shorten(name, 100))}" if name else bold(kind_words(subject.kind))
    kind = text(activity, "type")
    emoji, did = done_by_someone(kind)
    author = escaped(shorten(text(activity, "author"), 100)) or "Someone"
    said = text(activity, "comment")
    quoted = f": “{escaped(shorten(said.replace(chr(10), ' '), 200))}”" if said else ""
    return f"{emoji} {whose}: {author.replace('*', '∗')} {did}{quoted}"


def _item(activity: Mapping[str, object]) -> str:
    kind = text(activity, "type")
    emoji, did = done_by_someone(kind)
    author = escaped(shorten(text(activity, "author"), 100)) or "Someone"
    when = f" · {date(text(activity, 'created'))}" if text(activity, "created") else ""
    said = text(activity, "comment")
    first = f"{emoji} *{author.replace('*', '∗')}* {did}{when}"
    return f"{first}\n{quote(shorten(said, LISTED_COMMENT))}" if said else first
