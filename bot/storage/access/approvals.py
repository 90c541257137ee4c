"""What needs a second person: the rules, and the requests that wait for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, select, update
from sqlalchemy import insert as plain_insert

from bot.process import myself
from bot.storage.claims.claims import Claims
from bot.storage.db.database import Database, Repository
from bot.storage.db.guard_tables import approval_rules, approvals
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.secrets.cipher import Cipher
from bot.storage.secrets.sealing import Sealer, reseal, unreadable
from bot.storage.states import ApprovalState

CLAIMS = Claims(approvals.c.claimed_by, approvals.c.claimed_at, silence=timedelta(minutes=10))
"""Longer than any command takes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`what` needs a second person: a verb, an area or a command."""

    id: int
    what: str
    channel: str
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """One request; `complete` unless secrets among its values are lost."""

    id: str
    path: str
    args: dict[str, Any]
    project_id: str
    user_id: str
    place: dict[str, Any]
    channel: str
    ts: str | None
    state: ApprovalState
    values_hash: str
    resource_hash: str | None
    created_at: datetime
    expires_at: datetime
    decided_by: str | None = None
    reason: str | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None


class ApprovalStore(Repository):
    """Every decision is one conditional UPDATE: of two that press, one decides."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self.sealer = Sealer(cipher)

    async def require(self, what: str, channel: str, by: str, now: datetime) -> None:
        """From now on `what` needs a second person, asked in the channel."""
        values = {"what": what, "channel": channel, "created_by": by, "created_at": now}
        statement = insert(approval_rules, is_sqlite=self._db.sqlite).values(values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["what"], set_=values))

    async def rules(self) -> list[Rule]:
        """Every rule."""
        async with self._db.read() as db:
            return from_rows(Rule, await db.execute(select(approval_rules).order_by(approval_rules.c.id)))

    async def remove_rule(self, rule_id: int) -> bool:
        """Remove a rule; False if there is none with this id."""
        async with self._db.write() as db:
            return (await db.execute(delete(approval_rules).where(approval_rules.c.id == rule_id))).rowcount > 0

    async def ask(self, request: Approval, secrets: Collection[str]) -> None:
        """Store a request that waits for a decision, its secret values sealed."""
        values = {name: getattr(request, name) for name in Approval.__slots__}
        values["args"] = self.sealer.seal(request.id, request.args, secrets)
        async with self._db.write() as db:
            await db.execute(plain_insert(approvals).values(values))

    async def shown(self, request_id: str, ts: str) -> None:
        """Where its card stands."""
        asked = (approvals.c.id == request_id) & (approvals.c.state == ApprovalState.ASKED)
        async with self._db.write() as db:
            await db.execute(update(approvals).where(approvals.c.id == request_id).values(ts=ts))
            await db.execute(update(approvals).where(asked).values(CLAIMS.values(None, None)))

    async def unshown(self, now: datetime) -> list[Approval]:
        """What was asked and whose process died before its card stood anywhere; with what was typed."""
        hidden = (approvals.c.state == ApprovalState.ASKED) & approvals.c.ts.is_(None) & (approvals.c.expires_at > now)
        async with self._db.read() as db:
            found = await db.execute(select(approvals).where(hidden, await CLAIMS.free(db, now, hidden)))
            return [
                replace(request, args=self.sealer.open(request.id, request.args).values)
                for request in from_rows(Approval, found)
            ]

    async def take_over(self, request: Approval, now: datetime) -> bool:
        """The right to show it, given to the first of several processes."""
        seen = CLAIMS.is_unchanged(request.claimed_by, request.claimed_at)
        where = (approvals.c.id == request.id) & (approvals.c.state == ApprovalState.ASKED) & seen
        async with self._db.write() as db:
            claimed = update(approvals).where(where).values(CLAIMS.values(myself(), now))
            return (await db.execute(claimed)).rowcount > 0

    async def get(self, request_id: str) -> Approval | None:
        """A request, or None."""
        async with self._db.read() as db:
            found = await db.execute(select(approvals).where(approvals.c.id == request_id))
            return self._opened(from_row(Approval, found.one_or_none()))

    async def among(self, ids: Collection[str]) -> list[Approval]:
        """Those of these requests that are known, whatever became of them; without what was typed."""
        if not ids:
            return []
        async with self._db.read() as db:
            found = from_rows(Approval, await db.execute(select(approvals).where(approvals.c.id.in_(ids))))
        return [replace(request, args={}) for request in found]

    async def waiting(self, project_id: str, now: datetime, limit: int = 50) -> list[Approval]:
        """Requests of a project that nobody has decided yet, oldest first; without what was typed."""
        asked = (approvals.c.state == ApprovalState.ASKED) & (approvals.c.expires_at > now)
        statement = select(approvals).where(asked, approvals.c.project_id == project_id)
        async with self._db.read() as db:
            found = from_rows(Approval, await db.execute(statement.order_by(approvals.c.created_at).limit(limit)))
        return [replace(request, args={}) for request in found]

    async def begin(self, request_id: str, by: str, now: datetime) -> Approval | None:
        """*Approve*: the right to run it, given once; None if it was decided, or has expired."""
        decided = {"state": ApprovalState.RUNNING, "decided_by": by, **CLAIMS.values(myself(), now)}
        return await self._move(self._asked(request_id, now).values(decided))

    async def refuse(self, request_id: str, by: str, reason: str, now: datetime) -> Approval | None:
        """Refuse a waiting request, whose values are needed no more; None if it was decided already."""
        refused = ApprovalState.REFUSED
        decided: dict[str, Any] = {"state": refused, "decided_by": by or None, "reason": reason, "args": {}}
        request = await self._move(self._asked(request_id, now).values(decided))
        if request is not None:
            self.sealer.forget(request_id)
        return request

    async def ready(self, request_id: str, expires_at: datetime) -> None:
        """It is approved, and runs when who asked wants to see its answer; until then, if at all."""
        where = (approvals.c.id == request_id) & (approvals.c.state == ApprovalState.RUNNING)
        values = {"state": ApprovalState.READY, "expires_at": expires_at, **CLAIMS.values(None, None)}
        async with self._db.write() as db:
            await db.execute(update(approvals).where(where).values(values))

    async def collect(self, request_id: str, now: datetime) -> Approval | None:
        """The right to run what is ready, given once; None if it has run, or has expired."""
        waits = (approvals.c.state == ApprovalState.READY) & (approvals.c.expires_at > now)
        statement = update(approvals).where(approvals.c.id == request_id, waits)
        return await self._move(statement.values({"state": ApprovalState.RUNNING, **CLAIMS.values(myself(), now)}))

    async def end(self, request_id: str, state: ApprovalState, reason: str = "") -> None:
        """How the run of it ended; what was typed is not needed any more."""
        where = (approvals.c.id == request_id) & (approvals.c.state == ApprovalState.RUNNING)
        values = {"state": state, "reason": reason, "args": {}, **CLAIMS.values(None, None)}
        async with self._db.write() as db:
            await db.execute(update(approvals).where(where).values(values))
        self.sealer.forget(request_id)

    async def expire(self, now: datetime) -> list[Approval]:
        """Ends what nobody decided, or wanted to see, in time."""
        open_ = approvals.c.state.in_((ApprovalState.ASKED, ApprovalState.READY))
        late = open_ & (approvals.c.expires_at <= now)
        ended = update(approvals).where(late).values(state=ApprovalState.EXPIRED, args={}).returning(approvals)
        async with self._db.write() as db:
            over = from_rows(Approval, await db.execute(ended))
        for request in over:
            self.sealer.forget(request.id)
        return over

    async def abandoned(self, now: datetime) -> list[Approval]:
        """What was approved and whose process has died."""
        running = approvals.c.state == ApprovalState.RUNNING
        async with self._db.read() as db:
            return from_rows(
                Approval, await db.execute(select(approvals).where(running, await CLAIMS.free(db, now, running)))
            )

    async def put_back(self, request: Approval, state: ApprovalState) -> bool:
        """It has surely not begun to run: it may be decided again, or what is `ready` be asked for again."""
        seen = CLAIMS.is_unchanged(request.claimed_by, request.claimed_at)
        values: dict[str, Any] = {"state": state, **CLAIMS.values(None, None)}
        if state is ApprovalState.ASKED:
            values["decided_by"] = None
        where = (approvals.c.id == request.id) & (approvals.c.state == ApprovalState.RUNNING) & seen
        async with self._db.write() as db:
            return (await db.execute(update(approvals).where(where).values(values))).rowcount > 0

    async def unreadable(self) -> Counter[str]:
        """How many requests have secrets that cannot be read, by the id of the key that is missing."""
        return await unreadable(self._db, self.sealer, approvals, approvals.c.args)

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many rows that were."""
        return await reseal(self._db, self.sealer, approvals, approvals.c.args)

    @staticmethod
    def _asked(request_id: str, now: datetime) -> Update:
        waits = (approvals.c.state == ApprovalState.ASKED) & (approvals.c.expires_at > now)
        return update(approvals).where(approvals.c.id == request_id, waits)

    async def _move(self, statement: Update) -> Approval | None:
        async with self._db.write() as db:
            return self._opened(from_row(Approval, (await db.execute(statement.returning(approvals))).one_or_none()))

    def _opened(self, request: Approval | None) -> Approval | None:
        return request and replace(request, args=self.sealer.open(request.id, request.args).values)
