"""Secrets in what the API says: hidden by the field's name or by their shape, everything else untouched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import MASK, redacted, redacted_body, redacted_text, secrets_of

SECRETS = [
    "Bearer abc.DEF-123_456~789",
    "bearer EAAGm0PX4ZCpsBAKZCvxyz1234567890",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "EAAGm0PX4ZCpsBAKZCvxyz1234567890abcdef",
    "xoxb-123456789012-abcdefghij",
    "Basic dXNlcjpwYXNzd29yZA==",
    "AKIAIOSFODNN7EXAMPLE",
    "ya29.a0AfH6SMBx-notatoken_123",
    "AIzaSyA-1234567890abcdefghijklmnopqrstuvw",
    "ghp_1234567890abcdefghijABCDEFGHIJ123456",
    "sk_live_1234567890abcdef",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "The call failed: {} was refused.", '{{"x": "{}"}}', "a={}&b=1"])
def test_shapes_are_hidden_wherever_they_stand(secret: str, around: str) -> None:
    said = redacted_text(around.format(secret))
    assert secret.split()[-1] not in said
    assert MASK in said


OTHER_SECRETS = [
    "BASIC\tdXNlcjpwYXNzd29yZA==", "api-key=abcdefgh", "APIKEY: abcdefgh", "x_api_key=abcdefgh", "passwd=abcdefgh",
    "My_PassWord = abcdefgh", "client-secret: abcdefgh", "token=abcdefgh", "xapp-1-abcdefgh", "xoxp-abcdefgh",
    "glpat-abcdefghijklmnopq", "rk_test_abcdefgh", "sk_test_abcdefgh", *(f"gh{kind}_{'a' * 20}" for kind in "opsur"),
    "ftp://me:abcdefgh@host", "-----BEGIN PRIVATE KEY-----abcdefgh", "EYJabcdefgh.abcdefgh.a",
    "authorization: Token abcdefg1", "Cookie: sid=abcdefg1", "bearer:abcdefgh", "OAuth abcdefg1", "pwd=abcdefgh",
    "password is abcdefg1", 'access token "abcdefg1"', "whsec_abcdefgh", "sk-abcdefghijklmnop", "SG.abcdefgh.abcdefgh",
    f"github_pat_{'a' * 20}", f"npm_{'a' * 20}", f"IGQV{'a' * 20}", "hooks.slack.com/services/T0/B0/abcdefgh",
]  # fmt: skip


def test_the_quick_look_for_secrets_misses_no_shape() -> None:
    for secret in (*SECRETS, *OTHER_SECRETS):
        for written in (secret, secret.upper(), secret.lower()):
            assert MASK in redacted_text(f"x {written}"), written
            body = json.dumps({"note": written})
            letters = "".join(f"\\u{ord(character):04x}" for character in written)
            escaped = f'{{"note": "{letters}"}}'
            for form in (body, body.replace("/", r"\/"), escaped):
                assert MASK.encode() in redacted_body(form.encode()), form


AROUND = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.sampled_from([*SECRETS, *OTHER_SECRETS]), AROUND, AROUND, st.booleans(), st.booleans())
def test_what_stands_elsewhere_decides_nothing(
    secret: str, before: str, after: str, escapes_letters: bool, escapes_slashes: bool
) -> None:
    """A quick look spares most texts the slow one; `eyj` passes it and is no secret."""
    text = f"{before}{secret}{after}"
    assert redacted_text(text) == redacted_text(f"eyj {text}").removeprefix("eyj ")
    body = json.dumps({"note": text}, ensure_ascii=escapes_letters)
    written = (body.replace("/", r"\/") if escapes_slashes else body).encode()
    beside = written.replace(b"{", b'{"eyj": 1, ', 1)
    assert json.loads(redacted_body(written))["note"] == json.loads(redacted_body(beside))["note"]


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("authToken", True), ("access_token", True), ("secret", True), ("webhookSecret", True), ("password", True),
        ("apiKey", True), ("Authorization", True), ("clientSecret", True), ("name", False), ("pageToken", False),
        ("nextPageToken", False), ("next_page_token", False), ("tokens", True), ("accessTokens", True),
        ("tokenValue", True), ("secretKey", True), ("cookie", True), ("tokenCount", False), ("secretary", False),
        ("keyword", False), ("category", False), ("pwd", True), ("pass", True), ("smtp_pass", True), ("otp", True),
        ("authCode", True), ("authenticationCode", True), ("verification_code", True), ("encryptionKey", True),
        ("rejectionCode", False), ("countryCode", False), ("bypass", False), ("codeExpirationMinutes", False),
    ],
)  # fmt: skip
def test_fields_are_known_by_name(name: str, hidden: bool) -> None:
    body = json.dumps({"type": "X", "payload": {"deep": [{name: "plain words"}]}}).encode()
    assert (b"plain words" not in redacted_body(body)) is hidden


def test_lists_addresses_and_private_keys() -> None:
    hidden = {
        "accessTokens": ["one plain", ["two plain"]],
        "credentials": {"user": "u", "password": "three plain"},
        "target": "https://me:four-plain@hooks.example.com/in?x=1",
        "note": "-----BEGIN RSA PRIVATE KEY-----\nfiveplain+/=\n-----END RSA PRIVATE KEY-----",
    }
    said = redacted_body(json.dumps({"payload": hidden}).encode())
    assert b"plain" not in said
    assert b"hooks.example.com/in?x=1" in said
    plain = {"mail": "sam@example.com", "at": "https://example.com/@sam:x", "ghost": "gh", "amount": "10:30 @ noon"}
    assert redacted(plain) == plain


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30) | st.integers() | st.lists(st.text(max_size=9))))
def test_what_holds_no_secret_is_stored_byte_for_byte(content: dict[str, Any]) -> None:
    body = json.dumps(content).encode()
    if redacted(content) == content:
        assert redacted_body(body) == body


def test_escapes_and_depth_hide_nothing() -> None:
    assert b"plain words" not in redacted_body(b'{"auth\\u0054oken": "plain words"}')
    deep = b'{"a":' * 5000 + b'{"note": "Bearer abcdefghijkl"}' + b"}" * 5000
    assert b"abcdefghijkl" not in redacted_body(deep)


def test_pairs_structures_and_texts_in_texts() -> None:
    hidden = {
        "headers": [{"name": "Authorization", "value": "one plain"}, {"key": "api_token", "value": "two plain"}],
        "token": {"value": "three plain", "type": "bearer", "expiresAt": "2027"},
        "secrets": {"old": ["four plain"], "new": {"text": "five plain"}},
        "text": json.dumps({"body": json.dumps({"access_token": "six-plain"})}),
    }
    said = redacted_body(json.dumps({"payload": hidden}).encode())
    assert b"plain" not in said
    assert b'"expiresAt": "2027"' in said
    kept = {"name": "order_update", "value": "plain"}
    assert redacted(kept) == kept


def test_ordinary_sentences_stay() -> None:
    for said in (
        "The token has expired.",
        "Set a secret of at least 10 characters.",
        "basic plan",
        "Use key=value.",
        "Our basic membership starts today.",
        "Your password is required.",
        "OAuth permission is missing.",
        "Authorization: pending review",
        "Your access token {{1}} is ready.",
        "Never share your password.",
    ):
        assert redacted_text(said) == said


def test_what_was_given_is_not_repeated() -> None:
    given_secrets = secrets_of({"webhooks": [{"secret": "my own words", "target": "x"}]})
    assert given_secrets == {"my own words"}
    assert redacted({"message": "my own words is too short"}, given_secrets) == {"message": f"{MASK} is too short"}
