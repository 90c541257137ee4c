"""Exception -> what the person sees, where they are. The unforeseen is logged with a reference to quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log, metrics
from bot.cards import failure
from bot.cards.vocabulary.paths import leading
from bot.command.declaration import Audience, Reply
from bot.errors import BadArguments, OthersQuestion, Problem, UserError
from bot.links import Call
from bot.provisioning.errors import (
    ApiError,
    BadRequest,
    InvalidInput,
    PreconditionFailed,
    Rejected,
    ServerFault,
    Unreachable,
)  # fmt: skip
from bot.slack.errors import SlackProblem, UserGone
from bot.storage.access.audit import HeadMissing, Unaudited
from bot.storage.db.refusals import is_trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cards.blocks.message import Message
    from bot.command.declaration import Command
    from bot.edge.responders import Answer

logger = log.get("failures")
FORESEEN = (UserError, ApiError, InvalidInput, Unaudited)


def card_of(error: BaseException, *, reference: str, retry: Call | None = None) -> Message:
    """The card of a failure; what is the bot's own fault is logged with its trace and counted.

    `retry` asks the same again: only for what changes nothing.
    """
    if isinstance(error, Unaudited):
        logger.error("not begun: no audit row", reference=reference, error=str(error))
        return failure.not_audited(head_is_missing=isinstance(error, HeadMissing))
    if isinstance(error, UserGone):
        logger.warning("nobody to answer", reference=reference, code=error.code)
    elif not isinstance(error, FORESEEN):
        where = "slack" if isinstance(error, SlackProblem) else "command"
        metrics.UNEXPECTED.labels(where).inc()
        logger.error("unexpected", reference=reference, exc_info=error)
    if is_trouble(error):
        return failure.database_trouble(reference)
    return failure.card(error, reference=reference, retry=retry)


class ErrorReply:
    """`async with ErrorReply(answer, reference)`: what goes wrong inside ends here, shown to the person where they are.

    A context manager rather than a task of its own: thousands of commands may be under way.
    """

    def __init__(self, answer: Answer, reference: str, audience: Audience = Audience.EVERYONE) -> None:
        self._answer = answer
        self._reference = reference
        self._audience = audience

    async def __aenter__(self) -> None: ...

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        reply = Reply(card_of(error, reference=self._reference), audience=self._audience, failed=True)
        try:
            await (self._answer.beside(reply) if isinstance(error, OthersQuestion) else self._answer.show(reply))
        except SlackProblem as problem:
            logger.warning("failure not shown", reference=self._reference, code=problem.code)
        return True


def surely_not_done(error: BaseException) -> bool:
    """Whether the command has changed nothing, so that the same may be sent again."""
    if isinstance(error, ServerFault):
        return False
    return isinstance(error, UserError | InvalidInput | Rejected | Unreachable | Unaudited)


def at_fields(error: BaseException, command: Command) -> tuple[Problem, ...]:
    """Problems to show in the command's form; empty where the failure is not about what was filled in."""
    if isinstance(error, BadArguments):
        return error.problems
    if isinstance(error, InvalidInput):
        return tuple(Problem(_field(command, field), message) for field, message in error.problems)
    if not isinstance(error, BadRequest | PreconditionFailed) or not error.validation_errors:
        return ()
    names = {spelling: arg.name for arg in command.arguments for spelling in (arg.name, arg.alias) if spelling}
    placed, rest = failure.at_fields(error.validation_errors, names)
    if not placed:
        return ()
    problems = [Problem(names[name], sentence) for name, sentence in placed.items()]
    return (_whole(error), *problems, *(Problem("", sentence) for sentence in rest))


def _whole(error: Rejected) -> Problem:
    """What the API says of it all and what to do, which no field is to blame for."""
    return Problem("", f"{error.message} {error.resolution}".strip())


def sentences(error: BaseException, codes: Mapping[str, str]) -> tuple[Problem, ...]:
    """What the API says is wrong, each with the path that the sentence begins with or the field its code blames."""
    if not isinstance(error, Rejected):
        return ()
    if error.error_code in codes:
        text = f"{error.message} {error.resolution}".strip()
        return (Problem(codes[error.error_code] or text.partition(":")[0].partition(" ")[0], text),)
    listed = [Problem(sentence.partition(" ")[0], leading(sentence)) for sentence in error.validation_errors]
    return (_whole(error), *listed) if listed else ()


def _field(command: Command, dotted: str) -> str:
    first = dotted.partition(".")[0]
    return next((arg.name for arg in command.arguments if first in (arg.name, arg.alias)), "")
