"""`python -m bot doctor`: checks everything the bot needs and names each thing that is wrong with its remedy."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import httpx

import commands
from bot.app import Bot
from bot.cards.status import Health
from bot.errors import StartError
from bot.flows import health
from bot.settings import SERVE_NEEDS
from bot.storage.db import schema

if TYPE_CHECKING:
    from bot.settings import Settings

REQUEST_SECONDS = 10
_NETWORK = {
    "refused": "connection refused",
    "connect call failed": "connection refused",
    "name or service": "unknown host",
    "resolve": "unknown host",
    "getaddrinfo": "unknown host",
    "nodename": "unknown host",
    "certificate": "certificate not trusted",
    "unreachable": "network unreachable",
    "timed out": "no answer in time",
}
"""What httpx says of a connection that failed, in words."""
MARKS = {True: "ok  ", False: "FAIL", None: "note"}


async def run(settings: Settings, say: Callable[[str], object]) -> int:
    """Print a line for each part, a second one with the remedy where it is wrong; 1 if anything is."""
    missing = [name.upper() for name in SERVE_NEEDS if getattr(settings, name) is None]
    if missing:
        remedy = "Set them in the environment or in .env. See Settings in the README."
        return _print([Health("Settings", False, f"missing: {', '.join(missing)}", remedy), _commands()], say)
    return _print([Health("Settings", True), _commands(), *await _checks(settings)], say)


async def _checks(settings: Settings) -> list[Health]:
    bot = Bot(settings)
    try:
        await bot.connect_projects()
        stored, slack, sinch, address = await asyncio.gather(
            health.database(bot.services),
            _slack(bot),
            health.sinch(bot.services, bot.projects.default),
            _reachable(settings),
        )
        tables = await _schema(bot) if stored.ok else None
        found = [stored, *([tables] if tables else []), *slack, *sinch]
        if tables and tables.ok:
            found += health.shared_secrets(bot.services, bot.projects.ids())
            found.append(await health.deliveries(bot.services))
            found += [await health.audit(bot.services), await health.secrets(bot.services)]
        found.append(address)
    finally:
        await bot.projects.close()
        await bot.slack.close()
        await bot.store.close()
    return found


def _commands() -> Health:
    """Whether all of them can be imported, those of plugins too."""
    try:
        return Health("Commands", True, str(len(commands.collect())))
    except StartError as error:
        return Health("Commands", False, str(error), "Fix that module, or remove it.")


async def _slack(bot: Bot) -> list[Health]:
    """Its key, and whether it takes what we show."""
    answers = await health.slack(bot.services)
    return [answers, await health.blocks(bot.services)] if answers.ok else [answers]


async def _schema(bot: Bot) -> Health:
    if await schema.is_current(bot.store.database):
        return Health("Tables", True, f"revision {schema.HEAD}")
    return Health("Tables", False, "not from this version", f"{await schema.mismatch(bot.store.database)}.")


async def _reachable(settings: Settings) -> Health:
    """Whether the address that Sinch is given leads to a bot."""
    if not settings.public_url:
        return Health("Address", None, "PUBLIC_URL is not set", "Set it to the address where Sinch can reach this bot.")
    url = f"{settings.public_url.rstrip('/')}/health"
    try:
        async with httpx.AsyncClient(timeout=REQUEST_SECONDS) as client:
            response = await client.get(url)
            alive = response.status_code == httpx.codes.OK and response.json().get("status") == "alive"
    except (httpx.HTTPError, ValueError, AttributeError) as error:
        why = _why(error)
        return Health(
            "Address", False, f"PUBLIC_URL does not reach this bot: {why}", "Start the bot, and check PUBLIC_URL."
        )
    if not alive:
        return Health("Address", False, f"PUBLIC_URL leads elsewhere: {url} is not this bot", "Check PUBLIC_URL.")
    return Health("Address", True, settings.public_url)


def _why(error: Exception) -> str:
    """What went wrong on the way, in two or three words."""
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if not isinstance(error, httpx.ConnectError):
        return "the answer is not this bot's"
    causes = " ".join(str(cause) for cause in _causes(error)).lower()
    return next((said for part, said in _NETWORK.items() if part in causes), "no connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and all that led to it."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _causes(inner)
    if error is not None:
        yield error
        yield from _causes(error.__cause__ or error.__context__)


def _print(parts: Iterable[Health], say: Callable[[str], object]) -> int:
    wrong = 0
    for part in parts:
        say(f"{MARKS[part.ok]}  {part.name}{f': {part.note}' if part.note else ''}\n")
        if part.ok is not True and part.remedy:
            say(f"      -> {part.remedy}\n")
        wrong += part.ok is False
    return 1 if wrong else 0
