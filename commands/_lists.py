"""What every list shares: turning pages, and the calls behind its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.arguments import Listing
from bot.cards import table
from bot.cards.buttons import Call

if TYPE_CHECKING:
    from bot.provisioning.service import Page

ROWS = 25


def pages(path: str, args: Listing, page: Page[Any]) -> table.Pages:
    """Where in the list this page is, and the buttons to its neighbours: the same command with the same filters."""
    filters = args.model_dump(mode="json", exclude_defaults=True, exclude={"page", "start"})

    def turn(token: str | None, start: int) -> Call | None:
        return Call(path, {**filters, "page": token, "start": max(start, 1)}, "turn") if token else None

    return table.Pages(
        total=page.total_size,
        first=args.start,
        previous=turn(page.previous_page_token, args.start - (page.page_size or ROWS)),
        next=turn(page.next_page_token, args.start + len(page.items)),
    )


def opening(path: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> list[tuple[str, Call]]:
    """Rows as things to open: label and the arguments of the command that shows one."""
    return [(label, Call(path, args)) for label, args in rows]
