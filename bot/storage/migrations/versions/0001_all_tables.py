"""All tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.db import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("user_name", types.Words(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("args", types.Json, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False, comment="done | failed | refused | cancelled"),
        sa.Column("detail", types.Words(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_at", "audit", ["at"], unique=False)
    op.create_table(
        "channels",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("comments", sa.Text(), server_default="auto", nullable=False, comment="auto | ask | off"),
        sa.Column("muted_until", types.Instant(), nullable=True),
        sa.Column("last_ts", sa.Text(), nullable=True, comment="Slack's time of our newest message here"),
        sa.Column(
            "blocked", sa.Text(), nullable=True, comment="why Slack refuses us here: is_archived, not_in_channel, ..."
        ),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
    )
    op.create_table(
        "comments",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("subject", types.Words(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False, comment="the Slack message it was made from"),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False, comment="thread | command | shortcut"),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("author", types.Words(), nullable=False),
        sa.Column("text", types.Words(), nullable=False),
        sa.Column("sent_text", types.Words(), nullable=True, comment="exactly what Sinch was given"),
        sa.Column("sent_hash", sa.Text(), nullable=True),
        sa.Column(
            "state", sa.Text(), nullable=False, comment="held | asked | sending | sent | failed | uncertain | cancelled"
        ),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.Column("claimed_at", types.Instant(), nullable=True),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True, comment="what the author was told last"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", types.Words(), nullable=True),
        sa.Column("echo_id", types.BigId, nullable=True, comment="inbox row in which it came back"),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("channel", "ts", name=op.f("uq_comments_channel_ts")),
    )
    op.create_index("ix_comments_created_at", "comments", ["created_at"], unique=False)
    op.create_index(
        "ix_comments_sending",
        "comments",
        ["claimed_at"],
        unique=False,
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index(
        "ix_comments_due",
        "comments",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index("ix_comments_sent_hash", "comments", ["sent_hash"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("tz", sa.Text(), nullable=False),
        sa.Column("scope", types.Json, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("paused_at", types.Instant(), nullable=True),
        sa.Column("next_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    op.create_index("ix_digests_channel", "digests", ["channel"], unique=False)
    op.create_table(
        "follows",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("subject", types.Words(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False, comment="the direct message with that person"),
        sa.Column("once", sa.Boolean(), nullable=False, comment="ends when the work that was asked for has ended"),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("project_id", "subject", "user_id", name=op.f("uq_follows_project_id_subject_user_id")),
    )
    op.create_table(
        "grants",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False, comment="viewer | operator | admin"),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("granted_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_grants")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("nonce", types.Words(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="webhook | catchup"),
        sa.Column("type", types.Words(), nullable=False),
        sa.Column(
            "subject", types.Words(), nullable=True, comment="key of the account, sender or template; known once routed"
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="new | routed"),
        sa.Column("comment_id", types.BigId, nullable=True, comment="our own comment that this event echoes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("project_id", "nonce", name=op.f("uq_inbox_project_id_nonce")),
    )
    op.create_index(
        "ix_inbox_new",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    )
    op.create_index(
        "ix_inbox_subject",
        "inbox",
        ["project_id", "subject", "id"],
        unique=False,
        sqlite_where=sa.text("subject IS NOT NULL"),
        postgresql_where=sa.text("subject IS NOT NULL"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=True, comment="the progress message"),
        sa.Column("state", sa.Text(), nullable=False, comment="waiting | running | stopping | stopped | done | failed"),
        sa.Column("rows", types.Json, nullable=False),
        sa.Column("results", types.Json, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("options", types.Json, nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", types.Instant(), nullable=True),
        sa.Column("error", types.Words(), nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"], unique=False)
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "marks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", types.Json, nullable=False),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_marks")),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Text(), nullable=False, comment="travels in the message's metadata"),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="card | reply | file | line | burst"),
        sa.Column("thread_id", types.BigId, nullable=True),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.Column("after_ts", sa.Text(), nullable=True, comment="a message known to be older; bounds the look-up"),
        sa.Column("deliveries", types.Json, nullable=False),
        sa.Column(
            "step", sa.Integer(), nullable=False, comment="what is posted of them with this: 1 reply, 2 line, 4 file"
        ),
        sa.Column("ends", sa.Boolean(), nullable=False, comment="whether they are done with this"),
        sa.Column("hash", sa.Text(), nullable=True, comment="of what a card shows"),
        sa.Column("version", sa.Integer(), nullable=True, comment="of the thread when the card was drawn"),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index("ix_messages_channel", "messages", ["channel"], unique=False)
    op.create_table(
        "pending",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("args", types.Json, nullable=False),
        sa.Column("place", types.Json, nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("used_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending")),
    )
    op.create_index("ix_pending_expires_at", "pending", ["expires_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", types.Json, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="grows when fields are rearranged"),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("used_at", types.Instant(), nullable=True, comment="being sent, or sent"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_user_id_path", "drafts", ["user_id", "path"], unique=False)
    op.create_index("ix_drafts_expires_at", "drafts", ["expires_at"], unique=False)
    op.create_table(
        "projects",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", types.Words(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("key_secret", types.Secret(), nullable=False),
        sa.Column("webhook_secret", types.Secret(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    op.create_table(
        "slack_events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seen_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_events")),
    )
    op.create_index("ix_slack_events_seen_at", "slack_events", ["seen_at"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("areas", types.Json, nullable=False, comment="list of areas; empty: all"),
        sa.Column("types", types.Json, nullable=False, comment="list of event types; empty: all"),
        sa.Column("filters", types.Json, nullable=False, comment="name, language, category, ... to list of values"),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("muted_until", types.Instant(), nullable=True),
        sa.Column("broken", sa.Text(), nullable=True, comment="why it ended: channel_not_found, ..."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
    )
    op.create_index("ix_subscriptions_channel", "subscriptions", ["channel"], unique=False)
    op.create_index("ix_subscriptions_project_id", "subscriptions", ["project_id"], unique=False)
    op.create_table(
        "threads",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("subject", types.Words(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=True, comment="the parent card; none until it is posted"),
        sa.Column("payload", types.Json, nullable=False, comment="latest known body of the resource"),
        sa.Column("latest_id", types.BigId, nullable=True, comment="inbox row the payload comes from"),
        sa.Column("by", types.Words(), nullable=True, comment="who caused the latest change, where it came from Slack"),
        sa.Column("shown", sa.Text(), nullable=True, comment="hash of what the card shows"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False, comment="counts every change"),
        sa.Column("dirty_at", types.Instant(), nullable=True, comment="since when the card lags behind"),
        sa.Column("muted_until", types.Instant(), nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
        sa.UniqueConstraint("channel", "project_id", "subject", name=op.f("uq_threads_channel_project_id_subject")),
    )
    op.create_index("ix_threads_channel_ts", "threads", ["channel", "ts"], unique=False)
    op.create_index(
        "ix_threads_dirty",
        "threads",
        ["dirty_at"],
        unique=False,
        sqlite_where=sa.text("dirty_at IS NOT NULL"),
        postgresql_where=sa.text("dirty_at IS NOT NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("inbox_id", types.BigId, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("subject", types.Words(), nullable=False),
        sa.Column(
            "rule_id", types.BigId, nullable=True, comment="the subscription that asked for it; none for a follow"
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="pending | held | done | dead | ended"),
        sa.Column("fold", sa.Boolean(), nullable=False, comment="shown in a summary whatever the load"),
        sa.Column("by", types.Words(), nullable=True, comment="name of the person in Slack behind the event"),
        sa.Column("steps", sa.Integer(), nullable=False, comment="what is posted of it: 1 reply, 2 line"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", types.Instant(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=True, comment="the message that shows it"),
        sa.Column("error", types.Words(), nullable=True),
        sa.Column("done_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_deliveries_inbox_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("inbox_id", "channel", name=op.f("uq_deliveries_inbox_id_channel")),
    )
    op.create_index(
        "ix_deliveries_open",
        "deliveries",
        ["state", "channel", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('pending', 'held', 'dead')"),
        postgresql_where=sa.text("state IN ('pending', 'held', 'dead')"),
    )
    op.create_table(
        "digest_runs",
        sa.Column("id", types.BigId, autoincrement=True, nullable=False),
        sa.Column("digest_id", types.BigId, nullable=False),
        sa.Column("slot", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="running | sent | failed"),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("finished_at", types.Instant(), nullable=True),
        sa.Column("snapshot", types.Json, nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("error", types.Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digests.id"], name=op.f("fk_digest_runs_digest_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_runs")),
        sa.UniqueConstraint("digest_id", "slot", name=op.f("uq_digest_runs_digest_id_slot")),
    )


def downgrade() -> None:
    op.drop_table("digest_runs")
    op.drop_index(
        "ix_deliveries_open",
        table_name="deliveries",
        sqlite_where=sa.text("state IN ('pending', 'held', 'dead')"),
        postgresql_where=sa.text("state IN ('pending', 'held', 'dead')"),
    )
    op.drop_table("deliveries")
    op.drop_index(
        "ix_threads_dirty",
        table_name="threads",
        sqlite_where=sa.text("dirty_at IS NOT NULL"),
        postgresql_where=sa.text("dirty_at IS NOT NULL"),
    )
    op.drop_index("ix_threads_channel_ts", table_name="threads")
    op.drop_table("threads")
    op.drop_index("ix_subscriptions_project_id", table_name="subscriptions")
    op.drop_index("ix_subscriptions_channel", table_name="subscriptions")
    op.drop_table("subscriptions")
    op.drop_index("ix_slack_events_seen_at", table_name="slack_events")
    op.drop_table("slack_events")
    op.drop_table("projects")
    op.drop_index("ix_drafts_expires_at", table_name="drafts")
    op.drop_index("ix_drafts_user_id_path", table_name="drafts")
    op.drop_table("drafts")
    op.drop_index("ix_pending_expires_at", table_name="pending")
    op.drop_table("pending")
    op.drop_index("ix_messages_channel", table_name="messages")
    op.drop_table("messages")
    op.drop_table("marks")
    op.drop_table("leases")
    op.drop_index("ix_jobs_state", table_name="jobs")
    op.drop_table("jobs")
    op.drop_index(
        "ix_inbox_subject",
        table_name="inbox",
        sqlite_where=sa.text("subject IS NOT NULL"),
        postgresql_where=sa.text("subject IS NOT NULL"),
    )
    op.drop_index(
        "ix_inbox_new",
        table_name="inbox",
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    )
    op.drop_table("inbox")
    op.drop_table("grants")
    op.drop_table("follows")
    op.drop_index("ix_digests_channel", table_name="digests")
    op.drop_table("digests")
    op.drop_index("ix_comments_sent_hash", table_name="comments")
    op.drop_index(
        "ix_comments_sending",
        table_name="comments",
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.drop_index("ix_comments_created_at", table_name="comments")
    op.drop_index(
        "ix_comments_due",
        table_name="comments",
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.drop_table("comments")
    op.drop_table("channels")
    op.drop_index("ix_audit_at", table_name="audit")
    op.drop_table("audit")
