"""A template as a row of a spreadsheet, and back: the columns of the language matrix and of imports. Pure.

`name, language, category, header, header_example, body, examples, footer, buttons`: examples are separated by ` | `,
buttons are JSON. What has no column (media, carousels, codes) stays in `details.components` as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot import bounded_json
from bot.templates.reading import Record, records, string, strings

COLUMNS = ("name", "language", "category", "header", "header_example", "body", "examples", "footer", "buttons")
TEXTS = ("header", "header_example", "body", "examples", "footer", "buttons")
OTHER = "details.components"
SEPARATOR = " | "


class NotJson(ValueError):
    """The column `buttons` holds something else than a JSON list; the decoder's error is its cause."""


def components(row: Mapping[str, Any]) -> tuple[Record, list[Record]]:
    """The row without its text columns, and the components that these stand for; raises `NotJson`."""
    own = {name: value for name, value in row.items() if name not in TEXTS}
    made: list[Record] = []
    if header := string(row.get("header")):
        example = string(row.get("header_example"))
        made.append({"type": "HEADER", "format": "TEXT", "text": header, **({"example": example} if example else {})})
    if body := string(row.get("body")):
        examples = _examples(row.get("examples"))
        made.append({"type": "BODY", "text": body, **({"examples": examples} if examples else {})})
    if footer := string(row.get("footer")):
        made.append({"type": "FOOTER", "text": footer})
    if buttons := _buttons(row.get("buttons")):
        made.append({"type": "BUTTONS", "buttons": buttons})
    return own, made


def _examples(value: object) -> list[str]:
    if isinstance(value, list):
        return [string(example) for example in value]
    return [example.strip() for example in string(value).split("|") if example.strip()]


def _buttons(value: object) -> list[Any]:
    if isinstance(value, str) and value.strip():
        try:
            value = bounded_json.loads(value)
        except (ValueError, RecursionError) as error:
            raise NotJson("isn't valid JSON") from error
    if value in (None, "", []):
        return []
    if not isinstance(value, list):
        raise NotJson("must be a list in JSON")
    return value


def row(template: Mapping[str, Any], parts: list[Record]) -> dict[str, str]:
    """A template's cells; `parts` are its components in the shape of the API's input."""
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {name: string(template.get(name)) for name in ("name", "language", "category")}
    rest = [part for part in parts if not _fill(cells, part)]
    if rest:
        cells |= dict.fromkeys(TEXTS, "")
        cells[OTHER] = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return cells


def _fill(cells: dict[str, str], part: Record) -> bool:
    """Whether the columns can hold this component, which stands in them then."""
    kind, known = string(part.get("type")), set(part)
    if kind == "HEADER" and string(part.get("format")) == "TEXT" and known <= {"type", "format", "text", "example"}:
        cells["header"], cells["header_example"] = string(part.get("text")), string(part.get("example"))
        return True
    examples = strings(part.get("examples"))
    plain = all(example == example.strip() and example and "|" not in example for example in examples)
    if kind == "BODY" and known <= {"type", "text", "examples"} and plain:
        cells["body"], cells["examples"] = string(part.get("text")), SEPARATOR.join(examples)
        return bool(cells["body"])
    if kind == "FOOTER" and known <= {"type", "text"}:
        cells["footer"] = string(part.get("text"))
        return bool(cells["footer"])
    if kind == "BUTTONS" and known <= {"type", "buttons"}:
        cells["buttons"] = json.dumps(records(part.get("buttons")), ensure_ascii=False, sort_keys=True)
        return True
    return False


def only_body_is_missing(given: Mapping[str, Any]) -> bool:
    """Whether a row names a template and has nothing to say yet: an empty row of the matrix."""
    said = {name.strip() for name, value in given.items() if value not in (None, "", [])} - {"number"}
    return "name" in said and said <= {"name", "language", "category", "status"}
