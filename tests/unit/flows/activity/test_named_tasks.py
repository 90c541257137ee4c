"""The tasks of the worker: one of each name, and nothing that one of them raised is lost."""

from __future__ import annotations

import asyncio

from bot.flows.activity.named_tasks import NamedTasks


async def test_what_ends_is_told_and_what_was_raised_is_kept_once() -> None:
    ended: list[str] = []
    tasks = NamedTasks(ended.append)

    async def well() -> None:
        return

    async def badly() -> None:
        raise KeyError("x")

    tasks.begin("a", well())
    tasks.begin("b", badly())
    assert "a" in tasks
    assert "b" in tasks
    await tasks.wait(5)
    assert ("a" in tasks, "b" in tasks, ended) == (False, False, ["a", "b"])
    assert [(name, type(error)) for name, error in tasks.failures()] == [("b", KeyError)]
    assert list(tasks.failures()) == []


async def test_a_cancelled_task_has_raised_nothing() -> None:
    tasks = NamedTasks(lambda _name: None)
    begun = asyncio.Event()

    async def for_ever() -> None:
        begun.set()
        await asyncio.Event().wait()

    tasks.begin("a", for_ever())
    tasks.cancel("b")
    await begun.wait()
    await tasks.end(5)
    assert "a" not in tasks
    assert list(tasks.failures()) == []
