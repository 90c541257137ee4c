"""From database rows to the dataclasses that the stores return, and the statements that both databases share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Row, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite.dml import Insert

T = TypeVar("T")


def from_row(kind: type[T], row: Row[Any] | None) -> T | None:
    """The row as `kind`, whose fields are named like the columns; None for no row."""
    return None if row is None else kind(**row._mapping)


def from_rows(kind: type[T], rows: Iterable[Row[Any]]) -> list[T]:
    """Build one `kind` of each row. The names are looked up once: of each row it would cost more than its reading."""
    found = list(rows)
    names = found[0]._fields if found else ()
    return [kind(**dict(zip(names, row, strict=True))) for row in found]


def insert(table: Table, *, is_sqlite: bool) -> Insert:
    """An INSERT that knows ON CONFLICT; both dialects spell it alike, so one type stands for both."""
    if is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # costs a tenth of the start, and whoever uses it has it loaded

    return postgresql.insert(table)  # type: ignore[return-value]
