"""Reads activity lists and keeps what they tell."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.flows.hashing import joint_hash
from bot.provisioning.commenting import Activity, activity
from bot.provisioning.errors import ApiError, Rejected, ServerFault, TooManyRequests, Unauthorized
from bot.redaction import redacted_text
from bot.slack.text import moment
from bot.storage.activity.entries import ActivityEntry

if TYPE_CHECKING:
    from bot.command.context import ProjectView
    from bot.provisioning.client import Provisioning
    from bot.provisioning.subjects import Subject

PAGE_SIZE = 100
"""Entries of a page."""
SPAN = timedelta(days=120)
"""What happened longer ago, or is older than `RETENTION_DAYS`, is not kept: a report tells of 90 days, and what was
decided then was submitted before."""
LONGEST = 1_000
"""Characters of a comment that are kept; its card's thread has all of them."""
REFUSED = frozenset({"REJECTED", "ERROR"})


@dataclass(frozen=True, slots=True)
class ListedResource:
    """A resource whose list is read, what people call it, and why it is rejected now, as it says itself."""

    subject: Subject
    name: str
    reason: str = ""


async def read(project: ProjectView, listed: ListedResource, *, pages: int = 1) -> bool:
    """Keeps what the list of one resource tells; False where the API does not answer. What is gone tells nothing."""
    services = project.services
    since = services.clock.now() - min(SPAN, timedelta(days=services.settings.retention_days))
    try:
        found = await entries_since(project.api, listed.subject, since, pages)
    except ApiError as error:
        return is_nothing(error)
    await project.store.entries.add(list(_entries(project.project_id, listed, found, since)))
    return True


def is_nothing(error: ApiError) -> bool:
    """Whether it says that there is nothing to read, now or later: gone, not used in this project, not allowed."""
    if isinstance(error, Unauthorized | TooManyRequests | ServerFault):
        return False
    return isinstance(error, Rejected)


async def read_all(
    project: ProjectView, resources: Iterable[ListedResource], *, seconds: float, side_by_side: int, pages: int = 1
) -> list[ListedResource]:
    """Reads several side by side, each for so many seconds at most, its turn included; those that could not be read."""
    room = asyncio.Semaphore(side_by_side)

    async def one(listed: ListedResource) -> ListedResource | None:
        try:
            async with asyncio.timeout(seconds), room:
                return None if await read(project, listed, pages=pages) else listed
        except TimeoutError:
            return listed

    results = await asyncio.gather(*map(one, resources))
    return [listed for listed in results if listed is not None]


async def entries_since(api: Provisioning, subject: Subject, since: datetime, pages: int) -> list[Activity]:
    """The newest entries of a list, as many pages as it takes to get back to `since`, at most so many."""
    found: list[Activity] = []
    token: str | None = None
    for _ in range(pages):
        page = await activity(api, subject, page_token=token, page_size=PAGE_SIZE)
        found += page.items
        token = page.next_page_token
        oldest = moment(page.items[-1].created) if page.items else None
        if not token or oldest is None or oldest <= since:
            break
    return found


def _entries(
    project_id: str, listed: ListedResource, found: Sequence[Activity], since: datetime
) -> Iterator[ActivityEntry]:
    """As they are kept; the newest refusal with the reason that the resource tells, unless it was submitted since."""
    dated = [(at, item) for item in found if (at := moment(item.created)) is not None and at >= since]
    decided = max((pair for pair in dated if pair[1].type in REFUSED | {"IN_PROGRESS"}), key=_when, default=None)
    alike: Counter[str] = Counter()
    for at, item in dated:
        comment = redacted_text((item.comment or "")[:LONGEST])
        same = joint_hash(listed.subject.key, item.type, at.isoformat(), item.author or "", comment)
        alike[same] += 1
        is_latest = decided is not None and item is decided[1] and item.type in REFUSED
        yield ActivityEntry(
            project_id=project_id,
            mark=f"{same[:40]}-{alike[same]}",
            subject=listed.subject.key,
            name=listed.name,
            type=item.type,
            at=at,
            author=redacted_text(item.author or ""),
            comment=comment,
            reason=listed.reason if is_latest else "",
        )


def _when(pair: tuple[datetime, Activity]) -> datetime:
    return pair[0]
