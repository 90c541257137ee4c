"""What the seven kinds that have a history and take comments share."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.cards import activity as cards
from bot.cards.vocabulary.naming import kind_words
from bot.command import Args, Ctx, Reply, rest
from bot.flows import comments
from bot.flows.resource_names import display_name
from bot.provisioning.subjects import Subject
from bot.slack.text import escape
from commands._shared import lists

if TYPE_CHECKING:
    from bot.provisioning.commenting import Activity

_REFERENCE = re.compile(r"&lt;([@#!][^<>\s&]+)&gt;")


class Comment(Args):
    """The text of a comment; the API takes 65,535 characters."""

    text: str = rest("Comment", "Everyone at Sinch who works on it can read this", min_length=1, alias="comment")


async def activity(ctx: Ctx, path: str, subject: Subject, args: lists.Browse) -> Reply:
    """A page of a subject's history, or all of it as a file; `path` is the command that shows it."""
    if args.csv:
        title = f"Activity of {kind_words(subject.kind)} {await name(ctx, subject)}"
        return await lists.export(ctx, title, _whole(ctx, subject), args.csv)
    page, full = await asyncio.gather(
        ctx.api.activity(subject, page_token=args.page or None, page_size=lists.ROWS), name(ctx, subject)
    )
    return Reply(
        cards.activity_list(
            subject, page.items, name=full, pages=lists.pages(path, args, page), export=lists.exporting(path, args)
        )
    )


async def name(ctx: Ctx, subject: Subject) -> str:
    """What people call it, as plain text."""
    return await display_name(ctx.services, ctx.project_id, subject)


async def _whole(ctx: Ctx, subject: Subject) -> AsyncIterator[Activity]:
    token: str | None = None
    seen: set[str] = set()
    while True:
        page = await ctx.api.activity(subject, page_token=token, page_size=lists.EXPORT_ROWS)
        for entry in page:
            yield entry
        token = page.next_page_token
        if token is None or token in seen:
            return
        seen.add(token)


async def comment(ctx: Ctx, subject: Subject, text: str) -> Reply:
    """Comment on a subject in the person's name, and answer for everyone to see."""
    return Reply(await comments.typed(ctx, subject, mrkdwn(text)), public=True)


def mrkdwn(text: str) -> str:
    """Typed text as Slack would have sent it in a message: escaped, references to people and channels whole."""
    return _REFERENCE.sub(r"<\1>", escape(text))
