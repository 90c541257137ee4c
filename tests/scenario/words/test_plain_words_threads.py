"""What is missing is asked for in the thread, one question at a time, also for forms of several steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.cards.blocks.message import Message as Shown
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import Message
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words


@dataclass
class Talk:
    """One person and the bot, in a thread or in their direct message."""

    world: BotWorld
    channel: str = GENERAL
    thread: str = ""
    heard: set[str] = field(default_factory=set)

    def _answers(self) -> list[Message]:
        new = [
            message for message in self.world.messages(self.channel) if message.bot_id and message.ts not in self.heard
        ]
        found = [
            message for message in new if "Hi! I help you" not in words(message)
        ]  # said once, before the first answer
        return [message for message in found if not self.thread or message.thread_ts == self.thread]

    async def say(self, text: str, *, files: Sequence[str] = ()) -> Message:
        """Say something; the bot's one answer to it."""
        self.heard |= {item.ts for item in self.world.messages(self.channel)}
        message = await self.world.slack.people.send_message(
            OWNER, self.channel, text, thread_ts=self.thread or None, files=files or None
        )
        return await self._answer(message)

    async def forward(self, text: str) -> Message:
        """Forward somebody's message with a few words, or none; the bot's one answer."""
        self.heard |= {item.ts for item in self.world.messages(self.channel)}
        workspace = self.world.workspace
        shared = {"is_share": True, "author_name": "Anna", "text": "whatsapp templates delete order_update"}
        message = Message(
            ts=workspace.new_ts(), channel=self.channel, user=OWNER, text=text, thread_ts=self.thread or None,
            attachments=[shared],
        )  # fmt: skip
        workspace.add_message(message)
        self.world.slack.events.posted(message)
        return await self._answer(message)

    async def _answer(self, message: Message) -> Message:
        text = message.text
        if self.channel == GENERAL:
            self.thread = self.thread or message.ts
        found: Message = await self.world.until(lambda: next(iter(self._answers()), None), f"an answer to {text!r}")
        await self.world.until(lambda: not len(self.world.bot.tasks), "the end of its work")
        assert len(self._answers()) == 1, [words(answer) for answer in self._answers()]
        return found


def direct(world: BotWorld) -> str:
    return next(
        channel.id
        for channel in world.workspace.channels.values()
        if channel.kind == "im" and OWNER in channel.members and world.workspace.app.user_id in channel.members
    )


def unchanged(world: BotWorld) -> bool:
    return not [
        request
        for request in world.sinch.requests
        if request.method not in ("GET", "HEAD") and "oauth" not in request.path
    ]


@pytest.mark.parametrize("place", ["thread", "direct message"])
async def test_a_form_of_several_steps_is_asked_for_bit_by_bit(world: BotWorld, place: str) -> None:
    talk = Talk(world, GENERAL if place == "thread" else direct(world))
    mention = "@Sinch " if place == "thread" else ""
    asked = await talk.say(f"{mention}create a template called pickup_note")
    assert "Which language?" in words(asked)
    assert "I don't know" in words(await talk.say("whatever"))
    asked = await talk.say("german")
    assert "Which category?" in words(asked)
    assert labels(asked) == ["Authentication", "Marketing", "Utility", "Open form"]
    asked = await talk.say("utility")
    assert labels(asked) == ["Open form"], "the text itself needs the form, which has all that was said"
    assert "Components" not in words(asked)
    await world.click(asked, "Open form")
    view = await world.until(lambda: next(iter(world.views()), None), "the form")
    assert "pickup_note" in str(view.body)
    assert unchanged(world)


@pytest.mark.parametrize("place", ["thread", "direct message"])
async def test_a_question_that_was_answered_in_words_has_no_buttons(world: BotWorld, place: str) -> None:
    """Whichever words: an answer, none, another request, never mind; a press then would be a second one."""
    talk = Talk(world, GENERAL if place == "thread" else direct(world))
    mention = "@Sinch " if place == "thread" else ""

    def buttons_of(asked: Message) -> list[str]:
        return next(labels(message) for message in world.messages(talk.channel) if message.ts == asked.ts)

    language = await talk.say(f"{mention}create a template called pickup_note")
    once_more = await talk.say("whatever")
    assert (buttons_of(language), "Open form" in buttons_of(once_more)) == ([], True)
    category = await talk.say("german")
    assert (buttons_of(once_more), "Utility" in buttons_of(category)) == ([], True)
    await talk.say("never mind")
    assert buttons_of(category) == []
    language = await talk.say(f"{mention}create a template called pickup_note")
    await talk.say(f"{mention}show rejected templates")
    assert "Open form" in buttons_of(language)  # what only looks leaves it open
    await talk.say(f"{mention}launch Northwind Coffee")
    assert buttons_of(language) == []


@pytest.mark.parametrize("said", ["{} please", "{} :pray:", ":wave: {}", "`{}` thanks"])
async def test_the_whole_command_is_no_answer_to_a_question(world: BotWorld, said: str) -> None:
    """Also with politeness round it, and where the question is about the same command."""
    talk = Talk(world, direct(world))
    command = "whatsapp templates get order_update"
    assert "Which language?" in words(await talk.say(command))
    answer = words(await talk.say(said.format(f"{command} EN_US")))
    assert "don't know" not in answer
    assert "WhatsApp template · EN_US" in answer


async def test_languages_are_answered_by_name_and_cancel_ends_it(world: BotWorld) -> None:
    talk = Talk(world)
    asked = await talk.say("@Sinch translate order_update")
    assert "Which original language?" in words(asked)
    assert {"German", "English (US)"} <= {*labels(asked)}
    assert "Which new languages?" in words(await talk.say("english"))
    filled = await talk.say("french and italian")
    assert labels(filled) == ["Open form"]
    assert '"targets":["FR","IT"]' in str(filled.blocks).replace("\\", "")
    other = Talk(world)
    await other.say("@Sinch whatsapp templates create")
    assert "never mind" in words(await other.say("cancel")).lower()
    assert unchanged(world)


APP = "@Sinch create an sms app called Parcel Notices"
ANSWERS = {
    "by its place": ([APP, "the second"], "Create the SMS app *Parcel Notices* in Europe?"),
    "after a pause": ([APP, "wait", "hmm", "EU it is, please"], "Create the SMS app *Parcel Notices* in Europe?"),
    "a look in between": (
        [APP, "what is waiting?", "option 3"],
        "Create the SMS app *Parcel Notices* in the United States",
    ),
    "something else": ([APP, "launch Northwind Coffee"], "Launch *Northwind Coffee*"),
    "polite": (["@Sinch create an sms app", "Parcel Notices please"], "Which region?"),
    "of two words": (["@Sinch translate order_update", "from German", "into French, Italian please"], '"FR","IT"'),
    "a name": (["@Sinch grant access", "Martin", "operator, of course"], "Give a person a role: martin, operator?"),
    "of a resource": (["@Sinch launch the rcs sender", "the first one"], "Launch *Northwind Coffee*"),
    "a phone": (["@Sinch add a test number to Northwind Coffee", "+46 70 123 45 67 please"], "Invite +46701234567"),
    "a length": (["@Sinch mute", "for 2 hours please"], "2 hours?"),
}


@pytest.mark.parametrize("said", ANSWERS)
async def test_an_answer_is_understood_as_people_give_it(world: BotWorld, said: str) -> None:
    lines, wanted = ANSWERS[said]
    talk = Talk(world)
    for line in lines[:-1]:
        await talk.say(line)
    last = await talk.say(lines[-1])
    assert wanted in words(last)
    assert unchanged(world)


@pytest.mark.parametrize("place", ["thread", "direct message"])
async def test_what_was_offered_can_be_chosen_in_words(world: BotWorld, place: str) -> None:
    talk = Talk(world, GENERAL if place == "thread" else direct(world))
    mention = "@Sinch " if place == "thread" else ""
    next(iter(world.sinch.projects[PROJECT_ID].rcs_senders.values()))["details"]["brand"]["name"] = "Twin Shop"
    next(iter(world.sinch.projects[PROJECT_ID].kakaotalk_senders.values()))["details"]["name"] = "Twin Shop"
    offered = await talk.say(f"{mention}comment on Twin Shop")
    assert "Did you mean" in words(offered)
    second = labels(offered)[1]
    asked = await talk.say("the second one please")
    assert "What should the comment say?" in words(asked)
    assert ("kakaotalk" if "KakaoTalk" in second else "rcs") in words(asked)
    assert [labels(message) for message in world.messages(talk.channel) if message.ts == offered.ts] == [[]]
    await talk.say("never mind")
    await talk.say(f"{mention}comment on Twin Shop")
    assert "/sinch kakaotalk senders comment" in words(await talk.say("the KakaoTalk one"))
    assert unchanged(world)


async def test_in_a_cards_thread_only_what_can_be_no_comment_is_a_choice(world: BotWorld) -> None:
    next(iter(world.project.rcs_senders.values()))["details"]["brand"]["name"] = "Twin Shop"
    next(iter(world.project.kakaotalk_senders.values()))["details"]["name"] = "Twin Shop"
    card = await world.bot.services.slack.post(GENERAL, Shown("the card"))
    store, now = world.bot.store, world.bot.clock.now()
    await store.threads.save(GENERAL, PROJECT_ID, "whatsapp_template:order_update:EN_US", {}, now, ts=card.ts)
    talk = Talk(world, thread=card.ts)
    asks = "@Sinch how is Twin Shop?"
    offered = await talk.say(asks)
    assert "Did you mean" in words(offered)
    whole = labels(offered)[1]
    for said in (whole, "the second one, please"):
        assert "RCS sender" in words(await talk.say(said)), said
        assert "Did you mean" in words(await talk.say(asks))
    for said in ("2", "second", "first", "RCS", "the RCS sender"):
        reply = await world.slack.people.send_message(OWNER, GENERAL, said, thread_ts=card.ts)
        await world.slack.people.settled()
        assert await store.comments.at(GENERAL, reply.ts) is not None, said


async def test_what_somebody_else_asks_in_the_thread_leaves_what_was_offered(world: BotWorld) -> None:
    talk = Talk(world)
    next(iter(world.sinch.projects[PROJECT_ID].rcs_senders.values()))["details"]["brand"]["name"] = "Twin Shop"
    next(iter(world.sinch.projects[PROJECT_ID].kakaotalk_senders.values()))["details"]["name"] = "Twin Shop"
    offered = await talk.say("@Sinch comment on Twin Shop")
    talk.heard |= {message.ts for message in world.messages(GENERAL)}
    theirs = await world.slack.people.send_message(MEMBER, GENERAL, "@Sinch list webhooks", thread_ts=talk.thread)
    assert "ebhook" in words(await talk._answer(theirs))
    assert [len(labels(message)) > 1 for message in world.messages(GENERAL) if message.ts == offered.ts] == [True]
    assert "/sinch kakaotalk senders comment" in words(await talk.say("the KakaoTalk one"))


async def test_an_answer_of_somebody_who_may_not_leaves_the_question_open(world: BotWorld) -> None:
    talk = Talk(world)
    await talk.say(APP)
    talk.heard |= {message.ts for message in world.messages(GENERAL)}
    theirs = await world.slack.people.send_message(MEMBER, GENERAL, "EU", thread_ts=talk.thread)
    assert "You need the operator role" in words(await talk._answer(theirs))
    assert "*Parcel Notices* in Europe?" in words(await talk.say("EU"))
    assert unchanged(world)


async def test_there_is_nothing_to_undo_of_a_setup_that_changed_nothing(world: BotWorld) -> None:
    for _ in range(2):
        assert "Webhook" in words(await world.slash("setup"))
    assert "Nothing changed here" in words(await world.slash("undo"))
    assert "nothing to change" in words(await world.slash("audit"))


async def test_a_question_can_wait_and_names_no_answer_twice(world: BotWorld) -> None:
    talk = Talk(world, direct(world))
    await talk.say("add a test number to Northwind Coffee")
    assert "stays open for 15 minutes" in words(await talk.say("one moment please"))
    assert words(await talk.say("i don't know")).startswith("Which numbers?")
    assert words(await talk.say("12")).startswith("12 isn't a phone number")
    assert unchanged(world)


async def test_what_may_mean_several_things_asks_which(world: BotWorld) -> None:
    project = next(iter(world.sinch.projects.values()))
    project.templates["list/EN"] = {**project.templates["order_update/EN_US"], "name": "list", "language": "EN"}
    next(iter(project.rcs_senders.values()))["details"]["brand"]["name"] = "Twin Shop"
    next(iter(project.kakaotalk_senders.values()))["details"]["name"] = "Twin Shop"
    two = await world.slash("show rejected templates and list the webhooks")
    assert len([label for label in labels(two) if label != "Help"]) == 2, labels(two)
    named = await world.slash("show the template called list")
    assert "list" in words(named)
    assert "order_update" not in words(named)
    twins = await world.slash("how is Twin Shop?")
    assert {"KakaoTalk", "RCS"} <= {word for label in labels(twins) for word in label.split()}, labels(twins)
    missing = await world.slash("launch Sunny Bank")
    assert "I don't know *Sunny Bank* in this project" in words(missing)
    read = await world.slash("show rejected templates in swedish")
    why = await world.slash("why did you understand that?")
    assert "/sinch whatsapp templates list states=REJECTED language=SV" in words(read)
    assert "/sinch whatsapp templates list states=REJECTED language=SV" in words(why)
    unsure = await world.slash("show rejected templates and list the webhooks")
    assert len(labels(unsure)) == 3
    assert "I wasn't sure, and offered `/sinch whatsapp templates list" in words(await world.slash("why that?"))
    assert "Mention me in its thread and ask `why`" in words(await world.slash("why did I get this?"))
    person = await world.slash("make martin an operator please")
    assert MEMBER in str(person.blocks)
    assert "Grant" in labels(person)
    assert unchanged(world)


async def test_while_the_api_is_away_it_says_so(world: BotWorld) -> None:
    world.sinch.faults.add(Fault("status", status=503, remaining=1_000))
    answer = await world.slash("the thing with the sunflowers")
    assert "isn't answering" in words(answer)
    assert unchanged(world)


def in_draft(world: BotWorld, area: str) -> str:
    """A template with changes in draft; the key of its card."""
    records = world.project.templates if area == "whatsapp" else world.project.kakaotalk_templates
    key, record = next(
        (key, record) for key, record in records.items() if record.get("state") in ("APPROVED", "ACTIVE")
    )
    record["changes"] = {"status": "DRAFT", "details": {**record["details"]}}
    return f"{area}_template:{key.replace('/', ':')}"


@pytest.mark.parametrize("area", ["whatsapp", "kakaotalk"])
async def test_submit_it_at_a_card_with_a_draft_asks_what_its_button_asks(world: BotWorld, area: str) -> None:
    card = await world.slack.people.send_message(OWNER, GENERAL, "the card")
    await world.bot.store.threads.save(
        GENERAL, PROJECT_ID, in_draft(world, area), {}, world.bot.clock.now(), ts=card.ts
    )
    talk = Talk(world, thread=card.ts)
    for said in ("submit it", "submit this for review", "send it to Meta"):
        asked = await talk.say(f"@Sinch {said}")
        assert "submit the changes to" in words(asked), said
        assert "Cancel" in labels(asked)
    assert unchanged(world)


@pytest.mark.parametrize("place", ["thread", "direct message"])
async def test_a_file_without_words_is_said_not_to_be_used(world: BotWorld, place: str) -> None:
    file = world.slack.people.upload(OWNER, "autumn.csv", b"name,language\n")
    talk = Talk(world, GENERAL if place == "thread" else direct(world))
    answer = words(await talk.say("@Sinch" if place == "thread" else "", files=[file.id]))
    assert "I got *autumn.csv*, but no words with it" in answer


async def test_a_forward_is_no_request_and_is_said_not_to_be_taken(world: BotWorld) -> None:
    talk = Talk(world, direct(world))
    alone = words(await talk.forward(""))
    assert "You forwarded a message, but wrote nothing with it" in alone
    assert "Send comment to Sinch" in alone
    mention = f"<@{world.workspace.app.user_id}>"
    assert "You forwarded a message" in words(await Talk(world).forward(mention))
    beside = words(await talk.forward("whatsapp templates list"))
    assert "I left out the message you forwarded." in beside
    assert unchanged(world)


async def test_a_file_that_a_request_does_not_take_is_said_to_be_left_out(world: BotWorld) -> None:
    file = world.slack.people.upload(OWNER, "autumn.csv", b"name,language\n")
    talk = Talk(world, direct(world))
    assert "I left out *autumn.csv*: this takes no file." in words(
        await talk.say("show me the rcs senders", files=[file.id])
    )
    checked = await talk.say("whatsapp templates check", files=[file.id])
    assert "left out" not in words(checked)
