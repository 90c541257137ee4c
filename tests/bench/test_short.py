"""Each row in its smallest form: it measures something and says so. What is fast enough, only the bench says."""

from __future__ import annotations

import pytest

from tests.bench import __main__ as bench
from tests.bench.catalogue import ROWS, SHORT

INSIDE = ("forms", "steps", "digest", "waiting", "templates", "understanding")
"""What measures in this process; the others start several."""


def test_each_row_has_a_smallest_form() -> None:
    assert SHORT.keys() == ROWS.keys()


@pytest.mark.parametrize("name", [*INSIDE, *(pytest.param(n, marks=pytest.mark.slow) for n in ROWS if n not in INSIDE)])
def test_a_row_yields_its_lines(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--short", name]) == 0, "what is short misses no target"
    _head, _rule, *lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert lines
    for line in lines:
        what, _baseline, measured = (cell.strip() for cell in line.strip("|").split("|")[:3])
        assert what
        assert any(character.isdigit() for character in measured), line


def test_a_row_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--short", "acks", "nothing"]) == 2
    assert "acks" in capsys.readouterr().err
