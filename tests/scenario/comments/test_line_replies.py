"""The short line about what needs somebody is what people see first: a reply to it is about its resource too."""

from __future__ import annotations

from tests.scenario.channels.test_calm import NAME, a_card, cards, quality, replies
from tests.worlds.bot_world import ACTIVITY, OWNER, BotWorld, words


async def test_a_reply_to_the_line_becomes_a_comment_and_a_mention_there_means_its_resource(world: BotWorld) -> None:
    card = await a_card(world)
    quality(world, "RED")
    line = await world.until(lambda: next((m for m in cards(world) if m.ts != card.ts), None), "the line")
    assert NAME in words(line)
    await world.slack.people.send_message(OWNER, ACTIVITY, "We send less of it", thread_ts=line.ts)
    sent = await world.until(lambda: world.calls("POST", f"/templates/{NAME}/languages/EN_US/comments"), "the comment")
    assert len(sent) == 1
    await world.slack.people.send_message(OWNER, ACTIVITY, "@Sinch history", thread_ts=line.ts)
    answer = await world.until(lambda: next(iter(replies(world, line)), None), "the answer in the line's thread")
    assert "We send less of it" in words(answer)
