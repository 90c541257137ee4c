"""Structured logs: one line an event, JSON or for people, with the request's id and never a secret."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

from bot.redaction import MASK, redacted_text

_ROW = re.compile(r"(?m)^(DETAIL:).*")
"""Where PostgreSQL repeats the row that it refused: https://www.postgresql.org/docs/current/protocol-error-fields.html"""

_HIDDEN = ("secret", "token", "password", "authorization")


def setup(level: str, style: str | None) -> None:
    """Send structlog and the standard library's loggers to stderr; `style` is `json`, `console` or None (a guess)."""
    console = style == "console" or (style is None and sys.stderr.isatty())
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        if console
        else structlog.processors.JSONRenderer()
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelName(level), logging.WARNING))
    # What Socket Mode cannot connect for is in its message; it tries again every few seconds.
    logging.getLogger("slack_sdk.socket_mode").addFilter(_traceless)
    # Bolt warns of a token in the environment that it does not use: it is ours, and we do.
    logging.getLogger("slack_bolt").setLevel(max(logging.getLevelName(level), logging.ERROR))


def _traceless(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True


def redact(_logger: Any, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Keep tokens and secrets out of every line, whatever put them there."""
    for key, value in event.items():
        if any(part in key.lower() for part in _HIDDEN):
            event[key] = MASK
        elif isinstance(value, str):
            event[key] = _ROW.sub(rf"\1 {MASK}", redacted_text(value))
    return event


def get(name: str) -> structlog.types.FilteringBoundLogger:
    """A logger that says which part speaks."""
    logger: structlog.types.FilteringBoundLogger = structlog.get_logger(part=name)
    return logger
