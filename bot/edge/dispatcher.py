"""The front desk: takes what a person asked for, however they came, and sees to it that they get one clear answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.cards.blocks import ask, form
from bot.cards.blocks.buttons import Call
from bot.cards.vocabulary import calls
from bot.command.arguments import validate
from bot.command.binding import Bound, bind
from bot.command.context import Ctx, Place, Services
from bot.command.declaration import Asked, Command, Effect, Reply
from bot.command.parse import Words, parse
from bot.command.router import Router
from bot.edge import failures
from bot.edge.forms import simple
from bot.edge.forms.wizard import Wizards
from bot.edge.tasks import outcome
from bot.errors import BadArguments, Problem, UnknownCommand
from bot.flows.execution import access
from bot.flows.execution.execute import cancelled, confirmed, execute
from bot.flows.projects import projects
from bot.flows.subscriptions import following
from bot.provisioning.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence

    from bot.cards.blocks.message import Message
    from bot.edge.responders import Answer

    GoOn = Callable[["Visit", Mapping[str, Any]], Awaitable[None]]

TYPED_LIMIT = 100_000
CHOICES = 5
SLOTS = 48
MOMENT = 0.7
"""Seconds that a form may wait for what it begins with, so that it need not be opened empty first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at the desk: who, where, and where their answer goes."""

    user_id: str
    place: Place
    answer: Answer
    request_id: str


@dataclass(frozen=True, slots=True)
class Front:
    """Knows the services, and the commands from their first use on: importing them all is no part of the start.

    `slots` bounds how many commands run at once: a slow API must not let a crowd of them eat the time in which others
    are acknowledged. Forms never wait for a slot, since triggers die.
    """

    services: Services
    collect: Callable[[], Router]
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SLOTS))

    @property
    def router(self) -> Router:
        return self.collect()

    def visit(self, user_id: str, place: Place, answer: Answer) -> Visit:
        return Visit(user_id, place, answer, uuid4().hex[:12])

    async def typed(self, visit: Visit, text: str) -> None:
        """Somebody typed a command."""
        await self.attend(visit, self._typed(visit, text[:TYPED_LIMIT]))

    async def pressed(self, visit: Visit, call: Call) -> None:
        """Somebody pressed a button that is a command."""
        await self.attend(visit, self._pressed(visit, call))

    async def submitted(self, visit: Visit, command: Command, values: Mapping[str, Any], origin: simple.Origin) -> None:
        """Somebody submitted a command's form; for what changes something, that is the confirmation."""
        await self.attend(visit, self._submitted(visit, command, values, origin))

    async def answered(self, visit: Visit, key: str, *, yes: bool) -> None:
        """Somebody answered a question."""
        await self.attend(visit, self._answered(visit, key, yes=yes))

    async def attend(self, visit: Visit, work: Coroutine[Any, Any, None]) -> None:
        """Whatever goes wrong is shown to the person, where they are; what nobody foresaw with a reference to quote."""
        async with failures.Shown(visit.answer, visit.request_id):
            await work

    async def _typed(self, visit: Visit, text: str) -> None:
        words = parse(text)
        match = self.router.match(words)
        exact = match is not None and words.words[0].text.lower() == match.command.area
        if not exact and (meant := await self._of_card(visit.place, text)):
            await self._ask(visit, *meant)
            return
        if match is None:
            await self._lost(visit, words)
            return
        bound = bind(match.command.arguments, match.rest)
        asked = Asked(match.command, bound.values, public=bound.public, project=bound.project)
        await self._ask(visit, asked, bound)

    async def _of_card(self, place: Place, text: str) -> tuple[Asked, Bound] | None:
        """In a card's thread the verbs of its resource need no ids: `activity`, `comment TEXT`."""
        thread = await self.services.store.threads.at(place.channel, place.thread_ts) if place.thread_ts else None
        subject = following.from_key(thread.subject) if thread else None
        if thread is None or subject is None or subject.kind not in calls.COMMANDS or not subject.complete:
            return None
        path, ids = calls.COMMANDS[subject.kind][0], calls.args(subject)
        match = self.router.match(parse(f"{path} {text}"))
        if match is None or not ids.keys() <= {arg.name for arg in match.command.arguments if arg.positional}:
            return None
        bound = bind([arg for arg in match.command.arguments if arg.name not in ids], match.rest)
        values = {**bound.values, **ids}
        return Asked(match.command, values, public=bound.public, project=bound.project or thread.project_id), bound

    async def _lost(self, visit: Visit, words: Words) -> None:
        """No command has these words: the help of the group they begin with, or near ones."""
        plain = [word.text for word in words.words if not word.name and not word.quoted]
        helper = self.router.get("help")
        if helper and plain[-1:] == ["help"]:  # `rcs help`, `/sinch-rcs help`: said the other way round
            plain.pop()
            await self.run(visit, Asked(helper, {"words": " ".join(plain)}))
            return
        group = self.router.group(plain)
        if plain and len(group) == len(plain) and (listing := self._list_of(plain, group)):
            await self.run(visit, Asked(listing))
            return
        if helper and (not plain or len(group) == len(plain)):
            await self.run(visit, Asked(helper, {"words": " ".join(plain)}))
            return
        typed = " ".join(plain[:6])
        near = self.router.suggest(typed)
        if group and not near:
            near = tuple(command.path for command in self.router.under(group)[:5])
        raise UnknownCommand(typed, near)

    def _list_of(self, plain: Sequence[str], group: tuple[str, ...]) -> Command | None:
        """The list of what is the bot's own (`projects`, `access`, `digest`), which its name alone asks for."""
        found = self.router.get(f"{' '.join(plain)} list")
        return None if any(one.calls for one in self.router.under(group)) else found

    async def _pressed(self, visit: Visit, call: Call) -> None:
        command = self.router.get(call.path)
        if command is None:
            raise UnknownCommand(call.path, self.router.suggest(call.path))
        args = dict(call.args)
        asked = Asked(command, args, project=args.pop("project", None))
        if call.mode == "form":
            access.require((await self.ctx(visit, asked)).actor, command)
            await self._form(visit, asked, ())
            return
        await self._ask(visit, asked, Bound(values=args))

    async def _ask(self, visit: Visit, asked: Asked, bound: Bound) -> None:
        problems = list(bound.problems)
        try:
            validate(asked.command.args, asked.values)
        except BadArguments as error:
            problems += error.problems
        empty = _nothing_said(asked)
        if not problems and not empty:
            await self._run_or_ask(visit, asked)
            return
        access.require((await self.ctx(visit, asked)).actor, asked.command)
        await self._form(visit, asked, problems)

    async def _form(self, visit: Visit, asked: Asked, problems: Sequence[Problem]) -> None:
        """Open the form, filled with what was given; where none can be opened, say what is missing and offer it."""
        command = asked.command
        if not any(arg.asked for arg in command.arguments):
            raise BadArguments(tuple(problems))
        if command.wizard is not None:
            if not await Wizards(self).open(visit, asked, problems):
                await visit.answer.show(Reply(_missing(asked, problems)))
            return
        if command.prefill is not None and not problems:
            await self._prefilled(visit, asked)
            return
        await self._open(visit, asked, problems)

    async def _prefilled(self, visit: Visit, asked: Asked) -> None:
        async def fill(visit: Visit, found: Mapping[str, Any]) -> None:
            await self._open(visit, replace(asked, values={**found, **asked.values}), ())

        if not await self.begun(visit, asked, fill):
            await visit.answer.show(Reply(_missing(asked, ())))

    async def begun(self, visit: Visit, asked: Asked, go_on: GoOn) -> bool:
        """Look up what the form begins with, then `go_on`; False: no form can be opened.

        A trigger lives three seconds: what takes longer than a moment comes into a modal that is open by then.
        """
        looking = asyncio.ensure_future(self._looked_up(visit, asked))
        try:
            if visit.answer.opens:
                await asyncio.wait({looking}, timeout=MOMENT)
            if looking.done() and looking.exception() is None:
                await go_on(visit, looking.result())
                return True
            opened = await visit.answer.form(form.working(simple.title(asked.command), "Just a moment…"))
            if opened is None:
                return False
            async with failures.Shown(opened, visit.request_id):
                await go_on(replace(visit, answer=opened), await looking)
            return True
        finally:
            looking.cancel()

    async def _looked_up(self, visit: Visit, asked: Asked) -> Mapping[str, Any]:
        if asked.command.prefill is None:
            return {}
        return await asked.command.prefill(await self.ctx(visit, asked), asked.values)

    async def _open(self, visit: Visit, asked: Asked, problems: Sequence[Problem]) -> None:
        command = asked.command
        origin = simple.Origin(
            channel=visit.place.channel,
            thread_ts=visit.place.thread_ts,
            response_url=visit.answer.response_url,
            project=asked.project or "",
            public=asked.public,
            kept=simple.kept(command, asked.values),
        )
        if await visit.answer.form(simple.view(command, asked.values, origin, problems)):
            return
        await visit.answer.show(Reply(_missing(asked, problems)))

    async def _submitted(
        self, visit: Visit, command: Command, values: Mapping[str, Any], origin: simple.Origin
    ) -> None:
        asked = Asked(command, values, public=origin.public, project=origin.project or None)
        error = await outcome(self.run(visit, asked, confirmed=command.effect is not Effect.DESTROY))
        if error is None:
            return
        problems = failures.at_fields(error, command)
        if not problems:
            raise error
        await visit.answer.form(simple.view(command, values, origin, problems))

    async def _answered(self, visit: Visit, key: str, *, yes: bool) -> None:
        ctx = await self.ctx(visit, None)
        if not yes:
            await visit.answer.show(await cancelled(ctx, self.router, key))
            return
        await self._run_or_ask(visit, await confirmed(ctx, self.router, key), confirmed=True)

    async def _run_or_ask(self, visit: Visit, asked: Asked, *, confirmed: bool = False) -> None:
        """Run it; what only turns out to be wrong then (a code, a file) can be corrected in the form."""
        try:
            await self.run(visit, asked, confirmed=confirmed)
        except BadArguments as error:
            if not any(arg.asked for arg in asked.command.arguments):
                raise
            await visit.answer.show(Reply(_missing(asked, error.problems)))

    async def run(self, visit: Visit, asked: Asked, *, confirmed: bool = False) -> None:
        async with self.slots:
            try:
                reply = await execute(await self.ctx(visit, asked), asked, confirmed=confirmed)
            except ApiError as error:
                retry = _again(asked)
                if retry is None or failures.at_fields(error, asked.command):
                    raise
                await visit.answer.show(Reply(failures.shown(error, reference=visit.request_id, retry=retry)))
                return
            await visit.answer.show(reply)
        if reply.form and (command := self.router.get(reply.form.path)):
            await self._form(visit, Asked(command, reply.form.args), ())

    async def ctx(self, visit: Visit, asked: Asked | None) -> Ctx:
        services = self.services
        project = (asked.project if asked else None) or await projects.of_channel(services, visit.place.channel)
        services.projects.api(project)
        return Ctx(
            services=services,
            actor=await access.actor(services, visit.user_id),
            place=visit.place,
            project_id=project,
            request_id=visit.request_id,
        )


def _again(asked: Asked) -> Call | None:
    """The same once more, as a button; None for what changes something, and for what no button may carry."""
    secrets = {arg.name for arg in asked.command.arguments if arg.kind == "secret"}
    if asked.command.effect is not Effect.READ or secrets & asked.values.keys():
        return None
    return Call(asked.command.path, {**asked.values, **({"project": asked.project} if asked.project else {})})


def _nothing_said(asked: Asked) -> bool:
    """Whether the form is to be opened though nothing is missing: only ids were typed, and there is more to say."""
    command = asked.command
    changes = command.effect is Effect.CHANGE and any(arg.where == "field" for arg in command.arguments)
    if command.prefill is None and not changes:
        return False
    whole = command.wizard is not None
    ids = {arg.name for arg in command.arguments if arg.positional and (arg.required or whole)}
    return not asked.values.keys() - ids


def _missing(asked: Asked, problems: Sequence[Problem]) -> Message:
    """What is missing in words, with buttons: the form, and each choice of the only field where it has few."""
    command = asked.command
    by_name = {arg.name: arg for arg in command.arguments}
    values = {name: value for name, value in asked.values.items() if name in by_name and by_name[name].kind != "secret"}
    names = {problem.field for problem in problems}
    only = by_name.get(next(iter(names))) if len(names) == 1 else None
    choices = (
        [
            (only.labels.get(option, option), Call(command.path, {**values, only.name: option}))
            for option in only.options[:CHOICES]
        ]
        if only
        else []
    )
    questions = [
        ask.Question(by_name[p.field].title, by_name[p.field].hint, p.message)
        if p.field in by_name
        else ask.Question("", "", p.message)
        for p in problems
    ]
    usage = f"/sinch {command.path} {command.usage}".rstrip()
    return ask.missing(usage, questions, form=Call(command.path, values, "form"), choices=choices)
