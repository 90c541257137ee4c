from __future__ import annotations

from bot.cards import status
from bot.cards.status import Health, Status

CHANNELS = Health("Channels", False, "1 blocked", "Run /sinch status to see which and why.")
WEBHOOK = Health("Webhook", False, "not registered", "Run /sinch setup.")


def test_the_status_sends_nobody_to_the_status() -> None:
    said = status.status(Status((CHANNELS, WEBHOOK))).text
    assert "1 blocked" in said
    assert "Run /sinch setup." in said
    assert "/sinch status" not in said


def test_elsewhere_it_is_the_way() -> None:
    assert "/sinch status" in "\n".join(status.in_short((CHANNELS,)))
