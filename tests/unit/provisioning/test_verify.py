from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provisioning import events
from bot.provisioning.errors import SignatureError, SignatureMissing, SignatureStale, SignatureWrong

_OPENAPI = json.loads((Path(events.__file__).with_name("openapi.json")).read_text("utf-8"))
VECTOR = _OPENAPI["x-more"]["webhooks.x-webhook-delivery"]["signature"]["example"]
BODY = VECTOR["body"].encode()
NOW = 1709285400.0
NAME = "x-sinch-webhook-signature"


def headers(**changed: str) -> dict[str, str]:
    made = {
        NAME: VECTOR["signature"],
        f"{NAME}-algorithm": "HmacSHA256",
        f"{NAME}-nonce": VECTOR["nonce"],
        f"{NAME}-timestamp": VECTOR["timestamp"],
    }
    return made | {f"{NAME}-{key}" if key != "signature" else NAME: value for key, value in changed.items()}


def signed(body: bytes, timestamp: str, nonce: str = "n-1") -> dict[str, str]:
    made = events.signature(body, nonce, timestamp, VECTOR["secret"])
    return headers(signature=made, nonce=nonce, timestamp=timestamp)


def test_the_documented_delivery_is_accepted_and_its_nonce_returned() -> None:
    assert events.verify(headers(), BODY, VECTOR["secret"], NOW) == "01JAAAAAAAAAAAAAAAAAAAAAA0"


@pytest.mark.parametrize("change", [str.upper, str.title, str.swapcase])
def test_header_names_are_written_as_one_likes(change: object) -> None:
    assert callable(change)
    assert events.verify({change(name): value for name, value in headers().items()}, BODY, VECTOR["secret"], NOW)


@pytest.mark.parametrize("age", [0, 1, 299, 300, -1, -300])
def test_within_five_minutes_either_way(age: float) -> None:
    assert events.verify(headers(), BODY, VECTOR["secret"], NOW + age)


@pytest.mark.parametrize("age", [300.5, 301, 86400, -300.5, -86400, float("nan"), float("inf")])
def test_too_old_or_from_the_future(age: float) -> None:
    with pytest.raises(SignatureStale):
        events.verify(headers(), BODY, VECTOR["secret"], NOW + age)


def test_the_tolerance_is_the_callers() -> None:
    assert events.verify(headers(), BODY, VECTOR["secret"], NOW + 900, tolerance=900)


@pytest.mark.parametrize("name", list(headers()))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_every_header_is_needed(name: str, value: str | None) -> None:
    given = {key: header for key, header in headers().items() if key != name} | ({} if value is None else {name: value})
    with pytest.raises(SignatureMissing):
        events.verify(given, BODY, VECTOR["secret"], NOW)


@pytest.mark.parametrize(
    "given",
    [
        headers(signature="AAAA"),
        headers(signature=VECTOR["signature"].rstrip("=")),
        headers(signature=VECTOR["signature"].lower()),
        headers(signature="é" * 44),
        headers(signature="\ud800"),
        headers(nonce="01JAAAAAAAAAAAAAAAAAAAAAA1"),
        headers(nonce="é\udcff"),
        headers(timestamp="1709285401"),
        headers(algorithm="HmacSHA1"),
        headers(algorithm="none"),
    ],
)
def test_a_changed_header_is_noticed(given: dict[str, str]) -> None:
    with pytest.raises(SignatureWrong):
        events.verify(given, BODY, VECTOR["secret"], NOW)


@pytest.mark.parametrize("body", [b"", BODY + b"\n", BODY.replace(b"Logo", b"Loga"), b"\xff"])
def test_a_changed_body_is_noticed(body: bytes) -> None:
    with pytest.raises(SignatureWrong):
        events.verify(headers(), body, VECTOR["secret"], NOW)


@pytest.mark.parametrize("secret", ["", "example-secret-012345678", VECTOR["secret"] + " "])
def test_another_secret_or_none_refuses(secret: str) -> None:
    with pytest.raises(SignatureWrong):
        events.verify(headers(), BODY, secret, NOW)


def test_a_signature_made_with_no_secret_is_refused() -> None:
    forged = events.signature(BODY, VECTOR["nonce"], VECTOR["timestamp"], "")
    with pytest.raises(SignatureWrong):
        events.verify(headers(signature=forged), BODY, "", NOW)


@pytest.mark.parametrize(
    "timestamp", ["abc", "1e9", "-1709285400", "+1709285400", "17092854.00", "9" * 5000, "٣", "0x1"]
)
def test_a_signed_timestamp_that_is_no_time_is_stale(timestamp: str) -> None:
    with pytest.raises(SignatureStale):
        events.verify(signed(BODY, timestamp), BODY, VECTOR["secret"], NOW)


def test_the_signature_is_judged_before_the_age() -> None:
    with pytest.raises(SignatureWrong):
        events.verify(headers(timestamp="1"), BODY, VECTOR["secret"], NOW)


@given(st.binary(max_size=200), st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=40))
def test_what_is_signed_with_the_secret_is_accepted(body: bytes, nonce: str, secret: str) -> None:
    nonce = nonce.strip() or "n"
    made = events.signature(body, nonce, "1709285400", secret)
    assert len(base64.b64decode(made)) == 32
    assert events.verify(headers(signature=made, nonce=nonce), body, secret, NOW) == nonce


@given(st.dictionaries(st.sampled_from([*headers(), "other"]), st.text(max_size=50)), st.binary(max_size=50))
def test_nothing_else_is_ever_accepted_and_nothing_crashes(given: dict[str, str], body: bytes) -> None:
    with pytest.raises(SignatureError):
        events.verify(given, body, VECTOR["secret"], NOW)
