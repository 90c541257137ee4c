"""What a command is about to change, as it is now: one flat mapping, read before and after, and before an undo.

Only what the command itself could put back is in it: the fields of its body, or the setting.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import as_payload, details_to_come, text
from bot.command.bodies import Body, filled
from bot.flows.correlation.command_events import subject_of_command
from bot.flows.execution import approval_rules, own_rows
from bot.flows.projects import projects
from bot.provisioning.commenting import fetch

if TYPE_CHECKING:
    from bot.command.arguments import Args
    from bot.command.context import Ctx
    from bot.command.declaration import Command

State = dict[str, Any]
Reader = Callable[["Ctx", "Command", Any], Awaitable[State]]

CHANGES = "_changes"
"""Name under which a state has the status of pending changes; absent where there are none."""
ALWAYS = (CHANGES, "id")
"""What belongs to a state whether it was changed or not."""


async def state(ctx: Ctx, command: Command, args: Args) -> State | None:
    """None for commands whose work cannot be put back; raises `ApiError` and whatever the reading raises."""
    reader = READERS.get(command.path)
    return None if reader is None else await reader(ctx, command, args)


def changed(before: State, after: State) -> tuple[State, State]:
    """Both without what is the same in them."""
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    kept = {*differing, *ALWAYS}
    return (
        {name: value for name, value in before.items() if name in kept},
        {name: value for name, value in after.items() if name in kept},
    )


async def _resource(ctx: Ctx, command: Command, args: Args) -> State:
    """The fields of the command's body, as pending changes have them, else as they are in force."""
    subject = subject_of_command(command, args)
    payload = as_payload(await fetch(ctx.api, subject)) if subject is not None else {}
    details = details_to_come(payload)
    whole = {**payload, "details": details}
    return _fields(command, details if command.path == "whatsapp account update" else whole, payload)


async def _sms_app(ctx: Ctx, command: Command, args: Any) -> State:
    return _fields(command, as_payload(await ctx.api.sms_apps.get(args.sms_app_id)))


def _fields(command: Command, values: Mapping[str, Any], payload: Mapping[str, Any] | None = None) -> State:
    if not issubclass(command.args, Body):
        return {}
    found = {name: value for name, value in filled(command.args, values).items() if name not in ("status", *ALWAYS)}
    status = text(payload or {}, "changes.status")
    return {**found, CHANGES: status} if status else found


async def _webhook(ctx: Ctx, command: Command, args: Any) -> State:
    webhook = await ctx.api.webhooks.get(args.webhook_id)
    return {"target": webhook.target, "triggers": list(webhook.triggers or [])}


async def _upscale(ctx: Ctx, command: Command, args: Any) -> State:
    """Sinch documents none of its fields: those that were given."""
    payload = as_payload(await ctx.api.rcs_upscales.get(args.upscale_id))
    return {name: payload[name] for name in args.body() if name in payload}


async def _grant(ctx: Ctx, command: Command, args: Any) -> State:
    found = await ctx.store.grants.get(args.user)
    return {"role": found.role} if found else {}


async def _comments(ctx: Ctx, command: Command, args: Any) -> State:
    return {"mode": (await ctx.store.channels.get(ctx.place.channel)).comments}


async def _project(ctx: Ctx, command: Command, args: Any) -> State:
    return {"project": await projects.of_channel(ctx.services, ctx.place.channel)}


async def _digest(ctx: Ctx, command: Command, args: Any) -> State:
    found = await ctx.store.digests.get(args.digest_id)
    return {"paused": found.paused_at is not None} if found else {}


async def _rule(ctx: Ctx, command: Command, args: Any) -> State:
    """The rule for what is named, or the one with this number."""
    said = getattr(args, "rule_id", None) or " ".join(getattr(args, "what", ()))
    rule = approval_rules.find(await ctx.store.approvals.rules(), said)
    return {} if rule is None else {"id": rule.id, "what": rule.what, "channel": rule.channel}


READERS: Mapping[str, Reader] = {
    "whatsapp account update": _resource,
    "whatsapp senders update": _resource,
    "whatsapp templates update": _resource,
    "kakaotalk senders update": _resource,
    "kakaotalk templates update": _resource,
    "rcs senders update": _resource,
    "rcs upscales update": _upscale,
    "sms apps update": _sms_app,
    "webhooks update": _webhook,
    "webhooks replace": _webhook,
    "access grant": _grant,
    "access revoke": _grant,
    "comments": _comments,
    "projects use": _project,
    "digest pause": _digest,
    "digest resume": _digest,
    "approvals require": _rule,
    "approvals drop": _rule,
    **dict.fromkeys(
        ("subscribe", "unsubscribe", "subscriptions remove", "subscriptions hand-over"), own_rows.subscriptions
    ),
    **dict.fromkeys(("digest add", "digest remove"), own_rows.digests),
    **dict.fromkeys(("mute", "unmute"), own_rows.mutes),
    **dict.fromkeys(("follow", "unfollow"), own_rows.follows),
}
"""The commands whose work can be put back."""
