"""The database as the rest of the bot sees it: one attribute for each small store."""

from __future__ import annotations

from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.access.approvals import ApprovalStore
from bot.storage.access.audit import AuditStore
from bot.storage.access.grants import GrantStore
from bot.storage.activity.deliveries import DeliveryStore
from bot.storage.activity.entries import ActivityEntryStore
from bot.storage.activity.inbox import InboxStore
from bot.storage.activity.outbox import OutboxStore
from bot.storage.activity.routing import RoutingStore
from bot.storage.activity.threads import ThreadStore
from bot.storage.channels.channels import ChannelStore
from bot.storage.channels.follows import FollowStore
from bot.storage.channels.subscriptions import SubscriptionStore
from bot.storage.claims.leases import LeaseStore
from bot.storage.claims.requests import RequestStore
from bot.storage.claims.slack_events import SlackEventStore
from bot.storage.comments.comments import CommentStore
from bot.storage.db.database import Database, make_engine, normalise
from bot.storage.db.notifier import Notifier
from bot.storage.digests.digests import DigestStore
from bot.storage.digests.runs import RunStore
from bot.storage.drafts import DraftStore
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.living_answers import LivingAnswerStore
from bot.storage.pending import PendingStore
from bot.storage.projects import ProjectStore
from bot.storage.secrets.cipher import Cipher
from bot.storage.secrets.webhook_secrets import WebhookSecretStore
from bot.storage.snapshots import SnapshotStore


class Store:
    """All state of the bot. `open` before use, `close` at the end."""

    def __init__(self, database: Database, cipher: Cipher | None = None) -> None:
        cipher = cipher or Cipher()
        self.database = database
        self.cipher = cipher
        self.notifier = Notifier(database)
        self.inbox = InboxStore(database, self.notifier)
        self.entries = ActivityEntryStore(database)
        self.subscriptions = SubscriptionStore(database)
        self.channels = ChannelStore(database)
        self.threads = ThreadStore(database)
        self.routing = RoutingStore(database)
        self.deliveries = DeliveryStore(database)
        self.outbox = OutboxStore(database)
        self.comments = CommentStore(database)
        self.follows = FollowStore(database)
        self.slack_events = SlackEventStore(database)
        self.requests = RequestStore(database)
        self.digests = DigestStore(database)
        self.runs = RunStore(database)
        self.grants = GrantStore(database)
        self.pending = PendingStore(database, cipher)
        self.drafts = DraftStore(database, cipher)
        self.audit = AuditStore(database)
        self.approvals = ApprovalStore(database, cipher)
        self.snapshots = SnapshotStore(database, cipher)
        self.projects = ProjectStore(database, cipher)
        self.webhook_secrets = WebhookSecretStore(database, cipher)
        self.key_values = KeyValueStore(database)
        self.leases = LeaseStore(database, self.notifier)
        self.jobs = JobStore(database)
        self.living_answers = LivingAnswerStore(database)

    @classmethod
    def at(cls, url: str, cipher: Cipher | None = None) -> Self:
        """A store for an address, not opened yet; without a cipher nothing secret can be stored in it.

        Raises ValueError for a kind of database we do not know.
        """
        return cls(Database(make_engine(normalise(url))), cipher)

    async def open(self) -> None:
        """Starts listening for wake-ups of other processes."""
        await self.notifier.open()

    async def ping(self) -> None:
        """Raises what the driver raises if the database does not answer."""
        async with self.database.read() as db:
            await db.execute(text("SELECT 1"))

    async def problem(self) -> str | None:
        """Why the database does not answer or takes nothing more, in a few words; None if all is well."""
        try:
            await self.ping()
        except (SQLAlchemyError, OSError) as error:
            return str(getattr(error, "orig", None) or error).partition("\n")[0]
        return f"the last commit failed: {self.database.unwritten}" if self.database.unwritten else None

    async def reencrypt(self) -> int:
        """Encrypts every stored secret with the first key, as far as it can be read; how many rows changed."""
        if not self.cipher.enabled:
            return 0
        return (
            await self.projects.reencrypt()
            + await self.webhook_secrets.reencrypt()
            + await self.pending.reencrypt()
            + await self.drafts.reencrypt()
            + await self.approvals.reencrypt()
            + await self.snapshots.reencrypt()
        )

    async def forget_project(self, project_id: str) -> None:
        """Its key and all that was kept for it; what happened (events, comments, the audit log) stays."""
        await self.projects.remove(project_id)
        await self.webhook_secrets.remove(project_id)
        await self.subscriptions.remove_project(project_id)
        await self.follows.remove_project(project_id)
        await self.digests.remove_project(project_id)
        await self.living_answers.remove_project(project_id)

    async def close(self) -> None:
        """Writes what waits, then lets go of every connection."""
        await self.inbox.close()
        await self.notifier.close()
        await self.database.close()
