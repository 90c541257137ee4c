from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provisioning import errors
from bot.provisioning.retry import Retries, retry_after


def _error(kind: type[errors.ApiError], **more: float) -> errors.ApiError:
    if issubclass(kind, errors.Rejected):
        return kind("no", method="GET", path="/x", status=500, retry_after=more.get("retry_after"))
    return kind("no", method="GET", path="/x")


@pytest.mark.parametrize(
    ("kind", "reading", "changing"),
    [
        (errors.Unreachable, True, True),
        (errors.TooManyRequests, True, True),
        (errors.Uncertain, True, False),
        (errors.ServerFault, True, False),
        (errors.BadRequest, False, False),
        (errors.Unauthorized, False, False),
        (errors.NotFound, False, False),
        (errors.Conflict, False, False),
        (errors.FailedDependency, False, False),
        (errors.InvalidResponse, False, False),
        (errors.CredentialsRefused, False, False),
    ],
)
def test_what_is_tried_again(kind: type[errors.ApiError], reading: bool, changing: bool) -> None:
    error = _error(kind)
    assert (Retries().wait(error, 1, changes=False, jitter=0.5) is not None) is reading
    assert (Retries().wait(error, 1, changes=True, jitter=0.5) is not None) is changing


def test_three_tries_more_each_after_twice_the_wait() -> None:
    waits = [Retries().wait(_error(errors.Uncertain), tried, changes=False, jitter=1) for tried in range(1, 6)]
    assert waits == [0.5, 1.0, 2.0, None, None]


@given(st.floats(0, 1), st.integers(1, 40))
def test_the_wait_is_jittered_and_bounded(jitter: float, tried: int) -> None:
    wait = Retries(limit=99).wait(_error(errors.Unreachable), tried, changes=True, jitter=jitter)
    assert wait is not None
    assert 0.25 <= wait <= 8


def test_retry_after_is_obeyed_up_to_the_callers_patience() -> None:
    rules = Retries(patience=30)
    assert rules.wait(_error(errors.TooManyRequests, retry_after=20), 1, changes=True, jitter=1) == 20
    assert rules.wait(_error(errors.ServerFault, retry_after=30), 1, changes=False, jitter=1) == 30
    assert rules.wait(_error(errors.TooManyRequests, retry_after=31), 1, changes=True, jitter=1) is None
    assert rules.wait(_error(errors.TooManyRequests, retry_after=0), 2, changes=True, jitter=1) == 1.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("Tue, 14 Nov 2023 22:13:50 GMT", 30.0),
        ("Tue, 14 Nov 2023 22:13:50 -0000", 30.0),
        ("Tue, 14 Nov 2023 22:13:10 GMT", 0.0),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("٥", None),
        ("9" * 400, None),
        ("Tue, 14 Nov 99999 22:13:50 GMT", None),
    ],
)
def test_the_header_as_number_or_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 1_700_000_000) == seconds


@given(st.text())
def test_no_header_breaks_the_reading(value: str) -> None:
    found = retry_after(value, 1_700_000_000)
    assert found is None or found >= 0
