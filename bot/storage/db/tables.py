"""All tables. Times are milliseconds since 1970 (`Instant`); states are lower-case words."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.db.types import BigId, Instant, Json, Secret, State, Words, one_of
from bot.storage.states import AuditOutcome, CommentState, DeliveryState, EventState, JobState, MessageKind, RunState

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

projects = Table(
    "projects",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("key_secret", Secret, nullable=False),
    Column("webhook_secret", Secret),
    Column("created_by", Text),
    Column("created_at", Instant, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("nonce", Words, nullable=False),
    Column("source", Text, nullable=False, comment="webhook | catchup"),
    Column("type", Words, nullable=False),
    Column("subject", Words, comment="key of the account, sender or template; known once routed"),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", State(EventState), nullable=False, comment="new | routed | aside"),
    Column("comment_id", BigId, comment="our own comment that this event echoes"),
    Column("happened_at", Instant, comment="when it happened at Sinch"),
    Column("error", Words, comment="why it is set aside"),
    UniqueConstraint("project_id", "nonce"),
    one_of(EventState),
)

activity_entries = Table(
    "activity_entries",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("mark", Text, nullable=False, comment="the same for the same entry, however often it is read"),
    Column("subject", Words, nullable=False),
    Column("name", Words, nullable=False, comment="what people call it"),
    Column("type", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("reason", Words, nullable=False, comment="why it is rejected, as the resource itself says"),
    UniqueConstraint("project_id", "mark"),
)

channels = Table(
    "channels",
    metadata,
    Column("id", Text, primary_key=True),
    Column("comments", Text, nullable=False, server_default="auto", comment="auto | ask | off"),
    Column("muted_until", Instant),
    Column("last_ts", Text, comment="Slack's time of our newest message here"),
    Column("blocked", Text, comment="why Slack refuses us here: is_archived, not_in_channel, ..."),
    Column("updated_at", Instant, nullable=False),
    Column("retry_at", Instant, comment="when a channel that refuses us is tried"),
    Column("refusals", Integer, nullable=False, server_default="0", comment="how often it has refused us in a row"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("areas", Json, nullable=False, comment="list of areas; empty: all"),
    Column("types", Json, nullable=False, comment="list of event types; empty: all"),
    Column("filters", Json, nullable=False, comment="name, language, category, ... to list of values"),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("muted_until", Instant),
    Column("broken", Text, comment="why it ended: channel_not_found, ..."),
)

follows = Table(
    "follows",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("channel", Text, nullable=False, comment="the direct message with that person"),
    Column("once", Boolean, nullable=False, comment="ends when the work that was asked for has ended"),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("project_id", "subject", "user_id"),
)

threads = Table(
    "threads",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("ts", Text, comment="the parent card; none until it is posted"),
    Column("payload", Json, nullable=False, comment="latest known body of the resource"),
    Column("latest_id", BigId, comment="inbox row the payload comes from"),
    Column("by", Words, comment="who caused the latest change, where it came from Slack"),
    Column("shown", Text, comment="hash of what the card shows"),
    Column("version", Integer, nullable=False, server_default="1", comment="counts every change"),
    Column("dirty_at", Instant, comment="since when the card lags behind"),
    Column("muted_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("latest_at", Instant, comment="when what the payload tells happened"),
    UniqueConstraint("channel", "project_id", "subject"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("inbox_id", BigId, ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False),
    Column("project_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("rule_id", BigId, comment="the subscription that asked for it; none for a follow"),
    Column("state", State(DeliveryState), nullable=False, comment="pending | held | done | dead | ended"),
    Column("fold", Boolean, nullable=False, comment="shown in a summary whatever the load"),
    Column("by", Words, comment="name of the person in Slack behind the event"),
    Column("steps", Integer, nullable=False, comment="what is posted of it: 1 reply, 2 channel alert, 4 file"),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("ts", Text, comment="the message that shows it"),
    Column("error", Words),
    Column("done_at", Instant),
    Column("alert_ts", Text, comment="its channel alert, for what needs somebody"),
    Column("stale", Boolean, nullable=False, server_default=false(), comment="something later was known already"),
    UniqueConstraint("inbox_id", "channel"),
    one_of(DeliveryState),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Text, primary_key=True, comment="travels in the message's metadata"),
    Column("channel", Text, nullable=False),
    Column("kind", State(MessageKind), nullable=False),
    Column("thread_id", BigId),
    Column("thread_ts", Text),
    Column("after_ts", Text, comment="a message known to be older; bounds the look-up"),
    Column("deliveries", Json, nullable=False),
    Column("step", Integer, nullable=False, comment="what is posted of them with this, as in `deliveries.steps`"),
    Column("ends", Boolean, nullable=False, comment="whether they are done with this"),
    Column("hash", Text, comment="of what a card shows"),
    Column("version", Integer, comment="of the thread when the card was drawn"),
    Column("started_at", Instant, nullable=False),
    one_of(MessageKind, "kind"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False, comment="the Slack message it was made from"),
    Column("thread_ts", Text),
    Column("origin", Text, nullable=False, comment="thread | command | shortcut"),
    Column("author_id", Text, nullable=False),
    Column("author", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("sent_text", Words, comment="exactly what Sinch was given"),
    Column("sent_hash", Text),
    Column(
        "state",
        State(CommentState),
        nullable=False,
        comment="held | asked | sending | sent | failed | uncertain | cancelled",
    ),
    Column("due_at", Instant),
    Column("claimed_at", Instant),
    Column("sent_at", Instant),
    Column("notice", Text, comment="what the author was told last"),
    Column("attempts", Integer, nullable=False),
    Column("error", Words),
    Column("echo_id", BigId, comment="inbox row in which it came back"),
    Column("created_at", Instant, nullable=False),
    Column("claimed_by", Text, comment="the process that sends it"),
    UniqueConstraint("channel", "ts"),
    one_of(CommentState),
)

slack_events = Table(
    "slack_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seen_at", Instant, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("key", Text, primary_key=True, comment="of a delivery, a submission or a press"),
    Column("expires_at", Instant, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("schedule", Text, nullable=False),
    Column("tz", Text, nullable=False),
    Column("scope", Json, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("paused_at", Instant),
    Column("next_at", Instant),
)

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("digest_id", BigId, ForeignKey("digests.id", ondelete="CASCADE"), nullable=False),
    Column("slot", Instant, nullable=False),
    Column("state", State(RunState), nullable=False, comment="running | sent | failed"),
    Column("owner", Text),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("snapshot", Json),
    Column("ts", Text),
    Column("error", Words),
    UniqueConstraint("digest_id", "slot"),
    one_of(RunState),
)

grants = Table(
    "grants",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("role", Text, nullable=False, comment="viewer | operator | admin"),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", Instant, nullable=False),
)

pending = Table(
    "pending",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("args", Json, nullable=False),
    Column("place", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("project_id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("state", Json, nullable=False),
    Column("revision", Integer, nullable=False, comment="grows when fields are rearranged"),
    Column("updated_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant, comment="being sent, or sent"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("user_name", Words, nullable=False),
    Column("project_id", Text),
    Column("channel", Text),
    Column("action", Text, nullable=False),
    Column("args", Json, nullable=False),
    # No CHECK: a row that was changed by hand is for `audit verify` to name, not for the database to refuse.
    Column("outcome", Text, nullable=False, comment=" | ".join(AuditOutcome)),
    Column("detail", Words),
    Column("request_id", Text),
    Column("begun_id", BigInteger, comment="the row written before the act"),
    Column("previous", Text, nullable=False, server_default="", comment="hash of the row before"),
    Column("hash", Text, nullable=False, server_default="", comment="of this row"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("row_id", BigInteger, nullable=False, comment="the newest row of the audit log"),
    Column("hash", Text, nullable=False),
)

key_values = Table(
    "marks",  # its name since the first version; a process of an earlier one may run beside this
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Instant, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("project_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("ts", Text, comment="the progress message"),
    Column("state", State(JobState), nullable=False, comment="waiting | running | stopping | stopped | done | failed"),
    Column("position", Integer, nullable=False),
    Column("options", Json, nullable=False),
    Column("owner", Text),
    Column("claimed_at", Instant, comment="when its owner last gave a sign of life"),
    Column("error", Words),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    one_of(JobState),
)

job_rows = Table(
    "job_rows",
    metadata,
    Column("job_id", BigId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("content", Json, nullable=False),
    Column("result", Json, comment="what came of it"),
)

living_answers = Table(
    "living_answers",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("project_id", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("path", Text, nullable=False, comment="the command that it answers"),
    Column("args", Json, nullable=False),
    Column("user_id", Text, nullable=False, comment="who asked"),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Column("seen_id", BigInteger, nullable=False, comment="the newest inbox row that it shows"),
    Column("shown", Text, nullable=False, comment="hash of what it shows"),
    Column("drawn_at", Instant, nullable=False),
    UniqueConstraint("channel", "project_id", "subject", "path"),
)
