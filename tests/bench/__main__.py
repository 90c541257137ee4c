"""`python -m tests.bench [ROW ...]`: what the bot costs, against baselines in the same run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from tests.bench import rows
from tests.bench.backlog import backlog
from tests.bench.burst import burst
from tests.bench.digest import rows as digest
from tests.bench.exports import exports
from tests.bench.forms import forms
from tests.bench.home import home, report
from tests.bench.rows import Row
from tests.bench.steps import steps
from tests.bench.templates import rows as templates
from tests.bench.understanding import rows as understanding
from tests.bench.waiting import rows as waiting

ROWS: dict[str, Callable[[], Iterator[Row]]] = {
    "acks": rows.acks,
    "webhooks": rows.webhooks,
    "live_webhooks": rows.live_webhooks,
    "floods": rows.floods,
    "forms_flood": rows.forms_flood,
    "idle": rows.idle,
    "starts": rows.starts,
    "backlog": backlog,
    "exports": exports,
    "forms": forms,
    "steps": steps,
    "home": home,
    "report": report,
    "digest": digest,
    "waiting": waiting,
    "templates": templates,
    "burst": burst,
    "understanding": understanding,
}


def main(names: list[str]) -> int:
    """Print the table; 1 if a target was missed, 2 if there is no such row."""
    if not ROWS.keys() >= {*names}:
        print(f"The rows are: {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    print("| what | baseline | measured | to reach | |")
    print("|---|---|---|---|---|")
    missed = 0
    for name in names or list(ROWS):
        for row in ROWS[name]():
            mark = "" if not row.target and row.reached else ("yes" if row.reached else "NO")
            print(f"| {row.what} | {row.baseline} | {row.value} | {row.target} | {mark} |", flush=True)
            missed += not row.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
