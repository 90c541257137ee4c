"""What goes wrong in the emulated workspace.

SlackError            the Web API answers ``ok: false`` with this code
ClientRefused         a Slack client would not even let the person do it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """The shape in which a workspace refuses: plain text or JSON, with this status, with or without the reasons."""

    plain: bool = False
    status: int = 0
    reasons: bool = True


class SlackError(Exception):
    """An answer ``{"ok": false, "error": code}``; ``extra`` is merged into the answer."""

    def __init__(self, code: str, messages: list[str] | None = None, status: int = 200, **extra: Any) -> None:
        super().__init__(code if not messages else f"{code}: {'; '.join(messages)}")
        self.code = code
        self.messages = messages or []
        self.status = status
        self.extra = extra
        self.headers: dict[str, str] = {}

    def body(self) -> dict[str, Any]:
        """The JSON that Slack would answer."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {text}" for text in self.messages]}
        return answer


class ClientRefused(Exception):
    """The person's own client refuses before anything is sent; the text is what it shows."""
