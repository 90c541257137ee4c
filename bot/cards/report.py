"""The report of some days: what was decided and why, how long it took, comments, what Meta moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.cards.blocks import chart, layout, table
from bot.cards.blocks.buttons import offer_links
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.state import State
from bot.cards.vocabulary.words import count
from bot.links import CommandLink
from bot.slack.text import date, escaped, local_date, plain_date, shorten
from bot.times.lengths import Usual, short, usual

DECISIONS, REASONS, AUTHORS = 20, 6, 5
REASON = 160
"""Rows that are shown of each, and characters of a reason."""
NOT_GIVEN = "No reason given"
NOT_KNOWN = "Reason not known: Sinch's activity lists don't give it"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody at Sinch, Meta, Kakao or an operator has decided; `reason` in plain text, empty for none.

    `submitted` is when it came to them, None where nobody has told; `listed`: only an activity list tells of it, and
    that gives no reasons.
    """

    kind: str
    name: str
    outcome: State
    at: datetime
    accepted: bool
    reason: str = ""
    submitted: datetime | None = None
    listed: bool = False

    @property
    def why(self) -> str:
        """The reason of a refusal, or that there is none, or that nobody knows it."""
        if self.accepted or self.reason:
            return self.reason
        return NOT_KNOWN if self.listed else NOT_GIVEN

    @property
    def took(self) -> timedelta | None:
        return self.at - self.submitted if self.submitted else None


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments to Sinch by their author, those that failed, and when the others wrote."""

    sent: Sequence[tuple[str, datetime]] = ()
    failed: int = 0
    received: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report says; decisions newest first, `moved` and `missing` in plain sentences."""

    title: str
    since: datetime
    now: datetime
    decisions: Sequence[Decision] = ()
    comments: Comments = field(default_factory=Comments)
    moved: Sequence[str] = ()
    missing: Sequence[str] = ()
    listed_before: datetime | None = None
    """Before then only activity lists tell what happened; None where that was before the report begins."""
    undecided: int = 0
    """Templates that were submitted as lists tell, and whose decision nobody has told."""
    buckets: int = 7
    """Into how many parts the days are cut for the charts."""
    tz: str = "UTC"
    """The time zone of who asked."""


def card(report: Report, more: Sequence[CommandLink] = ()) -> Message:
    """The report as a message: the sum first, then charts, tables, reasons, comments and moves."""
    summary = _summary(report)
    return layout.message(
        "\n".join([escaped(report.title), *summary, *_comment_lines(report.comments)]),
        layout.header(report.title),
        layout.section("\n".join(summary)),
        list(_charts(report)),
        list(_times(report.decisions)),
        list(_reasons(report.decisions)),
        list(_latest(report)),
        layout.section("*Comments*\n" + "\n".join(_comment_lines(report.comments))),
        list(_moved(report.moved)),
        layout.context(*_small_print(report)),
        layout.actions(*offer_links(more)),
    )


def _summary(report: Report) -> list[str]:
    decisions = report.decisions
    if not decisions:
        return ["No decisions in this period."]
    accepted = sum(decision.accepted for decision in decisions)
    said = f"*{count(len(decisions), 'decision')}*: {accepted} accepted, {len(decisions) - accepted} rejected."
    return [said, line] if (line := _took(decisions)) else [said]


def _took(decisions: Sequence[Decision]) -> str:
    """Median, 90th percentile and the slowest, of those whose submission is known."""
    timed = [(took, decision) for decision in decisions if (took := decision.took) is not None]
    if not timed:
        return ""
    normal = usual(took for took, _ in timed)
    longest, slowest = max(timed, key=lambda pair: pair[0])
    return (
        f"From submission to decision: median {short(normal.median)}, 90th percentile {short(normal.most)}, "
        f"slowest {short(longest)} ({escaped(shorten(slowest.name, 80))})."
    )


def _charts(report: Report) -> Iterator[Block]:
    """Slack colors lines by their order (blue, green, yellow, ...): the second is what was accepted."""
    labels = _labels(report)
    all_decisions = _spread(report, [decision.at for decision in report.decisions])
    good = _spread(report, [decision.at for decision in report.decisions if decision.accepted])
    bad = _spread(report, [decision.at for decision in report.decisions if not decision.accepted])
    series = {"all decisions": all_decisions, "accepted": good, "rejected": bad}
    if report.decisions and (drawn := chart.line("Decisions", labels, series)):
        yield drawn
    written = _spread(report, [at for _, at in report.comments.sent])
    received = _spread(report, report.comments.received)
    if (any(written) or any(received)) and (
        drawn := chart.line("Comments", labels, {"to Sinch": written, "from Sinch": received})
    ):
        yield drawn


def _labels(report: Report) -> list[str]:
    step = (report.now - report.since) / report.buckets
    return [
        f"{report.since + step * (at + 1):%b} {(report.since + step * (at + 1)).day}" for at in range(report.buckets)
    ]


def _spread(report: Report, times: Sequence[datetime]) -> list[int]:
    """How many fall into each part of the days."""
    step = (report.now - report.since) / report.buckets
    found = Counter(min(int((at - report.since) / step), report.buckets - 1) for at in times if at >= report.since)
    return [found[at] for at in range(report.buckets)]


def _times(decisions: Sequence[Decision]) -> Iterator[Block]:
    if not decisions:
        return
    by_kind: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_kind.setdefault(decision.kind, []).append(decision)
    rows = [_row(kind, found) for kind, found in sorted(by_kind.items(), key=lambda pair: -len(pair[1]))]
    columns = ["Kind", "Decided", "Accepted", "Rejected", "Median", "90th percentile", "Slowest"]
    yield table.data_table("Time from submission to decision", columns, rows, characters=2_000)


def _row(kind: str, decisions: Sequence[Decision]) -> list[table.Cell]:
    accepted = sum(decision.accepted for decision in decisions)
    taken = [took for decision in decisions if (took := decision.took) is not None]
    normal: Usual = usual(taken)
    times = [short(normal.median), short(normal.most), short(max(taken))] if taken else ["unknown"] * 3
    return [kind, len(decisions), accepted, len(decisions) - accepted, *times]


def _reasons(decisions: Sequence[Decision]) -> Iterator[Block]:
    reasons = Counter(decision.why for decision in decisions if not decision.accepted)
    if reasons:
        lines = [f"• {number} × {escaped(shorten(reason, REASON))}" for reason, number in reasons.most_common(REASONS)]
        left = len(reasons) - REASONS
        yield layout.section(
            "\n".join(["*Reasons for rejection*", *lines, *([f"and {left} more"] if left > 0 else [])])
        )


def _latest(report: Report) -> Iterator[Block]:
    decisions = report.decisions
    if not decisions:
        return
    rows: list[list[table.Cell]] = [
        [
            shorten(decision.name, 80),
            decision.kind,
            f"{decision.outcome.emoji} {decision.outcome.word}",
            shorten(decision.why if decision.listed else decision.reason, REASON),
            short(took) if (took := decision.took) is not None else "",
            local_date(decision.at, report.tz),
        ]
        for decision in decisions[:DECISIONS]
    ]
    title = "Decisions" if len(decisions) <= DECISIONS else f"The latest {DECISIONS} of {len(decisions):,} decisions"
    columns = ["Name", "Kind", "Decision", "Reason", "Took", "When"]
    yield table.data_table(title, columns, rows, characters=4_000)


def _comment_lines(comments: Comments) -> list[str]:
    authors = Counter(author for author, _ in comments.sent)
    named = ", ".join(f"{escaped(shorten(name, 40))} {number}" for name, number in authors.most_common(AUTHORS))
    lines = [f"{count(len(comments.sent), 'comment')} to Sinch" + (f" ({named})" if named else "") + "."]
    if comments.failed:
        lines.append(f"{count(comments.failed, 'comment')} didn't arrive.")
    return [*lines, f"{count(len(comments.received), 'comment')} from Sinch."]


def _moved(moved: Sequence[str]) -> Iterator[Block]:
    if moved:
        yield layout.section("*Moved by Meta*\n" + "\n".join(f"• {escaped(line)}" for line in moved))


def _small_print(report: Report) -> list[str]:
    undated = sum(decision.submitted is None for decision in report.decisions)
    days = f"{date(report.since, '{date_short_pretty}')} to {date(report.now)}"
    zone = f" Times in {report.tz}." if report.decisions else ""
    return [
        line
        for line in (
            f"{days}.{zone}",
            f"{count(undated, 'decision')} without a known submission time: not counted in the times."
            if undated
            else "",
            _before(report),
            f":warning: {escaped(' '.join(report.missing))}" if report.missing else "",
        )
        if line
    ]


def _before(report: Report) -> str:
    """What the time before the connection can't tell."""
    if report.listed_before is None:
        return ""
    said = (
        f"Before {date(report.listed_before, '{date_short_pretty}')} I go by Sinch's activity lists. They don't tell "
        "when templates were approved, what operators decided or why something was rejected."
    )
    if not report.undecided:
        return said
    waits = "is in review or was" if report.undecided == 1 else "are in review or were"
    return f"{said} {count(report.undecided, 'submitted template')} {waits} approved since then."


def rows(report: Report) -> Iterator[Mapping[str, object]]:
    """The report as rows of a file: one for each decision, then the comments by author, then what moved."""
    for decision in report.decisions:
        took = decision.took
        yield {
            "what": "decision", "when": plain_date(decision.at), "kind": decision.kind, "name": decision.name,
            "result": decision.outcome.word, "reason": decision.why if decision.listed else decision.reason,
            "submitted": plain_date(decision.submitted) if decision.submitted else "",
            "hours": round(took.total_seconds() / 3600, 1) if took is not None else "",
        }  # fmt: skip
    for author, at in report.comments.sent:
        yield {"what": "comment to Sinch", "when": plain_date(at), "name": author}
    for at in report.comments.received:
        yield {"what": "comment from Sinch", "when": plain_date(at)}
    for line in report.moved:
        yield {"what": "moved by Meta", "reason": line}
