"""Whoever reviews what was submitted has one name, wherever it is named."""

from __future__ import annotations

import pytest

from bot.cards.resources import refusal
from bot.cards.vocabulary.reviewers import has_decided
from bot.provisioning.subjects import Kind
from commands._shared.reviews import in_review


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (Kind.whatsapp_sender, "Meta"),
        (Kind.whatsapp_template, "Meta"),
        (Kind.kakaotalk_sender, "KakaoTalk"),
        (Kind.kakaotalk_template, "KakaoTalk"),
    ],
)
def test_a_reviewer_has_one_name(kind: Kind, who: str) -> None:
    area, _, thing = kind.value.partition("_")
    refused = in_review(kind)
    assert (str(refused), refused.hint) == (
        f"{who} is reviewing this {thing}.",
        f"You can edit it once {who} has decided.",
    )
    assert has_decided(area) == f"{who} has decided"
    assert refusal.reasons(kind, {"state": "REJECTED"}) == [f"*Rejected*\n{who} gave no reason."]
