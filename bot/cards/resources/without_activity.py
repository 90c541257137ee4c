"""What cards say about everything that has no activity: webhooks, questionnaires, SMS apps, flows ..."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.resources.questionnaire import questionnaire
from bot.cards.vocabulary import any_value
from bot.cards.vocabulary.facts import Facts, Offer
from bot.cards.vocabulary.payload import Payload, strings, text
from bot.cards.vocabulary.words import event, humanised, listed
from bot.links import Call
from bot.slack.text import code, escaped, shorten

FIELDS = 20
"""Fields of a card."""


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
        if (words := any_value.in_short(value)) and words != escaped(text(payload, "name", "details.name")):
            fields.append((escaped(shorten(humanised(name), 100)), words))
    return Facts(fields=fields[:FIELDS])


BY_KIND: dict[str, Callable[[str, Payload], Facts]] = {"webhook": webhook, "questionnaire": questionnaire}
