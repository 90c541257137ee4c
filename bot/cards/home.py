"""The app's Home tab: what waits, how everything stands, what one may change from here. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards import following, status
from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, overflow
from bot.cards.blocks.message import Block
from bot.cards.following import FollowedResource
from bot.cards.status import Health
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.words import count
from bot.links import Call, CommandLink
from bot.slack import fallback
from bot.slack.text import bold, channel, code, date, escaped, link, mention, shorten

STARTS = {
    "Needs attention": Call("waiting"),
    "WhatsApp templates": Call("whatsapp templates list"),
    "WhatsApp senders": Call("whatsapp senders list"),
    "RCS senders": Call("rcs senders list"),
    "KakaoTalk senders": Call("kakaotalk senders list"),
    "Report": Call("report"),
    "Webhooks": Call("webhooks list"),
    "Help": Call("help"),
}
PLACE = "home_channel"
"""The argument of a button that says in which channel it acts; it is no argument of the command."""
CHANNELS, FOLLOWS, APPROVALS, AUDITED, LATEST = 18, 8, 5, 5, 6
"""Rows of each part: of views' 100 blocks."""
NEWER = frozenset({"data_table", "data_visualization"})
"""Blocks that a Home tab does not take: https://docs.slack.dev/reference/block-kit/blocks/data-table-block"""
LOOKING = "Asking Sinch…"


@dataclass(frozen=True, slots=True)
class KindCounts:
    """Resources of one kind by state; `before`: at the last digest, None where that did not count them."""

    kind: str
    states: Mapping[str, int]
    before: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """What is posted into a channel: a subscription or a digest, in mrkdwn, and what can be done with it."""

    channel: str
    said: str
    calls: Sequence[CommandLink]


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """What waits for a second person; `what` in plain words."""

    what: str
    by: str
    since: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row of the audit log."""

    at: datetime
    by: str
    what: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Cockpit:
    """Everything that the tab shows. What only Sinch tells is None until it has been asked.

    `requests` and `audited` are None for who is no admin.
    """

    now: datetime
    project: str = ""
    """Its name, where several are connected."""
    health: Sequence[Health] | None = None
    waiting: Sequence[Block] | None = None
    counts: Sequence[KindCounts] = ()
    counted_at: datetime | None = None
    """When the counts are of an earlier time, then."""
    compared_at: datetime | None = None
    postings: Sequence[Posting] = ()
    followed: Sequence[FollowedResource] = ()
    latest: Sequence[tuple[datetime, str]] = field(default=())
    requests: Sequence[ApprovalRow] | None = None
    audited: Sequence[AuditRow] | None = None


def view(cockpit: Cockpit) -> Block:
    """The tab as Slack takes it: what waits first."""
    parts: list[layout.Part] = [
        layout.header("Sinch"),
        layout.context(*_first_line(cockpit)),
        list(_waiting(cockpit)),
        list(_requests(cockpit.requests)),
        list(_counts(cockpit)),
        layout.actions(*(offer(label, call) for label, call in STARTS.items()), offer("Status", Call("status"))),
        layout.divider(),
        list(_postings(cockpit.postings)),
        layout.divider(),
        list(_followed(cockpit.followed)),
        list(_latest(cockpit.latest)),
        list(_audited(cockpit.audited)),
        layout.context("In any channel, type `/sinch`. For everything I can do, type `/sinch help`."),
    ]
    return _home(parts)


def refused(text: str) -> Block:
    """The tab of somebody who does not belong here."""
    return _home([layout.section(escaped(text))])


def _home(parts: Sequence[layout.Part]) -> Block:
    blocks = fallback.without(layout.flat(parts), NEWER, most=10 * layout.BLOCKS_PER_VIEW)
    return {
        "type": "home",
        "blocks": list(layout.fit(blocks, blocks=layout.BLOCKS_PER_VIEW, characters=layout.CHARACTERS_PER_VIEW)),
    }


def _first_line(cockpit: Cockpit) -> list[str]:
    works = "\n".join(status.in_short(cockpit.health)) if cockpit.health is not None else LOOKING
    named_project = f"Project {bold(cockpit.project)}" if cockpit.project else ""
    return [part for part in (works, named_project, f"As of {date(cockpit.now)}") if part]


def _waiting(cockpit: Cockpit) -> Iterator[Block]:
    if cockpit.waiting is None:
        yield layout.section(f"*Needs attention*\n{LOOKING}")
    else:
        yield from cockpit.waiting


def _requests(requests: Sequence[ApprovalRow] | None) -> Iterator[Block]:
    if not requests:
        return
    lines = [f"*Waiting for approval* ({len(requests)})"]
    for request in requests[:APPROVALS]:
        there = f" · {link(request.address, 'Open the request')}" if request.address else ""
        who = f"asked by {mention(request.by)}, {date(request.since)}"
        lines.append(f"• {bold(shorten(request.what, 150))} {who}{there}")
    if len(requests) > APPROVALS:
        lines.append(f"and {len(requests) - APPROVALS} more")
    yield layout.section("\n".join(lines))


def _counts(cockpit: Cockpit) -> Iterator[Block]:
    """One line a kind, with the change since the last digest."""
    lines = [
        _count_line(counts)
        for counts in cockpit.counts
        if any(counts.states.values()) or any((counts.before or {}).values())
    ]
    if not lines:
        return
    since = f" since the digest of {date(cockpit.compared_at, '{date_short_pretty}')}" if cockpit.compared_at else ""
    when = f" (of {date(cockpit.counted_at)})" if cockpit.counted_at else since and f" (changes{since})"
    yield from layout.sections("\n".join([f"*Status overview*{when}", *lines]))


def _count_line(counts: KindCounts) -> str:
    """`WhatsApp templates 17 (+2): 🟢 9 approved (+3) · 🔴 2 rejected`."""
    numbers = {**dict.fromkeys(counts.before or {}, 0), **counts.states}
    shares = []
    for value, number in sorted(numbers.items(), key=lambda pair: -pair[1]):
        growth = number - counts.before.get(value, 0) if counts.before is not None else 0
        if number or growth:
            state = named(counts.kind, value)
            shares.append(f"{state.emoji} {number:,} {escaped(state.word)}{_signed(growth)}")
    total = sum(counts.states.values())
    growth = total - sum(counts.before.values()) if counts.before is not None else 0
    return f"*{count(total, kind_words(counts.kind))}*{_signed(growth)}: {' · '.join(shares)}"


def _signed(growth: int) -> str:
    return f" ({growth:+,})" if growth else ""


def _postings(postings: Sequence[Posting]) -> Iterator[Block]:
    """What comes into which channel, each with a menu to change it there."""
    if not postings:
        yield layout.section("*Subscriptions and digests*\nNone yet. Type `/sinch subscribe` in a channel.")
        return
    yield layout.section("*Subscriptions and digests*")
    for posting in postings[:CHANNELS]:
        yield layout.section(f"{channel(posting.channel)} {posting.said}", accessory=overflow(posting.calls))
    if len(postings) > CHANNELS:
        yield layout.context(f"and {len(postings) - CHANNELS} more: see `/sinch subscriptions` in their channels")


def _followed(followed: Sequence[FollowedResource]) -> Iterator[Block]:
    yield layout.section("*You follow*" if followed else following.NOTHING)
    yield from following.rows(followed[:FOLLOWS])
    if len(followed) > FOLLOWS:
        yield layout.context(f"and {len(followed) - FOLLOWS} more: `/sinch following`")


def _latest(latest: Sequence[tuple[datetime, str]]) -> Iterator[Block]:
    if latest:
        lines = [f"• {shorten(said, 250)} · {date(when)}" for when, said in latest[:LATEST]]
        yield layout.divider()
        yield from layout.sections("*Latest activity*\n" + "\n".join(lines))
        yield from layout.actions(offer("All activity", Call("activity")))


def _audited(audited: Sequence[AuditRow] | None) -> Iterator[Block]:
    if not audited:
        return
    lines = [
        f"• {bold(shorten(entry.by, 60))}: {code('/sinch ' + entry.what)} {escaped(entry.outcome)} · {date(entry.at)}"
        for entry in audited[:AUDITED]
    ]
    yield layout.divider()
    yield from layout.sections("*Recent changes*\n" + "\n".join(lines))
    yield from layout.actions(offer("Audit log", Call("audit")))
