"""Files with many rows: CSV or JSON, read as a whole, every row checked before anything is made."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot import bounded_json
from bot.cards.blocks import sheet
from bot.command import Body, Ctx
from bot.command.binding import from_json, plain_name, value_of
from bot.command.bounds import NAME, json_fault
from bot.errors import BadArguments, Problem, UserError
from bot.slack.addresses import ForeignAddress, RemoteFile
from bot.slack.errors import FileRefused, SlackProblem
from bot.slack.text import shorten, trim
from bot.suggest import suggest
from bot.templates.files import VERSION, is_version, other_version
from bot.templates.rows import COLUMNS

LIMIT = 5_000_000
ROWS = 1_000
WIDTH = 100
"""Columns that a CSV file may have."""
VALUES = 100_000
"""Values that a JSON file may hold."""
LISTED = 25
LINES = 10 * ROWS
"""Lines of a CSV file that are looked at, blank ones too."""
_BY_PLAIN_NAME = {plain_name(name): name for name in COLUMNS}
"""Columns that are known by these names however they are written: `Header example` is one."""
SHOWN = 40
"""Characters of a cell that are repeated."""
BOM = "\ufeff"
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel, Numbers and LibreOffice begin: a zip archive, or the older binary format."""
NUMBER = " number"
"""Key of a row's own number, as a spreadsheet shows it; no column can be called so, since names are stripped."""
_SEPARATOR = re.compile(r"(\"?)sep=(.)\1(?:\r?\n?)", re.IGNORECASE)

Row = dict[str, Any]


class Faulty(ValueError):
    """The file as a whole cannot be read; the message says why."""


async def download(ctx: Ctx, files: list[dict[str, Any]], limit: int = LIMIT) -> bytes:
    """The one file of a form; what a form says of it is not trusted, Slack is asked by its id."""
    if not files or not files[0].get("id"):
        raise BadArguments((Problem("file", "choose a CSV or JSON file"),))
    try:
        return await ctx.slack.download(str(files[0]["id"]), limit)
    except (RemoteFile, ForeignAddress) as error:
        text = "isn't stored in Slack; upload it here and try again"
        raise BadArguments((Problem("file", text),)) from error
    except FileRefused as error:
        large = f"is larger than {limit // 1_000_000} MB"
        gone = "is no longer in Slack; upload it again"
        raise BadArguments((Problem("file", large if error.code == "file_too_large" else gone),)) from error
    except SlackProblem as error:
        raise UserError("Slack didn't hand over the file.", "Try again in a minute.") from error


def parse(content: bytes) -> list[Row]:
    """The rows by column name, each with its `NUMBER`; raises `Faulty`.

    Rows of a CSV are counted as a spreadsheet counts them, where the header is row 1; those of a JSON file from 1 on.
    """
    if len(content) > LIMIT:
        raise Faulty(f"the file is larger than {LIMIT // 1_000_000} MB")
    text = _decoded(content)
    rows = _json(text) if text.lstrip()[:1] in ("[", "{") else _csv(text)
    if not rows:
        raise Faulty("the file has no rows; its first line must name the columns")
    if len(rows) > ROWS:
        raise Faulty(f"the file has {len(rows):,} rows; {ROWS:,} at most")
    return rows


def _decoded(content: bytes) -> str:
    """UTF-8, or what spreadsheets call Unicode text, with or without the mark that says so."""
    if content.startswith(WORKBOOK):
        raise Faulty("the file is a workbook; save it as CSV (UTF-8) first")
    try:
        return content.decode(json.detect_encoding(content)).removeprefix(BOM)
    except UnicodeDecodeError as error:
        raise Faulty("the file is not UTF-8 text; save it as CSV (UTF-8) first") from error


def _json(text: str) -> list[Row]:
    try:
        found = bounded_json.loads_by_item(text, values=VALUES)
    except (ValueError, RecursionError) as error:
        cut = (
            ""
            if isinstance(error, bounded_json.RefusedJson) or text.rstrip()[-1:] in "]}"
            else ". It may be incomplete"
        )
        raise Faulty(f"the file {json_fault(error)}{cut}") from error
    if isinstance(found, dict):
        if not is_version(version := found.get("version", VERSION)):
            raise Faulty(other_version(version))
        found = found.get("templates", [found])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Faulty("the file must hold a list of objects, one for each template")
    return [{**_renamed(_once(row, number)), NUMBER: number} for number, row in enumerate(found, 1)]


def _once(row: Row, number: int) -> Row:
    """The row; refused where two of its names mean the same column."""
    seen: dict[str, str] = {}
    for name in row:
        plain = plain_name(name)
        if plain in seen:
            shown = " and ".join(f'"{shorten(given, SHOWN)}"' for given in (seen[plain], name))
            raise Faulty(f"row {number} has {shown}, which mean the same; keep one of them")
        seen[plain] = name
    return row


def _csv(text: str) -> list[Row]:
    """Everything that a cell says is taken, or the row that says too much is named: nothing is dropped."""
    separator = _SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    delimiter = separator[2] if separator else _delimiter(text)
    cells: list[list[str]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, line in enumerate(itertools.islice(lines, LINES), 1):
            cells.append(_cells(line, number))
        if next(lines, None) is not None:
            raise Faulty(f"the file has more than {LINES:,} lines; {ROWS:,} rows at most")
    except csv.Error as error:
        raise Faulty(f"row {len(cells) + 1} {_fault(error)}") from error
    head = next((at for at, line in enumerate(cells) if any(line)), None)
    if head is None:
        return []
    names = _names(cells[head])
    rows: list[Row] = []
    for number, line in enumerate(cells[head + 1 :], head + 2):
        if not any(line):
            continue
        surplus = [cell for cell in line[len(names) :] if cell]
        if surplus:
            shown = shorten(surplus[0], SHOWN)
            raise Faulty(
                f'row {number} has more cells than the header, from "{shown}" on; '
                f'put text that contains "{_DELIMITER_NAMES.get(delimiter, delimiter)}" in double quotes'
            )
        unnamed = next((at for at, cell in enumerate(line) if cell and not names[at]), None)
        if unnamed is not None:
            raise Faulty(f"row {number} has a value in column {unnamed + 1}, which has no name")
        filled = {name: cell for name, cell in zip(names, line, strict=False) if cell}
        rows.append({**_renamed(filled), NUMBER: number})
    return rows


def _cells(line: list[str], number: int) -> list[str]:
    if len(line) > WIDTH:
        raise Faulty(f"row {number} has {len(line):,} columns; {WIDTH} at most")
    if any(map(bounded_json.CONTROL.search, line)):
        raise Faulty(f"row {number} has a character that can't be sent; save the file as CSV (UTF-8) again")
    return [trim(sheet.plain(cell)) for cell in line]


def _fault(error: csv.Error) -> str:
    """What is wrong with a row, for people who know no CSV."""
    said = str(error)
    if "field limit" in said:
        return f"has a cell of more than {csv.field_size_limit():,} characters"
    if "end of data" in said:
        return "is not valid CSV: it opens a double quote that is never closed"
    if "expected after" in said:
        return "is not valid CSV: text follows a closing double quote; write a quote inside a text twice"
    return "is not valid CSV; look at its quotes"


def _renamed(row: Row) -> Row:
    return {_BY_PLAIN_NAME.get(plain_name(name), name): value for name, value in row.items()}


_DELIMITER_NAMES = {"\t": "tab"}


def _delimiter(text: str) -> str:
    """The sign that parts the header's columns."""
    first = re.split(r"\r\n|\r|\n", text.lstrip("\r\n"), maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=bare.count)


def _names(header: list[str]) -> list[str]:
    """The columns' names, without padding; raises `Faulty` where one stands there twice."""
    while header and not header[-1]:
        header = header[:-1]
    seen: dict[str, str] = {}
    for name in filter(None, header):
        if (other := seen.setdefault(plain_name(name), name)) is not name:
            if name == other:
                raise Faulty(f"the column `{name}` appears twice")
            raise Faulty(f"the columns `{other}` and `{name}` mean the same: keep one of them")
    return header


def checked(
    rows: list[Row],
    model: type[Body],
    key: Callable[[Mapping[str, Any]], str],
    given: Mapping[str, Any],
    adapt: Callable[[Row], Row],
) -> tuple[list[Row], list[str]]:
    """Rows ready for a job (`row`, `label`, `body`), and everything that is wrong with any of them, by row."""
    made: list[Row] = []
    wrong: list[str] = _unknown_columns(rows, model, adapt)
    seen: dict[str, int] = {}
    if wrong:
        return made, wrong
    for place, row in enumerate(rows, 1):
        number = row.get(NUMBER, place)
        try:
            body = _body(adapt({name: value for name, value in row.items() if name != NUMBER}), model, given)
        except BadArguments as error:
            wrong += [f"Row {number}: {problem.named}{_given(row, problem.field)}" for problem in error.problems]
            continue
        label = key(body)
        if label in seen:
            wrong.append(f"Row {number}: {label} is already in row {seen[label]}")
        seen.setdefault(label, number)
        made.append({"row": number, "label": label, "body": body})
    return made, wrong


def _given(row: Row, name: str) -> str:
    """What a cell says that is wrong, where it is short enough to be recognised."""
    said = row.get(name, row.get(name.rpartition(".")[2]))
    return f" (given: “{said}”)" if isinstance(said, str) and 0 < len(said) <= SHOWN else ""


def _unknown_columns(rows: list[Row], model: type[Body], adapt: Callable[[Row], Row]) -> list[str]:
    """One line for each column that no field takes, rather than one for every row."""
    arguments = model.arguments()

    def taken(name: str) -> bool:
        return name not in adapt({name: ""}) or not from_json(arguments, json.dumps({name: ""})).problems

    names = dict.fromkeys(name for row in rows for name, value in row.items() if name != NUMBER and _is_flat(value))
    unknown = [name for name in itertools.islice(names, WIDTH) if not taken(name)]
    if len(names) > WIDTH:
        return [f"The rows have {len(names):,} different columns; {WIDTH} at most."]
    known = [*filter(taken, COLUMNS), *(arg.name for arg in arguments if not arg.hidden)]
    found = []
    for name in unknown:
        near = suggest(name[:NAME], known)
        found.append(f"The column `{name[:NAME]}` isn't known.{f' Did you mean `{near[0]}`?' if near else ''}")
    return found


def _is_flat(value: object) -> bool:
    return not isinstance(value, dict | list)


def _body(row: Row, model: type[Body], given: Mapping[str, Any]) -> dict[str, Any]:
    arguments = model.arguments()
    bound = from_json(arguments, json.dumps(row))
    if bound.problems:
        raise BadArguments(tuple(bound.problems))
    by_name = {arg.name: arg for arg in arguments}
    values = {
        name: value_of(by_name[name], value) if isinstance(value, str) else value
        for name, value in bound.values.items()
    }
    return model.build({**values, **given}).body


def listed(opening: str, wrong: list[str]) -> str:
    """All problems below an opening sentence; the first 25 in full."""
    more = [f"… and {len(wrong) - LISTED:,} more"] if len(wrong) > LISTED else []
    return "\n".join([opening, *wrong[:LISTED], *more])


def refuse(wrong: list[str]) -> BadArguments:
    """All problems of a file that creates nothing, as one message."""
    return BadArguments((Problem("", listed("Nothing was created.", wrong)),))


__all__ = ["COLUMNS", "Faulty", "checked", "download", "listed", "parse", "refuse"]
