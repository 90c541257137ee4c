"""Slash command to answer, modal to call, who may: through real HTTP, against both emulators."""

from __future__ import annotations

from bot.sandbox.slack.faults import Fault as SlackFault
from tests.worlds.bot_world import GENERAL, MEMBER, PROJECT_ID, BotWorld, labels, words


async def test_help_and_did_you_mean(world: BotWorld) -> None:
    answer = await world.slash("help")
    assert "What I can do" in words(answer)
    answer = await world.slash("whatsapp templtes lst")
    assert "Did you mean" in words(answer)
    assert "whatsapp templates list" in labels(answer)


async def test_help_said_the_other_way_round(world: BotWorld) -> None:
    assert "/sinch rcs senders launch" in words(await world.slash("rcs senders help"))
    assert "/sinch whatsapp flows" in words(await world.slash("help", command="/sinch-whatsapp"))


async def test_a_change_of_which_nothing_was_said_opens_its_form(world: BotWorld) -> None:
    hook = next(iter(world.sinch.projects[PROJECT_ID].webhooks.values()))
    view = await world.slash_form(f"webhooks update {hook['id']}")
    await world.until(lambda: hook["target"] in str(world.views()[-1].body), "what is there now")
    assert not world.calls("PATCH", "/webhooks")
    view = await world.slash_form("whatsapp long-lived-token")
    assert "token" in words(view).lower()
    asked = await world.slash(f"webhooks update {hook['id']} triggers=BUNDLE_DONE")
    assert "Events: Bundle done" in words(asked)
    assert "Target" not in words(asked)
    app = next(iter(world.sinch.projects[PROJECT_ID].sms_apps.values()))
    asked = await world.slash(f"sms apps update {app['id']} name='Order codes'")
    assert {"Rename an SMS app?", f"*SMS app*: {app['name']}", "*Name*: Order codes"} <= set(words(asked).splitlines())
    assert app["id"] not in words(asked)


async def test_what_is_no_phone_number_is_said_before_anybody_is_asked(world: BotWorld) -> None:
    view = await world.slash_form("rcs senders test-add some-sender numbers=+46701234567,abc")
    assert "abc isn't a phone number" in words(view)


async def test_names_of_the_api_keep_their_case_in_what_is_said(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create target=https://example.com/x secret=s triggers=ALL,BUNDLE_DONE")
    assert "Choose ALL or single events" in words(view)


async def test_a_file_cannot_be_typed(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates import file=x.csv")
    assert "can't be typed; choose it here" in words(view)


async def test_what_turns_out_to_be_wrong_can_be_corrected_in_the_form(world: BotWorld) -> None:
    answer = await world.slash("mute soon")
    assert "Usage:" in words(answer)
    assert labels(answer) == ["1 hour", "4 hours", "Until tomorrow 9:00", "Open form"]
    outcome = await world.click(answer, "Open form")
    assert not outcome.errors
    await world.until(
        lambda: any("soon" in str(view.body) for view in world.views()), "the form, filled with what was typed"
    )


async def test_who_names_only_a_thing_is_offered_its_lists(world: BotWorld) -> None:
    assert labels(await world.slash("senders"))[:3] == [
        "kakaotalk senders list", "rcs senders list", "whatsapp senders list",
    ]  # fmt: skip


async def test_near_words_are_understood(world: BotWorld) -> None:
    assert "Everything works" in words(await world.slash("doctor"))
    assert "go to Sinch as comments" in words(await world.slash("comments on"))
    refused = words(await world.slash("subscribe", user=MEMBER))
    assert "You need the operator role for this; you're a viewer. Ask <@U0OLIVIA01>." in refused


async def test_areas_may_be_typed_with_commas_and_what_adds_nothing_is_said(world: BotWorld) -> None:
    assert "for WhatsApp, RCS" in words(answer := await world.slash("subscribe whatsapp,rcs"))
    assert "already gets all events" not in words(answer)
    await world.slash("subscribe all")
    assert "already gets all events" in words(await world.slash("subscribe kakaotalk only=comments"))
    view = await world.slash_form("subscribe everythin,foo")
    assert "I don't know the area or event 'everythin" in words(view)


async def test_a_channel_without_events_is_told_so_and_how_to_get_them(world: BotWorld) -> None:
    said = words(await world.slash("unsubscribe"))
    assert "This channel gets no Sinch events." in said
    assert "`/sinch subscribe`" in said


async def test_the_audit_log_says_what_was_typed_and_what_was_answered(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp,rcs state=REJECTED")
    await world.slash("unsubscribe kakaotalk")
    await world.slash(f"access grant <@{MEMBER}> operator")
    said = words(await world.slash("audit"))
    assert "Areas: whatsapp, rcs; State: REJECTED" in said
    assert "This channel doesn't get that." in said
    assert "User: Martin Keller" in said
    assert "3 in all" in said
    for raw in ("UserError", "None", "[]", "['", MEMBER):
        assert raw not in said


async def test_help_finds_what_a_form_asks_for(world: BotWorld) -> None:
    assert "whatsapp templates create" in words(await world.slash("help carousel"))
    answer = await world.slash("help whatsapp templates create")
    assert "a carousel" in words(answer)
    assert "details.components" not in words(answer)


async def test_list_pages_in_place(world: BotWorld) -> None:
    answer = await world.slash("whatsapp templates list")
    assert answer.ephemeral_to
    assert any(block["type"] == "data_table" for block in answer.blocks), answer.blocks


async def test_get_shows_a_card(world: BotWorld) -> None:
    answer = await world.slash("whatsapp account get")
    assert "WhatsApp account" in words(answer)


async def test_area_commands_are_the_same_words(world: BotWorld) -> None:
    answer = await world.slash("account get", command="/sinch-whatsapp")
    assert "WhatsApp account" in words(answer)


async def test_comment_is_public_and_arrives(world: BotWorld) -> None:
    answer = await world.slash("rcs account comment The logo is <uploaded> & ready")
    assert answer.ephemeral_to is None
    assert world.calls("POST", "/rcs/comments")
    activity = await world.slash("rcs account activity")
    assert "The logo is &lt;uploaded&gt; &amp; ready" in words(activity)


async def test_missing_arguments_open_a_form_filled_with_what_was_typed(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create target=https://example.com/hook")
    assert "https://example.com/hook" in str(view.body)
    outcome = await world.submit(view, {"secret": "s3cret", "triggers": ["ALL", "BUNDLE_DONE"]})
    assert outcome.errors == {"triggers": "Choose ALL or single events, not both."}
    outcome = await world.submit(view, {"triggers": ["ALL"]})
    assert not outcome.errors
    await world.until(lambda: "https://example.com/hook" in str([v.blocks for v in world.views()]), "the result")
    assert world.calls("POST", "/webhooks")


async def test_api_errors_come_back_at_their_field(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create")
    outcome = await world.submit(view, {"target": "https://example.com:99999/x", "secret": "s", "triggers": ["ALL"]})
    assert not outcome.errors
    shown = await world.until(
        lambda: next((v for v in world.views() if "must be a URL address" in words(v)), None), "the API's message"
    )
    assert "https://example.com:99999/x" in str(shown.body), "what was typed is still there"
    await world.submit(shown, {"target": f"{world.url}/sinch/webhooks/{PROJECT_ID}", "secret": "s"})
    await world.until(lambda: "already" in words(world.views()[-1]).lower(), "the API's message")


async def test_what_destroys_asks_first_and_only_the_same_person_once(world: BotWorld) -> None:
    hook = next(iter(world.sinch.projects.values())).webhooks
    webhook_id = next(iter(hook))
    question = await world.slash(f"webhooks delete {webhook_id}")
    assert not world.calls("DELETE", webhook_id)
    assert "no longer get" in words(question)
    done = await world.click_for(question, "Delete")
    assert "is deleted" in words(done)
    assert len(world.calls("DELETE", webhook_id)) == 1
    question = await world.slash("rcs upscales delete 01JD0SANDBXVPSCALE00000001 public")
    done = await world.click_for(question, "Delete")
    assert "is deleted" in words(done)
    assert not done.ephemeral_to
    await world.until(lambda: question not in world.messages(), "an end of the question, whose answer all see")


async def test_a_viewer_is_told_which_role_is_needed(world: BotWorld) -> None:
    answer = await world.slash("webhooks delete abc", user=MEMBER)
    assert "admin" in words(answer)
    answer = await world.slash(f"access grant <@{MEMBER}> operator")
    answer = await world.slash("subscribe whatsapp", user=MEMBER)
    assert "WhatsApp" in words(answer)
    audit = await world.slash("audit")
    assert "access grant" in words(audit)
    assert "webhooks delete" in words(audit)


async def test_a_form_that_slack_does_not_take_is_asked_for_in_a_message(world: BotWorld) -> None:
    for fault in (SlackFault(error="invalid_blocks"), SlackFault(error="invalid_arguments", status=400)):
        world.slack.faults.plan("views.open", fault)
        asked = await world.slash("mute")
        assert labels(asked) == ["1 hour", "4 hours", "Until tomorrow 9:00", "Open form"]


async def test_mentions_are_answered_in_the_thread(world: BotWorld) -> None:
    message = await world.slack.people.send_message(MEMBER, GENERAL, "@Sinch rcs senders list")
    answer = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == message.ts and m.bot_id), None), "answer"
    )
    assert "RCS senders" in words(answer)
    message = await world.slack.people.send_message(MEMBER, GENERAL, "@Sinch rcs senders get")
    answer = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == message.ts and m.bot_id), None), "answer"
    )
    assert "Open form" in labels(answer)
