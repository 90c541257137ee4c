"""The token, files and answers go to Slack, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.slack.addresses import ForeignAddress, HomeAddresses, RemoteFile, address_of
from bot.slack.errors import ResponseExpired
from bot.slack.web import Web

SLACK, SANDBOX = "https://slack.com/api/", "http://127.0.0.1:4000/api"
FOREIGN = (
    "https://evil.example/x",
    "https://slack.com.evil.example/x",
    "https://evilslack.com/x",
    "http://files.slack.com/x",
    "https://files.slack.com:8443/x",
    "https://files.slack.com@evil.example/x",
    "https://someone@files.slack.com/x",
    "https://evil.example\\@files.slack.com/x",
    "https://evil.example#@files.slack.com/",
    "//files.slack.com/x",
    "file:///etc/passwd",
    "",
    "https://[::1",
    "https://[]@",
    "https://evil.example%2f.slack.com/x",
    "https://evil.example%00.slack.com/x",
    "https://evil.example .slack.com/x",
    "https://files.slack.com./x",
    "http://127.0.0.1:1/x",
)


@pytest.mark.parametrize(
    ("base", "address"),
    [
        (SLACK, "https://slack.com/api/x"),
        (SLACK, "https://files.slack.com/files-pri/T1-F1/x.csv"),
        (SLACK, "https://hooks.slack.com/commands/T1/1/x"),
        ("https://www.slack.com/api/", "https://files.slack.com/upload/v1/x"),
        ("https://slack-gov.com/api/", "https://hooks.slack-gov.com/actions/x"),
        (SANDBOX, "http://127.0.0.1:4000/files-pri/x"),
        (SANDBOX, "http://127.0.0.1:4001/response"),
    ],
)
def test_addresses_of_slack_are_home(base: str, address: str) -> None:
    assert str(HomeAddresses(base).check(address)) == address


PARTS = st.sampled_from(
    (
        "slack.com",
        "evil.example",
        *".@\\/#?:[]-_% \t\n",
        "443",
        "%2e",
        "%2f",
        "%00",
        "。",
        "．",
        "\u200b",
        "xn--",
        "ſ",
        "①",
    )
)


@given(parts=st.lists(PARTS, min_size=1, max_size=6))
def test_what_is_taken_goes_to_slack(parts: list[str]) -> None:
    try:
        taken = HomeAddresses(SLACK).check("https://" + "".join(parts))
    except ForeignAddress:
        return
    assert re.fullmatch(r"([a-z0-9-]+\.)*slack\.com", taken.raw_host or "")
    assert (taken.scheme, taken.port, taken.user) == ("https", 443, None)


@pytest.mark.parametrize("address", FOREIGN)
async def test_every_other_address_is_foreign(address: str) -> None:
    with pytest.raises(ForeignAddress):
        HomeAddresses(SLACK).check(address)
    web = Web(SecretStr("xoxb-not-a-token"), SLACK)
    try:
        with pytest.raises(ResponseExpired):
            await web.send(address, {})
        with pytest.raises(ForeignAddress):
            await web.get(address, 10)
        with pytest.raises(ForeignAddress):
            await web.put(address, b"x")
    finally:
        await web.close()


@pytest.mark.parametrize(
    "file",
    [
        {"is_external": True, "url_private": "https://files.slack.com/x"},
        {"mode": "external", "external_type": "gdrive", "url_private": "https://docs.google.com/x"},
        {"mode": "hosted"},
        {"url_private": None},
    ],
)
def test_files_that_slack_does_not_keep(file: dict[str, object]) -> None:
    with pytest.raises(RemoteFile):
        address_of(file)
