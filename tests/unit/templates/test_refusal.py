"""What the form of a refused template says on top, and where it begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.cards.resources import refusal
from bot.cards.vocabulary.payload import as_payload
from bot.command import REASONS
from bot.provisioning.subjects import Kind
from commands.whatsapp.template_form.wizard import TemplateChange, TemplateForm

FORM = TemplateChange()
BUTTONS = {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See it", "url": "https://wa.me/46701"}]}
CARDS = {"type": "CAROUSEL", "cards": [{"components": [{"type": "BODY", "text": "One"}]}]}


def _opened(
    *more: Mapping[str, Any],
    state: str = "REJECTED",
    code: str = "INVALID_FORMAT",
    said: str = "",
    body: str = "Ready.",
) -> dict[str, Any]:
    components = [{"type": "BODY", "text": body}, *more]
    template = {"state": state, "rejectionCode": code, "category": "UTILITY", "details": {"components": components}}
    found = {
        "name": "crate_ready", "language": "EN_GB", "category": "UTILITY", "details.components": components,
        "_template": template, "_fixed": code != "INCORRECT_CATEGORY",
    }  # fmt: skip
    reasons = refusal.reasons(Kind.whatsapp_template, template, said)
    return FORM.begin({**found, REASONS: reasons} if reasons else found, {})


def _top(state: dict[str, Any], name: str = "message") -> str:
    return str(FORM.note(state, name))


@pytest.mark.parametrize(
    ("state", "begins"),
    [
        (_opened(), "message"),
        (_opened(body="{{1}}, it is ready"), "message"),
        (_opened(BUTTONS), "buttons"),
        (_opened(CARDS), "message"),
        (_opened(code="INCORRECT_CATEGORY"), "basics"),
        (_opened(state="APPROVED"), "basics"),
    ],
)
def test_it_begins_at_what_was_refused(state: dict[str, Any], begins: str) -> None:
    assert FORM.first(state) == begins


def test_each_step_before_the_last_says_why() -> None:
    state = _opened(said="Nobody may *follow* it.", body="{{1}}, it is ready")
    for name in ("basics", "message", "buttons"):
        assert "The format is wrong" in _top(state, name)
        assert "Nobody may" in _top(state, name)
        assert "begins or ends with" in _top(state, name)
    assert not FORM.note(state, "review")


def test_a_mended_finding_goes_and_the_reason_stays() -> None:
    state = _opened(body="{{1}}, it is ready")
    mended = {**state, "body": {**as_payload(state["body"]), "text": "Hello {{1}}, it is ready."}}
    assert "begins or ends with" not in _top(mended)
    assert "The format is wrong" in _top(mended)


def test_no_reason_is_said_to_be_none() -> None:
    assert "Meta gave no reason" in _top(_opened(code=""))


def test_nothing_is_on_top_of_what_was_not_refused_until_mending_is_asked_for() -> None:
    new = TemplateForm()
    state = new.start({"details.components": [{"type": "BODY", "text": "{{1}}, it is ready"}]})
    assert not new.note(state, "message")
    assert "begins or ends with" in str(new.note(new.act(state, "mend", "details.components.body"), "message"))
