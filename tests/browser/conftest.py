"""One browser and one sandbox with the stand-in bot for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import chromium
from tests.browser.launch import PATIENT, ROOT, STAND_IN, Spares, sandbox
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
def spares(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spares]:
    made = Spares(tmp_path_factory.mktemp("sandboxes"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(
    browser: Browser, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a sandbox of the module's own, with the stand-in for the bot, or as its `SANDBOX` says."""
    arguments = getattr(request.module, "SANDBOX", STAND_IN)
    if arguments is PATIENT:
        spares: Spares = request.getfixturevalue("spares")
        with spares.one() as found:
            yield found
    else:
        with sandbox(*arguments, log=tmp_path_factory.mktemp("sandbox") / "stderr.log") as found:
            yield found


@pytest.fixture
def slack(context: BrowserContext, address: str, request: pytest.FixtureRequest) -> Iterator[SlackPage]:
    """A tab as Olivia in #sinch-activity; a picture is kept when the test fails."""
    page = SlackPage(context, address, SHOTS).open()
    page.close_modals()
    yield page
    report: dict[str, bool] = request.node.stash.get(FAILED, {})
    if report.get("failed"):
        page.picture(f"failed-{request.node.name}")
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
