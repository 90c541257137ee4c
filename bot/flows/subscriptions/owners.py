"""Rules whose owner has left the workspace: they go on, and the admins hear of it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.cards import subscriptions as shown
from bot.cards import why
from bot.flows import notify
from bot.flows.projects.webhook_check import admins
from bot.slack.errors import SlackProblem, UserGone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command.context import Services
    from bot.storage.channels.subscriptions import Subscription

logger = log.get("owners")


def mark(user_id: str) -> str:
    """Key of the mark that a person's leaving was reported."""
    return f"owner-left:{user_id}"


def person(rule: Subscription) -> bool:
    """Whether a person owns it."""
    return rule.created_by.startswith(("U", "W"))


async def check(services: Services) -> None:
    """Looks at every owner; for what Slack did not tell us, because we were down."""
    rules = await services.store.subscriptions.all()
    for user_id in dict.fromkeys(rule.created_by for rule in rules if person(rule)):
        try:
            gone = (await services.slack.user(user_id, fresh=True)).deleted
        except UserGone:
            gone = True
        except SlackProblem as problem:
            logger.info("owner not looked up", user=user_id, code=problem.code)
            continue
        await (left(services, user_id) if gone else back(services, user_id))


async def left(services: Services, user_id: str) -> None:
    """Reports the person's rules, if there are any."""
    everything = await services.store.subscriptions.all()
    rules = [rule for rule in everything if rule.created_by == user_id and rule.broken is None]
    if rules and await services.store.key_values.once(mark(user_id), services.clock.now()):
        await _report(services, user_id, rules)


async def back(services: Services, user_id: str) -> None:
    """The person is active: leaving again would be news again."""
    if await services.store.key_values.get(mark(user_id)):
        await services.store.key_values.remove(mark(user_id))


async def _report(services: Services, user_id: str, rules: Sequence[Subscription]) -> None:
    """To the admins; where none is known, to the channels concerned."""
    notified = 0
    for admin in await admins(services, rules[0].project_id):
        if admin == user_id:
            continue
        note = why.ownerless(user_id, _to_cards(rules))
        notified += await notify.person(services.slack, admin, note, about="no owner") is not None
    for channel in () if notified else dict.fromkeys(rule.channel for rule in rules):
        own_rules = [rule for rule in rules if rule.channel == channel]
        await notify.in_channel(services.slack, channel, why.ownerless(user_id, _to_cards(own_rules)), about="no owner")


def _to_cards(rules: Sequence[Subscription]) -> list[why.RuleRow]:
    return [to_card(rule) for rule in rules]


def to_card(rule: Subscription) -> why.RuleRow:
    """A rule as the cards show it."""
    asks = shown.SubscriptionRow(
        rule.channel, areas=rule.areas, types=rule.types, filters=rule.filters, since=rule.created_at
    )
    return why.RuleRow(rule.id, rule.project_id, asks, rule.created_by)
