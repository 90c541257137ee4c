"""A form, a button, a question acts on the project it was opened for, whatever the channel means by then."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.flows.projects import projects
from bot.provisioning.registry import Credentials
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET
from bot.sandbox.slack.model import Message
from tests.worlds.bot_world import GENERAL, OWNER, PROJECT_ID, BotWorld, bot_world, words
from tests.worlds.forms import Form, open_form
from tests.worlds.steps import asks, step

SECOND = "00000000-0000-4000-8000-000000000002"
HOOK = "webhooks create target=https://example.com/hook secret=long-and-random triggers=ALL"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """A channel that means the default project, and a second project connected."""
    async with bot_world(tmp_path) as made:
        seed_samples(made.sinch, SECOND)
        await made.bot.projects.add(Credentials(SECOND, KEY_ID, SecretStr(KEY_SECRET), "Shop"))
        yield made


async def use(world: BotWorld, project_id: str) -> None:
    """From now on the channel means the other project; what was asked until now is forgotten."""
    await world.quiet()
    await projects.use(world.bot.services, GENERAL, project_id)
    world.sinch.requests.clear()


def asked_of(world: BotWorld, method: str, path: str) -> set[str]:
    """The projects that were asked this; nothing else asks it of them at the same time."""
    return {
        project_id
        for project_id in (PROJECT_ID, SECOND)
        for call in world.calls(method, f"/projects/{project_id}/{path}")
        if call
    }


async def question(world: BotWorld) -> None:
    asked = await world.slash(HOOK)
    assert ("Shop" in words(asked)) is (await projects.of_channel(world.bot.services, GENERAL) == SECOND)
    await other(world)
    await world.click_for(asked, "Create")


async def form(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create")
    await other(world)
    await world.submit(view, {"target": "https://example.com/a", "secret": "long-and-random", "triggers": ["ALL"]})


async def form_of_a_mention(world: BotWorld) -> None:
    await world.slack.people.send_message(OWNER, GENERAL, f"@{world.workspace.bot.name} whatsapp templates get")
    asked = await world.until(lambda: next((m for m in world.messages(GENERAL) if m.bot_id), None), "the question")
    await other(world)
    await world.click(asked, "Open form")
    view = await world.until(lambda: next(iter(world.views()), None), "the form")
    await world.slack.people.suggest(OWNER, view, "name", "value", "order")
    await world.submit(view, {"name": "order_update"})


async def answers_in_a_thread(world: BotWorld) -> None:
    asking = await world.slack.people.send_message(OWNER, GENERAL, f"@{world.workspace.bot.name} edit a template")

    async def asked(what: str) -> None:
        await world.until(lambda: any(what in words(message) for message in answers()), what)

    def answers() -> list[Message]:
        return [message for message in world.messages(GENERAL) if message.thread_ts == asking.ts and message.bot_id]

    await asked("Which template?")
    await other(world)
    await world.slack.people.send_message(OWNER, GENERAL, "order update", thread_ts=asking.ts)
    await asked("Which language?")
    before = len(answers())
    await world.slack.people.send_message(OWNER, GENERAL, "german", thread_ts=asking.ts)
    await world.until(lambda: len(answers()) > before, "what is asked or opened next")


async def button(world: BotWorld) -> None:
    listing = await world.slash("rcs senders list")
    await other(world)
    await world.click_for(listing, "Export CSV")


async def button_in_an_answer_of_a_form(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create")
    await world.submit(view, {"target": "https://example.com/b", "secret": "long-and-random", "triggers": ["ALL"]})
    await world.until(lambda: "example.com/b" in words(world.views()[-1]), "the result")
    await other(world)
    await world.click(world.views()[-1], "Edit")


async def choices_of_a_form(world: BotWorld) -> None:
    view = await world.slash_form("rcs senders get")
    await other(world)
    await world.slack.people.suggest(OWNER, view, "sender_id", "value", "a")


async def steps(world: BotWorld) -> None:
    opened = await open_form(world, "kakaotalk senders create")
    await other(world)
    await opened.send(
        {
            "plusFriendId": "beans",
            "details.name": "Beans",
            "details.adminPhoneNo": "+82 10 1234 5678",
            "details.logoImage": "https://beans.example/logo.png",
        }
    )


async def draft_that_is_gone_on_with(world: BotWorld) -> None:
    opened = await open_form(world, "kakaotalk senders create")
    await opened.send(
        {
            "plusFriendId": "beans",
            "details.name": "Beans",
            "details.adminPhoneNo": "+82 10 1234 5678",
            "details.logoImage": "https://beans.example/logo.png",
        }
    )
    await other(world)
    await opened.choose("details.topLevelCategoryCode", "019")
    await opened.choose("details.midLevelCategoryCode", "0006")
    await opened.send({"details.subLevelCategoryCode": "0001"})
    await opened.next()


async def home_tab(world: BotWorld) -> None:
    """The tab is about the project of the direct message."""
    direct, meant = await world.bot.slack.direct(OWNER), await projects.of_channel(world.bot.services, GENERAL)
    await projects.use(world.bot.services, direct, meant)
    await world.slack.people.open_home(OWNER)
    homes = world.workspace.homes
    await world.until(lambda: OWNER in homes and "Status overview" in words(homes[OWNER]), "the tab")
    await world.quiet()
    await projects.use(world.bot.services, direct, PROJECT_ID if meant == SECOND else SECOND)
    await other(world)
    await world.click_for(homes[OWNER], "RCS senders")
    await world.quiet()
    # Afterwards the tab is drawn again, about what the direct message means by then.
    first = next(call for call in world.sinch.requests if "/oauth2/" not in call.path)
    world.sinch.requests.clear()
    world.sinch.requests.append(first)


async def shortcut(world: BotWorld) -> None:
    said = await world.slack.people.send_message(OWNER, GENERAL, "What about it?")
    await world.slack.people.message_shortcut(OWNER, GENERAL, said.ts, "comment_on_resource")
    view = await world.until(lambda: next(iter(world.views()), None), "the form")
    await other(world)
    (option, *_) = await world.slack.people.suggest(OWNER, view, "resource", "value", "rcs acc")
    await world.submit(view, {"resource": option["value"]})


async def put_back(world: BotWorld) -> None:
    app = next(iter(world.sinch.projects[await projects.of_channel(world.bot.services, GENERAL)].sms_apps))
    await world.click_for(await world.slash(f"sms apps update {app} name=Renamed"), "Update")
    asked = await world.slash("undo")
    await other(world)
    await world.click_for(asked, "Undo")


async def other(world: BotWorld) -> None:
    meant = await projects.of_channel(world.bot.services, GENERAL)
    await use(world, PROJECT_ID if meant == SECOND else SECOND)


async def turned_page(world: BotWorld) -> None:
    shown = await world.slash("whatsapp senders list")
    await other(world)
    await world.click_for(shown, "Next")


async def mended(world: BotWorld) -> None:
    details = {"components": [{"type": "BODY", "text": "{{1}} is on its way to you.", "examples": ["It"]}]}
    typed = {"name": "sent_out", "language": "EN_US", "category": "UTILITY", "details": details}
    asked = await world.slash(f"whatsapp templates create json='{json.dumps(typed)}'")
    await other(world)
    await world.click(asked, "Mend it")
    form = Form(world)
    await world.until(lambda: world.views(), "the form")
    await form.settled()
    await form.next()
    await form.next(body__text="Your order is on its way to you.")
    while not world.calls("POST", "/whatsapp/templates"):
        await form.next()


PARCELS = {"name": "Parcels", "region": "EU", "convApiApp": True}


async def dropped_file(world: BotWorld) -> None:
    view = await world.slash_form("sms apps create")
    await world.click(view, "Fill in from a JSON file")
    await asks(world, view, "json_file")
    file = world.slack.people.upload(OWNER, "app.json", json.dumps(PARCELS).encode())
    await other(world)
    await step(world, view, {"json_file": [file.id]})
    await asks(world, view, "name")
    await step(world, view)


TOGETHER: dict[str, tuple[Callable[[BotWorld], Awaitable[None]], str, str]] = {
    "page": (turned_page, "GET", "whatsapp/senders"),
    "Mend it": (mended, "POST", "whatsapp/templates"),
    "dropped file": (dropped_file, "POST", "sms/smsApps"),
}
"""Ways that leave the world as they found it, so that all of them are walked in one."""


WAYS: dict[str, tuple[Callable[[BotWorld], Awaitable[None]], str, str]] = {
    "question": (question, "POST", "webhooks"),
    "form": (form, "POST", "webhooks"),
    "form of a mention": (form_of_a_mention, "GET", "whatsapp/templates"),
    "answers in a thread": (answers_in_a_thread, "GET", "whatsapp/templates"),
    "button": (button, "GET", "rcs/senders"),
    "button in an answer of a form": (button_in_an_answer_of_a_form, "GET", "webhooks/"),
    "choices of a form": (choices_of_a_form, "GET", "rcs/senders"),
    "home tab": (home_tab, "GET", "rcs/senders"),
    "shortcut": (shortcut, "POST", "rcs/comments"),
    "undo": (put_back, "PATCH", "sms/smsApps"),
    "steps": (steps, "GET", "kakaotalk/categories"),
    "draft that is gone on with": (draft_that_is_gone_on_with, "POST", "kakaotalk/senders"),
}


@pytest.mark.parametrize("meant", [PROJECT_ID, SECOND], ids=["default", "second"])
@pytest.mark.parametrize("way", WAYS)
async def test_it_acts_on_the_project_it_was_opened_for(world: BotWorld, way: str, meant: str) -> None:
    await use(world, meant)
    act, method, path = WAYS[way]
    await act(world)
    await world.quiet()
    assert asked_of(world, method, path) == {meant}, [call.path for call in world.sinch.requests]


@pytest.mark.parametrize("meant", [PROJECT_ID, SECOND], ids=["default", "second"])
async def test_so_do_pages_mended_bodies_and_dropped_files(world: BotWorld, meant: str) -> None:
    for project in world.sinch.projects.values():
        active = next(record for record in project.whatsapp_senders.values() if record["state"] == "ACTIVE")
        project.whatsapp_senders.update((f"s{number:03}", {**active, "id": f"s{number:03}"}) for number in range(60))
    for way, (act, method, path) in TOGETHER.items():
        await use(world, meant)
        world.workspace.view_stacks.clear()
        await act(world)
        await world.quiet()
        assert asked_of(world, method, path) == {meant}, (way, [call.path for call in world.sinch.requests])


async def test_words_name_the_project_wherever_they_are_taken(world: BotWorld) -> None:
    """Exactly, in plain words, mistyped, and behind words that are taken as they stand."""
    for said in ("list all approved templates project=Shop", "wahtsapp templates list project=Shop"):
        world.sinch.requests.clear()
        assert "project=Shop`" in words(await world.slash(said))
        assert asked_of(world, "GET", "whatsapp/templates") == {SECOND}
    await world.slash("digest add weekdays 9:15 project=Shop")
    await world.slash("rcs account comment project=Shop All done")
    assert [item.project_id for item in await world.bot.store.digests.in_channel(GENERAL)] == [SECOND]
    assert asked_of(world, "POST", "rcs/comments") == {SECOND}
    assert "don't know this project" in words(await world.slash("show rejected templates project=Elsewhere"))
