"""A process that sends comments and nothing else, made to be killed: settings from the environment."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from bot.settings import Settings
from tests.worlds.comments_world import running_bot

LEASE = timedelta(seconds=2)


async def main() -> None:
    async with running_bot(Settings(_env_file=None), lease=LEASE):
        sys.stderr.write("ready\n")
        sys.stderr.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
