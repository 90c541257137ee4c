"""What a channel has of its own to choose from where a sentence names none: `pause the digest`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.command import Ctx
from bot.command.declaration import Command
from bot.flows.digest.notes import words

Pairs = Sequence[tuple[str, str]]


async def of(ctx: Ctx, argument: str) -> Pairs:
    """Values and what they are called; none for what no channel has."""
    load = _LOADERS.get(argument)
    return await load(ctx) if load else ()


async def missing(ctx: Ctx, command: Command, values: Mapping[str, object]) -> tuple[str, Pairs]:
    """The first argument that is not given and that this channel has something for, with what there is."""
    for arg in command.arguments:
        if arg.required and arg.name in _LOADERS and arg.name not in values:
            return arg.name, await of(ctx, arg.name)
    return "", ()


async def _digests(ctx: Ctx) -> Pairs:
    return [(str(digest.id), words(digest)) for digest in await ctx.store.digests.in_channel(ctx.place.channel)]


_LOADERS: Mapping[str, Callable[[Ctx], Awaitable[Pairs]]] = {"digest_id": _digests}
