"""What bulk jobs do with a row, by the kind of job: creating from a file, the steps of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from bot.cards.vocabulary.payload import as_payload, text
from bot.flows.templates import applying
from bot.provisioning.errors import NotFound
from bot.provisioning.subjects import Kind, Subject

if TYPE_CHECKING:
    from bot.provisioning.client import Provisioning

Given = Mapping[str, Any]

AUDITED_FIELDS = ("name", "language", "category", "status")
"""What the audit log keeps of a template made from a file: its texts are in the file."""


class JobKind(Protocol):
    """What is done with each row; `options` are the job's (e.g. the sender), `body` is the row's."""

    async def do(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create, change or delete what the row is about; the id of it. Raises what the API's client raises."""
        ...

    async def find_done(self, api: Provisioning, options: Given, body: Given) -> str:
        """The id of what the row is about, where things are as `do` leaves them; else empty."""
        ...

    def outcome(self, body: Given) -> str:
        """What has become of a row that worked: `created`, `changed`, `deleted`."""
        ...

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a row is about, as its events name it."""
        ...

    def as_command(self, options: Given, body: Given) -> tuple[str, Given]:
        """The command that would do the same, and what of its arguments the audit log shows."""
        ...


class _Creates:
    """All rows are new resources."""

    def outcome(self, body: Given) -> str:
        return "created"


class WhatsappTemplates(_Creates):
    """Name and language together are unique."""

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a row is about."""
        return Subject(Kind.whatsapp_template, (text(body, "name"), text(body, "language"))), body

    def as_command(self, options: Given, body: Given) -> tuple[str, Given]:
        """Creating one template."""
        return "whatsapp templates create", {"body": {name: body.get(name) for name in AUDITED_FIELDS}}

    async def do(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create the template; its name and language."""
        await api.whatsapp_templates.create(body)
        return f"{text(body, 'name')} {text(body, 'language')}"

    async def find_done(self, api: Provisioning, options: Given, body: Given) -> str:
        """The name and language of the template, if it exists."""
        name, language = text(body, "name"), text(body, "language")
        try:
            await api.whatsapp_templates.get(name, language)
        except NotFound:
            return ""
        return f"{name} {language}"


class KakaotalkTemplates(_Creates):
    """Names are unique; the code is made by the server."""

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a row is about."""
        return applying.kakaotalk_resource(options, text(body, "details.name"))

    def as_command(self, options: Given, body: Given) -> tuple[str, Given]:
        """Creating one template of the sender."""
        shown = {"status": body.get("status"), "details": {"name": text(body, "details.name")}}
        return "kakaotalk templates create", {"plus_friend_id": options["plus_friend_id"], "body": shown}

    async def do(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create the template; its code."""
        made = await api.kakaotalk_templates.create(str(options["plus_friend_id"]), body)
        return text(as_payload(made), "code")

    async def find_done(self, api: Provisioning, options: Given, body: Given) -> str:
        """The code of the template, if one of its name exists."""
        named = await applying.kakaotalk_named(api, str(options["plus_friend_id"]), text(body, "details.name"))
        return text(named, "code") if named is not None else ""


JOB_KINDS: Mapping[str, JobKind] = {
    "whatsapp templates import": WhatsappTemplates(),
    "kakaotalk templates import": KakaotalkTemplates(),
    applying.WHATSAPP: applying.WhatsappSteps(),
    applying.KAKAOTALK: applying.KakaotalkSteps(),
}
