"""What was asked in a thread and is not answered yet: one question in each place, whoever answers it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards import understanding as cards
from bot.flows.understanding import answers
from bot.slack.errors import SlackProblem
from bot.understanding.names import letters

if TYPE_CHECKING:
    from bot.command.context import Place, Services
    from bot.slack.model import PostedMessage

logger = log.get("questions")

PREFIX = "question:"
OPEN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A command that waits for one of its arguments; `choices` are values by what the buttons say."""

    path: str
    values: Mapping[str, Any]
    argument: str
    asker: str
    project: str
    choices: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    """The message that asks, where it can be edited: channel, time stamp, text."""
    offers: Sequence[Mapping[str, Any]] = ()
    """What was offered instead, with no command yet: label, path and values of each."""


def _key(place: Place) -> str:
    return f"{PREFIX}{place.channel}:{place.thread_ts or ''}"


async def save(services: Services, place: Place, question: OpenQuestion) -> None:
    """It stands in this place until it is answered or too old; a new one takes the place of the last."""
    now = services.clock.now()
    value = {
        "path": question.path,
        "values": dict(question.values),
        "argument": question.argument,
        "asker": question.asker,
        "project": question.project,
        "choices": dict(question.choices),
        "shown": dict(question.shown),
        "offers": [dict(offer) for offer in question.offers],
        "until": (now + OPEN).isoformat(),
    }
    await services.store.key_values.set(_key(place), value, now)


async def at(services: Services, place: Place) -> OpenQuestion | None:
    """The question that stands in this place."""
    found = await services.store.key_values.get(_key(place))
    if not isinstance(found, dict):
        return None
    if datetime.fromisoformat(found.pop("until")) < services.clock.now():
        await drop(services, place)
        return None
    return OpenQuestion(**found)


async def shown(services: Services, place: Place, posted: PostedMessage, text: str) -> None:
    """Where the question stands; the message that asked it before, if any, loses its buttons."""
    question = await at(services, place)
    if question is not None:
        _take_down(services, question)
        there = {"channel": posted.channel, "ts": posted.ts, "text": text}
        await save(services, place, replace(question, shown=there))


async def answered(services: Services, place: Place, question: OpenQuestion) -> None:
    """It is answered in words, or nobody wants to know any more: its message loses its buttons."""
    _take_down(services, question)
    await drop(services, place)


def _take_down(services: Services, question: OpenQuestion) -> None:
    async def work() -> None:
        first, _, _ = question.shown["text"].partition("\n")
        end = cards.answered(first if question.offers else question.shown["text"])
        try:
            await services.slack.update(question.shown["channel"], question.shown["ts"], end)
        except SlackProblem as problem:
            logger.info("question not taken down", code=problem.code)

    if question.shown:
        services.tasks.start(work(), name="question answered")


async def drop(services: Services, place: Place) -> None:
    """It is answered by a press; does nothing where none stands."""
    key = _key(place)
    if await services.store.key_values.get(key) is not None:
        await services.store.key_values.remove(key)


async def is_for(services: Services, place: Place, user_id: str, text: str, *, comments: bool) -> bool:
    """Whether a reply that does not name the bot answers what stands open here.

    Where replies become `comments`, only the asker's or one of the choices does; of what was offered, only what can be
    nothing else.
    """
    question = await at(services, place)
    if question is not None and question.offers:
        labels = [str(offer["label"]) for offer in question.offers]
        if comments:
            return question.asker == user_id and answers.is_clear(text, labels)
        return answers.offered(text, labels) is not None
    if question is None or not comments or question.asker == user_id:
        return question is not None
    return letters(text) in {letters(word) for pair in question.choices.items() for word in pair}
