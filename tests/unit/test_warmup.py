"""What the first request needs is imported once, in a thread, and those who wait for it go on one by one."""

from __future__ import annotations

import asyncio
import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

import commands
from bot.command.bodies import models_of
from bot.warmup import MODULES, Warmup, first_forms


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that notes the thread in which it is imported."""
    (tmp_path / "noting_its_thread.py").write_text("import threading\nthread = threading.current_thread()\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "noting_its_thread", raising=False)
    return "noting_its_thread"


async def test_imports_in_a_thread_and_collects_once(module: str) -> None:
    collected = 0

    def collect() -> None:
        nonlocal collected
        collected += 1
        assert threading.current_thread() is not threading.main_thread()

    warmup = Warmup(lambda: [module], import_module, collect)
    await asyncio.gather(*(warmup.done() for _ in range(5)))
    await warmup.done()
    assert sys.modules[module].thread is not threading.main_thread()
    assert collected == 1


async def test_others_get_their_turns_between_those_who_waited() -> None:
    warmup = Warmup(list, import_module, list)
    order: list[str] = []

    async def waits() -> None:
        await warmup.done()
        order.append("one who waited")
        asyncio.get_running_loop().call_soon(order.append, "another")

    await asyncio.gather(*(waits() for _ in range(20)))
    assert all(order[at : at + 3].count("one who waited") < 3 for at in range(len(order) - 2))


async def test_gives_way_to_what_comes_in_between_any_two_steps_but_not_to_who_needs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.warmup.SETTLED_SECONDS", 0)
    usual = sys.getswitchinterval()
    loaded: list[str] = []
    first = asyncio.Event()
    loop = asyncio.get_running_loop()

    def load(name: str) -> None:
        loaded.append(name)
        loop.call_soon_threadsafe(first.set)

    warmup = Warmup(lambda: ["one", "two"], load, list, is_calm=lambda: not loaded)
    background = asyncio.create_task(warmup.in_calm())
    await first.wait()
    for _ in range(3):
        await asyncio.sleep(0)
    assert len(loaded) == 1  # it was calm until then
    assert not background.done()
    await warmup.done()
    await background
    assert loaded == [*MODULES, "one", "two"]
    assert sys.getswitchinterval() == usual


async def test_a_module_that_fails_names_itself_to_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "failing_at_import.py").write_text("raise ImportError('failing_at_import needs more')\n")
    monkeypatch.syspath_prepend(tmp_path)
    warmup = Warmup(lambda: ["failing_at_import"], import_module, list)
    found = await asyncio.gather(warmup.done(), warmup.done(), return_exceptions=True)
    assert [str(item) for item in found] == ["failing_at_import needs more"] * 2


async def test_what_the_first_forms_need_is_made_once_nothing_comes_in_and_nobody_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for pause in ("SETTLED_SECONDS", "LEISURE_SECONDS", "LOOK_SECONDS"):
        monkeypatch.setattr(f"bot.warmup.{pause}", 0)
    is_calm, made = asyncio.Event(), threading.Event()
    warmup = Warmup(list, import_module, list, is_calm=is_calm.is_set, afterwards=lambda: [made.set])
    background = asyncio.create_task(warmup.at_leisure())
    await warmup.done()
    for _ in range(20):
        await asyncio.sleep(0)
    assert not made.is_set()
    is_calm.set()
    await background
    assert made.is_set()


def test_every_first_form_can_be_prepared() -> None:
    for prepare in first_forms(commands.collect):
        prepare()
    bodies = [model for command in commands.collect() if (model := getattr(command.args, "model", ""))]
    assert len(bodies) > 10
    assert all(model.__pydantic_complete__ for body in bodies for model in models_of(body))
