"""The storm in short; the long ones are the slow tests here and `python -m tests.chaos`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.chaos.storm import Plan, storm
from tests.worlds.databases import mostly_on

SHORT = Plan(events=60, kills=2, resources=10, failing=0.08, seed=7, patience=60)
LONG = Plan(events=150, kills=4, resources=10, failing=0.08, seed=7, patience=60)
storms = pytest.mark.parametrize("plan", [SHORT, pytest.param(LONG, marks=pytest.mark.slow)], ids=["short", "long"])


@mostly_on("sqlite")
@storms
async def test_nothing_is_lost_or_shown_twice_whenever_the_process_dies(database_url: str, plan: Plan) -> None:
    outcome = await storm(database_url, plan)
    assert outcome.good, outcome
    assert outcome.kills == plan.kills
    assert outcome.messages


@mostly_on("postgres")
@storms
async def test_nor_when_several_processes_work_on_one_database(database_url: str, plan: Plan) -> None:
    outcome = await storm(database_url, replace(plan, seed=11, processes=2))
    assert outcome.good, outcome
