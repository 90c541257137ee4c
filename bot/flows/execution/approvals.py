"""A second person: what a rule covers becomes a request that somebody else decides, and runs once.

asked -> running -> done | failed      approved; `lost` where its process died while it ran
      -> refused | expired | changed   `changed`: the resource is not as it was when it was asked
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot import log
from bot.cards import approvals as cards
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload
from bot.command.context import Ctx, Place
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.invocation import Invocation, check
from bot.command.masking import holds_secret, kept_out_of_errors, masked, secret_texts, without
from bot.errors import BotError, Gone, NotAllowed, Unready, UserError
from bot.flows import notify
from bot.flows.correlation.command_events import subject_of
from bot.flows.execution import choices, present
from bot.flows.execution.access import NotHere, actor, require
from bot.flows.execution.execute import execute, question_of
from bot.flows.projects import naming
from bot.links import Call, CommandLink, Mode
from bot.process import myself
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import ApiError, InvalidInput, NotFound
from bot.slack.errors import SlackProblem
from bot.slack.model import MessageTag
from bot.slack.text import channel, escape
from bot.storage.access.approvals import Approval, Rule
from bot.storage.states import ApprovalState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.cards.blocks.message import Message
    from bot.command.arguments import Args
    from bot.command.context import Services
    from bot.command.declaration import Question
    from bot.command.router import Router

EXPIRES = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=10)
"""How far Slack's clock and ours may differ when a card is looked for."""
OWN = "approvals"
FIGURES = ("analytics",)
"""What is counted again at every look, and is no change of the resource."""
CREATES = "create"
"""The verb of what names a resource that is not there yet."""
CHANGES = (Effect.CHANGE, Effect.DESTROY)
BY_ID: Mapping[str, Callable[[Ctx], Callable[[str], Awaitable[object]]]] = {
    "webhook_id": lambda ctx: ctx.api.webhooks.get,
    "sms_app_id": lambda ctx: ctx.api.sms_apps.get,
    "upscale_id": lambda ctx: ctx.api.rcs_upscales.get,
}

logger = log.get("approvals")


def covers(what: str, command: Command) -> bool:
    """Whether a rule is about a command: its verb, its area (what changes or destroys), or the command itself.

    What a command does besides (`setup` registers a webhook) is covered as if it were asked for.
    """
    if command.effect in (Effect.READ, Effect.COMMENT) or command.words[0] == OWN:
        return False
    words = tuple(what.split())
    if command.words == words:
        return True
    acts = [tuple(path.split()) for path in command.does]
    if command.effect in CHANGES or acts:
        acts.append(command.words)
    return any(words == act[-1:] or act[: len(words)] == words for act in acts)


def hashed(value: Any) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


async def hold(invocation: Invocation) -> Reply | None:
    """Keeps back what needs a second person; None where it needs none."""
    rule = await _rule(invocation.ctx, invocation.command)
    if rule is None:
        return None
    ctx, command, now = invocation.ctx, invocation.command, invocation.ctx.services.clock.now()
    values = dict(invocation.values)
    with kept_out_of_errors(secret_texts(values, command.secrets)):
        question = await question_of(invocation)
    if question.hopeless:
        mend = () if secret_texts(values, command.secrets) else (CommandLink("Mend it", command.path, values, "form"),)
        raise Unready("Sinch would refuse this, so I didn't ask for approval.", mend, question.text)
    values |= question.pinned
    resource = await _resource(ctx, command, invocation.args)
    if resource.absent and command.words[-1] != CREATES:
        raise UserError("This doesn't exist, so I didn't ask for approval.", "Check its name or ID.")
    names = await choices.labels(ctx.services, ctx.project_id, command, values)
    request = Approval(
        id=uuid4().hex,
        path=command.path,
        args=values,
        project_id=ctx.project_id,
        user_id=ctx.actor.user_id,
        place={
            "channel": ctx.place.channel,
            "thread_ts": ctx.place.thread_ts,
            "public": invocation.public,
            "asks": without(_asks(command, question, resource), secret_texts(values, command.secrets)),
            "small": question.small,
            "secrets": sorted(command.secrets),
            "titles": {arg.name: arg.title for arg in command.arguments if arg.name in values},
            "names": names,
        },
        channel=rule.channel,
        ts=None,
        state=ApprovalState.ASKED,
        values_hash=hashed([command.path, ctx.project_id, values]),
        resource_hash=resource.hash,
        created_at=now,
        expires_at=now + EXPIRES,
        claimed_by=myself(),
        claimed_at=now,
    )
    if await _asked_already(ctx, request):
        return Reply(cards.asked_already(rule.channel))
    await ctx.store.approvals.ask(request, command.secrets)
    try:
        await _show(ctx.services, request)
    except SlackProblem as problem:
        await ctx.store.approvals.refuse(request.id, "", "Nobody could be asked.", now)
        raise UserError(
            f"This needs a second person, but I can't ask in {channel(rule.channel)} (Slack says {problem.code}).",
            "Invite me there, or let an admin move the rule: `/sinch approvals require ... in=#channel`.",
        ) from problem
    return Reply(cards.waiting(rule.channel))


async def _asked_already(ctx: Ctx, request: Approval) -> bool:
    """Whether the same person waits for the same change of the same state; its card stands there with its buttons."""
    wanted = (request.user_id, request.channel, request.values_hash, request.resource_hash)
    waiting = await ctx.store.approvals.waiting(request.project_id, request.created_at)
    return any(
        known.ts is not None and (known.user_id, known.channel, known.values_hash, known.resource_hash) == wanted
        for known in waiting
    )


def _asks(command: Command, question: Question, resource: Resource) -> str:
    """What is asked for, in words (mrkdwn), with the name of what it is about."""
    said = question.text or escape(command.summary)
    name = escape(resource.name)
    return said if not name or name in said else f"{said}\nAbout: *{name}*"


async def _show(services: Services, request: Approval) -> None:
    """Post the request's card, under a mark by which it is found again. Raises `SlackProblem`."""
    place = request.place
    values = masked(request.args, frozenset(place.get("secrets", ())))
    given = cards.titled(values, place.get("titles", {}), place.get("names", {}))
    project = naming.among_several(services, request.project_id)
    card = cards.request(request, place.get("asks", ""), given, project=project, small=place.get("small", ""))
    posted = await services.slack.post(request.channel, card, mark=_mark(request))
    await services.store.approvals.shown(request.id, posted.ts)


def _mark(request: Approval) -> MessageTag:
    return MessageTag("sinch_approval", f"approval-{request.id}")


async def is_covered(ctx: Ctx, command: Command) -> bool:
    """Whether a rule asks for a second person."""
    return await _rule(ctx, command) is not None


async def approve(ctx: Ctx, request_id: str, router: Router) -> Message:
    """*Approve*: runs it once, for who asked; raises `NotAllowed` and `Gone`."""
    _, command = await _decidable(ctx, request_id, router)
    store = ctx.store.approvals
    taken = await store.begin(request_id, ctx.actor.user_id, ctx.services.clock.now())
    if taken is None:
        raise Gone("Someone else just decided this, or it expired.")
    try:
        state, reason = await _run(ctx, taken, command)
    except (ApiError, InvalidInput):
        # Whether the resource is as it was could not be seen: nothing has run, and it may be decided again.
        await store.put_back(taken)
        raise
    except Exception:
        # Nobody foresaw this: whether it has run is what the audit log says, and the request must not stay open.
        await _left_behind(ctx.services, taken)
        raise
    await store.end(request_id, state, reason)
    return await _decided(ctx.services, request_id)


async def refuse(ctx: Ctx, request_id: str, reason: str, router: Router) -> Message:
    """*Refuse*: it is over; raises `NotAllowed` and `Gone`."""
    await _decidable(ctx, request_id, router)
    if await ctx.store.approvals.refuse(request_id, ctx.actor.user_id, reason, ctx.services.clock.now()) is None:
        raise Gone("Someone else just decided this, or it expired.")
    return await _decided(ctx.services, request_id)


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
    """Its run ended without an outcome: it may be decided again only if it surely did not begin."""
    store = services.store
    if await store.audit.recent(1, request_id=request.id):
        await store.approvals.end(request.id, ApprovalState.LOST, "I stopped while it ran.")
        await _decided(services, request.id)
    elif await store.approvals.put_back(request):
        logger.warning("approval to be decided again", request=request.id)


async def _show_late(services: Services, request: Approval) -> None:
    """Its process died before the card was there, or before it was noted; what Slack refuses is tried again later."""
    since = f"{(request.created_at - CLOCKS_DIFFER).timestamp():.6f}"
    try:
        found = await services.slack.find(request.channel, _mark(request).id, after_ts=since, thread_ts=None)
        if found is not None:
            await services.store.approvals.shown(request.id, found)
            return
        await _show(services, request)
    except SlackProblem as problem:
        logger.warning("request not shown", request=request.id, code=problem.code)
        return
    told = cards.waiting(request.channel)
    await notify.tell(services.slack, request.user_id, told, about=f"request {request.id}")


async def _rule(ctx: Ctx, command: Command) -> Rule | None:
    if command.effect in (Effect.READ, Effect.COMMENT):
        return None
    return next((rule for rule in await ctx.store.approvals.rules() if covers(rule.what, command)), None)


async def _decidable(ctx: Ctx, request_id: str, router: Router) -> tuple[Approval, Command]:
    """The request, where this person may decide it now."""
    request = await ctx.store.approvals.get(request_id)
    command = router.get(request.path) if request else None
    if request is None or command is None:
        raise Gone("This request no longer exists.")
    if request.user_id == ctx.actor.user_id:
        raise NotAllowed("You requested this, so someone else must decide.")
    await require(ctx, command)
    return request, command


async def _run(ctx: Ctx, request: Approval, command: Command) -> tuple[ApprovalState, str]:
    """What became of it, in a few words; as the one who asked, with the role that they have now."""
    try:
        invocation = await _checked(ctx, request, command)
    except BotError as error:
        return ApprovalState.CHANGED, str(error)
    try:
        reply = await execute(invocation, confirmed=True)
    except BotError as error:
        return ApprovalState.FAILED, str(error)
    except (ApiError, InvalidInput) as error:
        return ApprovalState.FAILED, error.message
    await _answer(ctx, request, reply)
    return ApprovalState.DONE, ""


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
    if request.resource_hash != (await _resource(invocation.ctx, command, invocation.args)).hash:
        raise UserError("The resource changed after this was requested. Request it again.")
    return invocation


async def _invocation(services: Services, request: Approval, command: Command, team: str = "") -> Invocation:
    """The request as its author's, with the role that they have now; raises `NotHere`."""
    place = Place(str(request.place.get("channel", "")), request.place.get("thread_ts"), team)
    asker = await actor(services, request.user_id)
    own = Ctx(services, request.project_id, actor=asker, place=place, request_id=request.id)
    checked = check(command, request.args, public=bool(request.place.get("public")), project=request.project_id)
    return Invocation(checked, own)


async def _answer(ctx: Ctx, request: Approval, reply: Reply) -> None:
    """To the requester alone; a secret only where it does not stay, so never in a direct message."""
    about = f"approved {request.id}"
    if reply.audience is not Audience.SECRET:
        await notify.tell(ctx.slack, request.user_id, reply.message, about=about)
        return
    where = str(request.place.get("channel", ""))
    shown = await notify.whisper(ctx.slack, where, request.user_id, reply.message, about=about)
    await notify.tell(
        ctx.slack, request.user_id, cards.shown_once(request, where, _again(request), shown=shown), about=about
    )


def _again(request: Approval) -> Call:
    """The same request once more; what was secret in it is asked for."""
    secrets = frozenset(request.place.get("secrets", ()))
    known = {name: value for name, value in request.args.items() if not holds_secret({name: value}, secrets)}
    mode: Mode = "form" if known.keys() != request.args.keys() else "run"
    return Call(request.path, {**known, "project": request.project_id}, mode)


@dataclass(frozen=True, slots=True)
class Resource:
    """What a command would change, as it is now; `hash` is None where the command names nothing."""

    hash: str | None = None
    name: str = ""
    absent: bool = False


async def _resource(ctx: Ctx, command: Command, args: Args) -> Resource:
    """Raises `ApiError`."""
    if command.effect not in CHANGES:
        setting = await present.state(ctx, command, args)
        return Resource(None if setting is None else hashed(setting))
    try:
        found = await _read(ctx, command, args)
    except NotFound:
        return Resource("absent", absent=True)
    if found is None:
        return Resource()
    return Resource(hashed(_without_figures(found)), _name(command, args, found))


def _name(command: Command, args: Args, found: Any) -> str:
    """What people call it; empty where the command's own values say it all."""
    subject = subject_of(command, args)
    if subject is not None:
        return name_of(subject, found)
    return str(found.get("name") or found.get("target") or "") if isinstance(found, dict) else ""


async def _read(ctx: Ctx, command: Command, args: Any) -> Any:
    """As the API has it; what is no account, sender or template goes by the name of its id."""
    if (subject := subject_of(command, args)) is not None:
        return as_payload(await fetch(ctx.api, subject))
    if command.words[:2] == ("whatsapp", "templates") and (name := getattr(args, "name", "")):
        return [as_payload(template) async for template in ctx.api.whatsapp_templates.iterate_by_name(name)]
    for name, read in BY_ID.items():
        if id_ := getattr(args, name, ""):
            return as_payload(await read(ctx)(id_))
    return None


def _without_figures(found: Any) -> Any:
    if isinstance(found, list):
        return [_without_figures(value) for value in found]
    return {name: value for name, value in found.items() if name not in FIGURES}


async def _decided(services: Services, request_id: str) -> Message:
    """The card shows what became of the request, and who asked hears of it."""
    request = await services.store.approvals.get(request_id)
    if request is None:
        raise Gone("This request no longer exists.")
    message = cards.decided(request)
    try:
        if request.ts:
            await services.slack.update(request.channel, request.ts, message)
    except SlackProblem as problem:
        logger.warning("card not updated", request=request_id, code=problem.code)
    await notify.tell(services.slack, request.user_id, message, about=f"request {request.id}")
    thread, where = request.place.get("thread_ts"), str(request.place.get("channel", ""))
    if thread and (where, thread) != (request.channel, request.ts):
        await notify.tell_there(services.slack, where, message, about=f"request {request.id}", thread_ts=str(thread))
    return message
