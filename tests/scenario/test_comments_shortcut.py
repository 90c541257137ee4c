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
from tests.fakes.stage import ACTIVITY, MEMBER, OWNER, Stage, stage

TEMPLATE = Subject(Kind.whatsapp_template, ("order_update", "EN_US"))
SIGNED = "\n— Martin Keller (Slack)"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        yield found


async def _shortcut(scene: Stage, text: str, channel: str = ACTIVITY) -> tuple[Message, View]:
    """Somebody says something, and somebody chooses the shortcut in its menu."""
    said = await scene.slack.people.send_message(OWNER, channel, text)
    outcome = await scene.slack.people.message_shortcut(MEMBER, channel, said.ts, "comment_on_resource")
    assert outcome.ok, outcome
    view = await scene.until(lambda: scene.slack.workspace.top_view(MEMBER), "the form")
    return said, view


async def _submit(scene: Stage, view: View, query: str, label: str) -> None:
    options = await scene.slack.people.suggest(MEMBER, view, "resource", "value", query)
    option = next(one for one in options if label in one["text"]["text"])
    outcome = await scene.slack.people.submit_view(MEMBER, view.id, {"resource": {"value": option["value"]}})
    assert outcome.ok, outcome
    await scene.quiet()


async def test_any_message_becomes_a_comment_with_its_link(scene: Stage) -> None:
    said, view = await _shortcut(scene, "@martin says a < b & https://example.com/x")
    field = next(block for block in view.blocks if block.get("block_id") == "text")
    assert field["element"]["initial_value"] == "@Martin Keller says a < b & https://example.com/x"
    await _submit(scene, view, "order", "order_update (EN_US) · WhatsApp template")
    (comment,) = await scene.arrived(1, TEMPLATE)
    text, link, signature = comment.split("\n")
    assert text == "@Martin Keller says a < b & https://example.com/x"
    assert link.endswith(f"/archives/{ACTIVITY}/p{said.ts.replace('.', '')}")
    assert f"\n{signature}" == SIGNED
    assert scene.reactions(said) == set()


async def test_the_search_knows_accounts_and_what_the_channels_talk_about(scene: Stage) -> None:
    seen = Subject(Kind.kakaotalk_sender, ("northwindcoffee",))
    await scene.card(seen)
    _, view = await _shortcut(scene, "hello")

    async def found(query: str) -> list[str]:
        options = await scene.slack.people.suggest(MEMBER, view, "resource", "value", query)
        return [one["text"]["text"] for one in options]

    assert "RCS account" in await found("rcs acc")
    assert any("northwindcoffee" in one for one in await found("northwindc"))
    assert await found("no such thing at all") == []


async def test_it_works_where_the_bot_is_no_member(scene: Stage) -> None:
    _, view = await _shortcut(scene, "from afar", channel=RANDOM)
    await _submit(scene, view, "rcs account", "RCS account")
    (comment,) = await scene.arrived()
    assert comment.startswith("from afar")


async def test_a_message_that_is_too_long_for_the_form_is_cut_and_said_so(scene: Stage) -> None:
    _, view = await _shortcut(scene, "long " * 1_000)
    assert "first 3,000 characters" in str(view.blocks[0])


async def test_an_uncertain_comment_of_a_form_is_not_lost(scene: Stage) -> None:
    scene.sinch.faults.add(Fault("status", method="POST", path="/comments", after=True))
    _, view = await _shortcut(scene, "did it?")
    await _submit(scene, view, "rcs account", "RCS account")
    assert len(scene.at_sinch()) == 1


async def test_a_comment_by_command_is_signed_and_known_as_ours(scene: Stage) -> None:
    await scene.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "rcs account comment thanks @olivia & all")
    assert await scene.arrived() == ["thanks @Olivia Berg & all" + SIGNED]
    entry = await scene.store.comments.get(1)
    assert entry is not None
    assert (entry.state, entry.origin, entry.author) == ("sent", "command", "Martin Keller")
    assert any("Comment added" in m.text for m in scene.slack.workspace.channels[ACTIVITY].messages)


async def test_a_refused_command_comment_shows_the_apis_answer(scene: Stage) -> None:
    await scene.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "rcs account comment sandbox:account_not_found")
    await scene.quiet()
    assert scene.at_sinch() == []
    assert "account" in (await scene.whisper("")).text.lower()
    entry = await scene.store.comments.get(1)
    assert entry is not None
    assert entry.state == "failed"


async def test_where_the_bot_may_not_speak_it_answers_in_a_direct_message_and_says_why_once(scene: Stage) -> None:
    card = await scene.card()
    await scene.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments ask")
    await scene.quiet()
    scene.slack.faults.plan("chat.postEphemeral", SlackFault(error="not_in_channel"), times=2)
    await scene.reply(card, "first")
    await scene.reply(card, "second")
    direct = await scene.until(lambda: _direct(scene) if len(_direct(scene)) == 3 else None, "three messages")
    assert len([m for m in direct if "I am not in" in m.text]) == 1
    await scene.click(next(m for m in direct if "Send this reply" in m.text), "Send to Sinch")
    assert len(await scene.arrived()) == 1


async def test_channels_come_and_go(scene: Stage) -> None:
    people = scene.slack.people

    async def blocked() -> str | None:
        await people.settled()
        await scene.quiet()
        return (await scene.store.channels.get(ACTIVITY)).blocked

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


async def test_a_person_who_changes_their_name_signs_with_the_new_one(scene: Stage) -> None:
    card = await scene.card()
    await scene.reply(card, "before")
    await scene.arrived()
    martin = scene.slack.workspace.users[MEMBER]
    martin.real_name = "Martin Keller-Berg"
    scene.slack.events.user_changed(martin)
    await scene.slack.people.settled()
    await scene.reply(card, "after")
    assert (await scene.arrived(2))[1] == "after\n— Martin Keller-Berg (Slack)"


async def test_a_mention_is_answered_once_however_often_it_is_delivered(scene: Stage) -> None:
    await scene.slack.people.send_message(MEMBER, ACTIVITY, "@sinch status")
    await scene.slack.people.settled()
    for event_id in scene.slack.delivery.event_ids():
        await scene.slack.delivery.redeliver(event_id)
    await scene.quiet()
    assert len(scene.process.mentions) == 1


def _direct(scene: Stage) -> list[Message]:
    workspace = scene.slack.workspace
    return [m for m in workspace.direct(workspace.app.user_id, MEMBER).messages if m.bot_id]
