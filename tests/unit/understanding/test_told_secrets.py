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
    "verify my sender with 2026",
    "change the webhook secret to swordfish",
    "add a webhook signed with swordfish",
    "add a webhook with secret swordfish for https://a.example",
    "webhook secret: swordfish",
    "the webhook secret is `swordfish`",
    "the token is CorrectHorse",
    "the password is correct_horse",
    "the otp is 12ab34",
    "use hunter2-horse9 as the webhook secret",
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
INNOCENT = (
    "the token is expired",
    "the token was leaked",
    "the signing key is compromised",
    "the webhook secret is different in production",
    "why is the access token expiring?",
    "give the token to Bernhard",
    "create an otp template called login_code2",
    "add the otp template login_v2 in German",
    "how many otp templates were rejected in 2026q3",
    "follow the otp template for 14days",
    "compare the otp template en_us and es_419",
    "customers on iphone15 don't get the otp",
    "create a webhook called order-events-v2-eu1",
    "connect the project acme-2024-q3",
    "create a webhook for hooks.example.com/In2Box",
    "rotate the webhook secret, ticket ops-1234-a1",
    "verify my sender before 2026",
    "the token has expired",
    "who has the token now",
    "the secret is wrong",
    "the password is visible to everybody",
    "the access token was revoked by Meta",
    "our secret must be rotated quarterly",
    "the token will expire tomorrow",
    "send the token to Bernhard's team",
    "send the secret to anna.berg@northwind.example",
    "is the signing key expired/revoked?",
    "rotate the secret of acme-2024-q3",
    "rotate the secret of order-events-v2-eu1",
    "which webhook has no secret configured",
    "the otp is delayed in Brazil",
    "the otp template login_code2 was rejected",
    "launch otp login_code2",
    "translate the otp login_v2 into German",
    "delete the password template reset_v3",
    "how many otp messages failed in 2026q1",
    "show the template with password recovery",
    "add a webhook for crm.example.com:8443/Hooks2Go",
    "connect the project called nordics-eu1",
    "rotate the webhook secret, issue sec-77-b2",
    "rotate the signing key because somebody leaked it",
    "verify my sender in 2027",
    "verify my sender, ticket 48213",
    "verify the sender by the end of 2026",
    "why was the webhook secret changed",
    "does the token last longer",
    "is the secret shared between environments",
    "what happens when the secret changes",
    "who rotated the secret of webhook 01HZXQ5T7WABCDEFG123456789",
    "the access token is used by Zendesk",
    "my password manager says so",
    "the webhook signed with the former secret",
    "token refresh failed on android14",
    "the token is short-lived",
    "which of our webhooks aren't signed with HMAC?",
    "rotate the secret as planned",
    "the webhook token should be stronger",
    "the credentials were stolen",
    "is the secret safe",
    "forgot my password",
    "reset the password please",
    "I'd like the secret to be longer",
    "change the secret to something stronger",
    "set the token to expire tomorrow",
    "the otp is expired",
    "show the otp auto-fill template",
    "is the otp 2024-ready",
)
"""What is said of secrets, what things are called, and times."""


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return lexicon.build(tuple(commands.collect()))


@pytest.mark.parametrize("text", TOLD)
def test_a_word_that_nobody_knows_may_be_a_secret(text: str, known: Lexicon) -> None:
    assert may_tell_secret(understand(text, known), text)


@pytest.mark.parametrize("text", NONE_TOLD + INNOCENT)
def test_an_id_a_name_a_time_or_an_address_is_none(text: str, known: Lexicon) -> None:
    assert not may_tell_secret(understand(text, known), text)
