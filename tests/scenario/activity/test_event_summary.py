"""A summary of events taken apart: all that it told of, and a thread for what has none yet."""

from __future__ import annotations

from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.reviewers.controls import Subject as Played
from bot.sandbox.slack.model import Message
from tests.worlds.bot_world import ACTIVITY, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words

REPLY = "It is corrected"


async def _summary(world: BotWorld, number: int) -> tuple[Message, list[Played]]:
    """One message that tells of comments on so many resources, none of which has a card."""
    controls = Controls(world.sinch, PROJECT_ID)
    kinds = ("whatsapp_template", "whatsapp_sender", "rcs_sender", "kakaotalk_template", "kakaotalk_sender")
    played = [subject for kind in kinds for subject in controls.subjects(kind)][:number]
    assert len(played) == number
    await world.slash("subscribe all", channel=ACTIVITY)
    await world.slash("mute 2h", channel=ACTIVITY)
    for subject in played:
        await controls.play(subject, "comment", f"About {subject.id}")

    async def all_held() -> bool:
        return (await world.bot.store.deliveries.counts()).held >= number

    await world.until(all_held, "events that wait")
    await world.slash("unmute", channel=ACTIVITY)
    found: Message = await world.until(
        lambda: next((m for m in world.messages(ACTIVITY) if "Full list" in labels(m)), None), "the summary"
    )
    return found, played


def _cards(world: BotWorld) -> list[Message]:
    menus = [m for m in world.messages(ACTIVITY) if m.bot_id and not m.ephemeral_to and not m.thread_ts]
    return [m for m in menus if any((block.get("accessory") or {}).get("type") == "overflow" for block in m.blocks)]


async def test_a_summarised_resource_gets_its_thread_when_somebody_asks_and_replies_become_comments(
    world: BotWorld,
) -> None:
    summary, played = await _summary(world, 2)
    assert _cards(world) == []
    full = await world.click_for(summary, "Full list", user=MEMBER)
    assert full in world.views(MEMBER), "where the person is, however far up the summary has gone"
    assert all(subject.title.split()[0] in words(full) for subject in played)
    await world.click(full, "Open thread", user=MEMBER)
    await world.until(lambda: _cards(world), "the card")
    await world.until(lambda: "a thread of its own" in words(world.views(MEMBER)[-1]), "the answer")
    (card,) = _cards(world)
    await world.until(lambda: world.messages(ACTIVITY, thread_ts=card.ts), "the event in its thread")
    (told,) = world.messages(ACTIVITY, thread_ts=card.ts)
    assert f"About {played[0].id}" in words(told)
    reply = await world.slack.people.send_message(MEMBER, ACTIVITY, REPLY, card.ts)
    await world.until(lambda: "white_check_mark" in reply.reactions, "the tick")
    again = await world.click_for(summary, "Full list", user=MEMBER)
    assert labels(again).count("Open thread") == 1
    assert "Its thread" in words(again)


async def test_pressing_twice_makes_one_card(world: BotWorld) -> None:
    summary, _ = await _summary(world, 1)
    lists = [(user, await world.click_for(summary, "Full list", user=user)) for user in (OWNER, MEMBER)]
    for user, full in lists:
        await world.click(full, "Open thread", user=user)
    await world.until(lambda: _cards(world), "the card")
    (card,) = _cards(world)
    await world.until(lambda: len(world.messages(ACTIVITY, thread_ts=card.ts)) == 1, "the event in its thread")
    await world.slash("subscriptions", channel=ACTIVITY)
    assert len(_cards(world)) == 1
    assert len(world.messages(ACTIVITY, thread_ts=card.ts)) == 1


async def test_a_long_list_is_turned_page_by_page(world: BotWorld) -> None:
    summary, played = await _summary(world, 18)
    first = await world.click_for(summary, "Full list")
    assert "18 resources" in words(first)
    assert labels(first).count("Open thread") == 15
    second = await world.click_for(first, "Next")
    assert labels(second).count("Open thread") == len(played) - 15
    assert "Previous" in labels(second)
