"""What has to be done so that a project has exactly the templates that are wanted. Pure.

The templates that are there come one by one and are not kept: a plan over ten thousand of them holds only what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.templates import canonical, files
from bot.templates.finding import Finding
from bot.templates.reading import Record, record, records, string

Key = tuple[str, str]


class Action(StrEnum):
    """What a plan does with a template."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Difference:
    """One text that changes: where, what it was, what it is to be; empty where there is none."""

    where: str
    before: str
    after: str


@dataclass(slots=True)
class PlanStep:
    """One template of a plan. `was` is the fingerprint of what stood there, `code` KakaoTalk's own id of it."""

    action: Action
    key: Key
    body: Record = field(default_factory=dict)
    was: str = ""
    reason: str = ""
    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    code: str = ""
    had_submitted: bool = False
    """Whether it was at Meta: deleting it takes that away."""
    replaces_draft: bool = False
    """Whether what changes is a draft that somebody has not submitted yet."""
    is_live: bool = False
    """Whether what replaces the draft is what is live already."""

    @property
    def label(self) -> str:
        name, language = self.key
        return f"{name} ({language})" if language else name


@dataclass(slots=True)
class Plan:
    """All steps in order of their keys; `unchanged` are only counted."""

    steps: list[PlanStep] = field(default_factory=list)
    unchanged: int = 0

    def of(self, action: Action) -> list[PlanStep]:
        """The steps of one action."""
        return [step for step in self.steps if step.action is action]

    @property
    def to_do(self) -> list[PlanStep]:
        """What apply does; deletions come last."""
        order = (Action.CREATE, Action.CHANGE, Action.DELETE)
        return [step for action in order for step in self.of(action)]


@dataclass(frozen=True, slots=True)
class TemplateChannel:
    """How templates of one channel are read and compared."""

    canonical: Callable[[Mapping[str, Any]], Record]
    key: Callable[[Mapping[str, Any]], Key]
    refusal: Callable[[Mapping[str, Any], Record], str]


def _whatsapp_refusal(there: Mapping[str, Any], wanted: Record) -> str:
    """Why a template that is there cannot be changed; empty where it can."""
    changes = record(there.get("changes"))
    if there.get("isMetaGenerated") is True:
        return "Meta made it, so you can't edit it"
    if there.get("state") == "PENDING" or changes.get("status") == "IN_PROGRESS":
        return "Meta is reviewing it; edit it after that"
    free = not there.get("state") or (
        there.get("state") == "REJECTED" and there.get("rejectionCode") == "INCORRECT_CATEGORY"
    )
    if not free and wanted["category"] != string(there.get("category")):
        return f"its category is {string(there.get('category')) or 'unknown'} and can't become {wanted['category']}"
    return ""


def _kakaotalk_refusal(there: Mapping[str, Any], wanted: Record) -> str:
    if record(there.get("changes")).get("status") == "IN_PROGRESS":
        return "KakaoTalk is reviewing it; edit it after that"
    before, after = canonical.kakaotalk(there)["details"], record(wanted.get("details"))
    if before.get("language") != after.get("language"):
        return "a template's language can't be changed"
    return ""


WHATSAPP = TemplateChannel(canonical.whatsapp, files.key, _whatsapp_refusal)


def _kakaotalk_key(template: Mapping[str, Any]) -> Key:
    pending = files.kakaotalk_key(record(template.get("changes")))
    return pending or files.kakaotalk_key(template), ""


KAKAOTALK = TemplateChannel(canonical.kakaotalk, _kakaotalk_key, _kakaotalk_refusal)


class Planner:
    """Compares wanted templates with those that are there, which are given to `see` one after another."""

    def __init__(self, channel: TemplateChannel, wanted: Iterable[Mapping[str, Any]], *, prune: bool = False) -> None:
        self._channel = channel
        self._wanted = {channel.key(template): channel.canonical(template) for template in wanted}
        self._left = dict(self._wanted)
        self._prune = prune
        self._plan = Plan()

    def see(self, there: Mapping[str, Any]) -> None:
        """One template that is there."""
        key = self._channel.key(there)
        wanted, code = self._left.pop(key, None), string(there.get("code"))
        if wanted is None:
            if self._prune and key not in self._wanted:
                submitted = bool(there.get("state")) or record(there.get("changes")).get("status") == "IN_PROGRESS"
                was = canonical.plan_fingerprint(there)
                self._plan.steps.append(PlanStep(Action.DELETE, key, was=was, code=code, had_submitted=submitted))
            return
        now = self._channel.canonical(there)
        if wanted == now:
            self._plan.unchanged += 1
            return
        was = canonical.plan_fingerprint(there)
        step = PlanStep(Action.CHANGE, key, wanted, was, differences=differences(now, wanted), code=code)
        step.replaces_draft = record(there.get("changes")).get("status") == "DRAFT"
        step.is_live = bool(there.get("state")) and wanted == self._channel.canonical({**there, "changes": None})
        if reason := self._channel.refusal(there, wanted):
            step.action, step.reason = Action.REFUSE, reason
        self._plan.steps.append(step)

    def finished(self) -> Plan:
        """The plan, once all templates that are there were seen."""
        self._plan.steps += [PlanStep(Action.CREATE, key, body) for key, body in self._left.items()]
        self._left = {}
        self._plan.steps.sort(key=lambda step: step.key)
        return self._plan


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What differs between two canonical templates, text by text."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    names = list(dict.fromkeys([*old, *new]))
    return [Difference(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)]


def _leaves(value: Mapping[str, Any], where: str = "") -> Iterable[tuple[str, str]]:
    for name, inner in value.items():
        if name == "details":
            yield from _leaves(record(inner))
        elif name == "components":
            for part in records(inner):
                kind = string(part.get("type")).lower().replace("_", " ")
                rest = {field: item for field, item in part.items() if field != "type"}
                yield from _leaves(rest, f"{where}{kind} ")
        elif name in ("buttons", "cards", "supportedApps"):
            before = where.removesuffix("buttons ").removesuffix("carousel ")
            for at, item in enumerate(records(inner), 1):
                yield from _leaves(item, f"{before}{name[:-1]} {at} ")
        elif isinstance(inner, Mapping):
            yield from _leaves(inner, f"{where}{name} ")
        else:
            shown = " | ".join(map(string, inner)) if isinstance(inner, list) else _word(inner)
            yield f"{where}{name}".strip(), shown


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return string(value)
