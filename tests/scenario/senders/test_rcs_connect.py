"""An RCS sender's token: shown to the admin who asks, where it does not stay, and kept nowhere."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.sinch.world.project import Record
from bot.sandbox.slack.workspace import Message
from tests.worlds.bot_world import ACTIVITY, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words

TOKEN = "tok-Zx81-never-anywhere-else"


@pytest.fixture
def testing(world: BotWorld) -> Record:
    senders = world.sinch.projects[PROJECT_ID].rcs_senders.values()
    found = next(sender for sender in senders if sender["state"] == "IN_TEST")
    found["authName"], found["authToken"] = "northwind_agent", TOKEN
    return found


def files_with_token(folder: Path) -> list[Path]:
    """The database's files, and whatever else there is."""
    return [file for file in folder.iterdir() if TOKEN.encode() in file.read_bytes()]


def everything_posted(world: BotWorld) -> str:
    """What others see, and what stays: all but messages for one person."""
    return "\n".join(words(message) for message in world.messages() if message.ephemeral_to is None)


async def test_an_admin_gets_it_alone_and_nothing_keeps_it(
    world: BotWorld, testing: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = await world.slash(f"rcs senders connect {testing['id']} public")
    assert shown.ephemeral_to == OWNER
    assert TOKEN in words(shown)
    assert "northwind_agent" in words(shown)
    assert TOKEN not in everything_posted(world)
    rows = await world.bot.store.audit.recent(action="rcs senders connect")
    assert [(row.outcome, row.args) for row in rows] == [("done", {"sender_id": testing["id"]})]
    assert not await asyncio.to_thread(files_with_token, tmp_path)
    captured = capsys.readouterr()
    assert TOKEN not in captured.out + captured.err
    for read in (f"rcs senders get {testing['id']}", "audit list"):
        assert TOKEN not in words(await world.slash(read)), read


async def test_a_mention_or_a_message_brings_a_button_and_no_token(world: BotWorld, testing: Record) -> None:
    direct = world.workspace.direct(OWNER, world.workspace.app.user_id).id
    for channel, bot in ((ACTIVITY, f"@{world.workspace.bot.name} "), (direct, "")):
        known = {message.ts for message in world.messages()}
        await world.slack.people.send_message(OWNER, channel, f"{bot}rcs senders connect {testing['id']}")
        offered = await world.until(partial(button, world, known), "the button")
        assert TOKEN not in words(offered)
        await world.click(offered, "Show it to me only")
        shown = await world.until(partial(with_token, world, known), "the token")
        assert shown.ephemeral_to == OWNER
        assert TOKEN not in everything_posted(world)


def button(world: BotWorld, known: set[str]) -> Message | None:
    new = (message for message in world.messages() if message.ts not in known)
    return next((message for message in new if "Show it to me only" in labels(message)), None)


def with_token(world: BotWorld, known: set[str]) -> Message | None:
    return next((message for message in world.messages() if message.ts not in known and TOKEN in words(message)), None)


async def test_who_is_no_admin_gets_none(world: BotWorld, testing: Record) -> None:
    refused = await world.slash(f"rcs senders connect {testing['id']}", user=MEMBER)
    assert "admin" in words(refused)
    assert TOKEN not in words(refused)


async def test_a_draft_has_none_yet(world: BotWorld, testing: Record) -> None:
    del testing["authToken"]
    said = await world.slash(f"rcs senders connect {testing['id']}")
    assert "can't be connected yet" in words(said)


async def test_an_answer_of_another_shape_gives_none_away(
    world: BotWorld, testing: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    testing["details"] = [TOKEN, {"authToken": TOKEN}]
    for verb in ("get", "progress", "connect"):
        said = await world.slash(f"rcs senders {verb} {testing['id']}")
        assert verb == "connect" or TOKEN not in words(said), verb
    assert TOKEN not in everything_posted(world)
    rows = await world.bot.store.audit.recent()
    assert TOKEN not in repr(rows)
    captured = capsys.readouterr()
    assert TOKEN not in captured.out + captured.err
    assert not await asyncio.to_thread(files_with_token, tmp_path)
