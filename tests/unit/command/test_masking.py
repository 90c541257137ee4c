"""A secret that was given stands in no error, whatever is raised, nor in what that came of."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable

import httpx
import pytest
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError

from bot.command.masking import kept_out_of_errors
from bot.errors import UserError
from bot.provisioning.errors import InvalidInput

SECRET = "correct-horse-battery"


class Number(BaseModel):
    number: int


def _caused() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError("not there") from error


def _together() -> None:
    raise ExceptionGroup("several", [ValueError(SECRET), RuntimeError([SECRET, {"deep": SECRET}])])


def _raise(error: Exception) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


RAISES: dict[str, Callable[[], object]] = {
    "its own words": _raise(UserError(f"{SECRET} is too short", f"Not {SECRET}.")),
    "a validator": lambda: Number.model_validate({"number": SECRET}),
    "a JSON reader": lambda: json.loads(f'{{"a": {SECRET}'),
    "a database": _raise(OperationalError(f"INSERT {SECRET}", {"secret": SECRET}, Exception(SECRET))),
    "a client": _raise(httpx.ConnectError(f"no route to https://{SECRET}.example")),
    "the API's checks": _raise(InvalidInput("secret", f"{SECRET} is weak")),
    "a cause": _caused,
    "several at once": _together,
    "nobody foresaw": _raise(RuntimeError(f"broken by {SECRET}", {"secret": SECRET})),
}


@pytest.mark.parametrize("what", RAISES)
def test_no_error_says_it(what: str) -> None:
    with pytest.raises(Exception) as raised, kept_out_of_errors(frozenset({SECRET})):  # noqa: PT011 - any of them
        RAISES[what]()
    assert SECRET not in "".join(traceback.format_exception(raised.value))


def test_where_nothing_was_given_nothing_is_changed() -> None:
    error = RuntimeError("as it was")
    with pytest.raises(RuntimeError) as raised, kept_out_of_errors(frozenset()):
        raise error
    assert raised.value is error
