"""Does the steps of a plan, one after another, each only where things still stand as the plan saw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import Payload, as_payload, mapping, text
from bot.provisioning.errors import InvalidInput, NotFound
from bot.provisioning.subjects import Kind, Subject
from bot.templates import canonical
from bot.templates.plan import Action, Plan, PlanStep

if TYPE_CHECKING:
    from bot.provisioning.client import Provisioning

Given = Mapping[str, Any]

WHATSAPP = "whatsapp templates apply"
KAKAOTALK = "kakaotalk templates apply"
OUTCOMES = {Action.CREATE: "created", Action.CHANGE: "changed", Action.DELETE: "deleted"}
KAKAOTALK_OPTIONAL = ("extra", "title", "subtitle", "imageName", "imageUrl", "buttons")
"""What a change takes away by sending null."""


class Drifted(InvalidInput):
    """It has changed since the plan was made; nothing was done."""

    def __init__(self, what: str) -> None:
        super().__init__("", f"{what} since the plan was made. Plan again.")

    def __str__(self) -> str:
        return self.message


def rows(plan: Plan) -> list[dict[str, Any]]:
    """The plan's steps as they are kept until somebody applies them; `to_apply` makes them rows of a job."""
    return [{"row": number, "label": step.label, "body": _body(step)} for number, step in enumerate(plan.to_do, 1)]


def _body(step: PlanStep) -> dict[str, Any]:
    return {
        "action": str(step.action), "key": list(step.key), "body": step.body, "was": step.was, "code": step.code,
        "submitted": step.had_submitted,
    }  # fmt: skip


def to_apply(kept: Sequence[Mapping[str, Any]], *, submit: bool) -> list[dict[str, Any]]:
    """Kept steps as rows of a job that also submits what it creates and changes, or leaves it a draft."""
    return [{**row, "body": {**row["body"], "submit": submit}} for row in kept]


class _Steps:
    def outcome(self, body: Given) -> str:
        return OUTCOMES[Action(str(body["action"]))]


def _status(given: Given) -> str:
    return "SUBMIT" if given["submit"] else "DRAFT"


def _unmoved(there: Payload | None, given: Given) -> None:
    """Raises `Drifted` where it stands otherwise than the plan saw it."""
    if Action(str(given["action"])) is Action.CREATE:
        if there is not None:
            raise Drifted("It was created")
    elif there is None:
        raise Drifted("It was deleted")
    elif canonical.plan_fingerprint(there) != given["was"]:
        raise Drifted("It was changed")


def kakaotalk_resource(options: Given, name: str) -> tuple[Subject, Given]:
    """A template as its events name it, before it has a code."""
    return Subject(Kind.kakaotalk_template, (name,)), {"plusFriendId": options["plus_friend_id"], "name": name}


async def kakaotalk_named(api: Provisioning, sender: str, name: str) -> Payload | None:
    """The sender's template with this name, live or among its changes."""
    async for template in api.kakaotalk_templates.iterate(sender, template_name=name, page_size=100):
        found = as_payload(template)
        if name in (text(found, "details.name"), text(found, "changes.details.name")):
            return found
    return None


class WhatsappSteps(_Steps):
    """A template by name and language."""

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a step is about."""
        name, language = body["key"]
        return Subject(Kind.whatsapp_template, (name, language)), {**body["body"], "name": name, "language": language}

    def as_command(self, options: Given, body: Given) -> tuple[str, Given]:
        """What is done with a template."""
        (name, language), action = body["key"], Action(str(body["action"]))
        about = {"name": name, "language": language}
        if action is Action.DELETE:
            return "whatsapp templates delete", {**about, "submitted": bool(body["submitted"])}
        sent = {"category": body["body"].get("category"), "status": _status(body)}
        if action is Action.CREATE:
            return "whatsapp templates create", {"body": {**about, **sent}}
        return "whatsapp templates update", {**about, "body": sent}

    async def _there(self, api: Provisioning, given: Given) -> Payload | None:
        name, language = given["key"]
        try:
            return as_payload(await api.whatsapp_templates.get(name, language))
        except NotFound:
            return None

    async def do(self, api: Provisioning, options: Given, body: Given) -> str:
        """One step, whatever its action; raises `Drifted`."""
        name, language = body["key"]
        there = await self._there(api, body)
        _unmoved(there, body)
        action, wanted = Action(str(body["action"])), dict(body["body"])
        if action is Action.CREATE:
            await api.whatsapp_templates.create({**wanted, "status": _status(body)})
        elif action is Action.DELETE:
            await api.whatsapp_templates.delete(name, language, delete_submitted=bool(body["submitted"]))
        else:
            await api.whatsapp_templates.update(name, language, _change(there or {}, wanted, _status(body)))
        return f"{name} {language}"

    async def find_done(self, api: Provisioning, options: Given, body: Given) -> str:
        """The template's name and language, where it is as the step leaves it; empty for a step that is still to do."""
        there = await self._there(api, body)
        name, language = body["key"]
        if Action(str(body["action"])) is Action.DELETE:
            return f"{name} {language}" if there is None else ""
        return f"{name} {language}" if there is not None and _done(canonical.whatsapp(there), there, body) else ""


def _done(now: Mapping[str, Any], there: Payload, given: Given) -> bool:
    if now != given["body"]:
        return False
    draft = text(there, "changes.status") in ("DRAFT", "REJECTED")
    return not (given["submit"] and draft)


def _change(there: Payload, wanted: dict[str, Any], status: str) -> dict[str, Any]:
    """The body of an update: the category only where it changes, what is to go as null."""
    details = dict(wanted["details"])
    had = mapping(there, "changes.details") or mapping(there, "details")
    if had.get("optimization") and "optimization" not in details:
        details["optimization"] = None
    made: dict[str, Any] = {"status": status, "details": details}
    if wanted["category"] != there.get("category"):
        made["category"] = wanted["category"]
    return made


class KakaotalkSteps(_Steps):
    """A template by its name; its code is the server's. `options` name the sender."""

    def resource(self, options: Given, body: Given) -> tuple[Subject, Given]:
        """What a step is about."""
        return kakaotalk_resource(options, body["key"][0])

    def as_command(self, options: Given, body: Given) -> tuple[str, Given]:
        """What is done with a sender's template."""
        action, name = Action(str(body["action"])), body["key"][0]
        about = {"plus_friend_id": options["plus_friend_id"], "code": str(body.get("code") or "")}
        if action is Action.DELETE:
            return "kakaotalk templates delete", {**about, "name": name}
        sent = {"status": _status(body), "details": {"name": name}}
        return f"kakaotalk templates {'create' if action is Action.CREATE else 'update'}", {**about, "body": sent}

    async def _there(self, api: Provisioning, options: Given, given: Given) -> Payload | None:
        sender, name = str(options["plus_friend_id"]), given["key"][0]
        if code := str(given.get("code") or ""):
            try:
                return as_payload(await api.kakaotalk_templates.get(sender, code))
            except NotFound:
                return None
        return await kakaotalk_named(api, sender, name)

    async def do(self, api: Provisioning, options: Given, body: Given) -> str:
        """One step, whatever its action; raises `Drifted`."""
        sender, code = str(options["plus_friend_id"]), str(body.get("code") or "")
        there = await self._there(api, options, body)
        _unmoved(there, body)
        action, details = Action(str(body["action"])), dict(body["body"].get("details") or {})
        if action is Action.DELETE:
            await api.kakaotalk_templates.delete(sender, code)
        elif action is Action.CREATE:
            made = await api.kakaotalk_templates.create(sender, {"status": _status(body), "details": details})
            code = text(as_payload(made), "code")
        else:
            change = {**canonical.KAKAOTALK_DEFAULTS, **dict.fromkeys(KAKAOTALK_OPTIONAL), **details}
            change.pop("language", None)
            await api.kakaotalk_templates.update(sender, code, {"status": _status(body), "details": change})
        return code

    async def find_done(self, api: Provisioning, options: Given, body: Given) -> str:
        """The template's code, where it is as the step leaves it; empty for a step that is still to do."""
        there = await self._there(api, options, body)
        if Action(str(body["action"])) is Action.DELETE:
            return str(body["code"]) if there is None else ""
        done = there is not None and _done(canonical.kakaotalk(there), there, body)
        return text(there, "code") if done else ""
