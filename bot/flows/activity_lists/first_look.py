"""Once for each connection of a project: what happened before it, from a bounded number of activity lists.

Nothing of it is posted or announced. How far it has come is stored, so that a process that dies is no loss: the next
catch-up goes on, and reads again what could not be read.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import log
from bot.cards.vocabulary.words import count
from bot.command.context import ProjectView
from bot.errors import UnknownProject
from bot.flows.activity_lists.candidates import all_of
from bot.flows.activity_lists.progress import Progress
from bot.flows.activity_lists.reading import read_all
from bot.provisioning.errors import ApiError

if TYPE_CHECKING:
    from bot.command.context import Services

PREFIX = "first look:"
BATCH_SECONDS = 60.0
"""For the lists that are read together."""
SIDE_BY_SIDE, BATCH, PAGES = 4, 20, 3
"""Lists at a time, those after which it is noted how far it came, and pages of each."""

logger = log.get("first look")


@dataclass(slots=True)
class Running:
    """The look of a project that goes on in this process, and whether it has ended for good.

    `anew`: the project was connected again meanwhile, so that it begins from the start once more.
    """

    ended: asyncio.Event | None = None
    done: Progress | None = None
    anew: bool = False


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
    running = services.cache.of(Running, project_id)
    running.done, running.anew = None, True
    begin(services, project_id)


def begin(services: Services, project_id: str) -> asyncio.Event:
    """Begins or goes on, once at a time in a process; set when it has come as far as it can now."""
    running = services.cache.of(Running, project_id)
    if running.ended is None:
        running.ended = asyncio.Event()
        services.background.start(_run(ProjectView(services, project_id), running, running.ended), name="first look")
    return running.ended


async def _run(project: ProjectView, running: Running, ended: asyncio.Event) -> None:
    try:
        await _looked(project, running)
        while running.anew:
            await _looked(project, running)
    finally:
        running.ended, running.anew = None, False
        ended.set()


async def _looked(project: ProjectView, running: Running) -> None:
    try:
        if running.anew:  # a look that went on may have stored its progress after the key was removed
            running.anew = False
            await project.store.key_values.remove(f"{PREFIX}{project.project_id}")
        progress = await _look(project, running)
    except (ApiError, UnknownProject) as error:
        logger.warning("not possible now", project=project.project_id, error=str(error))
    else:
        running.done = progress if progress.done and not running.anew else None


async def _look(project: ProjectView, running: Running) -> Progress:
    progress, now = await _stored(project), project.services.clock.now()
    if progress is not None and (progress.done or (progress.not_before and now < progress.not_before)):
        return progress
    progress = progress or Progress(now, {}, whole=False)
    if not progress.is_listed:
        progress = await _noted(project, progress.listing(await all_of(project.api, BATCH_SECONDS)))
    waiting = progress.in_turn()
    while waiting and not running.anew:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        unread = await read_all(project, batch, seconds=BATCH_SECONDS, side_by_side=SIDE_BY_SIDE, pages=PAGES)
        progress = await _noted(project, progress.after(batch, unread))
        if len(unread) == len(batch):
            break  # nobody answers: a later look goes on
    return await _noted(project, progress.paused(project.services.clock.now()))


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
        later = "I'll try again later." if progress and progress.waits else "Ask again in a minute."
        return f"{left} couldn't be read yet. {later}"
    beyond = progress.beyond + progress.given_up
    if beyond or not progress.whole:
        more = count(beyond, "more resource") if progress.whole else "some more resources"
        return f"The activity of {more} from before I was connected wasn't read."
    return ""
