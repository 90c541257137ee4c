"""Tells "the database refuses this row", which is the row's fault, from "the database is away", which is nobody's."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

SQLSTATE_CLASSES = ("21", "22", "23", "54")
"""Cardinality, data exception, integrity, program limit: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

SQLITE_CODES = frozenset({18, 19, 20, 25})
"""TOOBIG, CONSTRAINT, MISMATCH, RANGE: https://www.sqlite.org/rescode.html"""

LONGEST_REASON = 300
"""Characters; it is kept in the row that was refused."""


def is_refusal(error: BaseException) -> bool:
    """Whether the same rows would fail again on a database that is well; true of errors in our own code too."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return False
        return _is_refusal_of_driver(error.orig)
    if isinstance(error, SQLAlchemyError):
        # A value that could not even be handed to the driver; everything else (a pool that is empty, ...) passes.
        return isinstance(error.__cause__, ValueError | TypeError | OverflowError | RecursionError)
    return not isinstance(error, OSError)


def is_trouble(error: BaseException) -> bool:
    """Whether the database is away, full or locked: the same may do later."""
    return isinstance(error, SQLAlchemyError | ConnectionError) and not is_refusal(error)


def _is_refusal_of_driver(error: BaseException | None) -> bool:
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str) and state:
        return state[:2] in SQLSTATE_CLASSES
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in SQLITE_CODES
    # asyncpg and sqlite3 raise these for values that they cannot encode.
    return isinstance(error, ValueError | TypeError | OverflowError)


def reason(error: BaseException) -> str:
    """The error in a few words, without the statement and its values."""
    inner = getattr(error, "orig", None) or error.__cause__ or error
    said = str(inner).strip().partition("\n")[0]
    return f"{type(inner).__name__}: {said}"[:LONGEST_REASON] if said else type(inner).__name__
