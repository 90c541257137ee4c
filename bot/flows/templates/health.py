"""Reads how templates do: the analytics of a project's templates, and which of them fell most."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import Payload, as_payload, mappings, text
from bot.flows.templates.reading import TEMPLATES_A_PAGE
from bot.templates.health import TemplateHealth, health

if TYPE_CHECKING:
    from datetime import datetime

    from bot.provisioning.client import Provisioning

FIELDS = ("name", "language", "state", "category", "analytics")
STATES = ("APPROVED", "PAUSED", "DISABLED")
"""What was sent lately: those that Meta has stopped are of interest most."""
SPANS = ("QUARTER", "WEEK")
FALLEN = 3
"""Templates that a digest names."""
SLICE = 100
"""Templates that are looked at before others get their turn."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template and how it does."""

    name: str
    language: str
    health: TemplateHealth
    state: str = ""

    @property
    def label(self) -> str:
        stopped = "" if self.state in ("", "APPROVED") else f", {self.state.lower()}"
        return f"{self.name} ({self.language}{stopped})"


async def read(api: Provisioning, now: datetime, name: str = "") -> list[Template]:
    """All templates that sent something, or the languages of one name; raises `ApiError`."""
    by_span = await asyncio.gather(*(_of_span(api, span, name) for span in SPANS))
    found = []
    for number, (key, entries) in enumerate(by_span[0].items(), 1):
        measured = health(mappings(entries, "analytics"), now, mappings(by_span[1].get(key, {}), "analytics"))
        if measured.weeks:
            found.append(Template(*key, measured, text(entries, "state")))
        if number % SLICE == 0:
            await asyncio.sleep(0)
    return found


async def _of_span(api: Provisioning, span: str, name: str) -> Mapping[tuple[str, str], Payload]:
    templates = api.whatsapp_templates
    asked: dict[str, Any] = {"analytics": span, "field_mask": list(FIELDS), "page_size": TEMPLATES_A_PAGE}
    pages = templates.iterate_by_name(name, **asked) if name else templates.iterate(states=[*STATES], **asked)
    found: dict[tuple[str, str], Payload] = {}
    async for page in pages:
        template = as_payload(page)
        found[text(template, "name"), text(template, "language")] = template
    return found


def fallen(templates: list[Template]) -> list[Template]:
    """Those that fell most, worst first."""
    ones = [template for template in templates if template.health.fall]
    return sorted(ones, key=lambda template: (template.health.fall and template.health.fall.change) or 0.0)[:FALLEN]
