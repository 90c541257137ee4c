"""Drafts of templates that would be rejected as they are: these wait for somebody, clean ones do not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.flows.templates import checking
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject
from bot.templates import kakaotalk
from bot.templates.check import Surroundings, check

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.provisioning.client import Provisioning

MOST = 100
"""Drafts that are checked: one call's worth."""
SECONDS = 10.0
FIELDS = ("name", "language", "category", "details.components", "changes.details.components", "changes.status")


async def findings(services: Services, project_id: str, drafts: Sequence[Subject]) -> dict[str, int]:
    """By a subject's key how many findings its draft has; what cannot be read in time is left out."""
    api = services.projects.api(project_id)
    kinds = {draft.kind for draft in drafts}
    wanted = {draft.key for draft in drafts}
    found: dict[str, int] = {}
    try:
        async with asyncio.timeout(SECONDS):
            if Kind.whatsapp_template in kinds:
                blocked = await checking.blocked_names(checking.ProjectView(services, project_id))
                for template in await _whatsapp(api):
                    subject = Subject(Kind.whatsapp_template, (text(template, "name"), text(template, "language")))
                    found[subject.key] = len(check(template, Surroundings(blocked=blocked)))
            if Kind.kakaotalk_template in kinds:
                senders = dict.fromkeys(draft.ids[0] for draft in drafts if draft.kind is Kind.kakaotalk_template)
                for sender in senders:
                    for template in await _kakaotalk(api, sender):
                        subject = Subject(Kind.kakaotalk_template, (sender, text(template, "code")))
                        found[subject.key] = len(kakaotalk.check(template))
    except (TimeoutError, ApiError):
        pass
    return {key: number for key, number in found.items() if number and key in wanted}


async def _whatsapp(api: Provisioning) -> Iterable[Payload]:
    page = await api.whatsapp_templates.list(statuses=["DRAFT"], field_mask=list(FIELDS), page_size=MOST)
    return [as_payload(template) for template in page.items]


async def _kakaotalk(api: Provisioning, plus_friend_id: str) -> Iterable[Payload]:
    page = await api.kakaotalk_templates.list(plus_friend_id, statuses=["DRAFT"], page_size=MOST)
    return [as_payload(template) for template in page.items]
