"""Whatever the way in, one request looks its context up once and checks its arguments once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.command import arguments, invocation
from bot.flows.execution import access
from bot.sandbox.slack.model import View
from commands._shared import lists
from tests.worlds.bot_world import ACTIVITY, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words
from tests.worlds.forms import open_form

CATEGORY = {"details.topLevelCategoryCode": "019", "details.midLevelCategoryCode": "0006"}


class Counts(Counter[str]):
    """How often the context was looked up and arguments were checked since the last request."""

    def __init__(self) -> None:
        super().__init__()
        self._checked = Counter[tuple[object, str]]()

    def checking(self, model: object, values: object) -> None:
        self["validated"] += 1
        self._checked[model, repr(values)] += 1

    def of_request(self) -> tuple[int, int]:
        """Whatever is checked besides, no values of a command are checked twice."""
        assert {*self._checked.values()} <= {1}, self._checked
        found = self["context"], self["validated"]
        self.clear()
        return found

    def clear(self) -> None:
        super().clear()
        self._checked.clear()


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    counts = Counts()
    actor, validate = access.actor, arguments.validate

    async def counted_actor(*args: Any, **more: Any) -> Any:
        counts["context"] += 1
        return await actor(*args, **more)

    def counted_validate(model: Any, values: Any) -> Any:
        counts.checking(model, values)
        return validate(model, values)

    monkeypatch.setattr(access, "actor", counted_actor)
    monkeypatch.setattr(invocation, "validate", counted_validate)
    yield counts


@pytest.fixture
async def counts(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Counts]:
    with counting(monkeypatch) as made:
        yield made


async def test_a_slash_command_and_its_buttons(world: BotWorld, counts: Counts) -> None:
    listing = await world.slash("whatsapp templates list")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    await world.click_for(listing, "Export CSV")
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_page_of_a_list_and_the_next(world: BotWorld, counts: Counts) -> None:
    apps = world.sinch.projects[PROJECT_ID].sms_apps
    apps |= {f"app{number}": {**next(iter(apps.values())), "id": f"app{number}"} for number in range(lists.ROWS)}
    first = await world.slash("sms apps list")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    await world.click_for(first, "Next")
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_press_that_approves(world: BotWorld, counts: Counts) -> None:
    """The press is one request; what it lets run is checked again, for it may have been asked a day ago."""
    await world.slash(f"approvals require webhooks delete in=<#{ACTIVITY}>")
    await world.slash(f"access grant <@{MEMBER}> admin")
    hook = next(iter(world.sinch.projects[PROJECT_ID].webhooks))
    await world.quiet()
    counts.clear()
    await world.slash(f"webhooks delete {hook}", user=MEMBER)
    await world.quiet()
    assert counts.of_request() == (1, 1)
    card = world.messages(ACTIVITY)[-1]
    await world.click(card, "Approve")
    await world.quiet()
    assert counts.of_request() == (1, 2)


async def test_a_question_and_its_answer(world: BotWorld, counts: Counts) -> None:
    asked = await world.slash("webhooks create target=https://example.com/a secret=long-and-random triggers=ALL")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    await world.click_for(asked, "Create")
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_mention_that_lacks_something(world: BotWorld, counts: Counts) -> None:
    await world.slack.people.send_message(OWNER, ACTIVITY, f"@{world.workspace.bot.name} whatsapp templates get")
    await world.until(lambda: any("Answer here" in words(m) for m in world.messages(ACTIVITY)), "the question")
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_words_that_help_or_a_list_answers(world: BotWorld, counts: Counts) -> None:
    for typed in ("help", "rcs senders", "rcs senders help", "projects"):
        await world.slash(typed)
        await world.quiet()
        assert counts.of_request() == (1, 1), typed


NAMED = {
    "rcs senders get northwind coffee": 1,
    'rcs senders launch "Northwind Coffee"': 1,
    "rcs senders get no-such-sender": 1,
    "whatsapp senders get northwind": 0,
    "access grant naomi viewer": 1,
    "follow order_update DE": 2,
}
"""What is typed, and how often its values are checked."""


async def test_a_name_where_an_id_belongs(world: BotWorld, counts: Counts) -> None:
    """What takes the place of the words is checked, and they are not; nor is what is only offered.

    A sentence that begins like a command (`follow order_update DE`) means another request than those words do.
    """
    for typed, checked in NAMED.items():
        await world.slash(typed)
        await world.quiet()
        assert counts.of_request() == (1, checked), typed


async def test_a_sentence_and_an_answer_in_its_thread_are_checked_once(world: BotWorld, counts: Counts) -> None:
    await world.slash("please show me all the rcs senders")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    message = await world.slack.people.send_message(OWNER, ACTIVITY, "@Sinch mute this channel")
    await world.until(lambda: any("How long?" in words(m) for m in world.messages(ACTIVITY)), "a question")
    await world.quiet()
    counts.clear()
    await world.slack.people.send_message(OWNER, ACTIVITY, "two hours", thread_ts=message.ts)
    await world.until(lambda: any("Mute" in labels(m) for m in world.messages(ACTIVITY)), "the press")
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_form_is_checked_when_it_opens_and_when_it_is_sent(world: BotWorld, counts: Counts) -> None:
    view = await world.slash_form("webhooks create")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    await world.submit(view, {"target": "https://example.com/b", "secret": "long-and-random", "triggers": ["ALL"]})
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_form_of_several_steps(world: BotWorld, counts: Counts) -> None:
    """Its steps need neither, except one that asks the API; the last one runs the command."""
    form = await open_form(world, "kakaotalk senders create")
    await world.quiet()
    assert counts.of_request() == (1, 1)
    await form.send(
        {
            "plusFriendId": "beans",
            "details.name": "Beans",
            "details.adminPhoneNo": "+82 10 1234 5678",
            "details.logoImage": "https://beans.example/logo.png",
        }
    )
    counts.clear()
    for name, value in CATEGORY.items():
        await form.choose(name, value)
        await world.quiet()
        assert counts.of_request() in ((0, 0), (1, 0))
    await form.send({"details.subLevelCategoryCode": "0001"})
    await world.quiet()
    assert counts.of_request() in ((0, 0), (1, 0))
    assert form.submit_label == "Submit for review"
    await form.next()
    await world.quiet()
    assert counts.of_request() == (1, 1)


async def test_a_shortcut_a_file_and_the_home_tab(world: BotWorld, counts: Counts) -> None:
    said = await world.slack.people.send_message(OWNER, ACTIVITY, "See order_update")
    await world.quiet()
    counts.clear()
    assert (await world.slack.people.message_shortcut(OWNER, ACTIVITY, said.ts, "comment_on_resource")).ok
    comment = await world.until(lambda: _view_with(world, "resource"), "the form")
    await world.quiet()
    assert counts.of_request() == (0, 0), "an empty form needs neither"
    options = await world.slack.people.suggest(OWNER, comment, "resource", "value", "whatsapp")
    counts.clear()
    await world.submit(comment, {"resource": options[0]["value"]})
    await world.quiet()
    assert counts.of_request() == (1, 1)

    view = await world.slash_form("whatsapp templates create")
    await world.click(view, "Fill in from a file")
    asked = await world.until(lambda: _view_with(world, "json_file"), "the question for a file")
    await world.quiet()
    counts.clear()
    file = world.slack.people.upload(OWNER, "one.json", b'{"name": "from_a_file", "language": "DE"}')
    await world.submit(asked, {"json_file": [file.id]})
    await world.quiet()
    assert counts.of_request() in ((0, 0), (1, 0)), "what fills in a form is checked when the form is sent"

    counts.clear()
    await world.slack.people.open_home(OWNER)
    tab = await world.until(lambda: _home_with(world, "Everything works."), "the tab")
    await world.quiet()
    assert counts.of_request() == (1, 0)
    await world.click(tab, "Status")
    await world.quiet()
    assert counts.of_request() == (2, 1), "the command, and the tab that is drawn again after it"


def _view_with(world: BotWorld, field: str) -> View | None:
    return next((view for view in world.views() if any(block.get("block_id") == field for block in view.blocks)), None)


def _home_with(world: BotWorld, said: str) -> View | None:
    tab = world.workspace.homes.get(OWNER)
    return tab if tab is not None and said in words(tab) else None
