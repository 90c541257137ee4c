"""The addresses that the token, files and answers may go to: Slack's own, whatever an answer or a payload names.

Derived from `SLACK_API_URL`: `https://slack.com/api/` allows slack.com and what is below it, as hooks.slack.com and
files.slack.com are; GovSlack and the sandbox follow from theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yarl import URL

from bot.slack.errors import SlackRefused

_NAME = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
"""A host as it goes to the resolver: nothing in it that something else may read as an end, an escape or a blank."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ForeignAddress(SlackRefused):
    """An address outside Slack, to which neither the token nor an answer goes."""


class RemoteFile(SlackRefused):
    """A file that Slack only links to: it lies with somebody else."""


class HomeAddresses:
    """Slack's hosts; over TLS wherever Slack's API is."""

    def __init__(self, base_url: str) -> None:
        base = URL(base_url)
        self._scheme = base.scheme
        self._host = (base.host or "").removeprefix("www.")

    def check(self, address: str) -> URL:
        """The address as it will be used, so that nobody reads it differently; raises `ForeignAddress`."""
        try:
            url = URL(address)
            host = url.raw_host or ""
        except (ValueError, IndexError) as error:  # yarl raises the latter for `https://[]@`
            raise ForeignAddress("foreign_address", "not an address") from error
        below = self._scheme == "https" and host.endswith(f".{self._host}")
        ours = host == self._host or (below and _NAME.fullmatch(host)) or {host, self._host} <= LOOPBACK
        plain = url.user is None and url.password is None
        port = self._scheme != "https" or url.port == 443
        if not (ours and plain and port and url.scheme == self._scheme):
            raise ForeignAddress("foreign_address", host[:100])
        return url


def address_of(file: Mapping[str, Any]) -> str:
    """Where Slack keeps a file, as `files.info` says; raises `RemoteFile` for one that it does not keep."""
    address = file.get("url_private")
    if file.get("is_external") or file.get("mode") == "external" or not isinstance(address, str) or not address:
        raise RemoteFile("remote_file", str(file.get("external_type") or ""))
    return address
