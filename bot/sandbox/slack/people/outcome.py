"""What a person sees after an action that the app must answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Outcome:
    """How a slash command, a click, a shortcut or a submission ended.

    error     what the client shows when it failed ('' when it went well)
    errors    {block_id: text} at the fields of a modal
    code      Slack's own word: operation_timeout, http_error, app_not_reachable, invalid_response ... ('' when well)
    status    HTTP status of the app's answer, 0 over Socket Mode or when there was none
    body      what the app answered (JSON object, text, or None)
    request   the payload that was sent
    """

    error: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    code: str = ""
    status: int = 0
    body: Any = None
    request: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors
