"""What is said round an exact command makes no difference."""

from __future__ import annotations

import pytest

from bot.understanding.exact import as_exact


@pytest.mark.parametrize(
    "said",
    [
        "rcs senders list :pray:",
        "please rcs senders list thanks! :+1:",
        "rcs senders list please :pray::skin-tone-2:",
        "could you rcs senders list now",
        ":wave: rcs senders list",
        ":wave::skin-tone-2: hey rcs senders list \U0001f64f",
        "\U0001f44b\U0001f3fd please rcs senders list \u2764\ufe0f",
    ],
)
def test_politeness_and_emoji_round_a_command(said: str) -> None:
    assert as_exact(said) == "rcs senders list"


def test_what_stands_inside_stays() -> None:
    assert as_exact("whatsapp templates get :x: EN_US") == "whatsapp templates get :x: EN_US"
