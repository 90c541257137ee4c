"""Buttons, menus, modals, shortcuts and the Home tab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.model import JSON, Message, View
from bot.sandbox.slack.outcome import Outcome

Values = Mapping[str, Mapping[str, Any]]


class Interacting:
    """What can be pressed and filled in.

    A *value* is what a person would choose: str for text, a select's option value, a user or channel id,
    ``YYYY-MM-DD``, ``HH:MM``; int for datetimepicker; list of str for multi-selects, checkboxes and file inputs (file
    ids); None for empty. An option of an external select is chosen by its value after ``suggest`` offered it (or given
    whole, as the option object).
    """

    async def click(
        self, user: str, target: Message | View, block_id: str, action_id: str, value: Any = None
    ) -> Outcome:
        """Press a button (``value`` is ignored) or choose in any other element; sends block_actions.

        In an input block without ``dispatch_action`` it only fills in.
        """
        raise NotImplementedError

    def fill(self, user: str, target: Message | View, block_id: str, action_id: str, value: Any) -> None:
        """Fill in or choose without telling the app."""
        raise NotImplementedError

    async def suggest(
        self, user: str, target: Message | View, block_id: str, action_id: str, query: str = ""
    ) -> list[JSON]:
        """The options (or option groups) that an external select offers for what was typed."""
        raise NotImplementedError

    async def submit_view(self, user: str, view_id: str, values: Values | None = None) -> Outcome:
        """Press submit after filling in ``values``; fields that the client itself refuses come back as errors."""
        raise NotImplementedError

    async def close_view(self, user: str, view_id: str, clear: bool = False) -> None:
        """Press close (back to the modal below), or with ``clear`` the cross that closes all."""
        raise NotImplementedError

    async def message_shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> Outcome:
        raise NotImplementedError

    async def global_shortcut(self, user: str, callback_id: str) -> Outcome:
        raise NotImplementedError

    async def open_home(self, user: str, tab: str = "home") -> View | None:
        """Open the app's ``home`` or ``messages`` tab; returns what Home shows at this moment."""
        raise NotImplementedError
