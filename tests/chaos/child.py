"""The process that is killed: webhooks in, messages out, as `serve` does it."""

from __future__ import annotations

import asyncio
import json
import logging
import sys

import uvicorn
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.edge.bodies import BodyReader
from bot.edge.webhooks import Webhooks
from bot.flows.activity.leader import Lease
from bot.flows.activity.tuning import Tuning
from bot.flows.activity.worker import ActivityWorker
from bot.slack.client import Slack
from bot.slack.pace import Limits, Pace
from bot.storage.store import Store

LIMITS = Limits(
    channel_seconds=0.01, posts_burst=1000, posts_per_second=1000, updates_burst=100, updates_per_second=100
)


async def main(database_url: str, slack_url: str, port: int, secret: str, grace: float) -> None:
    """Until it is killed."""
    store = Store.at(database_url)
    await store.open()
    clock = SystemClock()
    slack = Slack(SecretStr("xoxb-not-a-token"), slack_url, timeout=1.0, pace=Pace(LIMITS))
    tuning = Tuning(grace=grace, idle=0.5, coalesce=0.05, longest_pause=0.5, refused_pause=0.2)
    lease = Lease(store.leases, clock, seconds=3.0)
    worker = ActivityWorker(store, slack, clock, lease=lease, tuning=tuning)
    webhooks = Webhooks(
        store.inbox,
        clock,
        bodies=BodyReader(),
        known=lambda _project: True,
        secrets_for=lambda _project: (SecretStr(secret),),
    )
    server = uvicorn.Server(
        uvicorn.Config(webhooks, host="127.0.0.1", port=port, log_level="error", lifespan="off", access_log=False)
    )
    await asyncio.gather(server.serve(), worker.run())


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(main(**json.loads(sys.argv[1])))
