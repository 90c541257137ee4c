"""What the bot changes at Sinch without being asked is in the audit log as what people do: no audit, no action."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.errors import BotError
from bot.flows.outcomes import outcome_of
from bot.provisioning.errors import ApiError
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.command.context import Services

ITSELF = "the bot itself"


@asynccontextmanager
async def audited(services: Services, project_id: str, action: str, args: Mapping[str, Any]) -> AsyncIterator[None]:
    """Around one act: a row before it, its outcome after it."""
    who = services.slack.who
    row = {"user_id": who.user_id if who else ITSELF, "user_name": ITSELF, "project_id": project_id}

    async def written(outcome: AuditOutcome, why: str = "", begun_id: int | None = None) -> int:
        now = services.clock.now()
        return await services.store.audit.add(
            at=now, action=action, args=args, outcome=outcome, detail=why, begun_id=begun_id, **row
        )

    begun = await written(AuditOutcome.BEGUN)
    outcome, why = AuditOutcome.FAILED, "interrupted"
    try:
        yield
    except ApiError as error:
        outcome, why = outcome_of(error), error.message
        raise
    except BotError as error:
        why = str(error)
        raise
    else:
        outcome, why = AuditOutcome.DONE, ""
    finally:
        await written(outcome, why, begun)
