"""What stands in the menu of every card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cards.blocks.buttons import Call

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.flows.activity.renderer import Menu
    from bot.storage.threads import Thread


def menu(clock: Clock) -> Menu:
    """For the activity worker."""

    def of(thread: Thread) -> Sequence[tuple[str, Call]]:
        here = {"thread_id": thread.id}
        muted = thread.muted_until is not None and thread.muted_until > clock.now()
        quiet = ("Unmute it here", Call("unmute", here)) if muted else ("Mute it here…", Call("mute", here, "form"))
        return (
            ("Why am I seeing this?", Call("why", here)),
            ("Follow in a direct message", Call("follow", here)),
            quiet,
        )

    return of
