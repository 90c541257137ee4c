"""`python -m tests.chaos`: the long version, on SQLite and PostgreSQL; exit code 1 if anything was lost or doubled."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile

from tests.chaos.storm import Outcome, Plan, storm
from tests.worlds.databases import own_postgres


def main() -> int:
    """Runs the storms that are asked for and prints a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    given = parser.parse_args()
    plan = Plan(events=given.events, kills=given.kills, seed=given.seed, processes=given.processes)
    good = True
    if given.database in ("sqlite", "both"):
        good &= on_sqlite(plan)
    if given.database in ("postgres", "both"):
        good &= on_postgres(plan)
    return 0 if good else 1


def on_sqlite(plan: Plan) -> bool:
    with tempfile.TemporaryDirectory(prefix="chaos-") as place:
        return report("SQLite", asyncio.run(storm(f"sqlite:///{place}/bot.db", plan)))


def on_postgres(plan: Plan) -> bool:
    with own_postgres() as url:
        return report("PostgreSQL", asyncio.run(storm(url, plan)))


def report(name: str, outcome: Outcome) -> bool:
    sys.stdout.write(
        f"{name}: {outcome.kills} kills, {outcome.troubles} failures of Slack, {outcome.messages} messages in "
        f"{outcome.seconds:.0f} s: {len(outcome.lost)} lost, {len(outcome.twice)} twice, "
        f"{len(outcome.disordered)} resources out of order, {outcome.cards_twice} cards twice, "
        f"{outcome.stale_cards} cards stale\n"
    )
    for found in (outcome.lost, outcome.twice, outcome.disordered):
        if found:
            sys.stdout.write(f"  {', '.join(found[:10])}\n")
    return outcome.good


if __name__ == "__main__":
    sys.exit(main())
