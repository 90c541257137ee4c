"""Everything that the bot can say, on one page: `python -m bot docs --messages [FILE]`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import wording
from bot.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def said() -> list[wording.Phrase]:
    """Reading all sources takes seconds."""
    return wording.phrases(ROOT)


def test_every_room_that_speaks_is_read(said: list[wording.Phrase]) -> None:
    assert len(said) > 3000
    assert {phrase.file.split("/")[0] for phrase in said} == {"bot", "commands"}
    texts = {phrase.text for phrase in said}
    assert any(text.startswith("Show who can do what") for text in texts), "the help text of a command"
    assert any("{...}" in text for text in texts), "what is filled in stands in braces"


def test_logs_and_explanations_are_not_said(said: list[wording.Phrase]) -> None:
    texts = [phrase.text for phrase in said]
    assert "the clock has jumped" not in texts
    assert not any(text.startswith("Everything that lives as long as the process") for text in texts)


def test_the_page_names_where_each_text_stands_and_is_printed_where_no_file_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["docs", "--messages"]) == 0
    assert "## commands/admin/access.py" in capsys.readouterr().out


def test_elsewhere_it_says_where_to_run_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["docs", "--messages"]) == 1
    assert capsys.readouterr().err == "bot: commands/ not found: run this in the project folder\n"
