"""Sentences that may tell a secret, and their neighbours that tell none."""

from __future__ import annotations

import pytest

import commands
from bot.understanding import lexicon
from bot.understanding.lexicon import Lexicon
from bot.understanding.told_secrets import may_tell_secret
from bot.understanding.understand import understand

TOLD = (
    "set webhook WH1 secret Zq9topsecretvalue",
    "change the secret of webhook WH1 to Zq9topsecretvalue",
    "set the webhook secret to correct-horse-battery",
    "add a webhook signed with correct-horse-battery",
    "the token should be correct-horse",
    "projects add nordics k9 hunter2hunter2",
    "connect project nordics with key k9 and p@ss!w0rd",
    "here is the secret for the webhook: hunter22",
    "get me a long lived token for Zq9topsecretvalue",
    "verify my sender with 847261",
    "the code is 847261",
)
NONE_TOLD = (
    "rotate the webhook secret",
    "rotate the webhook secret on 2024-05-01 at 10:30",
    "rotate the secret of nordics",
    "who changed the webhook secret yesterday",
    "how do I rotate the secret?",
    "what is a long lived token",
    "create a webhook for the marketing dashboard",
    "create a webhook for https://h.example/In2Box9",
    "change the webhook of staging2024 to https://x.example",
    "update webhook 01HZXQ5T7WABCDEFG123456789",
    "connect the project 6f1d2a7e-1111-4222-8333-444455556666",
    "give me the token of the RCS sender 01HZX4",
    "verify sender 46701234567",
    "show the template order_update_v2",
)


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return lexicon.build(tuple(commands.collect()))


@pytest.mark.parametrize("text", TOLD)
def test_a_word_that_nobody_knows_may_be_a_secret(text: str, known: Lexicon) -> None:
    assert may_tell_secret(understand(text, known), text)


@pytest.mark.parametrize("text", NONE_TOLD)
def test_an_id_a_name_a_time_or_an_address_is_none(text: str, known: Lexicon) -> None:
    assert not may_tell_secret(understand(text, known), text)
