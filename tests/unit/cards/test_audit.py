"""The audit log in a table: names instead of ids, words instead of keys, and nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import audit
from bot.cards.blocks import layout
from tests.unit.cards.checks import accepted

LONG = st.text("abc ", min_size=1, max_size=2_000).map(lambda text: " ".join(text.split()) or "x")


@dataclass(frozen=True)
class Row:
    args: dict[str, Any]
    at: datetime = datetime(2026, 3, 1, 9, tzinfo=UTC)
    user_id: str = "U0OLIVIA01"
    channel: str | None = "C0ACTIVITY"
    user_name: str = "Olivia Berg"
    action: str = "rcs account comment"
    outcome: str = "too late"
    detail: str | None = None
    names: dict[str, str] = field(default_factory=dict)


@given(st.lists(LONG, min_size=1, max_size=20))
def test_nothing_is_cut_off(texts: list[str]) -> None:
    rows = [Row({"text": text}) for text in texts]
    names = {"U0OLIVIA01": "Olivia Berg", "C0ACTIVITY": "#sinch-activity"}
    number = audit.fitting(rows, names, "Europe/Stockholm")
    assert 1 <= number <= len(rows)
    message = accepted(audit.table(rows[:number], names=names, tz="Europe/Stockholm"))
    (table,) = (block for block in message.blocks if block["type"] == "data_table")
    assert len(table["rows"]) == number + 1
    shown = [*layout.texts([{"rows": table["rows"]}])] or [str(table["rows"])]
    for text in texts[:number]:
        assert f"Text: {text}" in str(shown)
    assert "…" not in str(table["rows"])
    assert {"#sinch-activity", "Olivia Berg", "2026-03-01 10:00"} <= {row["text"] for row in table["rows"][1]}
    assert "too late" in str(table["rows"])


def test_what_was_commented_on_is_named_in_words() -> None:
    sender = "bb6ea732-0000-4000-8000-000000000001"
    said = {
        "whatsapp_template:order_update:EN_US": "WhatsApp template order_update (EN_US)",
        f"rcs_sender:{sender}": "RCS sender Northwind Offers",
        "rcs_account": "RCS account",
        "of_an_older_time": "of_an_older_time",
    }
    rows = [Row({"subject": key}, action="comment in thread") for key in said]
    (table,) = (
        block for block in audit.table(rows, names={sender: "Northwind Offers"}).blocks if block["type"] == "data_table"
    )
    assert [row[-1]["text"] for row in table["rows"][1:]] == [f"Subject: {words}" for words in said.values()]


def test_a_person_whom_a_refusal_names_has_a_name() -> None:
    row = Row({}, outcome="refused", detail="You need the *admin* role for this; you're a viewer. Ask <@U0OLIVIA01>.")
    message = accepted(audit.table([row], names={"U0OLIVIA01": "Olivia Berg"}, tz="UTC"))
    assert "You need the admin role for this; you're a viewer. Ask @Olivia Berg." in str(message.blocks)


def test_a_body_is_told_as_its_fields() -> None:
    components = [
        {"type": "HEADER", "format": "TEXT", "text": "Trip {{1}}", "example": "B7"},
        {"type": "BODY", "text": "The boat leaves at ten."},
    ]
    body = {"status": "DRAFT", "details": {"components": components, "messageSendTtlSeconds": 60}}
    message = accepted(audit.table([Row({"name": "boat", "body": body})], tz="UTC"))
    (table,) = (block for block in message.blocks if block["type"] == "data_table")
    assert table["rows"][1][-1]["text"] == (
        "Name: boat; Status: Draft; Header: Format: Text, Text: Trip {{1}}, Example: B7; "
        "Body: The boat leaves at ten.; Message validity (seconds): 60"
    )


def test_codes_are_said_in_the_words_of_the_forms() -> None:
    body = {"category": "MARKETING", "details": {"vertical": "BEAUTY_SPA_SALON", "about": "OASIS"}}
    rows = [Row({"name": "BEANS", "region": "EU", "body": body}, action="whatsapp templates create")]
    (table,) = (block for block in audit.table(rows).blocks if block["type"] == "data_table")
    said = table["rows"][1][-1]["text"]
    assert said == (
        "Name: BEANS; Region: Europe; Category: Marketing; Business category: Beauty, spa and salon; About: OASIS"
    )
