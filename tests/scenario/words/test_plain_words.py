"""Plain English wherever the bot is spoken to: reads run, changes ask, and nothing is deleted by a misunderstanding."""

from __future__ import annotations

import re
import sys

import pytest

import commands
from bot.command.declaration import Effect
from bot.command.parse import parse
from bot.understanding.exact import as_exact
from tests.unit.understanding.corpus import Case, cases
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, BotWorld, labels, words

CHANGING = ("POST", "PATCH", "PUT", "DELETE")


def changes(world: BotWorld) -> list[str]:
    """Calls that reached the API and were no reads."""
    return [
        f"{request.method} {request.path}"
        for request in world.sinch.requests
        if request.method in CHANGING and "oauth" not in request.path
    ]


async def test_a_read_runs_at_once_and_names_the_exact_command(world: BotWorld) -> None:
    answer = await world.slash("show me rejected templates")
    assert "/sinch whatsapp templates list states=REJECTED" in words(answer)
    assert any(block["type"] == "data_table" for block in answer.blocks)
    assert not changes(world)


async def test_mistyped_and_polite_makes_no_difference(world: BotWorld) -> None:
    answer = await world.slash("hey, coud you plese shwo me the rejcted tempaltes?")
    assert "/sinch whatsapp templates list states=REJECTED" in words(answer)


LEFTOVERS = (
    ("digest add mon and thu 08:00 zone=Europe/Berlin foo=bar", "zone=europe/berlin"),
    ("digest add weekdays 17:30 in berlin blah", "'blah' isn't a schedule"),
    ("digest add daily 07:15 wibble", "wibble"),
    ("subscribe rcs wobble=1", "No field is called `wobble`"),
    ("whatsapp templates list rejected flurb", "flurb` means"),
    ("mute 2h and a sandwich", "I can't read that duration"),
)
"""Exact commands with something over -> what is said of it."""


async def test_what_is_left_over_of_an_exact_command_is_said_and_not_dropped(world: BotWorld) -> None:
    for typed, wanted in LEFTOVERS:
        before = world.shown()
        await world.slack.people.slash(OWNER, GENERAL, "/sinch", typed)
        answer = await world.answer(before)
        assert wanted in words(answer), typed
        assert "Read as" not in words(answer), typed
        world.workspace.view_stacks[OWNER].clear()
    answer = await world.slash("waiting whatsapp zorg")
    assert "Read as `/sinch waiting whatsapp`. I left out zorg." in words(answer)
    form = await world.slash_form("comment we are ready")
    assert {"Resource", "Comment"} <= {*words(form).splitlines()}
    assert "we are ready" in str(form.blocks)


async def test_a_word_that_a_question_has_no_choice_for_is_read_as_said_in_plain_words(world: BotWorld) -> None:
    for typed, exact in (
        ("activity yesterday", "/sinch activity since=yesterday"),
        ("report last week", "/sinch report 7d"),
        ("report 7 days", "/sinch report 7d"),
        ("waiting everything", "/sinch waiting all=yes"),
        ("waiting stuck", "/sinch waiting"),
    ):
        assert f"Read as `{exact}`" in words(await world.slash(typed)), typed
    for typed in ("activity foo", "report whatsapp rcs", "waiting foo"):
        before = world.shown()
        await world.slack.people.slash(OWNER, GENERAL, "/sinch", typed)
        assert "Use one of" in words(await world.answer(before)), typed
        world.workspace.view_stacks[OWNER].clear()


async def test_a_name_behind_its_kind_is_shown(world: BotWorld) -> None:
    assert "Read as `/sinch rcs senders get" in words(await world.slash("rcs senders Northwind Offers"))
    assert "I don't know" in words(await world.slash("rcs senders wobble"))
    for typed, exact in (
        ("rcs activity", "/sinch activity rcs"),
        ("whatsapp activity since yesterday", "/sinch activity whatsapp since=yesterday"),
    ):
        assert f"Read as `{exact}`" in words(await world.slash(typed)), typed


async def test_a_zone_that_a_schedule_refuses_is_never_dropped(world: BotWorld) -> None:
    for typed in ("digest add mondays 9:00 PST", "please post a digest mondays 9:00 EST"):
        before = world.shown()
        await world.slack.people.slash(OWNER, GENERAL, "/sinch", typed)
        assert "a city's zone keeps summer time" in words(await world.answer(before)), typed
        world.workspace.view_stacks[OWNER].clear()


async def test_help_is_asked_for_in_a_sentence(world: BotWorld) -> None:
    assert "What I can do" in words(await world.slash("help me, please"))
    assert "Status overview on a schedule" in words(await world.slash("help me with digests"))


LENGTHS = ("mute for 3 moons", "mute 12 parsecs")


async def test_a_length_that_nobody_understands_is_said_and_opens_no_empty_form(world: BotWorld) -> None:
    for typed in LENGTHS:
        assert "I can't read that duration" in words(await world.slash(typed)), typed


async def test_words_end_a_question_and_do_not_answer_it(world: BotWorld) -> None:
    await world.slash("delete spring_beans")
    assert "Press the button" in words(await world.slash("yes, do it"))
    assert "Canceled" in words(await world.slash("cancel"))
    assert "Nothing was open" in words(await world.slash("never mind"))
    asked = await world.slack.people.send_message(OWNER, GENERAL, "@Sinch delete spring_beans")
    question = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == asked.ts and m.bot_id), None), "a question"
    )
    await world.slack.people.send_message(OWNER, GENERAL, "never mind", thread_ts=asked.ts)
    await world.until(lambda: "Canceled" in words(question) and "Delete" not in labels(question), "the end")
    assert not changes(world)


async def test_a_name_is_taken_where_an_exact_command_wants_an_id(world: BotWorld) -> None:
    question = await world.slash('rcs senders launch "Northwind Offers"')
    assert "Launch *Northwind Offers*" in words(question)
    assert "Read as" not in words(question), "it was typed so"
    question = await world.slash("rcs senders launch northwind  offers")
    assert "Launch *Northwind Offers*" in words(question)
    assert 'Read as `/sinch rcs senders launch "Northwind Offers"`' in words(question)
    assert "*Northwind Support*" in words(await world.slash("whatsapp senders get NORTHWIND SUPPORT"))
    assert "`banana`" in words(await world.slash("rcs senders get northwind offers banana")), "never dropped"
    which = await world.slash("rcs senders get Northwind")
    assert [label for label in labels(which) if "Northwind" in label] == [
        "Show an RCS sender: Northwind Coffee",
        "Show an RCS sender: Northwind Offers",
    ]
    assert "I don't know *Nobody's Shop*" in words(await world.slash('whatsapp senders get "Nobody\'s Shop"'))
    assert "*order_update*" in words(await world.slash("whatsapp templates get ORDER_UPDATE de"))


async def test_people_and_digests_are_called_by_what_people_know_of_them(world: BotWorld) -> None:
    asked = await world.slash(f"make <@{MEMBER}> an admin")
    assert MEMBER not in asked.blocks[0]["text"]["text"]
    await world.slash("digest add weekdays 9:00")
    assert "every weekday at 09:00" in words(await world.slash("pause the digest"))
    await world.slash("digest add mondays 10:00")
    assert len([label for label in labels(await world.slash("pause the digest")) if "Pause" in label]) == 2


async def test_what_the_answer_does_without_is_said(world: BotWorld) -> None:
    for typed, left_out in (
        ("rcs senders in sweden", "sweden"),
        ("rejected templates since monday", "since monday"),
        ("delete spring_beans and create a new one", "create a new one"),
        ("launch northwind offers tomorrow at 9", "tomorrow at 9"),
        ("once it is approved, launch northwind offers", "once it is approved"),
    ):
        assert f"I left out {left_out}." in words(await world.slash(typed)), typed
    which = await world.slash("delete northwind tomorrow")
    assert "(without tomorrow)" in words(which)
    await world.slash_form("edit spring_beans next week please")
    await world.until(
        lambda: any("I left out next week." in words(m) for m in world.messages()), "said beside the form"
    )
    world.workspace.view_stacks[OWNER].clear()
    both = await world.slash("order_update in german and swedish")
    assert [label for label in labels(both) if label.endswith((", DE", ", SV"))]
    assert not changes(world)


async def test_who_wants_to_be_told_follows(world: BotWorld) -> None:
    answer = await world.slash("subscribe me to rejections of spring_beans")
    assert [label for label in labels(answer) if label.startswith("Follow")]
    assert "I don't know *nosuchthing*" in words(await world.slash("follow nosuchthing"))
    form = await world.slash_form("digest evry 3rd tuesday at 9")
    assert "can mean two things" in words(form)


async def test_deleting_opens_the_question_and_nothing_else_does(world: BotWorld) -> None:
    template = "spring_beans"
    question = await world.slash(f"please delete {template}")
    assert "Delete" in labels(question)
    for typed in (f"do not delete {template}", f"can I delete {template}?", f"why was {template} rejected?"):
        answer = await world.slash(typed)
        assert not [label for label in labels(answer) if "delete" in label.lower() or "remove" in label.lower()], typed
    assert not changes(world)


async def test_what_was_only_said_asks_for_one_press(world: BotWorld) -> None:
    answer = await world.slash("please be quiet for two hours")
    assert "Mute" in labels(answer)
    assert (await world.bot.store.channels.get(GENERAL)).muted_until is None
    await world.click_for(answer, "Mute")
    assert (await world.bot.store.channels.get(GENERAL)).muted_until is not None

    await world.slash(f"approvals require launch in=<#{ACTIVITY}>")
    answer = await world.slash("launch northwind offers please")
    assert "Ask for approval" in labels(answer)
    assert not [message for message in world.messages(ACTIVITY) if "asks for approval" in words(message)]
    await world.click_for(answer, "Ask for approval")
    await world.until(lambda: any("asks for approval" in words(m) for m in world.messages(ACTIVITY)), "the request")


async def test_what_counts_for_a_channel_is_not_set_for_one_thread(world: BotWorld) -> None:
    answer = await world.slash("comments off for this thread")
    assert "it counts for the whole channel" in words(answer)
    assert "begin it with `//`" in words(answer)
    assert (await world.bot.services.store.channels.get(GENERAL)).comments != "off"


@pytest.mark.parametrize("typed", ["hi", "Hello!", "good morning", "hey sinch"])
async def test_a_greeting_is_answered(world: BotWorld, typed: str) -> None:
    answer = await world.slash(typed)
    assert "Hi! Try one of these" in words(answer)
    assert "Help" in labels(answer)


@pytest.mark.parametrize("typed", ["zeig mir bitte alle vorlagen", "보여줘 템플릿", "asdf qwer zxcv uiop", "x" * 2_000])
async def test_nonsense_and_other_languages_are_answered_politely(world: BotWorld, typed: str) -> None:
    answer = await world.slash(typed)
    assert "Sorry" in words(answer)
    assert "Help" in labels(answer)
    assert not changes(world)


async def test_what_is_missing_is_asked_in_the_thread(world: BotWorld) -> None:
    message = await world.slack.people.send_message(OWNER, GENERAL, "@Sinch edit spring_beans once meta allows it")
    which = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == message.ts and m.bot_id), None), "a question"
    )
    assert "Which language?" in words(which)
    assert words(which).splitlines()[-1].endswith("I left out once meta allows it.")
    message = await world.slack.people.send_message(OWNER, GENERAL, "@Sinch grant operator")
    asked = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == message.ts and m.bot_id), None), "a question"
    )
    assert "Who is the person?" in words(asked)
    await world.slack.people.send_message(OWNER, GENERAL, f"<@{MEMBER}>", thread_ts=message.ts)
    pressed = await world.until(
        lambda: next((m for m in world.messages(GENERAL) if m.thread_ts == message.ts and "Grant" in labels(m)), None),
        "the press",
    )
    await world.click(pressed, "Grant")
    await world.until(lambda: any("operator" in words(m) for m in world.messages()), "the grant")


async def test_never_mind_ends_it(world: BotWorld) -> None:
    message = await world.slack.people.send_message(OWNER, GENERAL, "@Sinch mute this channel")
    await world.until(lambda: any("How long?" in words(m) for m in world.messages(GENERAL)), "a question")
    await world.slack.people.send_message(OWNER, GENERAL, "never mind", thread_ts=message.ts)
    await world.until(
        lambda: any("never mind" in words(m).lower() and "Okay" in words(m) for m in world.messages(GENERAL)), "the end"
    )
    assert await world.bot.store.key_values.get(f"question:{GENERAL}:{message.ts}") is None


async def test_no_phrase_changes_anything_without_a_press(world: BotWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """A quarter of those in the corpus that mean a change, or may: at Sinch and in the bot all stays as it was."""
    router = commands.collect()
    reading = {command.path for command in router if command.effect is Effect.READ}
    meant = [case for case in cases() if case.sign in "=~?" and not case.card and not {*paths(case)} & reading]
    inexact = [case.said for case in meant if not router.match(parse(as_exact(case.said)))]  # what is exact may run
    phrases = [re.sub(r"<@U\w+>", f"<@{MEMBER}>", phrase) for phrase in inexact[::4]]
    before = await state(world)
    for phrase in phrases:
        outcome = await world.slack.people.slash(OWNER, GENERAL, "/sinch", phrase)
        assert outcome.ok, phrase
        await world.until(lambda: not len(world.bot.tasks), phrase)
    changed = len(changes(world)) + sum(item != other for item, other in zip(before, await state(world), strict=True))
    with capsys.disabled():
        sys.stdout.write(
            f"\nplain words that mean a change: {len(phrases)} typed, changed without a press: {changed}\n"
        )
    assert len(phrases) > 40
    assert changed == 0, changes(world)


def paths(case: Case) -> list[str]:
    """Of the commands that a phrase may mean."""
    wanted = case.wanted.removeprefix("/sinch ")
    known = [command.path for command in commands.collect()]
    return [path for path in known if any(part == path or part.startswith(f"{path} ") for part in wanted.split("|"))]


async def state(world: BotWorld) -> list[object]:
    """What the bot's own commands change."""
    store = world.bot.store
    return [
        await store.channels.get(GENERAL), await store.subscriptions.all(),
        await store.follows.of_user(OWNER), await store.digests.all(), await store.grants.all(),
        await store.approvals.rules(),
    ]  # fmt: skip
