"""`kill -9` round the press of Resume: before another process took the import up, and in the middle of its next row."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.sinch.world.faults import Fault
from bot.storage.states import JobState
from tests.scenario.templates.test_bulk import LONG_AGO, creations, import_job, made
from tests.worlds.bot_world import OWNER, PROJECT_ID, bot_world
from tests.worlds.doomed_process import killed_at

pytestmark = pytest.mark.slow
WHEN = {
    "press": Fault("hang", seconds=1.0, method="GET", path="/whatsapp/senders"),
    "resume": Fault("hang", seconds=1.0, method="POST", path="/whatsapp/templates", after=True),
}
"""What the process is asked to do -> the request in which it dies: after the press, or with a row at Sinch."""


@pytest.mark.parametrize("asked", WHEN)
async def test_what_was_resumed_is_done_once(tmp_path: Path, asked: str) -> None:
    async with bot_world(tmp_path, workers=()) as world:
        jobs, api = world.bot.store.jobs, world.bot.projects.api(PROJECT_ID)
        job = await import_job(world, 4)
        claimed = await jobs.claim("elsewhere", LONG_AGO)
        assert claimed is not None
        await api.whatsapp_templates.create(job.rows[0]["body"])
        first = {"row": 1, "label": "bulk_0", "outcome": "created", "detail": "", "id": "bulk_0 EN_US"}
        claimed = await jobs.progress(claimed, result=first, now=LONG_AGO)
        assert claimed is not None
        assert await jobs.finish(claimed, JobState.FAILED, LONG_AGO, error="Sinch doesn't accept the access key")
        world.sinch.faults.add(WHEN[asked])
        await killed_at(world.settings, WHEN[asked], asked, str(job.id), OWNER)

        async def over() -> bool:
            await world.bot.bulk.step()
            left = await jobs.get(job.id)
            return left is not None and left.state is JobState.DONE

        await world.until(over, "its end")
        assert len(made(world)) == 4
        assert creations(world) <= 4  # a request whose sender died may not be recorded; a second one would be
