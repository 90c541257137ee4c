"""`python -m bot doctor`: checks everything the bot needs and names each thing that is wrong with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import httpx

from bot.app import Bot
from bot.cards.status import Health
from bot.flows import health
from bot.settings import SERVE_NEEDS
from bot.storage.db import schema

if TYPE_CHECKING:
    from bot.settings import Settings

SECONDS = 10
MARKS = {True: "ok  ", False: "FAIL", None: "note"}


async def run(settings: Settings, say: Callable[[str], object]) -> int:
    """Print a line for each part, a second one with the remedy where it is wrong; 1 if anything is."""
    missing = [name.upper() for name in SERVE_NEEDS if getattr(settings, name) is None]
    if missing:
        remedy = "Set them in the environment or in .env; the README says where each comes from."
        return _print([Health("Settings", False, f"missing: {', '.join(missing)}", remedy)], say)
    return _print([Health("Settings", True), *await _checks(settings)], say)


async def _checks(settings: Settings) -> list[Health]:
    bot = Bot(settings)
    try:
        await bot.connect_projects()
        found = [await health.database(bot.services)]
        if found[0].ok:
            found.append(await _schema(bot))
        found.append(await health.slack(bot.services))
        if found[-1].ok:
            found.append(await health.blocks(bot.services))
        found += await health.sinch(bot.services, bot.projects.default)
        if found[0].ok and found[1].ok:
            found.append(await health.deliveries(bot.services))
            found += [await health.audit(bot.services), health.secrets(bot.services)]
        found.append(await _reachable(settings))
    finally:
        await bot.projects.close()
        await bot.slack.close()
        await bot.store.close()
    return found


async def _schema(bot: Bot) -> Health:
    if await schema.is_current(bot.store.database):
        return Health("Tables", True, f"revision {schema.HEAD}")
    return Health("Tables", False, "not those of this version", f"{await schema.mismatch(bot.store.database)}.")


async def _reachable(settings: Settings) -> Health:
    """Whether the address that Sinch is given leads to a bot."""
    if not settings.public_url:
        return Health("Address", None, "PUBLIC_URL is not set", "Without it the webhook cannot be registered.")
    url = f"{settings.public_url.rstrip('/')}/health"
    try:
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            response = await client.get(url)
            alive = response.status_code == httpx.codes.OK and response.json().get("status") == "alive"
    except (httpx.HTTPError, ValueError, AttributeError) as error:
        return Health("Address", False, f"{url}: {type(error).__name__}", "Start the bot and look at PUBLIC_URL.")
    if not alive:
        return Health("Address", False, f"{url} is not this bot", "PUBLIC_URL must lead to where `serve` listens.")
    return Health("Address", True, settings.public_url)


def _print(parts: Iterable[Health], say: Callable[[str], object]) -> int:
    wrong = 0
    for part in parts:
        say(f"{MARKS[part.ok]}  {part.name}{f': {part.note}' if part.note else ''}\n")
        if part.ok is not True and part.remedy:
            say(f"      -> {part.remedy}\n")
        wrong += part.ok is False
    return 1 if wrong else 0
