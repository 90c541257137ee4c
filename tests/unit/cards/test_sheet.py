"""CSV files: what goes in comes out, and nothing in them runs."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.blocks import sheet

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.fixed_dictionaries({"a": CELLS, "=b": CELLS}), min_size=1, max_size=5))
def test_no_cell_runs_and_every_cell_can_be_had_back(rows: list[dict[str, str]]) -> None:
    content = sheet.as_csv(rows, ["a", "=b"])
    assert content.startswith(b"\xef\xbb\xbf")
    head, *body = read(content)
    assert [sheet.plain(name) for name in head] == ["a", "=b"]
    for line in (head, *body):
        assert not any(cell.startswith(FORMULA) or cell.strip().startswith(FORMULA) for cell in line)
    assert [[sheet.plain(cell) for cell in line] for line in body] == [[row["a"], row["=b"]] for row in rows]


def test_resources_become_cells_by_dotted_name() -> None:
    resource: dict[str, Any] = {
        "id": "1",
        "secret": "s3cret",
        "details": {"name": "Ä", "countries": ["SE", "NO"], "buttons": [{"type": "WEB"}], "none": None},
        "test": False,
    }
    assert sheet.flat(resource) == {
        "id": "1",
        "details.name": "Ä",
        "details.countries": "SE, NO",
        "details.buttons": '[{"type": "WEB"}]',
        "details.none": "",
        "test": "false",
    }


def test_columns_are_those_of_all_rows() -> None:
    assert read(sheet.as_csv([{"a": "1"}, {"b": "2"}])) == [["a", "b"], ["1", ""], ["", "2"]]


def test_file_names_are_plain() -> None:
    assert sheet.file_name("KakaoTalk templates", "2026-11-24") == "kakaotalk-templates-2026-11-24.csv"
    assert sheet.file_name("../..", "2026-11-24") == "list-2026-11-24.csv"
