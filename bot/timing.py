"""How fast one process works, in one place for the composition root and the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.flows.activity.tuning import Tuning
from bot.flows.comments.sending import PATIENCE
from bot.flows.comments.service import SWEEP
from bot.provisioning.retry import Retries
from bot.slack.pace import Limits
from bot.storage.comments.comments import CLAIMS


@dataclass(frozen=True, slots=True)
class Timing:
    """How fast a process works: a deployment leaves it alone, tests do not wait for what they do not test."""

    pace: Limits = field(default_factory=Limits)
    activity: Tuning = field(default_factory=Tuning)
    retries: Retries = field(default_factory=Retries)
    bulk_pace: float = 1.0
    """Seconds between two rows of an import or a plan."""
    comment_lease: timedelta = CLAIMS.silence
    comment_sweep: timedelta = SWEEP
    comment_patience: tuple[float, ...] = PATIENCE
    """Seconds between the looks whether a comment has arrived."""
