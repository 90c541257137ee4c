"""`kill -9` while comments are on their way, again and again: every one arrives, none twice."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest

from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET
from bot.storage.states import CommentState
from tests.worlds.comments_world import ACTIVITY, MEMBER, PROJECT_ID, RCS, CommentsWorld, comments_world
from tests.worlds.databases import mostly_on

SUBJECTS = (RCS, Subject(Kind.whatsapp_account), Subject(Kind.whatsapp_template, ("order_update", "EN_US")))


async def _serve(world: CommentsWorld) -> asyncio.subprocess.Process:
    """Another process on the same database, once it is at work."""
    settings = world.settings
    assert settings.slack_bot_token
    assert settings.slack_signing_secret
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret.get_secret_value(),
        "SINCH_PROJECT_ID": PROJECT_ID,
        "SINCH_KEY_ID": KEY_ID,
        "SINCH_KEY_SECRET": KEY_SECRET,
        "SLACK_API_URL": settings.slack_api_url,
        "SINCH_API_URL": settings.sinch_api_url,
        "SINCH_AUTH_URL": settings.sinch_auth_url,
        "DATABASE_URL": settings.database_url,
        "COMMENT_HOLD_SECONDS": "0",
    }
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.worlds.sender_process", env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stderr
    said = [await child.stderr.readline()]
    while said[-1] not in (b"ready\n", b""):
        said.append(await child.stderr.readline())
    assert said[-1], b"".join(said).decode()
    return child


async def _add(world: CommentsWorld, numbers: range) -> None:
    now = world.bot.services.clock.now()
    for number in numbers:
        subject = SUBJECTS[number % len(SUBJECTS)]
        await world.store.comments.add(
            project_id=PROJECT_ID, subject=subject.key, channel=ACTIVITY, ts=f"1700000000.{number:06d}",
            thread_ts="1700000000.000000", author_id=MEMBER, author="", text=f"number {number}", now=now, due_at=now,
        )  # fmt: skip


@mostly_on("postgres")
@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.slow)])
async def test_killed_at_any_moment(tmp_path: Path, tables_url: str, kills: int) -> None:
    dice = random.Random(7)
    async with comments_world(tmp_path, database_url=tables_url, working=False) as world:
        world.sinch.latency = 0.03
        count = 0
        for _ in range(kills):
            child = await _serve(world)
            await _add(world, range(count, count + 12))
            count += 12
            await asyncio.sleep(dice.uniform(0.02, 0.3))
            child.kill()
            await child.wait()
        child = await _serve(world)
        await world.until(lambda: _arrived(world) >= count, f"{count} comments at Sinch", seconds=60)
        await world.until(lambda: _all_sent(world, count), "an outcome of each")
        child.kill()
        await child.wait()
        said = [text.partition("\n")[0] for subject in SUBJECTS for text in world.at_sinch(subject)]
        assert sorted(said) == sorted(f"number {number}" for number in range(count))


async def _all_sent(world: CommentsWorld, count: int) -> bool:
    """Whether nothing is left that somebody may send once more."""
    found = [await world.store.comments.get(number) for number in range(1, count + 1)]
    return all(comment is not None and comment.state is CommentState.SENT for comment in found)


def _arrived(world: CommentsWorld) -> int:
    return len({text for subject in SUBJECTS for text in world.at_sinch(subject)})
