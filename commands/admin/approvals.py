"""`/sinch approvals ...`: what needs a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import field_validator

import commands
from bot.cards import approvals as cards
from bot.cards.blocks import done
from bot.command import Args, Audience, Ctx, Effect, NoArgs, Reply, Role, Router, hidden, option, rest, words
from bot.errors import Unready, UserError
from bot.flows.execution import approval_rules, decisions
from bot.links import CommandLink
from bot.slack.errors import SlackProblem
from bot.slack.text import channel, code

router = Router()

NAME_IT = "Name a verb (`launch`), an area (`rcs`) or a command (`whatsapp templates delete`)."
IN_CHANNEL = "Invite me to a channel and name it: `/sinch approvals require launch in=#channel`."

USUAL = {
    "launch": "Launches",
    "delete": "Deletions",
    "create": "New resources",
    "update": "Edits",
    "rcs": "All RCS changes",
    "whatsapp": "All WhatsApp changes",
    "kakaotalk": "All KakaoTalk changes",
}
"""What most want approved, for who did not say what."""
OFFERED = 10


class Require(Args):
    what: list[str] = words("What", "A verb (launch), an area (rcs) or a command (whatsapp templates delete)")
    where: str | None = option("Channel", "Leave empty for this one", default=None, kind="channel", alias="in")


class Drop(Args):
    rule_id: str | None = rest("Rule", "Its ID, or what it's about, like launch", default=None, multiline=False)

    @field_validator("rule_id", mode="before")
    @classmethod
    def _as_text(cls, given: Any) -> Any:
        return str(given) if isinstance(given, int) else given


class Decide(Args):
    request_id: str = hidden("")


class Refuse(Args):
    reason: str = option("Reason", "The requester sees it", min_length=1, max_length=500)
    request_id: str = hidden("")


@router.command(
    "approvals require",
    Effect.SETTING,
    role=Role.ADMIN,
    example="/sinch approvals require launch in=#launches",
    phrases=("require approval for launches", "let a second person approve deletions", "two people must agree on rcs"),
)
async def require(ctx: Ctx, args: Require) -> Reply:
    """Require a second person's approval before something runs."""
    what = approval_rules.spelled(" ".join(args.what))
    if not what:
        asked_in = {"where": args.where} if args.where else {}
        ways = [CommandLink(label, "approvals require", {"what": [each], **asked_in}) for each, label in USUAL.items()]
        raise Unready("What needs a second person's approval?", ways, f"Or: {NAME_IT}")
    if not any(approval_rules.covers(what, command) for command in commands.collect()):
        raise UserError(f"I don't know a change called {code(what)}.", NAME_IT)
    where = await _place_to_ask(ctx, args.where or ctx.place.channel)
    await ctx.store.approvals.require(what, where, ctx.actor.user_id, ctx.services.clock.now())
    text = f"{code(what)} now needs approval. Requests go to {channel(where)}."
    return Reply(done.card(text, CommandLink("All rules", "approvals list")))


@router.command(
    "approvals list",
    Effect.READ,
    phrases=("what needs approval", "show the approval rules", "which commands need a second person"),
)
async def list_(ctx: Ctx, args: NoArgs) -> Reply:
    """Show what needs approval."""
    return Reply(cards.rules([(rule, await _name(ctx, rule.channel)) for rule in await ctx.store.approvals.rules()]))


@router.command(
    "approvals drop",
    Effect.SETTING,
    title="Remove a rule",
    role=Role.ADMIN,
    phrases=(
        "drop approval rule {rule_id}",
        "no approval for rule {rule_id} any more",
        "remove approval rule {rule_id}",
    ),
)
async def drop(ctx: Ctx, args: Drop) -> Reply:
    """Stop requiring approval for something."""
    all_rules, rules = CommandLink("All rules", "approvals list"), await ctx.store.approvals.rules()
    said = approval_rules.spelled(args.rule_id or "")
    rule = approval_rules.find(rules, said)
    if rule is None:
        if not rules:
            raise UserError("Nothing needs approval, so there's nothing to remove.")
        ways = [CommandLink(rule.what, "approvals drop", {"rule_id": str(rule.id)}) for rule in rules[:OFFERED]]
        text = f"I don't know rule {code(said)}. Which one?" if said else "Which rule do you want to remove?"
        raise Unready(text, [*ways, all_rules] if len(rules) > OFFERED else ways)
    await ctx.store.approvals.remove_rule(rule.id)
    return Reply(done.card(f"{code(rule.what)} no longer needs approval.", all_rules))


@router.command("approvals approve", Effect.SETTING, title="Approve a request", role=Role.VIEWER, hidden=True)
async def approve(ctx: Ctx, args: Decide) -> Reply:
    """Approve a request and run it."""
    return Reply(await decisions.approve(ctx, args.request_id, commands.collect()))


@router.command(
    "approvals collect",
    Effect.SETTING,
    title="Show the answer",
    role=Role.VIEWER,
    audience=Audience.SECRET,
    hidden=True,
)
async def collect(ctx: Ctx, args: Decide) -> Reply:
    """Run what was approved for you and show you its answer, once."""
    return await decisions.collect(ctx, args.request_id, commands.collect())


async def _admit(ctx: Ctx, values: Mapping[str, Any]) -> None:
    await decisions.admit(ctx, str(values.get("request_id", "")), commands.collect())


@router.command("approvals refuse", Effect.SETTING, role=Role.VIEWER, hidden=True, submit="Refuse", admit=_admit)
async def refuse(ctx: Ctx, args: Refuse) -> Reply:
    """Refuse a request."""
    return Reply(await decisions.refuse(ctx, args.request_id, args.reason, commands.collect()))


async def _place_to_ask(ctx: Ctx, where: str) -> str:
    """The channel's id, where the bot can ask and a second person can answer."""
    if where.startswith("D"):
        raise UserError("Nobody else can approve in a direct message.", IN_CHANNEL)
    try:
        found = await ctx.slack.channel(where)
    except SlackProblem as problem:
        if not problem.is_of_place:  # Slack does not say now; a request that can't be asked for says so itself
            return where
        raise UserError(f"I can't find the channel {code(where)}.", IN_CHANNEL) from problem
    if found.is_archived or not found.is_member:
        why = "it's archived" if found.is_archived else "I'm not in it"
        raise UserError(f"I can't ask for approvals in {channel(where)}: {why}.", IN_CHANNEL)
    return where


async def _name(ctx: Ctx, where: str) -> str:
    """What a channel is called; whoever reads the rules need not be in it, so a private one keeps its name."""
    try:
        found = await ctx.slack.channel(where)
    except SlackProblem:
        return where
    return f"#{found.name}" if not found.is_private or where == ctx.place.channel else "a private channel"
