"""Finds a Chromium and starts it so that it stays on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The lightest first: it draws no windows of its own."""
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


def find_chromium() -> str:
    """Its path. Without one the test is skipped, but fails where CI=true."""
    wanted = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES))
    found = next((path for path in wanted if path), None)
    if found is not None:
        return found
    reason = f"no Chromium: none of {', '.join(NAMES)} is on PATH and CHROMIUM is not set"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        try:
            yield browser
        finally:
            browser.close()
