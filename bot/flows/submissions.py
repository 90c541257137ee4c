"""What people have submitted through the bot, as the audit log tells: Sinch sends no event when they do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.kinds import CARDS
from bot.provisioning.subjects import Subject
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.storage.store import Store

ENTRIES_READ = 2_000
"""The newest entries; what was submitted before them tells little of today."""
SUBMITTING = ("create", "update", "launch", "translate")


async def known(store: Store, project_id: str, since: datetime) -> list[tuple[Subject, datetime]]:
    """Resources and when each was submitted, newest first."""
    return [
        (subject, row.at)
        for row in await store.audit.recent(ENTRIES_READ, project_id=project_id, since=since, verbs=SUBMITTING)
        if row.outcome == AuditOutcome.DONE
        for subject in submitted(row.action, row.args)
    ]


def submitted(action: str, args: Mapping[str, Any]) -> Iterator[Subject]:
    """The resources that a command has submitted, be it typed, a row of a file, a step of a plan or a translation."""
    group, _, verb = action.rpartition(" ")
    found = next(((kind, card.arguments) for kind, card in CARDS.items() if card.commands == group), None)
    if found is None or verb not in SUBMITTING:
        return
    kind, names = found
    bodies = args.get("translations") if verb == "translate" else [args.get("body") or args.get("json")]
    for body in bodies if isinstance(bodies, list) else ():
        given = {**args, **_body(body)}
        status = str(given.get("status") or "").upper()
        ids = tuple(str(given.get(name) or "") for name in names)
        subject = Subject(kind, ids)
        stays = status != "SUBMIT" if verb == "update" else status == "DRAFT" and verb != "launch"
        if not stays and all(ids) and subject.complete:
            yield subject


def _body(given: object) -> Mapping[str, Any]:
    """A body as it was typed or as a form filled it in; nothing where the log has cut it off."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return {}
    return given if isinstance(given, Mapping) else {}
