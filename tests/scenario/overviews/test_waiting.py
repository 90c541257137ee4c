"""`/sinch waiting`: what waits, for whom, since when; the digest leads with the same list."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import Message
from tests.scenario.overviews.test_home import home
from tests.worlds.bot_world import MEMBER, OWNER, PROJECT_ID, BotWorld, bot_world, labels, words

DAY = timedelta(days=1)
PARTIES = re.compile(r"^\*(You|Sinch|Meta|Kakao|Google / operators)\* \((\d+)\)$", re.MULTILINE)
"""Headings of the lists of what waits: for whom, and how many."""


@pytest.fixture
async def calm(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """A world in which nothing of the samples waits."""
    async with bot_world(tmp_path) as world:
        project = world.sinch.projects[PROJECT_ID]
        for table in (project.templates, project.whatsapp_senders, project.rcs_senders):
            table.clear()
        project.kakaotalk_senders.clear()
        yield world


async def tell(world: BotWorld, kind: str, payload: dict[str, Any], days_ago: float, **more: Any) -> None:
    """An event, signed as Sinch does, that happened so long ago."""
    modified = (datetime.now(UTC) - days_ago * DAY).isoformat().replace("+00:00", "Z")
    assert await world.webhook(kind, {**payload, "modified": modified}, **more) == 200


def chart(message: Message) -> dict[str, int]:
    """The segments of a message's chart."""
    (found,) = [block["chart"]["segments"] for block in message.blocks if block["type"] == "data_visualization"]
    return {segment["label"]: segment["value"] for segment in found}


def sender(world: BotWorld, name: str, state: str, days_ago: float) -> dict[str, Any]:
    """A WhatsApp sender at Sinch, in its state for so long."""
    record = {
        "id": name, "state": state, "details": {"displayName": name}, "region": "EU", "metaLocalStorage": "DE",
        "cloudApi": True, "businessManager": "SINCH_UK", "compatibleRegions": ["eu"],
        "modified": (datetime.now(UTC) - days_ago * DAY).isoformat(),
    }  # fmt: skip
    world.sinch.projects[PROJECT_ID].whatsapp_senders[name] = record
    return record


async def test_everything_that_waits_is_grouped_by_for_whom_with_a_step_or_a_nudge(world: BotWorld) -> None:
    shown = await world.slash("waiting")
    said = words(shown)
    parties = [said.index(f"*{party}* (") for party in ("You", "Sinch", "Meta", "Kakao", "Google / operators")]
    assert parties == sorted(parties)
    assert "*Northwind Events*: pending verification" in said
    operators = ("Telenor (SE) pending", "Telia (DK) pending", "Three (DK) pending")
    assert all(operator in said for operator in operators), "one row an operator and country"
    assert "*Northwind Offers*" not in said, "it is in test"
    assert {"Edit", "Enter code", "Nudge"} <= {*labels(shown)}

    everything = words(await world.slash("waiting all=yes"))
    assert "*Northwind Offers*: in test" in everything
    rcs = words(await world.slash("waiting rcs", user=MEMBER))
    assert "Needs attention in RCS" in rcs
    assert "Northwind Events" not in rcs

    overview = await world.slash("digest now")
    digest = words(overview)
    assert "Northwind Events" in digest
    assert "Telenor (SE) pending" in digest
    assert chart(overview)["needs you"] == 6 == int(said.partition("*You* (")[2].partition(")")[0])
    assert digest.index("Needs attention") < digest.index("Counts by state"), "the digest leads with the list"

    tab = words(await home(world, OWNER))
    heading, counts = said[said.index("*Needs attention* (") :].splitlines()[:2]
    found = PARTIES.findall(said)
    assert [party for party, _ in found] == ["You", "Sinch", "Meta", "Kakao", "Google / operators"]
    for place in (digest, tab):
        assert f"{heading}\n{counts}" in place, "one number everywhere"
        assert PARTIES.findall(place) == found, "of the same parties"


async def test_a_nudge_proposes_a_polite_comment_and_sends_nothing_by_itself(world: BotWorld) -> None:
    shown = await world.slash("waiting rcs")
    known = {view.id for view in world.views()}
    await world.click(shown, "Nudge")
    view = await world.until(lambda: next((v for v in world.views() if v.id not in known), None), "the form")
    proposed = next(block["element"]["initial_value"] for block in view.blocks if block.get("block_id") == "text")
    assert proposed.startswith("Hello, could you please have a look at the RCS sender Northwind Coffee?")
    assert "Telenor (SE)" in proposed
    assert not world.calls("POST", "/comments")
    await world.submit(view, {"text": proposed})
    await world.until(lambda: world.calls("POST", "/comments"), "the comment")


async def test_the_clock_knows_what_is_usual_in_this_project(calm: BotWorld) -> None:
    for number, took in enumerate((1, 2, 2, 2, 3)):
        record = sender(calm, f"Done {number}", "ACTIVE", 20 - took)
        await tell(calm, "WHATSAPP_SENDER_PENDING_VERIFICATION", {**record, "state": "PENDING_VERIFICATION"}, 20)
        await tell(calm, "WHATSAPP_SENDER_ACTIVE", {**record, "state": "ACTIVE"}, 20 - took)
    slow = sender(calm, "Slow", "PENDING_VERIFICATION", 0.5)
    await tell(calm, "WHATSAPP_SENDER_PENDING_VERIFICATION", slow, 6.01)
    fresh = sender(calm, "Fresh", "PENDING_VERIFICATION", 1.01)
    await tell(calm, "WHATSAPP_SENDER_PENDING_VERIFICATION", fresh, 1.01)
    sender(calm, "Broken", "ERROR", 4.01)
    said = words(await calm.slash("waiting whatsapp"))
    assert "usually 2 d, now 6 d: stuck" in said
    assert "usually 2 d, now 1 d\n" in said
    assert "too few to tell, now 4 d: stuck" in said, "cases of another kind do not count"
    assert said.index("*Slow*") < said.index("*Broken*") < said.index("*Fresh*"), "oldest first"


async def test_each_of_the_oldest_twenty_costs_one_activity_call(calm: BotWorld) -> None:
    for number in range(30):
        sender(calm, f"Sender {number:02}", "ERROR", 40 - number)
    said = words(await calm.slash("waiting whatsapp"))
    asked = [call.path for call in calm.calls("GET", "/activities") if "/senders/" in call.path]
    assert len(asked) == len({*asked}) == 20
    assert sorted(path.split("/")[-2] for path in asked) == [f"Sender {number:02}" for number in range(20)]
    assert "*You* (30)" in said
    assert "Sender 29" in said, "the others stand in a table"


async def test_an_api_that_is_down_is_said_and_what_is_known_is_shown(world: BotWorld) -> None:
    before = words(await world.slash("waiting"))
    assert "last known" not in before
    world.sinch.faults.add(Fault("status", remaining=1_000, status=500, path="/v1/"))
    shown = words(await world.slash("waiting"))
    assert "WhatsApp templates couldn't be read" in shown
    assert "*Northwind Events*: pending verification" in shown
    assert "last known" in shown
    assert "Telenor (SE) pending" in shown


async def test_what_was_not_shown_is_not_shown_from_memory_either(world: BotWorld) -> None:
    shown = words(await world.slash("waiting rcs"))
    assert "*Northwind Offers*" not in shown, "it is in test"
    world.sinch.faults.add(Fault("status", remaining=1_000, status=500, path="/v1/"))
    away = words(await world.slash("waiting rcs"))
    assert "last known" in away
    assert "*Northwind Offers*" not in away
    assert re.findall(r"\(\d+\)$", shown, re.MULTILINE) == re.findall(r"\(\d+\)$", away, re.MULTILINE)
    assert re.findall(r"\d+ drafts? (?:or|and) tests?", shown) == re.findall(r"\d+ drafts? (?:or|and) tests?", away)
    assert "*Northwind Offers*: in test" in words(await world.slash("waiting rcs all=yes"))


async def test_drafts_wait_for_somebody_only_if_they_have_findings(calm: BotWorld) -> None:
    def draft(name: str, words_: str) -> None:
        body = {"type": "BODY", "text": words_}
        calm.sinch.projects[PROJECT_ID].templates[f"{name}/EN_US"] = {
            "name": name, "language": "EN_US", "category": "UTILITY", "analytics": [], "isMetaGenerated": False,
            "changes": {"status": "DRAFT", "allowCategoryChange": False, "details": {"components": [body]}},
        }  # fmt: skip

    draft("clean_one", "Your order has left our warehouse and arrives tomorrow before noon.")
    draft("bad_one", "Ask us at https://wa.me/4670000000 where your order is, and we will answer.")
    shown = await calm.slash("waiting whatsapp")
    said = words(shown)
    assert "*bad_one (EN_US)*: draft with 1 finding" in said
    assert "clean_one" not in said
    assert "clean_one" in words(await calm.slash("waiting whatsapp all=yes"))
    assert chart(await calm.slash("digest now"))["needs you"] == 1


async def test_a_request_for_approval_waits_for_you(calm: BotWorld) -> None:
    sender(calm, "Old", "ACTIVE", 3)
    await calm.slash("approvals require delete")
    await calm.slash("access grant <@U0MARTIN01|martin> admin")
    await calm.slash("whatsapp senders delete Old", user=MEMBER)
    said = words(await calm.slash("waiting"))
    assert "Approval *Delete the WhatsApp sender Old" in said
    assert "?*: waiting for approval, asked by Martin" in said
    assert "Open the request" in said
    assert "Delete the WhatsApp sender Old" in words(await calm.slash("digest now"))
    await calm.slack.people.open_home(MEMBER)
    tab = await calm.until(
        lambda: tab if (tab := calm.workspace.homes.get(MEMBER)) and "Waiting for approval" in words(tab) else None,
        "the tab",
    )
    assert f"?* asked by <@{MEMBER}>" in words(tab)
    assert "whatsapp senders delete" not in words(tab)
    assert "whatsapp senders delete" not in words(await calm.slash("waiting rcs"))


async def test_what_meta_moved_without_an_event_is_found_by_comparing(world: BotWorld) -> None:
    await world.slash("waiting")
    template = world.sinch.projects[PROJECT_ID].templates["order_update/EN_US"]
    template["category"] = "MARKETING"
    said = words(await world.slash("waiting"))
    assert "found by comparing" in said
    assert "order_update (EN_US): category utility → marketing" in said


@pytest.mark.parametrize("asked", ["what is waiting?", "what needs me?", "anything stuck?"])
async def test_it_is_asked_for_in_plain_words(world: BotWorld, asked: str) -> None:
    said = words(await world.slash(asked))
    assert "Needs attention" in said
    assert "Northwind Events" in said
