"""Files with many rows: CSV or JSON, read as a whole, every row checked before anything is made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.cards.blocks import sheet
from bot.command import Body, Ctx
from bot.command.binding import from_json, value_of
from bot.errors import BadArguments, Problem
from bot.provisioning.validation import json_fault

LIMIT = 5_000_000
ROWS = 1_000
LISTED = 25

Row = dict[str, Any]


class Faulty(ValueError):
    """The file as a whole cannot be read; the message says why."""


async def download(ctx: Ctx, files: list[dict[str, Any]]) -> bytes:
    """The one file of a form; what a form says of it is not trusted, Slack is asked by its id."""
    if not files or not files[0].get("id"):
        raise BadArguments((Problem("file", "choose a CSV or JSON file"),))
    found = await ctx.slack.file(str(files[0]["id"]))
    return await ctx.slack.download(str(found.get("url_private") or ""), LIMIT)


def parse(content: bytes) -> list[Row]:
    """The rows by column name; raises `Faulty`."""
    if len(content) > LIMIT:
        raise Faulty(f"the file is larger than {LIMIT // 1_000_000} MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty("the file is not UTF-8 text") from error
    rows = _json(text) if text.lstrip()[:1] in ("[", "{") else _csv(text)
    if not rows:
        raise Faulty("the file has no rows")
    if len(rows) > ROWS:
        raise Faulty(f"the file has {len(rows):,} rows; {ROWS:,} at most")
    return rows


def _json(text: str) -> list[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Faulty(f"the file {json_fault(error)}") from error
    if isinstance(found, dict):
        found = found.get("templates", [found])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Faulty("the file must hold a list of objects, one for each template")
    return found


def _csv(text: str) -> list[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise Faulty(f"the file is not a valid CSV: {error} (line {reader.line_num})") from error
    return [
        {
            sheet.plain(name).strip(): sheet.plain(value)
            for name, value in row.items()
            if isinstance(value, str) and value.strip()
        }
        for row in rows
        if any(row.values())
    ]


def checked(
    rows: list[Row],
    model: type[Body],
    key: Callable[[Mapping[str, Any]], str],
    given: Mapping[str, Any],
    adapt: Callable[[Row], Row],
) -> tuple[list[Row], list[str]]:
    """Rows ready for a job (`row`, `label`, `body`), and everything that is wrong with any of them, by row."""
    made: list[Row] = []
    wrong: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        try:
            body = _body(adapt(row), model, given)
        except BadArguments as error:
            wrong += [f"Row {number}: {f'{one.field} ' if one.field else ''}{one.message}" for one in error.problems]
            continue
        label = key(body)
        if label in seen:
            wrong.append(f"Row {number}: {label} is in row {seen[label]} already")
        seen.setdefault(label, number)
        made.append({"row": number, "label": label, "body": body})
    return made, wrong


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


def refuse(wrong: list[str]) -> BadArguments:
    """All problems as one message at the file; the first 25 in full."""
    more = [f"… and {len(wrong) - LISTED:,} more"] if len(wrong) > LISTED else []
    return BadArguments((Problem("", "\n".join(["Nothing was created.", *wrong[:LISTED], *more])),))


__all__ = ["Faulty", "checked", "download", "parse", "refuse"]
