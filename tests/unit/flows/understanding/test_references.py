"""A person or channel that is named in a value reaches Sinch by name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.command.context import Services
from bot.command.invocation import check
from bot.command.parse import decode
from bot.flows.understanding.references import with_names
from commands import collect

PEOPLE = {"U1": SimpleNamespace(name="martin", real_name='Martin "Mac" Keller')}


async def _user(user_id: str) -> Any:
    return PEOPLE[user_id]


async def _channel(channel: str) -> Any:
    return SimpleNamespace(name="launches")


SERVICES = cast(Services, SimpleNamespace(slack=SimpleNamespace(user=_user, channel=_channel)))


@pytest.mark.parametrize(
    ("sent", "at_sinch"),
    [
        ("Ask <@U1> &amp; co", 'Ask @Martin "Mac" Keller & co'),
        ("<#C1> and <#C2|shop>", "#launches and #launches"),
        ("<!here> &lt;b&gt;", "@here <b>"),
        ("no reference", "no reference"),
    ],
)
async def test_what_goes_to_sinch_names_people_and_channels(sent: str, at_sinch: str) -> None:
    command = collect().get("sms apps create")
    assert command is not None
    request = await with_names(SERVICES, check(command, {"name": decode(sent), "region": "EU"}))
    assert request.values["name"] == at_sinch


async def test_a_name_leaves_json_whole() -> None:
    command = collect().get("rcs upscales create")
    assert command is not None
    request = await with_names(SERVICES, check(command, {"json": '{"name": "<@U1>"}'}))
    assert request.values["json"] == '{"name": "@Martin \\"Mac\\" Keller"}'


async def test_what_the_bot_keeps_to_itself_stays_a_reference() -> None:
    command = collect().get("access grant")
    assert command is not None
    request = check(command, {"user": "<@U1>", "role": "operator"})
    assert (await with_names(SERVICES, request)).values == request.values
