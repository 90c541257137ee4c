"""What needs attention leads the whole of a list, not each of its pages."""

from __future__ import annotations

from typing import Any

from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import Message
from tests.worlds.bot_world import MEMBER, PROJECT_ID, BotWorld, labels, words


def names(shown: Message) -> list[str]:
    """The first cells of the rows of its table."""
    (found,) = [block for block in shown.blocks if block["type"] in ("table", "data_table")]
    return [str(row[0].get("text", row[0])) for row in found["rows"][1:]]


def pages_of(world: BotWorld, path: str) -> int:
    return len([call for call in world.calls("GET", path) if call.path.endswith(path)])


async def test_the_one_that_needs_attention_is_first_wherever_the_api_has_it(world: BotWorld) -> None:
    project = world.sinch.projects[PROJECT_ID]
    sample = next(iter(project.templates.values()))
    project.templates.clear()
    for number in range(200):
        state = {"state": "REJECTED", "rejectionCode": "SCAM"} if number == 199 else {"state": "APPROVED"}
        made: dict[str, Any] = {name: value for name, value in sample.items() if name not in ("changes", "state")}
        project.templates[f"t_{number:03}/DE"] = {**made, "name": f"t_{number:03}", "language": "DE", **state}

    first = await world.slash("whatsapp templates list")
    assert names(first)[:3] == ["t_199", "t_000", "t_001"]
    assert "of 200" in words(first)
    assert pages_of(world, "/whatsapp/templates") == 1, "one call"
    second = await world.click_for(first, "Next")
    assert names(second)[:2] == ["t_024", "t_025"], "nothing twice, nothing left out"
    assert "Previous" in labels(second)

    senders = project.whatsapp_senders
    active = next(record for record in senders.values() if record["state"] == "ACTIVE")
    senders.clear()
    for number in range(60):
        state = {"state": "SUSPENDED" if number == 59 else "ACTIVE"}
        details = {**active["details"], "displayName": f"Sender {number:02}"}
        senders[f"s{number:02}"] = {**active, "id": f"s{number:02}", "details": details, **state}
    shown = await world.slash("whatsapp senders list")
    assert names(shown)[0] == "Sender 59"


async def test_a_list_that_takes_many_calls_is_turned_as_the_api_has_it(world: BotWorld) -> None:
    senders = world.sinch.projects[PROJECT_ID].whatsapp_senders
    active = next(record for record in senders.values() if record["state"] == "ACTIVE")
    for number in range(130):
        senders[f"s{number:03}"] = {**active, "id": f"s{number:03}"}
    first = await world.slash("whatsapp senders list")
    assert len(names(first)) == 25
    second = await world.click_for(first, "Next")
    third = await world.click_for(second, "Next")
    assert len(names(second)) == len(names(third)) == 25
    assert "Previous" in labels(third)
    assert pages_of(world, "/whatsapp/senders") == 4, "two for the first page, one for each further"


async def test_what_goes_wrong_for_one_takes_no_list_from_the_others(world: BotWorld) -> None:
    senders = world.sinch.projects[PROJECT_ID].whatsapp_senders
    active = next(record for record in senders.values() if record["state"] == "ACTIVE")
    senders.update({f"s{number:03}": {**active, "id": f"s{number:03}"} for number in range(60)})
    shared = await world.slash("whatsapp senders list public")
    before = words(shared)
    world.sinch.faults.add(Fault("status", remaining=50, status=400))
    refused = await world.click_for(shared, "Next", user=MEMBER)
    assert refused.ephemeral_to == MEMBER
    assert ":x:" in words(refused)
    assert [words(message) for message in world.messages() if message.ts == shared.ts] == [before]
