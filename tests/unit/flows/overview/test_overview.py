"""Reading a project over HTTP: what is there, what is not used, what fails, what hangs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from bot.flows.overview.overview import Gate, Overview, collect
from bot.provisioning.retry import Retries
from bot.provisioning.subjects import Kind, Subject
from tests.worlds.mock_api import client_of

Answer = Callable[[httpx.Request], Any]
REFUSED = {"message": "No.", "resolution": "Ask."}
ROOT = "/v1/projects/p"


class Api:
    """Answers by path; what is not named is an empty list."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {f"{ROOT}/{path.replace('__', '/')}": answer for path, answer in answers.items()}
        self.seen: list[httpx.Request] = []
        self.side_by_side = self.most = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600, "token_type": "bearer"})
        self.seen.append(request)
        self.side_by_side += 1
        self.most = max(self.most, self.side_by_side)
        await asyncio.sleep(0)
        self.side_by_side -= 1
        answer = self.answers.get(request.url.path, {})
        if callable(answer):
            answer = answer(request)
        if answer == "hang":
            await asyncio.sleep(30)
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, json=answer)

    async def overview(self, **more: Any) -> Overview:
        client = client_of(self, retries=Retries(limit=0))
        async with client:
            return await collect(client, **more)


def refused(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"errorCode": code, **REFUSED})


async def test_accounts_and_lists() -> None:
    api = Api(
        whatsapp={"state": "ONBOARDED", "details": {"wabaName": "Acme"}},
        whatsapp__templates={"totalSize": 1, "templates": [{"name": "a", "language": "EN", "state": "REJECTED"}]},
    )
    found = await api.overview()
    assert found.accounts[Kind.whatsapp_account]["state"] == "ONBOARDED"
    assert found.lists[Kind.whatsapp_template].states == {"REJECTED": 1}
    assert found.troubles == []
    assert found.waiting()[0][0] == Subject(Kind.whatsapp_template, ("a", "EN"))
    templates = next(request for request in api.seen if request.url.path.endswith("/templates"))
    assert "changes.status" in templates.url.params.get_list("fieldMask"), "no more than needed is read"


async def test_templates_of_every_kakaotalk_sender_are_counted() -> None:
    senders = [{"plusFriendId": name, "state": "ACTIVE"} for name in ("cafe", "shop")]
    api = Api(
        kakaotalk__senders={"totalSize": 2, "senders": senders},
        kakaotalk__senders__cafe__templates={"templates": [{"code": "c1", "state": "REJECTED"}]},
        kakaotalk__senders__shop__templates={"templates": [{"code": "s1", "state": "APPROVED"}]},
    )
    found = await api.overview()
    counts = found.lists[Kind.kakaotalk_template]
    assert (counts.total, counts.states) == (2, {"REJECTED": 1, "APPROVED": 1})
    (waits,) = found.waiting()
    assert waits[0] == Subject(Kind.kakaotalk_template, ("cafe", "c1")), "its sender is known"


async def test_an_area_that_is_not_used_is_said_once() -> None:
    gone = refused(404, "account_not_found")
    unset = refused(400, "project_not_initialized")
    api = Api(whatsapp=gone, whatsapp__activities=gone, whatsapp__templates=unset, whatsapp__senders=unset)
    found = await api.overview()
    assert [(trouble.text, trouble.expected) for trouble in found.troubles] == [
        ("WhatsApp isn't set up in this project.", True)
    ]


class Refusing(Api):
    """Whose token endpoint does not know the key."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"error": "invalid_client"})


async def test_a_refused_key_is_said_once() -> None:
    found = await Refusing().overview()
    assert [trouble.text for trouble in found.troubles] == ["Sinch doesn't accept the project's access key."]


async def test_nonsense_and_failures_stay_with_their_part() -> None:
    api = Api(
        rcs__senders=httpx.Response(200, text="<html>proxy</html>"),
        whatsapp__senders=httpx.Response(503),
        whatsapp__templates={"templates": [{"name": "a", "language": "EN", "state": "APPROVED"}]},
    )
    found = await api.overview()
    said = " ".join(trouble.text for trouble in found.troubles)
    assert "RCS senders couldn't be read" in said
    assert "WhatsApp senders couldn't be read" in said
    assert found.lists[Kind.whatsapp_template].total == 1


async def test_a_part_that_hangs_does_not_hold_up_the_others() -> None:
    found = await Api(rcs__senders=lambda _request: "hang").overview(part_seconds=0.05)
    assert [trouble.text for trouble in found.troubles] == [
        "RCS senders couldn't be read: Sinch didn't answer in time."
    ]
    assert Kind.whatsapp_sender in found.lists


async def test_no_more_calls_side_by_side_than_allowed() -> None:
    senders = [{"plusFriendId": f"s{n}", "state": "ACTIVE"} for n in range(40)]
    api = Api(kakaotalk__senders={"totalSize": 40, "senders": senders})
    await api.overview(gate=Gate(3))
    assert api.most <= 3
    assert len(api.seen) == 45
