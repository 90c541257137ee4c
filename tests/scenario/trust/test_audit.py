"""The audit log from outside: written before the act, its outcome after it, and verified."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import commands
from bot.cards.blocks.message import Message as Shown
from bot.cards.vocabulary.payload import as_payload
from bot.command.context import Ctx, Place
from bot.command.declaration import Effect
from bot.errors import UserError
from bot.flows import health
from bot.flows.execution import access
from bot.flows.projects import webhook_check
from bot.flows.templates import applying, checking
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.slack.model import View
from bot.storage.access.audit import RESTORE_HEAD, AuditStore
from bot.storage.states import AuditOutcome
from bot.templates.canonical import plan_fingerprint
from tests.scenario.operations import AREAS, names
from tests.scenario.overviews.test_home import home
from tests.scenario.trust.test_approvals import asked, required
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words
from tests.worlds.forms import Form, open_form


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


async def test_without_the_note_of_the_newest_row_nothing_is_changed_until_it_is_back(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    async with world.bot.store.database.write() as db:
        await db.execute(text("DELETE FROM audit_head"))
    answer = words(await world.slash(f"access revoke <@{MEMBER}>"))
    assert "I changed nothing" in answer
    assert "python -m bot doctor" in answer
    assert await world.bot.store.grants.get(MEMBER) is not None
    found = await health.audit(world.bot.services)
    assert found.remedy.endswith(f"{RESTORE_HEAD};")
    async with world.bot.store.database.write() as db:
        await db.execute(text(RESTORE_HEAD))
    await world.slash(f"access revoke <@{MEMBER}>")
    assert await world.bot.store.grants.get(MEMBER) is None, "and the same command may come again"
    assert await world.bot.store.audit.verify() is None


async def test_an_act_and_its_outcome_are_one_line_with_channel_and_name(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    (entry,) = await world.bot.store.audit.recent()
    assert (entry.action, entry.outcome) == ("access grant", "done")
    shown = words(await world.slash("audit"))
    assert "access grant" in shown
    assert "#general" in shown
    assert "Olivia" in shown


async def no_room(*_: object, **__: object) -> int:
    raise OperationalError("INSERT", None, Exception("database or disk is full"))


async def test_without_audit_there_is_no_action(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AuditStore, "add", no_room)
    answer = await world.slash(f"access grant <@{MEMBER}> operator")
    assert "I changed nothing" in words(answer)
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


async def test_nor_in_a_form_a_shortcut_the_home_tab_a_job_or_by_itself(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is open already when the log can no longer be written, and what runs without being asked."""

    people, services, known = world.slack.people, world.bot.services, names(world.sinch.projects[PROJECT_ID])
    tab = await home(world, OWNER)
    await world.slash("setup")
    webhooks = world.sinch.projects[PROJECT_ID].webhooks
    (ours,) = [key for key, webhook in webhooks.items() if world.url in webhook["target"]]
    rotation = await world.slash("setup rotate")
    steps = await last_step(world)
    monkeypatch.setattr(AuditStore, "add", no_room)
    world.sinch.requests.clear()
    await world.click(rotation, next(label for label in labels(rotation) if label != "Cancel"))
    await steps.next()
    assert "I changed nothing" in steps.words
    world.workspace.view_stacks.clear()
    outcomes = []
    hook = {"target": "https://a.example", "secret": "long-and-random", "triggers": ["ALL"]}
    outcomes.append(await world.submit(await world.slash_form("webhooks create"), hook))
    outcomes.append(await world.submit(await world.slash_form(f"sms apps update {known['sms']}"), {"name": "Renamed"}))
    said = await people.send_message(OWNER, GENERAL, "What about it?")
    known_views = {view.id for view in world.views()}
    await people.message_shortcut(OWNER, GENERAL, said.ts, "comment_on_resource")
    form = await world.until(lambda: _filled(world, known_views), "the form")
    (option, *_) = await people.suggest(OWNER, form, "resource", "value", "rcs acc")
    outcomes.append(await world.submit(form, {"resource": option["value"]}))
    known_views = {view.id for view in world.views()}
    await world.click(tab, "Nudge")
    nudge = await world.until(lambda: _filled(world, known_views), "the form of a comment")
    outcomes.append(await world.submit(nudge, {}))
    assert not [outcome.errors for outcome in outcomes if outcome.errors], "each was complete"
    job = {"row": 1, "label": "a", "body": {"name": "a", "language": "EN_US", "category": "UTILITY"}}
    await services.store.jobs.add(
        "whatsapp templates import",
        project_id=PROJECT_ID,
        user_id=OWNER,
        channel=GENERAL,
        rows=[job],
        now=services.clock.now(),
    )
    with suppress(OperationalError):  # unless the world's own worker has it already
        await world.bot.bulk.step()
    webhooks[ours]["target"] = "https://elsewhere.example"
    with pytest.raises(OperationalError):
        await webhook_check.check(services, PROJECT_ID)
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    reached = [call.path for call in world.sinch.requests if call.method != "GET" and "/oauth2/" not in call.path]
    assert reached == []


async def last_step(world: BotWorld) -> Form:
    """A form of several steps, filled in up to the button that acts."""
    form = await open_form(world, "kakaotalk senders create")
    person = {"details.adminPhoneNo": "+82 10 1234 5678", "details.logoImage": "https://beans.example/logo.png"}
    await form.send({"plusFriendId": "beans", "details.name": "Beans", **person})
    await form.choose("details.topLevelCategoryCode", "019")
    await form.choose("details.midLevelCategoryCode", "0006")
    await form.send({"details.subLevelCategoryCode": "0001"})
    return form


def _filled(world: BotWorld, known: set[str]) -> View | None:
    """A modal that was not there before, once it asks for something."""
    new = [view for view in world.views() if view.id not in known]
    return next((view for view in new if any(block["type"] == "input" for block in view.blocks)), None)


async def test_each_row_of_a_file_is_in_the_audit_log(world: BotWorld) -> None:
    """As the command that would do the same, so that all that reads the log (blocked names, submissions) knows it."""
    services, store = world.bot.services, world.bot.store
    new = {
        "name": "from_a_file",
        "language": "EN_US",
        "category": "UTILITY",
        "status": "DRAFT",
        "details": {"components": [{"type": "BODY", "text": "Your parcel is on its way to you today."}]},
    }
    there = as_payload(await services.projects.api(PROJECT_ID).whatsapp_templates.get("order_update", "EN_US"))
    gone = {
        "action": "delete",
        "key": ["order_update", "EN_US"],
        "body": {},
        "was": plan_fingerprint(there),
        "code": "",
        "submit": False,
        "submitted": True,
    }
    for kind, body in (("whatsapp templates import", new), (applying.WHATSAPP, gone)):
        row = {"row": 1, "label": "x", "body": body}
        await store.jobs.add(
            kind, project_id=PROJECT_ID, user_id=OWNER, channel=GENERAL, rows=[row], now=services.clock.now()
        )
    store.notifier.notify("bulk")

    async def over() -> bool:
        return not await store.jobs.open()

    await world.until(over, "the end of both jobs")
    rows = {(row.action, row.outcome) for row in await store.audit.recent(5, user_id=OWNER)}
    assert rows == {("whatsapp templates create", "done"), ("whatsapp templates delete", "done")}
    assert "order_update" in words(await world.slash("audit about=order_update"))
    actor = await access.actor(services, OWNER)
    ctx = Ctx(services, PROJECT_ID, actor=actor, place=Place(GENERAL), request_id="test")
    assert ("order_update", "EN_US") in await checking.blocked_names(ctx)
    assert "Nothing changed here" in words(await world.slash("undo")), "a row is no step of its own"


async def test_what_was_begun_is_written_before_it_is_done(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    add, outcomes = AuditStore.add, []

    async def dies_after_the_first(self: AuditStore, **values: object) -> int:
        outcomes.append((values["outcome"], await world.bot.store.grants.get(MEMBER) is not None))
        if values["outcome"] != AuditOutcome.BEGUN:
            raise OperationalError("INSERT", None, Exception("gone"))
        return await add(self, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(AuditStore, "add", dies_after_the_first)
    answer = await world.slash(f"access grant <@{MEMBER}> operator")
    assert outcomes == [(AuditOutcome.BEGUN, False), ("done", True)]
    assert "operator" in words(answer), "it has happened, so that is what the person is told"
    (entry,) = await world.bot.store.audit.recent()
    assert entry.outcome == AuditOutcome.BEGUN


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
