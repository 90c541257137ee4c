"""`/sinch follow`, `unfollow`, `following`: what happens to one resource, in a direct message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards import following as cards
from bot.cards.blocks import done, layout
from bot.cards.blocks.buttons import offer
from bot.cards.vocabulary.words import count
from bot.command import Args, Ctx, Effect, NoArgs, Reply, Role, Router, hidden, option, words
from bot.flows.correlation.command_events import as_in_events
from bot.flows.execution.commentable import RESOURCES
from bot.flows.subscriptions import following as flow
from bot.links import Call, CommandLink
from bot.provisioning.subjects import named_subject

router = Router()


class ResourceArgs(Args):
    """A resource: typed like in its own commands, chosen in a form, or that of a card."""

    what: list[str] = words("Resource", "Like whatsapp templates order_update EN_US. In a card's thread: `me`")
    resource: str = option("Resource", "An account, sender or template", choices=RESOURCES, default="")
    subject: str = hidden()
    thread_id: int | None = hidden(None)


async def _nothing(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins empty; that there is one makes it open when nothing is typed."""
    return {}


async def _meant(ctx: Ctx, args: ResourceArgs) -> flow.FollowTarget:
    return await flow.meant(ctx, args.what, args.resource or args.subject, args.thread_id)


@router.command(
    "follow",
    Effect.SETTING,
    role=Role.VIEWER,
    prefill=_nothing,
    example="/sinch follow whatsapp templates order_update EN_US",
    phrases=(
        "follow {what}",
        "keep me posted about {what}",
        "notify me when {what} changes",
        "watch {what} for me",
        "let me know when {what} is approved",
    ),
)
async def follow(ctx: Ctx, args: ResourceArgs) -> Reply:
    """Follow an account, sender or template: I message you about its changes."""
    what = await _meant(ctx, args)
    new = await flow.follow(ctx, what)
    text = f"Following {what.name}. I'll message you about changes."
    if not new:
        text = f"You already follow {what.name}."
    return Reply(
        done.card(
            text,
            CommandLink.to("Unfollow", flow.stop(what.project_id, what.subject.key)),
            CommandLink("Everything I follow", "following"),
        )
    )


@router.command(
    "unfollow",
    Effect.SETTING,
    role=Role.VIEWER,
    prefill=_nothing,
    phrases=("unfollow {what}", "stop following {what}", "no more messages about {what}, unfollow it"),
)
async def unfollow(ctx: Ctx, args: ResourceArgs) -> Reply:
    """Stop following a resource."""
    key = named_subject(args.resource or args.subject)
    if key is not None:  # it may be gone at Sinch
        what = flow.FollowTarget(ctx.project_id, as_in_events(key), flow.resource_in_words(key, {}))
    elif followed := await flow.followed(ctx, args.what):
        what = followed
    else:
        what = await _meant(ctx, args)
    was = await ctx.store.follows.remove(what.project_id, what.subject.key, ctx.actor.user_id)
    text = f"Unfollowed {what.name}. I won't message you about it." if was else f"You don't follow {what.name}."
    again = CommandLink("Follow again", "follow", {"subject": what.subject.key, "project": what.project_id})
    return Reply(done.card(text, *([again] if was else [])))


@router.command(
    "following",
    Effect.READ,
    phrases=("what am i following", "show what i follow", "list everything i follow"),
)
async def following(ctx: Ctx, args: NoArgs) -> Reply:
    """Show what you follow."""
    mine = await flow.listed(ctx.store.follows, ctx.actor.user_id)
    if not mine:
        text = cards.NOTHING
        return Reply(layout.message(text, layout.section(text), layout.actions(offer("Follow", Call("follow")))))
    return Reply(
        layout.message(f"You follow {count(len(mine), 'resource')}", layout.section("*You follow*"), cards.rows(mine))
    )
