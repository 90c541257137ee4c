"""Once for each connection of a project: what happened before it, from a bounded number of activity lists.

Nothing of it is posted or announced. How far it has come is stored, so that a process that dies is no loss: the next
catch-up goes on, and reads again what could not be read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.words import count
from bot.command.context import ProjectView
from bot.errors import UnknownProject
from bot.flows.activity_lists.candidates import all_of
from bot.flows.activity_lists.reading import ListedResource, read_all
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import named_subject
from bot.slack.text import moment

if TYPE_CHECKING:
    from bot.command.context import Services

PREFIX = "first look:"
BATCH_SECONDS = 60.0
"""For the lists that are read together."""
SIDE_BY_SIDE, BATCH, PAGES = 4, 20, 3
"""Lists at a time, those after which it is noted how far it came, and pages of each."""

logger = log.get("first look")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the look has come: when it began, what is left by key, and how many are never read."""

    at: datetime
    left: Mapping[str, ListedResource]
    beyond: int = 0
    whole: bool = True
    """Whether all lists of resources could be read."""

    @property
    def done(self) -> bool:
        return self.whole and not self.left

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        left = {key: [listed.name, listed.reason] for key, listed in self.left.items()}
        return {"at": self.at.isoformat(), "left": left, "beyond": self.beyond, "whole": self.whole}

    @classmethod
    def of(cls, stored: Any) -> Progress | None:
        """What was stored; None where there is none."""
        if not isinstance(stored, dict) or (at := moment(stored.get("at"))) is None:
            return None
        named = [(key, named_subject(key), words) for key, words in dict(stored.get("left") or {}).items()]
        left = {key: ListedResource(subject, *words) for key, subject, words in named if subject is not None}
        return cls(at, left, int(stored.get("beyond") or 0), stored.get("whole") is True)


@dataclass(slots=True)
class Running:
    """The look of a project that goes on in this process, and whether it has ended for good."""

    ended: asyncio.Event | None = None
    done: Progress | None = field(default=None)


async def known(project: ProjectView, seconds: float) -> Progress | None:
    """How far the first look has come, begun now if nobody has; waits for it so long. None where nothing is known."""
    running = project.services.cache.of(Running, project.project_id)
    if running.done is None:
        ended = begin(project.services, project.project_id)
        try:
            async with asyncio.timeout(seconds):
                await ended.wait()
        except TimeoutError:
            logger.debug("goes on", project=project.project_id)
    return running.done or await _stored(project)


async def again(services: Services, project_id: str) -> None:
    """The project was connected, maybe after a time without events: what happened meanwhile is looked at."""
    await services.store.key_values.remove(f"{PREFIX}{project_id}")
    services.cache.of(Running, project_id).done = None
    begin(services, project_id)


def begin(services: Services, project_id: str) -> asyncio.Event:
    """Begins or goes on, once at a time in a process; set when it has come as far as it can now."""
    running = services.cache.of(Running, project_id)
    if running.ended is None:
        running.ended = asyncio.Event()
        services.tasks.start(_run(ProjectView(services, project_id), running, running.ended), name="first look")
    return running.ended


async def _run(project: ProjectView, running: Running, ended: asyncio.Event) -> None:
    try:
        progress = await _look(project)
    except (ApiError, UnknownProject) as error:
        logger.warning("not possible now", project=project.project_id, error=str(error))
    else:
        running.done = progress if progress.done else None
    finally:
        running.ended = None
        ended.set()


async def _look(project: ProjectView) -> Progress:
    progress = await _stored(project)
    if progress is None or not progress.whole:
        began = progress.at if progress else project.services.clock.now()
        found = await all_of(project.api, BATCH_SECONDS)
        left = {listed.subject.key: listed for listed in found.resources}
        progress = await _noted(project, Progress(began, left, found.beyond, found.whole))
    failed: dict[str, ListedResource] = {}
    waiting = list(progress.left.values())
    while waiting:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        unread = await read_all(project, batch, seconds=BATCH_SECONDS, side_by_side=SIDE_BY_SIDE, pages=PAGES)
        failed |= {listed.subject.key: listed for listed in unread}
        left = {**failed, **{listed.subject.key: listed for listed in waiting}}
        progress = await _noted(project, Progress(progress.at, left, progress.beyond, progress.whole))
        if len(unread) == len(batch):
            break  # nobody answers: the next catch-up goes on
    return progress


async def _stored(project: ProjectView) -> Progress | None:
    return Progress.of(await project.store.key_values.get(f"{PREFIX}{project.project_id}"))


async def _noted(project: ProjectView, progress: Progress) -> Progress:
    now = project.services.clock.now()
    await project.store.key_values.set(f"{PREFIX}{project.project_id}", progress.as_json(), now)
    return progress


def unread(progress: Progress | None) -> str:
    """What is not known yet, or never will be, of the time before the connection; empty where all of it was read."""
    if progress is None or not progress.done:
        left = f"{count(len(progress.left), 'activity list')} of Sinch" if progress and progress.left else "Some lists"
        return f"{left} couldn't be read yet. Ask again in a minute."
    if progress.beyond:
        return f"The activity of {count(progress.beyond, 'more resource')} from before I was connected wasn't read."
    return ""
