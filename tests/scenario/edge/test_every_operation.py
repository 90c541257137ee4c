"""All operations, from a slash command through the bot to the sandbox API and back to what the person reads."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from pathlib import Path

import pytest

import commands
from bot.cards.blocks import layout
from bot.command.arguments import Arg
from bot.command.declaration import Effect
from bot.flows.execution.choices import LOADERS
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.slack.model import Message
from tests.scenario.operations import AREAS, Row, names
from tests.worlds.bot_world import GENERAL, OWNER, BotWorld, labels, words

TROUBLE = re.compile(":x:|went wrong|didn't work|having a problem|Please fix|I don't know")
ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b01[0-9A-HJKMNP-TV-Z]{24}\b")
SPEC = Path(__file__).parents[3] / "bot" / "provisioning" / "openapi.json"


def routes() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Method and path of each operation."""
    found = {}
    for path, item in json.loads(SPEC.read_text("utf-8"))["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$")
                found[operation["operationId"]] = (method.upper(), pattern)
    return found


ROUTES = routes()
ROWS = Counter(row.operation for rows in AREAS.values() for row in rows)


def test_no_operation_has_two_rows() -> None:
    assert ROWS.keys() - ROUTES.keys() == set(), "no such operation"
    assert set(ROWS.values()) == {1}


async def test_an_operation_without_a_row_is_reached_with_what_its_command_needs(world: BotWorld) -> None:
    """One that was added and has nothing of its own to say: its declaration is enough to walk it."""
    for command in commands.collect():
        for operation in set(command.calls) - ROWS.keys():
            changes = command.effect is not Effect.READ  # what changes something is told what to change
            needed = [arg for arg in command.arguments if arg.required or (changes and arg.kind in ("text", "select"))]
            values = [await _some_value(world, arg) for arg in needed if arg.positional or arg.asked]
            row = Row(operation, " ".join([command.path, *values]))
            read = await _answered(world, row)
            assert not TROUBLE.search(read), (row.text, read)


async def _some_value(world: BotWorld, arg: Arg) -> str:
    """A value that this field may have, as a person types it."""
    if arg.choices:
        (value, _), *_ = await LOADERS[arg.choices](world.bot.services.projects.api(PROJECT_ID), "", {})
    else:
        value = next(iter((*arg.options, *arg.suggested)), "1" if arg.kind in ("integer", "number") else "Something")
    quoted = shlex.quote(value)
    return quoted if arg.positional else f"{arg.name}={quoted}"


@pytest.mark.parametrize("area", AREAS)
async def test_a_slash_command_reaches_the_operation_and_is_answered(world: BotWorld, area: str) -> None:
    for row in AREAS[area]:
        read = await _answered(world, row)
        assert not TROUBLE.search(read), (row.text, read)
        assert row.says.lower() in read.lower(), (row.text, read)
    faults = [fault for message in world.messages() if message.bot_id for fault in _as_an_editor(message)]
    assert not faults, "\n".join(faults)


def _as_an_editor(message: Message) -> list[str]:
    """What reads badly in an answer or question: the same sentence twice, an id where a name belongs."""
    sentences = [
        sentence.strip()
        for text in layout.texts(message.blocks)
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text)
        if len(sentence.split()) > 3 and sentence.strip().endswith((".", "!", "?"))
    ]
    found = [f"twice: {sentence}" for sentence, times in Counter(sentences).items() if times > 1]
    first = message.text.partition("\n")[0]
    named = "upscale" in first or first.startswith(":white_check_mark: Created *01")  # upscales have ids only
    return found + [f"an id: {first}" for _ in ID.findall(first) if not named]


async def _answered(world: BotWorld, row: Row) -> str:
    """What the person reads at the end, after they said yes where they were asked."""
    project = world.sinch.projects[PROJECT_ID]
    if row.before:
        row.before(project)
    sent, shown = len(world.sinch.requests), _shown(world)
    text = row.text
    for name, value in names(project).items():
        text = text.replace(f"{{{name}}}", value)
    await world.slack.people.slash(OWNER, GENERAL, "/sinch", text)
    answer = await world.until(lambda: _reads(world, shown, row, asked=True), f"an answer to {text}")
    if "Cancel" in labels(answer):
        assert not _made(world, row, sent), f"{row.text}: done before it was confirmed"
        shown = _shown(world)
        await world.click(answer, labels(answer)[0])
        answer = await world.until(lambda: _reads(world, shown, row, asked=False), f"an answer to {text}")
    assert _made(world, row, sent), (row.text, words(answer))
    return words(answer)


def _shown(world: BotWorld) -> dict[str, str]:
    return {message.ts: words(message) for message in world.messages()}


def _reads(world: BotWorld, before: dict[str, str], row: Row, *, asked: bool) -> Message | None:
    """What is new to read and answers this; where it went wrong, that."""
    for message in world.messages():
        read = words(message)
        if not message.bot_id or before.get(message.ts) == read:
            continue
        if TROUBLE.search(read) or row.says.lower() in read.lower() or (asked and "Cancel" in labels(message)):
            return message
    return None


def _made(world: BotWorld, row: Row, since: int) -> bool:
    """Whether the sandbox API carried the operation out."""
    method, path = ROUTES[row.operation]
    return any(
        request.method == method and path.match(request.path) and request.status < 300
        for request in list(world.sinch.requests)[since:]
    )
