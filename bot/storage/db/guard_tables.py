"""Tables of what guards changes: a second person, the secrets of webhooks, how things were before a change."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from bot.storage.db.tables import metadata
from bot.storage.db.types import BigId, Instant, Json, Secret, State, Words, one_of
from bot.storage.states import ApprovalState, RotationState

approval_rules = Table(
    "approval_rules",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("what", Text, nullable=False, comment="a verb, an area or a command"),
    Column("channel", Text, nullable=False, comment="where requests are decided"),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("what"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("args", Json, nullable=False),
    Column("project_id", Text, nullable=False),
    Column("user_id", Text, nullable=False, comment="who asked"),
    Column("place", Json, nullable=False, comment="where it was asked"),
    Column("channel", Text, nullable=False),
    Column("ts", Text, comment="the card"),
    Column("state", State(ApprovalState), nullable=False),
    Column("values_hash", Text, nullable=False),
    Column("resource_hash", Text, comment="of what is to be changed, as it was when it was asked"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("decided_by", Text),
    Column("reason", Words),
    Column("claimed_by", Text, comment="the process that runs it"),
    Column("claimed_at", Instant),
    one_of(ApprovalState),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False, comment="the audit row that was written before the act"),
    Column("path", Text, nullable=False),
    Column("args", Json, nullable=False, comment="as they may be read: without secrets"),
    Column("project_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("before", Json, nullable=False, comment="what was changed, as it was"),
    Column("after", Json, nullable=False, comment="the same as the change left it"),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant, comment="when it was put back"),
)

webhook_secrets = Table(
    "webhook_secrets",
    metadata,
    Column("project_id", Text, primary_key=True),
    Column("secrets", Secret, nullable=False, comment="the newest, those before it, the setting it replaced: JSON"),
    Column("state", State(RotationState), nullable=False, comment="begun | taken | settled"),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    one_of(RotationState),
)
