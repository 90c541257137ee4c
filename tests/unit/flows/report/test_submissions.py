"""Whatever submits something counts for the review clock: commands, rows of files, steps of plans, translations."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows import submissions
from bot.flows.execution.job_kinds import JOB_KINDS
from bot.flows.templates import applying
from bot.provisioning.subjects import Kind, Subject

OFFER = Subject(Kind.whatsapp_template, ("offer", "DE"))
GREETING = Subject(Kind.kakaotalk_template, ("@shop", "K1"))
KEY = {"name": "offer", "language": "DE"}


def step(action: str, *, submit: bool, code: str = "") -> dict[str, Any]:
    """A row of a plan's job."""
    key = ["greeting"] if code else ["offer", "DE"]
    return {"action": action, "key": key, "body": {"category": "UTILITY"}, "submit": submit, "submitted": False,
            "code": code}  # fmt: skip


@pytest.mark.parametrize(
    ("job", "row", "expected"),
    [
        ("whatsapp templates import", {**KEY, "category": "UTILITY"}, [OFFER]),
        ("whatsapp templates import", {**KEY, "category": "UTILITY", "status": "DRAFT"}, []),
        (applying.WHATSAPP, step("create", submit=True), [OFFER]),
        (applying.WHATSAPP, step("create", submit=False), []),
        (applying.WHATSAPP, step("change", submit=True), [OFFER]),
        (applying.WHATSAPP, step("change", submit=False), []),
        (applying.WHATSAPP, step("delete", submit=True), []),
        (applying.KAKAOTALK, step("change", submit=True, code="K1"), [GREETING]),
        (applying.KAKAOTALK, step("change", submit=False, code="K1"), []),
    ],
)
def test_a_row_of_a_job(job: str, row: dict[str, Any], expected: list[Subject]) -> None:
    action, args = JOB_KINDS[job].as_command({"plus_friend_id": "@shop"}, row)
    assert [*submissions.submitted(action, args)] == expected


@pytest.mark.parametrize(
    ("action", "args", "expected"),
    [
        ("whatsapp templates create", {**KEY, "json": '{"category": "UTILITY"}'}, [OFFER]),
        ("whatsapp templates create", {**KEY, "status": "DRAFT"}, []),
        ("whatsapp templates update", {**KEY, "status": "SUBMIT"}, [OFFER]),
        ("whatsapp templates update", KEY, []),
        ("rcs senders launch", {"sender_id": "s1"}, [Subject(Kind.rcs_sender, ("s1",))]),
        ("whatsapp templates delete", KEY, []),
        (
            "whatsapp templates translate",
            {"name": "offer", "translations": [KEY, {**KEY, "language": "FR", "status": "DRAFT"}]},
            [OFFER],
        ),
        ("whatsapp templates translate", {"name": "offer", "targets": ["DE"]}, []),
    ],
)
def test_a_command(action: str, args: dict[str, Any], expected: list[Subject]) -> None:
    assert [*submissions.submitted(action, args)] == expected
