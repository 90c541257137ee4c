"""Where a modal was opened, and for which project: what travels in its private_metadata. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

METADATA_LIMIT = 3000
"""Characters of private_metadata: https://docs.slack.dev/reference/views/modal-views"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form was opened, and what it keeps without showing it."""

    channel: str
    thread_ts: str | None = None
    response_url: str = ""
    project: str = ""
    public: bool = False
    kept: Mapping[str, Any] = field(default_factory=dict)
    began: str = ""
    """A mark of what the form began with, to find whether somebody else changed it meanwhile."""

    def pack(self) -> str:
        """As text for a modal; raises `ValueError` where it is too long."""
        packed = {
            "c": self.channel,
            "t": self.thread_ts,
            "r": self.response_url,
            "p": self.project,
            "u": self.public,
            "k": dict(self.kept),
            "b": self.began,
        }
        text = json.dumps({key: value for key, value in packed.items() if value}, separators=(",", ":"))
        if len(text) > METADATA_LIMIT:
            raise ValueError("too much to keep in a form")
        return text

    @classmethod
    def unpack(cls, text: str) -> Origin:
        """Read what `pack` wrote into a form's `private_metadata`."""
        data = json.loads(text or "{}")
        return cls(
            channel=data.get("c", ""),
            thread_ts=data.get("t"),
            response_url=data.get("r", ""),
            project=data.get("p", ""),
            public=bool(data.get("u")),
            kept=data.get("k", {}),
            began=data.get("b", ""),
        )

    @classmethod
    def of(cls, view: Mapping[str, Any] | None) -> Origin:
        """The origin of a view that Slack sent."""
        return cls.unpack(str((view or {}).get("private_metadata") or ""))
