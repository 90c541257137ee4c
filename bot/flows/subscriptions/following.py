"""Whom the events of one resource reach in direct messages, and which resource a person means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.following import FollowedResource
from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.payload import as_payload
from bot.command.router import fold
from bot.errors import UserError
from bot.flows.correlation.command_events import as_in_events
from bot.links import Call
from bot.provisioning.commenting import fetch
from bot.provisioning.subjects import Subject, named_subject
from bot.slack.text import bold

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.activity.threads import Thread
    from bot.storage.channels.follows import FollowStore

EXAMPLE = "Type `/sinch follow whatsapp templates order_update EN_US`, or use a card's ... menu."


@dataclass(frozen=True, slots=True)
class FollowTarget:
    """A resource that a person points at; `name` is mrkdwn."""

    project_id: str
    subject: Subject
    name: str


def named(words: Sequence[str]) -> Subject | None:
    """The resource that words name: those before the verb of its commands, then its ids; or its key."""
    if len(words) == 1 and (found := named_subject(words[0])):
        return found
    folded = [fold(word) for word in words]
    best: Subject | None = None
    for kind, card in CARDS.items():
        start = [fold(word) for word in card.commands.split()]
        ids = tuple(words[len(start) :])
        if folded[: len(start)] == start and len(ids) == len(card.arguments):
            best = Subject(kind, ids)
    return best


async def card_here(ctx: Ctx, thread_id: int | None) -> Thread | None:
    """The card that a button belongs to, or in whose thread one stands."""
    if thread_id is not None:
        return await ctx.store.threads.get(thread_id)
    return await ctx.store.threads.at(ctx.place.channel, ctx.place.thread_ts) if ctx.place.thread_ts else None


async def meant(ctx: Ctx, words: Sequence[str], key: str, thread_id: int | None) -> FollowTarget:
    """What to follow; looked up where no card shows it, so that nobody waits for what does not exist.

    Raises `UserError`, and what the API says of a resource that is not there.
    """
    said = [word for word in words if fold(word) not in ("me", "it", "this")]
    if not said and not key and (thread := await card_here(ctx, thread_id)):
        subject = named_subject(thread.subject)
        if subject is not None:
            return FollowTarget(thread.project_id, subject, resource_in_words(subject, thread.payload))
    subject = named(said) if said else named_subject(key)
    if subject is None:
        raise UserError("Which account, sender or template?", EXAMPLE)
    payload = as_payload(await fetch(ctx.api, subject))
    return FollowTarget(ctx.project_id, as_in_events(subject), resource_in_words(subject, payload))


async def followed(ctx: Ctx, words: Sequence[str]) -> FollowTarget | None:
    """The only thing that the person follows whose ids have all the words: `order_update` is enough to unfollow it."""
    found = [
        FollowTarget(row.project_id, subject, resource_in_words(subject, {}))
        for row in await ctx.store.follows.of_user(ctx.actor.user_id)
        if (subject := named_subject(row.subject)) and words and {*words} <= {*subject.ids}
    ]
    return found[0] if len(found) == 1 else None


async def listed(follows: FollowStore, user_id: str) -> list[FollowedResource]:
    """Everything that a person follows, as it is shown."""
    return [
        FollowedResource(
            resource_in_words(subject, {}) if (subject := named_subject(row.subject)) else "a resource",
            None if row.once else row.created_at,
            stop(row.project_id, row.subject),
        )
        for row in await follows.of_user(user_id)
    ]


def stop(project_id: str, subject: str) -> Call:
    """The button that ends it."""
    return Call("unfollow", {"subject": subject, "project": project_id})


def resource_in_words(subject: Subject, payload: object) -> str:
    """A resource in words (mrkdwn), like `the WhatsApp template *order_update (EN_US)*`."""
    about, name = kind_words(subject.kind), full_name(subject, payload)
    return f"the {about}" if name == about else f"the {about} {bold(name)}"


def called_card(thread: Thread) -> str:
    """The resource of a card in words (mrkdwn); `this resource` where its stored key names none."""
    subject = named_subject(thread.subject)
    return resource_in_words(subject, thread.payload) if subject else "this resource"


async def follow(ctx: Ctx, what: FollowTarget) -> bool:
    """False if the person followed it already."""
    user, now = ctx.actor.user_id, ctx.services.clock.now()
    direct = await ctx.slack.direct(user)
    return await ctx.store.follows.add(what.project_id, what.subject.key, user, direct, now)
