"""One comment on its way: claimed before, written down before it goes out, never sent again on a guess."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot import log
from bot.errors import NotAllowed, UserError
from bot.flows.comments import notices, writing
from bot.flows.comments.lookup import arrived
from bot.flows.execution import access
from bot.provisioning.errors import ApiError, InvalidInput, InvalidResponse, Rejected, ServerFault, Uncertain
from bot.provisioning.subjects import Subject
from bot.slack.errors import MissingScope, SlackRefused, UserGone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command.context import Services
    from bot.flows.comments.reporter import StatusReporter
    from bot.storage.comments.comments import Comment

logger = log.get("comments")

PATIENCE = (1.0, 3.0, 5.0)
"""Seconds before each look for a comment whose sending was not answered; somebody waits for what became of it."""
FAULT_PATIENCE = (0.5, 1.5)
"""The same where Sinch did answer, with a fault: it has most likely kept nothing, and a retry looks first."""
SEND_SECONDS = 60.0
"""Most that one sending may take; well below the time after which a claim counts as abandoned."""
STRANGER = (
    "You're from another workspace (Slack Connect), so your reply stays in Slack. "
    "Only people in this workspace can comment at Sinch."
)
UNSEEN = "It isn't in Sinch's activity list yet."
UNKNOWN = "I couldn't read Sinch's activity list."

Failure = ApiError | InvalidInput | UserError


class Sender:
    """Sends claimed comments, in order for each resource, and notes how it ended."""

    def __init__(self, services: Services, reporter: StatusReporter, patience: Sequence[float] = PATIENCE) -> None:
        self._services = services
        self._store = services.store.comments
        self._reporter = reporter
        self._patience = patience
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def send(self, comment: Comment, *, raises: bool = False) -> Comment:
        """The comment as it is afterwards; with `raises`, what is noted as the reason of a failure is raised as well.

        Raises SlackProblem where its author cannot be looked up: it stays claimed and is taken up again later.
        """
        turn = self._turns.setdefault((comment.project_id, comment.subject), asyncio.Lock())
        async with turn:
            error = await self._send(comment)
        if error is not None and raises:
            raise error
        return await self._store.get(comment.id) or comment

    async def refuse(self, comment: Comment) -> None:
        """Its author is a stranger, and hears so once a day in each channel, however they tried."""
        refused = await self._store.refuse(comment.id, "from another workspace")
        if not refused or comment.origin != "thread":
            return
        if await access.is_first_refusal(self._services, comment.author_id, comment.channel):
            await self._reporter.send_ephemeral(comment, notices.refused(STRANGER))

    async def _send(self, comment: Comment) -> Failure | None:
        author = await self._author(comment)
        if author is None:
            await self.refuse(comment)
            return NotAllowed(STRANGER)
        if comment.sent_text is not None:
            try:
                there = await self._arrived(comment)
            except (ApiError, UserError) as error:
                await self._store.uncertain(comment.id, f"{UNKNOWN} {reason(error)}")
                return None
            if there:
                await self._store.sent(comment.id, self._services.clock.now())
                return None
        text = await writing.spoken(self._services.slack, comment.text)
        try:
            whole = writing.signed(text, author, correction=comment.correction)
        except writing.TooLong as error:
            await self._store.failed(comment.id, f"{error.text} {error.hint}")
            return error
        begun = await self._store.begin(comment, author, whole, self._services.clock.now())
        return await self._deliver(begun, whole) if begun is not None else None

    async def _author(self, comment: Comment) -> str | None:
        """The name to sign with; None for somebody who may not comment."""
        if not await access.belongs(self._services, comment.author_id):
            return None
        try:
            person = await self._services.slack.user(comment.author_id)
        except UserGone:
            return comment.author or "Someone"
        except (MissingScope, SlackRefused):
            # Slack will not tell, however often it is asked: the id is a name that can be looked up.
            return comment.author or comment.author_id
        return person.real_name or person.name

    async def _deliver(self, comment: Comment, whole: str) -> Failure | None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                api = self._services.projects.api(comment.project_id)
                await api.comment(Subject.from_key(comment.subject), whole)
        except (Uncertain, ServerFault, InvalidResponse, TimeoutError) as error:
            logger.warning("comment not confirmed", comment=comment.id, error=str(error))
            await self._search(comment, error)
        except (ApiError, InvalidInput, UserError) as error:
            await self._store.failed(comment.id, reason(error))
            return error
        else:
            await self._store.sent(comment.id, self._services.clock.now())
        return None

    async def _search(self, comment: Comment, error: Exception) -> None:
        """It may have arrived: look for it, again and again for a while, before anything is said."""
        seen: str = UNKNOWN
        patience = map(min, FAULT_PATIENCE, self._patience) if isinstance(error, ServerFault) else self._patience
        for seconds in patience:
            await self._services.clock.sleep(seconds)
            renewed = await self._store.renew(comment, self._services.clock.now())
            if renewed is None:
                return
            comment = renewed
            try:
                if await self._arrived(comment):
                    await self._store.sent(comment.id, self._services.clock.now())
                    return
                seen = UNSEEN
            except (ApiError, UserError):
                seen = UNKNOWN
                break  # reading has been tried more than once already; a retry looks first
        await self._store.uncertain(comment.id, f"{reason(error)} {seen}")

    async def has_arrived(self, comment: Comment) -> bool:
        """Looks once, and notes it where nobody has yet."""
        try:
            there = await self._arrived(comment)
        except (ApiError, UserError):
            return False
        return there and await self._store.sent(comment.id, self._services.clock.now())

    async def _arrived(self, comment: Comment) -> bool:
        return await arrived(self._services.projects.api(comment.project_id), self._store, comment)


def reason(error: Exception) -> str:
    """Why, in the API's own words where it has some; plain text."""
    if isinstance(error, Rejected):
        said = [error.message, *error.validation_errors, error.resolution]
        return " ".join(_sentence(sentence) for sentence in said if sentence.strip())
    if isinstance(error, Uncertain | TimeoutError):
        return "Sinch didn't answer in time."
    if isinstance(error, ApiError | InvalidInput | UserError):
        return _sentence(error.text if isinstance(error, UserError) else error.message)
    return "Something went wrong."


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
