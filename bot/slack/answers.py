"""What Slack's HTTP answers say, in whatever shape: JSON or plain text, with any status. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from bot.slack.errors import (
    BY_CODE,
    RateLimited,
    ResponseExpired,
    SlackDown,
    SlackProblem,
    SlackRefused,
    UnknownCode,
    problem,
)

SPENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
"""Statuses of a response_url that is used up."""
_WORD = re.compile(r"\s*([a-z][a-z0-9_]{2,80})\s*(?:[:.\n].*)?", re.DOTALL)


def web_api(status: int, headers: Mapping[str, str], text: str) -> dict[str, Any]:
    """The answer of a method that is ok; raises a `SlackProblem` for any other."""
    answer = _read(text)
    if isinstance(answer, dict) and answer.get("ok") is True and status < HTTPStatus.BAD_REQUEST:
        return answer
    if refusal := _refusal(status, headers, answer, text):
        raise refusal
    raise _unexplained(status, answer) or SlackDown(*_unusable(status, text))


def response_url(status: int, headers: Mapping[str, str], text: str) -> None:
    """Raises a `SlackProblem` unless the message was taken; Slack says `ok`, `{"ok": true}`, or nothing at all."""
    answer = _read(text)
    if refusal := _refusal(status, headers, answer, text):
        raise refusal
    if unexplained := _unexplained(status, answer):
        raise unexplained
    if status in SPENT:
        raise ResponseExpired("expired_url", f"status {status}")
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        raise SlackRefused(f"status_{status}")


def _read(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _refusal(status: int, headers: Mapping[str, str], answer: Any, text: str) -> SlackProblem | None:
    """What an answer refuses, if it is a refusal that can be read."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(seconds(headers.get("Retry-After") or headers.get("retry-after") or ""))
    code = _code(answer, text)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return SlackDown(code or f"status_{status}")
    if not code:
        return None
    named = answer if isinstance(answer, dict) else {}
    detail = f"needs {named['needed']}" if isinstance(named.get("needed"), str) else ""
    retry_after = seconds(headers.get("Retry-After") or headers.get("retry-after") or "")
    return problem(code, messages=tuple(_messages(named)), detail=detail, retry_after=retry_after)


def _unexplained(status: int, answer: Any) -> SlackProblem | None:
    """Refused, and so surely not done, although nobody says why."""
    refused = isinstance(answer, dict) and answer.get("ok") is False
    return UnknownCode("no_reason", f"status {status}") if refused else None


def _code(answer: Any, text: str) -> str:
    """Slack's word for what is wrong. In plain text only a word that is known: anything may stand before Slack."""
    if isinstance(answer, dict):
        error = answer.get("error")
        said = error if isinstance(error, str) else ""
        return "" if answer.get("ok") is True else said
    if isinstance(answer, str):
        text = answer
    found = _WORD.fullmatch(text)
    return found[1] if found and found[1] in BY_CODE else ""


def _messages(answer: Mapping[str, Any]) -> Iterator[str]:
    """Explanations, each with a pointer where Slack gives one: in `response_metadata`, or as `errors`."""
    metadata = answer.get("response_metadata")
    lines = metadata.get("messages") if isinstance(metadata, dict) else None
    for line in lines if isinstance(lines, list) else ():
        yield str(line)
    errors = answer.get("errors")
    for error in errors if isinstance(errors, list) else ():
        if isinstance(error, dict):
            yield f"{error.get('message') or error.get('code')} [json-pointer:{error.get('pointer') or ''}]"
        elif str(error) not in (lines if isinstance(lines, list) else ()):
            yield str(error)


def _unusable(status: int, text: str) -> tuple[str, str]:
    """A code and a detail for an answer that Slack's Web API would not give."""
    if status >= HTTPStatus.BAD_REQUEST:
        return f"status_{status}", ""
    return "nonsense", "not JSON" if _read(text) is None else "no answer of the Web API"


def seconds(retry_after: str) -> float:
    """Of a Retry-After header; Slack sends whole seconds."""
    try:
        return min(max(float(retry_after), 0.1), 3600.0)
    except ValueError:
        return 1.0


def part(answer: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object within an answer; raises `SlackRefused` where Slack says ok but does not tell."""
    found = answer.get(name)
    if not isinstance(found, dict):
        raise SlackRefused("incomplete_answer", f"no {name} in it")
    return found


def require_str(answer: Mapping[str, Any], *path: str) -> str:
    """A text within an answer; raises `SlackRefused` where it is missing."""
    for name in path[:-1]:
        answer = part(answer, name)
    found = answer.get(path[-1])
    if not isinstance(found, str) or not found:
        raise SlackRefused("incomplete_answer", f"no {path[-1]} in it")
    return found
