"""Which entries of activity lists no event tells of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.flows.activity_lists.told import untold
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.storage.activity.entries import ActivityEntry

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEMPLATE = Subject(Kind.whatsapp_template, ("t", "EN_US"))
KAKAO = Subject(Kind.kakaotalk_template, ("shop", "k1"))
CODE_ONLY = Subject(Kind.kakaotalk_template, ("k1",))
"""As events name it."""
STATUS = "RCS_SENDER_STATUS_UPDATED"
SENDER = Subject(Kind.rcs_sender, ("s1",))


def entry(kind: str, minutes: float = 0, comment: str = "", subject: Subject = TEMPLATE) -> ActivityEntry:
    at = T0 + timedelta(minutes=minutes)
    return ActivityEntry(
        project_id="p", mark=f"{kind}{minutes}", subject=subject.key, name="t", type=kind, at=at, comment=comment
    )


def event(
    kind: str, minutes: float = 0, comment: str | None = None, subject: Subject = TEMPLATE, **details: Any
) -> tuple[Event, datetime]:
    return Event(kind, subject, {}, comment, details=details), T0 + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("entries", "events", "left"),
    [
        ([entry("REJECTED")], [event("WHATSAPP_TEMPLATE_REJECTED", 300)], 0),
        ([entry("REJECTED")], [event("WHATSAPP_TEMPLATE_REJECTED", 60 * 13)], 1),
        ([entry("REJECTED")], [event("WHATSAPP_TEMPLATE_REJECTED", -30)], 1),
        ([entry("REJECTED"), entry("REJECTED", 60)], [event("WHATSAPP_TEMPLATE_REJECTED", 1)], 1),
        ([entry("REJECTED")], [event("WHATSAPP_TEMPLATE_STATUS_UPDATED", newState="REJECTED")], 0),
        ([entry("REJECTED")], [event("WHATSAPP_TEMPLATE_APPROVED")], 1),
        ([entry("IN_PROGRESS")], [event("WHATSAPP_TEMPLATE_STATUS_UPDATED", 1, newState="PENDING")], 0),
        ([entry("IN_PROGRESS")], [event("WHATSAPP_TEMPLATE_STATUS_UPDATED", 30, newState="PENDING")], 1),
        ([entry("COMMENT_ADDED", comment="Hi ")], [event("WHATSAPP_TEMPLATE_COMMENT_ADDED", 9_000, "Hi")], 0),
        ([entry("COMMENT_ADDED", comment="Hi")], [event("WHATSAPP_TEMPLATE_COMMENT_ADDED", 0, "Ho")], 1),
        ([entry("COMMENT_ADDED", comment="Hi")] * 2, [event("WHATSAPP_TEMPLATE_COMMENT_ADDED", 0, "Hi")], 1),
        ([entry("EDITED")], [event("WHATSAPP_TEMPLATE_COMMENT_ADDED", 0, "Hi")], 1),
        ([entry("ACTIVE", subject=SENDER)], [event(STATUS, 1, subject=SENDER, currentState="LAUNCHED")], 0),
        ([entry("REJECTED", subject=KAKAO)], [event("KAKAOTALK_TEMPLATE_REJECTED", 1, subject=CODE_ONLY)], 0),
        ([entry("REJECTED", subject=SENDER)], [event("WHATSAPP_TEMPLATE_REJECTED")], 1),
    ],
)  # fmt: skip
def test_an_event_tells_of_one_entry_of_its_resource(
    entries: Sequence[ActivityEntry], events: Sequence[tuple[Event, datetime]], left: int
) -> None:
    assert len(untold(entries, events)) == left
