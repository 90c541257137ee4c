"""The audit log from outside: written before the act, its outcome after it, and verified."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import commands
from bot.cards.blocks.message import Message as Shown
from bot.command.declaration import Effect
from bot.errors import UserError
from bot.provisioning.subjects import Kind, Subject
from bot.storage.audit import BEGUN, AuditStore
from tests.scenario.operations import AREAS, names
from tests.scenario.test_approvals import asked, required
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words


async def test_a_row_changed_by_hand_is_named(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    await world.slash("digest add daily 09:00", channel=ACTIVITY)
    answer = await world.slash("audit verify")
    assert "complete" in words(answer)
    async with world.bot.store.database.write() as db:
        await db.execute(text("UPDATE audit SET user_id = 'U0OTHER' WHERE id = 2"))
    answer = await world.slash("audit verify")
    assert "Row 2" in words(answer)
    assert "changed" in words(answer)


async def test_an_act_and_its_outcome_are_one_line_with_channel_and_name(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    (entry,) = await world.bot.store.audit.recent()
    assert (entry.action, entry.outcome) == ("access grant", "done")
    shown = words(await world.slash("audit"))
    assert "access grant" in shown
    assert "#general" in shown
    assert "Olivia" in shown


async def test_without_audit_there_is_no_action(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object, **__: object) -> int:
        raise OperationalError("INSERT", None, Exception("database or disk is full"))

    monkeypatch.setattr(AuditStore, "add", full)
    await world.slash(f"access grant <@{MEMBER}> operator")
    assert await world.bot.store.grants.get(MEMBER) is None


async def test_without_audit_nothing_reaches_sinch_in_any_way(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that changes something there, asked for and confirmed; a mention, a form, a reply, an approval."""

    async def full(*_: object, **__: object) -> int:
        raise UserError("The disk is full.")  # foreseen, since traces of sixty errors take their time

    await required(world, "whatsapp templates delete")
    request = await asked(world)
    card = await world.bot.slack.post(ACTIVITY, Shown("a card"))
    subject = Subject(Kind.rcs_account).key
    await world.bot.store.threads.save(ACTIVITY, PROJECT_ID, subject, {}, world.bot.clock.now(), ts=card.ts)
    monkeypatch.setattr(AuditStore, "add", full)
    people, known = world.slack.people, names(world.sinch.projects[PROJECT_ID])
    every = commands.collect()
    changing = tuple(command.path for command in every if command.calls and command.effect is not Effect.READ)
    rows = [row.text for rows in AREAS.values() for row in rows if row.text.startswith(changing)]
    typed = [re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], ""), row) for row in rows]
    assert len(typed) > 40
    await world.click(request, "Approve", user=OWNER)
    await people.send_message(OWNER, ACTIVITY, "This waits.", card.ts)
    await people.send_message(OWNER, ACTIVITY, f"@{world.workspace.bot.name} rcs account comment Hello")
    for line in typed:
        assert (await people.slash(OWNER, GENERAL, "/sinch", line)).ok
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    asking = [message for message in world.messages(GENERAL) if "Cancel" in labels(message)]
    assert len(asking) > 20
    for message in asking:
        await world.click(message, next(label for label in labels(message) if label != "Cancel"))
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    reached = [call.path for call in world.sinch.requests if call.method != "GET" and "/oauth2/" not in call.path]
    assert reached == []


async def test_what_was_begun_is_written_before_it_is_done(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    add, outcomes = AuditStore.add, []

    async def dies_after_the_first(self: AuditStore, **values: object) -> int:
        outcomes.append((values["outcome"], await world.bot.store.grants.get(MEMBER) is not None))
        if values["outcome"] != BEGUN:
            raise OperationalError("INSERT", None, Exception("gone"))
        return await add(self, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(AuditStore, "add", dies_after_the_first)
    answer = await world.slash(f"access grant <@{MEMBER}> operator")
    assert outcomes == [(BEGUN, False), ("done", True)]
    assert "operator" in words(answer), "it has happened, so that is what the person is told"
    (entry,) = await world.bot.store.audit.recent()
    assert entry.outcome == BEGUN


async def test_who_changed_this(world: BotWorld) -> None:
    async def asked(command: str) -> str:
        return words(await world.slash(command))

    for typed in ("whatsapp templates delete order_update EN_US", "whatsapp templates delete order_update_2 EN_US"):
        question = await world.slash(typed)
        if "Cancel" in labels(question):
            await world.click_for(question, "Cancel")
    sender = next(
        rcs_sender
        for rcs_sender in world.sinch.projects[PROJECT_ID].rcs_senders.values()
        if rcs_sender["state"] == "IN_TEST"
    )
    name = sender["details"]["brand"]["name"]
    await world.click_for(await world.slash(f"rcs senders launch {sender['id']}"), "Cancel")
    await world.slash(f"access grant <@{MEMBER}> operator")
    shown = await asked("audit about=order_update")
    assert "order_update" in shown
    assert "order_update_2" not in shown
    assert "access grant" not in shown
    for about in (f"'{name}'", sender["id"]):
        shown = await asked(f"audit about={about}")
        assert "rcs senders launch" in shown
        assert name in shown, "people read names"
        assert "templates delete" not in shown
    assert "order_update" in await asked("who changed order_update?")
    assert "access grant" not in await asked("who changed order_update?")
    assert "No changes match" in await asked("audit about=nobody_knows_this")
