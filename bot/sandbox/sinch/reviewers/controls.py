"""The other end of the sandbox: what Sinch's and Meta's reviewers can do, as a list of actions for a page or a test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.sinch.kakaotalk import senders as kakaotalk_senders
from bot.sandbox.sinch.kakaotalk import templates as kakaotalk_templates
from bot.sandbox.sinch.rcs import sender_record
from bot.sandbox.sinch.reviewers import actions as reviewer_actions
from bot.sandbox.sinch.reviewers import polled_actions
from bot.sandbox.sinch.reviewers.actions import Action
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.whatsapp import senders as whatsapp_senders
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.sinch.world.project import Project, Record

_BREATHE_EVERY = 100
_LOUD = ("quality:GREEN", "comment", "quality:YELLOW", "quality:RED")
"""Actions that fire an event and leave the resource in place."""


@dataclass(frozen=True)
class Subject:
    """A resource that the other end can act on. `id` is its key in its project, `state` what a person would call it."""

    kind: str
    id: str
    title: str
    state: str


@dataclass(frozen=True)
class _Kind:
    """How the resources of a kind are found, named and acted on."""

    find: Callable[[Project], dict[str, Record]]
    title: Callable[[Record], str]
    actions: Callable[[Record], Iterator[Action]]


def _whatsapp_account(project: Project) -> dict[str, Record]:
    return {} if project.whatsapp_account is None else {"account": project.whatsapp_account}


def _rcs_account(project: Project) -> dict[str, Record]:
    return {} if project.rcs_account is None else {"account": project.rcs_account}


def _account_name(account: Record) -> str:
    details = account.get("details") or account.get("changes", {}).get("details", {})
    return str(details.get("wabaName", "WhatsApp account"))


KINDS: dict[str, _Kind] = {
    "whatsapp_account": _Kind(_whatsapp_account, _account_name, reviewer_actions.whatsapp_account_actions),
    "whatsapp_sender": _Kind(
        lambda p: p.whatsapp_senders, whatsapp_senders.name_of, reviewer_actions.whatsapp_sender_actions
    ),
    "whatsapp_template": _Kind(
        lambda p: p.templates, lambda t: f"{t['name']} {t['language']}", reviewer_actions.whatsapp_template_actions
    ),
    "kakaotalk_sender": _Kind(
        lambda p: p.kakaotalk_senders, kakaotalk_senders.name_of, reviewer_actions.kakaotalk_sender_actions
    ),
    "kakaotalk_template": _Kind(
        lambda p: p.kakaotalk_templates, kakaotalk_templates.name_of, reviewer_actions.kakaotalk_template_actions
    ),
    "rcs_account": _Kind(_rcs_account, lambda _: "RCS account", reviewer_actions.rcs_account_actions),
    "rcs_sender": _Kind(lambda p: p.rcs_senders, sender_record.name_of, reviewer_actions.rcs_sender_actions),
    "bundle": _Kind(lambda p: p.bundles, lambda b: str(b.get("name", b["id"])), reviewer_actions.bundle_actions),
    "sms_app": _Kind(lambda p: p.sms_apps, lambda a: str(a["name"]), polled_actions.sms_app_actions),
    "rcs_upscale": _Kind(lambda p: p.upscales, lambda u: f"Upscale {u['id']}", polled_actions.upscale_actions),
    "whatsapp_flow": _Kind(lambda p: p.flows, lambda f: str(f["name"]), polled_actions.flow_actions),
    "conversation_app": _Kind(
        lambda p: p.conversation_apps, lambda a: str(a["name"]), polled_actions.conversation_app_actions
    ),
}


def state_of(record: Record) -> str:
    """The live state, and in brackets that of pending changes."""
    state, status = record.get("state", record.get("status", "")), record.get("changes", {}).get("status", "")
    if not state:
        return str(status)
    return str(state) if not status or state == "PENDING" else f"{state} ({status})"


class Controls:
    """What can be done in one project."""

    def __init__(self, world: World, project_id: str = PROJECT_ID) -> None:
        self.world = world
        self.project_id = project_id

    @property
    def _project(self) -> Project:
        return self.world.add_project(self.project_id)

    def subjects(self, kind: str = "") -> list[Subject]:
        """What can be acted on; all kinds, or one."""
        return [
            Subject(name, key, how.title(record), state_of(record))
            for name, how in KINDS.items()
            if kind in ("", name)
            for key, record in how.find(self._project).items()
        ]

    def actions(self, subject: Subject) -> list[Action]:
        """What can be done to it now; empty when it is gone."""
        return list(self._actions(subject).values())

    async def play(self, subject: Subject, action_id: str, text: str = "") -> None:
        """Do it. KeyError: the subject is gone or the action is not possible (any more)."""
        action = self._actions(subject)[action_id]
        words = text or ("No reason given." if action.needs_text else "")
        action.run(self.world.scope(self._project), self._record(subject), words)

    async def burst(self, count: int) -> None:
        """That many events at once, over all templates and senders: qualities and comments."""
        subjects = [subject for subject in self.subjects() if "comment" in self._actions(subject)]
        scope = self.world.scope(self._project)
        for number in range(count):
            subject = subjects[number % len(subjects)]
            actions = self._actions(subject)
            possible = [actions[action_id] for action_id in _LOUD if action_id in actions]
            action = possible[number // len(subjects) % len(possible)]
            action.run(scope, self._record(subject), f"Burst comment {number + 1}.")
            if number % _BREATHE_EVERY == 0:
                await asyncio.sleep(0)

    def _record(self, subject: Subject) -> Record:
        return KINDS[subject.kind].find(self._project)[subject.id]

    def _actions(self, subject: Subject) -> dict[str, Action]:
        how = KINDS[subject.kind]
        record = how.find(self._project).get(subject.id)
        return {} if record is None else {action.id: action for action in how.actions(record)}
