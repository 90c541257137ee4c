"""How the audit log calls an act that raised."""

from __future__ import annotations

from bot.provisioning.errors import may_have_happened
from bot.storage.states import AuditOutcome


def outcome_of(error: BaseException) -> AuditOutcome:
    """Failed, or unclear where the change may have been made all the same."""
    return AuditOutcome.UNCLEAR if may_have_happened(error) else AuditOutcome.FAILED
