"""Comments that somebody makes by a command or a form: sent at once, signed, their echo known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.blocks import layout
from bot.cards.vocabulary.naming import kind_words
from bot.errors import Gone
from bot.flows.comments import notices
from bot.flows.comments.reporter import StatusReporter
from bot.flows.comments.sending import PATIENCE, Sender
from bot.flows.resource_names import display_name
from bot.process import myself
from bot.slack.text import bold, quote
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cards.blocks.message import Message
    from bot.command.context import Ctx
    from bot.provisioning.subjects import Subject
    from bot.storage.comments.comments import Comment

QUOTED_CHARACTERS = 2_000


async def typed(
    ctx: Ctx,
    subject: Subject,
    text: str,
    *,
    origin: str = "command",
    link: str = "",
    patience: Sequence[float] = PATIENCE,
) -> Message:
    """Comment in the person's name; `text` is mrkdwn as Slack sent it, `link` is put below it.

    Raises what the API raised where the comment surely did not arrive, `TooLong`, or `NotAllowed` for strangers. Where
    nobody knows, the answer says so and offers a retry that looks first.
    """
    services, now = ctx.services, ctx.services.clock.now()
    comment = await services.store.comments.add(
        project_id=ctx.project_id,
        subject=subject.key,
        channel=ctx.place.channel,
        ts=f"{origin} {ctx.request_id}",
        thread_ts=ctx.place.thread_ts,
        origin=origin,
        author_id=ctx.actor.user_id,
        author=ctx.actor.name,
        text=f"{text}\n{link}" if link else text,
        now=now,
        state=CommentState.SENDING,
        by=myself(),
    )
    if comment is None:
        raise Gone("I already took this comment.")
    ended = await Sender(services, StatusReporter(services), patience).send(comment, raises=True)
    await services.store.comments.mark_notified(ended.id, ended.state)
    if ended.state != CommentState.SENT:
        return notices.failed(ended)
    return _sent(subject, await display_name(services, ctx.project_id, subject), ended)


def _sent(subject: Subject, name: str, comment: Comment) -> Message:
    about = kind_words(subject.kind)
    what = about if name == about else f"{about} {bold(name)}"
    said = quote((comment.sent_text or comment.text)[:QUOTED_CHARACTERS])
    return layout.message(
        f"Comment added to the {what}.\n{said}",
        layout.sections(f":speech_balloon: Comment added to the {what}\n{said}"),
    )
