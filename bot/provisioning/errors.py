"""Everything that can go wrong between this client and the API.

ProvisioningError
|- ApiError                  a call failed; carries `method` and `path` (the template, without ids: safe to log)
|  |- Rejected               the API answered with an error: status, error_code, message, resolution and further fields
|  |  |- BadRequest          400, see validation_errors
|  |  |- Unauthorized        401, even with a fresh token
|  |  |- Forbidden           403
|  |  |- NotFound            404
|  |  |- Conflict            409
|  |  |- PreconditionFailed  412
|  |  |- FailedDependency    424
|  |  |- TooManyRequests     429, see retry_after
|  |  `- ServerFault         5xx
|  |- Unreachable            the request surely did not arrive (no connection)
|  |- Uncertain              the request may have arrived: no answer in time, or the connection broke
|  |- InvalidResponse         the answer is not what the API documents (not JSON, not an object)
|  |  `- NoToken              so is the token endpoint's; the call itself was not sent
|  `- CredentialsRefused     the token endpoint does not accept the key
|- InvalidInput              refused before the call: field, message (a ValueError)
|- SignatureError            a webhook that may not be Sinch's
|  |- SignatureMissing
|  |- SignatureWrong
|  `- SignatureStale
`- MalformedEvent            a webhook body that is no event
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


class ProvisioningError(Exception):
    """Base of all errors of this package."""


class ApiError(ProvisioningError):
    """A call to the API failed. No request body, header or query is kept: they may hold secrets."""

    def __init__(self, message: str, *, method: str, path: str) -> None:
        super().__init__(message)
        self.message = message
        self.method = method
        self.path = path

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.message}"


class Rejected(ApiError):
    """The API answered with an error.

    `additional_information` is kept as it came: its values are lists of sentences, single sentences or objects.
    `retry_after` is in seconds where the answer names it.
    """

    def __init__(
        self,
        message: str,
        *,
        method: str,
        path: str,
        status: int,
        error_code: str = "",
        resolution: str = "",
        additional_information: Mapping[str, object] | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, method=method, path=path)
        self.status = status
        self.error_code = error_code
        self.resolution = resolution
        self.additional_information: dict[str, object] = dict(additional_information or {})
        self.retry_after = retry_after

    def __str__(self) -> str:
        code = f" {self.error_code}" if self.error_code else ""
        return f"{self.method} {self.path}: {self.status}{code}: {self.message}"

    @property
    def validation_errors(self) -> list[str]:
        """The faults of the input, one sentence each; empty where the API names none."""
        found = self.additional_information.get("validationErrors")
        if isinstance(found, str):
            return [found]
        return [_sentence(fault) for fault in found] if isinstance(found, list) else []


def _sentence(fault: object) -> str:
    """One fault of the input; an object says which field it is about and what is wrong there."""
    if not isinstance(fault, Mapping):
        return "; ".join(_texts(fault)) or str(fault)
    field = next((str(fault[name]) for name in ("property", "field", "path", "name") if fault.get(name)), "")
    texts = list(_texts([value for name, value in fault.items() if fault[name] != field]))
    return " ".join(filter(None, [field, "; ".join(texts)]))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(part)


class BadRequest(Rejected):
    """400: the input is wrong; `validation_errors` says where."""


class Unauthorized(Rejected):
    """401, even after one try with a fresh token."""


class Forbidden(Rejected):
    """403: the key may not do this."""


class NotFound(Rejected):
    """404: there is no such resource."""


class Conflict(Rejected):
    """409: it exists already, or changed meanwhile."""


class PreconditionFailed(Rejected):
    """412: the resource is not in a state that allows this."""


class FailedDependency(Rejected):
    """424: a limit is reached, or another service (Meta, Kakao, a carrier) refused."""


class TooManyRequests(Rejected):
    """429: too many calls; `retry_after` seconds, where the answer said so."""


class ServerFault(Rejected):
    """5xx: the API itself failed; a change may or may not have been made."""


class Unreachable(ApiError):
    """The request surely did not arrive: no connection could be made."""


class Uncertain(ApiError):
    """The request may have arrived: no answer in time, or the connection broke."""


class InvalidResponse(ApiError):
    """The answer is not what the API documents."""


class NoToken(InvalidResponse):
    """The token endpoint's answer is none; the call that needs the token was not sent."""


class CredentialsRefused(ApiError):
    """The token endpoint does not accept the key id and secret."""


class InvalidInput(ProvisioningError, ValueError):
    """An argument that the API would surely refuse; nothing was sent.

    `field` is dotted and goes by the API's names (`details.components.0.text`); `problems` lists every field.
    """

    def __init__(self, field: str, message: str, *, problems: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.problems: tuple[tuple[str, str], ...] = tuple(problems) or ((field, message),)

    def __str__(self) -> str:
        return "; ".join(f"{field}: {message}" for field, message in self.problems)


class SignatureError(ProvisioningError):
    """A webhook request that may not come from Sinch."""


class SignatureMissing(SignatureError):
    """A signature header is absent or empty."""


class SignatureWrong(SignatureError):
    """The signature does not fit the body."""


class SignatureStale(SignatureError):
    """The timestamp is too old, lies in the future or is none."""


class MalformedEvent(ProvisioningError):
    """A webhook body that is not JSON, not an object, or has no type."""


def may_have_happened(error: BaseException) -> bool:
    """Whether a change may have been made although its call failed so; it is never repeated unasked."""
    if not isinstance(error, Uncertain | ServerFault | InvalidResponse) or isinstance(error, NoToken):
        return False
    return error.method != "GET"


_BY_STATUS: dict[int, type[Rejected]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    424: FailedDependency,
    429: TooManyRequests,
}


def rejected(status: int) -> type[Rejected]:
    """The error class for an HTTP status."""
    if status >= 500:
        return ServerFault
    return _BY_STATUS.get(status, Rejected)
