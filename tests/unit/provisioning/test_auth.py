from __future__ import annotations

import asyncio
import base64
import traceback

import httpx
import pytest
from pydantic import SecretStr

from bot.provisioning.auth import ClientCredentials
from bot.provisioning.client import AUTH_URL
from bot.provisioning.errors import (
    ApiError,
    CredentialsRefused,
    InvalidResponse,
    NoToken,
    TooManyRequests,
    Unauthorized,
    Unreachable,
    may_have_happened,
)
from tests.unit.provisioning.api import KEY_SECRET, Answer, Api, fault, json_answer


async def test_the_token_is_asked_for_with_basic_and_a_form() -> None:
    api = Api()
    async with api.client() as client:
        await client.whatsapp_accounts.get()
    (request,) = api.token_requests
    assert str(request.url) == "https://auth.sinch.com/oauth2/token"
    assert request.headers["Authorization"] == "Basic " + base64.b64encode(b"fake-key-id:fake-key-secret").decode()
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.content == b"grant_type=client_credentials"
    assert api.asked[0].headers["Authorization"] == "Bearer token-1"


async def test_five_waiting_calls_share_one_refresh() -> None:
    release = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            await release.wait()
        return api(request)

    api = Api()
    async with api.client(answer=slow) as client:
        waiting = [asyncio.create_task(client.whatsapp_accounts.get()) for _ in range(5)]
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*waiting)
    assert len(api.token_requests) == 1
    assert {request.headers["Authorization"] for request in api.asked} == {"Bearer token-1"}


async def test_five_calls_refused_with_one_token_share_one_refresh() -> None:
    together = asyncio.Barrier(5)

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("Authorization") == "Bearer token-1":
            await together.wait()
            return fault(401, "unauthorized_error")
        return api(request)

    api = Api()
    async with api.client(answer=answer) as client:
        await asyncio.gather(*(client.whatsapp_accounts.get() for _ in range(5)))
    assert len(api.token_requests) == 2
    assert [request.headers["Authorization"] for request in api.asked] == ["Bearer token-2"] * 5


async def test_a_token_is_kept_until_shortly_before_it_ends() -> None:
    api = Api()
    async with api.client() as client:
        await client.whatsapp_accounts.get()
        api.seconds += 3600 - 61
        await client.whatsapp_accounts.get()
        assert len(api.token_requests) == 1
        api.seconds += 1
        await client.whatsapp_accounts.get()
    assert [request.headers["Authorization"] for request in api.asked] == [
        "Bearer token-1",
        "Bearer token-1",
        "Bearer token-2",
    ]


async def test_a_refused_token_is_replaced_once_and_the_body_sent_again() -> None:
    api = Api(fault(401, "unauthorized_error"), json_answer({"type": "CREATED", "comment": "hi"}, 201))
    async with api.client() as client:
        await client.rcs_accounts.comment("hi")
    assert [request.content for request in api.asked] == [b'{"comment":"hi"}'] * 2
    assert [request.headers["Authorization"] for request in api.asked] == ["Bearer token-1", "Bearer token-2"]


async def test_a_second_401_is_final() -> None:
    api = Api(fault(401, "unauthorized_error"))
    async with api.client() as client:
        with pytest.raises(Unauthorized):
            await client.whatsapp_accounts.get()
    assert len(api.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_a_refused_key_says_so_and_is_not_tried_again(status: int) -> None:
    api = Api(tokens=[json_answer({"error": "invalid_client"}, status)])
    async with api.client() as client:
        with pytest.raises(CredentialsRefused):
            await client.whatsapp_accounts.get()
    assert (len(api.token_requests), api.asked) == (1, [])


@pytest.mark.parametrize(
    "trouble", [httpx.ConnectError("down"), httpx.ReadTimeout("slow"), httpx.ReadError("cut"), fault(503, "down")]
)
async def test_a_token_endpoint_in_trouble_is_tried_again_even_for_a_change(trouble: Answer) -> None:
    """The change itself was surely not sent."""
    api = Api(json_answer({}, 201), tokens=[trouble, json_answer({"access_token": "late", "expires_in": 60})])
    async with api.client() as client:
        await client.rcs_accounts.comment("hi")
    assert (len(api.token_requests), len(api.asked)) == (2, 1)


async def test_a_token_endpoint_that_stays_in_trouble_is_unreachable() -> None:
    api = Api(tokens=[fault(500, "internal_error")])
    async with api.client() as client:
        with pytest.raises(Unreachable):
            await client.rcs_accounts.comment("hi")
    assert len(api.token_requests) == 4


async def test_calls_that_waited_for_a_failed_refresh_share_its_error() -> None:
    release = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        api.token_requests.append(request)
        await release.wait()
        return httpx.Response(401)

    api = Api()
    async with api.client(answer=slow) as client:
        waiting = [asyncio.create_task(client.whatsapp_accounts.get()) for _ in range(5)]
        await asyncio.sleep(0)
        release.set()
        results = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(result) for result in results} == {CredentialsRefused}
    assert len(api.token_requests) == 1


async def test_a_token_endpoint_that_is_busy_is_waited_for() -> None:
    busy = json_answer({}, 429, **{"Retry-After": "7"})
    api = Api(json_answer({}), tokens=[busy, json_answer({"access_token": "late"})])
    async with api.client() as client:
        await client.whatsapp_accounts.get()
    assert api.slept == [7.0]
    api = Api(tokens=[json_answer({}, 429, **{"Retry-After": "700"})])
    async with api.client() as client:
        with pytest.raises(TooManyRequests):
            await client.whatsapp_accounts.get()


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"{}", b'{"access_token": 5}', b'{"access_token": "a\\nb"}'])
async def test_an_answer_without_a_token_is_nonsense(answer: bytes) -> None:
    api = Api(tokens=[httpx.Response(200, content=answer)])
    async with api.client() as client:
        with pytest.raises(InvalidResponse) as caught:
            await client.whatsapp_accounts.get()
    assert caught.type is NoToken, "the call was not sent, so nothing can have been changed"
    assert not may_have_happened(caught.value)


@pytest.mark.parametrize("lifetime", [None, "soon", 0, -5, 10**30, True])
async def test_a_strange_lifetime_does_not_matter(lifetime: object) -> None:
    api = Api(tokens=[json_answer({"access_token": "t", "expires_in": lifetime})])
    async with api.client() as client:
        await client.whatsapp_accounts.get()
    assert len(api.asked) == 1


async def test_neither_secret_nor_token_is_in_a_repr_or_an_error() -> None:
    api = Api(fault(401, "unauthorized_error"), tokens=[json_answer({"access_token": "very-hidden"})])
    async with api.client() as client:
        webhook = {"target": "https://e.com", "secret": "-".join(["webhook", "hidden"]), "triggers": ["ALL"]}
        with pytest.raises(ApiError) as caught:
            await client.webhooks.create(webhook)
        shown = "".join(
            [repr(vars(client)), *traceback.format_exception(caught.value), repr(vars(caught.value)), repr(client)]
        )
    assert not [item for item in (KEY_SECRET, "very-hidden", "webhook-hidden") if item in shown]


async def test_nor_in_what_the_holder_of_the_token_shows_of_itself() -> None:
    api = Api(tokens=[json_answer({"access_token": "very-hidden"})])
    async with httpx.AsyncClient(transport=httpx.MockTransport(api)) as http:
        auth = ClientCredentials(
            http=http, url=AUTH_URL, key_id="k", key_secret=SecretStr(KEY_SECRET), monotonic=lambda: 0, now=lambda: 0
        )
        assert await auth.token() == "very-hidden"
    shown = repr(auth) + repr(vars(auth))
    assert not [item for item in (KEY_SECRET, "very-hidden") if item in shown]
