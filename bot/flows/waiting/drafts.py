"""Drafts of templates that would be rejected as they are: these wait for somebody, clean ones do not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.cards.vocabulary.payload import Payload, text
from bot.command.context import ProjectView
from bot.flows.templates import checking
from bot.flows.turns import in_turns
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject
from bot.templates import kakaotalk
from bot.templates.check import Surroundings, check

if TYPE_CHECKING:
    from bot.command.context import Services

DRAFTS_CHECKED = 1_000
"""Drafts that are checked: one call's worth."""
AT_A_TIME = 50
"""Then others get their turn."""
READ_SECONDS = 10.0
FIELDS = ("name", "language", "category", "details.components", "changes.details.components", "changes.status")


async def of_whatsapp(services: Services, project_id: str) -> dict[str, int]:
    """By a subject's key how many findings a draft has; empty where they cannot be read in time."""
    api = services.projects.api(project_id)
    try:
        async with asyncio.timeout(READ_SECONDS):
            page = await api.whatsapp_templates.list(
                statuses=["DRAFT"], field_mask=list(FIELDS), page_size=DRAFTS_CHECKED
            )
            templates = page.payloads
            blocked = await checking.blocked_names(ProjectView(services, project_id)) if templates else {}
    except (TimeoutError, ApiError):
        return {}
    known, found = await asyncio.to_thread(Surroundings.of, templates, blocked), dict[str, int]()
    async for template in in_turns(templates, AT_A_TIME):
        if findings := check(template, known):
            subject = Subject(Kind.whatsapp_template, (text(template, "name"), text(template, "language")))
            found[subject.key] = len(findings)
    return found


def of_kakaotalk(drafts: Iterable[tuple[Subject, Payload]]) -> dict[str, int]:
    """The same for drafts that were listed in full."""
    return {
        subject.key: len(found)
        for subject, payload in drafts
        if subject.kind is Kind.kakaotalk_template and (found := kakaotalk.check(payload))
    }
