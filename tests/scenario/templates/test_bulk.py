"""Many templates from one file: checked as a whole, created once each, stopped, and taken up again."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.flows.execution.bulk import TRIES
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import File, Message
from bot.sandbox.slack.workspace import View
from bot.storage.jobs import RESUMABLE, Job
from bot.storage.states import AuditOutcome, JobState
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, bot_world, labels, words
from tests.worlds.steps import reads

HEAD = "name,language,category,body,examples,status\r\n"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def rows(count: int) -> bytes:
    lines = [f'bulk_{number},EN_US,UTILITY,"Hello {{{{1}}}}, no. {number}",Ada,DRAFT' for number in range(count)]
    return (HEAD + "\r\n".join(lines)).encode()


def made(world: BotWorld) -> list[str]:
    return sorted(name for name in world.project.templates if name.startswith("bulk_"))


def creations(world: BotWorld, path: str = "/whatsapp/templates") -> int:
    return len([call for call in world.calls("POST", path) if call.path.endswith("/templates")])


async def confirmed(
    world: BotWorld, content: bytes, text: str = "whatsapp templates import", name: str = "rows.csv"
) -> Message:
    """Drop the file into the form and send it; the progress message that follows."""
    view = await world.slash_form(text)
    file = world.slack.people.upload(OWNER, name, content)
    outcome = await world.submit(view, {"file": [file.id]})
    assert not outcome.errors, outcome.errors
    await go_on(world, view)
    return await progress(world)


async def go_on(world: BotWorld, view: View) -> None:
    """Say yes to what is asked once the file was checked."""
    known = ("Save as drafts", "Submit for review", "Submit anyway")
    await world.until(lambda: set(known) & {*labels(view)}, "the question")
    yes = next(label for label in reversed(known) if label in labels(view))
    await world.click(view, yes)


async def progress(world: BotWorld, says: str = "Import ") -> Message:
    found: Message = await world.until(
        lambda: next(
            (message for message in world.messages(GENERAL) if message.bot_id and says in words(message)), None
        ),
        says,
    )
    return found


async def ended(world: BotWorld, says: str) -> Message:
    def look() -> Message | None:
        mine = [message for message in world.messages(GENERAL) if "Started by" in words(message)]
        return next((message for message in mine if says in words(message)), None)

    found: Message = await world.until(look, says)
    return found


async def result_file(world: BotWorld) -> list[dict[str, str]]:
    def look() -> File | None:
        shared = [file for file in world.workspace.files.values() if file.channels]
        return next((item for item in shared if "templates-import" in item.name), None)

    file: File = await world.until(look, "the result file")
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


async def test_many_templates_are_created_once_each(world: BotWorld) -> None:
    message = await confirmed(world, rows(6))
    await ended(world, "finished")
    assert len(made(world)) == creations(world) == 6
    shown = next(item for item in world.messages(GENERAL) if item.ts == message.ts)
    assert "6 of 6" in words(shown), "one message, updated in place"
    assert "Stop" not in labels(shown)
    assert [item["outcome"] for item in await result_file(world)] == ["created"] * 6
    one = world.project.templates["bulk_3/EN_US"]
    assert one["changes"]["details"]["components"][0]["text"] == "Hello {{1}}, no. 3"


async def test_nothing_is_created_while_any_row_is_wrong(world: BotWorld) -> None:
    wrong = HEAD + "fine,EN_US,UTILITY,Hello,,DRAFT\r\nOops!,XX,UTILITY,Hello,,DRAFT\r\nfine,EN_US,UTILITY,Twice,,DRAFT"
    view = await world.slash_form("whatsapp templates import")
    file = world.slack.people.upload(OWNER, "rows.csv", wrong.encode())
    await world.submit(view, {"file": [file.id]})
    shown = await world.until(
        lambda: next((view for view in world.views() if "Nothing was created" in words(view)), None), "the problems"
    )
    assert "Row 3" in words(shown)
    assert "Row 4: fine (EN_US) is already in row 2" in words(shown)
    assert "Row 2:" not in words(shown)
    assert not creations(world)


UNREADABLE = [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[{", "n't valid JSON"),
        (b"[1, 2]", "a list of objects"),
        (b"name,language\r\n", "no rows"),
        (HEAD.encode() + b"x,EN_US,UTILITY,Hi,,DRAFT\r\n" * 1001, "1,001 rows"),
        (b"name,wrong_column\r\nx,y\r\n", "wrong_column"),
        (HEAD.encode() + b"x,EN_US,UTILITY,Hello, your order is ready.,,DRAFT\r\n", "row 2 has more cells"),
        (b"name,language,Name\r\nx,EN_US,y\r\n", "`name` and `Name` mean the same"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ]  # fmt: skip


def answered(world: BotWorld, name: str) -> Message | None:
    """The answer that names the file, not the file's own message."""
    return next((message for message in world.messages(GENERAL) if f"{name}.csv" in words(message)), None)


async def test_the_form_names_the_columns_and_its_sample_file_is_taken(world: BotWorld) -> None:
    for area, sender in (("whatsapp", ""), ("kakaotalk", " northwindcoffee")):
        form = await world.slash_form(f"{area} templates import{sender}")
        assert "Columns: `name`, `language`" in words(form)
        world.workspace.view_stacks[OWNER].clear()
        await world.slack.people.slash(OWNER, GENERAL, "/sinch", f"{area} templates sample")
        name = "sample-kakaotalk-templates" if sender else "sample-templates"
        answer = await world.until(partial(answered, world, name), "the answer")
        assert labels(answer) == ["Import a file"]
        sample = list(world.workspace.files.values())[-1]
        view = await world.slash_form(f"{area} templates import{sender}")
        file = world.slack.people.upload(OWNER, "sample.csv", sample.content)
        await world.submit(view, {"file": [file.id]})
        await reads(world, view, "2 rows")
        assert not any(sign in words(view) for sign in (":warning:", ":no_entry:")), words(view)
        world.workspace.view_stacks[OWNER].clear()


async def test_a_file_that_cannot_be_read_says_why(world: BotWorld) -> None:
    for content, message in UNREADABLE:
        view = await world.slash_form("whatsapp templates import")
        file = world.slack.people.upload(OWNER, "rows.csv", content)
        await world.submit(view, {"file": [file.id]})
        await reads(world, view, message)
    assert not creations(world)


async def test_a_thousand_rows_are_checked_and_one_that_would_be_rejected_is_named(world: BotWorld) -> None:
    rows = [f"many_{at},EN_US,UTILITY,Order number {at} of yours has shipped today.,," for at in range(999)]
    rows.append("many_999,EN_US,UTILITY,{{1}} is the order of yours that has shipped.,1042,")
    view = await world.slash_form("whatsapp templates import")
    file = world.slack.people.upload(OWNER, "rows.csv", (HEAD + "\r\n".join(rows)).encode("utf-8-sig"))
    await world.submit(view, {"file": [file.id]})
    await reads(world, view, "1,000 rows: 1,000 utility")
    assert "valid" not in words(view)
    assert "1 row would be rejected" in words(view)
    assert "Row 1001, many_999 (EN_US)" in words(view)


async def test_what_the_api_refuses_is_told_by_row_and_the_rest_goes_on(world: BotWorld) -> None:
    taken = [{"name": "order_update", "language": "EN_US"}, {"name": "bulk_9", "language": "DE"}]
    bodies = [
        {**item, "category": "UTILITY", "details": {"components": [{"type": "BODY", "text": "Hi"}]}} for item in taken
    ]
    await confirmed(world, json.dumps(bodies).encode(), name="rows.json")
    message = await ended(world, "finished")
    assert "Row 1, order_update (EN_US)" in words(message)
    assert [item["outcome"] for item in await result_file(world)] == ["already exists", "created"]
    assert made(world) == ["bulk_9/DE"]


async def test_kakaotalk_templates_go_to_their_sender(world: BotWorld) -> None:
    content = "name,language,content,status\r\n인사,KO,안녕하세요,DRAFT\r\n감사,KO,감사합니다,DRAFT\r\n"
    await confirmed(world, content.encode(), text="kakaotalk templates import northwindcoffee")
    await ended(world, "finished")
    names = [
        template.get("changes", {}).get("details", {}).get("name")
        for template in world.project.kakaotalk_templates.values()
    ]
    assert names.count("인사") == names.count("감사") == 1
    assert all(item["id"] for item in await result_file(world))


async def test_stop_ends_after_the_row_at_hand_and_somebody_else_may_resume(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    world.bot.bulk.pace = 0.2
    message = await confirmed(world, rows(40))
    await world.until(lambda: creations(world) >= 2, "some rows")
    await world.click(message, "Stop")
    await ended(world, "stopped")
    count = len(made(world))
    assert 2 <= count < 40
    outcomes = [item["outcome"] for item in await result_file(world)]
    assert outcomes == ["created"] * count + ["not tried"] * (40 - count)
    stopped = await ended(world, "stopped")
    question = await world.click_for(stopped, "Resume", user=MEMBER)
    assert f"{40 - count} of 40 rows" in words(question)
    await world.click(question, "Resume", user=MEMBER)
    finished = await ended(world, "finished")
    assert f"Started by <@{OWNER}>, resumed by <@{MEMBER}>" in words(finished)
    assert "Resume" not in labels(finished)
    assert (len(made(world)), creations(world)) == (40, 40)
    entries = await world.bot.store.audit.recent(60, action="whatsapp templates create")
    assert {entry.user_id for entry in entries} == {OWNER, MEMBER}


def bodies(count: int) -> list[dict[str, Any]]:
    """Of so many rows, each a draft."""
    return [
        {
            "name": f"bulk_{number}",
            "language": "EN_US",
            "category": "UTILITY",
            "status": "DRAFT",
            "details": {"components": [{"type": "BODY", "text": "Hi"}]},
        }
        for number in range(count)
    ]


async def import_job(world: BotWorld, count: int, **values: Any) -> Job:
    """As a process that died left it."""
    return await world.bot.store.jobs.add(
        "whatsapp templates import",
        project_id=PROJECT_ID,
        user_id=OWNER,
        channel=GENERAL,
        rows=[{"row": at, "label": body["name"], "body": body} for at, body in enumerate(bodies(count), 1)],
        now=world.bot.clock.now(),
        options={"title": "Import"},
        **values,
    )


async def test_a_refused_key_ends_it_and_once_it_is_right_resume_goes_on(world: BotWorld) -> None:
    """Whoever has put the access key in order presses Resume: nothing is lost, nothing is created twice."""
    refused = Fault("status", status=401, method="POST", path="/whatsapp/templates", remaining=1_000)
    world.sinch.faults.add(refused)
    await confirmed(world, rows(4))
    failed = await ended(world, "doesn't accept")
    assert made(world) == []
    world.sinch.faults.clear()
    question = await world.click_for(failed, "Resume")
    assert "4 of 4 rows" in words(question)
    await world.click(question, "Resume")
    finished = await ended(world, "finished")
    assert "4 created" in words(finished)
    assert len(made(world)) == 4


async def test_after_a_restart_it_goes_on_and_creates_nothing_twice(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'shared.db'}"
    async with bot_world(tmp_path, database_url=url) as world:
        job = await import_job(world, 5)
        jobs = world.bot.store.jobs
        claimed = await jobs.claim("elsewhere", LONG_AGO)
        assert claimed is not None
        api = world.bot.projects.api(PROJECT_ID)
        for row in job.rows[:2]:  # the second was created, and the process died before it noted that
            await api.whatsapp_templates.create(row["body"])
        one = {"row": 1, "label": "bulk_0", "outcome": "created", "detail": "", "id": "bulk_0 EN_US"}
        assert await jobs.progress(claimed, result=one, now=LONG_AGO)
        world.bot.services.wake("bulk")
        await ended(world, "finished")
        assert len(made(world)) == creations(world) == 5
        outcomes = await result_file(world)
        assert [outcome["outcome"] for outcome in outcomes] == ["created"] * 5
        assert "Found after" in outcomes[1]["detail"]


async def test_an_uncertain_answer_is_looked_up_first(world: BotWorld) -> None:
    project = world.project
    api = world.bot.projects.api(PROJECT_ID)
    job = await import_job(world, 1)
    await api.whatsapp_templates.create(job.rows[0]["body"])
    claimed = await world.bot.store.jobs.claim("elsewhere", LONG_AGO)
    assert claimed is not None
    await world.bot.store.jobs.progress(claimed, now=LONG_AGO)
    world.bot.services.wake("bulk")
    await ended(world, "finished")
    assert creations(world) == 1
    assert "bulk_0/EN_US" in project.templates
    await _unclear_after_every_try(world)


@pytest.mark.parametrize("refused", [False, True], ids=["stopped", "refused"])
async def test_what_was_at_hand_when_its_process_died_is_not_sent_again(world: BotWorld, *, refused: bool) -> None:
    """Also where nothing more was wanted before anybody looked, or Sinch refused the look, and somebody resumes it."""
    jobs = world.bot.store.jobs
    job = await import_job(world, 2)
    await world.bot.projects.api(PROJECT_ID).whatsapp_templates.create(job.rows[0]["body"])
    claimed = await jobs.claim("elsewhere", LONG_AGO)
    assert claimed is not None
    assert await jobs.progress(claimed, now=LONG_AGO)
    if refused:
        assert await jobs.finish(claimed, JobState.FAILED, LONG_AGO, error="Sinch doesn't accept the access key")
    else:
        assert await jobs.stop(job.id, LONG_AGO)
        world.bot.services.wake("bulk")
        assert "1 created" in words(await ended(world, "stopped"))

    async def over() -> Job | None:
        found = await jobs.get(job.id)
        return found if found is not None and found.state in RESUMABLE else None

    ended_early = await world.until(over, "its end")
    assert await jobs.resume(ended_early, OWNER, world.bot.clock.now())
    world.bot.services.wake("bulk")
    finished = await ended(world, "finished")
    assert "2 created" in words(finished)
    assert creations(world) == 2


async def _unclear_after_every_try(world: BotWorld) -> None:
    """Not there at each look, never answered clearly: nobody says that it failed."""
    world.sinch.faults.add(Fault("status", method="POST", path="/whatsapp/templates", remaining=TRIES))
    details = {"components": [{"type": "BODY", "text": "Hi"}]}
    body = {"name": "bulk_9", "language": "EN_US", "category": "UTILITY", "status": "DRAFT", "details": details}
    row = {"row": 1, "label": "bulk_9", "body": body}
    now = world.bot.clock.now()
    await world.bot.store.jobs.add(
        "whatsapp templates import", project_id=PROJECT_ID, user_id=OWNER, channel=GENERAL, rows=[row], now=now,
        options={"title": "Second import"},
    )  # fmt: skip
    world.bot.services.wake("bulk")
    finished = await ended(world, "Second import finished")
    assert "1 without a clear answer" in words(finished)
    assert [entry.outcome for entry in await world.bot.store.audit.recent(limit=1)] == [AuditOutcome.UNCLEAR]


async def test_two_workers_never_take_the_same_job(world: BotWorld) -> None:
    await import_job(world, 4)
    await asyncio.gather(world.bot.bulk.step(), world.bot.bulk.step())
    await ended(world, "finished")
    assert creations(world) == 4
