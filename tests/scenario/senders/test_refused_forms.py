"""Whoever edits what a reviewer refused reads why, on top of the form, whatever kind of resource it is."""

from __future__ import annotations

import pytest

from bot.sandbox.sinch.world.scope import REVIEWER
from tests.scenario.operations import names
from tests.worlds.bot_world import BotWorld, words
from tests.worlds.forms import Form, open_form

SAID = "The name on the *invoice* differs."
KAKAO = "northwindcoffee"


async def _refused(world: BotWorld, kind: str) -> str:
    """Refuse a resource of the kind; the words that edit it."""
    project, scope = world.project, world.sinch.scope(world.project)
    if kind == "whatsapp_account":
        assert project.whatsapp_account is not None
        project.whatsapp_account |= {"state": "REJECTED"}
        key, typed = f"{kind}:account", "whatsapp account update"
    elif kind == "kakaotalk_template":
        code = names(project)["kt_approved"]
        project.kakaotalk_templates[f"{KAKAO}/{code}"]["state"] = "REJECTED"
        key, typed = f"{kind}:{KAKAO}/{code}", f"kakaotalk templates update {KAKAO} {code}"
    elif kind == "rcs_sender":
        sender = next(sender for sender in project.rcs_senders.values() if sender["state"] == "IN_TEST")
        operators = [{"name": "Telia", "status": "REJECTED", "remark": "No video of the opt-in."}]
        sender["countryStatus"] = [{"country": "SE", "status": "PENDING", "operators": operators}]
        return f"rcs senders update {sender['id']}"
    else:
        sender = next(sender for sender in project.whatsapp_senders.values() if sender.get("state") == "ACTIVE")
        sender["changes"] = {"status": "REJECTED", "details": {"displayName": "Northwind"}}
        refused = {"value": "Northwind", "status": "REJECTED", "rejectionReason": "Not the brand."}
        sender["metadata"] = {"displayName": refused}
        key, typed = f"{kind}:{sender['id']}", f"whatsapp senders update {sender['id']}"
    scope.note(key, "REJECTED", SAID, REVIEWER)
    return typed


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("whatsapp_account", ["Sinch adds", "on the", "invoice"]),
        ("whatsapp_sender", ["was rejected: Not the brand.", "Sinch adds", "invoice"]),
        ("kakaotalk_template", ["Sinch adds", "invoice"]),
        ("rcs_sender", ["Operators that rejected it", "Telia (SE): rejected. No video of the opt-in."]),
    ],
)
async def test_the_form_says_why_on_each_step_but_the_summary(world: BotWorld, kind: str, reasons: list[str]) -> None:
    form = await open_form(world, await _refused(world, kind))
    assert [reason for reason in reasons if reason not in form.words] == [], form.words
    if kind == "kakaotalk_template":
        await form.next()
        assert "invoice" in form.words
        await form.next()
        await form.next()
        assert "invoice" not in form.words


async def test_what_was_not_refused_has_nothing_on_top(world: BotWorld) -> None:
    sender = next(sender for sender in world.project.whatsapp_senders.values() if sender.get("state") == "ACTIVE")
    sent = len(world.calls("GET", "/activities"))
    form = Form(world)
    await world.slash_form(f"whatsapp senders update {sender['id']}")
    await form.settled()
    assert "adds" not in form.words
    assert "Rejected" not in form.words
    assert len(world.calls("GET", "/activities")) == sent


async def test_a_kakaotalk_senders_refusal_is_said_where_it_must_be_discarded_first(world: BotWorld) -> None:
    sender = world.project.kakaotalk_senders[KAKAO]
    sender["changes"] = {"status": "REJECTED", "details": {"name": "Northwind"}}
    world.sinch.scope(world.project).note(f"kakaotalk_sender:{KAKAO}", "REJECTED", SAID, REVIEWER)
    answer = await world.slash(f"kakaotalk senders update {KAKAO}")
    shown = words(world.views()[-1]) if world.views() else words(answer)
    assert "Discard" in shown
    assert "invoice" in shown
