"""The rows by name, each as it is measured, and in its smallest form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.bench import digest, rows, templates, understanding, waiting
from tests.bench.backlog import backlog
from tests.bench.burst import burst
from tests.bench.exports import exports
from tests.bench.forms import forms
from tests.bench.home import home, report
from tests.bench.rows import Row
from tests.bench.steps import steps

Rows = Callable[[], Iterator[Row]]

MOMENT = 0.1
FEW = digest.Size(templates=60, senders=12, latency=0.01, rounds=1)
FEW_STEPS = templates.Size(bodies=5, templates=60, latency=0.01, long_plan=6, short_plan=4, timed=2)

ROWS: dict[str, Rows] = {
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
    "digest": digest.rows,
    "waiting": waiting.rows,
    "templates": templates.rows,
    "burst": burst,
    "understanding": understanding.rows,
}
SHORT: dict[str, Rows] = {
    "acks": partial(rows.acks, MOMENT),
    "webhooks": partial(rows.webhooks, MOMENT, stored=10),
    "live_webhooks": partial(rows.live_webhooks, 1, requests=100),
    "floods": partial(rows.floods, MOMENT),
    "forms_flood": partial(rows.forms_flood, MOMENT),
    "idle": partial(rows.idle, events=1),
    "starts": partial(rows.starts, times=1),
    "backlog": partial(backlog, events=100),
    "exports": partial(exports, people=1),
    "forms": partial(forms, rounds=1),
    "steps": partial(steps, rounds=1),
    "home": partial(home, people=1, slow=MOMENT),
    "report": partial(report, events=30),
    "digest": partial(digest.rows, FEW),
    "waiting": partial(waiting.rows, FEW, events=20),
    "templates": partial(templates.rows, FEW_STEPS),
    "burst": partial(burst, events=40, seconds=MOMENT),
    "understanding": partial(understanding.rows, known=10, long=50, phrases=5),
}
"""Says that a row measures, not how fast anything is."""
