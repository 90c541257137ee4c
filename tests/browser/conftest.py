"""One browser and one sandbox with the stand-in bot for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import chromium
from tests.browser.launch import ROOT, STAND_IN, sandbox
from tests.browser.page import SlackPage

SHOTS = ROOT / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Skipped, saying why, where no Chromium is found; a failure where CI=true."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One cache for all tabs: the page's assets are loaded once."""
    made = browser.new_context(viewport={"width": 1500, "height": 950})
    yield made
    made.close()


@pytest.fixture(scope="session")
def stand_in(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a sandbox in which the stand-in bot runs."""
    log = tmp_path_factory.mktemp("sandbox") / "stderr.log"
    with sandbox(*STAND_IN, log=log) as address:
        yield address


@pytest.fixture
def slack(context: BrowserContext, stand_in: str, request: pytest.FixtureRequest) -> Iterator[SlackPage]:
    """A tab as Olivia in #sinch-activity; a picture is kept when the test fails."""
    page = SlackPage(context, stand_in, SHOTS).open()
    page.close_modals()
    yield page
    report: dict[str, bool] = request.node.stash.get(FAILED, {})
    if report.get("failed"):
        page.screenshot(f"failed-{request.node.name}")
    page.page.close()


@pytest.fixture
def shots() -> Path:
    """Where pictures go."""
    return SHOTS


FAILED = pytest.StashKey[dict[str, bool]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report is not None and getattr(report, "when", "") == "call":
        item.stash[FAILED] = {"failed": report.failed}
    return report
