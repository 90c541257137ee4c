"""Mute, follow, ask why, hand over: from a card's menu and typed, through real HTTP, against both emulators."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from bot.flows import health
from bot.flows.subscriptions import owners
from bot.sandbox.sinch.rcs.senders import set_state
from bot.sandbox.sinch.whatsapp import template_activity
from bot.sandbox.slack.workspace import Message
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, is_line, labels, words

NAME = "order_update"


def templates(world: BotWorld) -> dict[str, Any]:
    return world.sinch.projects[PROJECT_ID].templates


def quality(world: BotWorld, color: str = "YELLOW") -> None:
    """An event that needs nobody."""
    template_activity.set_quality(world.sinch.scope(PROJECT_ID), templates(world)[f"{NAME}/EN_US"], color)


def cards(world: BotWorld, channel: str = ACTIVITY) -> list[Message]:
    return [
        m for m in world.messages(channel) if m.bot_id and not m.ephemeral_to and not m.thread_ts and not is_line(m)
    ]


def replies(world: BotWorld, card: Message) -> list[Message]:
    return [m for m in world.messages(card.channel, thread_ts=card.ts) if m.bot_id and not m.ephemeral_to]


def direct(world: BotWorld, user: str) -> list[Message]:
    """What the bot has told this person alone."""
    rooms = [
        channel.id for channel in world.workspace.channels.values() if channel.is_direct and user in channel.members
    ]
    return [m for room in rooms for m in world.messages(room) if m.bot_id and not m.ephemeral_to]


async def a_card(world: BotWorld, *, user: str = OWNER) -> Message:
    """A subscribed channel with one card and one reply in its thread."""
    await world.slash("subscribe whatsapp", channel=ACTIVITY, user=user)
    quality(world)
    card: Message = await world.until(lambda: next(iter(cards(world)), None), "a card")
    await world.until(lambda: replies(world, card), "the event in its thread")
    return card


async def choose(world: BotWorld, card: Message, label: str, *, user: str = OWNER) -> None:
    """From the card's menu."""
    for block in card.blocks:
        menu = block.get("accessory") or {}
        if menu.get("type") == "overflow":
            value = next(option["value"] for option in menu["options"] if option["text"]["text"].startswith(label))
            outcome = await world.slack.people.click(user, card, block["block_id"], menu["action_id"], value)
            assert outcome.ok, outcome
            return
    raise AssertionError("the card has no menu")


async def chosen(world: BotWorld, card: Message, label: str, *, user: str = OWNER) -> Any:
    before = world.shown()
    await choose(world, card, label, user=user)
    return await world.answer(before, user=user)


async def form(world: BotWorld, card: Message, label: str) -> Any:
    known = {view.id for view in world.views()}
    await choose(world, card, label)
    return await world.until(lambda: next((v for v in world.views() if v.id not in known), None), "a form")


async def test_a_muted_channel_gets_one_summary_when_it_is_unmuted(world: BotWorld) -> None:
    await a_card(world)
    before = len(world.messages(ACTIVITY))
    answer = await world.slash("mute 2h", channel=ACTIVITY)
    assert "is muted until" in words(answer)
    quality(world, "RED")
    quality(world, "GREEN")

    async def both_held() -> bool:
        return (await world.bot.store.deliveries.counts()).held == 2

    await world.until(both_held, "two events that wait")
    told = await world.slash("unmute", channel=ACTIVITY)
    assert "summary of 2 events" in words(told)
    shown = await world.until(
        lambda: [m for m in world.messages(ACTIVITY)[before:] if m.bot_id and not m.ephemeral_to and not is_line(m)],
        "the summary",
    )
    assert len(shown) == 1
    assert NAME in words(shown[0])


async def test_nonsense_and_too_long_are_refused_at_their_field(world: BotWorld) -> None:
    view = await world.slash_form("mute")
    await world.submit(view, {"duration": "a while"})
    shown = await world.until(
        lambda: next((v for v in world.views() if "read that duration" in words(v)), None), "what is wrong"
    )
    await world.submit(shown, {"duration": "60d"})
    await world.until(lambda: any("30 days at most" in words(v) for v in world.views()), "the bound")
    assert (await world.bot.store.channels.get(GENERAL)).muted_until is None


async def test_one_resource_is_muted_and_unmuted_from_its_card(world: BotWorld) -> None:
    card = await a_card(world)
    view = await form(world, card, "Mute it here")
    await world.submit(view, {"duration": "1d"})
    card = await world.until(
        lambda: next((m for m in cards(world) if "Unmute it here" in str(m.blocks)), None), "the changed menu"
    )
    quality(world, "RED")
    await world.until(lambda: "quality low" in words(cards(world)[0]), "the card")
    assert len(replies(world, card)) == 1, "the card follows, the thread is quiet"
    answer = await chosen(world, cards(world)[0], "Unmute it here")
    assert "post its events here again" in words(answer)
    quality(world, "GREEN")
    await world.until(lambda: len(replies(world, card)) == 2, "events in the thread again")


async def test_whoever_follows_gets_direct_messages_until_they_stop(world: BotWorld) -> None:
    card = await a_card(world)
    answer = await chosen(world, card, "Follow", user=MEMBER)
    assert "Following" in words(answer)
    quality(world, "RED")
    (note,) = await world.until(lambda: direct(world, MEMBER), "a direct message")
    assert NAME in words(note)
    await world.click(note, "Unfollow", user=MEMBER)
    await world.until(lambda: any("Unfollowed" in words(message) for message in world.messages()), "the answer")
    quality(world, "GREEN")
    await world.until(lambda: len(replies(world, card)) == 3, "the event in the channel")
    assert len([m for m in direct(world, MEMBER) if "quality" in words(m).lower()]) == 1


async def test_follow_by_words_and_list(world: BotWorld) -> None:
    answer = await world.slash("follow whatsapp templates no_such_thing EN_US", user=MEMBER)
    assert "Following" not in words(answer)
    answer = await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    assert f"{NAME} (EN_US)" in words(answer)
    assert "already" in words(await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER))
    listed = await world.slash("following", user=MEMBER)
    assert f"*{NAME} (EN_US)*" in words(listed)
    assert "Unfollowed" in words(await world.slash(f"unfollow {NAME}", user=MEMBER)), "its name is enough"
    await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    assert "Unfollow" in labels(listed)
    assert "Unfollowed" in words(await world.slash(f"unfollow whatsapp templates {NAME} EN_US", user=MEMBER))
    assert "You follow nothing" in words(await world.slash("following", user=MEMBER))


async def test_why_names_the_rule_its_owner_and_who_else_gets_it(world: BotWorld) -> None:
    card = await a_card(world)
    await world.slash("subscribe WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED", channel=GENERAL)
    await world.slash("subscribe rcs", channel=GENERAL)
    await chosen(world, card, "Follow", user=MEMBER)
    why = await chosen(world, card, "Why")
    said = words(why)
    assert "All events for WhatsApp" in said
    assert f"<@{OWNER}>" in said
    assert f"<#{GENERAL}>" in said
    assert f"<@{MEMBER}> in a direct message" in said
    assert {"Add filters", "Change owner", "Remove"} <= set(labels(why))


async def test_a_rule_is_handed_over_and_its_new_owner_is_told(world: BotWorld) -> None:
    card = await a_card(world)
    why = await chosen(world, card, "Why")
    view = await world.click_for(why, labels(why)[1])
    assert "to" in {block["block_id"] for block in view.blocks}
    await world.submit(view, {"to": MEMBER})
    (note,) = await world.until(lambda: direct(world, MEMBER), "word to the new owner")
    assert f"<@{OWNER}> made you the owner" in words(note)
    (rule,) = await world.bot.store.subscriptions.in_channel(ACTIVITY)
    assert rule.created_by == MEMBER


async def test_a_rule_is_narrowed_from_why_and_remove_ends_it(world: BotWorld) -> None:
    card = await a_card(world)
    why = await chosen(world, card, "Why")
    view = await world.click_for(why, labels(why)[0])
    assert "What to post" in words(view)
    await world.submit(view, {"post": "rejections"})
    rules = world.bot.store.subscriptions

    async def filters() -> Any:
        (rule,) = await rules.in_channel(ACTIVITY)
        return rule.filters

    assert await world.until(filters, "the narrower rule") == {"only": ["rejections"]}
    await world.until(lambda: any("now gets" in words(view) for view in world.views()), "the answer")
    why = await chosen(world, card, "Why")
    assert "No subscription in this channel includes it" in words(why), "what came last would not come now"
    listed = await world.slash("subscriptions", channel=ACTIVITY)
    assert "Rejections for WhatsApp" in words(listed)


async def test_admins_hear_once_of_rules_whose_owner_has_left(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    await world.slash(f"access grant <@{OWNER}> admin")
    await world.slash("subscribe rcs", channel=ACTIVITY, user=MEMBER)
    await world.slack.people.deactivate_user(OWNER, MEMBER)
    (note,) = await world.until(lambda: direct(world, OWNER), "word to the admin")
    assert f"<@{MEMBER}> has left" in words(note)
    assert f"<#{ACTIVITY}>" in words(note)
    await owners.check(world.bot.services)
    await owners.check(world.bot.services)
    assert len(direct(world, OWNER)) == 1
    assert len(await world.bot.store.subscriptions.in_channel(ACTIVITY)) == 1, "the rule goes on"
    known = {view.id for view in world.views()}
    await world.click(note, "Change owner")
    view = await world.until(lambda: next((v for v in world.views() if v.id not in known), None), "the form")
    await world.submit(view, {"to": OWNER})
    await world.until(lambda: "now owns" in str([v.blocks for v in world.views()]), "the result")


async def test_a_launch_bears_its_authors_name_and_its_end_is_told_once(world: BotWorld) -> None:
    await world.slash("subscribe rcs", channel=ACTIVITY)
    senders = world.sinch.projects[PROJECT_ID].rcs_senders
    sender = next(item for item in senders.values() if item["state"] == "IN_TEST")
    question = await world.slash(f"rcs senders launch {sender['id']}")
    answer = await world.click_for(question, "Launch")
    assert "I'll message you when the operators have decided" in words(answer)
    card = await world.until(lambda: next(iter(cards(world)), None), "a card")
    person = (await world.bot.slack.user(OWNER)).name
    mine = await world.until(lambda: [m for m in replies(world, card)][4:] and replies(world, card), "all it entails")
    assert all(f"{person}, via /sinch" in words(item).lower() for item in mine), "who did it"
    await world.until(lambda: f"{person}, via /sinch" in words(cards(world)[0]), "on the card too")
    assert direct(world, OWNER) == [], "what one has done oneself is no news"
    set_state(world.sinch.scope(PROJECT_ID), sender, "LAUNCHED")
    (note,) = await world.until(lambda: direct(world, OWNER), "word that it is done")
    assert "You submitted this" in words(note)
    set_state(world.sinch.scope(PROJECT_ID), sender, "UNLAUNCHED")
    await world.until(lambda: "unlaunched" in words(cards(world)[0]).lower(), "the next event")
    later = await world.until(lambda: replies(world, card)[len(mine) :], "the decisions, in the thread")
    assert len(direct(world, OWNER)) == 1
    assert not [item for item in later if person in words(item)], "operators decide, not the person"


def _said(world: BotWorld, card: Message, text: str) -> bool:
    return any(text in words(reply) for reply in replies(world, card))


async def test_in_a_cards_thread_a_mention_means_that_resource(world: BotWorld) -> None:
    card = await a_card(world)
    for text, said in (("follow me", "Following"), ("mute 1d", "Its card still shows"), ("why", "Why you see")):
        await world.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {text}", card.ts)
        await world.until(partial(_said, world, card, said), said)
    thread = await world.bot.store.threads.at(ACTIVITY, card.ts)
    assert thread is not None
    assert thread.muted_until is not None
    assert not world.calls("POST", "/comments"), "what is said to the bot is no comment"
    for text, said in (
        ("get", "WhatsApp template"),
        ("history", "Activity of"),
        ("health", "Performance of"),
        ("status", "Everything works"),
    ):
        await world.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {text}", card.ts)
        await world.until(partial(_said, world, card, said), said)
    await world.slack.people.send_message(OWNER, ACTIVITY, "@Sinch comment We are <on> it", card.ts)
    await world.until(partial(_said, world, card, "Comment added"), "the comment")
    assert world.calls("POST", "/comments"), "unless it says comment"


async def test_a_change_without_an_event_shows_on_the_card_with_its_author(world: BotWorld) -> None:
    await world.slash("subscribe rcs", channel=ACTIVITY)
    sender = next(s for s in world.sinch.projects[PROJECT_ID].rcs_senders.values() if s["state"] == "IN_TEST")
    set_state(world.sinch.scope(PROJECT_ID), sender, "UNLAUNCHED")
    await world.until(lambda: cards(world), "a card")
    await world.until(lambda: replies(world, cards(world)[0]), "its event")
    question = await world.slash(f"rcs senders update {sender['id']} brand.name='Northwind Deals'")
    await world.click_for(question, "Update")
    person = (await world.bot.slack.user(OWNER)).name
    await world.until(lambda: f"changed ({person}, via /sinch)" in words(cards(world)[0]), "who changed it")
    assert "Northwind Deals" in words(cards(world)[0])


async def test_whoever_made_a_bundle_is_told_when_it_is_done(world: BotWorld) -> None:
    world.sinch.work_seconds = 0.5
    question = await world.slash("bundles create region=EU name=spring convApp=yes", channel=GENERAL)
    answer = await world.click_for(question, "Create")
    assert "I'll message you when it's done" in words(answer)
    (note,) = await world.until(lambda: direct(world, OWNER), "word that it is done")
    assert "spring" in words(note)
    assert await world.bot.store.follows.of_user(OWNER) == []


async def test_a_revoked_token_is_named_by_status_and_what_waits_stays(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", channel=ACTIVITY)
    world.workspace.token_revoked = True
    world.slack.people.services.events.tokens_revoked()
    quality(world)

    async def trouble() -> Any:
        parts = {part.name: part for part in await health.check(world.bot.services, PROJECT_ID)}
        return parts if parts["Deliveries"].ok is False else None

    parts = await world.until(trouble, "deliveries in trouble")
    assert "doesn't accept the token" in parts["Deliveries"].note
    assert "not accepted" in parts["Slack"].note
    assert cards(world) == []
    assert (await world.bot.store.deliveries.counts()).dead == 0


async def test_an_admin_sees_what_was_given_up_and_has_it_posted_after_all(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", channel=ACTIVITY)
    await world.slash("mute 2h", channel=ACTIVITY)
    quality(world)
    store = world.bot.store

    async def one_held() -> bool:
        return bool((await store.deliveries.counts()).held)

    await world.until(one_held, "an event that waits")
    await store.deliveries.give_up([1], "some_refusal")
    assert "some_refusal" not in words(await world.slash("status", user=MEMBER))
    status = await world.slash("status", user=OWNER)
    assert "some_refusal" in words(status)
    answer = await world.click_for(status, "Retry all", user=OWNER)
    assert "Retrying 1 item." in words(answer)
    await world.until(lambda: any("Full list" in labels(m) for m in world.messages(ACTIVITY)), "what was held")
    assert (await store.deliveries.counts()).dead == 0


async def test_a_subscription_made_before_the_invitation_begins_with_it(world: BotWorld) -> None:
    room = await world.slack.people.create_channel(OWNER, "quiet-room", private=True)
    answer = await world.slash("subscribe whatsapp", channel=room.id)
    assert "I'm not in this channel yet" in words(answer)
    quality(world)
    (note,) = await world.until(lambda: direct(world, OWNER), "word to who subscribed")
    assert "Invite me there" in words(note)
    await world.slack.people.invite_bot(OWNER, room.id)
    await world.until(lambda: [m for m in world.messages(room.id) if "1 event" in words(m)], "what waited")
    quality(world, "RED")
    await world.until(lambda: cards(world, room.id), "the card")


async def test_a_resource_that_is_named_is_muted_alone_or_not_at_all(world: BotWorld) -> None:
    """`mute order_update` is no wish to mute the channel."""
    card = await a_card(world)
    thread = await world.bot.store.threads.at(ACTIVITY, card.ts)
    assert thread
    elsewhere = await world.slash(f"mute {NAME} for 2 hours", channel=GENERAL)
    assert "has no card in this channel" in words(elsewhere)
    assert labels(elsewhere) == ["This channel"]
    for said in (f"mute {NAME} for 2 hours", f"mute the English {NAME} for 2 hours"):
        which = await world.slash(said, channel=ACTIVITY)
        assert labels(which) == [f"{NAME} (EN_US)", "This channel"]
    which = await world.slash(f"mute {NAME} for 2 hours", channel=ACTIVITY)
    await world.click_for(which, f"{NAME} (EN_US)")
    muted = await world.bot.store.threads.get(thread.id)
    assert muted
    assert muted.muted_until
    assert (await world.bot.store.channels.get(ACTIVITY)).muted_until is None
    which = await world.slash(f"unmute {NAME}", channel=ACTIVITY)
    await world.click_for(which, f"{NAME} (EN_US)")
    loud = await world.bot.store.threads.get(thread.id)
    assert loud
    assert loud.muted_until is None


async def test_in_a_cards_thread_words_mute_that_resource_or_the_channel_as_said(world: BotWorld) -> None:
    card = await a_card(world)
    thread = await world.bot.store.threads.at(ACTIVITY, card.ts)
    assert thread

    async def muted() -> tuple[bool, bool]:
        """The resource, and the channel."""
        one, room = await world.bot.store.threads.get(thread.id), await world.bot.store.channels.get(ACTIVITY)
        return one is not None and one.muted_until is not None, room.muted_until is not None

    def question(asked: str) -> Message | None:
        return next((reply for reply in replies(world, card) if asked in words(reply)), None)

    for said, asked, then in (
        ("please mute this for two hours", f"Mute {NAME} (EN_US) for two hours?", (True, False)),
        ("could you unmute it", f"Unmute {NAME} (EN_US)?", (False, False)),
        ("please mute this channel for two hours", "Mute this whole channel for two hours?", (False, True)),
        ("unmute the channel again", "Unmute this whole channel?", (False, False)),
    ):
        await world.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {said}", card.ts)
        shown = await world.until(partial(question, asked), asked)
        await world.click_for(shown, labels(shown)[0])
        assert await muted() == then, said


@pytest.mark.parametrize("said", ["why is this here?", "why is it in this channel"])
async def test_in_a_cards_thread_why_it_is_here_is_no_question_of_its_state(world: BotWorld, said: str) -> None:
    card = await a_card(world)
    await world.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {said}", card.ts)
    await world.until(partial(_said, world, card, "Why you see"), said)
