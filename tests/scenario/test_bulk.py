"""Many templates from one file: checked as a whole, created once each, stopped, and taken up again."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.sinch.world.project import Project
from bot.sandbox.slack.model import File, Message
from bot.storage.jobs import Job
from tests.fakes.town import GENERAL, OWNER, PROJECT_ID, Town, labels, town, words

HEAD = "name,language,category,body,examples,status\r\n"
FAST = 0.001


def rows(count: int) -> bytes:
    lines = [f'bulk_{number},EN_US,UTILITY,"Hello {{{{1}}}}, no. {number}",Ada,DRAFT' for number in range(count)]
    return (HEAD + "\r\n".join(lines)).encode()


def project_of(place: Town) -> Project:
    return next(iter(place.sinch.projects.values()))


def made(place: Town) -> list[str]:
    return sorted(name for name in project_of(place).templates if name.startswith("bulk_"))


def creations(place: Town, path: str = "/whatsapp/templates") -> int:
    return len([one for one in place.calls("POST", path) if one.path.endswith("/templates")])


async def confirmed(
    place: Town, content: bytes, text: str = "whatsapp templates import", name: str = "rows.csv"
) -> Message:
    """Drop the file into the form and send it; the progress message that follows."""
    view = await place.slash_form(text)
    file = place.slack.people.upload(OWNER, name, content)
    outcome = await place.submit(view, {"file": [file.id]})
    assert not outcome.errors, outcome.errors
    return await progress(place)


async def progress(place: Town, says: str = "from a file") -> Message:
    found: Message = await place.until(
        lambda: next((one for one in place.messages(GENERAL) if one.bot_id and says in words(one)), None), says
    )
    return found


async def ended(place: Town, says: str) -> Message:
    def look() -> Message | None:
        mine = [one for one in place.messages(GENERAL) if "from a file" in words(one)]
        return next((one for one in mine if says in words(one)), None)

    found: Message = await place.until(look, says)
    return found


async def result_file(place: Town) -> list[dict[str, str]]:
    def look() -> File | None:
        shared = [one for one in place.workspace.files.values() if one.channels]
        return next((one for one in shared if "templates-import" in one.name), None)

    file: File = await place.until(look, "the result file")
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


async def test_many_templates_are_created_once_each(place: Town) -> None:
    place.bot.bulk.pace = FAST
    message = await confirmed(place, rows(6))
    await ended(place, "finished")
    assert len(made(place)) == creations(place) == 6
    shown = next(one for one in place.messages(GENERAL) if one.ts == message.ts)
    assert "6 of 6" in words(shown), "one message, updated in place"
    assert "Stop" not in labels(shown)
    assert [one["outcome"] for one in await result_file(place)] == ["created"] * 6
    one = project_of(place).templates["bulk_3/EN_US"]
    assert one["changes"]["details"]["components"][0]["text"] == "Hello {{1}}, no. 3"


async def test_nothing_is_created_while_any_row_is_wrong(place: Town) -> None:
    wrong = HEAD + "fine,EN_US,UTILITY,Hello,,DRAFT\r\nOops!,XX,UTILITY,Hello,,DRAFT\r\nfine,EN_US,UTILITY,Twice,,DRAFT"
    view = await place.slash_form("whatsapp templates import")
    file = place.slack.people.upload(OWNER, "rows.csv", wrong.encode())
    await place.submit(view, {"file": [file.id]})
    shown = await place.until(
        lambda: next((one for one in place.views() if "Nothing was created" in words(one)), None), "the problems"
    )
    assert "Row 2" in words(shown)
    assert "Row 3: fine (EN_US) is in row 1 already" in words(shown)
    assert "Row 1:" not in words(shown)
    assert not creations(place)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[{", "not valid JSON"),
        (b"[1, 2]", "a list of objects"),
        (b"name,language\r\n", "no rows"),
        (HEAD.encode() + b"x,EN_US,UTILITY,Hi,,DRAFT\r\n" * 1001, "1,001 rows"),
        (b"name,wrong_column\r\nx,y\r\n", "wrong_column"),
    ],
)
async def test_a_file_that_cannot_be_read_says_why(place: Town, content: bytes, message: str) -> None:
    view = await place.slash_form("whatsapp templates import")
    file = place.slack.people.upload(OWNER, "rows.csv", content)
    await place.submit(view, {"file": [file.id]})
    await place.until(lambda: any(message in words(one) for one in place.views()), message)
    assert not creations(place)


async def test_what_the_api_refuses_is_told_by_row_and_the_rest_goes_on(place: Town) -> None:
    place.bot.bulk.pace = FAST
    taken = [{"name": "order_update", "language": "EN_US"}, {"name": "bulk_9", "language": "DE"}]
    bodies = [
        {**one, "category": "UTILITY", "details": {"components": [{"type": "BODY", "text": "Hi"}]}} for one in taken
    ]
    await confirmed(place, json.dumps(bodies).encode(), name="rows.json")
    message = await ended(place, "finished")
    assert "Row 1, order_update (EN_US)" in words(message)
    assert [one["outcome"] for one in await result_file(place)] == ["not created", "created"]
    assert made(place) == ["bulk_9/DE"]


async def test_kakaotalk_templates_go_to_their_sender(place: Town) -> None:
    place.bot.bulk.pace = FAST
    content = "name,language,content,status\r\n인사,KO,안녕하세요,DRAFT\r\n감사,KO,감사합니다,DRAFT\r\n"
    await confirmed(place, content.encode(), text="kakaotalk templates import northwindcoffee")
    await ended(place, "finished")
    names = [
        one.get("changes", {}).get("details", {}).get("name") for one in project_of(place).kakaotalk_templates.values()
    ]
    assert names.count("인사") == names.count("감사") == 1
    assert all(one["id"] for one in await result_file(place))


async def test_stop_ends_after_the_row_at_hand(place: Town) -> None:
    place.bot.bulk.pace = 0.2
    message = await confirmed(place, rows(40))
    await place.until(lambda: creations(place) >= 2, "some rows")
    await place.click(message, "Stop")
    place.bot.bulk.pace = FAST
    await ended(place, "stopped")
    count = len(made(place))
    assert 2 <= count < 40
    outcomes = [one["outcome"] for one in await result_file(place)]
    assert outcomes == ["created"] * count + ["not tried"] * (40 - count)


async def _job(place: Town, count: int, **values: Any) -> Job:
    """As a process that died left it."""
    bodies = [
        {
            "name": f"bulk_{number}",
            "language": "EN_US",
            "category": "UTILITY",
            "status": "DRAFT",
            "details": {"components": [{"type": "BODY", "text": "Hi"}]},
        }
        for number in range(count)
    ]
    return await place.bot.store.jobs.add(
        "whatsapp templates import",
        project_id=PROJECT_ID,
        user_id=OWNER,
        channel=GENERAL,
        rows=[{"row": at, "label": one["name"], "body": one} for at, one in enumerate(bodies, 1)],
        now=place.bot.clock.now(),
        options={"title": "WhatsApp templates from a file"},
        **values,
    )


async def test_after_a_restart_it_goes_on_and_creates_nothing_twice(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'shared.db'}"
    async with town(tmp_path, database_url=url) as place:
        job = await _job(place, 5)
        jobs, now = place.bot.store.jobs, place.bot.clock.now()
        claimed = await jobs.claim("dead", now, -1)
        assert claimed is not None
        api = place.bot.projects.api(PROJECT_ID)
        for row in job.rows[:2]:  # the second was created, and the process died before it noted that
            await api.whatsapp_templates.create(row["body"])
        one = {"row": 1, "label": "bulk_0", "outcome": "created", "detail": "", "id": "bulk_0 EN_US"}
        assert await jobs.progress(claimed, position=1, results=[one], now=now, seconds=-1)
        place.bot.bulk.pace = FAST
        place.bot.services.wake("bulk")
        await ended(place, "finished")
        assert len(made(place)) == creations(place) == 5
        outcomes = await result_file(place)
        assert [one["outcome"] for one in outcomes] == ["created"] * 5
        assert "Found again" in outcomes[1]["detail"]


async def test_an_uncertain_answer_is_looked_up_first(place: Town) -> None:
    place.bot.bulk.pace = FAST
    project = project_of(place)
    api = place.bot.projects.api(PROJECT_ID)
    job = await _job(place, 1)
    await api.whatsapp_templates.create(job.rows[0]["body"])
    claimed = await place.bot.store.jobs.claim("dead", place.bot.clock.now(), -1)
    assert claimed is not None
    await place.bot.store.jobs.progress(claimed, position=0, results=[], now=place.bot.clock.now(), seconds=-1)
    place.bot.services.wake("bulk")
    await ended(place, "finished")
    assert creations(place) == 1
    assert "bulk_0/EN_US" in project.templates


async def test_two_workers_never_take_the_same_job(place: Town) -> None:
    place.bot.bulk.pace = FAST
    await _job(place, 4)
    await asyncio.gather(place.bot.bulk.step(), place.bot.bulk.step())
    await ended(place, "finished")
    assert creations(place) == 4
