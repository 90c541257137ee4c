"""Status overview of a project, as the API tells it; what cannot be read is said, and breaks nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.cards.vocabulary.words import CHANNELS
from bot.flows.overview.counts import LISTS, Fetch, Page, StateCounts, added, count
from bot.flows.templates.reading import SIDE_BY_SIDE
from bot.provisioning.errors import ApiError, CredentialsRefused, Rejected, TooManyRequests, Unauthorized
from bot.provisioning.kinds import KINDS
from bot.provisioning.subjects import Kind, Subject

if TYPE_CHECKING:
    from bot.provisioning.client import Provisioning

T = TypeVar("T")

PART_SECONDS = 60.0
"""For one part; an API that hangs must not keep the others from being told."""
TEMPLATE_FIELDS = ("name", "language", "state", "category", "rejectionCode", "qualityScore", "changes.status")
"""What a row tells, and whether it needs attention: a thousand whole templates are megabytes."""
MOST_SENDERS = 100
"""KakaoTalk senders whose templates are counted."""

NOT_USED = {
    "account_not_found": "isn't set up in this project",
    "project_not_initialized": "isn't set up in this project",
    "rbm_has_not_been_used": "hasn't been used in this project",
    "rbm_resources_not_found": "hasn't been used in this project",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part that could not be read, in plain text; `expected`: its area is simply not used here."""

    area: str
    text: str
    expected: bool = False


@dataclass(slots=True)
class Overview:
    """By kind; `troubles` is what could not be read."""

    accounts: dict[Kind, Payload] = field(default_factory=dict)
    lists: dict[Kind, StateCounts] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def waiting(self) -> list[tuple[Subject, Payload]]:
        """Everything that was kept because it waits, with its subject."""
        return [
            (subject_of_payload(counts.kind, payload), payload)
            for counts in self.lists.values()
            for payload in counts.waiting
        ]


class Gate:
    """At most so many calls at a time; those that ask first go first."""

    def __init__(self, width: int = SIDE_BY_SIDE) -> None:
        self._turn = asyncio.Semaphore(width)

    async def __call__(self, call: Callable[[], Awaitable[T]]) -> T:
        async with self._turn:
            return await call()


async def collect(
    api: Provisioning,
    *,
    gate: Gate | None = None,
    part_seconds: float = PART_SECONDS,
    areas: Collection[str] = (),
) -> Overview:
    """Read it all (or some areas, as `CHANNELS` calls them), side by side; raises nothing that the API may answer."""
    gate, found = gate or Gate(), Overview()
    senders = _fetch(gate, api.whatsapp_senders.list)
    parts: list[tuple[str, str, Callable[[], Awaitable[None]]]] = [
        ("WhatsApp", "templates", partial(_list, found, _templates(gate, api), Kind.whatsapp_template)),
        ("WhatsApp", "senders", partial(_list, found, senders, Kind.whatsapp_sender)),
        ("RCS", "senders", partial(_list, found, _fetch(gate, api.rcs_senders.list), Kind.rcs_sender)),
        ("KakaoTalk", "senders and templates", partial(_kakaotalk, found, gate, api)),
        ("WhatsApp", "account", partial(_account, found, gate, api)),
    ]
    wanted = {CHANNELS[area] for area in areas} or {*CHANNELS.values()}
    troubles = await asyncio.gather(
        *(_read_part(area, name, part, part_seconds) for area, name, part in parts if area in wanted)
    )
    found.lists = {kind: found.lists[kind] for kind in LISTS if kind in found.lists}
    found.troubles = list(dict.fromkeys(problem for problem in troubles if problem))
    return found


async def _read_part(area: str, name: str, part: Callable[[], Awaitable[None]], seconds: float) -> Trouble | None:
    try:
        async with asyncio.timeout(seconds):
            await part()
    except ApiError as error:
        return trouble(area, name, error)
    except TimeoutError:
        return Trouble(area, f"{area} {name} couldn't be read: Sinch didn't answer in time.")
    return None


def trouble(area: str, name: str, error: ApiError) -> Trouble:
    """A failed part in words."""
    if isinstance(error, Rejected) and (known := NOT_USED.get(error.error_code)):
        return Trouble(area, f"{area} {known}.", expected=True)
    if isinstance(error, CredentialsRefused | Unauthorized):
        return Trouble("Sinch", "Sinch doesn't accept the project's access key.")
    if isinstance(error, TooManyRequests):
        return Trouble(area, f"{area} {name} couldn't be read: too many requests right now.")
    return Trouble(area, f"{area} {name} couldn't be read: {error.message.rstrip('.')}.")


async def _list(found: Overview, fetch: Fetch, kind: Kind) -> None:
    found.lists[kind] = await count(fetch, LISTS[kind])


async def _kakaotalk(found: Overview, gate: Gate, api: Provisioning) -> None:
    senders = await count(_fetch(gate, api.kakaotalk_senders.list), LISTS[Kind.kakaotalk_sender])
    found.lists[Kind.kakaotalk_sender] = senders
    if not senders.first:
        return
    first = senders.first[:MOST_SENDERS]
    counted = await asyncio.gather(*(_kakaotalk_templates(gate, api, sender) for sender in first))
    found.lists[Kind.kakaotalk_template] = added(counted)


async def _kakaotalk_templates(gate: Gate, api: Provisioning, plus_friend_id: str) -> StateCounts:
    fetch = _fetch(gate, partial(api.kakaotalk_templates.list, plus_friend_id))
    counts = await count(fetch, LISTS[Kind.kakaotalk_template])
    # Their payloads do not say whose they are.
    counts.waiting = [{**payload, "plusFriendId": plus_friend_id} for payload in counts.waiting]
    return counts


async def _account(found: Overview, gate: Gate, api: Provisioning) -> None:
    found.accounts[Kind.whatsapp_account] = as_payload(await gate(api.whatsapp_accounts.get))


def _templates(gate: Gate, api: Provisioning) -> Fetch:
    return _fetch(gate, partial(api.whatsapp_templates.list, field_mask=list(TEMPLATE_FIELDS)))


def _fetch(gate: Gate, read: Callable[..., Awaitable[Any]]) -> Fetch:
    """A list operation as `count` calls it."""

    async def fetch(
        *, size: int, token: str | None = None, states: Sequence[str] = (), statuses: Sequence[str] = ()
    ) -> Page:
        filters = {"states": [*states]} if states else {"statuses": [*statuses]} if statuses else {}
        page = await gate(partial(read, page_size=size, page_token=token, **filters))
        return Page(page.payloads, page.total_size, page.next_page_token)

    return fetch


def subject_of_payload(kind: Kind, payload: Payload) -> Subject:
    """What a listed resource is, by the ids in it."""
    ids = tuple(text(payload, name) for name in KINDS[kind].id_fields)
    return Subject(kind, ids) if all(ids) else Subject(kind)
