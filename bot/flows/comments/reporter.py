"""Telling people in Slack what becomes of their comments. What Slack refuses here never stops a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.flows.comments import notices
from bot.slack.errors import MessageGone, SlackProblem, SlackRefused, UserGone
from bot.slack.model import MessageTag
from bot.storage.comments.comments import GONE, RETRIED
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.command.context import Services
    from bot.storage.comments.comments import Comment

logger = log.get("comments")

WAITING, SENT, FAILED = "hourglass_flowing_sand", "white_check_mark", "warning"
_REACTIONS = {
    CommentState.HELD: WAITING,
    CommentState.SENDING: WAITING,
    CommentState.SENT: SENT,
    CommentState.FAILED: FAILED,
    CommentState.UNCERTAIN: FAILED,
}


def absence(channel: str) -> str:
    """Key of the mark that keeps us from saying twice that we are not in a channel."""
    return f"comments.absent.{channel}"


class StatusReporter:
    """Reactions for everyone, notices for the author."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def acknowledge(self, comment: Comment, hold_seconds: float) -> None:
        """A reply was taken: the author hears that it waits, and for what."""
        if comment.state == CommentState.ASKED:
            notice = notices.correcting(comment) if comment.correction else notices.asking(comment)
            if await self.send_ephemeral(comment, notice):
                await self._services.store.comments.mark_notified(comment.id, CommentState.ASKED)
        elif hold_seconds > 0:
            await self.react(comment)
            await self._announce(comment, hold_seconds)

    async def _announce(self, comment: Comment, hold_seconds: float) -> None:
        """A line in the thread while there is time to cancel: unlike what is for one person, it can be taken away."""
        services = self._services
        if comment.origin != "thread":
            return
        try:
            notice = notices.waiting(comment, hold_seconds)
            posted = await services.slack.post(comment.channel, notice, thread_ts=comment.thread_ts)
        except SlackProblem as problem:
            _is_final(problem)
            return
        await services.store.key_values.set(_notice(comment), posted.ts, services.clock.now())
        now = await services.store.comments.get(comment.id)
        if now is None or now.state != CommentState.HELD:  # it was sent while Slack took its time
            await self.end_notice(comment)
        if await services.store.key_values.once(f"lesson:{comment.author_id}", services.clock.now()):
            await self.send_ephemeral(comment, notices.lesson())

    async def end_notice(self, comment: Comment) -> None:
        """There is nothing to cancel any more."""
        store, key = self._services.store.key_values, _notice(comment)
        ts = await store.get(key)
        if ts is None:
            return
        try:
            await self._take_away(comment, str(ts))
        except SlackProblem as problem:
            if not _is_final(problem):
                return
        await store.remove(key)

    async def _take_away(self, comment: Comment, ts: str) -> None:
        """Delete a message; where the workspace keeps them all, at least its button goes."""
        slack = self._services.slack
        try:
            await slack.delete(comment.channel, ts)
        except (MessageGone, SlackRefused) as problem:
            if problem.code == "message_not_found":
                raise
            await slack.update(comment.channel, ts, notices.over(comment))

    async def outcome(self, comment: Comment) -> None:
        """It was sent, or not, or taken back."""
        store = self._services.store.comments
        await self.end_notice(comment)
        if comment.notice == GONE:
            if await self.send_ephemeral(comment, notices.gone()):
                await store.mark_notified(comment.id, "deleted")
            return
        shown = await self.react(comment)
        if comment.state in (CommentState.FAILED, CommentState.UNCERTAIN):
            notified = await self._say(comment, notices.failed(comment))
        else:
            notified = await self._retract(comment) and shown
        if notified:
            await store.mark_notified(comment.id, comment.state)

    async def react(self, comment: Comment) -> bool:
        """The one reaction that fits its state, whatever it is by now, because several may be at it.

        False if it is worth another try later.
        """
        if comment.origin != "thread":
            return True
        shown = True
        latest = await self._services.store.comments.get(comment.id) or comment
        for _ in range(3):
            shown = await self._show(latest)
            before, latest = latest, await self._services.store.comments.get(comment.id) or latest
            if before.state == latest.state:
                break
        return shown

    async def send_ephemeral(self, comment: Comment, message: Message) -> bool:
        """To its author alone; False if it is worth another try later."""
        slack = self._services.slack
        try:
            await slack.ephemeral(comment.channel, comment.author_id, message, thread_ts=comment.thread_ts)
        except SlackProblem as problem:
            if problem.is_of_place or isinstance(problem, UserGone):
                return await self._direct(comment, message)
            return _is_final(problem)
        return True

    async def _say(self, comment: Comment, message: Message) -> bool:
        """In the thread, where others may help; what came from elsewhere is told to its author alone."""
        if comment.origin != "thread":
            return await self.send_ephemeral(comment, message)
        slack, channel = self._services.slack, comment.channel
        try:
            if said := await self._failure_message(comment):
                await slack.update(channel, said, message, mark=_mark(comment))
            else:
                await slack.post(channel, message, thread_ts=comment.thread_ts, mark=_mark(comment))
        except SlackProblem as problem:
            return await self._direct(comment, message) if problem.is_of_place else _is_final(problem)
        return True

    async def _retract(self, comment: Comment) -> bool:
        """What was said of an earlier failure is over."""
        try:
            if said := await self._failure_message(comment):
                await self._take_away(comment, said)
        except SlackProblem as problem:
            return _is_final(problem)
        return True

    async def _failure_message(self, comment: Comment) -> str | None:
        """The message in the thread that tells of an earlier failure."""
        if comment.origin != "thread" or not _failed_before(comment):
            return None
        return await self._services.slack.find(
            comment.channel, _mark(comment).id, after_ts=None, thread_ts=comment.thread_ts
        )

    async def _direct(self, comment: Comment, message: Message) -> bool:
        """As a direct message, and once for each channel why."""
        slack, store = self._services.slack, self._services.store
        try:
            direct = await slack.direct(comment.author_id)
            if await store.key_values.once(absence(comment.channel), self._services.clock.now()):
                await slack.post(direct, notices.absent(comment.channel))
            await slack.post(direct, message)
        except SlackProblem as problem:
            return _is_final(problem)
        return True

    async def _show(self, comment: Comment) -> bool:
        wanted = _REACTIONS.get(comment.state)
        slack, ts = self._services.slack, comment.message_ts
        try:
            for emoji in self._stale(comment):
                if emoji != wanted:
                    await slack.unreact(comment.channel, ts, emoji)
            if wanted:
                await slack.react(comment.channel, ts, wanted)
        except SlackRefused:  # words say the same
            return wanted != SENT or await self.send_ephemeral(comment, notices.late(comment))
        except SlackProblem as problem:
            return _is_final(problem)
        return True

    def _stale(self, comment: Comment) -> list[str]:
        """Reactions that may be there from before; none is asked for in vain, Slack allows few removals a minute."""
        waited = self._services.settings.comment_hold_seconds > 0 and not comment.correction
        return [*([WAITING] if waited else []), *([FAILED] if _failed_before(comment) else [])]


def _notice(comment: Comment) -> str:
    """Key of the notice that it waits."""
    return f"comments.waiting.{comment.id}"


def _failed_before(comment: Comment) -> bool:
    return comment.attempts > 1 or comment.notice in (CommentState.FAILED, CommentState.UNCERTAIN, RETRIED)


def _mark(comment: Comment) -> MessageTag:
    return MessageTag("comment_failed", f"comment-{comment.id}")


def _is_final(problem: SlackProblem) -> bool:
    """Whether there is no use in trying again: a mark or a line in a place that is closed is not worth the wait."""
    logger.info("not notified", code=problem.code)
    return not problem.passes
