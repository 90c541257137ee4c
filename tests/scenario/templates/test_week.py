"""The week of commands/README.md, walked as it is written there: every command of it, in the sandbox."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.scenario.projects.test_projects import connected
from tests.scenario.templates.test_files import NEW, apply, edited, exported, finished, planned
from tests.worlds.bot_world import GENERAL, MEMBER, BotWorld, labels, words
from tests.worlds.steps import asks, ids, reads, step

README = Path(__file__).parents[3] / "commands" / "README.md"
FAULT = "The text begins or ends with {{1}}. Put words before the first variable and after the last."
SECTION = re.compile(r"## A week in the life of a template team\n(.*?)\n## ", re.DOTALL)


def week() -> str:
    """The section, without its line breaks."""
    found = SECTION.search(README.read_text(encoding="utf-8"))
    assert found is not None
    return " ".join(found[1].split())


def written(text: str) -> str:
    """A passage that the page must hold word for word."""
    assert text in week(), text
    return text


async def test_the_week_goes_as_the_page_tells_it(world: BotWorld) -> None:
    await monday(world)
    await tuesday(world)
    await wednesday(world)
    await thursday(world)
    await friday(world)


async def monday(world: BotWorld) -> None:
    view = await world.slash_form(
        f"{command('/sinch whatsapp templates create')} name=monday_one language=EN_US category=UTILITY"
    )
    await step(world, view)
    await step(world, view, {"body.text": "{{1}}, your order is on its way to you."})
    await step(world, view, {"body.example1": "Ada"})
    await step(world, view)
    await reads(world, view, written(FAULT))
    await world.click(view, written("Mend it"))
    await asks(world, view, "body.text")
    await step(world, view, {"body.text": "Hello {{1}}, your parcel is on its way to you."})
    await step(world, view)
    await step(world, view)
    await reads(world, view, "Submitted")  # else this answer is taken for the next one
    assert "monday_one/EN_US" in world.project.templates
    body = {**NEW, "name": "monday_two"}
    body["details"] = {
        "components": [{"type": "BODY", "text": "{{1}} has shipped and is on its way.", "examples": ["A"]}]
    }
    written("create json='{...}'")
    asked = await world.slash(f"whatsapp templates create json='{json.dumps(body)}'")
    assert FAULT in words(asked)


async def tuesday(world: BotWorld) -> None:
    matrix = await world.slash(command("/sinch whatsapp templates languages order_update"))
    assert "order_update" in words(matrix)
    view = await world.slash_form(command("/sinch whatsapp templates translate order_update EN_US FR,IT"))
    await reads(world, view, "is on its way")
    texts = dict.fromkeys((name for name in ids(view) if ".text" in name), "Northwind Coffee")
    refused = await step(world, view, {**texts, "FR.text1": "Bonjour {{1}}, votre commande est en route."})
    assert "{{2}}" in str(refused.errors), written("a missing variable is refused at its field")
    assert b"order_update" in await world.slash_file(f"whatsapp templates {written('languages csv=me')}")
    written("`whatsapp templates import`")


async def wednesday(world: BotWorld) -> None:
    content = await exported(world, command("/sinch whatsapp templates export"))
    assert content == await exported(world)
    content = edited(content, "order_update", "EN_US", "Hello {{1}}, your order has left our house this morning.")
    content = edited(content, "spring_beans", "SV", "Hej {{1}}, vårens bönor har kommit till oss i dag.")
    content["templates"].append(NEW)
    card = await planned(world, content, command=command("/sinch whatsapp templates plan"), user=MEMBER)
    assert "1 to create, 1 to change" in words(card)
    assert "1 refused" in words(card)
    assert written("Meta is reviewing it") in words(card)
    assert labels(card) == [written("Apply and submit"), written("Apply as drafts")]
    await apply(world, card, "Apply as drafts")
    await finished(world)
    assert "brand_new/EN_US" in world.project.templates
    content["templates"] = [NEW]
    written("a plan that deletes (`prune=yes`) needs an admin")
    await world.slash(f"access grant <@{MEMBER}> operator")
    pruning = await planned(world, content, prune=True)
    refused = await world.click_for(pruning, labels(pruning)[0], user=MEMBER)
    assert "admin" in words(refused)
    written("from=STAGING-PROJECT")
    await connected(world)
    card = await world.slash("whatsapp templates plan from=Shop")
    assert "Plan from Shop" in words(card)
    assert "1 to change" in words(card), "what was applied here as a draft is not there"


async def thursday(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp")
    await world.slash("waiting")  # remembers how everything stands
    world.project.templates["order_update/EN_US"]["category"] = "MARKETING"
    await world.slash("waiting")
    cost = written("Marketing messages cost more and need the recipient's opt-in.")

    def line() -> bool:
        shown = [message for message in world.messages(GENERAL) if message.thread_ts in (None, message.ts)]
        return any("from *utility* to *marketing*" in words(item) and cost in words(item) for item in shown)

    written("was moved by Meta from *utility* to *marketing*")
    await world.until(line, "the line in the channel")


async def friday(world: BotWorld) -> None:
    answer = await world.slash(command("/sinch whatsapp templates health"))
    assert "down from" in words(answer)
    written("says what Meta moved since the last one, and names the three templates that fell most")
    digest = words(await world.slash("digest now"))
    assert "1 from utility to marketing" in digest.partition("*Moved by Meta*")[2]
    assert digest.partition("fell most")[2].count("down from") == 3


def command(text: str) -> str:
    """A command of the page as it is typed behind `/sinch`."""
    return written(f"`{text}").removeprefix("`/sinch ")
