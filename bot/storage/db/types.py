"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import SecretStr
from sqlalchemy import JSON, BigInteger, CheckConstraint, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.clock import EPOCH

MILLISECOND = timedelta(milliseconds=1)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def to_milliseconds(value: datetime) -> int:
    """Whole milliseconds since 1970; raises ValueError for a naive time."""
    if value.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return (value - EPOCH) // MILLISECOND


def clean(value: str) -> str:
    """Text that both databases take: no NUL, no lone surrogates."""
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole milliseconds since 1970; raises ValueError for a naive one."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store a time as milliseconds since 1970."""
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Read milliseconds since 1970 as a time in UTC: the first or the last there is, for what lies beyond them."""
        if value is None:
            return None
        try:
            return EPOCH + value * MILLISECOND
        except OverflowError:  # one row of those days must not make all others unreadable
            return LAST if value > 0 else FIRST


class Words(TypeDecorator[str]):
    """Text written by anybody; NUL, which PostgreSQL refuses, becomes the replacement character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Store text without the characters that PostgreSQL refuses."""
        return None if value is None else clean(value)


class State(TypeDecorator[StrEnum]):
    """A word of `kind`; raises ValueError for any other. The table has a CHECK of its own (`one_of`)."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Store a state by its value; `ValueError` for one that does not exist."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read a state; `ValueError` for one that this version does not know."""
        return None if value is None else self.kind(value)


def one_of(kind: type[StrEnum], column: str = "state") -> CheckConstraint:
    """The CHECK that a column holds a word of `kind`."""
    words = ", ".join(f"'{word}'" for word in kind)
    return CheckConstraint(f"{column} IN ({words})", name=column)


class Secret(TypeDecorator[SecretStr]):
    """Text that comes back wrapped, so that it cannot be logged by accident."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: SecretStr | None, dialect: Dialect) -> str | None:
        """Store a secret's value."""
        return None if value is None else value.get_secret_value()

    def process_result_value(self, value: str | None, dialect: Dialect) -> SecretStr | None:
        """Read a secret wrapped, so that it is never printed."""
        return None if value is None else SecretStr(value)


BigId: TypeEngine[Any] = BigInteger().with_variant(Integer(), "sqlite")
"""A row number; SQLite counts only INTEGER primary keys by itself."""

Json: TypeEngine[Any] = JSON(none_as_null=True)
