"""Greets: a channel that the bot was invited to, and whoever writes to it for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.cards import first_day as cards
from bot.cards.subscriptions import in_words
from bot.flows.execution import access
from bot.flows.subscriptions.owners import to_card
from bot.slack.errors import SlackProblem
from bot.understanding.sentence import plain
from bot.understanding.small_words import GREETINGS

if TYPE_CHECKING:
    from bot.command.context import Services

logger = log.get("first day")


async def greet_channel(services: Services, channel: str, inviter: str = "") -> None:
    """One message for everyone there; nothing where somebody of another organisation invited the bot."""
    if inviter and not await access.belongs(services, inviter):
        return
    known = services.projects.ids()
    rules = [rule for rule in await services.store.subscriptions.in_channel(channel) if rule.project_id in known]
    subscribed = "\n".join(f"• {in_words(to_card(rule).subscription)}" for rule in rules)
    try:
        await services.slack.post(channel, cards.invited(subscribed))
    except SlackProblem as problem:
        logger.info("channel not greeted", channel=channel, code=problem.code)


async def greet_person(services: Services, user_id: str, channel: str, text: str) -> None:
    """Once a person, before what they wrote is answered; a greeting of theirs is answered by a greeting anyway."""
    if not await services.store.key_values.once(f"greeted:{user_id}", services.clock.now()):
        return
    said = plain(text).casefold().strip(" !.,?")
    if not said or said in GREETINGS:
        return
    try:
        await services.slack.post(channel, cards.acquainted(channel))
    except SlackProblem as problem:
        logger.info("person not greeted", user=user_id, code=problem.code)
