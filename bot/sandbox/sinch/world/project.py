"""Everything that one project owns, as plain JSON values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

Record = dict[str, Any]
"""A resource as the API shows it, plus keys that begin with `_` and never leave the sandbox."""


@dataclass
class Project:
    """The resources of a project, each kind by its own key."""

    id: str
    parent: str = ""
    webhooks: dict[str, Record] = field(default_factory=dict)
    bundles: dict[str, Record] = field(default_factory=dict)
    conversation_apps: dict[str, Record] = field(default_factory=dict)
    sms_service: str = ""
    sms_apps: dict[str, Record] = field(default_factory=dict)
    whatsapp_account: Record | None = None
    whatsapp_senders: dict[str, Record] = field(default_factory=dict)
    templates: dict[str, Record] = field(default_factory=dict)
    deleted_templates: dict[str, str] = field(default_factory=dict)
    flows: dict[str, Record] = field(default_factory=dict)
    solutions: dict[str, Record] = field(default_factory=dict)
    kakaotalk_account: Record | None = None
    kakaotalk_senders: dict[str, Record] = field(default_factory=dict)
    kakaotalk_templates: dict[str, Record] = field(default_factory=dict)
    rcs_account: Record | None = None
    rcs_senders: dict[str, Record] = field(default_factory=dict)
    upscales: dict[str, Record] = field(default_factory=dict)
    activities: dict[str, list[Record]] = field(default_factory=dict)
    synced: str = ""

    def dump(self) -> Record:
        """A deep copy that JSON can hold."""
        return asdict(self)

    @classmethod
    def load(cls, data: Record) -> Project:
        """What `dump` gave; fields unknown today are left out."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})


def public(record: Record) -> Record:
    """The record as the API shows it."""
    return {name: value for name, value in record.items() if not name.startswith("_")}
