"""The phrases of `corpus.txt`, what must become of each, and the names that they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import commands
from bot.understanding.exact import typed
from bot.understanding.lexicon import Lexicon, build
from bot.understanding.names import Name, Names
from bot.understanding.understand import Intent, Understanding, understand

TEMPLATES = "whatsapp templates"
BOT = "USINCHBOT"
CARD = Name("order_update", TEMPLATES, {"name": "order_update", "language": "EN_US"}, ("EN_US",))
NAMES = Names(
    [
        Name("order_update", TEMPLATES, {"name": "order_update"}, ("EN_US", "DE")),
        Name("order_confirmation", TEMPLATES, {"name": "order_confirmation"}, ("EN_US", "DE")),
        Name(
            "spring_beans",
            TEMPLATES,
            {"name": "spring_beans"},
            ("EN_US", "SV"),
            {"EN_US": "REJECTED", "SV": "PENDING"},
        ),
        Name("summer_sale", TEMPLATES, {"name": "summer_sale"}, ("EN_US",)),
        Name("winter_promo", TEMPLATES, {"name": "winter_promo"}, ("EN_US",)),
        Name("list", TEMPLATES, {"name": "list"}, ("EN",)),
        Name("Sunny Bank", "rcs senders", {"sender_id": "01SUNNY"}),
        Name("RCS Sender", "rcs senders", {"sender_id": "01UNNAMED"}),
        Name("Acme Shop", "rcs senders", {"sender_id": "01ACMERCS"}),
        Name("Acme Shop", "kakaotalk senders", {"plus_friend_id": "@acme"}),
        Name("Kakao Shop", "kakaotalk senders", {"plus_friend_id": "@kshop"}),
        Name("Acme Support", "whatsapp senders", {"sender_id": "01ACMEWA"}),
        Name("Starter Pack", "bundles", {"bundle_id": "01BUNDLE"}),
        Name("Main Hook", "webhooks", {"webhook_id": "01HOOK"}),
        Name("Alerts", "sms apps", {"sms_app_id": "01APP"}),
        Name("Olivia", "people", {"user": "U1"}),
    ]
)


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase; `sign` and `wanted` as in the file."""

    phrase: str
    sign: str
    wanted: str

    @property
    def at_card(self) -> bool:
        return self.phrase.startswith("@")

    @property
    def said(self) -> str:
        return self.phrase.removeprefix("@") if self.at_card else self.phrase


@cache
def cases() -> tuple[Case, ...]:
    """Those of all files; the grammar was mended against both, so all right is no measure of new phrases."""
    found = []
    for name in ("corpus.txt", "strangers.txt"):
        for line in Path(__file__).with_name(name).read_text().splitlines():
            phrase, arrow, wanted = line.rpartition(" => ")
            if arrow and not line.startswith("# "):
                found.append(Case(phrase, wanted[0], wanted[2:]))
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    return build(commands.collect())


def meant(case: Case) -> Understanding:
    return understand(case.said, lexicon(), NAMES, card=CARD if case.at_card else None, bot_user=BOT)


def is_right(case: Case, found: Understanding) -> bool:
    """Whether it became what the file says."""
    paths = case.wanted.split("|")
    sure = found.intent is Intent.DO and found.best is not None
    match case.sign:
        case "=":
            return sure and found.best is not None and typed(found.best.command, found.best.values) == case.wanted
        case "~":
            return sure and found.best is not None and found.best.path in paths
        case "?":
            return found.intent in (Intent.DO, Intent.CHOOSE) and any(
                reading.path in paths for reading in found.readings
            )
    return found.intent.value == case.wanted


def told(found: Understanding) -> str:
    """What became of it, for people who look at the figures."""
    readings = " | ".join(
        f"{typed(reading.command, reading.values)} [{reading.score:.1f}]"
        f"{'?' + ','.join(reading.missing) if reading.missing else ''}"
        for reading in found.readings
    )
    return f"{found.intent.value}: {readings}"
