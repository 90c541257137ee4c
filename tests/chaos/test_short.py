"""The storm in short; the long one is `python -m tests.chaos`."""

from __future__ import annotations

from tests.chaos.storm import Plan, storm


async def test_nothing_is_lost_or_shown_twice_whenever_the_process_dies(database_url: str) -> None:
    outcome = await storm(database_url, Plan(events=150, kills=4, resources=10, failing=0.08, seed=7, patience=30))
    assert outcome.good, outcome
    assert outcome.kills == 4
    assert outcome.messages


async def test_nor_when_several_processes_work_on_one_database(database_url: str) -> None:
    plan = Plan(events=150, kills=4, resources=10, failing=0.08, seed=11, patience=30, processes=2)
    outcome = await storm(database_url, plan)
    assert outcome.good, outcome
