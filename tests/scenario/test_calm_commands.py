"""Mute, follow, ask why, hand over: from a card's menu and typed, through real HTTP, against both emulators."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.flows import health
from bot.flows.subscriptions import owners
from bot.sandbox.sinch.rcs.senders import set_state
from bot.sandbox.sinch.whatsapp import template_activity as template_talk
from bot.sandbox.slack.workspace import Message
from tests.fakes.town import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, Town, labels, words

NAME = "order_update"


def templates(place: Town) -> dict[str, Any]:
    return place.sinch.projects[PROJECT_ID].templates


def quality(place: Town, colour: str = "YELLOW") -> None:
    """An event that needs nobody."""
    template_talk.set_quality(place.sinch.scope(PROJECT_ID), templates(place)[f"{NAME}/EN_US"], colour)


def cards(place: Town, channel: str = ACTIVITY) -> list[Message]:
    return [m for m in place.messages(channel) if m.bot_id and not m.ephemeral_to and not m.thread_ts]


def replies(place: Town, card: Message) -> list[Message]:
    return [m for m in place.messages(card.channel, thread_ts=card.ts) if m.bot_id and not m.ephemeral_to]


def direct(place: Town, user: str) -> list[Message]:
    """What the bot has told this person alone."""
    rooms = [one.id for one in place.workspace.channels.values() if one.is_direct and user in one.members]
    return [m for room in rooms for m in place.messages(room) if m.bot_id and not m.ephemeral_to]


async def a_card(place: Town, *, user: str = OWNER) -> Message:
    """A subscribed channel with one card and one reply in its thread."""
    await place.slash("subscribe whatsapp", channel=ACTIVITY, user=user)
    quality(place)
    card: Message = await place.until(lambda: next(iter(cards(place)), None), "a card")
    await place.until(lambda: replies(place, card), "the event in its thread")
    return card


async def choose(place: Town, card: Message, label: str, *, user: str = OWNER) -> None:
    """From the card's menu."""
    for block in card.blocks:
        menu = block.get("accessory") or {}
        if menu.get("type") == "overflow":
            value = next(one["value"] for one in menu["options"] if one["text"]["text"].startswith(label))
            outcome = await place.slack.people.click(user, card, block["block_id"], menu["action_id"], value)
            assert outcome.ok, outcome
            return
    raise AssertionError("the card has no menu")


async def chosen(place: Town, card: Message, label: str, *, user: str = OWNER) -> Message:
    before = {m.ts: f"{m.text}{m.blocks}" for m in place.messages()}
    await choose(place, card, label, user=user)
    return await place.answer(before, user=user)


async def form(place: Town, card: Message, label: str) -> Any:
    known = {view.id for view in place.views()}
    await choose(place, card, label)
    return await place.until(lambda: next((v for v in place.views() if v.id not in known), None), "a form")


async def test_a_muted_channel_gets_one_summary_when_it_is_unmuted(place: Town) -> None:
    await a_card(place)
    before = len(place.messages(ACTIVITY))
    answer = await place.slash("mute 2h", channel=ACTIVITY)
    assert "is quiet until" in words(answer)
    quality(place, "RED")
    quality(place, "GREEN")
    held = place.bot.store.deliveries
    for _ in range(400):
        if (await held.counts()).held == 2:
            break
        await place.bot.clock.sleep(0.01)
    assert (await held.counts()).held == 2
    told = await place.slash("unmute", channel=ACTIVITY)
    assert "summary of 2 events" in words(told)
    shown = await place.until(
        lambda: [m for m in place.messages(ACTIVITY)[before:] if m.bot_id and not m.ephemeral_to], "the summary"
    )
    assert len(shown) == 1
    assert NAME in words(shown[0])


async def test_nonsense_and_too_long_are_refused_at_their_field(place: Town) -> None:
    view = await place.slash_form("mute")
    await place.submit(view, {"duration": "a while"})
    shown = await place.until(
        lambda: next((v for v in place.views() if "no length of time" in words(v)), None), "what is wrong"
    )
    await place.submit(shown, {"duration": "60d"})
    await place.until(lambda: any("30 days at most" in words(v) for v in place.views()), "the bound")
    assert (await place.bot.store.channels.get(GENERAL)).muted_until is None


async def test_one_resource_is_muted_and_unmuted_from_its_card(place: Town) -> None:
    card = await a_card(place)
    view = await form(place, card, "Mute it here")
    await place.submit(view, {"duration": "1d"})
    card = await place.until(
        lambda: next((m for m in cards(place) if "Unmute it here" in str(m.blocks)), None), "the changed menu"
    )
    quality(place, "RED")
    await place.until(lambda: "🔴 low" in words(cards(place)[0]), "the card")
    assert len(replies(place, card)) == 1, "the card follows, the thread is quiet"
    answer = await chosen(place, cards(place)[0], "Unmute it here")
    assert "shown here again" in words(answer)
    quality(place, "GREEN")
    await place.until(lambda: len(replies(place, card)) == 2, "events in the thread again")


async def test_whoever_follows_gets_direct_messages_until_they_stop(place: Town) -> None:
    card = await a_card(place)
    answer = await chosen(place, card, "Follow", user=MEMBER)
    assert "You follow" in words(answer)
    quality(place, "RED")
    (note,) = await place.until(lambda: direct(place, MEMBER), "a direct message")
    assert NAME in words(note)
    done = await place.click_for(note, "Unfollow", user=MEMBER)
    assert "no longer follow" in words(done)
    quality(place, "GREEN")
    await place.until(lambda: len(replies(place, card)) == 3, "the event in the channel")
    assert len([m for m in direct(place, MEMBER) if "quality" in words(m).lower()]) == 1


async def test_follow_by_words_and_list(place: Town) -> None:
    answer = await place.slash("follow whatsapp templates no_such_thing EN_US", user=MEMBER)
    assert "You follow" not in words(answer)
    answer = await place.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    assert f"{NAME} (EN_US)" in words(answer)
    assert "already" in words(await place.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER))
    listed = await place.slash("following", user=MEMBER)
    assert f"*{NAME} (EN_US)*" in words(listed)
    assert "no longer" in words(await place.slash(f"unfollow {NAME}", user=MEMBER)), "its name is enough"
    await place.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    assert "Unfollow" in labels(listed)
    assert "no longer" in words(await place.slash(f"unfollow whatsapp templates {NAME} EN_US", user=MEMBER))
    assert "You follow nothing" in words(await place.slash("following", user=MEMBER))


async def test_why_names_the_rule_its_owner_and_who_else_gets_it(place: Town) -> None:
    card = await a_card(place)
    await place.slash("subscribe WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED", channel=GENERAL)
    await place.slash("subscribe rcs", channel=GENERAL)
    await chosen(place, card, "Follow", user=MEMBER)
    why = await chosen(place, card, "Why")
    said = words(why)
    assert "Everything about WhatsApp" in said
    assert f"<@{OWNER}>" in said
    assert f"<#{GENERAL}>" in said
    assert f"<@{MEMBER}> in a direct message" in said
    assert {"Narrower", "Hand over", "Remove"} <= set(labels(why))


async def test_a_rule_is_handed_over_and_its_new_owner_is_told(place: Town) -> None:
    card = await a_card(place)
    why = await chosen(place, card, "Why")
    known = {view.id for view in place.views()}
    await place.click(why, "Hand over")
    view = await place.until(lambda: next((v for v in place.views() if v.id not in known), None), "the form")
    await place.submit(view, {"to": MEMBER})
    (note,) = await place.until(lambda: direct(place, MEMBER), "word to the new owner")
    assert f"<@{OWNER}> handed" in words(note)
    (rule,) = await place.bot.store.subscriptions.in_channel(ACTIVITY)
    assert rule.created_by == MEMBER


async def test_narrower_opens_the_rule_and_remove_ends_it(place: Town) -> None:
    card = await a_card(place)
    why = await chosen(place, card, "Why")
    known = {view.id for view in place.views()}
    await place.click(why, "Narrower")
    view = await place.until(
        lambda: next((v for v in place.views() if v.id not in known and "category" in str(v.body)), None), "the form"
    )
    await place.submit(view, {"only": ["rejections"]})
    rules = place.bot.store.subscriptions
    for _ in range(300):
        (rule,) = await rules.in_channel(ACTIVITY)
        if rule.filters:
            break
        await place.bot.clock.sleep(0.01)
    assert rule.filters == {"only": ["rejections"]}
    why = await chosen(place, card, "Why")
    assert "No rule of this channel asks for it any more" in words(why), "what came last would not come now"
    listed = await place.slash("subscriptions", channel=ACTIVITY)
    assert "rejections" in words(listed)


async def test_admins_hear_once_of_rules_whose_owner_has_left(place: Town) -> None:
    await place.slash(f"access grant <@{MEMBER}> operator")
    await place.slash(f"access grant <@{OWNER}> admin")
    await place.slash("subscribe rcs", channel=ACTIVITY, user=MEMBER)
    await place.slack.people.deactivate_user(OWNER, MEMBER)
    (note,) = await place.until(lambda: direct(place, OWNER), "word to the admin")
    assert f"<@{MEMBER}> has left" in words(note)
    assert f"<#{ACTIVITY}>" in words(note)
    await owners.check(place.bot.services)
    await owners.check(place.bot.services)
    assert len(direct(place, OWNER)) == 1
    assert len(await place.bot.store.subscriptions.in_channel(ACTIVITY)) == 1, "the rule goes on"
    known = {view.id for view in place.views()}
    await place.click(note, "Hand over")
    view = await place.until(lambda: next((v for v in place.views() if v.id not in known), None), "the form")
    await place.submit(view, {"to": OWNER})
    await place.until(lambda: "looks after" in str([v.blocks for v in place.views()]), "the result")


async def test_a_launch_bears_its_authors_name_and_its_end_is_told_once(place: Town) -> None:
    await place.slash("subscribe rcs", channel=ACTIVITY)
    senders = place.sinch.projects[PROJECT_ID].rcs_senders
    sender = next(one for one in senders.values() if one["state"] == "IN_TEST")
    question = await place.slash(f"rcs senders launch {sender['id']}")
    answer = await place.click_for(question, "Launch")
    assert "direct message when it is done" in words(answer)
    card = await place.until(lambda: next(iter(cards(place)), None), "a card")
    person = (await place.bot.slack.user(OWNER)).name
    mine = await place.until(lambda: [m for m in replies(place, card)][4:] and replies(place, card), "all it entails")
    assert all(f"by {person} through /sinch" in words(one).lower() for one in mine), "who did it"
    await place.until(lambda: f"by {person} through /sinch" in words(cards(place)[0]), "on the card too")
    assert direct(place, OWNER) == [], "what one has done oneself is no news"
    set_state(place.sinch.scope(PROJECT_ID), sender, "LAUNCHED")
    (note,) = await place.until(lambda: direct(place, OWNER), "word that it is done")
    assert "asked for this" in words(note)
    set_state(place.sinch.scope(PROJECT_ID), sender, "UNLAUNCHED")
    await place.until(lambda: "unlaunched" in words(cards(place)[0]).lower(), "the next event")
    later = await place.until(lambda: replies(place, card)[len(mine) :], "the decisions, in the thread")
    assert len(direct(place, OWNER)) == 1
    assert not [one for one in later if person in words(one)], "operators decide, not the person"


def _said(place: Town, card: Message, text: str) -> bool:
    return any(text in words(one) for one in replies(place, card))


async def test_in_a_cards_thread_a_mention_means_that_resource(place: Town) -> None:
    card = await a_card(place)
    for text, said in (("follow me", "You follow"), ("mute 1d", "Its card still shows"), ("why", "Why you see")):
        await place.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {text}", card.ts)
        await place.until(partial(_said, place, card, said), said)
    thread = await place.bot.store.threads.at(ACTIVITY, card.ts)
    assert thread is not None
    assert thread.muted_until is not None
    assert not place.calls("POST", "/comments"), "what is said to the bot is no comment"
    for text, said in (("get", "WhatsApp template"), ("history", "Activity of"), ("status", "Everything works")):
        await place.slack.people.send_message(OWNER, ACTIVITY, f"@Sinch {text}", card.ts)
        await place.until(partial(_said, place, card, said), said)
    await place.slack.people.send_message(OWNER, ACTIVITY, "@Sinch comment We are <on> it", card.ts)
    await place.until(partial(_said, place, card, "Comment added"), "the comment")
    assert place.calls("POST", "/comments"), "unless it says comment"


async def test_a_change_without_an_event_shows_on_the_card_with_its_author(place: Town) -> None:
    await place.slash("subscribe rcs", channel=ACTIVITY)
    sender = next(s for s in place.sinch.projects[PROJECT_ID].rcs_senders.values() if s["state"] == "IN_TEST")
    set_state(place.sinch.scope(PROJECT_ID), sender, "UNLAUNCHED")
    await place.until(lambda: cards(place), "a card")
    await place.until(lambda: replies(place, cards(place)[0]), "its event")
    question = await place.slash(f"rcs senders update {sender['id']} brand.name='Northwind Deals'")
    await place.click_for(question, "Update")
    person = (await place.bot.slack.user(OWNER)).name
    await place.until(lambda: f"changed by {person} through /sinch" in words(cards(place)[0]), "who changed it")
    assert "Northwind Deals" in words(cards(place)[0])


async def test_whoever_made_a_bundle_is_told_when_it_is_done(place: Town) -> None:
    place.sinch.work_seconds = 0.5
    question = await place.slash("bundles create region=EU name=spring convApp=yes", channel=GENERAL)
    answer = await place.click_for(question, "Create")
    assert "direct message when it is done" in words(answer)
    (note,) = await place.until(lambda: direct(place, OWNER), "word that it is done")
    assert "spring" in words(note)
    assert await place.bot.store.follows.of_user(OWNER) == []


async def test_a_revoked_token_is_named_by_status_and_what_waits_stays(place: Town) -> None:
    await place.slash("subscribe whatsapp", channel=ACTIVITY)
    place.workspace.token_revoked = True
    place.slack.people.services.events.tokens_revoked()
    quality(place)
    for _ in range(300):
        parts = {one.name: one for one in await health.check(place.bot.services, PROJECT_ID)}
        if parts["Deliveries"].ok is False:
            break
        await place.bot.clock.sleep(0.02)
    assert "does not take the token" in parts["Deliveries"].note
    assert "not accepted" in parts["Slack"].note
    assert cards(place) == []
    assert (await place.bot.store.deliveries.counts()).dead == 0


async def test_an_admin_sees_what_was_given_up_and_has_it_posted_after_all(place: Town) -> None:
    await place.slash("subscribe whatsapp", channel=ACTIVITY)
    await place.slash("mute 2h", channel=ACTIVITY)
    quality(place)
    store = place.bot.store
    while not (await store.deliveries.counts()).held:
        await place.bot.clock.sleep(0.02)
    await store.deliveries.give_up([1], "some_refusal")
    assert "some_refusal" not in words(await place.slash("status", user=MEMBER))
    status = await place.slash("status", user=OWNER)
    assert "some_refusal" in words(status)
    answer = await place.click_for(status, "Retry all", user=OWNER)
    assert "1 will be posted again" in words(answer)
    await place.until(lambda: any("Full list" in labels(m) for m in place.messages(ACTIVITY)), "what was held")
    assert (await store.deliveries.counts()).dead == 0


async def test_a_subscription_made_before_the_invitation_begins_with_it(place: Town) -> None:
    room = await place.slack.people.create_channel(OWNER, "quiet-room", private=True)
    answer = await place.slash("subscribe whatsapp", channel=room.id)
    assert "I am not in this channel yet" in words(answer)
    quality(place)
    (note,) = await place.until(lambda: direct(place, OWNER), "word to who subscribed")
    assert "It goes on when I am invited" in words(note)
    await place.slack.people.invite_bot(OWNER, room.id)
    rules = place.bot.store.subscriptions
    for _ in range(300):
        (rule,) = await rules.in_channel(room.id)
        if rule.broken is None:
            break
        await place.bot.clock.sleep(0.01)
    quality(place, "RED")
    await place.until(lambda: cards(place, room.id), "the card")
