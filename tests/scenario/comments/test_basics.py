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
from tests.worlds.comments_world import ACTIVITY, GUEST, MEMBER, OWNER, PROJECT_ID, CommentsWorld, comments_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[CommentsWorld]:
    async with comments_world(tmp_path) as found:
        yield found


async def test_a_reply_arrives_signed_and_is_ticked(world: CommentsWorld) -> None:
    card = await world.card()
    reply = await world.reply(card, "The logo is uploaded")
    assert await world.arrived() == ["The logo is uploaded\n— Martin Keller (Slack)"]
    assert world.reactions(reply) == {"white_check_mark"}
    assert world.ephemerals() == []
    assert world.thread(card) == []
    entry = (await world.store.audit.recent(limit=1))[0]
    assert (entry.action, entry.outcome, entry.user_name) == ("comment in thread", "done", "Martin Keller")


async def test_all_seven_kinds(world: CommentsWorld) -> None:
    project = world.sinch.projects[PROJECT_ID]
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
        await world.reply(await world.card(subject), f"about {subject.kind}")
        assert await world.arrived(1, subject) == [f"about {subject.kind}\n— Martin Keller (Slack)"]


async def test_a_kakaotalk_template_known_by_its_code_only(world: CommentsWorld) -> None:
    sender, code = next(iter(world.sinch.projects[PROJECT_ID].kakaotalk_templates)).split("/")
    await world.reply(await world.card(Subject(Kind.kakaotalk_template, (code,))), "hi")
    assert await world.arrived(1, Subject(Kind.kakaotalk_template, (sender, code)))


async def test_two_slashes_keep_a_reply_in_slack(world: CommentsWorld) -> None:
    card = await world.card()
    internal = await world.reply(card, "// do not tell them")
    shown = await world.reply(card, "tell them")
    assert await world.arrived() == ["tell them\n— Martin Keller (Slack)"]
    assert world.reactions(internal) == set()
    assert world.reactions(shown) == {"white_check_mark"}


async def test_what_is_no_reply_to_a_card_is_none_of_our_business(world: CommentsWorld) -> None:
    people, card = world.slack.people, await world.card()
    root = await people.send_message(MEMBER, ACTIVITY, "just talking")
    await people.send_message(OWNER, ACTIVITY, "in another thread", root.ts)
    await people.send_message(OWNER, ACTIVITY, "by another app with my token", card.ts, app_id="A0OTHERAPP")
    _post_as_bot(world, card, "posted by another bot")
    await world.bot.services.slack.post(ACTIVITY, Shown("posted by ourselves"), thread_ts=card.ts)
    await people.settled()
    last = await world.reply(card, "the only one")
    assert await world.arrived() == ["the only one\n— Martin Keller (Slack)"]
    marked = [m for m in world.slack.workspace.channels[ACTIVITY].messages if m.reactions]
    assert marked == [last]


async def test_a_request_to_the_bot_in_a_thread_is_no_comment(world: CommentsWorld) -> None:
    card = await world.card()
    await world.reply(card, "@sinch rcs account activity")
    await world.reply(card, "thanks to @sinch for the tick")
    assert await world.arrived() == ["thanks to @Sinch for the tick\n— Martin Keller (Slack)"]
    answers = [message for message in world.thread(card) if "Activity" in message.text]
    assert len(answers) == 1, "the request alone"


async def test_names_links_files_and_emoji_are_written_out(world: CommentsWorld) -> None:
    card = await world.card()
    file = world.slack.people.upload(MEMBER, "logo.png", b"png")
    await world.reply(
        card, "@olivia see https://example.com/a?b=1&c=2 in #general :tada: a < b @channel", files=[file.id]
    )
    (comment,) = await world.arrived()
    first, attached, signature = comment.split("\n")
    assert first == "@Olivia Berg see https://example.com/a?b=1&c=2 in #general :tada: a < b @channel"
    assert attached.startswith("Attached: logo.png (http")
    assert signature == "— Martin Keller (Slack)"


async def test_a_broadcast_reply_counts(world: CommentsWorld) -> None:
    card = await world.card()
    await world.reply(card, "for everyone", broadcast=True)
    assert await world.arrived() == ["for everyone\n— Martin Keller (Slack)"]


async def test_redelivered_events_make_one_comment(world: CommentsWorld) -> None:
    card = await world.card()
    reply = await world.reply(card, "once")
    await world.arrived()  # before that, an edit would still change what is sent
    await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "twice?")
    await world.slack.people.settled()
    await world.quiet()
    for event_id in world.slack.delivery.event_ids():
        await world.slack.delivery.redeliver(event_id)
    await world.quiet()
    assert len(world.at_sinch()) == 1
    assert len([m for m in world.ephemerals() if "already has the original" in m.text]) == 1


@pytest.mark.parametrize(("action", "arrives"), [("edit", ["second"]), ("delete", []), ("hide", [])])
async def test_what_happens_to_a_reply_before_its_own_event_arrives(
    world: CommentsWorld, action: str, arrives: list[str]
) -> None:
    """The bot was away for a moment: Slack delivers the reply again, after what was done to it since."""
    card, people = await world.card(), world.slack.people
    url, world.slack.workspace.app.request_url = world.slack.workspace.app.request_url, None
    reply = await people.send_message(MEMBER, ACTIVITY, "first", card.ts)
    missed = message_json(world.slack.workspace, reply)
    world.slack.workspace.app.request_url = url
    if action == "delete":
        await people.delete_message(MEMBER, ACTIVITY, reply.ts)
    else:
        await people.edit_message(MEMBER, ACTIVITY, reply.ts, "second" if action == "edit" else "// second")
    await people.settled()
    late = {**missed, "channel": ACTIVITY, "channel_type": "channel", "event_ts": reply.ts}
    world.slack.delivery.event(late)
    await people.settled()
    await world.reply(card, "later")
    await world.until(lambda: any(item.startswith("later") for item in world.at_sinch()), "the later one")
    await world.quiet()
    assert sorted(item.partition("\n")[0] for item in world.at_sinch()) == sorted([*arrives, "later"])


async def test_an_internal_reply_stays_internal_whatever_becomes_of_it(world: CommentsWorld) -> None:
    card = await world.card()
    reply = await world.reply(card, "// just us")
    await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "just us")
    await world.slack.people.settled()
    await world.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
    await world.quiet()
    await world.reply(card, "later")
    assert await world.arrived() == ["later\n— Martin Keller (Slack)"]
    assert world.ephemerals() == []


async def test_guests_may_comment_strangers_are_told_why_not(world: CommentsWorld) -> None:
    workspace, card = world.slack.workspace, await world.card()
    workspace.add_user(User("U0STRANGER", "sam", "Sam Other", is_stranger=True))
    workspace.channels[ACTIVITY].members.append("U0STRANGER")
    await world.reply(card, "from outside", user="U0STRANGER")
    await world.reply(card, "from a guest", user=GUEST)
    assert await world.arrived() == ["from a guest\n— Gabriel Costa (Slack)"]
    await world.ephemeral("another workspace", "U0STRANGER")
    await world.quiet()
    assert len(world.ephemerals("U0STRANGER")) == 1


async def test_more_than_65535_characters_are_refused_with_the_count(world: CommentsWorld) -> None:
    name = "Maximiliana " * 40 + "Langenfeld"
    world.slack.workspace.add_user(User("U0MAX00001", "max", name))
    card = await world.card()
    fits = (65_535 + 1) // len(f"@{name} ")
    refused = await world.reply(card, "@max " * (fits + 1))
    notice = await world.until(lambda: world.thread(card), "a notice")
    count = (fits + 1) * len(f"@{name} ") - 1
    assert f"{count:,} characters" in notice[0].text
    assert world.at_sinch() == []
    await world.until(lambda: world.reactions(refused) == {"warning"})
    await world.reply(card, "@max " * fits)
    assert 65_000 < len((await world.arrived())[0]) <= 65_535


async def test_direct_messages_and_card_threads_in_them(world: CommentsWorld) -> None:
    channel = world.slack.workspace.direct(world.slack.workspace.app.user_id, MEMBER).id
    card = await world.card(channel=channel)
    await world.slack.people.send_message(MEMBER, channel, "rcs account activity")
    await world.reply(card, "said privately")
    assert await world.arrived() == ["said privately\n— Martin Keller (Slack)"]
    messages = world.slack.workspace.channels[channel].messages
    assert len([message for message in messages if message.bot_id and "Activity" in message.text]) == 1


async def test_a_reaction_that_fails_stops_nothing(world: CommentsWorld) -> None:
    card = await world.card()
    for number, code in enumerate(("already_reacted", "message_not_found", "internal_error", "not_in_channel"), 1):
        world.slack.faults.plan("reactions.add", Fault(error=code), times=3)
        await world.reply(card, f"anyway {code}")
        assert (await world.arrived(number))[-1] == f"anyway {code}\n— Martin Keller (Slack)"
        world.slack.faults.clear()


async def test_where_a_message_takes_no_tick_words_say_that_sinch_has_it(world: CommentsWorld) -> None:
    card = await world.card()
    world.slack.faults.plan("reactions.add", Fault(error="too_many_reactions"))
    await world.reply(card, "popular")
    await world.ephemeral("Sinch has had this reply since")


def _post_as_bot(world: CommentsWorld, card: Message, text: str) -> None:
    workspace = world.slack.workspace
    message = Message(workspace.new_ts(), card.channel, "U0OTHERBOT", text, thread_ts=card.ts, bot_id="B0OTHER001")
    workspace.add_user(User("U0OTHERBOT", "other", "Other bot", is_bot=True, bot_id="B0OTHER001"))
    workspace.add_message(message)
    world.slack.events.posted(message)


def raw(world: CommentsWorld, card: Message, **more: object) -> dict[str, object]:
    """A reply as Slack tells of it, where no client of ours writes such."""
    ts = world.slack.workspace.new_ts()
    base = {"type": "message", "user": MEMBER, "text": "", "ts": ts, "event_ts": ts, "thread_ts": card.ts}
    return {**base, "channel": card.channel, "channel_type": "channel", **more}


async def test_a_forwarded_message_is_taken(world: CommentsWorld) -> None:
    card = await world.card()
    shared = [{"is_share": True, "author_name": "Anna", "text": "The logo is on <http://Shop.se|Shop.se>"}]
    world.slack.delivery.event(raw(world, card, attachments=shared))
    assert await world.arrived() == ["Forwarded from Anna:\n> The logo is on Shop.se\n— Martin Keller (Slack)"]


async def test_a_reply_without_words_is_said_to_be_not_taken(world: CommentsWorld) -> None:
    card = await world.card()
    world.slack.delivery.event(raw(world, card, blocks=[{"type": "image", "image_url": "https://a.example/x.png"}]))
    await world.ephemeral("can't read this reply")
    assert world.at_sinch() == []
