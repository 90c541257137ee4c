"""A second person: what a rule covers becomes a request for approval; `decisions` says what becomes of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.cards import approvals as cards
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload
from bot.command.context import Ctx
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.invocation import Invocation
from bot.command.masking import kept_out_of_errors, masked, secret_texts, without, without_address_secrets
from bot.errors import Unready, UserError
from bot.flows.activity.channel_refusal import reason
from bot.flows.correlation.command_events import subject_of_command
from bot.flows.execution import approval_rules, choices, present
from bot.flows.execution.execute import question_of
from bot.flows.execution.recording import known_as
from bot.flows.projects import naming
from bot.links import CommandLink
from bot.process import myself
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import NotFound
from bot.slack.errors import SlackProblem
from bot.slack.model import MessageTag
from bot.slack.text import channel, escape, mentioned
from bot.storage.access.approvals import Approval, Rule
from bot.storage.states import ApprovalState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.command.arguments import Args
    from bot.command.context import Services
    from bot.command.declaration import Question

EXPIRES = timedelta(hours=24)
CLOCK_SKEW = timedelta(minutes=10)
"""How far Slack's clock and ours may differ when a card is looked for."""
FIGURES = ("analytics",)
"""What is counted again at every look, and is no change of the resource."""
CREATES = "create"
"""The verb of what names a resource that is not there yet."""
BY_ID: Mapping[str, Callable[[Ctx], Callable[[str], Awaitable[object]]]] = {
    "webhook_id": lambda ctx: ctx.api.webhooks.get,
    "sms_app_id": lambda ctx: ctx.api.sms_apps.get,
    "upscale_id": lambda ctx: ctx.api.rcs_upscales.get,
}


def hashed(value: Any) -> str:
    """The SHA-256 of a JSON value, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


async def hold(invocation: Invocation) -> Reply | None:
    """Keeps back what needs a second person; None where it needs none."""
    rule = await _rule(invocation.ctx, invocation.command)
    if rule is None:
        return None
    ctx, command = invocation.ctx, invocation.command
    values = dict(invocation.values)
    secrets = secret_texts(values, command.secrets)
    with kept_out_of_errors(secrets):
        question = await question_of(invocation)
    advised = _advised(question, command, values)
    if question.hopeless:
        raise Unready("Sinch would refuse this, so I didn't ask for approval.", advised, question.text)
    resource = await resource_of(ctx, command, invocation.args)
    if resource.absent and command.words[-1] != CREATES:
        raise UserError("This doesn't exist, so I didn't ask for approval.", "Check its name or ID.")
    request = await _request(invocation, rule, question, resource, {**values, **question.pinned})
    if await _asked_already(ctx, request):
        return Reply(cards.asked_already(rule.channel))
    await ctx.store.approvals.ask(request, command.secrets)
    await _show_or_refuse(ctx, request)
    return Reply(cards.waiting(rule.channel, str(request.place["asks"]), advised))


async def _request(
    invocation: Invocation, rule: Rule, question: Question, resource: Resource, values: dict[str, Any]
) -> Approval:
    """The request as it is stored; `values` are the command's, with what its question has pinned."""
    ctx, command, now = invocation.ctx, invocation.command, invocation.ctx.services.clock.now()
    return Approval(
        id=uuid4().hex,
        path=command.path,
        args=values,
        project_id=ctx.project_id,
        user_id=ctx.actor.user_id,
        place={
            "channel": ctx.place.channel,
            "thread_ts": ctx.place.thread_ts,
            "public": invocation.public,
            "asks": _asks(command, question, resource, secret_texts(values, command.secrets)),
            "small": question.small,
            "secrets": sorted(command.secrets),
            "secret_answer": command.audience is Audience.SECRET,
            "titles": {arg.name: arg.title for arg in command.arguments if arg.name in values},
            "names": await choices.labels(ctx.services, ctx.project_id, command, values),
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


async def _show_or_refuse(ctx: Ctx, request: Approval) -> None:
    """Post the request's card; a request that nobody could see is refused, and its asker told why."""
    try:
        await show(ctx.services, request)
    except SlackProblem as problem:
        await ctx.store.approvals.refuse(request.id, "", "I couldn't ask anyone.", request.created_at)
        raise UserError(
            f"This needs a second person, but I can't ask in {channel(request.channel)}: {reason(problem.code)}.",
            "Invite me there, or let an admin move the rule: `/sinch approvals require ... in=#channel`.",
        ) from problem


def _advised(question: Question, command: Command, values: Mapping[str, Any]) -> tuple[CommandLink, ...]:
    """What might better come first, as the question of the command offers it."""
    mendable = (question.mend or question.hopeless) and not secret_texts(values, command.secrets)
    form = (CommandLink(question.mend or "Mend it", command.path, values, "form"),) if mendable else ()
    return (*form, *question.ways)


async def _asked_already(ctx: Ctx, request: Approval) -> bool:
    """Whether the same person waits for the same change of the same state; its card stands there with its buttons."""
    wanted = (request.user_id, request.channel, request.values_hash, request.resource_hash)
    waiting = await ctx.store.approvals.waiting(request.project_id, request.created_at)
    return any(
        known.ts is not None and (known.user_id, known.channel, known.values_hash, known.resource_hash) == wanted
        for known in waiting
    )


def _asks(command: Command, question: Question, resource: Resource, secrets: frozenset[str]) -> str:
    """What is asked for, in words (mrkdwn), with the name of what it is about."""
    said = question.text or escape(command.summary)
    name = escape(resource.name)
    shown: str = without(said if not name or name in said else f"{said}\n{cards.ABOUT}*{name}*", secrets)
    return shown


async def in_short(services: Services, request: Approval) -> str:
    """What it asks for, in the words of its card, as one line of plain text."""
    asks = str(request.place.get("asks", ""))
    people = {person: await known_as(services, person, person) for person in mentioned(asks)}
    return cards.in_short(request, asks, people)


async def show(services: Services, request: Approval) -> None:
    """Post the request's card, under a mark by which it is found again. Raises `SlackProblem`."""
    place = request.place
    values = without_address_secrets(masked(request.args, frozenset(place.get("secrets", ()))))
    names = place.get("names", {})
    given = cards.titled(values, place.get("titles", {}), names)
    project = naming.among_several(services, request.project_id)
    small = "\n".join(filter(None, (place.get("small", ""), cards.ids(values, names))))
    card = cards.request(request, place.get("asks", ""), given, project=project, small=small)
    posted = await services.slack.post(request.channel, card, mark=mark(request))
    await services.store.approvals.shown(request.id, posted.ts)


def mark(request: Approval) -> MessageTag:
    """What its card is found by in the channel."""
    return MessageTag("sinch_approval", f"approval-{request.id}")


async def is_covered(ctx: Ctx, command: Command) -> bool:
    """Whether a rule asks for a second person."""
    return await _rule(ctx, command) is not None


async def _rule(ctx: Ctx, command: Command) -> Rule | None:
    if command.effect in (Effect.READ, Effect.COMMENT):
        return None
    return next((rule for rule in await ctx.store.approvals.rules() if approval_rules.covers(rule.what, command)), None)


@dataclass(frozen=True, slots=True)
class Resource:
    """What a command would change, as it is now; `hash` is None where the command names nothing."""

    hash: str | None = None
    name: str = ""
    absent: bool = False


async def resource_of(ctx: Ctx, command: Command, args: Args) -> Resource:
    """Raises `ApiError`."""
    if command.effect not in approval_rules.CHANGES:
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
    subject = subject_of_command(command, args)
    if subject is not None:
        return name_of(subject, found)
    return str(found.get("name") or found.get("target") or "") if isinstance(found, dict) else ""


async def _read(ctx: Ctx, command: Command, args: Any) -> Any:
    """As the API has it; what is no account, sender or template goes by the name of its id."""
    if (subject := subject_of_command(command, args)) is not None:
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
