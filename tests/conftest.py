"""What every test may use, and how the suite is spread over the machine."""

from __future__ import annotations

import gc
import os
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import structlog

pytest_plugins = ("tests.worlds.databases",)

BROWSER = Path(__file__).parent / "browser"
WORKERS = 2

# Examples are the same every time, and none is too slow for a busy machine: a change breaks a test, never the weather.
# `pytest --hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile(
    "same", max_examples=40, derandomize=True, deadline=None, database=None, print_blob=True
)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
hypothesis.settings.load_profile("same")


def pytest_configure() -> None:
    """Tracebacks as in life: structlog's own, with every variable, take longer to draw than many a test."""
    drawn = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], drawn])


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests stay until the end: looking through them for garbage, again and again, doubles the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def _logs_stay_as_they_are() -> Iterator[None]:
    """Who sets up the logs here, as `main` does for some verbs, leaves all later tests a stream that is closed."""
    before = structlog.get_config()["logger_factory"]
    yield
    assert structlog.get_config()["logger_factory"] is before, "run what sets up the logs as a process of its own"


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Each HTTP client reads all certificates, which takes longer than many a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers for whole rooms of tests; none for single files, whose start would take longer than they do."""
    files = [name for name in config.args if name.partition("::")[0].endswith(".py")]
    return 0 if files or config.option.collectonly else min(WORKERS, os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps a loop running in this thread, beside which no other can be started.

    Those of one file stay in one worker and share its sandbox.
    """
    items.sort(key=lambda item: BROWSER in item.path.parents)
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.name))
