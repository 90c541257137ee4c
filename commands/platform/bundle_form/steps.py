"""The steps of the form: what is made, how it is called, how it behaves, who is told."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.words import REGIONS, count, in_words
from bot.command import Part, State, Step
from bot.provisioning.event_types import EVENT_TYPES
from bot.redaction import redacted_text
from bot.slack.text import bold, escaped
from commands._shared import fields
from commands._shared.webhooks import ALL_EVENTS, MOST_WEBHOOKS, how_many_events
from commands.platform.bundle_form import shape
from commands.platform.bundle_form.shape import (
    CONSENT,
    CONVERSATION,
    DAYS,
    KEEP,
    LABELS,
    MAKE,
    MODE,
    PARTS,
    SMS,
    SUBPROJECT,
)
from commands.platform.bundle_form.webhooks import KINDS, Webhooks

NAME = 255
"""Characters: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/bundles"""
MADE = (
    Option(SUBPROJECT, PARTS[SUBPROJECT], "a separate project that holds the other parts"),
    Option(SMS, PARTS[SMS], "sends text messages"),
    Option(CONVERSATION, PARTS[CONVERSATION], "one inbox for all channels; linked to the SMS app"),
)
MODES = (
    Option("DISPATCH", "Dispatch", "single messages, kept up to 7 days"),
    Option("CONVERSATION", "Conversation", "messages grouped by contact and conversation"),
)
KEPT = (
    Option("MESSAGE_EXPIRE_POLICY", "Each message for some days"),
    Option("CONVERSATION_EXPIRE_POLICY", "Each conversation, until idle for some days"),
    Option("PERSIST_RETENTION_POLICY", "Forever"),
)
CONSENTS = (Option("DISABLED", "Off"), Option("PRIMARY", "Primary"), Option("SECONDARY", "Secondary"))
LIMITS = {False: (0, 7, 7), True: (1, 3650, 180)}
"""Days that messages are kept: least, most, default; by contact or not."""


def _so_far(state: Mapping[str, Any]) -> Part:
    """The bundle in a line."""
    parts = [PARTS[name] for name in shape.chosen(state)]
    hooks = len(shape.hooks(state, shape.HOOKS))
    facts = [REGIONS.get(str(state.get("region")), ""), *parts, count(hooks, "webhook") if hooks else ""]
    named = bold(str(state.get("name") or "Bundle"))
    return layout.context(" · ".join([named, *(escaped(fact) for fact in facts if fact)]))


class Basics(Step):
    name, title = "basics", "Basics"

    def parts(self, state: State) -> Sequence[Part]:
        hint = f"The default name of its parts. Up to {NAME} characters."
        return [
            Input("name", "Name", hint, required=False, initial=state.get("name"), max_length=NAME),
            Input("region", "Region", "", "radio", options=tuple(Option(*region) for region in REGIONS.items()),
                  initial=state.get("region")),
            Input(MAKE, "What to create", "", "checkbox", options=MADE, initial=state.get(MAKE)),
        ]  # fmt: skip

    def check(self, state: State) -> dict[str, str]:
        chosen = shape.chosen(state)
        if not chosen:
            return {MAKE: "choose at least one"}
        unnamed = [PARTS[name] for name in chosen if not state.get(f"{name}.name")]
        if unnamed and not state.get("name"):
            return {"name": "is required: it names the parts"}
        return {}


class Names(Step):
    """Names of the parts' own, and what else there is to say of them."""

    name, title = "names", "Parts"

    def parts(self, state: State) -> Sequence[Part]:
        chosen = shape.chosen(state)
        found: list[Part] = []
        for name in (SUBPROJECT, SMS):
            if name in chosen:
                found.append(_own_name(state, name))
            if name == SUBPROJECT and name in chosen:
                hint = "To find it later. One per line, like “team: coffee”."
                found.append(
                    Input(LABELS, "Labels of the subproject", hint, "list", required=False, initial=state.get(LABELS))
                )
        return [*found, _so_far(state)]

    def check(self, state: State) -> dict[str, str]:
        odd = next((key or value for key, value in shape.labels(state) if not key or not value), None)
        return {LABELS: f"`{odd[:60]}` should be a key and a value, like “team: coffee”"} if odd is not None else {}


class Conversation(Step):
    """How the Conversation app handles messages."""

    name, title = "conversation", "Conversation app"
    live = frozenset({MODE, KEEP})

    def parts(self, state: State) -> Sequence[Part]:
        by_contact = shape.by_contact(state)
        least, most, usual = LIMITS[by_contact]
        found: list[Part] = [
            _own_name(state, CONVERSATION),
            Input(MODE, "How it handles messages", "", "radio", options=MODES, initial=state.get(MODE) or "DISPATCH"),
        ]
        if by_contact:
            kept = state.get(KEEP) or "MESSAGE_EXPIRE_POLICY"
            found.append(Input(KEEP, "What to keep", "", "select", options=KEPT, initial=kept))
        if not (by_contact and state.get(KEEP) == shape.FOREVER):
            hint = f"{least} to {most:,}. Leave empty for {usual}."
            found.append(
                Input(DAYS, "Days to keep it", hint, "integer", required=False, initial=state.get(DAYS),
                      min_value=least, max_value=most)
            )  # fmt: skip
        found.append(
            Input(CONSENT, "Consent manager", "Tracks who opted in and out. Leave empty for Sinch's default.", "select",
                  required=False, options=CONSENTS, initial=state.get(CONSENT))
        )  # fmt: skip
        return [*found, _so_far(state)]

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        return fields.with_hidden(self, state, values)

    def check(self, state: State) -> dict[str, str]:
        days = state.get(DAYS)
        least, most, _ = LIMITS[shape.by_contact(state)]
        asked = any(input_.name == DAYS for input_ in self.inputs(state))
        if asked and days is not None and not (isinstance(days, (int, float)) and least <= days <= most):
            return {DAYS: f"must be {least} to {most:,}"}
        return {}


class AppWebhooks(Webhooks):
    """Who is told of messages and contacts."""

    name, title = "app_webhooks", "App webhooks"
    held, most, prefix, signed, kinds, most_triggers = shape.APP_HOOKS, 5, "c", False, KINDS, 20
    hint = "Where to send Conversation app events: messages, deliveries, contacts. Optional."

    @property
    def triggers(self) -> tuple[str, ...]:  # type: ignore[override]
        return _app_triggers()


class OwnWebhooks(Webhooks):
    """Who is told of what happens at Sinch."""

    name, title = "webhooks", "Webhooks"
    held, most, triggers = shape.HOOKS, MOST_WEBHOOKS, (ALL_EVENTS, *EVENT_TYPES)
    hint = "Where to send the project's events, for example when the bundle is done. Optional; admins only."


class Summary(Step):
    """Everything that will be made."""

    name, title = "summary", "Summary"

    def parts(self, state: State) -> Sequence[Part]:
        name, region = str(state.get("name") or "Bundle"), REGIONS.get(str(state.get("region")), "")
        lines = [f"{bold(name)}  {escaped(region)}", "", "*Creates*"]
        for part in shape.chosen(state):
            own = str(state.get(f"{part}.name") or state.get("name") or "")
            lines.append(f"• {PARTS[part]} {bold(own)}{self._more(state, part)}")
        hooks = shape.hooks(state, shape.HOOKS)
        lines += [
            f"• Webhook {escaped(redacted_text(str(hook.get('target'))))}: "
            f"{how_many_events(hook.get('triggers') or [])}"
            for hook in hooks
        ]
        hint = "Sinch creates the parts one by one. The answer shows the progress."
        return [*layout.sections("\n".join(lines)), layout.context(hint)]

    def _more(self, state: State, part: str) -> str:
        if part == SUBPROJECT:
            found = [f"{key}: {value}" for key, value in shape.labels(state)]
            return f", labelled {escaped(', '.join(found))}" if found else ""
        if part != CONVERSATION:
            return ""
        hooks = shape.hooks(state, shape.APP_HOOKS)
        facts = [in_words(str(state.get(MODE) or "DISPATCH")) + " mode", _kept(state)]
        return "".join(f", {escaped(fact)}" for fact in [*facts, count(len(hooks), "webhook") if hooks else ""] if fact)


def _kept(state: Mapping[str, Any]) -> str:
    by_contact = shape.by_contact(state)
    if by_contact and state.get(KEEP) == shape.FOREVER:
        return "kept forever"
    days = state.get(DAYS)
    return f"kept for {count(int(LIMITS[by_contact][2] if days is None else days), 'day')}"


def _own_name(state: Mapping[str, Any], part: str) -> Input:
    name, common = f"{part}.name", str(state.get("name") or "")
    hint = f"Leave empty for {common}." if common else ""
    title = f"Name of the {'subproject' if part == SUBPROJECT else PARTS[part]}"
    return Input(name, title, hint, required=not common, initial=state.get(name), max_length=NAME)


@cache
def _app_triggers() -> tuple[str, ...]:
    """Looked at when first asked for: the generated models are not imported at start."""
    models = import_module("bot.provisioning.models.inputs.bundles")
    return typing.get_args(models.BundlesWebhooksInputWebhookTriggerEnum)
