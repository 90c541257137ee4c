"""What a bulk job can make: one row created, and one row looked up that may be there already."""

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


class Maker(Protocol):
    """`options` are the job's (e.g. the sender), `body` is the row's as the API takes it; both answer with an id."""

    async def create(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create the resource of one row; returns its name."""

    async def find(self, api: Provisioning, options: Given, body: Given) -> str:
        """The id of the resource that this body would make; empty where there is none."""
        ...

    def outcome(self, body: Given) -> str:
        """What has become of a row that worked: `created`, `changed`, `deleted`."""
        ...

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a row is about, as its events name it."""
        ...

    def act(self, options: Given, body: Given) -> tuple[str, Given]:
        """The command that would do the same, and what of its arguments the audit log shows."""
        ...


class _Creates:
    """A maker whose rows are all new resources."""

    def outcome(self, body: Given) -> str:
        return "created"


class WhatsappTemplates(_Creates):
    """Name and language together are unique."""

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a row is about."""
        return Subject(Kind.whatsapp_template, (text(body, "name"), text(body, "language"))), body

    def act(self, options: Given, body: Given) -> tuple[str, Given]:
        """A template made."""
        return "whatsapp templates create", {"body": {name: body.get(name) for name in AUDITED_FIELDS}}

    async def create(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create the template of one row; returns its name and language."""
        await api.whatsapp_templates.create(body)
        return f"{text(body, 'name')} {text(body, 'language')}"

    async def find(self, api: Provisioning, options: Given, body: Given) -> str:
        """Return the name and language if the template exists already, else nothing."""
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

    def act(self, options: Given, body: Given) -> tuple[str, Given]:
        """A template made for one sender."""
        shown = {"status": body.get("status"), "details": {"name": text(body, "details.name")}}
        return "kakaotalk templates create", {"plus_friend_id": options["plus_friend_id"], "body": shown}

    async def create(self, api: Provisioning, options: Given, body: Given) -> str:
        """Create the template of one row; returns its name."""
        made = await api.kakaotalk_templates.create(str(options["plus_friend_id"]), body)
        return text(as_payload(made), "code")

    async def find(self, api: Provisioning, options: Given, body: Given) -> str:
        """Return the name if the template exists already, else nothing."""
        sender, name = str(options["plus_friend_id"]), text(body, "details.name")
        async for template in api.kakaotalk_templates.iterate(sender, template_name=name, page_size=100):
            found = as_payload(template)
            if name in (text(found, "details.name"), text(found, "changes.details.name")):
                return text(found, "code")
        return ""


MAKERS: Mapping[str, Maker] = {
    "whatsapp templates import": WhatsappTemplates(),
    "kakaotalk templates import": KakaotalkTemplates(),
    applying.WHATSAPP: applying.WhatsappSteps(),
    applying.KAKAOTALK: applying.KakaotalkSteps(),
}
