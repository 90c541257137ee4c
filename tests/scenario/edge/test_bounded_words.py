"""However much somebody types, the answer is short, says what is allowed, and is not the bot's own failure."""

from __future__ import annotations

import json

import pytest

from tests.worlds.bot_world import GENERAL, OWNER, BotWorld, words

KEYS = json.dumps({f"key{number}": number for number in range(20_000)})

OUTRAGEOUS = {
    "flags": ("rcs senders list " + " ".join(f"--f{number}" for number in range(9_900)), "1,000 at most"),
    "fields": ("rcs senders list " + " ".join(f"field{number}=x" for number in range(9_000)), "1,000 at most"),
    "words": ("rcs senders list " + "word " * 15_000, "1,000 at most"),
    "items": ("whatsapp templates list states=" + ",".join(["X"] * 9_000), "1,000 at most"),
    "keys": (f"rcs upscales create json='{KEYS[:90_000]}", "json"),
    "values": (f"rcs upscales create json='[{'1,' * 20_000}1]'", "10,000 at most"),
    "deep": (f"rcs upscales create json='{'[' * 500}{']' * 500}'", "64 levels at most"),
    "deeper": ("rcs upscales create json='" + '{"a":' * 15_000 + "'", "json"),
    "bodies": ("rcs upscales create " + "json=[ " * 12_000, "1,000 at most"),
    "slashes": ("/sinch " * 9_000, "sinch"),
    "one word": ("rcs " + "x" * 90_000, "xxx"),
}


@pytest.mark.parametrize("kind", OUTRAGEOUS)
async def test_too_much_is_refused_with_what_is_allowed(world: BotWorld, kind: str) -> None:
    text, said = OUTRAGEOUS[kind]
    known = {view.id for view in world.views()}
    before = {message.ts for message in world.messages()}
    outcome = await world.slack.people.slash(OWNER, GENERAL, "/sinch", text)
    assert outcome.ok

    def shown() -> str:
        views = [words(view) for view in world.views() if view.id not in known]
        return "\n".join(
            [*views, *(words(message) for message in world.messages() if message.ts not in before and message.bot_id)]
        )

    await world.until(shown, "an answer")
    assert said in shown()
    assert "Something went wrong" not in shown()
    assert len(shown()) < 8_000


async def test_free_text_may_have_more_words(world: BotWorld) -> None:
    answer = await world.slash("rcs account comment " + "word " * 3_000)
    assert "at most" not in words(answer)
    assert len(world.calls("POST", "comments")) == 1
