from __future__ import annotations

import httpx
import pytest

from bot.provisioning.commenting import Activity, Comment
from bot.provisioning.errors import InvalidInput, NotFound
from bot.provisioning.subjects import Kind, Subject
from tests.unit.provisioning.api import Api, fault, json_answer

PATHS = {
    Subject(Kind.whatsapp_account): "/whatsapp",
    Subject(Kind.whatsapp_sender, ("s",)): "/whatsapp/senders/s",
    Subject(Kind.whatsapp_template, ("n", "EN")): "/whatsapp/templates/n/languages/EN",
    Subject(Kind.kakaotalk_sender, ("p",)): "/kakaotalk/senders/p",
    Subject(Kind.kakaotalk_template, ("p", "c")): "/kakaotalk/senders/p/templates/c",
    Subject(Kind.rcs_account): "/rcs",
    Subject(Kind.rcs_sender, ("s",)): "/rcs/senders/s",
}
KINDS = pytest.mark.parametrize(("subject", "path"), PATHS.items(), ids=lambda value: getattr(value, "key", value))


def _paths(api: Api) -> list[str]:
    return [request.url.path.removeprefix("/v1/projects/project-1") for request in api.asked]


@KINDS
async def test_a_comment_goes_to_its_subject(subject: Subject, path: str) -> None:
    api = Api(json_answer({"type": "CREATED", "comment": "Hej", "created": "2026-01-02T09:00:00.000Z"}, 201))
    async with api.client() as client:
        made = await client.comment(subject, "Hej")
    assert made == Comment("Hej", "2026-01-02T09:00:00.000Z")
    assert (_paths(api), api.asked[0].method, api.asked[0].content) == (
        [f"{path}/comments"],
        "POST",
        b'{"comment":"Hej"}',
    )


@KINDS
async def test_activity_is_read_from_its_subject(subject: Subject, path: str) -> None:
    notes = [{"type": "COMMENT_ADDED", "created": "t", "author": "Sinch", "comment": "c"}, {"type": "CREATED"}, {}]
    api = Api(json_answer({"notifications": notes, "nextPageToken": "t2", "totalSize": 9}))
    async with api.client() as client:
        page = await client.activity(subject, page_token="t1", page_size=3)
    assert page.items == [Activity("COMMENT_ADDED", "t", "Sinch", "c"), Activity("CREATED"), Activity("")]
    assert (page.next_page_token, page.total_size) == ("t2", 9)
    assert (_paths(api), dict(api.asked[0].url.params)) == (
        [f"{path}/activities"],
        {"pageToken": "t1", "pageSize": "3"},
    )


@pytest.mark.parametrize("subject", [*PATHS, Subject(Kind.bundle, ("b",))], ids=lambda subject: subject.key)
async def test_a_resource_is_read_where_the_api_can(subject: Subject) -> None:
    api = Api(json_answer({"state": "ACTIVE"}))
    async with api.client() as client:
        found = await client.fetch(subject)
    if subject.kind is Kind.rcs_account:
        assert (found, api.asked) == (None, [])
    else:
        assert getattr(found, "state", None) == "ACTIVE"
        assert _paths(api) == [PATHS.get(subject, "/bundles/b")]


@pytest.mark.parametrize(
    "subject",
    [Subject(Kind.bundle, ("b",)), Subject(Kind.unknown), Subject(Kind.whatsapp_template), Subject(Kind.rcs_sender)],
    ids=lambda subject: subject.key,
)
async def test_what_takes_no_comment_is_refused_before_the_call(subject: Subject) -> None:
    api = Api()
    async with api.client() as client:
        with pytest.raises(InvalidInput):
            await client.comment(subject, "Hej")
        with pytest.raises(InvalidInput):
            await client.activity(subject)
    assert api.asked == []


def _kakaotalk(request: httpx.Request) -> httpx.Response:
    path = request.url.path.partition("/kakaotalk")[2]
    if path == "/senders":
        senders = [{"plusFriendId": "p1"}, {}, {"plusFriendId": "p2"}]
        return json_answer({"senders": senders})
    if path == "/senders/p2/templates/c":
        return json_answer({"code": "c"})
    return json_answer({}, 201) if request.method == "POST" else fault(404, "template_not_found")


async def test_the_sender_of_a_kakaotalk_template_is_looked_up_once() -> None:
    api = Api(_kakaotalk)
    from_event = Subject(Kind.kakaotalk_template, ("c",))
    async with api.client() as client:
        assert await client.resolve(from_event) == Subject(Kind.kakaotalk_template, ("p2", "c"))
        asked = len(api.asked)
        await client.comment(from_event, "Hej")
    assert _paths(api)[asked:] == ["/kakaotalk/senders/p2/templates/c/comments"]


async def test_a_kakaotalk_template_of_no_sender_is_not_found() -> None:
    api = Api(_kakaotalk)
    async with api.client() as client:
        with pytest.raises(NotFound):
            await client.comment(Subject(Kind.kakaotalk_template, ("gone",)), "Hej")
    api = Api(json_answer({"senders": []}))
    async with api.client() as client:
        with pytest.raises(NotFound):
            await client.fetch(Subject(Kind.kakaotalk_template, ("gone",)))
