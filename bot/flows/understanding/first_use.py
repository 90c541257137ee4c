"""Plain words, made when the first sentence comes: readiness need not wait for their imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bot.command import Ctx, Router
from bot.command.invocation import Request
from bot.flows.understanding.meant import Understand, Understood

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.flows.understanding.plainwords import PlainWords


def plain_words(services: Services, collect: Callable[[], Router]) -> Understand:
    """Plain words over the declared commands."""

    @cache
    def made() -> PlainWords:
        from bot.flows.understanding.known import KnownNames
        from bot.flows.understanding.plainwords import PlainWords

        return PlainWords(services, collect, KnownNames(services))

    async def understand(ctx: Ctx, text: str, request: Request | None, opens: bool) -> Understood | None:
        return await made()(ctx, text, request, opens)

    return understand
