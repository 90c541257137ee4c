"""`/sinch digest ...` as people meet it: typed, in a form, by buttons."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.flows.digest.digest import next_slot
from bot.sandbox.slack.seed import ABROAD
from tests.worlds.bot_world import MEMBER, BotWorld, labels, words


async def test_add_list_pause_resume_remove(world: BotWorld) -> None:
    added = await world.slash("digest add weekdays 17:30 Europe/Stockholm")
    assert "every weekday at 17:30 (Europe/Stockholm)" in words(added)
    assert "Next:" in words(added)
    again = await world.slash("digest add every weekday at 5:30pm europe/stockholm")
    assert "already" in words(again)
    listed = await world.slash("digest list")
    assert words(listed).count("every weekday at 17:30") >= 1
    assert "Pause" in labels(listed)
    paused = await world.click_for(listed, "Pause")
    assert "Paused the digest: every weekday" in words(paused)
    resumed = await world.click_for(paused, "Resume")
    assert "Next:" in words(resumed)
    removed = await world.click_for(resumed, "Remove")
    assert "Removed" in words(removed)
    empty = await world.slash("digest list")
    assert "No digests here yet" in words(empty)


async def test_the_zone_may_be_typed_as_a_field_behind_the_schedule(world: BotWorld) -> None:
    added = await world.slash("digest add daily 09:00 tz=Europe/Stockholm")
    assert "every day at 09:00 (Europe/Stockholm)" in words(added)
    view = await world.slash_form("digest add daily 09:00 tz=Middle/Earth")
    assert "'Middle/Earth' isn't a time zone" in words(view)


async def test_the_zone_is_the_persons_own(world: BotWorld) -> None:
    await world.slash(f"access grant <@{ABROAD}|naomi> operator")
    added = await world.slash("digest add daily 9am", user=ABROAD)
    assert "every day at 09:00 (Asia/Tokyo)" in words(added)


@pytest.mark.parametrize(
    "typed", ["sometimes", "whenever it rains", "every blue moon", "daily 25:00", "monthly 32 9:00"]
)
async def test_the_words_that_are_no_schedule_stay_in_the_form(world: BotWorld, typed: str) -> None:
    view = await world.slash_form(f"digest add {typed}")
    field = next(block for block in view.blocks if block.get("block_id") == "schedule")
    assert field["element"].get("initial_value") == typed


@pytest.mark.parametrize(
    "typed",
    ["daily 9:00 when it rains", "weekday at nineish", "every 2 weeks on monday 9:00 sharp", "daily but not holidays"],
)
async def test_words_that_no_schedule_has_are_refused_with_the_nearest_forms(world: BotWorld, typed: str) -> None:
    view = await world.slash_form(f"digest add {typed}")
    assert "isn't a schedule I can read. Nearest: `" in words(view)
    assert "No digest" in words(await world.slash("digest list")), "nothing was added"


@pytest.mark.parametrize("said", ["post a digest daily 9:00 when it rains", "send a summary weekday at nineish"])
async def test_plain_words_drop_nothing_of_a_schedule_either(world: BotWorld, said: str) -> None:
    view = await world.slash_form(said)
    field = next(block for block in view.blocks if block.get("block_id") == "schedule")
    assert field["element"]["initial_value"] == said.removeprefix("post a digest ").removeprefix("send a summary ")
    assert "isn't a schedule I can read. Nearest: `" in words(view)


async def test_weeks_are_counted_from_the_day_the_digest_was_added(world: BotWorld) -> None:
    added = await world.slash("digest add every 2 weeks on monday 9:00 Europe/Stockholm")
    assert "every 2 weeks on Monday at 09:00 (Europe/Stockholm)" in words(added)
    (kept,) = await world.bot.store.digests.all()
    assert kept.next_at is not None
    zone = ZoneInfo("Europe/Stockholm")
    local = kept.next_at.astimezone(zone)
    assert (local.weekday(), local.hour) == (0, 9)
    later = next_slot(kept, kept.next_at)
    assert later is not None
    assert later.astimezone(zone).replace(tzinfo=None) - local.replace(tzinfo=None) == timedelta(days=14)
    again = await world.slash("digest add every two weeks on monday 9:00 Europe/Stockholm")
    assert "already" in words(again)
    listed = words(await world.slash("digest list"))
    assert listed.count("every 2 weeks on Monday at 09:00") >= 1


async def test_what_is_no_schedule_comes_back_at_its_field(world: BotWorld) -> None:
    view = await world.slash_form("digest add sometimes")
    assert "'sometimes' isn't a schedule I can read" in words(view)
    outcome = await world.submit(view, {"schedule": "daily 25:00"})
    assert "isn't a time of day" in outcome.errors["schedule"]
    outcome = await world.submit(view, {"schedule": "daily 07:00", "tz": "Middle/Earth"})
    assert "isn't a time zone" in outcome.errors["tz"]
    outcome = await world.submit(view, {"schedule": "daily 07:00", "tz": "Europe/Rome"})
    assert not outcome.errors
    await world.until(lambda: any("Digest added" in words(view) for view in world.views()), "the result")
    listed = await world.slash("digest list")
    assert "every day at 07:00 (Europe/Rome)" in words(listed)


async def test_now_shows_where_everything_stands(world: BotWorld) -> None:
    shown = await world.slash("digest now")
    assert shown.ephemeral_to
    assert "Needs attention" in words(shown)
    assert any(block["type"] == "data_visualization" for block in shown.blocks)


async def test_a_viewer_may_look_only(world: BotWorld) -> None:
    refused = await world.slash("digest add daily 09:00", user=MEMBER)
    assert "You need the operator role for this" in words(refused)
    assert "Status overview" in words(await world.slash("digest now", user=MEMBER))


async def test_a_number_that_is_none_of_this_channel(world: BotWorld) -> None:
    answer = await world.slash("digest pause 77")
    assert "This channel has no digest 77" in words(answer)
