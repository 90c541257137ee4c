"""What the check says of templates: under a question, as an answer, by row of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.cards.blocks import layout, sheet, table
from bot.cards.blocks.buttons import offer_links
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.words import capitalised, count
from bot.links import CommandLink
from bot.slack.text import code, escaped, shorten
from bot.templates.finding import Finding

FINDINGS_SHOWN = 10
SHORT = 240
"""Findings, or rows, that are shown, and characters of one on a line."""
REJECTS, RISKY = ":no_entry:", ":warning:"


def lines(findings: Sequence[Finding]) -> str:
    """One line for each finding, in mrkdwn: where, what is wrong, how to mend it."""
    said = [_line(finding) for finding in findings[:FINDINGS_SHOWN]]
    if len(findings) > FINDINGS_SHOWN:
        said.append(f"… and {len(findings) - FINDINGS_SHOWN} more")
    return "\n".join(said)


def _line(finding: Finding) -> str:
    sign = REJECTS if finding.rejects else RISKY
    where = capitalised(finding.component)
    return f"{sign} *{escaped(where)}*: {escaped(finding.problem)} {escaped(finding.remedy)}"


def rules(findings: Sequence[Finding]) -> str:
    """The rules' ids and severities, for small print."""
    return ", ".join(dict.fromkeys(f"{finding.id} ({finding.severity})" for finding in findings))


def verdict(findings: Sequence[Finding]) -> str:
    """`2 findings that Meta rejects and 1 risky one`"""
    rejects = sum(finding.rejects for finding in findings)
    risky = len(findings) - rejects
    said = [
        f"{count(rejects, 'finding')} that Meta rejects" if rejects else "",
        f"{count(risky, 'risky finding')}" if risky else "",
    ]
    return " and ".join(part for part in said if part) or "no findings"


def blocks(findings: Sequence[Finding]) -> list[Block]:
    """The findings as a part of a form or card; nothing where there are none."""
    if not findings:
        return []
    return [*layout.sections(lines(findings)), layout.context(f"Rules: {rules(findings)}")]


def card(name: str, findings: Sequence[Finding], *more: CommandLink) -> Message:
    """The answer of the check for one template."""
    if not findings:
        said = f":white_check_mark: *{escaped(name)}*: no findings. It follows all published rules."
        return layout.message(said, layout.section(said), layout.actions(*offer_links(more)))
    head = f"*{escaped(name)}*: {verdict(findings)}"
    return layout.message(
        f"{head}\n{lines(findings)}",
        layout.section(head),
        *blocks(findings),
        layout.actions(*offer_links(more)),
    )


Row = tuple[int, str, Sequence[Finding]]
"""A row of a file: its number, what it makes, and what is wrong with that."""


def of_rows(rows: Sequence[Row], wrong: Sequence[str] = (), note: str = "") -> Message:
    """The answer of the check for a file; `wrong` are rows that cannot be sent at all, `note` is small print."""
    faulty = [(number, label, findings) for number, label, findings in rows if findings]
    if not faulty and not wrong:
        said = f":white_check_mark: {count(len(rows), 'row')}: no findings. It follows all published rules."
        return layout.paragraph(said)
    cells: list[list[table.Cell]] = [
        [number, label, str(finding.severity), finding.id, f"{finding.component}: {finding.problem} {finding.remedy}"]
        for number, label, findings in faulty
        for finding in findings
    ]
    listing = table.listing(
        table.Listing(
            title=f"{count(len(faulty), 'row')} with findings, {len(rows) - len(faulty):,} without"
            if rows
            else "No valid row",
            columns=("Row", "Template", "Severity", "Rule", "Finding"),
            rows=cells,
            empty="No findings in the rows I can read." if rows else "Fix the rows below, then check again.",
            note=note,
        )
    )
    if not wrong:
        return listing
    said = "\n".join(escaped(problem) for problem in wrong[:FINDINGS_SHOWN])
    more = f"\n… and {len(wrong) - FINDINGS_SHOWN} more" if len(wrong) > FINDINGS_SHOWN else ""
    return layout.message(listing.text, *listing.blocks, *layout.sections(f"*Not valid*\n{said}{more}"))


def is_long(rows: Sequence[Row], wrong: Sequence[str]) -> bool:
    """Whether there is more than an answer shows everywhere: a modal has no table."""
    return sum(len(findings) for _, _, findings in rows) > FINDINGS_SHOWN or len(wrong) > FINDINGS_SHOWN


def as_csv(rows: Sequence[Row], wrong: Sequence[str] = ()) -> bytes:
    """All findings, one on a line, and what is not valid behind them."""
    found = [
        {
            "row": str(number), "template": label, "severity": str(finding.severity), "rule": finding.id,
            "component": finding.component, "problem": finding.problem, "remedy": finding.remedy,
        }
        for number, label, findings in rows
        for finding in findings
    ]  # fmt: skip
    return sheet.as_csv([*found, *({"severity": "not valid", "problem": problem} for problem in wrong)])


def of_rows_in_question(rows: Sequence[Row]) -> str:
    """Under an import's question: how many rows have what, and the first of them; empty where none has anything."""
    faulty = [(number, label, findings) for number, label, findings in rows if findings]
    if not faulty:
        return ""
    rejects = sum(any(finding.rejects for finding in findings) for _, _, findings in faulty)
    risky = len(faulty) - rejects
    said = [f"{REJECTS} {count(rejects, 'row')} would be rejected" if rejects else ""]
    said += [f"{RISKY} {count(risky, 'row')} with risks" if risky else ""]
    worst_first = sorted(faulty, key=lambda row: not any(finding.rejects for finding in row[2]))
    first = [
        f"• Row {number}, {escaped(label)}: {in_short(findings)}"
        for number, label, findings in worst_first[:FINDINGS_SHOWN]
    ]
    more = [f"… and {len(faulty) - FINDINGS_SHOWN} more"] if len(faulty) > FINDINGS_SHOWN else []
    return "\n".join([", ".join(part for part in said if part), *first, *more])


def in_short(findings: Sequence[Finding]) -> str:
    """On one line, in mrkdwn: what is wrong first, how to mend it, its rule, and how much more there is."""
    first = findings[0]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{escaped(shorten(f'{first.problem} {first.remedy}', SHORT))} {code(first.id)}{more}"


def rules_of_rows(rows: Sequence[Row]) -> str:
    """How often each rule spoke up, for small print."""
    counts = Counter(finding.id for _, _, findings in rows for finding in findings)
    return ", ".join(f"{rule} ({number})" for rule, number in counts.most_common())
