"""Whatever stands at Sinch: the list of what waits, the digest, its chart and the Home tab tell one story."""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.slack.model import Message, View
from tests.scenario.overviews.test_home import home
from tests.worlds.bot_world import OWNER, BotWorld, words

HEADING = re.compile(r"^\*Needs attention(?: in \w+)?\* \(([\d,]+)\)$", re.MULTILINE)
PARTY = re.compile(r"^\*(You|Sinch|Meta|Kakao|Google / operators)\* \(([\d,]+)\)$", re.MULTILINE)
MORE = re.compile(r"^and ([\d,]+) more(?: that need you)?$", re.MULTILINE)
ROW = re.compile(r" · (?:since <|first seen now)")
LIVE = (None, "APPROVED", "REJECTED", "PENDING", "PAUSED", "DISABLED")
CHANGES = (None, None, "DRAFT", "IN_PROGRESS", "REJECTED", "ERROR")
SENDERS = (None, "ACTIVE", "ACTIVE", "PENDING_VERIFICATION", "VERIFYING", "SUSPENDED", "ERROR", "INACTIVE")
RCS = ("DRAFT", "IN_PROGRESS", "IN_TEST", "LAUNCHING", "LAUNCHED", "SUSPENDED", "REJECTED", "UNLAUNCHED")
OPERATORS = ("LAUNCHED", "PENDING", "REJECTED", "SUSPENDED", "UNLAUNCHED", "PENDING_UNLAUNCHED")
KINDS: dict[str, tuple[str | None, ...]] = {
    "templates": LIVE, "whatsapp_senders": SENDERS, "kakaotalk_templates": LIVE[:4], "rcs_senders": RCS
}  # fmt: skip
FEW_OR_MANY = (0, 1, 4, 30)


def fill(world: BotWorld, seed: int, samples: dict[str, list[dict[str, Any]]]) -> None:
    """Another company's resources, in states that chance gives them; `samples` are some of each table."""
    chance = random.Random(seed)
    for name, live in KINDS.items():
        table = getattr(world.project, name)
        samples.setdefault(name, [copy.deepcopy(record) for record in table.values()])
        table.clear()
        for number in range(chance.choice(FEW_OR_MANY)):
            record = copy.deepcopy(chance.choice(samples[name]))
            table[renamed(record, f"{seed:03d}{number:05d}")] = stand(record, chance, live)


def renamed(record: dict[str, Any], number: str) -> str:
    """A name and an id of its own; its key in the table."""
    record["id"] = f"{number}-0000-4000-8000-000000000000"
    if "category" in record:
        record["name"] = f"t{number}"
        return f"{record['name']}/{record['language']}"
    if "code" in record:
        record["code"] = f"k{number}"
        return f"{record['_sender']}/{record['code']}"
    return str(record["id"])


def stand(record: dict[str, Any], chance: random.Random, live: tuple[str | None, ...]) -> dict[str, Any]:
    """The record in some state, for some days."""
    at = datetime.now(UTC) - timedelta(days=chance.randint(0, 40))
    record["modified"] = at.isoformat()
    state, changes = chance.choice(live), None if live is RCS else chance.choice(CHANGES)
    details = record.get("details") or record.get("changes", {}).get("details")
    record.pop("state", None)
    record.pop("changes", None)
    if state:
        record["state"] = state
    if changes or not state:
        record["changes"] = {"status": changes or "DRAFT", "details": details, "allowCategoryChange": False}
    for country in record.get("countryStatus", ()):
        for operator in country["operators"]:
            operator["status"] = chance.choice(OPERATORS)
    return record


def story(shown: Message | View) -> tuple[int, Counter[str], int]:
    """How many things need attention by the heading, for whom, and how many are listed."""
    said = words(shown)
    heading = HEADING.search(said)
    assert heading or "\nNothing ✨" in said, said[:300]
    sections = [words_of(block) for block in shown.blocks]
    listed = sum(bool(ROW.search(text)) for text in sections) + sum(rows(block) for block in shown.blocks)
    listed += sum(figure(found[1]) for text in sections if (found := MORE.match(text)))
    parties = Counter({party: figure(number) for party, number in PARTY.findall(said)})
    return figure(heading[1]) if heading else 0, parties, listed


def figure(said: str) -> int:
    """`2,161`"""
    return int(said.replace(",", ""))


def words_of(block: dict[str, Any]) -> str:
    """The text of a section or a line of small print."""
    texts = [block.get("text"), *block.get("elements", ())]
    return "\n".join(text["text"] for text in texts if isinstance(text, dict) and isinstance(text.get("text"), str))


def rows(block: dict[str, Any]) -> int:
    """Rows of a table of what waits too, without its head; as text on the Home tab, which takes no tables."""
    if block["type"] == "data_table" and block.get("caption") == "Also needs attention":
        return len(block["rows"]) - 1
    if block["type"] == "rich_text":
        return len(list(_lines(block))) - 1
    return 0


def _lines(value: Any) -> Iterator[str]:
    """Lines of what looks like a table of what waits."""
    text = "".join(re.findall(r"'text': '([^']*)'", repr(value)))
    return iter(text.strip().split("\\n")) if text.startswith("For ") else iter([""])


async def whole_home(world: BotWorld) -> View:
    """The Home tab with what Sinch says now, not what it said at the last visit."""
    await world.quiet()
    world.workspace.homes.pop(OWNER, None)
    await home(world, OWNER)
    await world.quiet()
    return world.workspace.homes[OWNER]


async def agree(world: BotWorld) -> Counter[str]:
    """Asks everywhere and compares; how many wait for whom."""
    waiting = await world.slash("waiting")
    number, parties, listed = story(waiting)
    assert number == listed == parties.total(), "the heading counts what is listed"
    digest = await world.slash("digest now")
    assert story(digest) == (number, parties, listed)
    charts = [block["chart"]["segments"] for block in digest.blocks if block["type"] == "data_visualization"]
    segments = {segment["label"]: segment["value"] for segment in charts[0]} if charts else {}
    assert segments.get("needs you", 0) == parties["You"]
    assert story(await whole_home(world))[:2] == (number, parties)
    await world.quiet()
    areas = [story(await world.slash(f"waiting {area}"))[0] for area in ("whatsapp", "rcs", "kakaotalk")]
    assert sum(areas) == number
    return parties


@pytest.mark.parametrize("seeds", [range(1), pytest.param(range(1, 12), marks=pytest.mark.slow)], ids=["few", "many"])
async def test_list_digest_chart_and_home_agree(world: BotWorld, seeds: range) -> None:
    """Random states, also of nothing and of more than has room."""
    seen: Counter[str] = Counter()
    samples: dict[str, list[dict[str, Any]]] = {}
    for seed in seeds:
        fill(world, seed, samples)
        seen += await agree(world)
    assert seen["You"], "chance was too kind"
