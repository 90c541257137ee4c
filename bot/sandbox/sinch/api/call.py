"""One request on its way through a handler."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.formats import make_checker
from bot.sandbox.sinch.api.paging import Window
from bot.sandbox.sinch.api.sentences import sentences
from bot.sandbox.sinch.api.spec import Operation, load_spec
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import Scope

API_COMMENT = "CREATED"


@dataclass
class Call(Scope):
    """The request, read and validated. `query` and `body` hold what the OpenAPI file knows, nothing else."""

    operation: Operation
    path: Mapping[str, str]
    query: Mapping[str, Any]
    window: Window
    body: Record

    def find(self, records: Mapping[str, Record], name: str, missing: str) -> Record:
        """The record whose id stands in the path under this name; `missing` is the error's code where there is none."""
        record = records.get(self.path[name])
        if record is None:
            raise ApiError(missing)
        return record

    def page(self, field: str, items: Sequence[Record]) -> Record:
        """One page of records under the list's own name."""
        part, head = self.window.cut(items)
        return {**head, field: [public(item) for item in part]}

    def matches_filters(self, record: Record) -> bool:
        """Whether a list that asks for these states and statuses of changes holds the record."""
        states, statuses = self.query.get("filterStates"), self.query.get("filterStatuses")
        return (states is None or record.get("state") in states) and (
            statuses is None or record.get("changes", {}).get("status") in statuses
        )

    def activities(self, key: str) -> Record:
        """One page of a resource's activities, newest first."""
        part, head = self.window.cut(self.project.activities.get(key, [])[::-1])
        return {**head, "notifications": part}

    def comment(self, key: str, event: str, record: Record | None) -> Record:
        """Put the body's comment on a resource and fire its event."""
        text = self.body["comment"]
        entry = self.note(key, "COMMENT_ADDED", text)
        self.emit(event, record, comment=text)
        return {"type": API_COMMENT, "comment": text, "created": entry["created"]}

    def invalid(self, *complaints: str) -> ApiError:
        """The refusal of a body that breaks a rule; with the code that this operation has for it."""
        code = self.operation.first("invalid_input", "invalid_payload") or "invalid_input"
        return ApiError(code, validationErrors=list(complaints))

    def require(self, schema: str, value: Record, prefix: str = "details") -> None:
        """Refuse a stored draft that is sent off although it is not complete; `schema` names the whole input."""
        spec = load_spec()
        node = spec.document["components"]["schemas"][schema]
        found = sentences(spec.validator(node, make_checker()).iter_errors(value))
        if found:
            raise self.invalid(*(f"{prefix}.{text}" for text in found))

    def unique(self, field: str, values: Sequence[Any] | None) -> None:
        """Refuse a list that holds something twice."""
        if values is not None and len(set(map(str, values))) < len(values):
            raise self.invalid(f"All {field}'s elements must be unique")


Handler = Callable[[Call], Record | None]
"""A record is answered as JSON, None with an empty body."""
