"""Every example of the pages works in the sandbox as it is written there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.worlds.bot_world import BotWorld, words

ROOT = Path(__file__).parents[3]
GENERATED = re.compile(r"<!-- (\w+) -->.*?<!-- /\1 -->", re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
OPEN = re.compile(r"\b(?:[A-Z]{4,}|STAGING-\w+)\b|\.\.\.")
"""What a reader fills in."""
SPOKEN = ("show me", "what is", "who changed")
REFUSALS = (":x:", ":warning:", "don't know", "Did you mean", "What to fix", "already exists", "went wrong")
NEEDS_MORE = {"/sinch access revoke", "/sinch approvals require", "/sinch undo", "/sinch why"}
"""Named without their arguments or place, to say what they are for."""


def examples() -> list[str]:
    found: list[str] = []
    for page in ("README.md", "commands/README.md", "SECURITY.md"):
        text = GENERATED.sub("", (ROOT / page).read_text(encoding="utf-8"))
        found += [span for span in SPAN.findall(text) if span.startswith(("/sinch", *SPOKEN))]
    return [text for text in dict.fromkeys(found) if not OPEN.search(text) and text not in NEEDS_MORE]


async def test_each_example_is_understood_and_refused_by_nobody(world: BotWorld) -> None:
    assert len(examples()) >= 20
    for example in examples():
        command, _, rest = example.partition(" ")
        slash = command.startswith("/")
        answer = await world.slash(rest if slash else example, command=command if slash else "/sinch")
        refused = [sign for sign in REFUSALS if sign in words(answer)]
        assert not refused, (example, words(answer)[:400])
