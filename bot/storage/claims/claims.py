"""One process does it, a dead one is taken over: the one rule for whatever several processes could begin.

A claim is two columns of a row: who works on it, and when that was last confirmed. It is over as soon as its owner has
surely died (`bot.process` sees that in the same place), and where nobody can see that, after `silence` without a sign
of life. One that was confirmed later than now was written by a clock that has jumped since: it is over too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.process import is_dead

CLOCK_SKEW = timedelta(minutes=1)
"""How far the clocks of two machines may differ."""


def is_over(
    owner: str | None,
    confirmed_at: datetime | None,
    now: datetime,
    silence: timedelta,
) -> bool:
    """Whether somebody else may take over what `owner` last confirmed then."""
    if not owner or confirmed_at is None or is_dead(owner):
        return True
    return not confirmed_at - CLOCK_SKEW <= now < confirmed_at + silence


@dataclass(frozen=True, slots=True)
class Claims:
    """The two columns of a table, and how long an owner may be silent."""

    owner: Column[Any]
    confirmed_at: Column[Any]
    silence: timedelta

    def values(self, owner: str | None, now: datetime | None) -> dict[str, Any]:
        """What an UPDATE sets to take, confirm or (with None) give back a claim."""
        return {self.owner.name: owner, self.confirmed_at.name: now}

    def is_unchanged(self, owner: str | None, confirmed_at: datetime | None) -> ColumnElement[bool]:
        """The claim as it was seen: of several that take over, only the first finds it so."""
        return and_(
            self.owner.is_not_distinct_from(owner),
            self.confirmed_at.is_(None) if confirmed_at is None else self.confirmed_at == confirmed_at,
        )

    def is_silent(self, now: datetime) -> ColumnElement[bool]:
        """Its owner, whoever that is, has not been heard of for too long."""
        return or_(
            self.confirmed_at.is_(None),
            self.confirmed_at <= now - self.silence,
            self.confirmed_at > now + CLOCK_SKEW,
        )

    async def free(self, db: AsyncConnection, now: datetime, running: ColumnElement[bool]) -> ColumnElement[bool]:
        """The claims that are over, among the rows that meet `running`: to be used in the same transaction."""
        return or_(self.owner.is_(None), self.is_silent(now), self.owner.in_(await self.dead(db, running)))

    async def dead(self, db: AsyncConnection, running: ColumnElement[bool]) -> list[str]:
        """The owners that have died, among the rows that meet `running`."""
        owners = (await db.execute(select(self.owner).where(running, self.owner.is_not(None)).distinct())).scalars()
        return [owner for owner in owners if is_dead(owner)]
