"""A request for approval as one line of plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.cards import approvals


@dataclass(frozen=True)
class Request:
    """As the database keeps it."""

    id: str = "0" * 32
    path: str = "rcs senders launch"
    project_id: str = "p"
    user_id: str = "U0MARTIN01"
    state: str = "asked"
    decided_by: str | None = None
    reason: str | None = None
    expires_at: datetime = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ("Delete the template *order_update* (DE)? The name is blocked.", "Delete the template order_update (DE)?"),
        ("Delete *Fish &amp; Chips*?\nMessages are still delivered.", "Delete Fish & Chips?"),
        ("Update the sender *Why? Ltd* now?", "Update the sender Why? Ltd now?"),
        ("Launch a sender.\nAbout: *Northwind*", "Launch a sender: Northwind"),
        ("Remove <@U0NAOMI001>?", "Remove @Naomi?"),
        ("", "rcs senders launch"),
    ],
)
def test_a_request_in_short_is_its_question(asks: str, said: str) -> None:
    assert approvals.in_short(Request(), asks, {"U0NAOMI001": "Naomi"}) == said
