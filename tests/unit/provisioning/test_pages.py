from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.provisioning.errors import InvalidResponse
from tests.unit.provisioning.api import Api, json_answer


def _page(ids: list[str], token: object = None, **more: Any) -> Any:
    content: dict[str, Any] = {"totalSize": 5, "pageSize": 2, "senders": [{"id": id_} for id_ in ids], **more}
    return json_answer(content | ({} if token is None else {"nextPageToken": token}))


async def test_a_page_tells_items_tokens_and_sizes() -> None:
    api = Api(_page(["a", "b"], "next", previousPageToken="before"))
    async with api.client() as client:
        page = await client.rcs_senders.list(page_token="here", page_size=2)
    assert [sender.id for sender in page] == ["a", "b"]
    assert (len(page), page.next_page_token, page.previous_page_token, page.total_size, page.page_size) == (
        2,
        "next",
        "before",
        5,
        2,
    )


async def test_an_iterator_asks_for_page_after_page_with_the_same_filters() -> None:
    api = Api(_page(["a", "b"], "t2"), _page([], "t3"), _page(["c"]))
    async with api.client() as client:
        found = [sender.id async for sender in client.rcs_senders.iterate(states=["DRAFT"], page_size=2)]
    assert found == ["a", "b", "c"]
    assert [request.url.query.decode() for request in api.asked] == [
        "pageSize=2&filterStates=DRAFT",
        "pageToken=t2&pageSize=2&filterStates=DRAFT",
        "pageToken=t3&pageSize=2&filterStates=DRAFT",
    ]


async def test_an_iterator_begins_where_it_is_told() -> None:
    api = Api(_page(["c"]))
    async with api.client() as client:
        found = [sender.id async for sender in client.whatsapp_senders.iterate(page_token="t3")]
    assert (found, api.asked[0].url.params["pageToken"]) == (["c"], "t3")


async def test_nothing_is_asked_before_the_first_item_is_wanted_nor_after_the_last() -> None:
    api = Api(_page(["a"], "t2"), _page(["b"], "t3"))
    async with api.client() as client:
        items = client.rcs_senders.iterate()
        assert api.asked == []
        async for _ in items:
            break
        await items.aclose()  # type: ignore[attr-defined]
    assert len(api.asked) == 1


async def test_a_page_is_let_go_before_the_next_is_asked_for() -> None:
    models: list[weakref.ref[object]] = []
    alive: list[int] = []
    pages = [_page(["a", "b", "c"], "t2"), _page(["d", "e", "f"], "t3"), _page(["g"])]

    async def answer(request: httpx.Request) -> httpx.Response:
        alive.append(sum(model() is not None for model in models))
        return api(request)

    api = Api(*pages)
    async with api.client(answer=answer) as client:
        async for sender in client.rcs_senders.iterate():
            models.append(weakref.ref(sender))
    assert len(models) == 7
    assert max(alive) == 1, "the row at hand"


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without Python's collector: what goes, goes when nobody holds it any more."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
async def test_an_answer_goes_when_it_was_read_and_waits_for_no_collector() -> None:
    answers: list[weakref.ref[httpx.Response]] = []
    alive: list[int] = []

    def page(_request: httpx.Request) -> httpx.Response:
        alive.append(sum(answer() is not None for answer in answers))
        found = _page(["a"], f"t{len(answers)}" if len(answers) < 5 else None)
        answers.append(weakref.ref(found))
        return found  # type: ignore[no-any-return]

    api = Api(page)
    async with api.client() as client:
        found = [sender.id async for sender in client.rcs_senders.iterate()]
    assert len(found) == 6
    assert alive == [0] * 6


@pytest.mark.parametrize("pages", [["t1", "t1"], ["t1", "t2", "t1"]])
async def test_tokens_that_repeat_end_the_iteration(pages: list[str]) -> None:
    api = Api(*(_page(["a"], token) for token in pages))
    async with api.client() as client:
        with pytest.raises(InvalidResponse):
            [sender async for sender in client.rcs_senders.iterate()]
    assert len(api.asked) == len(pages)


@pytest.mark.parametrize(
    ("content", "ids", "total"),
    [
        ({}, [], None),
        ({"senders": None, "totalSize": "7", "nextPageToken": 5}, [], 7),
        ({"senders": "none", "totalSize": "many", "nextPageToken": ""}, [], None),
        ({"senders": [{"id": "a"}, "b", None, {"id": 7}, {}], "totalSize": 3.0}, ["a", "7", None], 3),
        ({"senders": {"id": "a"}, "totalSize": 1e999}, [], None),
    ],
)
async def test_a_page_of_another_shape(content: dict[str, Any], ids: list[str | None], total: int | None) -> None:
    api = Api(json_answer(content))
    async with api.client() as client:
        page = await client.rcs_senders.list()
    assert ([sender.id for sender in page], page.total_size, page.next_page_token) == (ids, total, None)


async def test_lists_without_paging_are_one_page() -> None:
    api = Api(json_answer({"screens": [{"id": "WELCOME"}]}))
    async with api.client() as client:
        page = await client.whatsapp_flows.screens("f1")
    assert ([screen.id for screen in page], page.next_page_token, page.total_size) == (["WELCOME"], None, None)
