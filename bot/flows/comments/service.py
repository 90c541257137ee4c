"""Thread replies become comments at Sinch: taken in, held, sent, and what happens to them in Slack meanwhile."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.command.context import Role
from bot.errors import Gone, NotAllowed
from bot.flows.comments import notices
from bot.flows.comments.reporter import StatusReporter
from bot.flows.comments.sending import PATIENCE, STRANGER, Sender
from bot.flows.execution import access
from bot.flows.execution.recording import ARGUMENT_LIMIT, known_as
from bot.process import myself
from bot.provisioning.subjects import Subject
from bot.slack.errors import SlackProblem
from bot.storage.comments.comments import CLAIMS
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.states import AuditOutcome, CommentState

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from datetime import datetime
    from typing import Any

    from bot.cards.blocks.message import Message
    from bot.command.context import Actor, Services
    from bot.flows.comments.reading import ThreadReply
    from bot.storage.activity.threads import Thread
    from bot.storage.comments.comments import Comment

logger = log.get("comments")

TOPIC = "comments"
SWEEP = timedelta(seconds=15)
"""How often it is looked for what a dead process has left."""
UNANSWERED = timedelta(days=1)
"""So long an author may take to say whether a reply goes to Sinch."""
REDELIVERED = timedelta(minutes=10)
"""Longer than Slack goes on trying to deliver an event."""
JUST_POSTED_SECONDS = 5.0
JUST_POSTED_LOOKS, JUST_POSTED_WAIT = 6, 0.3
"""A card may be replied to before Slack has told us where it is; in all less than the 3 s that Slack waits for us."""
SENT_AT_ONCE = 20
"""Comments that are claimed together."""
PAUSE_SECONDS = 5.0
"""Until a database that failed is asked again."""
OUTCOMES = {
    CommentState.SENT: AuditOutcome.DONE,
    CommentState.FAILED: AuditOutcome.FAILED,
    CommentState.UNCERTAIN: AuditOutcome.UNCLEAR,
    CommentState.CANCELLED: AuditOutcome.REFUSED,
}


class Comments:
    """One for each process that serves; `run` is its worker. Any number of processes may work on one database."""

    def __init__(
        self,
        services: Services,
        *,
        lease: timedelta = CLAIMS.silence,
        sweep: timedelta = SWEEP,
        patience: Sequence[float] = PATIENCE,
    ) -> None:
        self._services = services
        self._store = services.store.comments
        self._reporter = StatusReporter(services)
        self._sender = Sender(services, self._reporter, patience)
        self._lease = lease
        self._sweep = sweep

    @property
    def hold(self) -> timedelta:
        return timedelta(seconds=self._services.settings.comment_hold_seconds)

    # -- what people do in Slack: each is one short transaction, the rest goes on in the background -------------------

    async def posted(self, reply: ThreadReply) -> bool:
        """A reply in some thread; False if it is in none that takes comments."""
        thread = await self._thread(reply)
        if thread is None:
            return False
        mode = (await self._services.store.channels.get(reply.channel)).comments
        if reply.internal or mode == "off":
            return True
        now = self._services.clock.now()
        if mode == "ask":
            comment = await self._add(thread, reply, state=CommentState.ASKED)
        else:
            comment = await self._add(thread, reply, state=CommentState.HELD, due_at=now + self.hold)
        if comment is not None:
            self._services.wake(TOPIC)
            self._start(self._acknowledge(comment))
        return True

    async def unreadable(self, reply: ThreadReply) -> None:
        """A reply in words that only its author's Slack can show: they are told, where replies go to Sinch."""
        if await self._is_wanted(reply):
            await self._send_ephemeral(reply, notices.unreadable())

    async def turned_away(self, reply: ThreadReply) -> None:
        """A reply by somebody of another organisation: they hear so once a day, where replies go to Sinch."""
        services = self._services
        if await self._is_wanted(reply) and await access.is_first_refusal(services, reply.user_id, reply.channel):
            await self._send_ephemeral(reply, notices.refused(STRANGER))

    async def _is_wanted(self, reply: ThreadReply) -> bool:
        """Whether such a reply would become a comment, or be asked about."""
        if reply.internal or await self._thread(reply) is None:
            return False
        return (await self._services.store.channels.get(reply.channel)).comments != "off"

    async def _send_ephemeral(self, reply: ThreadReply, message: Message) -> None:
        with suppress(SlackProblem):
            await self._services.slack.ephemeral(reply.channel, reply.user_id, message, thread_ts=reply.thread_ts)

    async def edited(self, reply: ThreadReply, previous: ThreadReply | None, event_id: str) -> None:
        """A reply says something else now."""
        if reply.internal:
            await self.deleted(reply.channel, reply.ts, previous, event_id)
            return
        if self._may_be_redelivered(previous) and await self._store.at(reply.channel, reply.ts) is None:
            await self.posted(reply)
            return
        change = await self._store.revise(
            reply.channel, reply.ts, reply.text, event_id=event_id, now=self._services.clock.now(), hold=self.hold
        )
        if change is not None and change.what == "correction":
            self._start(self._acknowledge(change.comment))

    async def deleted(self, channel: str, ts: str, previous: ThreadReply | None, event_id: str) -> None:
        """A reply was taken back."""
        if previous is not None and self._may_be_redelivered(previous) and (thread := await self._thread(previous)):
            await self._add(thread, previous, state=CommentState.CANCELLED)
        change = await self._store.withdraw(channel, ts, event_id=event_id, now=self._services.clock.now())
        if change is not None:
            self._start(self._reporter.outcome(change.comment))

    def _may_be_redelivered(self, reply: ThreadReply | None) -> bool:
        """Whether the event of this reply itself may still be on its way: Slack delivers again what we missed."""
        if reply is None or reply.internal:
            return False
        return self._services.clock.now().timestamp() - float(reply.ts) < REDELIVERED.total_seconds()

    async def _thread(self, reply: ThreadReply) -> Thread | None:
        """The thread that the reply is in, if it is one of ours and takes comments."""
        thread = await self._services.store.threads.at(reply.channel, reply.thread_ts)
        young = abs(float(reply.ts) - float(reply.thread_ts)) < JUST_POSTED_SECONDS
        for _ in range(JUST_POSTED_LOOKS if young else 0):
            if thread is not None:
                break
            await self._services.clock.sleep(JUST_POSTED_WAIT)
            thread = await self._services.store.threads.at(reply.channel, reply.thread_ts)
        return thread if thread is not None and Subject.from_key(thread.subject).commentable else None

    async def _add(
        self, thread: Thread, reply: ThreadReply, *, state: CommentState, due_at: datetime | None = None
    ) -> Comment | None:
        return await self._store.add(
            project_id=thread.project_id,
            subject=thread.subject,
            channel=reply.channel,
            ts=reply.ts,
            thread_ts=reply.thread_ts,
            author_id=reply.user_id,
            author="",
            text=reply.text,
            now=self._services.clock.now(),
            state=state,
            due_at=due_at,
        )

    # -- buttons ------------------------------------------------------------------------------------------------------

    async def cancel(self, comment_id: int, actor: Actor) -> Comment:
        """Keep it in Slack; where it is too late for that, the comment as it is."""
        await self._require_author(comment_id, actor)
        comment = await self._store.cancel(comment_id)
        if comment is None:
            return await self._known(comment_id)
        await self._reporter.react(comment)
        await self._reporter.end_notice(comment)
        return comment

    async def send_now(self, comment_id: int, actor: Actor) -> Comment:
        """Send it without further waiting; where it does not wait, the comment as it is."""
        await self._require_author(comment_id, actor)
        comment = await self._store.send_now(comment_id, self._services.clock.now())
        if comment is None:
            return await self._known(comment_id)
        self._services.wake(TOPIC)
        return comment

    async def retry(self, comment_id: int, actor: Actor) -> Comment:
        """Try again what did not arrive; for its author and operators. The comment as it is afterwards."""
        comment = await self._known(comment_id)
        if actor.user_id != comment.author_id and actor.role < Role.OPERATOR:
            raise NotAllowed("Only its author or an operator can send this comment again.")
        claimed = await self._store.retry(comment_id, self._services.clock.now(), by=myself())
        if claimed is None:
            return await self._known(comment_id)
        ended = await self._sender.send(claimed)
        await self._reporter.outcome(ended)
        return ended

    # -- the worker ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Send what is due, take up what others left behind; until cancelled. A failing database is waited for."""
        while True:
            try:
                await self._work()
            except DATABASE_PROBLEMS as problem:
                logger.error("database doesn't answer", problem=str(problem))
                await self._services.clock.sleep(PAUSE_SECONDS)

    async def _work(self) -> None:
        swept: datetime | None = None
        while True:
            now = self._services.clock.now()
            if swept is None or not timedelta() <= now - swept < self._sweep:
                await self.recover()
                swept = now
            if await self.step() < SENT_AT_ONCE:
                await self._services.store.notifier.wait(TOPIC, await self._seconds_until_due())

    async def echoed(self, comment: Comment) -> None:
        """Sinch has told of this comment, so it is there: what was said of a failure is taken back."""
        if comment.notice in (CommentState.FAILED, CommentState.UNCERTAIN):
            self._start(self._reporter.outcome(comment))

    async def step(self) -> int:
        """Begin to send what is due now; how many."""
        taken = await self._store.claim_due(self._services.clock.now(), SENT_AT_ONCE, hold=self.hold, by=myself())
        for comment in taken:
            self._start(self._send(comment))
        return len(taken)

    async def recover(self) -> None:
        """What a dead process was sending waits again (and is looked for first); what nobody was told is told."""
        now = self._services.clock.now()
        await self._store.expire(now - UNANSWERED)
        for comment in await self._store.requeue(now, self._lease):
            logger.warning("comment taken up again", comment=comment.id, begun=comment.sent_text is not None)
        for comment in await self._store.orphans():
            self._start(self._look_for_orphan(comment))
        for comment in await self._store.not_notified(now - self._lease):
            self._start(
                self._acknowledge(comment) if comment.state == CommentState.ASKED else self._reporter.outcome(comment)
            )

    async def _seconds_until_due(self) -> float:
        due = await self._store.next_due()
        left = self._sweep if due is None else min(due - self._services.clock.now(), self._sweep)
        return max(left.total_seconds(), 0.01)

    async def _send(self, comment: Comment) -> None:
        begun = await self._audit(comment, AuditOutcome.BEGUN)
        self._start(self._reporter.end_notice(comment))
        try:
            ended = await self._sender.send(comment)
        except SlackProblem as problem:
            logger.warning("comment waits for Slack", comment=comment.id, code=problem.code)
            return
        if outcome := OUTCOMES.get(ended.state):
            await self._audit(ended, outcome, begun)
        await self._reporter.outcome(ended)

    async def _look_for_orphan(self, comment: Comment) -> None:
        """Its process died while it went out: it is there, or it may arrive yet and only time tells."""
        if await self._sender.has_arrived(comment):
            ended = await self._known(comment.id)
            await self._audit(ended, OUTCOMES[CommentState.SENT])
            await self._reporter.outcome(ended)

    async def _audit(self, comment: Comment, outcome: AuditOutcome, begun_id: int | None = None) -> int:
        """A row of the audit log; its number."""
        return await self._services.store.audit.add(
            at=self._services.clock.now(),
            user_id=comment.author_id,
            user_name=await known_as(self._services, comment.author_id, comment.author or comment.author_id),
            project_id=comment.project_id,
            channel=comment.channel,
            action="comment in thread",
            args={"subject": comment.subject, "text": comment.text[:ARGUMENT_LIMIT]},
            outcome=outcome,
            detail=comment.error or "",
            request_id=str(comment.id),
            begun_id=begun_id,
        )

    async def _acknowledge(self, comment: Comment) -> None:
        if await access.belongs(self._services, comment.author_id):
            await self._reporter.acknowledge(comment, self.hold.total_seconds())
        else:
            await self._sender.refuse(comment)

    async def _known(self, comment_id: int) -> Comment:
        comment = await self._store.get(comment_id)
        if comment is None:
            raise Gone("This comment no longer exists.")
        return comment

    async def _require_author(self, comment_id: int, actor: Actor) -> None:
        if (await self._known(comment_id)).author_id != actor.user_id:
            raise NotAllowed("Only its author can decide about this reply.")

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._services.tasks.start(work, name=TOPIC)
