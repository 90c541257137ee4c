"""HTTP answers as content or as errors. Pure."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from bot.provisioning.errors import InvalidResponse, Rejected, rejected
from bot.provisioning.retry import retry_after
from bot.redaction import redacted, secrets_of

if TYPE_CHECKING:
    import httpx


def check(response: httpx.Response, *, method: str, path: str, now: float) -> None:
    """Raise what the status means; `now` in Unix seconds, for a `Retry-After` that is a date."""
    if response.is_success:
        return
    if response.status_code < HTTPStatus.BAD_REQUEST:
        raise InvalidResponse(f"Sinch answered {response.status_code}, a redirection", method=method, path=path)
    raise _rejection(response, method=method, path=path, now=now)


def content(response: httpx.Response, *, method: str, path: str) -> dict[str, Any]:
    """The JSON object in an answer."""
    try:
        found = from_json(response.content)
    except ValueError as error:
        raise InvalidResponse("Sinch's answer isn't JSON", method=method, path=path) from error
    if not isinstance(found, dict):
        raise InvalidResponse("Sinch's answer isn't a JSON object", method=method, path=path)
    return found


def _rejection(response: httpx.Response, *, method: str, path: str, now: float) -> Rejected:
    try:
        found = from_json(response.content)
    except ValueError:
        found = None
    said: dict[str, Any] = redacted(found, _sent(response)) if isinstance(found, dict) else {}
    more = said.get("additionalInformation")
    return rejected(response.status_code)(
        _text(said.get("message")) or f"Sinch answered {_phrase(response.status_code)} without saying why",
        method=method,
        path=path,
        status=response.status_code,
        error_code=_text(said.get("errorCode")),
        resolution=_text(said.get("resolution")),
        additional_information=more if isinstance(more, dict) else {"additionalInformation": more} if more else {},
        retry_after=retry_after(response.headers.get("Retry-After"), now),
    )


def _sent(response: httpx.Response) -> frozenset[str]:
    """The secrets of the request: an API may repeat in its complaint what it was given."""
    request = response.request
    bearer = request.headers.get("Authorization", "").partition(" ")[2]
    try:
        given = secrets_of(from_json(request.content)) if request.content else frozenset[str]()
    except ValueError:
        given = frozenset()
    return given | {bearer} if bearer else given


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _phrase(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:  # a number of its own
        return str(status)
