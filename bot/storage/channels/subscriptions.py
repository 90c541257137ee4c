"""What each channel wants to hear about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Insert, Update, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows
from bot.storage.db.rows import insert as upsert
from bot.storage.db.tables import subscriptions

NEW = 0
"""The id of a rule that is not stored yet."""
WISHES = ("areas", "types", "filters", "broken")
"""What settling a channel's rules changes of one that is there."""
TURN = 1
"""The first half of a lock on PostgreSQL, of which the second half is the channel."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One rule of one channel. Empty `areas` or `types` mean all; `filters` maps a filter's name to accepted values."""

    id: int
    project_id: str
    channel: str
    areas: list[str]
    types: list[str]
    filters: dict[str, list[str]]
    created_by: str
    created_at: datetime
    muted_until: datetime | None = None
    broken: str | None = None


class SubscriptionStore(Repository):
    """Rules by id and by channel."""

    async def add(
        self,
        project_id: str,
        channel: str,
        *,
        areas: Sequence[str] = (),
        types: Sequence[str] = (),
        filters: Mapping[str, Sequence[str]] | None = None,
        created_by: str,
        now: datetime,
    ) -> Subscription:
        """Store a subscription."""
        values = {
            "project_id": project_id,
            "channel": channel,
            "areas": list(areas),
            "types": list(types),
            "filters": {name: list(accepted) for name, accepted in (filters or {}).items()},
            "created_by": created_by,
            "created_at": now,
        }
        async with self._db.write() as db:
            row = (await db.execute(insert(subscriptions).values(values).returning(subscriptions))).one()
        return Subscription(**row._mapping)

    async def settle(
        self, project_id: str, channel: str, decide: Callable[[list[Subscription]], list[Subscription]]
    ) -> list[Subscription]:
        """A channel's rules as `decide` would have them, who sees those there are; nobody else changes them meanwhile.

        A rule with the id `NEW` is added, one that `decide` leaves out goes.
        """
        where = (subscriptions.c.project_id == project_id) & (subscriptions.c.channel == channel)
        async with self._db.write() as db:
            if not self._db.sqlite:  # where one writes at a time anyway
                await db.execute(select(func.pg_advisory_xact_lock(TURN, func.hashtext(channel))))
            # Locked, since one that is muted, handed over or removed doesn't wait for the channel's turn.
            found = await db.execute(select(subscriptions).where(where).order_by(subscriptions.c.id).with_for_update())
            present = from_rows(Subscription, found)
            wanted = decide(present)
            gone = {rule.id for rule in present} - {rule.id for rule in wanted}
            if gone:
                await db.execute(delete(subscriptions).where(subscriptions.c.id.in_(gone)))
            return [rule if rule in present else await _written(db, rule) for rule in wanted]

    async def put_back(self, rule: Subscription) -> None:
        """The rule as it was, also where it was removed meanwhile."""
        values = {name: value for name, value in asdict(rule).items() if name != "id"}
        statement = upsert(subscriptions, is_sqlite=self._db.sqlite).values(id=rule.id, **values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    async def get(self, rule_id: int) -> Subscription | None:
        """A subscription, or None."""
        async with self._db.read() as db:
            found = await db.execute(select(subscriptions).where(subscriptions.c.id == rule_id))
            return from_row(Subscription, found.one_or_none())

    async def in_channel(self, channel: str) -> list[Subscription]:
        """The channel's rules, oldest first, broken ones too."""
        return await self._select(subscriptions.c.channel == channel)

    async def of_project(self, project_id: str) -> list[Subscription]:
        """All working rules of a project."""
        return await self._select((subscriptions.c.project_id == project_id) & subscriptions.c.broken.is_(None))

    async def all(self) -> list[Subscription]:
        """Every subscription of every project."""
        return await self._select(subscriptions.c.id > 0)

    async def remove(self, rule_id: int) -> bool:
        """Delete a subscription; False if there is none with this id."""
        async with self._db.write() as db:
            return (await db.execute(delete(subscriptions).where(subscriptions.c.id == rule_id))).rowcount > 0

    async def remove_channel(self, channel: str, project_id: str) -> int:
        """Ends all rules of a channel for a project; says how many there were."""
        where = (subscriptions.c.channel == channel) & (subscriptions.c.project_id == project_id)
        async with self._db.write() as db:
            return (await db.execute(delete(subscriptions).where(where))).rowcount

    async def remove_project(self, project_id: str) -> int:
        """Ends all rules of a project that is no longer connected."""
        async with self._db.write() as db:
            where = subscriptions.c.project_id == project_id
            return (await db.execute(delete(subscriptions).where(where))).rowcount

    async def hand_over(self, rule_id: int, user_id: str) -> bool:
        """Another person owns the rule from now on."""
        async with self._db.write() as db:
            statement = update(subscriptions).where(subscriptions.c.id == rule_id).values(created_by=user_id)
            return (await db.execute(statement)).rowcount > 0

    async def mute(self, rule_id: int, until: datetime | None) -> bool:
        """Mute a subscription until a time, or end its mute with None; False if there is none."""
        async with self._db.write() as db:
            statement = update(subscriptions).where(subscriptions.c.id == rule_id).values(muted_until=until)
            return (await db.execute(statement)).rowcount > 0

    async def _select(self, where: object) -> list[Subscription]:
        async with self._db.read() as db:
            statement = select(subscriptions).where(where).order_by(subscriptions.c.id)  # type: ignore[arg-type]
            return from_rows(Subscription, await db.execute(statement))


async def _written(db: AsyncConnection, rule: Subscription) -> Subscription:
    values = {name: value for name, value in asdict(rule).items() if name != "id"}
    if rule.id == NEW:
        statement: Insert | Update = insert(subscriptions).values(values)
    else:
        wishes = {name: values[name] for name in WISHES}
        statement = update(subscriptions).where(subscriptions.c.id == rule.id).values(wishes)
    return Subscription(**(await db.execute(statement.returning(subscriptions))).one()._mapping)
