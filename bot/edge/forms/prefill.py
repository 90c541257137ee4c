"""A form that begins with what has to be looked up first, though a trigger lives three seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.cards.blocks import form
from bot.command.invocation import Invocation
from bot.edge import failures
from bot.edge.forms import simple
from bot.edge.interactions import Interaction
from bot.flows.execution.explained import explained

GoOn = Callable[[Interaction, Mapping[str, Any]], Awaitable[None]]

MOMENT_SECONDS = 0.7
"""So long a form may wait for what it begins with, so that it need not be opened empty first."""


async def look_up(invocation: Invocation) -> Mapping[str, Any]:
    """What the command's form begins with."""
    command, values = invocation.command, invocation.values
    async with explained(invocation.ctx, command, values, form=True):
        return await command.prefill(invocation.ctx, values) if command.prefill is not None else {}


async def open_prefilled(interaction: Interaction, invocation: Invocation, go_on: GoOn) -> bool:
    """Look up what the form begins with, then `go_on`; False: no form can be opened.

    What takes longer than a moment comes into a modal that is open by then.
    """
    looking = asyncio.ensure_future(look_up(invocation))
    try:
        if interaction.answer.opens:
            await asyncio.wait({looking}, timeout=MOMENT_SECONDS)
        if looking.done() and looking.exception() is None:
            await go_on(interaction, looking.result())
            return True
        opened = await interaction.answer.form(form.working(simple.title(invocation.command), "Just a moment…"))
        if opened is None:
            return False
        async with failures.ErrorReply(opened, interaction.request_id):
            await go_on(replace(interaction, answer=opened), await looking)
        return True
    finally:
        looking.cancel()
