"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("tests.worlds.databases",)

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps a loop running in this thread, beside which no other can be started."""
    items.sort(key=lambda item: BROWSER in item.path.parents)
