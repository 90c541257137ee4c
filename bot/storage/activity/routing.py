"""From the inbox to the channels: one transaction that says for each event who gets it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.activity.inbox import InboxEvent
from bot.storage.activity.targets import Routing, by_its_author, delivery, first_places, latest_news, wanted
from bot.storage.channels.follows import Follow
from bot.storage.channels.subscriptions import Subscription
from bot.storage.claims.leases import guard
from bot.storage.comments.comments import Comment
from bot.storage.comments.echoes import correlate_echo
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_rows, insert
from bot.storage.db.tables import channels, deliveries, follows, inbox, subscriptions, threads
from bot.storage.key_values import read_locked, write_all
from bot.storage.states import EventState

FEW = 32
"""So many events are routed without a look at whose they are."""
BACKLOG = 2_000
"""Where more events of a project wait than this, what happened last is shown first."""
ECHO_WINDOW = timedelta(days=7)
"""A webhook may come late: Sinch tries again, or the bot was down. Each comment of ours is joined once."""


@dataclass(frozen=True, slots=True)
class Subscribers:
    """Rules by project, follows by (project, subject), muted channels, silent (channel, project, subject).

    `refused` are the channels that Slack does not let us into, `known_at` says by (project, subject) when the latest
    state that some card shows came about.
    """

    rules: Mapping[str, Sequence[Subscription]]
    follows: dict[tuple[str, str], list[Follow]]
    muted: Mapping[str, datetime]
    silent: frozenset[tuple[str, str, str]]
    refused: frozenset[str] = frozenset()
    known_at: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def end_follows(self, project_id: str, subject: str) -> None:
        """Those who wanted to hear of it once have heard."""
        kept = [follow for follow in self.follows.get((project_id, subject), ()) if not follow.once]
        self.follows[project_id, subject] = kept


RECENT = 20
"""Events of one resource among which the one is sought that tells of a change."""


@dataclass(frozen=True, slots=True)
class EventsSince:
    """Events of one resource that came in since then."""

    project_id: str
    subject: str
    since: datetime


class FactsMoved(Exception):
    """What a routing was decided by has changed meanwhile: decide again."""


class RoutingStore(Repository):
    """Used by the one process that holds the lease."""

    async def unrouted(self, limit: int) -> list[InboxEvent]:
        """Events that nobody has looked at, from each project its share: the oldest, of a backlog the newest."""
        async with self._db.read() as db:
            if not self._db.sqlite:
                await db.execute(_BY_INDEX)
            few = min(FEW, limit)
            some = from_rows(InboxEvent, await db.execute(_SOME.limit(few + 1)))
            if len(some) <= few:
                return sorted(some, key=lambda row: row.id)
            waiting = list((await db.execute(_PROJECTS)).scalars())[:limit]
            rows: list[InboxEvent] = []
            for number, project_id in enumerate(waiting):
                share = (limit - len(rows)) // (len(waiting) - number)
                new = select(inbox).where(inbox.c.state == literal_column("'new'"), inbox.c.project_id == project_id)
                first = new.with_only_columns(inbox.c.id).order_by(inbox.c.id).offset(BACKLOG).limit(1)
                is_backlog = (await db.execute(first)).one_or_none() is not None
                order = inbox.c.id.desc() if is_backlog else inbox.c.id
                rows += from_rows(InboxEvent, await db.execute(new.order_by(order).limit(share)))
        return sorted(rows, key=lambda row: row.id)

    async def subscribers(self, projects: Collection[str], subjects: Collection[str], now: datetime) -> Subscribers:
        """Who wants what, as it stands now, for events of these projects about these resources."""
        rules: dict[str, list[Subscription]] = {project: [] for project in projects}
        asked = select(subscriptions).where(subscriptions.c.project_id.in_(projects), subscriptions.c.broken.is_(None))
        special = select(channels.c.id, channels.c.muted_until, channels.c.blocked).where(
            (channels.c.muted_until > now) | channels.c.blocked.is_not(None)
        )
        cards = select(
            threads.c.channel, threads.c.project_id, threads.c.subject, threads.c.muted_until, threads.c.latest_at
        ).where(threads.c.project_id.in_(projects), threads.c.subject.in_(subjects))
        async with self._db.read() as db:
            for rule in from_rows(Subscription, await db.execute(asked.order_by(subscriptions.c.id))):
                rules[rule.project_id].append(rule)
            followed = await db.execute(select(follows).where(follows.c.subject.in_(subjects)).order_by(follows.c.id))
            by_subject: dict[tuple[str, str], list[Follow]] = {}
            for follow in from_rows(Follow, followed):
                by_subject.setdefault((follow.project_id, follow.subject), []).append(follow)
            channel_rows = (await db.execute(special)).all()
            card_rows = (await db.execute(cards)).all()
        known_at: dict[tuple[str, str], datetime] = {}
        for row in card_rows:
            if row.latest_at is not None:
                place = row.project_id, row.subject
                known_at[place] = max(row.latest_at, known_at.get(place, row.latest_at))
        return Subscribers(
            rules=rules,
            follows=by_subject,
            muted={row.id: row.muted_until for row in channel_rows if row.muted_until and row.muted_until > now},
            silent=frozenset(
                (row.channel, row.project_id, row.subject)
                for row in card_rows
                if row.muted_until is not None and row.muted_until > now
            ),
            refused=frozenset(row.id for row in channel_rows if row.blocked is not None),
            known_at=known_at,
        )

    async def payloads(self, subjects: Collection[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """The latest body that some card shows of resources, by project and subject."""
        shown = select(threads.c.project_id, threads.c.subject, threads.c.payload).where(
            threads.c.project_id.in_({project for project, _ in subjects}),
            threads.c.subject.in_({subject for _, subject in subjects}),
        )
        async with self._db.read() as db:
            rows = await db.execute(shown.order_by(threads.c.latest_at.is_not(None), threads.c.latest_at))
            return {(row.project_id, row.subject): row.payload for row in rows}

    async def route(
        self,
        routings: Sequence[Routing],
        now: datetime,
        *,
        lease: str,
        owner: str,
        learned: Mapping[str, Any] | None = None,
        assumed: Mapping[str, Any] | None = None,
        bodies: Mapping[int, bytes] | None = None,
    ) -> list[Comment]:
        """Writes all of it or nothing; returns our own comments that came back. Raises `LeaseLost`, `FactsMoved`.

        `learned` are facts that the events have told, stored with them; `assumed` those that must still be so. `bodies`
        of events are kept instead of theirs, by their row. An echo is not delivered to the channel where the comment
        was made; the others get it with its author's name.
        """
        async with self._db.write() as db:
            await guard(db, lease, owner)
            if assumed and await read_locked(db, assumed) != assumed:
                raise FactsMoved
            echoes = [await self._echo(db, routing) for routing in routings]
            known = [by_its_author(routing, echo) for routing, echo in zip(routings, echoes, strict=True)]
            await self._save_threads(db, known, now)
            await self._save_deliveries(db, known, echoes, now)
            await self._save_as_routed(db, known, echoes)
            if bodies:
                change = update(inbox).where(inbox.c.id == bindparam("row")).values(body=bindparam("content"))
                await db.execute(change, [{"row": row, "content": body} for row, body in bodies.items()])
            if learned:
                await write_all(db, learned, now, is_sqlite=self._db.sqlite)
            for routing in routings:
                if routing.ends_follows:
                    await self._end_follows(db, routing)
        return [echo for echo in echoes if echo is not None]

    async def tell_first(
        self, key: str, value: Any, now: datetime, *, event: EventsSince, tells: Callable[[InboxEvent], bool]
    ) -> bool:
        """Store the fact unless an event that was routed `tells` it already; whether it was stored.

        Routings that assume the fact and this one see each other: either the event is known here, or the fact there.
        """
        routed = select(inbox).where(
            inbox.c.project_id == event.project_id,
            inbox.c.subject == event.subject,
            inbox.c.received_at >= event.since,
            inbox.c.state != EventState.NEW,
        )
        async with self._db.write() as db:
            await read_locked(db, {key})
            latest = await db.execute(routed.order_by(inbox.c.id.desc()).limit(RECENT))
            if any(tells(row) for row in from_rows(InboxEvent, latest)):
                return False
            await write_all(db, {key: value}, now, is_sqlite=self._db.sqlite)
        return True

    @staticmethod
    async def _echo(db: AsyncConnection, routing: Routing) -> Comment | None:
        if routing.comment is None:
            return None
        at = routing.event.received_at
        return await correlate_echo(
            db,
            routing.event.project_id,
            routing.subject,
            routing.comment,
            routing.event.id,
            at - ECHO_WINDOW,
            at + ECHO_WINDOW,
        )

    async def _save_threads(self, db: AsyncConnection, routings: Sequence[Routing], now: datetime) -> None:
        """Cards in whatever channel learn the new state; channels that get the event get a place for a card."""
        new = insert(threads, is_sqlite=self._db.sqlite)
        places = first_places(routings, now)
        if places:
            keys = ["channel", "project_id", "subject"]
            await db.execute(new.on_conflict_do_nothing(index_elements=keys), places)
        latest = [news.row(now) for news in latest_news(routings)]
        if latest:
            at = bindparam("at", type_=threads.c.latest_at.type)
            later = func.coalesce(threads.c.latest_id, 0) < bindparam("row")
            fresh = threads.c.latest_at.is_(None) & later
            fresh |= (threads.c.latest_at < at) | ((threads.c.latest_at == at) & later)
            since = bindparam("since", type_=threads.c.latest_at.type)
            await db.execute(
                update(threads)
                .where(threads.c.project_id == bindparam("project"), threads.c.subject == bindparam("key"), fresh)
                .values(
                    payload=func.coalesce(bindparam("body", type_=threads.c.payload.type), threads.c.payload),
                    latest_id=bindparam("row"),
                    latest_at=func.coalesce(since, threads.c.latest_at),
                    dirty_at=bindparam("now", type_=threads.c.dirty_at.type),
                    version=threads.c.version + 1,
                    by=bindparam("who", type_=threads.c.by.type),
                ),
                latest,
            )

    async def _save_deliveries(
        self, db: AsyncConnection, routings: Sequence[Routing], echoes: Sequence[Comment | None], now: datetime
    ) -> None:
        rows = [
            delivery(routing, target, now)
            for routing, echo in zip(routings, echoes, strict=True)
            for target in wanted(routing.targets, echo)
        ]
        if rows:
            await db.execute(insert(deliveries, is_sqlite=self._db.sqlite).on_conflict_do_nothing(), rows)

    @staticmethod
    async def _save_as_routed(
        db: AsyncConnection, routings: Sequence[Routing], echoes: Sequence[Comment | None]
    ) -> None:
        routed = [
            {
                "row": routing.event.id,
                "key": routing.subject,
                "comment": echo.id if echo is not None else None,
                "at": routing.at,
            }
            for routing, echo in zip(routings, echoes, strict=True)
        ]
        await db.execute(
            update(inbox)
            .where(inbox.c.id == bindparam("row"))
            .values(
                state=EventState.ROUTED,
                subject=bindparam("key"),
                comment_id=bindparam("comment"),
                happened_at=bindparam("at", type_=inbox.c.happened_at.type),
            ),
            routed,
        )

    @staticmethod
    async def _end_follows(db: AsyncConnection, routing: Routing) -> None:
        await db.execute(
            delete(follows).where(
                follows.c.project_id == routing.event.project_id,
                follows.c.subject == routing.subject,
                follows.c.once.is_(True),
            )
        )


_SOME = select(inbox).where(inbox.c.state == literal_column("'new'")).order_by(inbox.c.project_id, inbox.c.id)
"""In the order of the index, so that it is used."""


_BY_INDEX = text("SET LOCAL enable_bitmapscan = off")
"""PostgreSQL, until it has counted a table that filled quickly, would read and sort all that waits for each batch.

https://www.postgresql.org/docs/current/runtime-config-query.html
"""


def _projects_with_a_backlog() -> Select[Any]:
    """From one project to the next by the index, without a look at each of their events."""
    new = inbox.c.state == literal_column("'new'")  # as in the index, for which a parameter is no match
    first = select(func.min(inbox.c.project_id).label("id")).where(new).cte("waiting", recursive=True)
    after = select(func.min(inbox.c.project_id)).where(new, inbox.c.project_id > first.c.id).scalar_subquery()
    project_ids = first.union_all(select(after).where(first.c.id.is_not(None)))
    return select(project_ids.c.id).where(project_ids.c.id.is_not(None))


_PROJECTS = _projects_with_a_backlog()
