"""A reply in a card's thread becomes a comment at Sinch; everything else stays in Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards.blocks.message import Message as Shown
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.model import Message, User
from bot.sandbox.slack.payloads import message_json
from tests.fakes.stage import ACTIVITY, GUEST, MEMBER, OWNER, PROJECT_ID, Stage, stage


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        yield found


async def test_a_reply_arrives_signed_and_is_ticked(scene: Stage) -> None:
    card = await scene.card()
    reply = await scene.reply(card, "The logo is uploaded")
    assert await scene.arrived() == ["The logo is uploaded\n— Martin Keller (Slack)"]
    assert scene.reactions(reply) == {"white_check_mark"}
    assert scene.whispers() == []
    assert scene.thread(card) == []
    entry = (await scene.store.audit.recent(limit=1))[0]
    assert (entry.action, entry.outcome, entry.user_name) == ("comment in thread", "done", "Martin Keller")


async def test_all_seven_kinds(scene: Stage) -> None:
    project = scene.sinch.projects[PROJECT_ID]
    sender, code = next(iter(project.kakaotalk_templates)).split("/")
    subjects = [
        Subject(Kind.rcs_account),
        Subject(Kind.rcs_sender, (next(iter(project.rcs_senders)),)),
        Subject(Kind.whatsapp_account),
        Subject(Kind.whatsapp_sender, (next(iter(project.whatsapp_senders)),)),
        Subject(Kind.whatsapp_template, ("order_update", "EN_US")),
        Subject(Kind.kakaotalk_sender, (sender,)),
        Subject(Kind.kakaotalk_template, (sender, code)),
    ]
    for subject in subjects:
        await scene.reply(await scene.card(subject), f"about {subject.kind}")
        assert await scene.arrived(1, subject) == [f"about {subject.kind}\n— Martin Keller (Slack)"]


async def test_a_kakaotalk_template_known_by_its_code_only(scene: Stage) -> None:
    sender, code = next(iter(scene.sinch.projects[PROJECT_ID].kakaotalk_templates)).split("/")
    await scene.reply(await scene.card(Subject(Kind.kakaotalk_template, (code,))), "hi")
    assert await scene.arrived(1, Subject(Kind.kakaotalk_template, (sender, code)))


async def test_two_slashes_keep_a_reply_in_slack(scene: Stage) -> None:
    card = await scene.card()
    internal = await scene.reply(card, "// do not tell them")
    shown = await scene.reply(card, "tell them")
    assert await scene.arrived() == ["tell them\n— Martin Keller (Slack)"]
    assert scene.reactions(internal) == set()
    assert scene.reactions(shown) == {"white_check_mark"}


async def test_what_is_no_reply_to_a_card_is_none_of_our_business(scene: Stage) -> None:
    people, card = scene.slack.people, await scene.card()
    root = await people.send_message(MEMBER, ACTIVITY, "just talking")
    await people.send_message(OWNER, ACTIVITY, "in another thread", root.ts)
    await people.send_message(OWNER, ACTIVITY, "by another app with my token", card.ts, app_id="A0OTHERAPP")
    _post_as_bot(scene, card, "posted by another bot")
    await scene.process.services.slack.post(ACTIVITY, Shown("posted by ourselves"), thread_ts=card.ts)
    await people.settled()
    last = await scene.reply(card, "the only one")
    assert await scene.arrived() == ["the only one\n— Martin Keller (Slack)"]
    marked = [m for m in scene.slack.workspace.channels[ACTIVITY].messages if m.reactions]
    assert marked == [last]


async def test_a_request_to_the_bot_in_a_thread_is_no_comment(scene: Stage) -> None:
    card = await scene.card()
    await scene.reply(card, "@sinch rcs account activity")
    await scene.reply(card, "thanks to @sinch for the tick")
    assert await scene.arrived() == ["thanks to @Sinch for the tick\n— Martin Keller (Slack)"]
    assert [event["text"] for event in scene.process.mentions] == ["<@U0SINCHBOT> rcs account activity"]


async def test_names_links_files_and_emoji_are_written_out(scene: Stage) -> None:
    card = await scene.card()
    file = scene.slack.people.upload(MEMBER, "logo.png", b"png")
    await scene.reply(
        card, "@olivia see https://example.com/a?b=1&c=2 in #general :tada: a < b @channel", files=[file.id]
    )
    (comment,) = await scene.arrived()
    first, attached, signature = comment.split("\n")
    assert first == "@Olivia Berg see https://example.com/a?b=1&c=2 in #general :tada: a < b @channel"
    assert attached.startswith("Attached: logo.png (http")
    assert signature == "— Martin Keller (Slack)"


async def test_a_broadcast_reply_counts(scene: Stage) -> None:
    card = await scene.card()
    await scene.reply(card, "for everyone", broadcast=True)
    assert await scene.arrived() == ["for everyone\n— Martin Keller (Slack)"]


async def test_redelivered_events_make_one_comment(scene: Stage) -> None:
    card = await scene.card()
    reply = await scene.reply(card, "once")
    await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "twice?")
    await scene.slack.people.settled()
    await scene.arrived()
    for event_id in scene.slack.delivery.event_ids():
        await scene.slack.delivery.redeliver(event_id)
    await scene.quiet()
    assert len(scene.at_sinch()) == 1
    assert len([m for m in scene.whispers() if "edited" in m.text]) == 1


@pytest.mark.parametrize(("deed", "arrives"), [("edit", ["second"]), ("delete", []), ("hide", [])])
async def test_what_happens_to_a_reply_before_its_own_event_arrives(
    scene: Stage, deed: str, arrives: list[str]
) -> None:
    """The bot was away for a moment: Slack delivers the reply again, after what was done to it since."""
    card, people = await scene.card(), scene.slack.people
    url, scene.slack.workspace.app.request_url = scene.slack.workspace.app.request_url, None
    reply = await people.send_message(MEMBER, ACTIVITY, "first", card.ts)
    missed = message_json(scene.slack.workspace, reply)
    scene.slack.workspace.app.request_url = url
    if deed == "delete":
        await people.delete_message(MEMBER, ACTIVITY, reply.ts)
    else:
        await people.edit_message(MEMBER, ACTIVITY, reply.ts, "second" if deed == "edit" else "// second")
    await people.settled()
    late = {**missed, "channel": ACTIVITY, "channel_type": "channel", "event_ts": reply.ts}
    scene.slack.delivery.event(late)
    await people.settled()
    await scene.reply(card, "later")
    await scene.until(lambda: any(one.startswith("later") for one in scene.at_sinch()), "the later one")
    await scene.quiet()
    assert sorted(one.partition("\n")[0] for one in scene.at_sinch()) == sorted([*arrives, "later"])


async def test_an_internal_reply_stays_internal_whatever_becomes_of_it(scene: Stage) -> None:
    card = await scene.card()
    reply = await scene.reply(card, "// just us")
    await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "just us")
    await scene.slack.people.settled()
    await scene.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
    await scene.quiet()
    await scene.reply(card, "later")
    assert await scene.arrived() == ["later\n— Martin Keller (Slack)"]
    assert scene.whispers() == []


async def test_guests_may_comment_strangers_are_told_why_not(scene: Stage) -> None:
    workspace, card = scene.slack.workspace, await scene.card()
    workspace.add_user(User("U0STRANGER", "sam", "Sam Other", is_stranger=True))
    workspace.channels[ACTIVITY].members.append("U0STRANGER")
    await scene.reply(card, "from outside", user="U0STRANGER")
    await scene.reply(card, "from a guest", user=GUEST)
    assert await scene.arrived() == ["from a guest\n— Gabriel Costa (Slack)"]
    await scene.whisper("another workspace", "U0STRANGER")
    await scene.quiet()
    assert len(scene.whispers("U0STRANGER")) == 1


async def test_more_than_65535_characters_are_refused_with_the_count(scene: Stage) -> None:
    name = "Maximiliana " * 40 + "Langenfeld"
    scene.slack.workspace.add_user(User("U0MAX00001", "max", name))
    card = await scene.card()
    fits = (65_535 + 1) // len(f"@{name} ")
    refused = await scene.reply(card, "@max " * (fits + 1))
    notice = await scene.until(lambda: scene.thread(card), "a notice")
    count = (fits + 1) * len(f"@{name} ") - 1
    assert f"{count:,} characters" in notice[0].text
    assert scene.at_sinch() == []
    await scene.until(lambda: scene.reactions(refused) == {"warning"})
    await scene.reply(card, "@max " * fits)
    assert 65_000 < len((await scene.arrived())[0]) <= 65_535


async def test_direct_messages_and_card_threads_in_them(scene: Stage) -> None:
    channel = scene.slack.workspace.direct(scene.slack.workspace.app.user_id, MEMBER).id
    card = await scene.card(channel=channel)
    await scene.slack.people.send_message(MEMBER, channel, "rcs account activity")
    await scene.reply(card, "said privately")
    assert await scene.arrived() == ["said privately\n— Martin Keller (Slack)"]
    assert [event["text"] for event in scene.process.direct] == ["rcs account activity"]


@pytest.mark.parametrize("code", ["already_reacted", "message_not_found", "internal_error", "not_in_channel"])
async def test_a_reaction_that_fails_stops_nothing(scene: Stage, code: str) -> None:
    card = await scene.card()
    scene.slack.faults.plan("reactions.add", Fault(error=code), times=3)
    await scene.reply(card, "anyway")
    assert await scene.arrived() == ["anyway\n— Martin Keller (Slack)"]


def _post_as_bot(scene: Stage, card: Message, text: str) -> None:
    workspace = scene.slack.workspace
    message = Message(workspace.new_ts(), card.channel, "U0OTHERBOT", text, thread_ts=card.ts, bot_id="B0OTHER001")
    workspace.add_user(User("U0OTHERBOT", "other", "Other bot", is_bot=True, bot_id="B0OTHER001"))
    workspace.add_message(message)
    scene.slack.events.posted(message)
