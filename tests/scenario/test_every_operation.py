"""All 95 operations, from a slash command through the bot to the sandbox API and back to what the person reads."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.slack.model import Message
from tests.fakes.town import GENERAL, OWNER, Town, labels, words
from tests.scenario.operations import AREAS, Row, names

TROUBLE = re.compile("went wrong|did not work|Sinch refused|is not right|I do not know")
SPEC = Path(__file__).parents[2] / "bot" / "openapi.json"


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


def test_every_operation_has_one_row() -> None:
    counted = Counter(row.operation for rows in AREAS.values() for row in rows)
    assert counted.keys() == ROUTES.keys()
    assert len(ROUTES) == 95
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("area", AREAS)
async def test_a_slash_command_reaches_the_operation_and_is_answered(place: Town, area: str) -> None:
    for row in AREAS[area]:
        read = await _answered(place, row)
        assert not TROUBLE.search(read), (row.text, read)
        assert row.says.lower() in read.lower(), (row.text, read)


async def _answered(place: Town, row: Row) -> str:
    """What the person reads at the end, after they said yes where they were asked."""
    project = place.sinch.projects[PROJECT_ID]
    if row.before:
        row.before(project)
    sent, shown = len(place.sinch.requests), _shown(place)
    text = row.text
    for name, value in names(project).items():
        text = text.replace(f"{{{name}}}", value)
    await place.slack.people.slash(OWNER, GENERAL, "/sinch", text)
    answer = await place.until(lambda: _reads(place, shown, row, asked=True), f"an answer to {text}")
    if "Cancel" in labels(answer):
        assert not _made(place, row, sent), f"{row.text}: done before it was confirmed"
        shown = _shown(place)
        await place.click(answer, labels(answer)[0])
        answer = await place.until(lambda: _reads(place, shown, row, asked=False), f"an answer to {text}")
    assert _made(place, row, sent), (row.text, words(answer))
    return words(answer)


def _shown(place: Town) -> dict[str, str]:
    return {message.ts: words(message) for message in place.messages()}


def _reads(place: Town, before: dict[str, str], row: Row, *, asked: bool) -> Message | None:
    """What is new to read and answers this; where it went wrong, that."""
    for message in place.messages():
        read = words(message)
        if not message.bot_id or before.get(message.ts) == read:
            continue
        if TROUBLE.search(read) or row.says.lower() in read.lower() or (asked and "Cancel" in labels(message)):
            return message
    return None


def _made(place: Town, row: Row, since: int) -> bool:
    """Whether the sandbox API carried the operation out."""
    method, path = ROUTES[row.operation]
    return any(
        one.method == method and path.match(one.path) and one.status < 300 for one in list(place.sinch.requests)[since:]
    )
