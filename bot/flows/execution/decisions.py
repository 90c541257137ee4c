"""What becomes of a request for a second person's approval: it is decided once, and runs once.

asked -> running -> done | failed      approved; `lost` where nobody knows whether it happened
      -> refused | expired | changed   `changed`: the resource is not as it was when it was asked
running -> ready -> running            approved, and its answer is a secret: it runs when who asked is there to see it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import log
from bot.cards import approvals as cards
from bot.command.context import Ctx, Place
from bot.command.declaration import Audience, Command, Reply
from bot.command.invocation import Invocation, check
from bot.errors import BotError, Gone, NotAllowed, UserError
from bot.flows import notify
from bot.flows.execution.access import NotHere, actor, require
from bot.flows.execution.approvals import CLOCK_SKEW, EXPIRES, hashed, in_short, mark, resource_of, show
from bot.flows.execution.execute import execute
from bot.provisioning.errors import (
    ApiError,
    InvalidInput,
    InvalidResponse,
    ServerFault,
    TooManyRequests,
    Uncertain,
    Unreachable,
    may_have_happened,
)  # fmt: skip
from bot.slack.errors import SlackProblem
from bot.storage.access.approvals import Approval
from bot.storage.states import ApprovalState

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.command.context import Services
    from bot.command.router import Router

PASSING = (InvalidResponse, ServerFault, TooManyRequests, Uncertain, Unreachable)

logger = log.get("approvals")


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run ended, in a few words where it did not end well; `reply` is what the command answered."""

    state: ApprovalState
    reason: str = ""
    reply: Reply | None = None


async def approve(ctx: Ctx, request_id: str, router: Router) -> Message:
    """*Approve*: runs it once, for who asked; raises `NotAllowed` and `Gone`."""
    request, command = await _decidable(ctx, request_id, router)
    taken = await ctx.store.approvals.begin(request_id, ctx.actor.user_id, ctx.services.clock.now())
    if taken is None:
        raise Gone(await _what_became(ctx, request_id))
    outcome = await _run(ctx, taken, command, back_to=ApprovalState.ASKED, later=command.audience is Audience.SECRET)
    if outcome.reply is not None:
        await notify.person(ctx.slack, request.user_id, outcome.reply.message, about=f"approved {request.id}")
    if outcome.state is ApprovalState.READY:
        await ctx.store.approvals.ready(request_id, ctx.services.clock.now() + EXPIRES)
    else:
        await ctx.store.approvals.end(request_id, outcome.state, outcome.reason)
    return await _decided(ctx.services, request_id)


async def collect(ctx: Ctx, request_id: str, router: Router) -> Reply:
    """*Show it to me*: runs what was approved and answers with a secret, once; raises `NotAllowed` and `Gone`."""
    request, command = await _known(ctx, request_id, router)
    if request.user_id != ctx.actor.user_id:
        raise NotAllowed("Only the person who asked for this may see it.")
    taken = await ctx.store.approvals.collect(request_id, ctx.services.clock.now())
    if taken is None:
        raise Gone("I've shown you this already, or it expired.", "Type the command again.")
    outcome = await _run(ctx, taken, command, back_to=ApprovalState.READY)
    await ctx.store.approvals.end(request_id, outcome.state, outcome.reason)
    _, message = await _on_its_card(ctx.services, request_id)
    return outcome.reply or Reply(message)


async def refuse(ctx: Ctx, request_id: str, reason: str, router: Router) -> Message:
    """*Refuse*: it is over; raises `NotAllowed` and `Gone`."""
    await _decidable(ctx, request_id, router)
    if await ctx.store.approvals.refuse(request_id, ctx.actor.user_id, reason, ctx.services.clock.now()) is None:
        raise Gone(await _what_became(ctx, request_id))
    return await _decided(ctx.services, request_id)


async def admit(ctx: Ctx, request_id: str, router: Router) -> None:
    """Raises `NotAllowed` or `Gone` where this person may not decide it now."""
    await _decidable(ctx, request_id, router)


async def sweep(services: Services) -> None:
    """Ends what expired, shows what nobody was shown, and takes up what a dead process had begun."""
    now, store = services.clock.now(), services.store
    for request in await store.approvals.expire(now):
        await _decided(services, request.id)
    for request in await store.approvals.unshown(now):
        if await store.approvals.take_over(request, now):
            await _show_late(services, request)
    for request in await store.approvals.abandoned(now):
        await _left_behind(services, request)


async def _left_behind(services: Services, request: Approval) -> None:
    """Its run ended without an outcome: only if it surely did not begin, it may be decided or collected again."""
    store = services.store
    if await store.audit.recent(1, request_id=request.id):
        answer = " Nobody saw its answer. Type the command again." if request.place.get("secret_answer") else ""
        await store.approvals.end(request.id, ApprovalState.LOST, f"I stopped while it ran.{answer}")
        await _decided(services, request.id)
    elif request.place.get("secret_answer"):
        if await store.approvals.put_back(request, ApprovalState.READY):
            await _decided(services, request.id)
    elif await store.approvals.put_back(request, ApprovalState.ASKED):
        logger.warning("approval to be decided again", request=request.id)


async def _show_late(services: Services, request: Approval) -> None:
    """Its process died before the card was there, or before it was noted; what Slack refuses is tried again later."""
    since = f"{(request.created_at - CLOCK_SKEW).timestamp():.6f}"
    try:
        found = await services.slack.find(request.channel, mark(request).id, after_ts=since, thread_ts=None)
        if found is not None:
            await services.store.approvals.shown(request.id, found)
            return
        await show(services, request)
    except SlackProblem as problem:
        logger.warning("request not shown", request=request.id, code=problem.code)
        return
    waiting = cards.waiting(request.channel)
    await notify.person(services.slack, request.user_id, waiting, about=f"request {request.id}")


async def _what_became(ctx: Ctx, request_id: str) -> str:
    """Why a request can't be decided any more (mrkdwn)."""
    request = await ctx.store.approvals.get(request_id)
    return cards.in_words(request) if request else "This request no longer exists."


async def _known(ctx: Ctx, request_id: str, router: Router) -> tuple[Approval, Command]:
    request = await ctx.store.approvals.get(request_id)
    command = router.get(request.path) if request else None
    if request is None or command is None:
        raise Gone("This request no longer exists.")
    return request, command


async def _decidable(ctx: Ctx, request_id: str, router: Router) -> tuple[Approval, Command]:
    """The request, where this person may decide it now."""
    request, command = await _known(ctx, request_id, router)
    if request.expires_at <= ctx.services.clock.now():
        await sweep(ctx.services)
        raise Gone(await _what_became(ctx, request_id))
    if request.user_id == ctx.actor.user_id:
        raise NotAllowed("You requested this, so someone else must decide.")
    await require(ctx, command)
    if request.state is not ApprovalState.ASKED:
        raise Gone(await _what_became(ctx, request_id))
    return request, command


async def _run(
    ctx: Ctx, request: Approval, command: Command, *, back_to: ApprovalState, later: bool = False
) -> RunOutcome:
    """What became of it; `later`: it is only seen whether it may run. Raises what leaves it as it was, `back_to`."""
    store = ctx.store.approvals
    try:
        return await _outcome(ctx, request, command, later=later)
    except (ApiError, InvalidInput):
        # Nothing has changed: it may be pressed again.
        await store.put_back(request, back_to)
        raise
    except Exception:
        # Nobody foresaw this: whether it has run is what the audit log says, and the request must not stay open.
        await _left_behind(ctx.services, request)
        raise


async def _outcome(ctx: Ctx, request: Approval, command: Command, *, later: bool) -> RunOutcome:
    """As the one who asked, with the role that they have now. Raises `ApiError` where nothing has happened yet."""
    try:
        invocation = await _checked(ctx, request, command)
    except BotError as error:
        return RunOutcome(ApprovalState.CHANGED, str(error))
    if later:
        return RunOutcome(ApprovalState.READY)
    try:
        return RunOutcome(ApprovalState.DONE, reply=await execute(invocation, confirmed=True))
    except BotError as error:
        return RunOutcome(ApprovalState.FAILED, str(error))
    except (ApiError, InvalidInput) as error:
        if command.audience is Audience.SECRET and isinstance(error, PASSING) and not may_have_happened(error):
            raise  # who asked sees it, and presses again when it has passed
        if may_have_happened(error):
            return RunOutcome(ApprovalState.LOST, f"Sinch gave no clear answer: {error.message}")
        return RunOutcome(ApprovalState.FAILED, error.message)


async def _checked(ctx: Ctx, request: Approval, command: Command) -> Invocation:
    """What is to be run, if all is as it was when it was asked; raises `BotError` that says what is not."""
    if hashed([request.path, request.project_id, request.args]) != request.values_hash:
        raise UserError("Its values differ from the request.")
    try:
        invocation = await _invocation(ctx.services, request, command, team=ctx.place.team)
    except NotHere as error:
        raise UserError("The requester no longer belongs to this workspace.") from error
    if invocation.ctx.actor.role < command.role:
        raise UserError(f"The requester no longer has the {command.role} role.")
    if request.resource_hash != (await resource_of(invocation.ctx, command, invocation.args)).hash:
        raise UserError("The resource changed after this was requested. Request it again.")
    return invocation


async def _invocation(services: Services, request: Approval, command: Command, team: str = "") -> Invocation:
    """The request as its author's, with the role that they have now; raises `NotHere`."""
    place = Place(str(request.place.get("channel", "")), request.place.get("thread_ts"), team)
    asker = await actor(services, request.user_id)
    own = Ctx(services, request.project_id, actor=asker, place=place, request_id=request.id)
    checked = check(command, request.args, public=bool(request.place.get("public")), project=request.project_id)
    return Invocation(checked, own)


async def _on_its_card(services: Services, request_id: str) -> tuple[Approval, Message]:
    """The card shows what became of the request."""
    request = await services.store.approvals.get(request_id)
    if request is None:
        raise Gone("This request no longer exists.")
    message = cards.decided(request, await in_short(services, request))
    try:
        if request.ts:
            await services.slack.update(request.channel, request.ts, message)
    except SlackProblem as problem:
        logger.warning("card not updated", request=request_id, code=problem.code)
    return request, message


async def _decided(services: Services, request_id: str) -> Message:
    """The card shows what became of the request, and who asked hears of it, in the thread too."""
    request, message = await _on_its_card(services, request_id)
    await notify.person(services.slack, request.user_id, message, about=f"request {request.id}")
    thread, where = request.place.get("thread_ts"), str(request.place.get("channel", ""))
    if thread and (where, thread) != (request.channel, request.ts):
        await notify.in_channel(services.slack, where, message, about=f"request {request.id}", thread_ts=str(thread))
    return message
