"""Which command is behind which event, and which event ends what somebody asked for."""

from __future__ import annotations

import pytest

import commands
from bot.command.arguments import validate
from bot.flows.correlation.command_events import (
    FOLLOW_UPS,
    ends_later,
    is_outcome,
    subject_of_command,
    verbs_behind,
)
from bot.provisioning.event_types import EVENT_TYPES, Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

RCS = Subject(Kind.rcs_sender, ("s1",))


def rcs(state: str, before: str = "IN_TEST") -> Event:
    return Event("RCS_SENDER_STATUS_UPDATED", RCS, details={"previousState": before, "currentState": state})


def test_every_kind_that_takes_time_has_an_event_that_ends_it() -> None:
    ending = (Tells.DECISION, Tells.END, Tells.STATUS)
    assert set(FOLLOW_UPS) <= {info.kind for info in EVENT_TYPES.values() if info.tells in ending}


def test_a_command_names_its_resource() -> None:
    router = commands.collect()
    launch = router.get("rcs senders launch")
    assert launch is not None
    assert subject_of_command(launch, validate(launch.args, {"sender_id": "s1"})) == RCS
    assert ends_later(launch, validate(launch.args, {"sender_id": "s1"}))
    reading = router.get("rcs senders get")
    assert reading is not None
    assert subject_of_command(reading, validate(reading.args, {"sender_id": "s1"})) is None


@pytest.mark.parametrize(("status", "later"), [("DRAFT", False), (None, True)], ids=["a draft stays", "submitted"])
def test_a_new_template_is_at_work_only_if_submitted(status: str | None, later: bool) -> None:
    create = commands.collect().get("whatsapp templates create")
    assert create is not None
    body = {"name": "a", "language": "EN_US", **({"status": status} if status else {})}
    args = create.args.model_validate({"body": body})
    assert subject_of_command(create, args) == Subject(Kind.whatsapp_template, ("a", "EN_US"))
    assert ends_later(create, args) is later


@pytest.mark.parametrize("kind", ["whatsapp senders", "kakaotalk senders", "kakaotalk templates"])
def test_what_stays_a_draft_is_not_at_work(kind: str) -> None:
    router = commands.collect()
    create, update = router.get(f"{kind} create"), router.get(f"{kind} update")
    assert create is not None
    assert update is not None
    for command, status, later in (
        (create, "DRAFT", False),
        (create, None, True),
        (update, None, False),
        (update, "SUBMIT", True),
    ):
        ids = {arg.name: "x" for arg in command.arguments if arg.where == "word"}
        args = command.args.model_validate({**ids, "body": {"status": status} if status else {}})
        assert ends_later(command, args) is later


@pytest.mark.parametrize(
    ("event", "verbs", "outcome"),
    [
        (rcs("PREPARING_LAUNCH"), {"launch", "update"}, False),
        (rcs("LAUNCHING"), {"launch", "update"}, False),
        (rcs("LAUNCHED", "LAUNCHING"), set(), True),
        (rcs("IN_TEST", "LAUNCHING"), set(), True),
        (rcs("IN_TEST", "IN_PROGRESS"), set(), False),
        (Event("WHATSAPP_TEMPLATE_APPROVED", Subject(Kind.whatsapp_template, ("a", "DE"))), set(), True),
        (Event("WHATSAPP_TEMPLATE_DELETED", Subject(Kind.whatsapp_template, ("a", "DE"))), {"delete"}, False),
        (Event("RCS_SENDER_COMMENT_ADDED", RCS, comment="x"), set(), False),
    ],
)
def test_what_sinch_decides_is_nobodys_doing_here(event: Event, verbs: set[str], outcome: bool) -> None:
    assert set(verbs_behind(event)) == verbs
    assert is_outcome(event) is outcome
