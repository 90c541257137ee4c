"""This bot's own webhook at Sinch: registered once, found again, repaired; never more than one of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from bot.errors import UserError
from bot.flows.projects import WEBHOOKS, signing
from bot.provisioning.errors import Conflict, NotFound

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.command.context import Services
    from bot.provisioning.client import Provisioning

WEBHOOK_PAGE_SIZE = 15
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/webhooks"""
TRIGGERS = ("ALL",)


class WebhookOutcome(Enum):
    """What was done about the webhook."""

    CREATED = "created"
    MOVED = "moved"
    UPDATED = "updated"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Registration:
    """The webhook as it stands now. `before` is its earlier target, where it was moved.

    `removed` are targets of further webhooks of ours that were deleted, `strangers` those that look like ours but were
    not made by this bot, with their ids.
    """

    done: WebhookOutcome
    webhook_id: str
    target: str
    before: str = ""
    removed: tuple[str, ...] = ()
    strangers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListedWebhook:
    """One webhook of the project, as the API lists it."""

    id: str
    target: str
    triggers: frozenset[str]


def mark(project_id: str) -> str:
    """The key under which the webhook that we made is remembered."""
    return f"webhook:{project_id}"


def target(public_url: str, project_id: str) -> str:
    """Where Sinch is to send this project's events."""
    return f"{public_url.rstrip('/')}{WEBHOOKS}{project_id}"


async def secret(services: Services, project_id: str) -> SecretStr | None:
    """What Sinch is to sign the project's deliveries with."""
    await services.store.webhook_secrets.refresh()
    return next(iter(signing.accepted(services, project_id)), None)


async def register(services: Services, project_id: str, *, by: str) -> Registration:
    """Make the project's events come to us; raises `UserError` where a setting is missing, and `ApiError`.

    Doing it again changes nothing but sets the secret again, which Sinch never shows.
    """
    wanted, key = await wanted_target(services, project_id)
    api = services.projects.api(project_id)
    remembered = await services.store.key_values.get(mark(project_id), {})
    known_id = str(remembered.get("id", ""))
    try:
        result = await _settle(api, wanted, key, known_id)
    except (Conflict, NotFound):
        # Somebody did the same at the same moment, or deleted it: look again, once.
        result = await _settle(api, wanted, key, known_id)
    value = {"id": result.webhook_id, "target": result.target, "by": by}
    await services.store.key_values.set(mark(project_id), value, services.clock.now())
    return result


async def wanted_target(services: Services, project_id: str) -> tuple[str, SecretStr]:
    """The address and the secret to register; raises `UserError` that names the missing setting."""
    wanted, key = address(services, project_id), await secret(services, project_id)
    if key is None:
        raise UserError(
            "I have no secret for Sinch to sign its events with.",
            "Set `SINCH_WEBHOOK_SECRET` to something long and random, then restart the bot.",
        )
    return wanted, key


def address(services: Services, project_id: str) -> str:
    """Where Sinch is to send this project's events; raises `UserError` where that is not known."""
    if not services.settings.public_url:
        raise UserError(
            "I don't know my public address.",
            "Set `PUBLIC_URL`, like `https://bot.example.com`, then restart the bot.",
        )
    return target(services.settings.public_url, project_id)


async def webhooks(api: Provisioning) -> list[ListedWebhook]:
    """All webhooks of the project (at most 15)."""
    return [
        ListedWebhook(str(webhook.id or ""), str(webhook.target or ""), frozenset(webhook.triggers or ()))
        async for webhook in api.webhooks.iterate(page_size=WEBHOOK_PAGE_SIZE)
    ]


def same(left: str, right: str) -> bool:
    """Whether two targets are the same address: the host in any case, a slash at the end or not."""
    return _plain(left) == _plain(right)


def _plain(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))


async def _settle(api: Provisioning, wanted: str, key: SecretStr, known_id: str) -> Registration:
    everything = await webhooks(api)
    here = next((found for found in everything if same(found.target, wanted)), None)
    known = next((found for found in everything if found.id == known_id), None)
    path = urlsplit(wanted).path
    ours = here or known
    strangers = tuple(
        (found.id, found.target)
        for found in everything
        if found not in (here, known) and urlsplit(found.target).path.rstrip("/") == path
    )
    content: dict[str, Any] = {"secret": key.get_secret_value(), "triggers": list(TRIGGERS)}
    if ours is None:
        made = await api.webhooks.create({"target": wanted, **content})
        return Registration(WebhookOutcome.CREATED, str(made.id or ""), wanted, strangers=strangers)
    if here is None:
        await api.webhooks.update(ours.id, {"target": wanted, **content})
        return Registration(WebhookOutcome.MOVED, ours.id, wanted, before=ours.target, strangers=strangers)
    await api.webhooks.update(here.id, content)
    removed = []
    if known is not None and known.id != here.id:
        await api.webhooks.delete(known.id)
        removed.append(known.target)
    done = WebhookOutcome.KEPT if here.triggers == frozenset(TRIGGERS) else WebhookOutcome.UPDATED
    return Registration(done, here.id, here.target, removed=tuple(removed), strangers=strangers)
