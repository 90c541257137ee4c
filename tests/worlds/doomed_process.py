"""A process that does one thing and is made to be killed meanwhile: settings from the environment.

`python -m tests.worlds.doomed_process approve REQUEST USER`, `... rotate PROJECT USER`, `... press JOB USER` (resume an
import, which another process is to take), or `... resume JOB USER` (and take it).
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process

import commands
from bot.app import Bot
from bot.command.context import Ctx, Place
from bot.flows.execution import access, decisions
from bot.flows.projects import rotation
from bot.sandbox.sinch.world.faults import Fault
from bot.settings import Settings
from commands._shared import jobs

GIVEN = ("slack_bot_token", "slack_signing_secret", "slack_api_url", "sinch_project_id", "sinch_key_id",
         "sinch_key_secret", "sinch_api_url", "sinch_auth_url", "sinch_webhook_secret", "public_url",
         "database_url")  # fmt: skip


async def killed_at(settings: Settings, fault: Fault, *what: str) -> None:
    """Start it, and kill it as soon as its request has met the fault; fails where it ends before."""
    child = await _started(settings, *what)
    while fault.remaining:
        assert child.returncode is None, "it ended by itself"
        await asyncio.sleep(0.01)
    child.kill()
    await child.wait()


async def _started(settings: Settings, *what: str) -> Process:
    def plain(value: object) -> str:
        return str(getattr(value, "get_secret_value", lambda: value)())

    given = {name.upper(): plain(value) for name in GIVEN if (value := getattr(settings, name)) is not None}
    given["ENCRYPTION_KEYS"] = ",".join(map(plain, settings.encryption_keys))
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, *what, env={**os.environ, **given}, stdout=DEVNULL, stderr=DEVNULL
    )


async def main(what: str, about: str, user: str) -> None:
    bot = Bot(Settings(_env_file=None), workers=("bulk",) if what == "resume" else ())
    async with bot.running():
        if what == "rotate":
            await rotation.rotate(bot.services, about, by=user)
            return
        actor = await access.actor(bot.services, user)
        place = Place(bot.settings.default_channel or "")
        ctx = Ctx(bot.services, bot.projects.default, actor=actor, place=place, request_id="doomed")
        if what in ("press", "resume"):
            await jobs.resumed(ctx, "whatsapp templates import", jobs.JobId(job_id=int(about)))
            await ctx.api.whatsapp_senders.list()
            await asyncio.Event().wait()
        await decisions.approve(ctx, about, commands.collect())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
