"""Each event for each channel, until it is shown there.

held (muted) --> pending --> done
                   |   \\---> dead   after too many tries; an admin may retry
                   \\------> ended  its thread is locked

What waits for a channel that does not let us in stays pending, and is shown as one summary when it does again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select, update

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_rows
from bot.storage.db.tables import channels, deliveries, inbox, threads
from bot.storage.states import DeliveryState, EventState

REPLY = 1
"""What a message shows of a delivery: the event itself, in its thread or among others."""
CHANNEL_ALERT = 2
"""That somebody has to act, in the channel."""
FILE = 4
"""A comment that is too long for a message, as a file."""
CARD = 8
"""The card that was made for it: from then on it is told by itself, in the card's thread."""


@dataclass(frozen=True, slots=True)
class DeliveryLane:
    """A channel with something to post; `next_at` is when its oldest delivery may be tried.

    `blocked` says why Slack refuses us there, `retry_at` when it is asked again.
    """

    channel: str
    waiting: int
    next_at: datetime
    blocked: str | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A delivery with what is known of its event, but for its body, and, if there is one, its card's time stamp."""

    id: int
    inbox_id: int
    project_id: str
    channel: str
    subject: str
    rule_id: int | None
    fold: bool
    by: str | None
    steps: int
    attempts: int
    type: str
    source: str
    received_at: datetime
    happened_at: datetime | None
    stale: bool
    thread_id: int | None
    thread_ts: str | None


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """How the delivery stands; `oldest` is when the longest waiting event came in."""

    unrouted: int
    waiting: int
    held: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class DeadDelivery:
    """A delivery that was given up."""

    id: int
    channel: str
    subject: str
    type: str
    attempts: int
    error: str | None
    received_at: datetime


COUNTED = 200
"""Of what waits for a channel; more makes no difference to how it is shown."""


class DeliveryStore(Repository):
    """Deliveries by channel, in order."""

    async def lanes(self) -> list[DeliveryLane]:
        """Every channel that has something waiting; more than `COUNTED` is not counted."""
        async with self._db.read() as db:
            return from_rows(DeliveryLane, await db.execute(_LANES))

    async def due(self, channel: str, limit: int) -> list[DueDelivery]:
        """What waits for a channel, oldest first."""
        where = (deliveries.c.state == literal_column("'pending'")) & (deliveries.c.channel == channel)
        async with self._db.read() as db:
            return from_rows(
                DueDelivery, await db.execute(_with_event().where(where).order_by(deliveries.c.id).limit(limit))
            )

    async def bodies(self, inbox_ids: Collection[int]) -> dict[int, bytes]:
        """The events' bodies, by their numbers in the inbox."""
        if not inbox_ids:
            return {}
        statement = select(inbox.c.id, inbox.c.body).where(inbox.c.id.in_(inbox_ids))
        async with self._db.read() as db:
            return {row.id: row.body for row in await db.execute(statement)}

    async def together(self, channel: str, first: int, last: int) -> list[DueDelivery]:
        """What one message told of, in order; these are the first and the last. It may be noted a little late."""
        ts = select(deliveries.c.ts).where(deliveries.c.id == first, deliveries.c.channel == channel).scalar_subquery()
        within = deliveries.c.id.between(first, last) & (deliveries.c.channel == channel)
        within &= deliveries.c.ts.is_not_distinct_from(ts)
        async with self._db.read() as db:
            return from_rows(DueDelivery, await db.execute(_with_event().where(within).order_by(deliveries.c.id)))

    async def in_thread(self, channel: str, inbox_ids: Collection[int], after_ts: str) -> list[int]:
        """Those of these events that the channel shows in messages later than the card at `after_ts`."""
        if not inbox_ids:
            return []
        where = (deliveries.c.channel == channel) & deliveries.c.inbox_id.in_(inbox_ids) & (deliveries.c.ts > after_ts)
        async with self._db.read() as db:
            return list((await db.execute(select(deliveries.c.inbox_id).where(where))).scalars())

    async def again(self, channel: str, project_id: str, subject: str, now: datetime) -> bool:
        """Tells the newest event of a resource once more, by itself in its own thread; False if none is kept."""
        newest = (
            select(func.max(deliveries.c.id))
            .join(inbox, inbox.c.id == deliveries.c.inbox_id)
            .where(inbox.c.project_id == project_id, inbox.c.subject == subject, deliveries.c.channel == channel)
        )
        async with self._db.write() as db:
            found = (await db.execute(newest)).scalar_one()
            where = (deliveries.c.id == found) & (deliveries.c.state == DeliveryState.DONE)
            changed = {
                "state": DeliveryState.PENDING,
                "fold": False,
                "steps": CHANNEL_ALERT,
                "next_at": now,
                "attempts": 0,
            }
            await db.execute(update(deliveries).where(where).values(changed))
        return found is not None

    async def release(self, now: datetime) -> int:
        """Ends the mutes whose time has come: what was held is posted, as a summary."""
        where = (deliveries.c.state == DeliveryState.HELD) & (deliveries.c.next_at <= now)
        return await self._update(where, state=DeliveryState.PENDING)

    async def hold_longer(self, channel: str, until: datetime) -> int:
        """A mute was renewed: what is held already stays so until its new end."""
        where = (deliveries.c.state == DeliveryState.HELD) & (deliveries.c.channel == channel)
        return await self._update(where, next_at=until)

    async def unhold(self, channel: str, now: datetime) -> int:
        """Ends a mute early."""
        where = (deliveries.c.state == DeliveryState.HELD) & (deliveries.c.channel == channel)
        return await self._update(where, state=DeliveryState.PENDING, next_at=now)

    async def postpone(self, ids: Sequence[int], until: datetime, error: str, *, counts: bool) -> None:
        """Tries again later; `counts` towards the number of tries."""
        tried = deliveries.c.attempts + (1 if counts else 0)
        await self._update(_waiting(ids), next_at=until, error=error, attempts=tried)

    async def give_up(self, ids: Sequence[int], error: str) -> None:
        """An admin has to look at these."""
        await self._update(_waiting(ids), state=DeliveryState.DEAD, error=error)

    async def fold_waiting(self, channel: str) -> int:
        """What waits for the channel is shown as a summary."""
        where = (
            (deliveries.c.channel == channel)
            & (deliveries.c.state == DeliveryState.PENDING)
            & deliveries.c.fold.is_(False)
        )
        return await self._update(where, fold=True)

    async def skip(self, ids: Sequence[int], step: int, error: str, *, ends: bool) -> None:
        """A part of them cannot be shown, which keeps the others from nothing."""
        changed: dict[str, Any] = {"steps": deliveries.c.steps.op("|")(step), "error": error}
        await self._update(_waiting(ids), **changed, **({"state": DeliveryState.ENDED} if ends else {}))

    async def retry(self, now: datetime, *, channel: str | None = None) -> int:
        """Gives the dead ones (of a channel) another chance; says how many."""
        where = deliveries.c.state == DeliveryState.DEAD
        if channel is not None:
            where &= deliveries.c.channel == channel
        return await self._update(where, state=DeliveryState.PENDING, attempts=0, next_at=now, error=None)

    async def dead(self, limit: int = 20) -> list[DeadDelivery]:
        """Deliveries that were given up, latest first."""
        statement = (
            select(
                deliveries.c.id,
                deliveries.c.channel,
                deliveries.c.subject,
                inbox.c.type,
                deliveries.c.attempts,
                deliveries.c.error,
                inbox.c.received_at,
            )
            .join(inbox, inbox.c.id == deliveries.c.inbox_id)
            .where(deliveries.c.state == DeliveryState.DEAD)
            .order_by(deliveries.c.id.desc())
            .limit(limit)
        )
        async with self._db.read() as db:
            return from_rows(DeadDelivery, await db.execute(statement))

    async def counts(self) -> DeliveryCounts:
        """Looks at the inbox first: what leaves it meanwhile is then counted twice rather than not at all."""
        open_states = deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.DEAD))
        async with self._db.read() as db:
            unrouted = (
                await db.execute(
                    select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.state == EventState.NEW)
                )
            ).one()
            found = await db.execute(
                select(deliveries.c.state, func.count()).where(open_states).group_by(deliveries.c.state)
            )
            by_state: dict[str, int] = {row[0]: row[1] for row in found}
            oldest = await db.execute(
                select(inbox.c.received_at)
                .join(deliveries, deliveries.c.inbox_id == inbox.c.id)
                .where(deliveries.c.state == DeliveryState.PENDING)
                .order_by(deliveries.c.id)
                .limit(1)
            )
            waiting_since = [at for at in (unrouted[1], oldest.scalar_one_or_none()) if at is not None]
        return DeliveryCounts(
            unrouted=unrouted[0],
            waiting=by_state.get(DeliveryState.PENDING, 0),
            held=by_state.get(DeliveryState.HELD, 0),
            dead=by_state.get(DeliveryState.DEAD, 0),
            oldest=min(waiting_since, default=None),
        )

    async def _update(self, where: Any, **values: Any) -> int:
        async with self._db.write() as db:
            return (await db.execute(update(deliveries).where(where).values(values))).rowcount


def _lanes() -> Select[Any]:
    """From one channel to the next by the index, however much waits in each."""
    pending = deliveries.c.state == literal_column("'pending'")  # as in the index, for which a parameter is no match
    first = select(func.min(deliveries.c.channel).label("id")).where(pending).cte("waiting", recursive=True)
    after = select(func.min(deliveries.c.channel)).where(pending, deliveries.c.channel > first.c.id).scalar_subquery()
    lane = first.union_all(select(after).where(first.c.id.is_not(None)))
    of_lane = select(deliveries.c.id).where(pending, deliveries.c.channel == lane.c.id).correlate(lane)
    head = of_lane.order_by(deliveries.c.id).limit(1).scalar_subquery()
    number = select(func.count()).select_from(of_lane.limit(COUNTED).subquery()).scalar_subquery()
    heads = select(lane.c.id, number.label("waiting"), head.label("head")).where(lane.c.id.is_not(None)).subquery()
    return (
        select(
            heads.c.id.label("channel"),
            heads.c.waiting,
            deliveries.c.next_at,
            channels.c.blocked,
            channels.c.retry_at,
        )
        .join(deliveries, deliveries.c.id == heads.c.head)
        .outerjoin(channels, channels.c.id == heads.c.id)
    )


_LANES = _lanes()


def _waiting(ids: Sequence[int]) -> ColumnElement[bool]:
    """What somebody has shown meanwhile, or ended, stays so."""
    return deliveries.c.id.in_(ids) & deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD))


def _with_event() -> Select[Any]:
    """Deliveries with their events and cards."""
    place = (
        (threads.c.channel == deliveries.c.channel)
        & (threads.c.project_id == deliveries.c.project_id)
        & (threads.c.subject == deliveries.c.subject)
    )
    own = [
        deliveries.c[name]
        for name in (
            "id", "inbox_id", "project_id", "channel", "subject", "rule_id", "fold", "by", "steps", "attempts", "stale"
        )
    ]  # fmt: skip
    event = (inbox.c.type, inbox.c.source, inbox.c.received_at, inbox.c.happened_at)
    card = (threads.c.id.label("thread_id"), threads.c.ts.label("thread_ts"))
    return select(*own, *event, *card).join(inbox, inbox.c.id == deliveries.c.inbox_id).outerjoin(threads, place)
