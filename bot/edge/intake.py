"""What people type, press and answer. A complete request runs; an incomplete one gets its form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.cards import failure
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.kinds import CARDS
from bot.command.binding import bind
from bot.command.bounds import NAME
from bot.command.context import Ctx, Place
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.invocation import Invocation, Request, check
from bot.command.parse import Words, parse
from bot.command.router import Match, harmless
from bot.edge import failures, forwarded, sent_files
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms.opening import Forms
from bot.edge.interactions import Interaction
from bot.errors import BadArguments, Gone, UnknownCommand
from bot.flows.execution import access
from bot.flows.execution.execute import answered_before, cancelled, reopen_question, take_question
from bot.flows.understanding import by_name, people, questions
from bot.flows.understanding.meant import Understand
from bot.links import Call, Mode
from bot.provisioning.subjects import named_subject
from bot.redaction import redacted, redacted_text

TYPED_LIMIT = 100_000
"""Characters of a command that are read at all."""
SPOKEN = 4_000
"""Characters that a request in plain words may have."""
LONG = 5_000
"""Characters that are read without a thread: some milliseconds."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Intake:
    """From words and buttons to commands."""

    dispatcher: Dispatcher
    understand: Understand | None = None

    @property
    def forms(self) -> Forms:
        return Forms(self.dispatcher)

    async def typed(self, interaction: Interaction, text: str) -> None:
        """Somebody typed a command."""
        await self.dispatcher.with_error_reply(interaction, self._typed(interaction, text[:TYPED_LIMIT]))

    async def pressed(self, interaction: Interaction, call: Call) -> None:
        """Somebody pressed a button that is a command; a question that stood there is answered by that."""
        await self.dispatcher.with_error_reply(interaction, self._pressed(interaction, call))
        await questions.drop(self.dispatcher.services, interaction.place)

    async def answered(self, interaction: Interaction, key: str, *, yes: bool) -> None:
        """Somebody answered a question."""
        await self.dispatcher.with_error_reply(interaction, self._answered(interaction, key, yes=yes))

    async def _typed(self, interaction: Interaction, text: str) -> None:
        words, match = await _off_the_loop(text, lambda: self._matched(text))
        exact = match is not None and words.words[0].text.lower() == match.command.area
        request = await self._of_card(interaction.place, text)
        if match and exact and request and not (len(match.command.words) == 1 and request.complete):
            request = None  # `activity` in a card's thread is the card's; words with an area mean what they say
        if request is None and match is not None:
            request = await _request(text, match)
        if request is not None:
            request = sent_files.filled_in(request, interaction.files)
        if interaction.answer.overheard and await _off_the_loop(text, lambda: _tells_secret(text, request)):
            await self._refuse_overheard(interaction, request)
            return
        if request is not None:
            request = await people.with_person_ids(self.dispatcher.services, request)
        if request is None:
            await self._in_no_command(interaction, text, words)
        elif self._may_be_words(text) and (_may_be_spoken(request) or not request.complete):
            await self._in_plain_words_or_exact(interaction, text, request)
        else:
            await self._go_on(interaction, request)

    def _may_be_words(self, text: str) -> bool:
        """Whether it is worth trying as a sentence."""
        return self.understand is not None and len(text) <= SPOKEN

    def _matched(self, text: str) -> tuple[Words, Match | None]:
        words = parse(text)
        return words, self.dispatcher.router.match(words)

    async def _in_no_command(self, interaction: Interaction, text: str, words: Words) -> None:
        """The words name no command: they are plain English, or nearly a command."""
        if interaction.files and not words.words:
            raise sent_files.without_words(interaction.files)
        if interaction.forwards and not words.words:
            raise forwarded.without_words()
        sentence, project = _without_project(text, words)
        ctx = await self._context(interaction, project) if project or self._may_be_words(text) else None
        if ctx is None or not (self._may_be_words(text) and await self._understood(interaction, ctx, sentence, None)):
            await self._suggest(interaction, words, ctx)

    async def _in_plain_words_or_exact(self, interaction: Interaction, text: str, request: Request) -> None:
        """The words name a command that they may not mean; both readings have the same context."""
        async with failures.ErrorReply(interaction.answer, interaction.request_id, request.command.widest):
            sentence, project = _without_project(text, parse(text)) if request.project else (text, "")
            ctx = await self._context(interaction, project, request.project)
            if not await self._understood(interaction, ctx, sentence, request):
                await self._go_on(interaction, request, ctx)

    async def _context(self, interaction: Interaction, named: str, pinned: str | None = None) -> Ctx:
        """For the project that the words name, else the one that the place pins, else the channel's."""
        ctx = await self.dispatcher.context(interaction, named or pinned)
        return replace(ctx, named_project=named)

    async def _of_card(self, place: Place, text: str) -> Request | None:
        """In a card's thread the verbs of its resource need no ids: `activity`, `comment TEXT`."""
        threads = self.dispatcher.services.store.threads
        thread = await threads.at(place.channel, place.thread_ts) if place.thread_ts else None
        subject = named_subject(thread.subject) if thread else None
        if thread is None or subject is None or subject.kind not in CARDS or not subject.complete:
            return None
        path, ids = CARDS[subject.kind].commands, calls.args(subject)
        _, match = await _off_the_loop(text, lambda: self._matched(f"{path} {text}"))
        if match is None:
            return None
        taken = ids.keys() & {arg.name for arg in match.command.arguments if arg.positional}
        if not taken or (taken < ids.keys() and match.command.effect is not Effect.READ):
            return None  # a change is of this very template; `health` may be of all its languages
        return await _request(text, match, ids={name: ids[name] for name in taken}, project=thread.project_id)

    async def _understood(self, interaction: Interaction, ctx: Ctx, text: str, request: Request | None) -> bool:
        """Whether the words made sense as plain English."""
        if self.understand is None:
            return False
        meant = await self.understand(ctx, text, request, interaction.answer.opens)
        if meant is None:
            return False
        if meant.tells_secret:
            await self._refuse_overheard(interaction, meant.request)
            return True
        if meant.reply is not None:
            posted = await interaction.answer.show(meant.reply)
            if meant.asks and posted:
                await questions.shown(self.dispatcher.services, interaction.place, posted, meant.reply.message.text)
        if meant.request is not None:
            request = sent_files.filled_in(meant.request, interaction.files)
            await self._go_on(replace(interaction, note=meant.note, left_out=meant.left_out), request, ctx)
        return True

    async def _suggest(self, interaction: Interaction, words: Words, ctx: Ctx | None) -> None:
        """No command has these words: the help of the group they begin with, or near ones."""
        router = self.dispatcher.router
        plain = [word.text for word in words.words if not word.name and not word.quoted]
        if (known := self._of_group(plain, is_empty=not words.words)) is not None:
            await self._go_on(interaction, known, ctx)
            return
        typed = redacted_text(" ".join(word[:NAME] for word in plain[:6]))
        near, group = router.suggest(typed), router.group(plain)
        if group and not near:
            near = tuple(command.path for command in harmless(router.under(group), typed)[:5])
        raise UnknownCommand(typed, near)

    def _of_group(self, plain: Sequence[str], *, is_empty: bool) -> Request | None:
        """What is shown to who names a group of commands, or nothing: the launcher, its list, its help."""
        router = self.dispatcher.router
        helper, launcher, group = router.get("help"), router.get("launcher"), router.group(plain)
        if helper and plain[-1:] == ["help"]:  # `rcs help`, `/sinch-rcs help`: said the other way round
            return check(helper, {"words": " ".join(plain[:-1])})
        if launcher and is_empty:
            return check(launcher, {})
        if len(group) < len(plain):
            return None
        if plain and (listing := self._list_of(plain, group)):
            return check(listing, {})
        return check(helper, {"words": " ".join(plain)}) if helper else None

    def _list_of(self, plain: Sequence[str], group: tuple[str, ...]) -> Command | None:
        """The list of what is the bot's own (`projects`, `access`, `digest`), which its name alone asks for."""
        router = self.dispatcher.router
        found = router.get(f"{' '.join(plain)} list")
        return None if any(command.calls for command in router.under(group)) else found

    async def _pressed(self, interaction: Interaction, call: Call) -> None:
        command = self.dispatcher.router.get(call.path)
        if command is None:
            raise UnknownCommand(call.path, self.dispatcher.router.suggest(call.path))
        values = {name: value for name, value in call.args.items() if name != "project"}
        project = call.args.get("project")
        if call.mode == "form":
            if _can_be_looked_up(command, values):
                request = Request(command, values, project=project, for_form=True)
            else:
                request = check(command, values, project=project)
            invocation = await self.dispatcher.invocation(interaction, request)
            await access.require(invocation.ctx, command)
            await self.forms.open(interaction, invocation)
            return
        await self._go_on(interaction, check(command, values, project=project))

    async def _go_on(self, interaction: Interaction, request: Request, ctx: Ctx | None = None) -> None:
        """Run what is complete, open the form of what is not; failures are for no more eyes than the answer is."""
        interaction = _with_omitted(interaction, request)
        async with failures.ErrorReply(interaction.answer, interaction.request_id, request.command.widest):
            invocation = await self.dispatcher.invocation(interaction, request, ctx)
            if interaction.answer.overheard and request.command.widest is Audience.SECRET:
                await self._refuse_to_say(interaction, invocation)
                return
            if request.complete and not request.only_ids:
                await self._run(interaction, invocation)
                return
            await access.require(invocation.ctx, request.command)
            await self.forms.open(interaction, invocation)

    async def mended(self, interaction: Interaction, key: str) -> None:
        """Somebody wants to mend what a question is about: its form opens, filled."""
        await self.dispatcher.with_error_reply(interaction, self._mended(interaction, key))

    async def _mended(self, interaction: Interaction, key: str) -> None:
        request = await reopen_question(await self.dispatcher.context(interaction), self.dispatcher.router, key)
        await self.forms.open(interaction, await self.dispatcher.invocation(interaction, request))

    async def _answered(self, interaction: Interaction, key: str, *, yes: bool) -> None:
        ctx = await self.dispatcher.context(interaction)
        try:
            request = await take_question(ctx, self.dispatcher.router, key, "confirmed" if yes else "cancelled")
        except Gone:
            match await answered_before(ctx, key):
                case "confirmed":  # what came of it may stand in the place of the question
                    await interaction.answer.beside(Reply(failure.done_before()))
                case "cancelled":
                    await interaction.answer.show(Reply(failure.cancelled_before(), audience=Audience.ASKER))
                case _:
                    raise
            return
        project_id = request.project or ctx.project_id
        ctx.services.projects.api(project_id)  # it may have been disconnected since
        invocation = Invocation(request, replace(ctx, project_id=project_id))
        if yes:
            await self._run(interaction, invocation, answered=True)
        else:
            await interaction.answer.show(await cancelled(invocation))
        await interaction.answer.take_down_question()

    async def _run(self, interaction: Interaction, invocation: Invocation, *, answered: bool = False) -> None:
        """Run it; what only turns out to be wrong then (a code, a file) can be corrected in the form."""
        try:
            await self.dispatcher.run(interaction, invocation, confirmed=answered, asked=answered)
        except BadArguments as error:
            if not any(arg.asked for arg in invocation.command.arguments):
                raise
            await self.forms.ask(interaction, invocation, error.problems)

    async def _refuse_to_say(self, interaction: Interaction, invocation: Invocation) -> None:
        """A secret was asked for where others write too: a button brings it to the person alone."""
        command, request = invocation.command, invocation.request
        await access.require(invocation.ctx, command)
        safe = {} if request.holds_secret else dict(request.values)
        mode: Mode = "run" if request.complete and safe else "form"
        call = Call(command.path, {**safe, "project": invocation.project}, mode)
        await interaction.answer.show(Reply(failure.secret_answer(command.path, call), audience=Audience.ASKER))

    async def _refuse_overheard(self, interaction: Interaction, request: Request | None) -> None:
        """A secret was typed where it stays: nothing of it is done or repeated."""
        if request is None:
            await interaction.answer.show(Reply(failure.overheard("", None), audience=Audience.ASKER))
            return
        command = request.command
        shown = {arg.name for arg in command.arguments if arg.kind not in ("secret", "json")}
        safe = {name: value for name, value in request.values.items() if name in shown and redacted(value) == value}
        ctx = await self.dispatcher.context(interaction, request.project)
        form = Call(command.path, {**safe, "project": ctx.project_id}, "form")
        await interaction.answer.show(Reply(failure.overheard(command.path, form), audience=Audience.ASKER))


def _with_omitted(interaction: Interaction, request: Request) -> Interaction:
    """With a word about what was sent along and is not taken."""
    forward = forwarded.OMITTED if interaction.forwards else ""
    said = " ".join(filter(None, (sent_files.omitted(request, interaction.files), forward)))
    if not said:
        return interaction
    note, left_out = (" ".join(filter(None, (text, said))) for text in (interaction.note, interaction.left_out))
    return replace(interaction, note=note, left_out=left_out)


def _can_be_looked_up(command: Command, values: Mapping[str, Any]) -> bool:
    """Whether the ids are there of what the form begins with, if it begins with anything."""
    ids = (arg.name for arg in command.arguments if arg.positional and arg.required)
    return command.prefill is None or all(values.get(name) for name in ids)


def _without_project(text: str, words: Words) -> tuple[str, str]:
    """The sentence without its `project=...`, and the project that it names."""
    named = next((word for word in words.words if word.name.lower() == "project"), None)
    return (f"{text[: named.start]} {text[named.end :]}", named.text) if named else (text, "")


async def _request(text: str, match: Match, *, ids: Mapping[str, Any] = {}, project: str | None = None) -> Request:
    """What the words after a command say, besides `ids` that are known; a long text is checked where it is read."""

    def read() -> Request:
        parsed = bind([arg for arg in match.command.arguments if arg.name not in ids], match.rest)
        values, named = {**parsed.values, **ids}, parsed.project or project
        request = check(match.command, values, problems=parsed.problems, public=parsed.public, project=named)
        return request.checked() if len(text) > LONG else request

    return await _off_the_loop(text, read)


async def _off_the_loop(text: str, work: Callable[[], T]) -> T:
    """A long text is read in a thread, so that others get their turns meanwhile."""
    return await asyncio.to_thread(work) if len(text) > LONG else work()


def _may_be_spoken(request: Request) -> bool:
    """Whether its words may as well be a sentence: `mute this channel until tomorrow`, `launch "Sunny Bank"`."""
    command = request.command
    if by_name.names_of(request):
        return True
    free = any(arg.where in ("rest", "words") for arg in command.arguments)
    return len(command.words) == 1 and free and command.effect is Effect.SETTING


def _tells_secret(text: str, request: Request | None) -> bool:
    """Whether a secret stands, or may stand in words that fit nowhere, where others or the person can read it later."""
    if redacted_text(text) != text:
        return True
    if request is None or not request.command.secrets:
        return False
    return request.holds_secret or any(not problem.field for problem in request.problems)
