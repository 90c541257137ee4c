"""Every declared command brings the words by which plain English finds it."""

from __future__ import annotations

import re

import pytest

import commands
from bot.command.declaration import Command
from bot.understanding.lexicon import build
from bot.understanding.names import Name, Names
from bot.understanding.understand import Intent, understand

SHOWN = [command for command in commands.collect() if not command.hidden]
LEXICON = build(SHOWN)
SAMPLES = {
    "whatsapp templates": Name("blue_lagoon", "whatsapp templates", {"name": "blue_lagoon"}, ("EN_US",)),
    "whatsapp senders": Name("Blue Phone", "whatsapp senders", {"sender_id": "01WA"}),
    "rcs senders": Name("Blue Agent", "rcs senders", {"sender_id": "01RCS"}),
    "kakaotalk senders": Name("Blue Kakao", "kakaotalk senders", {"plus_friend_id": "@blue"}),
    "kakaotalk templates": Name("Blue Note", "kakaotalk templates", {"plus_friend_id": "@blue", "code": "01KT"}),
    "bundles": Name("Blue Bundle", "bundles", {"bundle_id": "01BU"}),
    "sms apps": Name("Blue Texts", "sms apps", {"sms_app_id": "01SMS"}),
    "webhooks": Name("Blue Target", "webhooks", {"webhook_id": "01HOOK"}),
}
OTHERS = [
    Name(name, "whatsapp templates", {"name": name}, languages)
    for name, languages in {"green_lagoon": ("EN_US",), "order_update": ("EN_US", "DE")}.items()
]
NAMES = Names([*SAMPLES.values(), *OTHERS])
WORDS = {
    "other_name": "green_lagoon", "language": "EN_US", "duration": "for 2 hours", "schedule": "every monday 9:00",
    "since": "today", "areas": "rcs", "area": "rcs", "user": "<@U0ANNA>", "digest_id": "3", "number": "+46701234567",
    "numbers": "+46701234567", "what": "Blue Agent", "about": "blue_lagoon", "words": "templates", "which": "Shop",
    "use_case": "OTP",
}  # fmt: skip


def spoken(command: Command, phrase: str) -> str:
    """The phrase with real names in the places of its arguments."""
    kinds = {arg.name: arg.choices for arg in command.arguments}

    def name(match: re.Match[str]) -> str:
        sample = SAMPLES.get(kinds.get(match[1], ""))
        return WORDS.get(match[1]) or (sample.text if sample else "01ABC23")

    return re.sub(r"\{([^}]*)\}", name, phrase)


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.path)
def test_a_command_says_how_people_ask_for_it(command: Command) -> None:
    enough = len(set(command.phrases)) >= 3
    assert enough, "say in the declaration in three sentences or more how people ask for it: phrases=(...)"


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.path)
def test_its_phrases_are_understood(command: Command) -> None:
    """Most of them lead to it; what is left may as well mean a neighbour."""
    paths = {}
    for phrase in command.phrases:
        found = understand(spoken(command, phrase), LEXICON, NAMES)
        paths[phrase] = (
            [reading.path for reading in found.readings] if found.intent in (Intent.DO, Intent.CHOOSE) else []
        )
    assert sum(command.path in found for found in paths.values()) * 2 > len(paths), paths
