"""What becomes of a sentence: reads run, changes open what their command opens, the rest is asked or offered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.cards import understanding as cards
from bot.cards.blocks.message import Message
from bot.cards.understanding import OfferedReading
from bot.command import Ctx, Effect, Reply, Router
from bot.command.declaration import Command
from bot.command.invocation import Request, check
from bot.command.parse import parse
from bot.flows.execution import access
from bot.flows.execution.approvals import is_covered
from bot.flows.understanding import (
    answers,
    asking,
    by_name,
    exactness,
    muted_resource,
    own_choices,
    pending_question,
    questions,
)
from bot.flows.understanding import offers as offered
from bot.flows.understanding.by_name import with_people
from bot.flows.understanding.known import KnownNames, ProjectNames, of_subject
from bot.flows.understanding.labels import label, strange_name, unknown_followed, unknown_name
from bot.flows.understanding.meant import Understood
from bot.flows.understanding.questions import OpenQuestion
from bot.links import Call
from bot.provisioning.subjects import named_subject
from bot.understanding import lexicon as lexicons
from bot.understanding.exact import as_exact
from bot.understanding.exact import typed as exactly
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Name, Names
from bot.understanding.readings import Reading
from bot.understanding.sentence import plain
from bot.understanding.told_secrets import may_tell_secret
from bot.understanding.understand import (
    CHOICES_OFFERED,
    Intent,
    Understanding,
    presses,
    safe,
    understand,
    wants_names,
)

if TYPE_CHECKING:
    from bot.command.context import Services

AWAY = "Sinch isn't answering right now, so I only know names from cards and follows."
APPROVAL = "Ask for approval"
LAST = 500
"""Places of which the last reading is remembered."""


@dataclass(slots=True)
class PlainWords:
    """One for each process. `collect` gives the declared commands; the lexicon is made of them at first use."""

    services: Services
    collect: Callable[[], Router]
    names: KnownNames
    _lexicon: Lexicon | None = None
    _last: dict[tuple[str, str], str] = field(default_factory=dict)

    async def __call__(self, ctx: Ctx, text: str, request: Request | None, opens: bool) -> Understood | None:
        """See `Understand`: None leaves the words to whoever asked."""
        lexicon = await self.lexicon()
        if (answered := await self._answered(ctx, text, opens)) is not None:
            return answered
        if request is not None and (named := await self._by_name(ctx, text, request)) is not None:
            return named
        if (request is None or not request.complete) and (exact := self._exact(text)):
            return exact
        if request is not None and exactness.only_missing(request):
            return None if opens else await self._asked(ctx, request)
        if request is not None and not exactness.may_be_sentence(request, text):
            return None
        bot_user = (await ctx.slack.me()).user_id
        if request is None and plain(text, bot_user).casefold() == exactness.COMMENT:
            return self._comment_on_which(ctx, "")
        if request is None and exactness.names_commands(text, self.collect(), lexicon):
            return None
        card = await self._card(ctx)
        kept = await self.names.of(ctx) if wants_names(text, lexicon, bot_user) else None
        found = await self._understood(ctx, text, kept, card, bot_user)
        sure = found.best is not None and (found.best.names or exactness.says_it_all(found, found.best, text))
        if request is None and not sure and exactness.is_nearly_command(text, self.collect(), lexicon):
            return None
        if not opens and may_tell_secret(found, text):
            return self._overheard(ctx, found)
        if request is not None and not exactness.better(found, request):
            return None
        if request is None and (comment := exactness.comment_on_nothing(plain(text, bot_user), found)):
            return self._comment_on_which(ctx, comment)
        return await self._meant(ctx, text, found, kept, opens)

    async def _by_name(self, ctx: Ctx, text: str, request: Request) -> Understood | None:
        """An exact command that has names where ids belong, with the ids; None where nothing is called so."""
        if not by_name.names_of(request):
            return None
        asked_for = replace(ctx, project_id=request.project or ctx.project_id)
        kept = await self.names.of(asked_for)
        quoted = by_name.in_quotes(text, request, kept.names)
        if quoted != text and (match := self.collect().match(parse(quoted))) is not None:
            request = by_name.request_of(match)
        called = by_name.candidates(request, kept.names)
        chosen = {name: found[0] for name, found in called.items() if len(found) == 1}
        many = next(((name, found) for name, found in called.items() if len(found) > 1), None)
        if many is not None:
            each = [by_name.values_with_ids(request, {**chosen, many[0]: known}) for known in many[1]]
            readings = [
                Reading(request.command, values, names=(known,))
                for values, known in zip(each[:CHOICES_OFFERED], many[1], strict=False)
            ]
            return await self._offered(asked_for, [self._offer(asked_for, reading) for reading in readings])
        unknown = next((said for said in by_name.names_of(request).values() if " " in said.strip()), "")
        if not chosen and unknown and kept.answered and kept.complete:  # no id has a blank
            return _said(cards.unknown_name(unknown))
        if not chosen:
            return None
        named = by_name.with_resource_ids(request, chosen)
        if named.values == request.values:  # a name that is the id as well: nothing was read into it
            return None
        exact = self._exactly(asked_for, named.command, named.values)
        is_as_typed = exact == f"/sinch {text.strip()}"
        return Understood(request=named, note="" if is_as_typed else cards.note(exact))

    async def lexicon(self) -> Lexicon:
        """Made aside: the arguments of all commands are looked at for it."""
        if self._lexicon is None:
            router = self.collect()
            self._lexicon = await asyncio.to_thread(lexicons.build, tuple(router))
        return self._lexicon

    def _exact(self, text: str) -> Understood | None:
        """An exact command with politeness round it, or in quotes."""
        router, bare = self.collect(), as_exact(text)
        words = parse(bare)
        match = router.match(words) if bare != text.strip() else None
        if match is None or match.command.hidden or words.words[0].text.lower() != match.command.area:
            return None
        request = by_name.request_of(match)
        if not request.complete or exactness.is_loose(request):
            return None
        return Understood(request=request, note=cards.note(f"/sinch {bare}"))

    async def _understood(
        self, ctx: Ctx, text: str, kept: ProjectNames | None, card: Name | None, bot_user: str
    ) -> Understanding:
        lexicon, names = await self.lexicon(), kept.names if kept else Names()
        found = understand(text, lexicon, names, card=card, bot_user=bot_user)
        frame = found.frame
        if frame is not None and exactness.may_name_a_person(frame):
            everybody = [*names.all, *await self.names.people()]
            names = await asyncio.to_thread(lambda: Names(everybody).indexed())
            found = understand(text, lexicon, names, card=card, bot_user=bot_user)
        elif frame is not None and frame.leftovers and kept is not None and not kept.complete and kept.answered:
            words = [token.text for token in frame.leftovers if len(token.text) > 3]
            more = await self.names.search(ctx, words, kept) if words else kept
            found = understand(text, lexicon, more.names, card=card, bot_user=bot_user) if more is not kept else found
        return found

    async def _card(self, ctx: Ctx) -> Name | None:
        """The resource in whose card's thread one speaks."""
        place = ctx.place
        thread = await ctx.store.threads.at(place.channel, place.thread_ts) if place.thread_ts else None
        subject = named_subject(thread.subject) if thread else None
        name = of_subject(subject, thread.payload) if thread and subject else None
        if name is not None and name.versions:
            return replace(name, values={**name.values, "language": name.versions[0]})
        return name

    async def _meant(
        self, ctx: Ctx, text: str, found: Understanding, kept: ProjectNames | None, opens: bool
    ) -> Understood | None:
        trouble = AWAY if kept is not None and not kept.answered else ""
        if kept is not None and kept.answered and kept.complete and (nobody := unknown_followed(found)):
            return _said(cards.unknown_name(nobody))
        if found.narrower and found.best is not None:
            return _said(cards.whole_channel(found.narrower, found.best.path, self._offer(ctx, safe(found.best))))
        if found.intent in (Intent.DO, Intent.CHOOSE) and (which := await muted_resource.asked(ctx, found)):
            return _said(which)
        match found.intent:
            case Intent.DO if found.best is not None:
                best = await muted_resource.of_thread(ctx, safe(found.best), text)
                return await self._do(ctx, best, opens, left_out=exactness.left_out(found, best))
            case Intent.CHOOSE:
                readings = [await with_people(ctx.services, safe(reading)) for reading in found.readings]
                offers = [self._offer(ctx, reading) for reading in readings]
                unknown = unknown_name(found) if kept is not None and kept.answered else ""
                self._remember(ctx, cards.unsure(offers, readings[0].because if readings else ()))
                return await self._offered(ctx, offers, several=found.several, unknown=unknown, trouble=trouble)
            case Intent.GREETING | Intent.THANKS | Intent.CANCEL | Intent.AGREE | Intent.EXPLAIN:
                return await self._talk(ctx, found.intent)
            case Intent.LEAVE:
                offers = [self._offer(ctx, reading) for reading in found.readings]
                name = found.frame.names[0][0].text if found.frame and found.frame.names else ""
                return _said(cards.left_alone(name, offers))
            case Intent.ABILITY if found.best is not None:
                who = found.frame is not None and found.frame.who
                return _said(self._ability(ctx, found.best, who=who))
            case Intent.CANNOT if found.cannot is not None:
                offers, what = [self._offer(ctx, reading) for reading in found.readings], found.cannot
                return _said(cards.cannot(what.verb, what.place, what.can, offers))
            case Intent.HOW if found.best is not None:
                return self._help(ctx, found.best.path)
            case _:
                foreign = found.intent is Intent.FOREIGN
                if not foreign and kept is not None and kept.answered and (name := strange_name(found.frame)):
                    return _said(cards.unknown_name(name))
                return _said(cards.unknown(plain(text), foreign=foreign, trouble=trouble))

    async def _talk(self, ctx: Ctx, intent: Intent) -> Understood:
        """What is about no command: a greeting, thanks, a no or a yes, how the last words were understood."""
        match intent:
            case Intent.GREETING:
                return Understood(reply=Reply(cards.greeting(ctx.place.channel), aside=True))
            case Intent.THANKS:
                return _said(cards.said("You're welcome."))
            case Intent.CANCEL:
                ended = await pending_question.ended(ctx, self.collect())
                return Understood(reply=ended or Reply(cards.said("Okay. Nothing was open here.")))
            case Intent.AGREE:
                question = await pending_question.at(ctx.services, ctx.place, ctx.actor.user_id)
                said = "Press the button of the question: I change nothing from words alone."
                return _said(cards.said(said if question else "Okay. Nothing was open here."))
            case _:
                last = self._last.get((ctx.place.channel, ctx.actor.user_id))
                return _said(cards.explained(last))

    async def _do(
        self, ctx: Ctx, reading: Reading, opens: bool, request: Request | None = None, left_out: Sequence[str] = ()
    ) -> Understood:
        """Go on with a reading; `request` where its values were checked already."""
        name, own = ("", ()) if request else await own_choices.missing(ctx, reading.command, reading.values)
        if len(own) > 1:
            each = [replace(reading, values={**reading.values, name: value}, called=said) for value, said in own]
            return await self._offered(ctx, [self._offer(ctx, choice) for choice in each[:CHOICES_OFFERED]])
        if own:
            reading = replace(reading, values={**reading.values, name: own[0][0]}, called=own[0][1])
        command, exact = reading.command, self._exactly(ctx, reading.command, reading.values)
        note = cards.note(exact, reading.because, left_out)
        self._remember(ctx, note)
        if request is None:
            request = check(command, reading.values, project=ctx.project_id)
        if not request.complete and not opens and (asked := await self._asked(ctx, request, left_out)):
            return asked
        covered = request.complete and await is_covered(ctx, command)  # its request would be posted at once
        if request.complete and (covered or presses(reading)):
            call = _call(reading, request.project or ctx.project_id)
            named = await with_people(ctx.services, self._with_names(ctx, reading))
            button = APPROVAL if covered else command.submit or command.verb
            said = await muted_resource.title(ctx, reading) or label(named)
            return _said(cards.press(said, button, call, exact, left_out))
        return Understood(request=request, note=note, left_out=cards.omitted(left_out))

    async def _asked(self, ctx: Ctx, request: Request, left_out: Sequence[str] = ()) -> Understood | None:
        """The first thing that is missing, asked in the thread; None where only a form will do."""
        question = await asking.next_question(
            ctx, request, self._exactly(ctx, request.command, request.values), left_out
        )
        if question is None:
            return None
        open_question, message = question
        await questions.save(self.services, ctx.place, open_question)
        return Understood(reply=Reply(message), asks=True)

    async def _answered(self, ctx: Ctx, text: str, opens: bool) -> Understood | None:
        """The answer to what stands open in this place; None where there is none, or the words are no answer."""
        question = await questions.at(self.services, ctx.place)
        if question is None:
            return None
        command = self.collect().get(question.path)
        bot_user = (await ctx.slack.me()).user_id
        said = plain(text, bot_user)
        if question.offers:
            return await self._chosen(ctx, said, question, opens)
        if command is not None and answers.waits(said):
            return _said(cards.said("Take your time: the question stays open for 15 minutes."))
        if command is None or pending_question.is_cancel(said):
            await questions.answered(self.services, ctx.place, question)
            return _said(cards.said("Okay, never mind. Nothing was changed."))
        asked_for = replace(ctx, project_id=question.project)
        arg = next(argument for argument in command.arguments if argument.name == question.argument)
        value = asking.answer_of(arg, said, question, await self.names.for_answer(asked_for, arg))
        values: Mapping[str, Any] = {**question.values, **({question.argument: value} if value is not None else {})}
        request = check(command, values, project=question.project)
        wrong = next((problem for problem in request.problems if problem.field == arg.name), None)
        if value is None or wrong is not None:
            names = (await self.names.of(asked_for)).names
            found = understand(text, await self.lexicon(), names, bot_user=bot_user)
            if not opens and may_tell_secret(found, text):
                return self._overheard(ctx, found)
            typed = self._exact(text)
            instead = typed.request if typed else found.best if exactness.is_request(found, question.path) else None
            if instead is not None:
                if instead.command.effect is not Effect.READ:  # what only looks may be asked in between
                    await questions.answered(self.services, ctx.place, question)
                return None
            exact = self._exactly(asked_for, command, request.values)
            again = asking.again(arg, said, wrong.message if wrong and value is not None else "", question, exact)
            return Understood(reply=Reply(again), asks=True)
        await access.require(ctx, command)  # whoever may not do it leaves the question to those who may
        await questions.answered(self.services, ctx.place, question)
        return await self._do(asked_for, Reading(command, values), opens, request)

    async def _offered(
        self, ctx: Ctx, offers: Sequence[OfferedReading], *, several: bool = False, unknown: str = "", trouble: str = ""
    ) -> Understood:
        """Up to three readings as buttons, which can be chosen in words as well."""
        if offers:
            await offered.save(ctx, offers)
        message = cards.choose(offers, several=several, unknown=unknown, trouble=trouble)
        return Understood(reply=Reply(message), asks=bool(offers))

    async def _chosen(self, ctx: Ctx, said: str, question: OpenQuestion, opens: bool) -> Understood | None:
        """The offer that was named in words; None where they are something else: then nothing is offered any more.

        What others ask in its thread takes nothing from whoever was offered it.
        """
        asked = question.asker == ctx.actor.user_id
        if not asked and not ctx.place.thread_ts:
            return None
        reading = offered.chosen(question, said, self.collect())
        if reading is None and not asked:
            return None
        if reading is not None:
            await access.require(ctx, reading.command)
        await questions.answered(self.services, ctx.place, question)
        return await self._do(replace(ctx, project_id=question.project), reading, opens) if reading else None

    def _overheard(self, ctx: Ctx, found: Understanding) -> Understood:
        """Neither done nor repeated; the form is offered of a command that takes a secret."""
        best = safe(found.best) if found.best is not None and found.best.command.secrets else None
        request = check(best.command, best.values, project=ctx.project_id) if best else None
        return Understood(request=request, tells_secret=True)

    def _comment_on_which(self, ctx: Ctx, text: str) -> Understood | None:
        """The form that asks which resource a comment is about."""
        command = self.collect().get("comments add")
        if command is None:
            return None
        return Understood(request=check(command, {"text": text} if text else {}, project=ctx.project_id))

    def _help(self, ctx: Ctx, path: str) -> Understood | None:
        command = self.collect().get("help")
        if command is None:
            return None
        request = check(command, {"words": path}, project=ctx.project_id)
        return Understood(request=request, note=cards.note(f"/sinch help {path}"))

    def _ability(self, ctx: Ctx, reading: Reading, *, who: bool) -> Message:
        command = reading.command
        allowed = ctx.actor.role >= command.role
        exact = self._exactly(ctx, command, reading.values)
        return cards.ability(command.summary, str(command.role), str(ctx.actor.role), allowed, exact, who=who)

    def _offer(self, ctx: Ctx, reading: Reading) -> OfferedReading:
        exact = self._exactly(ctx, reading.command, reading.values)
        return OfferedReading(label(reading), _call(reading, ctx.project_id), exact, reading.left_out)

    def _with_names(self, ctx: Ctx, reading: Reading) -> Reading:
        """A reading from an answered question has ids alone; people read names."""
        if reading.names:
            return reading
        called = by_name.as_called(self.collect(), reading.command, reading.values, self.names.at_hand(ctx.project_id))
        return replace(reading, values=called)

    def _exactly(self, ctx: Ctx, command: Command, values: Mapping[str, Any]) -> str:
        """The command as this person would type it: resources by their names, where those lead to the same ones."""
        known = self.names.at_hand(ctx.project_id)
        return exactly(command, by_name.as_called(self.collect(), command, values, known), ctx.named_project)

    def _remember(self, ctx: Ctx, note: str) -> None:
        key = (ctx.place.channel, ctx.actor.user_id)
        self._last.pop(key, None)
        self._last[key] = note
        if len(self._last) > LAST:
            self._last.pop(next(iter(self._last)))


def _said(message: Message) -> Understood:
    """An answer instead of a command."""
    return Understood(reply=Reply(message))


def _call(reading: Reading, project: str) -> Call:
    return Call(reading.path, {**reading.values, "project": project})
