"""What the services of all tags share: a call with a model as its answer, a page of items, an iterator over pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from pydantic import BaseModel

from bot.provisioning import answers
from bot.provisioning.decode import lenient
from bot.provisioning.errors import InvalidResponse

if TYPE_CHECKING:
    from bot.provisioning.transport import Query, Transport

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
S = TypeVar("S", bound="Service")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list. Lists without paging are one page; `total_size` is None where the API does not tell it.

    `payloads` are the items as the API sent them, where it did: who reads thousands looks at these, since a page of
    models costs ten times as much.
    """

    items: Sequence[T]
    next_page_token: str | None = None
    previous_page_token: str | None = None
    total_size: int | None = None
    page_size: int | None = None
    payloads: Sequence[dict[str, Any]] = ()

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class _Models(Sequence[M]):
    """Payloads as models, made when one of them is looked at."""

    def __init__(self, model: type[M], payloads: Sequence[dict[str, Any]]) -> None:
        self._model = model
        self._payloads = payloads

    @cached_property
    def _made(self) -> list[M]:
        return [lenient(self._model, payload) for payload in self._payloads]

    def __len__(self) -> int:
        return len(self._payloads)

    @overload
    def __getitem__(self, at: int) -> M: ...

    @overload
    def __getitem__(self, at: slice) -> list[M]: ...

    def __getitem__(self, at: int | slice) -> M | list[M]:
        return self._made[at]

    def __iter__(self) -> Iterator[M]:
        return iter(self._made)


class Service:
    """The operations of one tag. `call` and `page` take the method and path as the OpenAPI file writes them."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    @overload
    async def call(
        self,
        method: str,
        path: str,
        answer: type[M],
        /,
        *,
        query: Query | None = None,
        body: dict[str, Any] | None = None,
        changes: bool | None = None,
        **ids: str,
    ) -> M: ...

    @overload
    async def call(
        self,
        method: str,
        path: str,
        answer: None = None,
        /,
        *,
        query: Query | None = None,
        body: dict[str, Any] | None = None,
        changes: bool | None = None,
        **ids: str,
    ) -> None: ...

    async def call(
        self,
        method: str,
        path: str,
        answer: type[M] | None = None,
        /,
        *,
        query: Query | None = None,
        body: dict[str, Any] | None = None,
        changes: bool | None = None,
        **ids: str,
    ) -> M | None:
        """One operation; without `answer` whatever comes back is ignored. All but GET count as changing something."""
        harmful = method != "GET" if changes is None else changes
        response = await self._transport.send(method, path, ids, query=query, body=body, changes=harmful)
        if answer is None:
            return None
        return lenient(answer, answers.content(response, method=method, path=path))

    async def page(
        self, method: str, path: str, item: type[M], name: str, /, *, query: Query | None = None, **ids: str
    ) -> Page[M]:
        """One list operation; the items stand under `name` in the answer."""
        response = await self._transport.send(method, path, ids, query=query, changes=False)
        found = answers.content(response, method=method, path=path)
        listed = found.get(name)
        payloads = [payload for payload in listed if isinstance(payload, dict)] if isinstance(listed, list) else []
        return Page(
            _Models(item, payloads),
            _token(found.get("nextPageToken")),
            _token(found.get("previousPageToken")),
            _count(found.get("totalSize")),
            _count(found.get("pageSize")),
            payloads,
        )


def _token(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    try:
        return int(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def paginate(
    method: Callable[Concatenate[S, P], Awaitable[Page[T]]],
) -> Callable[Concatenate[S, P], AsyncIterator[T]]:
    """An iterator over all pages of a list method, with its parameters; `page_token` says where to begin."""

    async def items(service: S, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        seen: set[object] = set()
        while True:
            page = await method(service, *args, **kwargs)
            for item in page.items:
                yield item
            token = page.next_page_token
            del page  # thousands of rows come page by page so that no two stand in memory at once
            if token is None:
                return
            if token in seen:
                raise InvalidResponse("Sinch's pages go round in a circle", method="GET", path=method.__qualname__)
            seen.add(token)
            kwargs["page_token"] = token

    update_wrapper(items, method)
    return items
