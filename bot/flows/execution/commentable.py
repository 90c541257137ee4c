"""What a person can comment on, found by a few letters: what the channels talk about, and what the API lists."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cards.blocks.input import OPTION_LABEL
from bot.cards.vocabulary.naming import kind_words, name_of
from bot.cards.vocabulary.payload import as_payload
from bot.errors import UserError
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject, subject_of_key
from bot.slack.text import code

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.command.context import Services
    from bot.provisioning.client import Provisioning

RESOURCES = "resources"
CHECK_SECONDS = 2.0
"""For each list; Slack waits three for the options of a menu."""
TEMPLATES, RCS_SENDERS, WHATSAPP_SENDERS = 25, 25, 100
"""Of each list so many at most; that of WhatsApp senders cannot be searched, so that it is read and looked through."""
CARDS = 300
"""The newest of the project, whose resources are offered first."""

Pair = tuple[str, str]


async def commentable(services: Services, project_id: str, query: str) -> list[Pair]:
    """Values and labels that fit what was typed; part of the API that does not answer in time is left out."""
    found = [Subject(Kind.rcs_account), Subject(Kind.whatsapp_account)]
    named = {subject.key: kind_words(subject.kind) for subject in found}
    for thread in await services.store.threads.latest(project_id, CARDS):
        subject = Subject.from_key(thread.subject)
        if subject.commentable:
            named.setdefault(subject.key, _label(subject, thread.payload))
    listed = await _listed(services.projects.api(project_id), query)
    for subject, payload in listed:
        named.setdefault(subject.key, _label(subject, payload))
    wanted = query.casefold()
    return [(key, label) for key, label in named.items() if wanted in f"{key} {label}".casefold()]


def chosen(value: str) -> Subject:
    """The resource behind a chosen value; raises `UserError` for anything that can't be commented on."""
    subject = subject_of_key(value)
    if subject is None or not subject.commentable:
        raise UserError(f"{code(value)} can't be commented on.", "Choose an account, sender or template from the list.")
    return subject


def _label(subject: Subject, payload: object) -> str:
    name, about = name_of(subject, payload), kind_words(subject.kind)
    language = f" ({subject.ids[1]})" if subject.kind is Kind.whatsapp_template else ""
    return about if name == about else f"{name[: OPTION_LABEL - len(language) - len(about) - 3]}{language} · {about}"


async def _listed(api: Provisioning, query: str) -> list[tuple[Subject, object]]:
    looks = (_templates, _rcs_senders, _whatsapp_senders)
    answers = await asyncio.gather(*(_in_time(look, api, query) for look in looks))
    return [pair for answer in answers for pair in answer]


Found = list[tuple[Subject, object]]


async def _in_time(look: Callable[[Provisioning, str], Awaitable[Found]], api: Provisioning, query: str) -> Found:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await look(api, query)
    except (TimeoutError, ApiError):
        return []


async def _templates(api: Provisioning, query: str) -> Found:
    page = await api.whatsapp_templates.list(template_name=query or None, page_size=TEMPLATES)
    return _subjects(Kind.whatsapp_template, page.items, ("name", "language"))


async def _rcs_senders(api: Provisioning, query: str) -> Found:
    page = await api.rcs_senders.list(search=query or None, page_size=RCS_SENDERS)
    return _subjects(Kind.rcs_sender, page.items, ("id",))


async def _whatsapp_senders(api: Provisioning, query: str) -> Found:
    page = await api.whatsapp_senders.list(page_size=WHATSAPP_SENDERS)
    return _subjects(Kind.whatsapp_sender, page.items, ("id",))


def _subjects(kind: Kind, models: Sequence[object], ids: tuple[str, ...]) -> Found:
    payloads = [as_payload(model) for model in models]
    return [
        (Subject(kind, tuple(str(payload[name]) for name in ids)), payload)
        for payload in payloads
        if all(map(payload.get, ids))
    ]
