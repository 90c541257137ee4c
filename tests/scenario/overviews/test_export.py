"""Every list as a CSV file: in the direct message, or here."""

from __future__ import annotations

import asyncio
import csv
import io

import commands
from bot.sandbox.slack.model import File
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, BotWorld, labels, words

LISTS = {
    "webhooks list": "/sinch/webhooks",
    "bundles list": "Northwind start",
    "sms apps list": "Order notices",
    "kakaotalk senders list": "northwindcoffee",
    "kakaotalk templates list northwindcoffee": "주문 완료",
    "kakaotalk categories senders": "커피전문점",
    "kakaotalk categories templates northwindcoffee": "001001",
    "whatsapp senders list": "Northwind Coffee",
    "whatsapp templates list": "order_update",
    "whatsapp templates versions order_update": "SV",
    "whatsapp flows list": "table_booking",
    "whatsapp solutions list": "Resale",
    "rcs senders list": "Northwind Offers",
    "rcs upscales list": "id",
    "rcs account activity": "CREATED",
    "whatsapp account activity": "Welcome aboard",
    "whatsapp templates activity spring_beans EN_US": "misleads",
}


def shared(world: BotWorld) -> list[File]:
    """Uploaded files that somebody can see."""
    return [file for file in world.workspace.files.values() if file.channels]


def file_of(world: BotWorld, name: str) -> str:
    """The content of the newest uploaded file that is called so."""
    found = [file for file in shared(world) if name in file.name]
    return found[-1].content.decode("utf-8-sig")


def test_every_list_of_the_api_can_be_exported() -> None:
    lists = [item.path for item in commands.collect() if item.calls and item.path.endswith(" list")]
    assert {path for path in lists if not any(path == typed.split(" north")[0] for typed in LISTS)} == set()
    histories = [item.path for item in commands.collect() if item.path.endswith(" activity")]
    assert len(histories) == 7
    for path in [*lists, *histories]:
        command = commands.collect().get(path)
        assert command is not None
        assert "csv" in command.args.model_fields, path


async def test_every_list_gives_a_file(world: BotWorld) -> None:
    for typed, content in LISTS.items():
        before = len(shared(world))
        await world.slack.people.slash(OWNER, GENERAL, "/sinch", f"{typed} csv=me")
        await world.until(lambda seen=before: len(shared(world)) > seen, typed)  # type: ignore[misc]
        read = shared(world)[-1].content.decode("utf-8-sig")
        assert content in read, typed
        head, *rows = list(csv.reader(io.StringIO(read, newline="")))
        assert rows, typed
        assert all(len(row) == len(head) for row in rows), typed


async def test_the_audit_log_can_be_exported(world: BotWorld) -> None:
    for number in range(3):
        await world.slash(f"digest add daily 0{number}:00")
    answer = await world.slash("audit")
    await world.click(answer, "Export CSV")
    await world.until(lambda: any("3 rows" in words(message) for message in world.messages()), "the count")
    read = file_of(world, "audit-log")
    assert read.count("digest add") == 3
    assert GENERAL in read, "where it was asked"


async def test_the_button_exports_all_pages_with_the_same_filters(world: BotWorld) -> None:
    project = world.project
    one = next(iter(project.kakaotalk_templates.values()))
    for count in range(130):
        code = f"K{count:04}"
        project.kakaotalk_templates[f"northwindcoffee/{code}"] = {
            **one,
            "code": code,
            "details": {**one["details"], "name": f"=cmd|' /C calc'!A{count:03}"},
        }
    answer = await world.slash("kakaotalk templates list northwindcoffee name==cmd")
    assert "Export CSV" in labels(answer)
    assert "Next" in labels(answer)
    await world.click(answer, "Export CSV")
    await world.until(lambda: any("130 rows" in words(message) for message in world.messages()), "the count")
    read = file_of(world, "kakaotalk-templates")
    assert read.count("'=cmd|") == 130
    assert ",=cmd" not in read


async def test_here_is_the_channel_and_nothing_is_no_file(world: BotWorld) -> None:
    answer = await world.slash("whatsapp senders list csv=here")
    assert [GENERAL in file.channels for file in shared(world)] == [True]
    assert "4 rows" in words(answer)
    await world.slash("whatsapp templates languages csv=channel")
    await world.until(lambda: [GENERAL in file.channels for file in shared(world)] == [True, True], "the other file")
    world.project.bundles.clear()
    await world.slack.people.slash(OWNER, GENERAL, "/sinch", "bundles list csv=me")
    await world.until(
        lambda: any("Nothing to export" in words(message) for message in world.messages()), "that it is empty"
    )


async def test_elsewhere_is_refused(world: BotWorld) -> None:
    view = await world.slash_form("bundles list csv=everyone")
    assert "can't be 'everyone'" in words(view)


async def test_one_export_at_a_time_for_each_person_and_two_in_all(world: BotWorld) -> None:
    turns = world.bot.services.exports
    async with turns.turn(OWNER):
        for typed in ("list csv=me", "languages csv=me", "health csv=me", "export"):
            refused = await world.slash(f"whatsapp templates {typed}")
            assert "still working on your last export" in words(refused), typed
        async with turns.turn("U0SOMEBODY"):
            waiting = asyncio.create_task(world.slash("whatsapp senders list csv=me", user=MEMBER))
            await world.until(lambda: world.bot.services.tasks, "work")
            assert not shared(world)
        await waiting
    assert file_of(world, "whatsapp-senders")
    await world.slash("whatsapp templates list csv=me")
    assert file_of(world, "whatsapp-templates")
