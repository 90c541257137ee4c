"""Errors of the API, as the command that met them explains them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.command.declaration import Effect
from bot.links import Call
from bot.provisioning.errors import ApiError

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.command.declaration import Command


@asynccontextmanager
async def explained(
    ctx: Ctx, command: Command, values: Mapping[str, Any], *, form: bool = False
) -> AsyncIterator[None]:
    """Raises what the command's `explain` makes of an `ApiError`, else the error itself.

    `form`: what is inside opens the command's form, so that whoever calls it again means the form too.
    """
    try:
        yield
    except ApiError as error:
        posts = command.effect is not Effect.READ and not command.asks
        call = Call(command.path, {**values, "project": ctx.project_id}, "form" if form or posts else "run")
        better = await command.explain(ctx, call, error) if command.explain is not None else None
        if better is None:
            raise
        raise better from error
