"""`/sinch digest ...`: where everything stands, posted into this channel on a schedule."""

from __future__ import annotations

from dataclasses import replace

from pydantic import field_validator

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, Message
from bot.command import Args, Ctx, Effect, NoArgs, Reply, Role, Router, hidden, option, rest, word
from bot.errors import UserError
from bot.flows.digest.digest import next_slot, now_for
from bot.flows.digest.notes import words
from bot.flows.projects import naming
from bot.links import Call
from bot.slack.errors import SlackProblem
from bot.slack.text import bold, channel, date, mention
from bot.storage.digests.digests import Digest
from bot.times import schedule

router = Router()

DIGESTS_A_CHANNEL = 10
ALREADY = "This channel already has that digest:"


class AddDigest(Args):
    schedule: str = rest(
        "Schedule",
        "`daily 09:00`, `weekdays 17:30`, `every 2 weeks on monday 9:00`, `last day of the month`; then a time zone",
        multiline=False,
        placeholder="weekdays 09:00",
        min_length=1,
        max_length=200,
    )
    tz: str = option(
        "Time zone", "Like Europe/Stockholm. Leave empty for your own", default="", placeholder="Europe/Stockholm"
    )
    changes: int | None = hidden(None)
    """The digest that gets this schedule, where no new one is meant."""

    @field_validator("schedule")
    @classmethod
    def _schedule(cls, value: str) -> str:
        schedule.parse(value)
        return value

    @field_validator("tz")
    @classmethod
    def _tz(cls, value: str) -> str:
        return schedule.zone_name(value) if value else ""


class DigestArgs(Args):
    digest_id: int = word("Digest", "Its number in `digest list`", ge=1)


@router.command(
    "digest add",
    Effect.SETTING,
    example="/sinch digest add weekdays 09:00 Europe/Stockholm",
    phrases=(
        "post a digest {schedule}",
        "send a summary {schedule}",
        "schedule a report {schedule}",
        "schedule a daily summary",
    ),
)
async def add(ctx: Ctx, args: AddDigest) -> Reply:
    """Post a digest in this channel on a schedule."""
    plan, named = schedule.parse(args.schedule)
    tz = named or args.tz or _own_zone(ctx.actor.tz)
    store, now = ctx.store.digests, ctx.services.clock.now()
    here = await store.in_channel(ctx.place.channel)
    if there := next(
        (digest for digest in here if digest.project_id == ctx.project_id and _alike(digest, plan, tz)), None
    ):
        return Reply(_card(there, ALREADY, ctx))
    plan = plan.anchored(now, schedule.zone(tz))
    if args.changes is not None:
        former = await _mine(ctx, args.changes)
        await store.reschedule(former.id, str(plan), tz, plan.next_after(now, schedule.zone(tz)))
        return Reply(_card(await _mine(ctx, former.id), ":white_check_mark: Digest changed:", ctx))
    if len(here) >= DIGESTS_A_CHANNEL:
        raise UserError(
            f"This channel already has {DIGESTS_A_CHANNEL} digests.", "Remove one first: `/sinch digest list`."
        )
    made = await store.add(
        ctx.project_id,
        ctx.place.channel,
        str(plan),
        tz,
        created_by=ctx.actor.user_id,
        now=now,
        next_at=plan.next_after(now, schedule.zone(tz)),
    )
    if made is None and (there := await store.same(ctx.project_id, ctx.place.channel, str(plan), tz)):
        return Reply(_card(there, ALREADY, ctx))  # somebody asked for the same at this moment
    if made is None:
        raise UserError("That digest was removed in the meantime.", "Add it again if you still want it.")
    return Reply(_card(made, ":white_check_mark: Digest added:", ctx, warning=await _outsider(ctx)))


def _alike(digest: Digest, plan: schedule.Schedule, tz: str) -> bool:
    """Whether a digest comes by the same words, from whatever day its weeks are counted."""
    there, _ = schedule.parse(digest.schedule)
    return digest.tz == tz and replace(there, anchor=plan.anchor) == plan


def _own_zone(tz: str) -> str:
    """The person's zone from Slack; UTC where Slack names one that we do not know."""
    try:
        return schedule.zone_name(tz)
    except schedule.ScheduleError:
        return "UTC"


async def _outsider(ctx: Ctx) -> str:
    """A warning where the bot cannot post."""
    try:
        place = await ctx.slack.channel(ctx.place.channel)
    except SlackProblem:
        return ":warning: I can't see this channel. Invite me with `/invite`, or I can't post the digest."
    if place.is_member or place.is_im:
        return ""
    return ":warning: I'm not in this channel. Invite me with `/invite`, or I can't post the digest."


@router.command(
    "digest list",
    Effect.READ,
    title="Digests",
    phrases=(
        "which digests come here",
        "show the digests of this channel",
        "which digests do we have",
        "when does the next digest come",
    ),
)
async def list_(ctx: Ctx, args: NoArgs) -> Reply:
    """Show this channel's digests."""
    return Reply(_listed(await ctx.store.digests.in_channel(ctx.place.channel), ctx))


@router.command(
    "digest now",
    Effect.READ,
    title="Status overview",
    phrases=(
        "where does everything stand",
        "give me an overview",
        "show me a summary now",
        "how are things going",
        "dashboard",
    ),
)
async def now(ctx: Ctx, args: NoArgs) -> Reply:
    """Show the digest now."""
    return Reply(await now_for(ctx.services, ctx.project_id, ctx.place.channel))


@router.command(
    "digest pause",
    Effect.SETTING,
    phrases=("pause the digest {digest_id}", "suspend digest {digest_id}", "no digest for now, pause it"),
)
async def pause(ctx: Ctx, args: DigestArgs) -> Reply:
    """Pause a digest until you resume it."""
    digest = await _mine(ctx, args.digest_id)
    await ctx.store.digests.pause(digest.id, ctx.services.clock.now())
    return Reply(_card(await _mine(ctx, digest.id), "Paused the digest:", ctx))


@router.command(
    "digest resume",
    Effect.SETTING,
    phrases=(
        "resume the digest {digest_id}",
        "continue digest {digest_id}",
        "start the digest {digest_id} again",
        "restart digest {digest_id}",
        "unpause digest {digest_id}",
    ),
)
async def resume(ctx: Ctx, args: DigestArgs) -> Reply:
    """Resume a paused digest."""
    digest = await _mine(ctx, args.digest_id)
    await ctx.store.digests.resume(digest.id, next_slot(digest, ctx.services.clock.now()))
    return Reply(_card(await _mine(ctx, digest.id), "Resumed the digest:", ctx))


@router.command(
    "digest remove",
    Effect.SETTING,
    phrases=(
        "remove the digest {digest_id}",
        "stop the digest {digest_id}",
        "cancel the digest {digest_id}",
        "we do not need digest {digest_id}, delete it",
    ),
)
async def remove(ctx: Ctx, args: DigestArgs) -> Reply:
    """Remove a digest from this channel."""
    digest = await _mine(ctx, args.digest_id)
    await ctx.store.digests.remove(digest.id)
    text = f"Removed the digest: {words(digest)}."
    again = offer("Add it again", Call("digest add", {"schedule": digest.schedule, "tz": digest.tz}, "form"))
    return Reply(layout.message(text, layout.section(text), layout.actions(again)))


async def _mine(ctx: Ctx, digest_id: int) -> Digest:
    """A digest of this channel; its maker and admins reach it from anywhere."""
    digest = await ctx.store.digests.get(digest_id)
    near = digest and (
        digest.channel == ctx.place.channel or digest.created_by == ctx.actor.user_id or ctx.actor.role >= Role.ADMIN
    )
    if digest is None or not near:
        raise UserError(f"This channel has no digest {digest_id}.", "`/sinch digest list` shows its digests.")
    return digest


def _card(digest: Digest, begin: str, ctx: Ctx, *, warning: str = "") -> Message:
    where = "" if digest.channel == ctx.place.channel else f" in {channel(digest.channel)}"
    first = f"{begin} {words(digest)}{_of_project(digest, ctx)}{where}."
    lines = [first, _next(digest), warning]
    text = "\n".join(line for line in lines if line)
    return layout.message(text, layout.section(text), layout.actions(*_buttons(digest)))


def _next(digest: Digest) -> str:
    if digest.paused_at is not None:
        return f"Paused since {date(digest.paused_at)}."
    return f"Next: {date(digest.next_at)}." if digest.next_at else ""


def _listed(digests: list[Digest], ctx: Ctx) -> Message:
    new = offer("Add a digest", Call("digest add", {}, "form"), style=None if digests else "primary")
    look = offer("Show digest now", Call("digest now"))
    if not digests:
        text = "No digests here yet. Try `/sinch digest add weekdays 08:30`."
        return layout.message(text, layout.section(text), layout.actions(new, look))
    parts: list[Block] = []
    for digest in digests:
        parts.append(layout.section(_line(digest, ctx)))
        parts += layout.actions(*_buttons(digest))
    lines = "\n".join(f"• {_line(digest, ctx)}" for digest in digests)
    return layout.message(
        f"Digests in this channel:\n{lines}",
        layout.section("*Digests in this channel*"),
        parts,
        layout.divider(),
        layout.actions(new, look),
    )


def _of_project(digest: Digest, ctx: Ctx) -> str:
    name = naming.among_several(ctx.services, digest.project_id)
    return f" of project {bold(name)}" if name else ""


def _line(digest: Digest, ctx: Ctx) -> str:
    return f"*{digest.id}* {words(digest)}{_of_project(digest, ctx)}, by {mention(digest.created_by)}. {_next(digest)}"


def _buttons(digest: Digest) -> list[Block | None]:
    which = {"digest_id": digest.id}
    toggle = ("Resume", "digest resume") if digest.paused_at else ("Pause", "digest pause")
    change = Call("digest add", {"schedule": digest.schedule, "tz": digest.tz, "changes": digest.id}, "form")
    return [
        offer("Change", change),
        offer(toggle[0], Call(toggle[1], which)),
        offer("Remove", Call("digest remove", which), style="danger"),
    ]
