"""The pages for people: short enough to be read, and true about the files that they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "bot/README.md", "bot/sandbox/README.md"]
PAGES += ["commands/README.md", "tests/README.md"]
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.py|(?:[\w.-]+/)+)`")


def test_the_readme_fits() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("page", [page for page in PAGES if (ROOT / page).is_file()])
def test_a_page_links_to_what_is_there(page: str) -> None:
    here = ROOT / page
    missing = [link for link in _LINK.findall(here.read_text("utf-8")) if not (here.parent / link).exists()]
    assert missing == []


def test_the_map_names_files_that_exist() -> None:
    named = _FILE.findall((ROOT / "bot" / "README.md").read_text("utf-8"))
    assert len(named) > 50
    places = (ROOT / "bot", ROOT)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_map_draws_the_layers_that_are_checked() -> None:
    page = (ROOT / "bot" / "README.md").read_text("utf-8")
    drawn = re.search(r"```\n(.*?)```", page, re.DOTALL)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    checked = [layer.replace("bot.", "") for layer in contracts[0]["layers"]]
    assert drawn
    assert [re.split(r"(?<=\w) {3,}", line)[0].split("  |  ") for line in drawn[1].splitlines()] == [
        layer.split(" | ") for layer in checked
    ]


def test_each_path_is_walked_in_at_most_fifteen_files() -> None:
    page = (ROOT / "bot" / "README.md").read_text("utf-8")
    paths = re.split(r"\n\*\*\d\. ", page.partition("## Five paths")[2].partition("\n## ")[0])[1:]
    assert len(paths) == 5
    for path in paths:
        assert 5 <= len(set(_FILE.findall(path))) <= 15, path[:60]
