"""The form as a whole: which steps, what its buttons do, what is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.command import State, Step, Wizard
from commands.platform.bundle_form import shape
from commands.platform.bundle_form.shape import CONVERSATION, MAKE, PARTS, SMS, SUBPROJECT
from commands.platform.bundle_form.steps import AppWebhooks, Basics, Conversation, Names, OwnWebhooks, Summary

CODES = {
    "no_services_to_create": MAKE,
    "missing_name": "name",
    "webhook_exists": "webhooks",
    "webhook_limit_reached": "webhooks",
    "invalid_webhooks": "webhooks",
}
_HOOK = re.compile(r"(?:(convApp)\.)?webhooks\.(\d+)(?:\.(\w+))?.*")
_FIRST = {SUBPROJECT: "names", SMS: "names", CONVERSATION: "conversation"}


class BundleForm(Wizard):
    """For a new bundle; only the steps that its parts call for."""

    title = "New bundle"
    about = "Its parts and their names, how the Conversation app handles messages, and webhooks."
    codes = CODES

    def start(self, values: Mapping[str, Any]) -> State:
        return shape.held(values)

    def steps(self, state: State) -> Sequence[Step]:
        chosen = shape.chosen(state)
        parts = [Names()] if {SUBPROJECT, SMS} & set(chosen) else []
        app = [Conversation(), AppWebhooks()] if CONVERSATION in chosen else []
        return [Basics(), *parts, *app, OwnWebhooks(), Summary()]

    def act(self, state: State, action: str, value: str) -> State:
        for step in (AppWebhooks, OwnWebhooks):
            there = shape.hooks(state, step.held)
            if action == f"add_{step.name}" and len(there) < step.most:
                return {**state, step.held: [*there, {}]}
            if action == f"remove_{step.name}":
                return {**state, step.held: [hook for at, hook in enumerate(there) if str(at) != value]}
        return state

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        return shape.values(state)

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        if found := _HOOK.fullmatch(field):
            step = AppWebhooks if found[1] else OwnWebhooks
            return step.name, f"{step.prefix}{int(found[2]) + 1}.{found[3] or 'target'}"
        if field == shape.HOOKS:
            return OwnWebhooks.name, "w1.target" if shape.hooks(state, field) else ""
        part = field.partition(".")[0]
        if part in PARTS and part in shape.chosen(state):
            known = super().place(state, field)
            return known or (_FIRST[part], f"{part}.name")
        return ("basics", MAKE) if part in PARTS or field == MAKE else super().place(state, field)
