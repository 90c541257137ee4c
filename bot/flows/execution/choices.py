"""What a person may choose from while they type: names and ids looked up at the API, bounded in time and number."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks.input import OPTION_LABEL, OPTION_VALUE, OPTIONS
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.naming import name_of, phone
from bot.cards.vocabulary.payload import as_payload, text
from bot.errors import UserError
from bot.flows.execution.commentable import RESOURCES, commentable
from bot.flows.resource_names import NAME_SECONDS, display_name
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject
from bot.redaction import redacted_text
from bot.slack.text import plain_untrusted, shorten

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.command.declaration import Command
    from bot.provisioning.client import Provisioning
    from bot.provisioning.service import Page

CHOICES_SECONDS = 2.5
"""Slack waits 3: https://docs.slack.dev/interactivity/handling-user-interaction"""
BUNDLES = 25
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/bundles"""

Pair = tuple[str, str]
Loader = Callable[["Provisioning", str, Mapping[str, Any]], Awaitable[Sequence[Pair]]]


async def load(services: Services, project_id: str, name: str, query: str, values: Mapping[str, Any]) -> list[Block]:
    """Slack options for what was typed so far; none where the API does not answer in time."""
    try:
        async with asyncio.timeout(CHOICES_SECONDS):
            pairs: Sequence[Pair]
            if name == RESOURCES:
                pairs = await commentable(services, project_id, query.strip())
            elif loader := LOADERS.get(name):
                pairs = await loader(services.projects.api(project_id), query.strip(), values)
            else:
                return []
    except (TimeoutError, ApiError):
        return []
    wanted = query.strip().casefold()
    fitting = [(value, label) for value, label in pairs if wanted in f"{value} {label}".casefold()]
    return [_option(value, label) for value, label in fitting if value and len(value) <= OPTION_VALUE][:OPTIONS]


async def label(services: Services, project_id: str, name: str, value: str, values: Mapping[str, Any]) -> str:
    """What people call what was chosen already: as its card does, else as Sinch does; its id if neither says.

    A form that opens waits for it, and its trigger does not live long.
    """
    if (kind := NAMED_KINDS.get(name)) is not None:
        return await display_name(services, project_id, Subject(kind, (value,)))
    if (loader := LOADERS.get(name)) is None or name in NAMED_BY_VALUE:
        return value
    try:
        async with asyncio.timeout(NAME_SECONDS):
            pairs = await loader(services.projects.api(project_id), "", values)
    except (TimeoutError, ApiError, UserError):
        return value
    return dict(pairs).get(value, value)


async def names_of(services: Services, project_id: str, name: str) -> dict[str, str]:
    """Names by id of what a list can show of one source; none where the API does not answer in time."""
    try:
        async with asyncio.timeout(NAME_SECONDS):
            return dict(await LOADERS[name](services.projects.api(project_id), "", {}))
    except (TimeoutError, ApiError, UserError):
        return {}


async def labels(services: Services, project_id: str, command: Command, values: Mapping[str, Any]) -> dict[str, str]:
    """What people call each resource that is named by its id among a command's values, by argument."""
    chosen = {
        arg.name: (arg.choices, str(values[arg.name]))
        for arg in command.arguments
        if arg.choices and isinstance(values.get(arg.name), str) and values[arg.name]
    }
    found = [label(services, project_id, source, value, values) for source, value in chosen.values()]
    return dict(zip(chosen, await asyncio.gather(*found), strict=True))


def _option(value: str, label: str) -> Block:
    shown = shorten(plain_untrusted(label).strip(), OPTION_LABEL) or value[:OPTION_LABEL]
    return {"text": {"type": "plain_text", "text": shown}, "value": value}


async def _whatsapp_templates(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    page = await api.whatsapp_templates.list(template_name=query or None, page_size=OPTIONS)
    return list(dict.fromkeys((str(item.name), str(item.name)) for item in page.items))


async def _template_languages(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    name = values.get("name")
    if not name:
        return []
    page = await api.whatsapp_templates.list_by_name(str(name), page_size=OPTIONS)
    return [(str(item.language), str(item.language)) for item in page.items]


async def _rcs_senders(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    page = await api.rcs_senders.list(search=query or None, page_size=OPTIONS)
    return [(str(item.id), _sender_label(item)) for item in page.items]


async def _whatsapp_senders(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    found = [as_payload(item) for item in (await api.whatsapp_senders.list(page_size=OPTIONS)).items]
    return [(text(sender, "id"), f"{name_of(Kind.whatsapp_sender, sender)} {phone(sender)}") for sender in found]


async def _whatsapp_flows(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    return _named(await api.whatsapp_flows.list(page_size=OPTIONS))


async def _whatsapp_solutions(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    return _named(await api.whatsapp_solutions.list())


async def _kakaotalk_senders(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    found = [as_payload(item) for item in (await api.kakaotalk_senders.list(page_size=OPTIONS)).items]
    return [(text(sender, "plusFriendId"), name_of(Kind.kakaotalk_sender, sender)) for sender in found]


async def _kakaotalk_templates(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    """Those of the sender that is chosen, or of the only one."""
    sender = str(values.get("plus_friend_id") or "")
    if not sender:
        senders = await _kakaotalk_senders(api, "", values)
        sender = senders[0][0] if len(senders) == 1 else ""
    if not sender:
        return []
    page = await api.kakaotalk_templates.list(sender, page_size=OPTIONS)
    if page.next_page_token and query:
        page = await api.kakaotalk_templates.list(sender, template_name=query, page_size=OPTIONS)
    found = [as_payload(item) for item in page.items]
    return [(text(template, "code"), name_of(Kind.kakaotalk_template, template)) for template in found]


async def _bundles(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    return _named(await api.bundles.list(page_size=BUNDLES))


async def _sms_apps(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    return _named(await api.sms_apps.list(page_size=OPTIONS))


def _named(page: Page[Any]) -> Sequence[Pair]:
    found = [as_payload(item) for item in page.items]
    return [(text(resource, "id"), text(resource, "name", "details.name", "id")) for resource in found]


async def _conversation_apps(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    """Those that bundles made: the API lists no others."""
    found = [as_payload(bundle) for bundle in await api.bundles.list(page_size=BUNDLES)]
    return [(text(bundle, "convApp.id"), text(bundle, "convApp.name", "convApp.id")) for bundle in found]


async def _webhooks(api: Provisioning, query: str, values: Mapping[str, Any]) -> Sequence[Pair]:
    page = await api.webhooks.list()
    return [(str(item.id), redacted_text(str(item.target))) for item in page.items]


def _sender_label(sender: Any) -> str:
    details = getattr(sender, "details", None)
    brand = getattr(details, "brand", None)
    return str(getattr(brand, "name", None) or getattr(sender, "name", None) or sender.id)


LOADERS: Mapping[str, Loader] = {
    "whatsapp templates": _whatsapp_templates,
    "template languages": _template_languages,
    "whatsapp senders": _whatsapp_senders,
    "whatsapp flows": _whatsapp_flows,
    "whatsapp solutions": _whatsapp_solutions,
    "kakaotalk senders": _kakaotalk_senders,
    "kakaotalk templates": _kakaotalk_templates,
    "rcs senders": _rcs_senders,
    "bundles": _bundles,
    "sms apps": _sms_apps,
    "conversation apps": _conversation_apps,
    "webhooks": _webhooks,
}
NAMED_KINDS: Mapping[str, Kind] = {
    "whatsapp senders": Kind.whatsapp_sender,
    "kakaotalk senders": Kind.kakaotalk_sender,
    "kakaotalk templates": Kind.kakaotalk_template,
    "rcs senders": Kind.rcs_sender,
}
"""What has a name of its own, and often a card."""
NAMED_BY_VALUE = ("whatsapp templates", "template languages")
