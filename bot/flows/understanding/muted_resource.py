"""`mute order_update`, said elsewhere than in its card's thread: is only that meant, or the whole channel?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.cards import understanding as cards
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.naming import full_name
from bot.command import Ctx
from bot.flows.activity.muting import WHOLE_CHANNEL
from bot.flows.correlation.command_events import as_in_events
from bot.flows.subscriptions.following import card_here, named
from bot.flows.understanding.known import of_subject
from bot.links import Call, CommandLink
from bot.provisioning.subjects import named_subject
from bot.storage.activity.threads import Thread
from bot.understanding.names import Name
from bot.understanding.readings import Reading
from bot.understanding.understand import Understanding

_CHANNEL = re.compile(r"\b(?:channel|room|everything)\b", re.IGNORECASE)
MUTES = frozenset({"mute", "unmute"})
MOST_CARDS = 3


async def asked(ctx: Ctx, found: Understanding) -> Message | None:
    """The question with its buttons; None where no resource was named, or where one stands in its thread."""
    reading, frame = found.best, found.frame
    if reading is None or frame is None:
        return None
    verb = reading.path if reading.path in MUTES else next(iter(frame.verbs), "") if len(frame.verbs) == 1 else ""
    if verb not in MUTES or not reading.names or await _is_here(ctx, reading.names):
        return None
    values = {name: value for name, value in reading.values.items() if name in ("duration", "length")}
    languages = {language for languages in frame.languages for language in languages}
    shown = [card for name in reading.names for card in await _cards(ctx, name, languages)]
    links = [_link(verb, _called(card), {**values, "thread_id": card.id}) for card in shown[:MOST_CARDS]]
    channel = _link(verb, "This channel", {**values, "thread_id": WHOLE_CHANNEL})
    return cards.mute_which(verb, reading.names[0].text, links, channel)


async def of_thread(ctx: Ctx, reading: Reading, text: str) -> Reading:
    """In a card's thread the reading of that resource alone, or of the channel where that was said."""
    card = await card_here(ctx, None) if reading.path in MUTES else None
    if card is None:
        return reading
    return replace(reading, values={**reading.values, "thread_id": WHOLE_CHANNEL if _CHANNEL.search(text) else card.id})


async def title(ctx: Ctx, reading: Reading) -> str:
    """`Mute order_update (EN_US) for 2 hours`, by the card that a reading means; empty where it means none."""
    number = reading.values.get("thread_id")
    if reading.path not in MUTES or number is None:
        return ""
    card = await ctx.store.threads.get(number) if number != WHOLE_CHANNEL else None
    about = _called(card) if card else "this whole channel"
    return " ".join(filter(None, (reading.path.capitalize(), about, str(reading.values.get("duration", "")))))


async def _is_here(ctx: Ctx, names: Sequence[Name]) -> bool:
    """Whether one stands in the thread of a card of one of these: the command means that one by itself."""
    card = await card_here(ctx, None)
    subject = named_subject(card.subject) if card else None
    name = of_subject(subject, card.payload) if card and subject else None
    return name is not None and name.key in {other.key for other in names}


def _link(verb: str, label: str, values: dict[str, object]) -> CommandLink:
    """Runs at the press, or asks for how long."""
    complete = verb == "unmute" or bool(values.keys() - {"thread_id"})
    return CommandLink.to(label, Call(verb, values, "run" if complete else "form"))


def _called(card: Thread) -> str:
    subject = named_subject(card.subject)
    return full_name(subject, card.payload) if subject else "This card"


async def _cards(ctx: Ctx, name: Name, languages: set[str]) -> list[Thread]:
    """The cards of what has this name in this channel; of a template, one a language."""
    versions = [version for version in name.versions if not languages or version in languages]
    words = [
        [*name.kind.split(), *name.values.values(), *([version] if version else [])] for version in versions or [""]
    ]
    subjects = [as_in_events(subject) for said in words if (subject := named(said)) is not None]
    found = [await ctx.store.threads.find(ctx.place.channel, ctx.project_id, subject.key) for subject in subjects]
    return [card for card in found if card is not None]
