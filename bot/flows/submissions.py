"""What people have submitted through the bot, as the audit log tells: Sinch sends no event when they do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.kinds import CARDS
from bot.provisioning.subjects import Subject
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.storage.engine import Store

ENTRIES_READ = 2_000
"""The newest entries; what was submitted before them tells little of today."""
SUBMITTING = ("create", "update", "launch")


async def known(store: Store, project_id: str, since: datetime) -> list[tuple[Subject, datetime]]:
    """Resources and when each was submitted, newest first."""
    return [
        (subject, row.at)
        for row in await store.audit.recent(ENTRIES_READ, project_id=project_id, since=since, verbs=SUBMITTING)
        if row.outcome == AuditOutcome.DONE and (subject := submitted(row.action, row.args)) is not None
    ]


def submitted(action: str, args: Mapping[str, Any]) -> Subject | None:
    """The resource that a command has submitted; None for any other command."""
    group, _, verb = action.rpartition(" ")
    found = next(((kind, card.arguments) for kind, card in CARDS.items() if card.commands == group), None)
    if found is None or verb not in SUBMITTING:
        return None
    given = {**args, **_body(args.get("body") or args.get("json"))}
    status = str(given.get("status") or "").upper()
    if (verb == "create" and status == "DRAFT") or (verb == "update" and status != "SUBMIT"):
        return None
    ids = tuple(str(given.get(name) or "") for name in found[1])
    subject = Subject(found[0], ids)
    return subject if all(ids) and subject.complete else None


def _body(given: object) -> Mapping[str, Any]:
    """A body as it was typed or as a form filled it in; nothing where the log has cut it off."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return {}
    return given if isinstance(given, Mapping) else {}
