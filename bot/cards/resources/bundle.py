"""What cards say about bundles."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.vocabulary.facts import Facts
from bot.cards.vocabulary.payload import Payload, dig, mappings, text
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.words import region
from bot.provisioning.subjects import Subject
from bot.slack.text import escaped, shorten


def facts(subject: Subject, payload: Payload) -> Facts:
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
