"""What Meta moves by itself is said loudly, with the old value and the new one."""

from __future__ import annotations

import pytest

from bot.storage.store import Store
from tests.worlds.activity_world import ActivityWorld, activity_world, template

CATEGORY, LATER = "WHATSAPP_TEMPLATE_CATEGORY_UPDATED", "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE"
QUALITY = "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED"


def lines(world: ActivityWorld) -> list[str]:
    """What stands in the channel itself, after the card."""
    return [str(message["text"]) for message in world.web.posted("C1") if "thread_ts" not in message][1:]


async def test_a_move_of_the_category_is_a_line_that_names_both(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe()
        await world.event("WHATSAPP_TEMPLATE_APPROVED", template(state="APPROVED", category="UTILITY"))
        await world.calm()
        await world.event(CATEGORY, template(state="APPROVED", category="MARKETING"))
        await world.calm()
        (line,) = (message for message in world.web.posted("C1") if message["text"] == lines(world)[0])
        card = world.web.posted("C1")[0]
    assert "from *utility* to *marketing*. Marketing messages cost more and need the recipient's opt-in. Edit" in str(
        line["blocks"]
    )
    assert "utility" in card["text"] + str(card["blocks"])
    assert "cost more" in world.shown("C1")
    assert "opt-in" in world.shown("C1")


async def test_two_moves_in_a_row_each_name_what_was_before(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        for kind, category in (
            ("WHATSAPP_TEMPLATE_APPROVED", "UTILITY"),
            (CATEGORY, "MARKETING"),
            (CATEGORY, "UTILITY"),
        ):
            await world.event(kind, template(state="APPROVED", category=category))
        await world.calm()
        shown = world.shown("C1")
    assert "from *utility* to *marketing*" in shown
    assert "from *marketing* to *utility*" in shown


async def test_where_the_old_category_was_never_known_it_says_so(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.event(CATEGORY, template(state="APPROVED", category="MARKETING"))
        await world.calm()
        assert "I don't know which category it had before" in world.shown("C1")
        (line,) = lines(world)
    assert "was moved by Meta to *marketing*" in line, "a line of its own, also beside the new card"


async def test_an_announced_move_names_both(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.event(LATER, template(state="APPROVED", category="UTILITY"), futureCategory="MARKETING")
        await world.calm()
        assert "will be moved by Meta from *utility* to *marketing*" in world.shown("C1")


@pytest.mark.parametrize(
    ("before", "after", "said", "loud"),
    [
        ("GREEN", "YELLOW", "down from high", True),
        ("GREEN", "RED", "down from high", True),
        ("RED", "YELLOW", "up from low", False),
        ("YELLOW", "GREEN", "up from medium", False),
    ],
)
async def test_quality_says_from_what_to_what(
    sqlite_store: Store, before: str, after: str, said: str, loud: bool
) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        first = template(state="APPROVED", qualityScore=f"QUALITY_SCORE_{before}")
        await world.event("WHATSAPP_TEMPLATE_APPROVED", first)
        await world.calm()
        await world.event(QUALITY, template(state="APPROVED", qualityScore=f"QUALITY_SCORE_{after}"))
        await world.calm()
        assert said in world.shown("C1")
        assert bool(lines(world)) is loud


@pytest.mark.parametrize(
    ("new", "said", "loud"), [("TIER_1K", "down from 10,000", True), ("TIER_100K", "up from 10,000", False)]
)
async def test_limits_say_up_or_down(sqlite_store: Store, new: str, said: str, loud: bool) -> None:
    kind = "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED"
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.event(kind, {"id": "W1", "state": "ONBOARDED", "businessDailyLimit": "TIER_10K"})
        await world.calm()
        await world.event(kind, {"id": "W1", "state": "ONBOARDED", "businessDailyLimit": new})
        await world.calm()
        assert said in world.shown("C1")
        assert bool(lines(world)) is loud
