"""Why a card is here: the rules behind it, who else gets it, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_links
from bot.cards.blocks.message import Block, Message
from bot.cards.subscriptions import SubscriptionRow, in_words
from bot.cards.vocabulary.words import listed
from bot.links import Call, CommandLink
from bot.slack.text import channel, date, escaped, mention

OTHERS = 15
"""Channels, people or ownerless rules that are named."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with its id and project, and what it asks for."""

    id: int
    project: str
    subscription: SubscriptionRow
    owner: str
    """A Slack user id, or words such as `setting DEFAULT_CHANNEL`."""


@dataclass(frozen=True, slots=True)
class Why:
    """`name` is mrkdwn; `here` calls concern this card only."""

    name: str
    rules: Sequence[RuleRow] = ()
    channels: Sequence[str] = ()
    people: Sequence[str] = ()
    follows: bool = False
    muted_until: datetime | None = None
    here: Sequence[CommandLink] = ()


def card(why: Why) -> Message:
    """The answer to "Why am I seeing this?"."""
    first = f"Why you see {why.name} here:"
    blocks: list[Block] = [layout.section(first)]
    for rule in why.rules:
        blocks += _rule(rule)
    if not why.rules:
        reason = "You follow it." if why.follows else "No subscription in this channel includes it any longer."
        blocks.append(layout.section(reason))
    muted = f"🔕 Muted here until {date(why.muted_until)}." if why.muted_until else ""
    small = [note for note in (others(why), muted) if note]
    return layout.message(
        f"{first}\n" + "\n".join(said(rule) for rule in why.rules),
        blocks,
        layout.context(*small),
        layout.actions(*offer_links(why.here)),
    )


def _rule(rule: RuleRow) -> list[Block]:
    of = {"rule_id": rule.id, "project": rule.project}
    return [
        layout.section(said(rule)),
        *layout.actions(
            offer("Add filters", Call("subscribe", of, "form")),
            offer("Change owner", Call("subscriptions hand-over", of, "form")),
            offer("Mute the channel", Call("mute", {"project": rule.project}, "form")),
            offer("Remove", Call("subscriptions remove", of)),
        ),
    ]


def said(rule: RuleRow) -> str:
    """The rule, and who made it when."""
    since = f" {date(rule.subscription.since, '{date_short_pretty}')}" if rule.subscription.since else ""
    return f"{in_words(rule.subscription)}\nAdded by {owner(rule.owner)}{since}"


def owner(who: str) -> str:
    """A person; or what made the rule instead of one."""
    if who.startswith(("U", "W")):
        return mention(who)
    return f"the bot's {escaped(who.removeprefix('setting '))} setting"


def others(why: Why) -> str:
    """Who else gets it, in a sentence."""
    places = [channel(place) for place in why.channels if not place.startswith("D")]
    direct = len(why.channels) - len(places)
    people = [mention(person) for person in why.people]
    said = [listed(places, OTHERS)] if places else []
    if people:
        said.append(f"{listed(people, OTHERS)} in a direct message")
    if direct:
        said.append(f"{direct} direct message{'s' if direct > 1 else ''} with a subscription")
    return f"Also sent to {'; '.join(said)}." if said else "No other channel gets this."


def removed(subscription: str, again: Call) -> Message:
    """A rule has ended; `subscription` says in mrkdwn what it posted."""
    text = f":white_check_mark: Removed: {subscription}"
    return layout.message(text, layout.section(text), layout.actions(offer("Subscribe again", again)))


def handed_over(subscription: str, place: str, to: str) -> Message:
    """For who handed it over."""
    text = f":white_check_mark: {mention(to)} now owns this subscription in {channel(place)}: {subscription}"
    return layout.paragraph(text)


def yours_now(subscription: str, place: str, by: str, rule_id: int, project: str) -> Message:
    """For who got it."""
    text = f"{mention(by)} made you the owner of a Sinch subscription in {channel(place)}: {subscription}"
    again = Call("subscriptions hand-over", {"rule_id": rule_id, "project": project}, "form")
    return layout.message(text, layout.section(text), layout.actions(offer("Change owner", again)))


def ownerless(user: str, rules: Sequence[RuleRow]) -> Message:
    """For the admins: who made these rules has left."""
    text = f":warning: {mention(user)} has left the workspace. These Sinch subscriptions still run, but have no owner:"
    blocks: list[Block] = [layout.section(text)]
    for rule in rules[:OTHERS]:
        of = {"rule_id": rule.id, "project": rule.project}
        blocks.append(layout.section(f"{channel(rule.subscription.channel)}: {in_words(rule.subscription)}"))
        blocks += layout.actions(
            offer("Change owner", Call("subscriptions hand-over", of, "form")),
            offer("Remove", Call("subscriptions remove", of)),
        )
    left = len(rules) - OTHERS
    return layout.message(
        f"{text} {listed([channel(rule.subscription.channel) for rule in rules], OTHERS)}",
        blocks,
        layout.context(f"and {left} more") if left > 0 else None,
    )
