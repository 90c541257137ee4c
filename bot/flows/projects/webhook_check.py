"""Whether Sinch still has our webhook: repaired where we made it, reported to the admins where we did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.errors import UserError
from bot.flows import notify, own_acts
from bot.flows.projects import setup
from bot.links import Call
from bot.provisioning.errors import Rejected
from bot.slack.text import code, escaped

if TYPE_CHECKING:
    from bot.command.context import Services

FINE = "fine"

logger = log.get("catch-up")


async def check(services: Services, project_id: str) -> str:
    """Look, and act; returns how it stands in one word. Raises `ApiError` when the API cannot be asked."""
    try:
        wanted, _ = await setup.wanted_target(services, project_id)
    except UserError:
        return "not configured"
    everything = await setup.webhooks(services.projects.api(project_id))
    here = next((found for found in everything if setup.same(found.target, wanted)), None)
    if here is not None and here.triggers:
        await _settled(services, project_id)
        return FINE
    remembered = await services.store.key_values.get(setup.mark(project_id))
    if not remembered:
        await _report(services, project_id, "missing", missing(wanted))
        return "missing"
    elsewhere = next((found.target for found in everything if found.id == remembered.get("id")), "")
    return await _repair(services, project_id, elsewhere, str(remembered.get("by", "")))


async def _repair(services: Services, project_id: str, elsewhere: str, by: str) -> str:
    """It was ours: put it right, and say so."""
    try:
        async with own_acts.audited(services, project_id, "webhook repair", {"before": elsewhere}):
            result = await setup.register(services, project_id, by=by)
    except Rejected as refusal:
        await _report(services, project_id, f"not repaired {refusal.error_code}", not_repaired(refusal))
        return "not repaired"
    logger.info("webhook repaired", project=project_id, done=result.done.value)
    # Every repair is a state of its own: a webhook that keeps vanishing is worth a message each time.
    await services.store.key_values.remove(_key(project_id))
    await _report(services, project_id, f"repaired {result.webhook_id}", repaired(result, elsewhere))
    return "repaired"


def _key(project_id: str) -> str:
    return f"webhook-report:{project_id}"


async def _settled(services: Services, project_id: str) -> None:
    if await services.store.key_values.get(_key(project_id)):
        await services.store.key_values.remove(_key(project_id))


async def _report(services: Services, project_id: str, state: str, message: Message) -> None:
    """To the admins we know, once for each state."""
    if await services.store.key_values.get(_key(project_id)) == state:
        return
    await services.store.key_values.set(_key(project_id), state, services.clock.now())
    for user_id in await admins(services, project_id):
        await notify.person(services.slack, user_id, message, about=f"webhook {state}")


async def admins(services: Services, project_id: str) -> tuple[str, ...]:
    """Who is an admin by the setting or by a grant; else who ran the setup."""
    granted = [grant.user_id for grant in await services.store.grants.all() if grant.role == "admin"]
    known = (*services.settings.admins, *granted)
    if not known and (remembered := await services.store.key_values.get(setup.mark(project_id))):
        known = (str(remembered.get("by", "")),)
    return tuple(dict.fromkeys(user for user in known if user))


def missing(wanted: str) -> Message:
    """Nobody has registered us yet, or somebody else's hands were at it."""
    text = (
        ":warning: Sinch doesn't send this project's events here: none of its webhooks points to "
        f"{code(wanted)}. Until then, I check its activity every 15 minutes."
    )
    return layout.message(text, layout.section(text), _set_up())


def repaired(result: setup.Registration, elsewhere: str) -> Message:
    """It was gone or pointed elsewhere."""
    found = f"pointed to {code(elsewhere)}" if elsewhere else "was missing"
    text = (
        f":wrench: This bot's webhook at Sinch {found}. I fixed it: it now sends every event to "
        f"{code(result.target)}. I'm catching up on missed events."
    )
    return layout.message(text, layout.section(text), layout.actions(offer("Webhooks", Call("webhooks list"))))


def not_repaired(refusal: Rejected) -> Message:
    """Sinch did not let us."""
    text = (
        ":x: This bot's webhook at Sinch is missing or points elsewhere, and I couldn't fix it: "
        f"{escaped(refusal.message)} {escaped(refusal.resolution)}"
    )
    return layout.message(text, layout.section(text), _set_up())


def _set_up() -> list[dict[str, object]]:
    return layout.actions(offer("Set it up", Call("setup"), style="primary"), offer("Webhooks", Call("webhooks list")))
