"""Templates as one JSON file: `{"version": 1, "project": ..., "templates": [...]}`, sorted, the same bytes for the same
templates. KakaoTalk's name their sender besides. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import bounded_json
from bot.templates import canonical
from bot.templates.reading import Record, record, string

VERSION = 1
LIMIT = 20_000_000
"""Bytes that a file may have."""
MOST_TEMPLATES = 20_000
"""Templates that a file may hold."""
VALUES = 2_000_000
"""Values in them: a carousel of ten cards has about a hundred."""

FIELDS = frozenset({
    "name", "language", "category", "details", "changes", "status", "allowCategoryChange", "saveDraftOnFailure",
    "analytics", "code", "created", "id", "isMetaGenerated", "modified", "projectId", "qualityScore", "rejectionCode",
    "state", "whatsappId",
})  # fmt: skip
"""What the API takes of a template or says of one (a contract test compares), and a `projectId` besides:
a file may hold templates as they come.
"""
DETAILS = frozenset({"components", "messageSendTtlSeconds", "optimization"})


class Faulty(ValueError):
    """The file as a whole cannot be read; the message says why, as the end of a sentence about the file."""


class NotJson(Faulty):
    """It is no JSON; the decoder's error is its cause."""

    def __init__(self, content: bytes) -> None:
        self.cut = content.rstrip()[-1:] not in (b"}", b"]")
        """Whether it seems to be half a file."""
        super().__init__(f"the file isn't valid JSON{'. It may be incomplete' if self.cut else ''}")


@dataclass(slots=True)
class TemplateFile:
    """What a file holds; `templates` are canonical."""

    project: str
    templates: list[Record]
    sender: str = ""
    wrong: list[str] = field(default_factory=list)


def whatsapp(project: str, templates: Iterable[Mapping[str, Any]]) -> bytes:
    """The file of a project's templates."""
    found = sorted((canonical.whatsapp(template) for template in templates), key=key)
    return _bytes({"version": VERSION, "project": project, "templates": found})


def kakaotalk(project: str, sender: str, templates: Iterable[Mapping[str, Any]]) -> bytes:
    """The file of a sender's templates."""
    found = sorted((canonical.kakaotalk(template) for template in templates), key=kakaotalk_key)
    return _bytes({"version": VERSION, "project": project, "sender": sender, "templates": found})


def _bytes(content: Record) -> bytes:
    """The head as it is given, then the templates, the fields of each in one order."""
    templates = json.loads(json.dumps(content["templates"], sort_keys=True))
    text = json.dumps({**content, "templates": templates}, indent=2, ensure_ascii=False)
    return f"{text}\n".encode("utf-8", "replace")


def key(template: Mapping[str, Any]) -> tuple[str, str]:
    """What tells WhatsApp templates of a project apart."""
    return string(template.get("name")), string(template.get("language"))


def kakaotalk_key(template: Mapping[str, Any]) -> str:
    """What tells KakaoTalk templates of a sender apart."""
    return string(record(template.get("details")).get("name"))


def read(content: bytes) -> TemplateFile:
    """A file as it was exported, perhaps edited since; raises `Faulty`. Templates that are none stand in `wrong`."""
    if len(content) > LIMIT:
        raise Faulty(f"the file is larger than {LIMIT // 1_000_000} MB")
    found = _json(content)
    if isinstance(found, list):
        found = {"version": VERSION, "templates": found}
    if not isinstance(found, dict) or not isinstance(found.get("templates"), list):
        raise Faulty('the file must hold {"version": 1, "templates": [...]}, as an export does')
    if not is_version(found.get("version")):
        raise Faulty(other_version(found.get("version")))
    if unknown := set(found) - {"version", "project", "sender", "templates"}:
        raise Faulty(f"the file has a field {min(unknown)!r} that I don't know")
    templates = found["templates"]
    if not templates:
        raise Faulty("the file has no templates")
    if len(templates) > MOST_TEMPLATES:
        raise Faulty(f"the file has {len(templates):,} templates; {MOST_TEMPLATES:,} at most")
    if not all(isinstance(template, dict) for template in templates):
        raise Faulty("a template in the file isn't an object")
    wrong = [*_unknown(templates), *_twins(templates)]
    return TemplateFile(string(found.get("project")), templates, string(found.get("sender")), wrong)


def is_version(given: object) -> bool:
    """Whether it is the one that this bot reads: a number, neither text nor `true`."""
    return type(given) in (int, float) and given == VERSION


def other_version(given: object) -> str:
    """Why a file of another version, or of none, isn't read; as the file writes it."""
    reads = f"this bot reads version {VERSION}"
    shown = json.dumps(given, ensure_ascii=False)[:20]
    return f'the file has no "version"; {reads}' if given is None else f"the file has version {shown}; {reads}"


def _json(content: bytes) -> Any:
    try:
        return bounded_json.loads_by_item(content.decode("utf-8-sig"), values=VALUES)
    except UnicodeDecodeError as error:
        raise Faulty("the file is not UTF-8 text; save it as UTF-8 first") from error
    except bounded_json.RefusedJson as error:
        raise Faulty(f"the file {error}") from error
    except (ValueError, RecursionError) as error:
        raise NotJson(content) from error


def _unknown(templates: Sequence[Mapping[str, Any]]) -> list[str]:
    """Fields that would be dropped without a word: most are slips of the pen."""
    wrong = []
    for number, template in enumerate(templates, 1):
        names = [str(name) for name in template if name not in FIELDS]
        if "name" in template:  # KakaoTalk's, which have none here, go to Sinch with all their details
            names += [f"details.{name}" for name in record(template.get("details")) if name not in DETAILS]
        if names:
            wrong.append(f"Template {number} has a field {names[0][:60]!r} that I don't know")
    return wrong


def _twins(templates: Sequence[Mapping[str, Any]]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    wrong = []
    for number, template in enumerate(templates, 1):
        name = kakaotalk_key(template), ""
        mine = key(template) if string(template.get("name")) else name
        if mine in seen:
            label = f"{mine[0]} ({mine[1]})" if mine[1] else mine[0]
            wrong.append(f"Template {number}: {label} is template {seen[mine]} already")
        seen.setdefault(mine, number)
    return wrong
