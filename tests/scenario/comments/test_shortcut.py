"""Comments from any message, comments by command, and the channels the bot is let into."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.faults import Fault as SlackFault
from bot.sandbox.slack.model import Message, View
from bot.sandbox.slack.seed import RANDOM
from tests.worlds.comments_world import ACTIVITY, MEMBER, OWNER, CommentsWorld, comments_world

TEMPLATE = Subject(Kind.whatsapp_template, ("order_update", "EN_US"))
SIGNED = "\n— Martin Keller (Slack)"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[CommentsWorld]:
    async with comments_world(tmp_path) as found:
        yield found


async def _shortcut(world: CommentsWorld, text: str, channel: str = ACTIVITY) -> tuple[Message, View]:
    """Somebody says something, and somebody chooses the shortcut in its menu."""
    said = await world.slack.people.send_message(OWNER, channel, text)
    outcome = await world.slack.people.message_shortcut(MEMBER, channel, said.ts, "comment_on_resource")
    assert outcome.ok, outcome
    view = await world.until(lambda: world.slack.workspace.top_view(MEMBER), "the form")
    return said, view


async def _submit(world: CommentsWorld, view: View, query: str, label: str) -> None:
    options = await world.slack.people.suggest(MEMBER, view, "resource", "value", query)
    option = next(item for item in options if label in item["text"]["text"])
    outcome = await world.slack.people.submit_view(MEMBER, view.id, {"resource": {"value": option["value"]}})
    assert outcome.ok, outcome
    await world.quiet()


async def test_any_message_becomes_a_comment_with_its_link(world: CommentsWorld) -> None:
    said, view = await _shortcut(world, "@martin says a < b & https://example.com/x")
    field = next(block for block in view.blocks if block.get("block_id") == "text")
    assert field["element"]["initial_value"] == "@Martin Keller says a < b & https://example.com/x"
    await _submit(world, view, "order", "order_update (EN_US) · WhatsApp template")
    (comment,) = await world.arrived(1, TEMPLATE)
    text, link, signature = comment.split("\n")
    assert text == "@Martin Keller says a < b & https://example.com/x"
    assert link.endswith(f"/archives/{ACTIVITY}/p{said.ts.replace('.', '')}")
    assert f"\n{signature}" == SIGNED
    assert world.reactions(said) == set()


async def test_the_search_knows_accounts_and_what_the_channels_talk_about(world: CommentsWorld) -> None:
    seen = Subject(Kind.kakaotalk_sender, ("northwindcoffee",))
    await world.card(seen)
    _, view = await _shortcut(world, "hello")

    async def found(query: str) -> list[str]:
        options = await world.slack.people.suggest(MEMBER, view, "resource", "value", query)
        return [option["text"]["text"] for option in options]

    assert "RCS account" in await found("rcs acc")
    assert any("northwindcoffee" in item for item in await found("northwindc"))
    assert await found("no such thing at all") == []


async def test_it_works_where_the_bot_is_no_member(world: CommentsWorld) -> None:
    _, view = await _shortcut(world, "from afar", channel=RANDOM)
    await _submit(world, view, "rcs account", "RCS account")
    (comment,) = await world.arrived()
    assert comment.startswith("from afar")


async def test_a_message_that_is_too_long_for_the_form_is_cut_and_said_so(world: CommentsWorld) -> None:
    _, view = await _shortcut(world, "long " * 1_000)
    assert "first 3,000 characters" in str(view.blocks[0])


async def test_an_uncertain_comment_of_a_form_is_not_lost(world: CommentsWorld) -> None:
    world.sinch.faults.add(Fault("status", method="POST", path="/comments", after=True))
    _, view = await _shortcut(world, "did it?")
    await _submit(world, view, "rcs account", "RCS account")
    assert len(world.at_sinch()) == 1


async def test_a_comment_by_command_is_signed_and_known_as_ours(world: CommentsWorld) -> None:
    await world.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "rcs account comment thanks @olivia & all")
    assert await world.arrived() == ["thanks @Olivia Berg & all" + SIGNED]
    entry = await world.store.comments.get(1)
    assert entry is not None
    assert (entry.state, entry.origin, entry.author) == ("sent", "command", "Martin Keller")
    assert any("Comment added" in m.text for m in world.slack.workspace.channels[ACTIVITY].messages)


async def test_a_refused_command_comment_shows_the_apis_answer(world: CommentsWorld) -> None:
    await world.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "rcs account comment sandbox:account_not_found")
    await world.quiet()
    assert world.at_sinch() == []
    assert "account" in (await world.ephemeral("")).text.lower()
    entry = await world.store.comments.get(1)
    assert entry is not None
    assert entry.state == "failed"


async def test_where_the_bot_may_not_speak_it_answers_in_a_direct_message_and_says_why_once(
    world: CommentsWorld,
) -> None:
    card = await world.card()
    await world.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments ask")
    await world.quiet()
    world.slack.faults.plan("chat.postEphemeral", SlackFault(error="not_in_channel"), times=2)
    await world.reply(card, "first")
    await world.reply(card, "second")
    direct = await world.until(lambda: _direct(world) if len(_direct(world)) == 3 else None, "three messages")
    assert len([m for m in direct if "I'm no longer in" in m.text]) == 1
    await world.click(next(m for m in direct if "Send this reply" in m.text), "Send to Sinch")
    assert len(await world.arrived()) == 1


async def test_channels_come_and_go(world: CommentsWorld) -> None:
    people = world.slack.people

    async def blocked() -> str | None:
        await people.settled()
        await world.quiet()
        return (await world.store.channels.get(ACTIVITY)).blocked

    await people.archive_channel(OWNER, ACTIVITY)
    assert await blocked() == "is_archived"
    await people.unarchive_channel(OWNER, ACTIVITY)
    assert await blocked() is None
    await people.remove_bot(OWNER, ACTIVITY)
    assert await blocked() == "not_in_channel"
    await people.invite_bot(OWNER, ACTIVITY)
    assert await blocked() is None
    await people.leave_channel(MEMBER, ACTIVITY)
    assert await blocked() is None


async def test_a_person_who_changes_their_name_signs_with_the_new_one(world: CommentsWorld) -> None:
    card = await world.card()
    await world.reply(card, "before")
    await world.arrived()
    martin = world.slack.workspace.users[MEMBER]
    martin.real_name = "Martin Keller-Berg"
    world.slack.events.user_changed(martin)
    await world.slack.people.settled()
    await world.reply(card, "after")
    assert (await world.arrived(2))[1] == "after\n— Martin Keller-Berg (Slack)"


async def test_a_mention_is_answered_once_however_often_it_is_delivered(world: CommentsWorld) -> None:
    await world.slack.people.send_message(MEMBER, ACTIVITY, "@sinch status")
    await world.slack.people.settled()
    for event_id in world.slack.delivery.event_ids():
        await world.slack.delivery.redeliver(event_id)
    await world.quiet()
    answers = [m for c in world.slack.workspace.channels.values() for m in c.messages if m.bot_id]
    assert len(answers) == 1


def _direct(world: CommentsWorld) -> list[Message]:
    workspace = world.slack.workspace
    return [m for m in workspace.direct(workspace.app.user_id, MEMBER).messages if m.bot_id]
