"""A second person: from whatever way in a covered command comes, it waits, and runs once when someone else says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

import commands
from bot.command.context import Ctx, Place
from bot.errors import BotError, Gone, NotAllowed
from bot.flows.execution import access, approval_rules, decisions
from bot.process import place
from bot.provisioning.errors import ApiError, Unreachable
from bot.provisioning.tags.whatsapp import Whatsapp
from bot.provisioning.tags.whatsapp_templates import WhatsappTemplates
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.workspace import Message
from bot.storage.access.approvals import Approval
from bot.storage.db.guard_tables import approvals as table
from bot.storage.states import ApprovalState
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words

DELETE = "whatsapp templates delete order_update EN_US submitted=yes"


async def required(world: BotWorld, what: str = "whatsapp templates delete") -> None:
    assert "needs approval" in words(await world.slash(f"approvals require {what} in=<#{ACTIVITY}>"))
    await world.slash(f"access grant <@{MEMBER}> admin")


async def asked(world: BotWorld, command: str = DELETE, user: str = MEMBER) -> Message:
    """The request's card, after the command was typed."""
    outcome = await world.slack.people.slash(user, GENERAL, "/sinch", command)
    assert outcome.ok, outcome
    card: Message = await world.until(
        lambda: next(
            (message for message in reversed(world.messages(ACTIVITY)) if "asks for approval" in words(message)), None
        ),
        "the request",
    )
    await world.until(
        lambda: any("needs approval. I asked" in words(message) for message in world.messages(GENERAL)), "the answer"
    )
    return card


async def request_of(world: BotWorld) -> Approval:
    async with world.bot.store.database.read() as db:
        key = (await db.execute(text("SELECT id FROM approvals ORDER BY created_at DESC LIMIT 1"))).scalar_one()
    found = await world.bot.store.approvals.get(key)
    assert found is not None
    return found


async def context(world: BotWorld, user: str) -> Ctx:
    person = await access.actor(world.bot.services, user)
    return Ctx(world.bot.services, PROJECT_ID, actor=person, place=Place(ACTIVITY), request_id="test")


def deletions(world: BotWorld) -> int:
    return len(world.calls("DELETE", "/whatsapp/templates"))


async def test_it_waits_and_runs_when_somebody_else_approves(world: BotWorld) -> None:
    await required(world)
    card = await asked(world)
    assert "order_update" in words(card)
    assert labels(card) == ["Approve", "Refuse"]
    assert deletions(world) == 0
    await world.click(card, "Approve", user=OWNER)
    await world.until(lambda: "Approved and done" in words(_latest(world, card)), "the end")
    assert deletions(world) == 1
    assert labels(_latest(world, card)) == []
    assert "Delete the template order_update" in words(_latest(world, card))

    async def audited() -> bool:
        rows = {(row.action, row.user_id, row.outcome) for row in await world.bot.store.audit.recent()}
        return {("whatsapp templates delete", MEMBER, "done"), ("approvals approve", OWNER, "done")} <= rows

    await world.until(audited, "both rows")


def _latest(world: BotWorld, card: Message) -> Message:
    return next(message for message in world.messages(ACTIVITY) if message.ts == card.ts)


async def test_nobody_approves_their_own(world: BotWorld) -> None:
    await required(world)
    await asked(world)
    request = await request_of(world)
    with pytest.raises(NotAllowed, match="someone else"):
        await decisions.approve(await context(world, MEMBER), request.id, commands.collect())
    assert deletions(world) == 0


async def test_who_asks_again_for_the_same_is_told_and_nobody_else_is(world: BotWorld) -> None:
    def cards() -> int:
        return sum("asks for approval" in words(message) for message in world.messages(ACTIVITY))

    await required(world)
    await asked(world)
    outcome = await world.slack.people.slash(MEMBER, GENERAL, "/sinch", DELETE)
    assert outcome.ok
    await world.until(
        lambda: any("asked for this already" in words(message) for message in world.messages(GENERAL)), "the answer"
    )
    assert cards() == 1
    await world.slash(DELETE)
    await world.until(lambda: cards() == 2, "somebody else's own request")


async def test_two_hundred_presses_run_it_once(world: BotWorld) -> None:
    await required(world)
    await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    presses = [decisions.approve(ctx, request.id, commands.collect()) for _ in range(200)]
    results = await asyncio.gather(*presses, return_exceptions=True)
    assert [
        result for result in results if isinstance(result, BaseException) and not isinstance(result, BotError)
    ] == []
    assert sum(not isinstance(result, Gone) for result in results) == 1
    assert (await request_of(world)).state is ApprovalState.DONE
    assert deletions(world) == 1


async def test_the_role_counts_at_the_moment_of_pressing(world: BotWorld) -> None:
    await required(world)
    await asked(world, user=OWNER)
    request = await request_of(world)
    await world.bot.store.grants.give(MEMBER, "operator", OWNER, world.bot.clock.now())
    with pytest.raises(NotAllowed):
        await decisions.approve(await context(world, MEMBER), request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.ASKED


async def test_a_refusal_has_a_reason_and_is_final(world: BotWorld) -> None:
    await required(world)
    card = await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    await decisions.refuse(ctx, request.id, "Not before Monday", commands.collect())
    assert "Not before Monday" in words(_latest(world, card))
    with pytest.raises(Gone, match="Not before Monday"):
        await decisions.approve(ctx, request.id, commands.collect())
    assert deletions(world) == 0


@pytest.mark.parametrize(
    ("presses", "says"),
    [("viewer", "admin role"), ("operator", "admin role"), ("requester", "someone else"), ("late", "Refused by")],
)
async def test_who_may_not_decide_is_told_before_the_form_for_a_reason(
    world: BotWorld, presses: str, says: str
) -> None:
    await required(world)
    card = await asked(world)
    user = {"requester": MEMBER, "late": OWNER}.get(presses, "U0NAOMI001")
    if presses == "operator":
        await world.bot.store.grants.give(user, "operator", OWNER, world.bot.clock.now())
    if presses == "late":
        async with world.bot.store.database.write() as db:
            await db.execute(update(table).values(state=ApprovalState.REFUSED, decided_by=OWNER))
    answer = await world.click_for(card, "Refuse", user=user)
    assert isinstance(answer, Message), "no form"
    assert says in words(answer)
    assert answer.ephemeral_to == user
    assert world.views(user) == []


async def test_the_role_is_checked_again_when_the_reason_is_sent(world: BotWorld) -> None:
    await required(world)
    card = await asked(world)
    await world.bot.store.grants.give("U0NAOMI001", "admin", OWNER, world.bot.clock.now())
    form = await world.click_for(card, "Refuse", user="U0NAOMI001")
    await world.bot.store.grants.revoke("U0NAOMI001")
    before = world.shown()
    await world.submit(form, {"reason": "Not before Monday"}, user="U0NAOMI001")
    assert "admin role" in words(await world.answer(before, user="U0NAOMI001"))
    assert (await request_of(world)).state is ApprovalState.ASKED


@pytest.mark.parametrize("what", ["resource", "values"])
async def test_what_changed_meanwhile_is_not_run(world: BotWorld, what: str) -> None:
    await required(world)
    await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    if what == "resource":
        project = next(iter(world.sinch.projects.values()))
        project.templates["order_update/EN_US"]["modified"] = "2030-01-01T00:00:00Z"
    else:
        values: dict[str, Any] = {"args": {**request.args, "name": "summer_sale"}}
        async with world.bot.store.database.write() as db:
            await db.execute(update(table).values(values))
    await decisions.approve(ctx, request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.CHANGED
    assert deletions(world) == 0


async def test_it_expires_after_a_day(world: BotWorld) -> None:
    await required(world)
    card = await asked(world)
    request = await request_of(world)
    assert request.expires_at - request.created_at == timedelta(hours=24)
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(expires_at=world.bot.clock.now()))
    with pytest.raises(Gone, match="Expired after 24 hours"):
        await decisions.approve(await context(world, OWNER), request.id, commands.collect())
    assert "Expired" in words(_latest(world, card)), "the card need not wait for the sweep"


@pytest.mark.parametrize("begun", [False, True])
async def test_after_a_death_it_never_runs_twice(world: BotWorld, begun: bool) -> None:
    await required(world)
    await asked(world)
    request, now = await request_of(world), world.bot.clock.now()
    dead = {"state": ApprovalState.RUNNING, "claimed_by": f"{place()}/4194999/x", "claimed_at": now}
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(dead))
    if begun:
        await begin(world, request)
    await decisions.sweep(world.bot.services)
    assert (await request_of(world)).state is (ApprovalState.LOST if begun else ApprovalState.ASKED)


async def begin(world: BotWorld, request: Approval) -> None:
    """The row that is written before the act."""
    await world.bot.store.audit.add(
        at=world.bot.clock.now(), user_id=MEMBER, user_name="x", action=request.path, args={}, outcome="begun",
        request_id=request.id,
    )  # fmt: skip


async def test_a_request_whose_card_never_stood_is_shown_after_a_restart(world: BotWorld) -> None:
    """Also where it stands, and only that was not noted."""
    await required(world)
    card = await asked(world)
    dead = {"ts": None, "claimed_by": f"{place()}/4194999/x", "claimed_at": world.bot.clock.now()}
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(dead))
    await decisions.sweep(world.bot.services)
    assert (await request_of(world)).ts == card.ts
    await world.bot.slack.delete(ACTIVITY, card.ts)
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(dead))
    await asyncio.gather(*(decisions.sweep(world.bot.services) for _ in range(5)))
    (again,) = [message for message in world.messages(ACTIVITY) if "asks for approval" in words(message)]
    assert (again.ts != card.ts, words(again)) == (True, words(card))
    assert any("I asked in" in words(message) for message in world.messages() if message.channel.startswith("D"))
    await world.click(again, "Approve", user=OWNER)
    await world.until(lambda: "Approved and done" in words(_latest(world, again)), "the end")


@pytest.mark.parametrize("change", ["closed", "demoted", "disconnected"])
async def test_who_asked_counts_when_it_runs(world: BotWorld, change: str) -> None:
    await required(world)
    card = await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    if change == "closed":
        world.workspace.users[MEMBER].deleted = True
        world.bot.slack.forget(MEMBER)
    elif change == "demoted":
        await world.bot.store.grants.revoke(MEMBER)
    else:
        await world.bot.projects.remove(PROJECT_ID)
    await decisions.approve(ctx, request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.CHANGED
    assert "but not run" in words(_latest(world, card))
    assert deletions(world) == 0


async def test_what_nobody_foresaw_ends_the_request(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("not foreseen")

    await required(world)
    card = await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    monkeypatch.setattr(WhatsappTemplates, "delete", breaks)
    with pytest.raises(RuntimeError):
        await decisions.approve(ctx, request.id, commands.collect())
    assert "Check whether it happened" in words(_latest(world, card))
    with pytest.raises(Gone):
        await decisions.approve(ctx, request.id, commands.collect())


async def test_what_sinch_leaves_open_is_not_called_failed(world: BotWorld) -> None:
    """A 5xx or a broken connection to a change: it may have been made, and is not made twice."""
    await required(world)
    for name, fault in (("EN_US", Fault("status", status=504, after=True)), ("SV", Fault("status", status=409))):
        card = await asked(world, f"whatsapp templates delete order_update {name} submitted=yes")
        fault.method, fault.path = "DELETE", "/whatsapp/templates/order_update"
        world.sinch.faults.add(fault)
        request = await request_of(world)
        await decisions.approve(await context(world, OWNER), request.id, commands.collect())
        unclear = name == "EN_US"
        assert (await request_of(world)).state is (ApprovalState.LOST if unclear else ApprovalState.FAILED)
        assert ("Check whether it happened" in words(_latest(world, card))) == unclear
        assert ("but it failed" in words(_latest(world, card))) != unclear


EXCHANGE = "whatsapp long-lived-token token=correct-horse-battery"


async def approved_token(world: BotWorld) -> Approval:
    await required(world, "whatsapp long-lived-token")
    await asked(world, EXCHANGE)
    await decisions.approve(await context(world, OWNER), (await request_of(world)).id, commands.collect())
    return await request_of(world)


def tokens(world: BotWorld) -> list[str | None]:
    """Who alone sees a token, for each message that shows one."""
    return [message.ephemeral_to for message in world.messages() if "SANDBOX" in words(message)]


async def test_a_token_that_was_approved_waits_for_who_asked_and_stays_nowhere(world: BotWorld) -> None:
    request = await approved_token(world)
    assert (request.state, world.calls("POST", "longLivedAccessToken")) == (ApprovalState.READY, [])
    with pytest.raises(NotAllowed):
        await decisions.collect(await context(world, OWNER), request.id, commands.collect())
    told = next(
        message
        for message in world.messages()
        if message.channel.startswith("D") and "Show it to me" in labels(message)
    )
    assert "correct-horse-battery" not in str([message.blocks for message in world.messages()])
    await world.click(told, "Show it to me", user=MEMBER)
    await world.until(lambda: tokens(world), "the token")
    assert tokens(world) == [MEMBER]

    async def is_over() -> bool:
        found = await request_of(world)
        return (found.state, found.args) == (ApprovalState.DONE, {})

    await world.until(is_over, "the end")
    assert not any("Show it to me" in labels(message) for message in world.messages(ACTIVITY))
    with pytest.raises(Gone, match="shown you this already"):
        await decisions.collect(await context(world, MEMBER), request.id, commands.collect())


async def test_a_token_that_was_approved_is_not_lost(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither while the API is away, nor when the process dies before it asks; what nobody fetches is wiped."""

    async def away(*_: object) -> None:
        raise Unreachable("away", method="POST", path="/longLivedAccessToken")

    request, ctx = await approved_token(world), await context(world, MEMBER)
    with monkeypatch.context() as patch:
        patch.setattr(Whatsapp, "long_lived_access_token", away)
        with pytest.raises(Unreachable):
            await decisions.collect(ctx, request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.READY
    dead = {"state": ApprovalState.RUNNING, "claimed_by": f"{place()}/4194999/x", "claimed_at": world.bot.clock.now()}
    async with world.bot.store.database.write() as db:
        await db.execute(text("DELETE FROM audit WHERE request_id = :id"), {"id": request.id})
        await db.execute(update(table).values(dead))
    await decisions.sweep(world.bot.services)
    assert (await request_of(world)).state is ApprovalState.READY
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(expires_at=world.bot.clock.now()))
    await decisions.sweep(world.bot.services)
    over = await request_of(world)
    assert (over.state, over.args) == (ApprovalState.EXPIRED, {})
    assert any("nobody asked to see it" in words(message) for message in world.messages(ACTIVITY))
    await begin(world, request)
    async with world.bot.store.database.write() as db:
        await db.execute(update(table).values(dead))
    await decisions.sweep(world.bot.services)
    assert (await request_of(world)).state is ApprovalState.LOST, "what had begun may not run twice"
    told = [words(message) for message in world.messages() if message.channel.startswith("D")]
    assert any("Nobody saw its answer. Type the command again." in said for said in told)


async def test_a_setting_is_bound_as_it_was(world: BotWorld) -> None:
    now = world.bot.clock.now()
    await world.bot.store.grants.give(MEMBER, "admin", OWNER, now)
    await world.bot.store.approvals.require("access grant", ACTIVITY, OWNER, now)
    await asked(world, "access grant <@U0NAOMI001> operator")
    await world.bot.store.grants.give("U0NAOMI001", "admin", OWNER, now)
    await decisions.approve(await context(world, OWNER), (await request_of(world)).id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.CHANGED


CREATE = (
    "whatsapp templates create name=launch_news language=EN_US category=UTILITY "
    'json=\'{"details": {"components": [{"type": "BODY", "text": "%s"}]}}\''
)


async def test_the_card_shows_the_question_the_findings_and_the_exact_values(world: BotWorld) -> None:
    await required(world, "whatsapp templates create")
    long = "Your table is booked. " + "We look forward to seeing you and your guests again. " * 16
    card = await asked(world, CREATE % long.strip())
    assert "Create *launch" in words(card), "what, in words"
    assert "launch_news" in words(card)
    files = [file.content.decode() for file in world.workspace.files.values() if ACTIVITY in file.channels]
    assert any(long.strip() in content for content in files), "too long for a card"
    await decisions.refuse(await context(world, OWNER), (await request_of(world)).id, "No", commands.collect())
    card = await asked(world, CREATE % "Test, see https://wa.me/123 for your order")
    assert "wa.me" in words(card)
    assert "Rules:" in words(card), "what the check found"


async def test_a_resource_that_cannot_be_read_is_not_unchanged(world: BotWorld) -> None:
    await required(world)
    await asked(world)
    request, ctx = await request_of(world), await context(world, OWNER)
    world.sinch.faults.add(Fault("status", status=400, path="/whatsapp/templates/order_update", method="GET"))
    with pytest.raises(ApiError):
        await decisions.approve(ctx, request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.ASKED, "it can be decided again"
    assert deletions(world) == 0
    await decisions.approve(ctx, request.id, commands.collect())
    assert deletions(world) == 1


@pytest.mark.parametrize("command", ["webhooks update {hook} target=https://a.example.com", "sms apps delete {sms}"])
async def test_every_resource_is_bound_as_it_was(world: BotWorld, command: str) -> None:
    project = world.sinch.projects[PROJECT_ID]
    hook = world.sinch.seed_webhook("https://crm.example.com/in", "s")
    sms = next(iter(project.sms_apps))
    await required(world, " ".join(command.split()[:3]).partition(" {")[0])
    await asked(world, command.format(hook=hook, sms=sms))
    project.webhooks[hook]["triggers"] = ["BUNDLE_DONE"]
    project.sms_apps[sms]["name"] = "Another name"
    request = await request_of(world)
    await decisions.approve(await context(world, OWNER), request.id, commands.collect())
    assert (await request_of(world)).state is ApprovalState.CHANGED
    assert not world.calls("PATCH", "/webhooks")
    assert not world.calls("DELETE", "/sms")


async def test_the_card_says_which_resource_in_words(world: BotWorld) -> None:
    await required(world, "update")
    app = next(iter(world.sinch.projects[PROJECT_ID].sms_apps))
    card = words(await asked(world, f"sms apps update {app} name=Renamed"))
    assert "About: *Order notices*" in card
    assert "*SMS app*: Order notices\n" in card
    assert f"ID: `{app}`" in card
    assert "*Name*: Renamed" in card
    answer = await world.slash("sms apps update 0123456789 name=Renamed", user=MEMBER)
    assert "doesn't exist" in words(answer), "nobody is asked about nothing"


@pytest.mark.parametrize("end", ["refused", "expired"])
async def test_secrets_of_what_never_runs_are_wiped(world: BotWorld, end: str) -> None:
    await required(world, "webhooks create")
    card = await asked(world, "webhooks create target=https://a.example.com secret=very-secret-indeed triggers=ALL")
    assert "very-secret-indeed" not in words(card)
    request = await request_of(world)
    assert request.args["secret"] == "very-secret-indeed"
    if end == "refused":
        await decisions.refuse(await context(world, OWNER), request.id, "No", commands.collect())
    else:
        async with world.bot.store.database.write() as db:
            await db.execute(update(table).values(expires_at=world.bot.clock.now()))
        await decisions.sweep(world.bot.services)
    assert (await request_of(world)).args == {}


async def test_where_nobody_can_be_asked_it_says_so(world: BotWorld) -> None:
    await world.bot.store.approvals.require("launch", "C0NOWHERE", OWNER, world.bot.clock.now())
    sender = next(
        rcs_sender
        for rcs_sender in world.sinch.projects[PROJECT_ID].rcs_senders.values()
        if rcs_sender["state"] == "IN_TEST"
    )
    answer = await world.slash(f"rcs senders launch {sender['id']}")
    assert "can't ask" in words(answer)
    assert not world.calls("POST", "/launch")


async def test_who_asks_is_told_what_had_better_come_first(world: BotWorld) -> None:
    """As in the question that would come without the rule; the request is made all the same."""
    draft = next(id_ for id_, each in world.sinch.projects[PROJECT_ID].rcs_senders.items() if each["state"] == "DRAFT")
    await required(world, "launch")
    card = await asked(world, f"rcs senders launch {draft}")
    assert "isn't ready to launch" in words(card)
    told = next(message for message in world.messages(GENERAL) if "I asked in" in words(message))
    assert "isn't ready to launch" in words(told)
    assert "If you change it, ask again" in words(told)
    assert all(label.startswith("Fill in: ") for label in labels(told))
    assert labels(told)
    form = await world.click_for(told, labels(told)[0], user=MEMBER)
    assert "details.brand" in str(form), "the form at the step that lacks something"


async def test_who_asked_in_a_thread_is_told_there(world: BotWorld) -> None:
    await required(world)
    await world.slack.people.send_message(MEMBER, GENERAL, f"@{world.workspace.bot.name} {DELETE}")
    await world.until(
        lambda: any("asks for approval" in words(message) for message in world.messages(ACTIVITY)), "the request"
    )
    request = await request_of(world)
    await decisions.refuse(await context(world, OWNER), request.id, "Not before Monday", commands.collect())
    thread = str(request.place["thread_ts"])
    told = [message for message in world.messages(GENERAL, thread_ts=thread) if "Not before Monday" in words(message)]
    assert told


async def test_rules_are_listed_and_dropped_and_nonsense_is_refused(world: BotWorld) -> None:
    await required(world, "rcs")
    assert "rcs" in words(await world.slash("approvals list"))
    world.workspace.channels[ACTIVITY].kind = "private"
    listed = words(await world.slash("approvals list", user=MEMBER))
    assert ("a private channel" in listed, world.workspace.channels[ACTIVITY].name in listed) == (True, False)
    assert "I don't know a change" in words(await world.slash("approvals require fly"))
    elsewhere = await world.slack.people.create_channel(OWNER, "without-the-bot")
    archived = await world.room("long-gone")
    world.workspace.channels[archived.id].is_archived = True
    for where, said in (
        (f"<#{elsewhere.id}>", "I'm not in it"),
        (f"<#{archived.id}>", "it's archived"),
        ("nowhere", "I can't find the channel"),
        (world.workspace.direct(OWNER, world.workspace.app.user_id).id, "Nobody else can approve"),
    ):
        assert said in words(await world.slash(f"approvals require launch in={where}"))
    nothing = await world.slash("approvals require in=#launches")
    assert labels(nothing)[:2] == ["Launches", "Deletions"], "who doesn't say what is asked"
    chosen = await world.click_for(await world.slash("approvals require", channel=ACTIVITY), "Deletions")
    assert "`delete` now needs approval" in words(chosen)
    which = await world.slash("approvals drop")
    assert labels(which) == ["rcs", "delete"]
    assert "`rcs` no longer needs approval" in words(await world.click_for(which, "rcs"))
    assert "Which one?" in words(await world.slash("approvals drop launch"))
    await world.slash("approvals drop /sinch delete")
    assert await world.bot.store.approvals.rules() == []
    assert "nothing to remove" in words(await world.slash("approvals drop"))


@pytest.mark.parametrize(
    ("what", "path", "covered"),
    [
        ("launch", "rcs senders launch", True),
        ("rcs", "rcs senders update", True),
        ("rcs", "rcs senders comment", False),
        ("rcs", "rcs senders list", False),
        ("rcs", "whatsapp senders update", False),
        ("whatsapp templates delete", "whatsapp templates delete", True),
        ("whatsapp templates", "whatsapp templates delete", True),
        ("delete", "webhooks delete", True),
        ("access grant", "access grant", True),
        ("approvals", "approvals drop", False),
        ("create", "whatsapp templates import", True),
        ("whatsapp templates create", "whatsapp templates import", True),
        ("delete", "whatsapp templates apply", True),
        ("whatsapp templates create", "kakaotalk templates import", False),
        ("comment", "rcs senders comment", False),
        ("webhooks", "setup", True),
        ("webhooks update", "setup rotate", True),
        ("setup", "setup rotate", True),
        ("webhooks create", "bundles create", True),
        ("sms", "bundles create", True),
        ("delete", "setup", False),
        ("webhooks", "subscribe", False),
        ("update", "rcs senders launch", False),
    ],
)
def test_what_a_rule_covers(what: str, path: str, covered: bool) -> None:
    command = commands.collect().get(path)
    assert command is not None
    assert approval_rules.covers(what, command) is covered


def test_what_commands_do_besides_are_commands_that_change_something() -> None:
    every = commands.collect()
    for path in (path for command in every for path in command.does):
        command = every.get(path)
        assert command is not None, path
        assert command.effect in approval_rules.CHANGES
