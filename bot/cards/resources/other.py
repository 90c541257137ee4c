"""What cards say about bundles, and about everything that has no activity: webhooks, SMS apps, flows ..."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.cards.resources import answers
from bot.cards.vocabulary.facts import Facts, Offer
from bot.cards.vocabulary.payload import Payload, as_payload, dig, mapping, mappings, strings, text
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.words import event, humanised, listed, region
from bot.links import Call
from bot.provisioning.subjects import Subject
from bot.slack.text import code, escaped, linkify, shorten

FIELDS = 20
QUESTIONS = 30
"""Fields of a card, and questions of one part of a questionnaire."""


def bundle(subject: Subject, payload: Payload) -> Facts:
    """A bundle and how each of its parts stands."""
    failed = [
        f"• {escaped(text(status, 'httpStatusCode'))} {escaped(text(status, 'errorMessage'))}"
        for status in mappings(payload, "webhookDeliveryStatuses")
        if text(status, "errorMessage") or not text(status, "httpStatusCode").startswith("2")
    ]
    hooks = mappings(payload, "webhooks")
    return Facts(
        kind=[escaped(region(text(payload, "region")))],
        fields=[
            ("Subproject", _part(payload, "subproject", "status")),
            ("SMS app", _part(payload, "smsApp", "status")),
            ("Conversation app", _part(payload, "convApp", "smsChannelStatus")),
            ("Webhooks", f"{len(hooks)}" if hooks else ""),
        ],
        problems=[("Failed webhook deliveries", "\n".join(failed[:10]))] if failed else [],
    )


def _part(payload: Payload, name: str, status: str) -> str:
    if not isinstance(dig(payload, name), Mapping):
        return ""
    state = text(payload, f"{name}.{status}")
    shown_state = named("", state)
    label = escaped(shorten(text(payload, f"{name}.name", f"{name}.id"), 200))
    return f"{label}\n{shown_state.emoji} {escaped(shown_state.word)}" if state else label


def webhook(_kind: str, payload: Payload) -> Facts:
    """A webhook: where events go, and which."""
    triggers = strings(payload, "triggers")
    events = "every event" if "ALL" in triggers else escaped(listed([event(trigger) for trigger in triggers], 40))
    id = text(payload, "id")
    return Facts(
        kind=[code(id) if id else ""],
        fields=[("Events", shorten(events, 1_800))],
        offers=[
            Offer("Edit", Call("webhooks update", {"webhook_id": id}, "form") if id else None),
            Offer("Delete", Call("webhooks delete", {"webhook_id": id}) if id else None),
        ],
    )


def plain(_kind: str, payload: Payload) -> Facts:
    """Any other resource: its simple fields by name; what is nested is counted or named."""
    fields = []
    for name, value in payload.items():
        if name in ("name", "state", "status", "projectId", "bearerToken", "authToken", "authenticationCode", "secret"):
            continue
        if value == payload.get("name") or (name == "id" and not payload.get("name")):  # the card's title already
            continue
        if (words := _in_words(value)) and words != escaped(text(payload, "name", "details.name")):
            fields.append((escaped(shorten(humanised(name), 100)), words))
    return Facts(fields=fields[:FIELDS])


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return linkify(shorten(value, 500))
    if isinstance(value, (int, float)):
        return f"{value:,}"
    if isinstance(value, list):
        simple = [str(part) for part in value if isinstance(part, (str, int, float))]
        return escaped(shorten(listed(simple, 15), 500)) if simple else (f"{len(value)}" if value else "")
    if isinstance(value, Mapping):
        return escaped(shorten(text(value, "name", "id", "status"), 300)) or answers.in_words(value)
    return ""


def questionnaire(_kind: str, payload: Payload) -> Facts:
    """The questions that a launch asks, each with what Sinch suggests to answer and what was answered."""
    facts = Facts()
    for part in payload:
        asked = [
            _question(question, dig(payload, f"{part}.answers.{name}")) for name, question in _questions(payload, part)
        ]
        if asked:
            facts.problems.append((escaped(humanised(part)), "\n".join(asked[:QUESTIONS])))
    return facts


def _questions(payload: Payload, part: str) -> list[tuple[str, Payload]]:
    asked = mapping(payload, f"{part}.questions").items()
    return [(name, as_payload(question)) for name, question in asked if text(question, "question")]


def _question(payload: Payload, answer: object) -> str:
    suggested = strings(payload, "suggestedAnswers")
    words = f" _e.g. {escaped(shorten(listed(suggested, 4), 200))}_" if suggested else ""
    said = _in_words(answer)
    return f"• {escaped(shorten(text(payload, 'question'), 300))}" + (f"\n    {said}" if said else words)


GENERIC: dict[str, Callable[[str, Payload], Facts]] = {"webhook": webhook, "questionnaire": questionnaire}
