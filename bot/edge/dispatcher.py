"""Runs what a person asked for, however they came, and sees to it that they get one clear answer. Knows no form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from bot.cards import failure
from bot.cards.understanding import with_note
from bot.command.context import Ctx, Services
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.invocation import Invocation, Request
from bot.command.router import Router
from bot.edge import failures
from bot.edge.interactions import KEPT, Interaction
from bot.edge.responders import InView
from bot.flows import living_answers
from bot.flows.execution import access, announcing
from bot.flows.execution.execute import Hold, execute
from bot.flows.execution.pace import ChangePace
from bot.flows.projects import naming, projects
from bot.flows.understanding import references
from bot.links import Call
from bot.provisioning.errors import ApiError

SLOTS = 48
"""Commands that run at once; the others wait for their turn."""


def _is_counted(command: Command) -> bool:
    """Whether it is one of the changes that a person can only make so many of in a minute.

    Buttons that send, stop or decide what was counted before are none: stopping must always be possible.
    """
    return command.effect is not Effect.READ and not (command.hidden and command.effect is Effect.SETTING)


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Knows the services, and the commands from their first use on: importing them all is no part of the start.

    `slots` bounds how many commands run at once: a slow API must not let a crowd of them eat the time in which others
    are acknowledged. Forms never wait for a slot, since triggers die.
    """

    services: Services
    collect: Callable[[], Router]
    hold: Hold | None = None
    """May keep a command from running, e.g. until a second person agrees; see `execute`."""
    pace: ChangePace = field(default_factory=ChangePace)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SLOTS))

    @property
    def router(self) -> Router:
        return self.collect()

    async def with_error_reply(self, interaction: Interaction, work: Coroutine[Any, Any, None]) -> None:
        """Whatever goes wrong is shown to the person, where they are; what nobody foresaw with a reference to quote.

        The work is not begun for somebody who does not belong here.
        """
        async with failures.ErrorReply(interaction.answer, interaction.request_id):
            with closing(work):
                if await self.admits(interaction.user_id, interaction.place.team):
                    await work
                else:
                    await self._turn_away(interaction)

    async def admits(self, user_id: str, team: str) -> bool:
        """Whether somebody belongs here; `team` is what the request says of them."""
        return await access.belongs(self.services, user_id, team)

    async def _turn_away(self, interaction: Interaction) -> None:
        """Say so politely, once a day, but always in a modal, which else waits for ever; otherwise nobody answers."""
        answer = interaction.answer
        refusal = Reply(failure.user_error(access.NotHere()), audience=Audience.ASKER)
        if isinstance(answer, InView):
            await answer.show(refusal)
        elif await access.is_first_refusal(self.services, interaction.user_id, interaction.place.channel):
            await answer.beside(refusal)

    async def context(self, interaction: Interaction, project: str | None = None) -> Ctx:
        """Who asks, where, and for which project (by id or name, else the channel's); may raise `UnknownProject`."""
        services = self.services
        if project:
            project_id = self._project(project)
        else:
            project_id = await projects.of_channel(services, interaction.place.channel)
            services.projects.api(project_id)
        return Ctx(
            services=services,
            actor=await access.actor(services, interaction.user_id, interaction.place.team),
            place=interaction.place,
            project_id=project_id,
            request_id=interaction.request_id,
        )

    def _project(self, said: str) -> str:
        """The id of a connected project that is named by its id or name."""
        project_id = naming.find(self.services, said) or said
        self.services.projects.api(project_id)
        return project_id

    async def invocation(self, interaction: Interaction, request: Request, known: Ctx | None = None) -> Invocation:
        """The request with its context: the one that is `known` of this interaction, else it is looked up.

        Whoever its values name is named in words from here on, however the request came.
        """
        if known is None:
            ctx = await self.context(interaction, request.project)
        else:
            ctx = replace(known, project_id=self._project(request.project)) if request.project else known
        request = await references.with_names(self.services, request)
        return Invocation(request, ctx, interaction.key, interaction.key if interaction.delivery else "")

    async def run(
        self, interaction: Interaction, invocation: Invocation, *, confirmed: bool = False, asked: bool = False
    ) -> None:
        """Run it and show the answer, once for each key. Raises what the command raises, for forms to show.

        `confirmed`: it asks nothing more; `asked`: because its question was answered, which counted when it was asked.
        """
        if not await self._first(interaction, invocation):
            await interaction.answer.beside(Reply(failure.repeated()))
            return
        async with self.slots:
            try:
                if _is_counted(invocation.command) and not asked:
                    self.pace.count(interaction.user_id, self.services.clock.now())
                reply = await execute(invocation, confirmed=confirmed, hold=self.hold)
            except failures.FORESEEN as error:
                if invocation.key and failures.surely_not_done(error):
                    await self.services.store.requests.release(invocation.key)
                retry = _retry_of(invocation) if isinstance(error, ApiError) else None
                if retry is None or failures.at_fields(error, invocation.command):
                    raise
                shown = failures.card_of(error, reference=interaction.request_id, retry=retry)
                reply = Reply(shown, audience=invocation.audience, failed=True)
            await self._show(interaction, invocation, reply)

    async def _show(self, interaction: Interaction, invocation: Invocation, reply: Reply) -> None:
        """A living answer that stands in the channel already is edited there, and the person led to it."""
        if reply.living and (known := await living_answers.renewed(invocation, reply, reply.living)):
            await interaction.answer.beside(known)
            return
        seen = await living_answers.newest_event(invocation, reply.living) if reply.living else 0
        posted = await interaction.answer.show(replace(reply, message=with_note(reply.message, interaction.note)))
        if reply.question and posted:
            await self.services.store.pending.shown(reply.question, posted.channel, posted.ts, reply.message.text)
        if reply.living and posted:
            await living_answers.register(invocation, reply, reply.living, posted, seen)
        by_all = reply.public or (interaction.answer.overheard and not reply.aside)
        if reply.line and not (by_all and reply.audience is Audience.EVERYONE):
            await announcing.in_channel(invocation.ctx, reply.line)

    async def _first(self, interaction: Interaction, invocation: Invocation) -> bool:
        """Whether this request has not been acted on; what only reads may be repeated."""
        if invocation.command.effect is Effect.READ:
            return True
        claim, now = self.services.store.requests.claim, self.services.clock.now()
        if interaction.delivery and not await claim(interaction.delivery, now, now + KEPT):
            return False
        return not invocation.key or await claim(invocation.key, now, now + interaction.kept)


def _retry_of(invocation: Invocation) -> Call | None:
    """The same once more, as a button; None for what changes something, and for what no button may carry."""
    if invocation.command.effect is not Effect.READ or invocation.request.holds_secret:
        return None
    return Call(invocation.command.path, {**invocation.values, "project": invocation.project})
