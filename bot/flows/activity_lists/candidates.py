"""Which resources' activity lists are worth reading: those that changed last, where the API tells that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import Payload, text
from bot.flows.activity_lists.reading import ListedResource, is_nothing
from bot.flows.decided import reason_in
from bot.flows.overview.overview import subject_of_payload
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject

if TYPE_CHECKING:
    from bot.provisioning.client import Provisioning
    from bot.provisioning.service import Page

ACCOUNTS = {"whatsapp": Kind.whatsapp_account, "rcs": Kind.rcs_account}
SENDERS: dict[str, tuple[Kind, Callable[[Provisioning], Callable[..., Awaitable[Page[Any]]]]]] = {
    "whatsapp": (Kind.whatsapp_sender, lambda api: api.whatsapp_senders.list),
    "rcs": (Kind.rcs_sender, lambda api: api.rcs_senders.list),
    "kakaotalk": (Kind.kakaotalk_sender, lambda api: api.kakaotalk_senders.list),
}
Part = Callable[[], Awaitable[object]]
"""Reads one of the lists of resources."""
PAGE_SIZE = 100
MOST_TEMPLATES, MOST_SENDERS = 150, 50
"""Of each area; of the templates those that were rejected or are in review come first: the API dates none."""
KAKAOTALK_SENDERS = 10
"""Senders whose templates are looked at."""
TEMPLATE_FIELDS = ["name", "language", "state", "rejectionCode", "changes.status"]


@dataclass(slots=True)
class Candidates:
    """Resources to read, how many more there are, and whether all lists of resources could be read."""

    resources: list[ListedResource] = field(default_factory=list)
    beyond: int = 0
    whole: bool = True

    def take(self, kind: Kind, payloads: Sequence[Payload], most: int, total: int) -> None:
        """The first of these, each once; the others are counted."""
        found = {subject: payload for payload in payloads if (subject := subject_of_payload(kind, payload)).complete}
        chosen = list(found.items())[:most]
        self.resources += [
            ListedResource(subject, full_name(subject, payload), reason_in(payload)) for subject, payload in chosen
        ]
        self.beyond += max(0, total - len(chosen))


def accounts(area: str = "") -> list[ListedResource]:
    """The accounts of an area, or of all; they have no names."""
    return [ListedResource(Subject(kind), "") for name, kind in ACCOUNTS.items() if area in ("", name)]


async def all_of(api: Provisioning, seconds: float) -> Candidates:
    """Of a whole project, bounded."""
    found = Candidates(accounts())
    parts: list[Part] = [partial(_templates, api, found), partial(_kakaotalk, api, found)]
    parts += [partial(_senders, api, found, area) for area in ("whatsapp", "rcs")]
    await asyncio.gather(*(_part(found, part, seconds) for part in parts))
    return found


async def changed_last(api: Provisioning, area: str, most: int, seconds: float) -> Candidates:
    """The senders of an area, or of each, that changed last."""
    found = Candidates()
    wanted = [name for name in SENDERS if area in ("", name)]
    await asyncio.gather(*(_part(found, partial(_senders, api, found, name, most), seconds) for name in wanted))
    return found


async def _part(found: Candidates, part: Part, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await part()
    except TimeoutError:
        found.whole = False
    except ApiError as error:
        found.whole = found.whole and is_nothing(error)


async def _senders(api: Provisioning, found: Candidates, area: str, most: int = MOST_SENDERS) -> list[Payload]:
    kind, of = SENDERS[area]
    page = await of(api)(page_size=PAGE_SIZE)
    payloads = _newest_first(page.payloads)
    found.take(kind, payloads, most, page.total_size or len(payloads))
    return payloads


async def _templates(api: Provisioning, found: Candidates) -> None:
    """Those that are rejected or in review, then as many of the others as there is room for."""
    load = partial(api.whatsapp_templates.list, page_size=PAGE_SIZE, field_mask=TEMPLATE_FIELDS)
    pages = await asyncio.gather(
        load(states=["REJECTED", "PENDING", "PAUSED"]), load(statuses=["REJECTED", "IN_PROGRESS"]), load()
    )
    payloads = [payload for page in pages for payload in page.payloads]
    found.take(Kind.whatsapp_template, payloads, MOST_TEMPLATES, pages[-1].total_size or 0)


async def _kakaotalk(api: Provisioning, found: Candidates) -> None:
    senders = [text(sender, "plusFriendId") for sender in await _senders(api, found, "kakaotalk")]
    chosen = [sender for sender in senders if sender][:KAKAOTALK_SENDERS]
    pages = await asyncio.gather(*(api.kakaotalk_templates.list(sender, page_size=PAGE_SIZE) for sender in chosen))
    # Their payloads do not say whose they are.
    payloads = [
        {**payload, "plusFriendId": sender}
        for sender, page in zip(chosen, pages, strict=True)
        for payload in page.payloads
    ]
    total = sum(page.total_size or len(page.payloads) for page in pages)
    found.take(Kind.kakaotalk_template, _newest_first(payloads), MOST_TEMPLATES, total)


def _newest_first(payloads: Sequence[Payload]) -> list[Payload]:
    return sorted(payloads, key=lambda payload: text(payload, "modified", "created"), reverse=True)
