"""`/sinch comments`: how thread replies become comments in this channel, and the buttons at those replies."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from bot.cards.blocks import layout
from bot.command import Args, Ctx, Effect, Reply, Role, Router, hidden, option, rest, word
from bot.flows import comments as flow
from bot.flows.comments import notices
from bot.flows.execution.commentable import RESOURCES, chosen
from bot.slack.errors import SlackProblem
from bot.slack.text import escape
from bot.storage.activity import inbox
from bot.storage.states import AuditOutcome, CommentState

router = Router()

MODES = {
    "auto": "Replies in card threads go to Sinch as comments.",
    "ask": "Replies in card threads stay in Slack until their author presses *Send to Sinch*.",
    "off": "Replies in card threads stay in Slack.",
}


class CommentsMode(Args):
    mode: Literal["auto", "ask", "off"] = word(
        "Replies in threads",
        "Auto: they become comments; ask: I ask the author each time; off: they stay in Slack",
        labels={"auto": "Become comments", "ask": "Ask the author", "off": "Stay in Slack"},
    )

    @field_validator("mode", mode="before")
    @classmethod
    def _on(cls, value: object) -> object:
        return "auto" if value == "on" else value


class CommentArgs(Args):
    comment_id: int = hidden(0)


class AddComment(Args):
    resource: str = option("Resource", "An account, sender or template", choices=RESOURCES, min_length=1)
    text: str = rest("Comment", "Everyone at Sinch who works on it can read this", min_length=1)
    message_ts: str = hidden()


@router.command(
    "comments",
    Effect.SETTING,
    title="Replies in threads",
    role=Role.ADMIN,
    example="/sinch comments ask",
    submit="Save",
    phrases=(
        "turn comments off in this channel",
        "stop sending replies to sinch",
        "ask before replies become comments",
        "replies here should become comments",
        "are replies here sent to sinch",
        "do replies here go to sinch",
        "every reply should go to sinch",
    ),
)
async def mode(ctx: Ctx, args: CommentsMode) -> Reply:
    """Choose whether replies in this channel's threads become comments."""
    now = ctx.services.clock.now()
    await ctx.store.channels.set_comments(ctx.place.channel, args.mode, now)
    await ctx.store.threads.redraw_all(ctx.place.channel, now)
    ctx.services.wake(inbox.TOPIC)
    hint = "" if args.mode == "off" else notices.HINT
    text = MODES[args.mode]
    return Reply(layout.message(f"{text} {hint}".strip(), layout.section(text), layout.context(hint) if hint else None))


@router.command("comments add", Effect.COMMENT, hidden=True)
async def add(ctx: Ctx, args: AddComment) -> Reply:
    """Comment on a resource."""
    link = ""
    if args.message_ts:
        try:
            link = await ctx.slack.permalink(ctx.place.channel, args.message_ts)
        except SlackProblem:
            link = ""
    subject = chosen(args.resource)
    return Reply(await flow.typed(ctx, subject, escape(args.text), origin="shortcut", link=link))


@router.command("comments send", Effect.SETTING, role=Role.VIEWER, hidden=True)
async def send(ctx: Ctx, args: CommentArgs) -> Reply:
    """Send a waiting reply now."""
    comment = await flow.Comments(ctx.services).send_now(args.comment_id, ctx.actor)
    return Reply(layout.paragraph("Sending to Sinch.") if comment.state == CommentState.HELD else notices.late(comment))


@router.command("comments cancel", Effect.SETTING, role=Role.VIEWER, hidden=True)
async def cancel(ctx: Ctx, args: CommentArgs) -> Reply:
    """Keep a reply in Slack."""
    comment = await flow.Comments(ctx.services).cancel(args.comment_id, ctx.actor)
    too_late = comment.state not in (CommentState.CANCELLED, CommentState.FAILED)
    return Reply(notices.late(comment), outcome=AuditOutcome.TOO_LATE if too_late else AuditOutcome.DONE)


@router.command("comments retry", Effect.SETTING, role=Role.VIEWER, hidden=True)
async def retry(ctx: Ctx, args: CommentArgs) -> Reply:
    """Resend a comment that didn't arrive."""
    comment = await flow.Comments(ctx.services).retry(args.comment_id, ctx.actor)
    match comment.state:
        case CommentState.SENT:
            return Reply(layout.paragraph(":white_check_mark: Sinch has this reply now."))
        case CommentState.FAILED | CommentState.UNCERTAIN if comment.origin == "thread":
            return Reply(layout.paragraph("It didn't work this time either. See the warning in the thread."))
        case CommentState.FAILED | CommentState.UNCERTAIN:
            return Reply(notices.failed(comment))
        case CommentState.CANCELLED:
            return Reply(layout.paragraph("Kept in Slack: its author canceled or deleted it."))
        case _:
            return Reply(layout.paragraph("It's already on its way to Sinch."))
