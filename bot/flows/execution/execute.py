"""The one place through which every command runs, whatever the way in: role, question, run, metrics, audit."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from string import Formatter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.cards.announcement import with_result
from bot.cards.blocks import confirm
from bot.cards.blocks.buttons import addressed, offer
from bot.command.arguments import Arg, Args
from bot.command.declaration import Effect, Question, Reply
from bot.command.invocation import Invocation, Request, check
from bot.command.masking import kept_out_of_errors, masked, secret_texts, without
from bot.command.router import Router
from bot.errors import Gone, NotAllowed, OthersQuestion, UserError
from bot.flows.correlation.command_events import status_given, verb_of
from bot.flows.execution import changes, choices, snapshots
from bot.flows.execution.access import require
from bot.flows.execution.explained import explained
from bot.flows.execution.recording import note, recorded
from bot.flows.projects import naming
from bot.links import Call
from bot.slack.text import escape, escaped, mention
from bot.storage.pending import PRESS, How
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.command.context import Ctx

CONFIRM_MINUTES = 15

Hold = Callable[[Invocation], Awaitable[Reply | None]]
"""Asked after the role and before the question: a reply keeps the command from running, None lets it go on."""


async def execute(invocation: Invocation, *, confirmed: bool = False, hold: Hold | None = None) -> Reply:
    """Run what was asked for; raises `NotAllowed`, `BadArguments` and whatever the command raises.

    What asks first is stored and answered with the question, unless `confirmed`. The reply keeps to its audience.
    """
    ctx, command = invocation.ctx, invocation.command
    try:
        await require(ctx, command)
    except NotAllowed as refusal:
        await note(ctx, command, invocation.values, AuditOutcome.REFUSED, refusal.text)
        raise
    args = invocation.args
    if hold is not None and (held := await hold(invocation)) is not None:
        return _to_the_asker(held, invocation)
    if command.asks and not confirmed:
        with kept_out_of_errors(_secrets(invocation)):
            asked = await _question(invocation)
        if asked is not None:
            return asked
    async with (
        recorded(ctx, command, args) as ended,
        changes.made(ctx, command, args, public=invocation.public) as change,
        snapshots.kept(ctx, command, args, ended),
    ):
        with kept_out_of_errors(_secrets(invocation)):
            async with explained(ctx, command, invocation.values):
                reply: Reply = await command.run(ctx, args)
        ended.word = reply.outcome
    if command.effect is Effect.CHANGE and reply.outcome is AuditOutcome.DONE:
        kind = (verb_of(command) or (None,))[0]
        shown = with_result(reply.message, kind, command.words[-1], status=status_given(args))
        reply = replace(reply, message=shown)
    reply = await change.done(reply)
    reply = replace(_finished(reply, invocation), done=command.effect is not Effect.READ)
    return invocation.addressed_to(reply)


def _to_the_asker(reply: Reply, invocation: Invocation) -> Reply:
    """A question, or word that it must wait: `public` means the answer, not this."""
    return replace(invocation.addressed_to(_finished(reply, invocation)), public=False)


def _secrets(invocation: Invocation) -> frozenset[str]:
    return secret_texts(invocation.values, invocation.command.secrets)


def _finished(reply: Reply, invocation: Invocation) -> Reply:
    """The reply with its buttons meant for this project, and without the secrets that were given."""
    message = addressed(reply.message, invocation.project)
    if given := _secrets(invocation):
        message = replace(message, text=without(message.text, given), blocks=without(message.blocks, given))
    return replace(reply, message=message)


async def take_question(ctx: Ctx, router: Router, key: str, how: How) -> Request:
    """What this person was asked about, once; raises `Gone` where it expired or was used, `OthersQuestion`."""
    key, _, choice = key.partition("#")
    pending = await ctx.store.pending.take(key, ctx.actor.user_id, ctx.services.clock.now(), how)
    command = router.get(pending.path) if pending else None
    if pending is None or command is None:
        raise await _gone(ctx, key)
    place = pending.place
    if press := place.get(PRESS):
        await ctx.store.requests.release(press)
    chosen = place.get("choices", {}).get(choice, {})
    return check(command, {**pending.args, **chosen}, public=bool(place.get("public")), project=place.get("project"))


async def reopen_question(ctx: Ctx, router: Router, key: str) -> Request:
    """What was asked about, to be mended in its form; the question stays open. Raises like `take_question`."""
    pending = await ctx.store.pending.get(key)
    command = router.get(pending.path) if pending else None
    now = ctx.services.clock.now()
    mine = pending is not None and pending.user_id == ctx.actor.user_id
    if pending is None or command is None or not mine or pending.used_at is not None or pending.expires_at <= now:
        raise await _gone(ctx, key)
    place = pending.place
    return check(command, pending.args, public=bool(place.get("public")), project=place.get("project"))


async def answered_before(ctx: Ctx, key: str) -> How | None:
    """How this person has answered this question, so that a second press means nothing; None where they have not."""
    pending = await ctx.store.pending.get(key.partition("#")[0])
    return pending.answer if pending is not None and pending.user_id == ctx.actor.user_id else None


async def _gone(ctx: Ctx, key: str) -> UserError:
    """What became of a question that can't be answered, and what to do instead."""
    pending, again = await ctx.store.pending.get(key), "Type the command again."
    if pending is None:
        return Gone("I no longer know this question, so I did nothing.", again)
    if pending.user_id != ctx.actor.user_id:
        only = f"Only {mention(pending.user_id)} can answer this question."
        return OthersQuestion(only, "To do the same, type the command.")
    if pending.answer == "lost":
        return Gone("I can no longer read what this question is about, so I did nothing.", again)
    if pending.answer is not None:
        return Gone("You already answered this question.", again)
    return Gone("It expired before you answered, so I did nothing.", again)


async def cancelled(invocation: Invocation) -> Reply:
    """The question was answered with no."""
    ctx, command = invocation.ctx, invocation.command
    await note(ctx, command, invocation.values, AuditOutcome.CANCELLED)
    message = confirm.answered(f"`/sinch {escape(command.path)}`", "cancelled", by=ctx.actor.user_id)
    return _to_the_asker(Reply(message), invocation)


async def question_of(invocation: Invocation) -> Question:
    """What the command asks before it runs; without text where it finds nothing to ask about these arguments."""
    ctx, command, args = invocation.ctx, invocation.command, invocation.args
    if callable(command.ask):
        async with explained(ctx, command, invocation.values):
            asking = await command.ask(ctx, args)
    else:
        names = await choices.labels(ctx.services, ctx.project_id, command, invocation.values) if command.ask else {}
        asking = Formatter().vformat(command.ask or "", (), _QuestionArguments(args, names))
    return asking if isinstance(asking, Question) else Question(asking)


async def _question(invocation: Invocation) -> Reply | None:
    """What is asked before it runs; None where the command finds nothing to ask about these arguments."""
    ctx, command = invocation.ctx, invocation.command
    question = await question_of(invocation)
    if not question.text:
        return None
    said = await _with_values(invocation, question.text) if command.asks_plainly else question.text
    key = await _pending(invocation, question)
    message = confirm.question(
        key,
        said,
        yes="" if question.hopeless else question.yes or command.verb,
        destroys=question.risky or command.effect is Effect.DESTROY,
        minutes=CONFIRM_MINUTES,
        ways=[offer(way.label, Call(way.path, way.args, way.mode)) for way in question.ways],
        project=naming.among_several(ctx.services, ctx.project_id),
        choices=[choice.label for choice in question.choices],
        mend=question.mend,
        small=question.small,
    )
    return _to_the_asker(Reply(message, question=key), invocation)


async def _pending(invocation: Invocation, question: Question) -> str:
    """Keeps what is asked about until it is answered; the key that its buttons carry."""
    ctx, command, key = invocation.ctx, invocation.command, uuid4().hex
    now = ctx.services.clock.now()
    await ctx.store.pending.add(
        key,
        ctx.actor.user_id,
        command.path,
        args={**invocation.values, **question.pinned},
        secrets=command.args.secrets(),
        place={
            "channel": ctx.place.channel,
            "thread": ctx.place.thread_ts,
            "public": invocation.public,
            "project": ctx.project_id,
            PRESS: invocation.press,
            "choices": {str(at): dict(choice.values) for at, choice in enumerate(question.choices, 1)},
        },
        now=now,
        expires_at=now + timedelta(minutes=CONFIRM_MINUTES),
    )
    return key


async def _with_values(invocation: Invocation, text: str) -> str:
    """A question that is the same for all values, with these: names instead of ids, the API's values in words."""
    ctx, command = invocation.ctx, invocation.command
    names = await choices.labels(ctx.services, ctx.project_id, command, invocation.values)
    values = {**masked(dict(invocation.values), command.secrets), **names}
    known = {arg.name: arg for arg in command.arguments if arg.name in values and values[arg.name] is not None}
    return confirm.with_values(text, {arg.title: _in_words(arg, values[name]) for name, arg in known.items()})


def _in_words(arg: Arg, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(_in_words(arg, item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return arg.labels.get(str(value), str(value))


class _QuestionArguments(dict[str, str]):
    """Arguments as they may stand in a question: by `names` where there are, secrets masked, absent ones as a dash."""

    def __init__(self, args: Args, names: Mapping[str, str]) -> None:
        given = {**args.model_dump(mode="json"), **names}
        super().__init__({name: escaped(_plain(value)) for name, value in given.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "—" if value is None else str(value)
