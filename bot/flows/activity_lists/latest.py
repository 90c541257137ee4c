"""Reads again the lists that may tell of something new: the accounts', and those of what changed last or has a card."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cards.vocabulary.naming import full_name, kind_words
from bot.flows.activity_lists import candidates
from bot.flows.activity_lists.reading import ListedResource, read_all
from bot.flows.decided import reason_in
from bot.provisioning.subjects import subject_of_key

if TYPE_CHECKING:
    from bot.command.context import ProjectView

CHANGED_LAST, CARDS = 5, 10
"""Senders of each area, and resources with a card, whose lists are read."""
SIDE_BY_SIDE = 8
AT_ONCE = timedelta(0)
A_WHILE = timedelta(minutes=5)
"""How old what was read may be."""
JUST_NOW = timedelta(minutes=1)
"""What was read then is not missing if it could not be read once more."""


@dataclass(slots=True)
class ReadLists:
    """When this process has read which lists of a project, by the resource's key."""

    at: dict[str, datetime] = field(default_factory=dict)


async def refresh(
    project: ProjectView, *, area: str = "", seconds: float, max_age: timedelta = AT_ONCE
) -> tuple[str, ...]:
    """Reads them, unless they were read `max_age` ago at most; in words whose lists could not be read in time."""
    ends = asyncio.get_running_loop().time() + seconds
    found, carded = await asyncio.gather(
        candidates.changed_last(project.api, area, CHANGED_LAST, seconds / 2), _with_cards(project, area)
    )
    wanted = {listed.subject.key: listed for listed in [*candidates.accounts(area), *found.resources, *carded]}
    left = max(0.0, ends - asyncio.get_running_loop().time())
    return await read_anew(project, wanted.values(), seconds=left, max_age=max_age)


async def read_anew(
    project: ProjectView, wanted: Iterable[ListedResource], *, seconds: float, max_age: timedelta = AT_ONCE
) -> tuple[str, ...]:
    """Reads these lists; in words whose could not be read.

    What was read longest ago comes first: with an API so slow that time ends before the lists do, asking again gets on.
    """
    lists, now = project.services.cache.of(ReadLists, project.project_id), project.services.clock.now()
    lists.at = {key: at for key, at in lists.at.items() if now - at <= A_WHILE}
    stale = [listed for listed in wanted if not _is_fresh(lists.at.get(listed.subject.key), now, max_age)]
    asked = sorted(stale, key=lambda listed: lists.at.get(listed.subject.key, now - 2 * A_WHILE))
    unread = await read_all(project, asked, seconds=seconds, side_by_side=SIDE_BY_SIDE)
    for listed in asked:
        if listed not in unread:
            lists.at[listed.subject.key] = now
    missing = [listed for listed in unread if not _is_fresh(lists.at.get(listed.subject.key), now, JUST_NOW)]
    return tuple(dict.fromkeys(kind_words(listed.subject.kind) for listed in missing))


def _is_fresh(at: datetime | None, now: datetime, max_age: timedelta) -> bool:
    return at is not None and now - at < max_age


async def _with_cards(project: ProjectView, area: str) -> list[ListedResource]:
    """What has one of the newest cards."""
    found = []
    for thread in await project.store.threads.latest(project.project_id, 2 * CARDS):
        subject = subject_of_key(thread.subject)
        if subject is not None and subject.kind.startswith(area) and subject.commentable and subject.complete:
            found.append(ListedResource(subject, full_name(subject, thread.payload), reason_in(thread.payload)))
    return found[:CARDS]


def sentences(unread: Sequence[str]) -> list[str]:
    """That these lists could not be read."""
    return [f"Couldn't be read: activity of {', '.join(unread)}."] if unread else []
