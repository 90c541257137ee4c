"""A folded message taken apart: all that it told of, and a thread for what has none yet."""

from __future__ import annotations

import asyncio

from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.reviewers.controls import Subject as Played
from bot.sandbox.slack.model import Message
from tests.fakes.town import ACTIVITY, MEMBER, PROJECT_ID, Town, labels, words

REPLY = "It is corrected"


async def _summary(place: Town, number: int) -> tuple[Message, list[Played]]:
    """One message that tells of comments on so many resources, none of which has a card."""
    controls = Controls(place.sinch, PROJECT_ID)
    kinds = ("whatsapp_template", "whatsapp_sender", "rcs_sender", "kakaotalk_template", "kakaotalk_sender")
    played = [one for kind in kinds for one in controls.subjects(kind)][:number]
    assert len(played) == number
    await place.slash("subscribe all", channel=ACTIVITY)
    await place.slash("mute 2h", channel=ACTIVITY)
    for one in played:
        await controls.play(one, "comment", f"About {one.id}")
    while (await place.bot.store.deliveries.counts()).held < number:  # noqa: ASYNC110 - the worker does not signal it
        await asyncio.sleep(0.02)
    await place.slash("unmute", channel=ACTIVITY)
    found: Message = await place.until(
        lambda: next((m for m in place.messages(ACTIVITY) if "Full list" in labels(m)), None), "the summary"
    )
    return found, played


def _cards(place: Town) -> list[Message]:
    return [m for m in place.messages(ACTIVITY) if m.bot_id and not m.ephemeral_to and "Comment" in labels(m)]


async def test_a_folded_resource_gets_its_thread_when_somebody_asks_and_replies_become_comments(place: Town) -> None:
    summary, played = await _summary(place, 2)
    assert _cards(place) == []
    full = await place.click_for(summary, "Full list", user=MEMBER)
    assert full.ephemeral_to == MEMBER
    assert all(one.title.split()[0] in words(full) for one in played)
    await place.click(full, "Open thread", user=MEMBER)
    await place.until(
        lambda: any(m.ephemeral_to == MEMBER and "a thread of its own" in words(m) for m in place.messages(ACTIVITY)),
        "the answer",
    )
    (card,) = _cards(place)
    await place.until(lambda: place.messages(ACTIVITY, thread_ts=card.ts), "the event in its thread")
    (told,) = place.messages(ACTIVITY, thread_ts=card.ts)
    assert f"About {played[0].id}" in words(told)
    reply = await place.slack.people.send_message(MEMBER, ACTIVITY, REPLY, card.ts)
    await place.until(lambda: "white_check_mark" in reply.reactions, "the tick")
    again = await place.click_for(summary, "Full list", user=MEMBER)
    assert labels(again).count("Open thread") == 1
    assert "Its thread" in words(again)


async def test_pressing_twice_makes_one_card(place: Town) -> None:
    summary, _ = await _summary(place, 1)
    full = await place.click_for(summary, "Full list")
    for _ in range(3):
        await place.click(full, "Open thread")
    await place.until(lambda: _cards(place), "the card")
    (card,) = _cards(place)
    await place.until(lambda: len(place.messages(ACTIVITY, thread_ts=card.ts)) == 1, "the event in its thread")
    await place.slash("subscriptions", channel=ACTIVITY)
    assert len(_cards(place)) == 1
    assert len(place.messages(ACTIVITY, thread_ts=card.ts)) == 1


async def test_a_long_list_is_turned_page_by_page(place: Town) -> None:
    summary, played = await _summary(place, 18)
    first = await place.click_for(summary, "Full list")
    assert "18 resources" in words(first)
    assert labels(first).count("Open thread") == 15
    second = await place.click_for(first, "Next")
    assert labels(second).count("Open thread") == len(played) - 15
    assert "Previous" in labels(second)
