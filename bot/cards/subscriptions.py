"""What is posted to a channel, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_links, overflow
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.words import CHANNELS, choice, event, humanised, listed, uncapitalised
from bot.links import Call, CommandLink
from bot.slack.text import channel, code, date, escaped, mention, shorten

AREAS_IN_A_SENTENCE = {**CHANNELS, "bundles": "bundles", "sms": "SMS apps"}
RULES_SHOWN = 20

KINDS = {"attention": "What needs attention", "rejections": "Rejections", "comments": "Comments"}
ONLY = "only"
"""The filter that is no property of a resource: rejections, comments."""


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One rule. Empty `areas` and `types` mean everything; `filters` by field, values any of; `example` is mrkdwn."""

    channel: str
    areas: Sequence[str] = ()
    types: Sequence[str] = ()
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by: str = ""
    since: datetime | None = None
    muted_until: datetime | None = None
    rests: str = ""
    """Why Slack does not let us post it, in plain words."""
    example: str = ""
    example_at: datetime | None = None
    project: str = ""
    calls: Sequence[CommandLink] = ()


def in_words(rule: SubscriptionRow) -> str:
    """What a rule posts, as a sentence (mrkdwn)."""
    areas = [AREAS_IN_A_SENTENCE.get(area, area) for area in rule.areas]
    kinds = [KINDS.get(kind, kind) for kind in rule.filters.get(ONLY, ())]
    posted = escaped(" and ".join([*kinds[:1], *(kind[:1].lower() + kind[1:] for kind in kinds[1:])]))
    if rule.types:
        scope = f" for {escaped(listed(areas))}" if areas else ""
        types = escaped(listed([event(kind) for kind in rule.types], 12))
        first = f"{posted} among these events{scope}: {types}" if posted else f"Only these events{scope}: {types}"
    elif areas:
        first = f"{posted or 'All events'} for {escaped(listed(areas))}"
    else:
        first = posted or "All events from Sinch"
    only = [
        f"{escaped(humanised(name).lower())} {' or '.join(_value(name, value) for value in values[:10])}"
        for name, values in rule.filters.items()
        if values and name != ONLY
    ]
    return first + (f", only with {' and '.join(only)}" if only else "") + "."


def _value(name: str, value: str) -> str:
    """A filter's value: patterns and ids as they were typed, the API's own in words."""
    if name in ("state", "category", "language"):
        words = choice(name, value)
        return escaped(words if name == "language" else uncapitalised(words))
    return code(value)


def subscription(rule: SubscriptionRow, *, made: str = "") -> Message:
    """One rule: what it posts, the last event it would have posted; `made` says in mrkdwn what was just done."""
    words = in_words(rule)
    return layout.message(
        f"{made} {words}".strip(),
        layout.section(made) if made else None,
        _rule(rule),
        layout.actions(*offer_links(rule.calls)),
    )


def subscriptions(rules: Sequence[SubscriptionRow], *, place: str = "") -> Message:
    """All rules of a channel."""
    where = channel(place) if place else "This channel"
    if not rules:
        text = f"{where} gets no Sinch events yet. Subscribe it to get them."
        button = offer("Subscribe", Call("subscribe", {}, "form"), style="primary")
        return layout.message(text, layout.section(text), layout.actions(button))
    blocks: list[Block] = []
    for rule in rules[:RULES_SHOWN]:
        shown = _rule(rule)
        menu = overflow(rule.calls)
        if menu:
            shown[0]["accessory"] = menu
        blocks += shown
    words = [f"• {in_words(rule)}" for rule in rules[:RULES_SHOWN]]
    left = len(rules) - RULES_SHOWN
    return layout.message(
        f"{where} gets:\n" + "\n".join(words),
        layout.section(f"*{where} gets*"),
        blocks,
        layout.context(f"and {left} more") if left > 0 else None,
        layout.actions(offer("Change", Call("subscribe", {}, "form"))),
    )


def _rule(rule: SubscriptionRow) -> list[Block]:
    example = ""
    if rule.example:
        when = f" ({date(rule.example_at)})" if rule.example_at else ""
        example = f"\nLatest: {shorten(rule.example, 500)}{when}"
    small = [f"Project {escaped(rule.project)}" if rule.project else ""]
    added = [f"by {mention(rule.by)}" if rule.by else "", date(rule.since, "{date_short_pretty}") if rule.since else ""]
    small.append(" ".join(["Added", *filter(None, added)]) if any(added) else "")
    blocks = [layout.section(in_words(rule) + example)]
    if rule.rests:
        small.append(f":warning: Waiting: {escaped(rule.rests)}")
    if rule.muted_until:
        small.append(f"🔕 Muted until {date(rule.muted_until)}")
    return [*blocks, layout.context(" · ".join(part for part in small if part))] if any(small) else blocks
