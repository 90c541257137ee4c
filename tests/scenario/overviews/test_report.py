"""`/sinch report`: what was decided and why, how long it took, what was said and what Meta moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.worlds.bot_world import MEMBER, BotWorld, labels, words


async def event(world: BotWorld, kind: str, payload: dict[str, Any], days_ago: float, **more: Any) -> None:
    """A signed event about something that happened so many days ago."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    assert await world.webhook(kind, {**payload, "modified": at.isoformat()}, **more) == 200


def template(name: str, state: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "language": "EN_US", "category": "UTILITY", "state": state, **more}


async def reviewed(world: BotWorld, name: str, asked: float, decided: float, **rejected: Any) -> None:
    """A template that was submitted and decided so many days ago."""
    await event(world, "WHATSAPP_TEMPLATE_STATUS_UPDATED", template(name, "PENDING"), asked, newState="PENDING")
    if rejected:
        payload = template(name, "REJECTED", rejectionCode="INCORRECT_CATEGORY")
        await event(world, "WHATSAPP_TEMPLATE_REJECTED", payload, decided, **rejected)
    else:
        await event(world, "WHATSAPP_TEMPLATE_APPROVED", template(name, "APPROVED"), decided)
        # Sinch tells the same twice; it is one decision.
        payload = template(name, "APPROVED")
        await event(world, "WHATSAPP_TEMPLATE_STATUS_UPDATED", payload, decided, newState="APPROVED")


async def some_weeks(world: BotWorld) -> None:
    """Five templates, an operator, a comment each way, a move; nothing from before the bot came."""
    world.project.activities.clear()
    for name, took in (("quick", 1), ("usual", 2), ("second", 2), ("slow", 12)):
        await reviewed(world, name, 3 + took, 3)
    await reviewed(world, "refused", 9, 8, comment="This is marketing.")
    operator = {"operator": "Telia", "operatorCountry": "SE"}
    sender = {"id": "s1", "state": "LAUNCHING", "details": {"brand": {"name": "Sunny Bank"}}}
    kind = "RCS_SENDER_OPERATOR_STATUS_UPDATED"
    await event(world, kind, sender, 5, operatorCurrentStatus="PENDING", **operator)
    await event(world, kind, sender, 1, operatorCurrentStatus="REJECTED", comment="No logo.", **operator)
    payload = template("quick", "APPROVED", category="MARKETING")
    await event(world, "WHATSAPP_TEMPLATE_CATEGORY_UPDATED", payload, 0.5)
    await event(
        world, "WHATSAPP_TEMPLATE_COMMENT_ADDED", template("slow", "APPROVED"), 0.2, comment="Sorry, it took long."
    )
    await world.slash("whatsapp account comment Thank you", user=MEMBER)
    await world.routed()


async def test_decisions_times_reasons_comments_and_moves(world: BotWorld) -> None:
    await some_weeks(world)
    shown = words(await world.slash("report"))
    assert "*6 decisions*: 4 accepted, 2 rejected." in shown
    assert "median 2 d, 90th percentile 8 d, slowest 12 d (slow (EN_US))" in shown
    for said in ("This is marketing.", "No logo.", "RCS operator", "Sunny Bank, Telia (SE)", "Moved by Meta"):
        assert said in shown
    assert "1 from utility to marketing" in shown
    assert "1 comment to Sinch (Martin" in shown
    assert "1 comment from Sinch." in shown
    blocks = (await world.slash("report 30d")).blocks
    lines = next(block["chart"]["series"] for block in blocks if block["type"] == "data_visualization")
    assert [line["name"] for line in lines] == ["all decisions", "accepted", "rejected"], "green is the second"
    kinds = [block["type"] for block in blocks]
    assert kinds.count("data_visualization") == 2
    assert kinds.count("data_table") == 2


async def test_days_and_area_narrow_it_in_either_order_and_as_buttons(world: BotWorld) -> None:
    await some_weeks(world)
    week = words(await world.slash("report 7d whatsapp"))
    assert "WhatsApp report, last 7 days" in week
    assert "*4 decisions*: 4 accepted, 0 rejected." in week
    for typed in ("report rcs", "report rcs 30d"):
        shown = await world.slash(typed)
        assert "RCS report, last 30 days" in words(shown)
        assert "*1 decision*: 0 accepted, 1 rejected." in words(shown)
    assert labels(shown) == ["7 days", "90 days", "Export CSV"]
    turned = await world.click_for(shown, "90 days")
    assert "RCS report, last 90 days" in words(turned)
    assert "7d, 30d, 90d" in words(await world.slash_form("report 8d"))


async def test_it_goes_into_a_file(world: BotWorld) -> None:
    await some_weeks(world)
    await world.slash("report 30d csv=me")
    file = await world.until(lambda: next(iter(world.workspace.files.values()), None), "the file")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[:4] == ["what", "when", "kind", "name"]
    assert sum(line.startswith("decision,") for line in lines) == 6
    assert any("slow (EN_US)" in line and "288.0" in line for line in lines)
    assert sum(line.startswith("comment") for line in lines) == 2


async def test_without_the_api_it_tells_what_is_stored(world: BotWorld) -> None:
    await some_weeks(world)
    world.sinch.faults.chance = 1.0
    shown = words(await world.slash("report 90d"))
    assert "*6 decisions*" in shown


async def test_nothing_at_all_is_said_plainly(world: BotWorld) -> None:
    world.project.activities.clear()
    assert "No decisions in this period." in words(await world.slash("report 7d kakaotalk"))
