"""The states that rows go through; the tables refuse any other word, except of outcomes in the audit log."""

from __future__ import annotations

from enum import StrEnum


class CommentState(StrEnum):
    """Where a comment is on its way to Sinch; drawn in `bot.storage.comments.comments`."""

    HELD = "held"
    ASKED = "asked"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class EventState(StrEnum):
    """Where an event is; `aside` is what the database or the code refused."""

    NEW = "new"
    ROUTED = "routed"
    ASIDE = "aside"


class DeliveryState(StrEnum):
    """Where an event is on its way into a channel; `held` by a mute, `dead` after failures, `ended` unshown."""

    PENDING = "pending"
    HELD = "held"
    DONE = "done"
    DEAD = "dead"
    ENDED = "ended"


class MessageKind(StrEnum):
    """What a message of a subscription shows; a `file` holds a long comment, an `alert` tells the whole channel."""

    CARD = "card"
    REPLY = "reply"
    FILE = "file"
    ALERT = "alert"
    SUMMARY = "summary"


class RunState(StrEnum):
    """How far one sending of a digest is."""

    RUNNING = "running"
    SENT = "sent"
    FAILED = "failed"


class ApprovalState(StrEnum):
    """What became of a request for approval; `running` was approved, `lost` may or may not have happened.

    `ready` was approved too, and runs when who asked is there to see its answer, which is a secret.
    """

    ASKED = "asked"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    EXPIRED = "expired"
    CHANGED = "changed"
    LOST = "lost"


class AuditOutcome(StrEnum):
    """How an act ended, in the audit log; `unclear`: Sinch gave no clear answer, so it may have been done."""

    BEGUN = "begun"
    """Written before the act; it stays the last word where the process ended meanwhile."""
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    TOO_LATE = "too late"
    UNCLEAR = "unclear"
    UNCHANGED = "unchanged"
    """All was as it should be: there is nothing to undo."""


class RotationState(StrEnum):
    """How far a change of a webhook's secret is; until it is `settled`, the earlier secrets are accepted too."""

    BEGUN = "begun"
    """Sinch may have the new one or not."""
    TAKEN = "taken"
    """Sinch has it, and has not used it yet."""
    SETTLED = "settled"


class JobState(StrEnum):
    """How far a job over many rows is; `stopping` ends after the row at hand."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
