"""What cards say about RCS accounts and senders."""

from __future__ import annotations

from collections import Counter

from bot.cards.resources import remarks
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts, Offer, shown, worded
from bot.cards.vocabulary.payload import Payload, mappings, text
from bot.cards.vocabulary.state import Tone, named
from bot.cards.vocabulary.testers import tester_state
from bot.cards.vocabulary.words import country as in_country
from bot.cards.vocabulary.words import in_words, region
from bot.links import Call
from bot.provisioning.subjects import Subject
from bot.slack.text import code, date, escaped, linkify, shorten

COUNTRIES = 25
"""Countries whose operators are shown."""


def account(subject: Subject, payload: Payload) -> Facts:
    """The RCS account of a project, which is little more than its comments."""
    return Facts(offers=[Offer("Senders", Call("rcs senders list"))])


def sender(subject: Subject, payload: Payload) -> Facts:
    """An RCS sender: one agent."""
    state = text(payload, "state")
    facts = Facts(
        kind=[escaped(region(text(payload, "region"))), worded(payload, "useCase"), worded(payload, "billingCategory")],
        fields=[
            ("Countries", _countries(payload)),
            ("Test numbers", _test_numbers(payload)),
            ("Brand", _brand(payload)),
            ("Campaign", shown(payload, "campaignDetails.campaignName")),
            ("Last launched", date(text(payload, "launched")) if text(payload, "launched") else ""),
            ("Conversation app", _app(payload)),
        ],
        problems=refusals(payload),
    )
    if state == "IN_TEST":
        facts.offers.append(Offer("Launch", calls.call(subject, "launch"), primary=True))
    if state == "UNLAUNCHED":
        facts.offers.append(Offer("Launch again", calls.call(subject, "launch"), primary=True))
    facts.offers.append(Offer("Edit", calls.call(subject, "update", "form")))
    if state not in ("", "DRAFT", "IN_PROGRESS"):
        facts.offers.append(Offer("Test numbers", calls.call(subject, "test-get", "form")))
    return facts


def _countries(payload: Payload) -> str:
    lines = []
    for country in mappings(payload, "countryStatus")[:COUNTRIES]:
        operators = Counter(in_words(text(operator, "status")) for operator in mappings(country, "operators"))
        spread = ", ".join(f"{number} {words}" for words, number in operators.most_common(4) if words)
        status = named("", text(country, "status"))
        lines.append(f"{escaped(in_country(text(country, 'country')))} {status.emoji} {escaped(status.word)}")
        if len(operators) > 1:
            lines[-1] += f" ({escaped(spread)})"
    return shorten("\n".join(lines), 1_500)


def _test_numbers(payload: Payload) -> str:
    states = Counter(tester_state(text(tester, "state")).word for tester in mappings(payload, "testNumberStates"))
    return escaped(", ".join(f"{number} {words}" for words, number in states.most_common() if words))


def _brand(payload: Payload) -> str:
    status = text(payload, "brandDetails.registration.status", "brandDetails.status")
    if not status:
        return ""
    state = named("", status)
    return f"{state.emoji} registration {escaped(state.word)}"


def _app(payload: Payload) -> str:
    app = text(payload, "conversationApiAppDetails.id", "conversationApiApp")
    return code(app) if app else ""


def _remarks(payload: Payload) -> list[tuple[str, str]]:
    lines = remarks.of_answers(payload)
    return [("Reviewers' remarks on answers", "\n".join(lines))] if lines else []


def refusals(payload: Payload) -> list[tuple[str, str]]:
    """Why it was refused: by which operators, and what reviewers say of its answers."""
    return [*_operators(payload), *_remarks(payload)]


def _operators(payload: Payload) -> list[tuple[str, str]]:
    """Operators that refused or suspended, each with its remark."""
    lines = []
    for country in mappings(payload, "countryStatus"):
        for operator in mappings(country, "operators"):
            status = named("", text(operator, "status"))
            if status.tone is Tone.BAD:
                remark = text(operator, "remark")
                where = f"{escaped(text(operator, 'name'))} ({escaped(text(country, 'country'))})"
                lines.append(f"• {where}: {escaped(status.word)}" + (f". {linkify(remark)}" if remark else ""))
    return [("Operators that rejected it", "\n".join(lines))] if lines else []
