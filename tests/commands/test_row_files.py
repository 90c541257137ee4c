"""Files of people, as spreadsheets write them: nothing that a cell says is dropped without a word."""

from __future__ import annotations

import codecs
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import trim
from commands._shared.row_files import NUMBER, Faulty, checked, parse
from commands._shared.template_rows import NewTemplate
from commands.kakaotalk import templates

WANTED = [{"name": "a", "body": "Hello, you", NUMBER: 2}, {"name": "b", "body": "Hej; då", NUMBER: 3}]


def table(*lines: str, end: str = "\r\n") -> bytes:
    return end.join(lines).encode()


@pytest.mark.parametrize(
    "content",
    [
        table("name,body", 'a,"Hello, you"', "b,Hej; då"),
        table("name;body", "a;Hello, you", 'b;"Hej; då"'),
        table("name\tbody", "a\tHello, you", "b\tHej; då"),
        table("sep=;", "name;body", "a;Hello, you", 'b;"Hej; då"'),
        table("SEP=,", "name,body", 'a,"Hello, you"', "b,Hej; då"),
        table("sep=|", "name|body", "a|Hello, you", "b|Hej; då"),
        table("NAME,Body", 'a,"Hello, you"', "b,Hej; då"),
        table(" Name , body ", ' a , "Hello, you"'.replace(', "', ',"'), "b,Hej; då"),
        table("name,body,,", 'a,"Hello, you",,', "b,Hej; då,,,,"),
        table('"name","body"', '"a","Hello, you"', '"b","Hej; då"', ""),
        table("name,body", 'a,"Hello, you"', "b,Hej; då", ",", "", end="\n"),
        codecs.BOM_UTF8 + table("name,body", 'a,"Hello, you"', "b,Hej; då"),
        codecs.BOM_UTF8 + table("sep=,", "name,body", 'a,"Hello, you"', "b,Hej; då"),
        codecs.BOM_UTF16_LE + "name\tbody\r\na\tHello, you\r\nb\tHej; då".encode("utf-16-le"),
        'name,body\r\na,"Hello, you"\r\nb,Hej; då'.encode("utf-16-le"),
        'name,body\r\na,"Hello, you"\r\nb,Hej; då'.encode("utf-16-be"),
        'name,body\r\na,"Hello, you"\r\nb,Hej; då'.encode("utf-32"),
        table('"sep=;"', "name;body", "a;Hello, you", 'b;"Hej; då"'),
        table("\u200bname,body\u200b", '\u200ba,"Hello, you\u2060"', "b,Hej; då"),
    ],
)
def test_however_a_spreadsheet_writes_it(content: bytes) -> None:
    assert parse(content) == WANTED


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (table("name,body", "a,Hi", "b,Hello, your order is ready."), "row 3 has more cells"),
        (table("name,body", "a,Hello, your order"), '"your order"'),
        (table("sep=;", "name;body", "", "a;b;c"), "row 3 has more cells"),
        (table("name,body,name", "a,b,c"), "`name` appears twice"),
        (table("name,body,Name", "a,b,c"), "`name` and `Name` mean the same"),
        (table("page_size,pageSize", "1,2"), "mean the same"),
        (table("name,,body", "a,b,c"), "column 2, which has no name"),
        (table("name,body", 'a,"Hello', "b,Hi"), "row 2 is not valid CSV: it opens a double quote"),
        (table("name,body", 'x,"two', 'lines"', 'a,"Hello" you', "b,Hi"), "row 3 is not valid CSV: text follows"),
        (table("name,body", "a," + "x" * 131_073), "row 2 has a cell of more than 131,072 characters"),
        (table("name,body", "a,Hi", "b,H\0i"), "row 3 has a character that can't be sent"),
        (table("name,body", "a,Hi", "b,H\x7fi"), "row 3 has a character that can't be sent"),
        (b'[{"name": "a", "body": "H\\u0000i"}]', "has a character that can't be sent, after “H”; remove it"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"\xe5\xe4\xf6,name", "not UTF-8"),
        (b'[{"name": "a"}, {"name": "b", "name": "c"}]', "`name` twice in item 2"),
        (b'[{"Header example": "a", "header_example": "b"}]', "mean the same"),
        (b'[{"name": "a"}, {"na', "It may be incomplete"),
        (b'{"version": "1", "templates": [{"name": "a"}]}', 'version "1"; this bot reads version 1'),
        (b"PK\x03\x04\x14\x00", "save it as CSV"),
        (b"a_b,EN_US,Hi", "first line must name the columns"),
        (b"", "no rows"),
        (b"\r\n\r\n", "no rows"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(content: bytes, says: str) -> None:
    with pytest.raises(Faulty) as caught:
        parse(content)
    assert says in str(caught.value)


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    found = parse(table("name,body", 'a,"two\r\nlines"', "", "b,Hi"))
    assert [row[NUMBER] for row in found] == [2, 4]
    assert [row[NUMBER] for row in parse(json.dumps([{"name": "a"}, {"name": "b"}]).encode())] == [1, 2]


def test_an_unknown_column_is_named_once_with_what_was_meant() -> None:
    rows = parse(table("name,languge,body", *[f"n{number},EN_US,Hi" for number in range(5)]))
    made, wrong = checked(rows, NewTemplate, str, {}, lambda row: row)
    assert not made
    assert wrong == [
        "The column `languge` isn't known. Did you mean `language`?",
        "The column `body` isn't known.",
    ]


def test_problems_name_the_spreadsheets_row() -> None:
    rows = parse(table("name,language,content", "", "인사,KO,안녕하세요", "x,XX,y"))
    _, wrong = checked(
        rows, templates.CreateTemplate, lambda body: str(body), {"plus_friend_id": "@x"}, lambda row: row
    )
    assert all(line.startswith("Row 4: ") for line in wrong)
    assert wrong[0].endswith("(given: “XX”)")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: trim(text) == text and not text.startswith(("'", "=", "+", "-", "@"))
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_what_a_spreadsheet_writes_comes_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([("name", "content"), *rows])
    found = parse(written.getvalue().encode())
    assert [(row["name"], row["content"]) for row in found] == rows
