from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.provisioning import errors
from bot.provisioning.client import Provisioning
from bot.provisioning.transport import fill
from tests.unit.provisioning.api import Answer, Api, fault, json_answer

GONE: list[Answer] = [httpx.ConnectError("down"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full")]
UNSURE: list[Answer] = [
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.ReadError("cut"),
    httpx.WriteError("cut"),
    httpx.RemoteProtocolError("cut"),
]


async def _get(client: Provisioning) -> Any:
    return await client.whatsapp_accounts.get()


async def _launch(client: Provisioning) -> Any:
    return await client.rcs_senders.launch("s1")


async def _resend(client: Provisioning) -> Any:
    return await client.rcs_senders.retry_test_number("s1", "+46123456789")


async def _delete(client: Provisioning) -> Any:
    return await client.rcs_upscales.delete("u1")


@pytest.mark.parametrize("trouble", [*GONE, *UNSURE, fault(500), fault(503), fault(429, "too_many")], ids=repr)
async def test_reading_is_tried_again(trouble: Answer) -> None:
    api = Api(trouble, trouble, json_answer({"state": "ONBOARDED"}))
    async with api.client() as client:
        account = await client.whatsapp_accounts.get()
    assert account.state == "ONBOARDED"
    assert (len(api.asked), api.slept) == (3, [0.5, 1.0])


@pytest.mark.parametrize("trouble", [*UNSURE, fault(500), fault(503)], ids=repr)
@pytest.mark.parametrize("change", [_launch, _resend, _delete])
async def test_a_change_that_may_have_arrived_is_never_made_twice(trouble: Answer, change: Any) -> None:
    api = Api(trouble)
    async with api.client() as client:
        with pytest.raises((errors.Uncertain, errors.ServerFault)):
            await change(client)
    assert (len(api.asked), api.slept) == (1, [])


@pytest.mark.parametrize("trouble", [*GONE, fault(429, "too_many")], ids=repr)
@pytest.mark.parametrize("change", [_launch, _resend, _delete])
async def test_a_change_that_surely_did_not_arrive_is_tried_again(trouble: Answer, change: Any) -> None:
    api = Api(trouble, trouble, trouble, json_answer({}))
    async with api.client() as client:
        await change(client)
    assert len(api.asked) == 4


@pytest.mark.parametrize("call", [_get, _launch])
async def test_after_three_more_tries_the_error_comes_out(call: Any) -> None:
    api = Api(httpx.ConnectError("down"))
    async with api.client() as client:
        with pytest.raises(errors.Unreachable):
            await call(client)
    assert (len(api.asked), api.slept) == (4, [0.5, 1.0, 2.0])


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Conflict),
        (412, errors.PreconditionFailed),
        (418, errors.Rejected),
        (424, errors.FailedDependency),
        (501, errors.ServerFault),
    ],
)
async def test_an_error_carries_what_the_api_says(status: int, kind: type[errors.Rejected]) -> None:
    more = {"validationErrors": ["target must be a URL address"], "projectId": "p", "metaError": {"code": "1"}}
    api = Api(fault(status, "some_code", additionalInformation=more))
    async with api.client() as client:
        with pytest.raises(errors.Rejected) as caught:
            await client.rcs_senders.launch("s/1")
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.error_code, error.message, error.resolution) == (
        status,
        "some_code",
        "some_code.",
        "Check it.",
    )
    assert error.additional_information == more
    assert error.validation_errors == ["target must be a URL address"]
    assert (error.method, error.path) == ("POST", "/rcs/senders/{senderId}/launch")
    assert str(error) == f"POST /rcs/senders/{{senderId}}/launch: {status} some_code: some_code."


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad gateway</html>", b"[]", b"null", b'"no"', b'{"message": 5}', b"\xff"]
)
async def test_an_error_without_words_is_still_an_error(body: bytes) -> None:
    api = Api(httpx.Response(404, content=body))
    async with api.client() as client:
        with pytest.raises(errors.NotFound) as caught:
            await client.whatsapp_accounts.get()
    assert caught.value.message == "Sinch answered 404 (Not Found) without saying why"
    assert caught.value.validation_errors == []


@pytest.mark.parametrize(
    ("more", "sentences"),
    [
        ({"validationErrors": "one sentence"}, ["one sentence"]),
        ({"validationErrors": {"a": 1}}, []),
        ({"supportedCodes": "A, B"}, []),
        ("text", []),
        (["a"], []),
        (None, []),
    ],
)
async def test_additional_information_of_any_shape(more: object, sentences: list[str]) -> None:
    api = Api(fault(400, "invalid_input", additionalInformation=more))
    async with api.client() as client:
        with pytest.raises(errors.BadRequest) as caught:
            await client.whatsapp_accounts.get()
    assert caught.value.validation_errors == sentences
    assert isinstance(caught.value.additional_information, dict)


async def test_too_many_requests_says_how_long_to_wait() -> None:
    api = Api(json_answer({}, 429, **{"Retry-After": "120"}))
    async with api.client() as client:
        with pytest.raises(errors.TooManyRequests) as caught:
            await client.whatsapp_accounts.get()
    assert (caught.value.retry_after, api.slept) == (120.0, [])


async def test_a_short_retry_after_is_waited_for() -> None:
    api = Api(json_answer({}, 429, **{"Retry-After": "12"}), json_answer({}))
    async with api.client() as client:
        await client.rcs_senders.launch("s1")
    assert api.slept == [12.0]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"x"', b"7", b"null", b"\xff\xfe", b"[" * 100_000])
async def test_an_answer_that_is_no_object_is_nonsense(body: bytes) -> None:
    api = Api(httpx.Response(200, content=body))
    async with api.client() as client:
        with pytest.raises(errors.InvalidResponse):
            await client.whatsapp_accounts.get()
        with pytest.raises(errors.InvalidResponse):
            await client.rcs_senders.list()
    assert len(api.asked) == 2


async def test_a_redirection_is_nonsense_and_not_followed() -> None:
    api = Api(httpx.Response(302, headers={"Location": "https://elsewhere.example.com/"}))
    async with api.client() as client:
        with pytest.raises(errors.InvalidResponse):
            await client.whatsapp_accounts.get()
    assert len(api.asked) == 1


async def test_an_answer_that_cannot_be_decompressed_is_nonsense() -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"not gzip"))

    api = Api(broken)
    async with api.client() as client:
        with pytest.raises(errors.InvalidResponse):
            await client.whatsapp_accounts.get()


async def test_whatever_comes_back_is_ignored_where_nothing_is_documented() -> None:
    api = Api(httpx.Response(200, content=b"<html>"))
    async with api.client() as client:
        await client.whatsapp_templates.sync()
    assert len(api.asked) == 1


async def test_every_try_is_observed() -> None:
    seen: list[tuple[str, str, int | None]] = []

    def observe(method: str, path: str, status: int | None, seconds: float) -> None:
        assert seconds >= 0
        seen.append((method, path, status))

    api = Api(httpx.ReadTimeout("slow"), fault(503), json_answer({}))
    async with api.client(observe=observe) as client:
        await client.rcs_senders.get("s1")
    assert seen == [("GET", "/rcs/senders/{senderId}", status) for status in (None, 503, 200)]


@pytest.mark.parametrize(
    ("sender", "sent"),
    [
        ("a/b", "a%2Fb"),
        ("../../x", "..%2F..%2Fx"),
        ("a b", "a%20b"),
        ("a?b#c", "a%3Fb%23c"),
        ("ÅÄÖ", "%C3%85%C3%84%C3%96"),
        ("%2e%2e", "%252e%252e"),
        ("+46", "%2B46"),
        ("a..b", "a..b"),
        ("...", "..."),
    ],
)
async def test_an_id_is_one_segment_of_the_path(sender: str, sent: str) -> None:
    api = Api(json_answer({}))
    async with api.client() as client:
        await client.rcs_senders.get(sender)
    assert api.asked[0].url.raw_path.decode() == f"/v1/projects/project-1/rcs/senders/{sent}"


@pytest.mark.parametrize("sender", ["", " ", "\t\n", ".", "..", "x" * 70_000])
async def test_what_cannot_be_an_id_is_refused_before_the_call(sender: str) -> None:
    api = Api()
    async with api.client() as client:
        with pytest.raises(errors.InvalidInput) as caught:
            await client.rcs_senders.get(sender)
    assert (caught.value.field, api.asked) == ("senderId", [])


@given(st.text(min_size=1).filter(lambda text: text.strip() and text not in (".", "..")))
def test_no_id_leaves_its_place(text: str) -> None:
    filled = fill("/rcs/senders/{senderId}/launch", {"senderId": text})
    assert len(filled.split("/")) == 5
    assert httpx.URL("https://e.com" + filled).raw_path.decode() == filled


async def test_parameters_that_are_not_given_are_not_sent() -> None:
    api = Api(json_answer({}))
    async with api.client() as client:
        await client.rcs_senders.list()
        await client.whatsapp_templates.delete("a", "EN")
        await client.whatsapp_templates.delete("a", "EN", delete_submitted=False)
        await client.rcs_senders.list(states=["DRAFT", "LAUNCHED"], page_size=7, page_token="a&b=c")
    assert [request.url.query.decode() for request in api.asked] == [
        "",
        "",
        "deleteSubmitted=false",
        "pageToken=a%26b%3Dc&pageSize=7&filterStates=DRAFT&filterStates=LAUNCHED",
    ]


async def test_text_of_every_kind_can_be_sent() -> None:
    api = Api(json_answer({}, 201))
    async with api.client() as client:
        await client.rcs_accounts.comment('åäö 漢字 😀 "quoted" \\ \n')
    assert api.asked[0].headers["Content-Type"] == "application/json"
    assert httpx.Response(200, content=api.asked[0].content).json() == {"comment": 'åäö 漢字 😀 "quoted" \\ \n'}


async def test_each_call_has_limits_of_time() -> None:
    api = Api()
    async with api.client() as client:
        await client.whatsapp_accounts.get()
    for request in (*api.token_requests, *api.asked):
        timeout = request.extensions["timeout"]
        assert (timeout["connect"], timeout["read"]) == (5, 30)


async def test_the_api_and_auth_addresses_can_be_elsewhere() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return json_answer({"access_token": "t"})

    api = Api()
    client = Provisioning(
        project_id="p/1",
        key_id="k",
        key_secret=SecretStr("fake"),
        api_url="http://127.0.0.1:8080/",
        auth_url="http://127.0.0.1:8080/token",
        transport=httpx.MockTransport(answer),
        sleep=api.sleep,
    )
    async with client:
        await client.whatsapp_accounts.get()
    assert asked == ["http://127.0.0.1:8080/token", "http://127.0.0.1:8080/v1/projects/p%2F1/whatsapp"]
