"""What Sinch is given, and what people are told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.flows.comments import notices
from bot.flows.comments.sending import reason
from bot.flows.comments.writing import LIMIT, TooLong, signed
from bot.provisioning.errors import BadRequest, ServerFault, Uncertain, Unreachable
from bot.sandbox.slack import validate
from bot.storage.comments.comments import Comment

POST, PATH = "POST", "/rcs/comments"


def comment(**changes: object) -> Comment:
    values: dict[str, object] = {
        "id": 7, "project_id": "p", "subject": "rcs_account", "channel": "C1", "ts": "2.0", "thread_ts": "1.0",
        "origin": "thread", "author_id": "U1", "author": "Anna Berg", "text": "hello", "sent_text": None,
        "sent_hash": None, "state": "held", "due_at": None, "claimed_at": None, "sent_at": None, "notice": None,
        "attempts": 0, "error": None, "echo_id": None, "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return Comment(**{**values, **changes})  # type: ignore[arg-type]


def test_a_comment_is_signed_with_its_authors_name() -> None:
    assert signed("hello", "Anna\nBerg ") == "hello\n— Anna Berg (Slack)"
    assert signed("hello", "Anna", correction=True) == "Correction: hello\n— Anna (Slack)"
    assert signed("hello", " ") == "hello\n— Someone (Slack)"


def test_the_limit_is_the_authors_and_the_name_gives_way() -> None:
    room = LIMIT - len("\n— Anna (Slack)")
    assert signed("x" * room, "Anna").endswith("x\n— Anna (Slack)")
    assert signed("x" * (room + 1), "Anna") == "x" * (room + 1)
    assert signed("x" * LIMIT, "Anna") == "x" * LIMIT
    with pytest.raises(TooLong, match="65,536 characters"):
        signed("x" * (LIMIT + 1), "Anna")
    with pytest.raises(TooLong, match="65,547 characters"):
        signed("x" * LIMIT, "Anna", correction=True)


def test_reasons_are_the_apis_own_words() -> None:
    refused = BadRequest(
        "Validation failed", method=POST, path=PATH, status=400, resolution="Shorten it.",
        additional_information={"validationErrors": ["comment must be shorter"]},
    )  # fmt: skip
    assert reason(refused) == "Validation failed. comment must be shorter. Shorten it."
    assert reason(ServerFault("Oops!", method=POST, path=PATH, status=500)) == "Oops!"
    assert reason(Uncertain("read timeout", method=POST, path=PATH)) == "Sinch didn't answer in time."
    assert reason(TimeoutError()) == "Sinch didn't answer in time."
    assert reason(Unreachable("cannot connect", method=POST, path=PATH)) == "cannot connect."


@given(error=some.text(max_size=4_000), text=some.text(max_size=4_000), origin=some.sampled_from(["thread", "command"]))
def test_slack_takes_every_notice_and_nobody_is_pinged(error: str, text: str, origin: str) -> None:
    lost = [
        comment(state=state, error=f"<!channel> {error}", text=text, origin=origin) for state in ("failed", "uncertain")
    ]
    for shown in (
        notices.waiting(comment(), 5.0),
        notices.asking(comment()),
        notices.correcting(comment(ts="2.0/edited")),
        notices.gone(),
        *map(notices.failed, lost),
    ):
        validate.message_blocks(list(shown.blocks))
        assert shown.text
        assert "<!channel>" not in f"{shown.text}{shown.blocks}"
        assert "@channel" not in f"{shown.text}{shown.blocks}".replace("@\u2060channel", "")
