"""What stands in the menu of every card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.links import CommandLink

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.flows.activity.renderer import Menu
    from bot.storage.activity.threads import Thread


def menu(clock: Clock) -> Menu:
    """For the activity worker."""

    def of(thread: Thread) -> Sequence[CommandLink]:
        here = {"thread_id": thread.id}
        muted = thread.muted_until is not None and thread.muted_until > clock.now()
        quiet = (
            CommandLink("Unmute it here", "unmute", here)
            if muted
            else CommandLink("Mute it here…", "mute", here, "form")
        )
        return (
            CommandLink("Why am I seeing this?", "why", here),
            CommandLink("Follow in a direct message", "follow", here),
            quiet,
        )

    return of
