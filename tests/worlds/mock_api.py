"""Sinch's API as one function: for what asks the client, and cares for nothing around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from pydantic import SecretStr

from bot.provisioning.client import Provisioning


def client_of(answer: Callable[[httpx.Request], Any], **more: Any) -> Provisioning:
    """A client that `answer` answers, tokens too; `more` goes to the client."""
    return Provisioning(
        project_id="p",
        key_id="k",
        key_secret=SecretStr("s"),
        api_url="http://api",
        auth_url="http://auth/token",
        transport=httpx.MockTransport(answer),
        **more,
    )
