"""The audit log from outside: written before the act, its outcome after it, and verified."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.storage.audit import BEGUN, AuditStore
from tests.worlds.bot_world import ACTIVITY, MEMBER, PROJECT_ID, BotWorld, labels, words


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
