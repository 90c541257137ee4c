"""Messages that a person forwarded along with one of their own.

https://docs.slack.dev/reference/objects/message-object (an attachment with `is_share`)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def forwarded_in(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The attachments that hold them; previews of links are none."""
    attachments = message.get("attachments")
    found = attachments if isinstance(attachments, list) else []
    return [attachment for attachment in found if isinstance(attachment, Mapping) and attachment.get("is_share")]
