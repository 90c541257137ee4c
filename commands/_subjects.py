"""What the seven kinds that have a history and take comments share."""

from __future__ import annotations

import re

from bot.arguments import Args, Listing, rest
from bot.cards import activity as cards
from bot.command import Reply
from bot.context import Ctx
from bot.flows import comments
from bot.provisioning.subjects import Subject
from bot.slack.text import escape
from commands import _lists

_REFERENCE = re.compile(r"&lt;([@#!][^<>\s&]+)&gt;")


class Comment(Args):
    """The text of a comment; the API takes 65,535 characters, the author's name included."""

    text: str = rest("Comment", "everyone at Sinch who works on it reads this", min_length=1)


async def activity(ctx: Ctx, path: str, subject: Subject, args: Listing) -> Reply:
    """A page of a subject's history; `path` is the command that shows it."""
    page = await ctx.api.activity(subject, page_token=args.page or None, page_size=_lists.ROWS)
    return Reply(cards.activity_list(subject, page.items, pages=_lists.pages(path, args, page)))


async def comment(ctx: Ctx, subject: Subject, text: str) -> Reply:
    """Comment on a subject in the person's name, and answer for everyone to see."""
    return Reply(await comments.typed(ctx, subject, mrkdwn(text)), public=True)


def mrkdwn(text: str) -> str:
    """Typed text as Slack would have sent it in a message: escaped, references to people and channels whole."""
    return _REFERENCE.sub(r"<\1>", escape(text))
