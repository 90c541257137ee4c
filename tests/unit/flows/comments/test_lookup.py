"""Looking for a comment at Sinch, and for the names in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.flows.comments.lookup import arrived
from bot.flows.comments.writing import spoken
from bot.provisioning.client import Provisioning
from bot.slack.client import Slack
from bot.slack.errors import MissingScope, UserGone
from bot.slack.model import ChannelInfo, User
from bot.storage.comments.comments import Comment
from bot.storage.store import Store
from tests.worlds.mock_api import client_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEXT = "ok\n— Anna Berg (Slack)"


def entry(minutes: float, comment: str = TEXT) -> dict[str, Any]:
    created = (NOW + timedelta(minutes=minutes)).isoformat()
    return {"type": "COMMENT_ADDED", "created": created, "comment": comment, "author": "Provisioning API user"}


def sinch(entries: list[dict[str, Any]], asked: list[str]) -> Provisioning:
    """An API whose activity list has these, newest first, one a page."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600})
        asked.append(request.url.params.get("pageToken", ""))
        at = int(request.url.params.get("pageToken", "0"))
        more = {"nextPageToken": str(at + 1)} if at + 1 < len(entries) else {}
        return httpx.Response(200, json={"notifications": entries[at : at + 1], **more})

    return client_of(answer)


async def begun(store: Store, ts: str) -> Comment:
    """A comment that may have been sent."""
    comment = await store.comments.add(
        project_id="p", subject="rcs_account", channel="C1", ts=ts, author_id="U1", author="", text="ok", now=NOW,
        state="sending",
    )  # fmt: skip
    assert comment is not None
    comment = await store.comments.begin(comment, "Anna Berg", TEXT, NOW)
    assert comment is not None
    return comment


@pytest.mark.parametrize(
    ("entries", "there"),
    [
        ([], False),
        ([entry(0.1)], True),
        ([entry(-3)], True),  # Sinch's clock may be a little behind
        ([entry(-60)], False),  # the same words an hour ago are another comment
        ([entry(1, "ok")], False),
        ([entry(2, "other"), entry(1, f"  {TEXT}\n")], True),
        ([{"type": "EDITED", "created": NOW.isoformat()}, {"type": "COMMENT_ADDED", "comment": TEXT}], True),
    ],
)
async def test_by_text_and_time(sqlite_store: Store, entries: list[dict[str, Any]], there: bool) -> None:
    comment = await begun(sqlite_store, "1.0")
    async with sinch(entries, []) as api:
        assert await arrived(api, sqlite_store.comments, comment) is there


async def test_others_of_ours_do_not_count_for_it(sqlite_store: Store) -> None:
    first, second = await begun(sqlite_store, "1.0"), await begun(sqlite_store, "2.0")
    await sqlite_store.comments.sent(first.id, NOW)
    async with sinch([entry(0.1)], []) as api:
        assert not await arrived(api, sqlite_store.comments, second)
    async with sinch([entry(0.2), entry(0.1)], []) as api:
        assert await arrived(api, sqlite_store.comments, second)


async def test_it_reads_no_further_than_needed(sqlite_store: Store) -> None:
    comment, asked = await begun(sqlite_store, "1.0"), list[str]()
    async with sinch([entry(1, "new"), entry(-90, "old"), *[entry(-100, "older")] * 20], asked) as api:
        assert not await arrived(api, sqlite_store.comments, comment)
    assert asked == ["", "1"]


class Names(Slack):
    """A workspace of a few names."""

    def __init__(self, *, groups: bool = True) -> None:
        super().__init__(SecretStr("xoxb-fake"))
        self._has_groups = groups

    async def user(self, user_id: str, *, fresh: bool = False) -> User:
        if user_id != "U1":
            raise UserGone("user_not_found")
        return User("U1", "anna", real_name="Anna <Berg>")

    async def channel(self, channel: str) -> ChannelInfo:
        return ChannelInfo(channel, "general")

    async def groups(self) -> dict[str, str]:
        if not self._has_groups:
            raise MissingScope("missing_scope", "usergroups:read")
        return {"S1": "support"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@U1> and <@U2|bob> and <@U3>", "@Anna <Berg> and @bob and @someone"),
        ("<#C1|> or <#C2|random>", "#general or #random"),
        ("<!subteam^S1> <!subteam^S2> <!subteam^S3|@ops>", "@support @a group @ops"),
        ("<!channel> <!here>", "@channel @here"),
        ("<https://a.example/?x=1&amp;y=2|docs> &lt;b&gt; :tada:", "docs (https://a.example/?x=1&y=2) <b> :tada:"),
    ],
)
async def test_names_instead_of_ids(written: str, read: str) -> None:
    assert await spoken(Names(), written) == read


async def test_groups_without_the_permission() -> None:
    assert await spoken(Names(groups=False), "<!subteam^S1>") == "@a group"
