"""The steps for webhooks: a bundle's own, and those of its Conversation app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.payload import strings, text
from bot.cards.vocabulary.words import choice
from bot.command import Button, Part, State, Step, row
from commands._shared.checks import bad_address, bad_length
from commands._shared.webhooks import ALL_EVENTS, SECRET_LENGTH, TARGET_LENGTH
from commands.platform.bundle_form import shape

REFUSED = ("conversation-api.", ".sinch.com")
KINDS = (Option("HTTP", "Web"), Option("GRPC", "gRPC"), Option("DISMISS", "Dismiss"))


class Webhooks(Step):
    """Webhooks of one kind, one below the other."""

    held = ""
    most = 0
    prefix = "w"
    hint = ""
    triggers: tuple[str, ...] = ()
    most_triggers: int | None = None
    signed = True
    """Whether each needs a secret."""
    kinds: Sequence[Option] = ()

    def parts(self, state: State) -> Sequence[Part]:
        there = shape.hooks(state, self.held)
        found: list[Part] = [layout.context(self.hint)]
        for at, hook in enumerate(there, 1):
            remove = Button("Remove", f"remove_{self.name}", str(at - 1)).element()
            found.append(layout.section(f"*Webhook {at}*", accessory=remove))
            found += self._asked(f"{self.prefix}{at}", hook)
        if len(there) < self.most:
            found += row(Button("Add a webhook", f"add_{self.name}"))
        return [*found, layout.context(f"{len(there)} of {self.most} webhooks.")]

    def _asked(self, prefix: str, hook: Mapping[str, Any]) -> Iterator[Part]:
        yield Input(f"{prefix}.target", "Address", "", initial=text(hook, "target"), max_length=TARGET_LENGTH,
                    placeholder="https://")  # fmt: skip
        if self.kinds:
            kind = text(hook, "targetType") or "HTTP"
            yield Input(f"{prefix}.targetType", "Type of address", "", "select", options=self.kinds, initial=kind)
        options = [Option(trigger, choice("triggers", trigger)) for trigger in self.triggers]
        yield Input(f"{prefix}.triggers", "Events", "", "multi_select", options=options,
                    initial=strings(hook, "triggers"), max_selected=self.most_triggers)  # fmt: skip
        kept = bool(hook.get("secret"))
        hint = "Signs what is sent. Use a long, random one."
        yield Input(f"{prefix}.secret", "Secret", "Saved. Type a new one to change it." if kept else hint,
                    "secret", required=self.signed and not kept, max_length=SECRET_LENGTH)  # fmt: skip

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        """A secret that was typed stays, though no form shows it again."""
        there = shape.hooks(state, self.held)
        hooks = [self._taken(f"{self.prefix}{at}", hook, values) for at, hook in enumerate(there, 1)]
        return {**state, self.held: hooks}

    def _taken(self, prefix: str, hook: Mapping[str, Any], values: Mapping[str, Any]) -> State:
        given = {name: values.get(f"{prefix}.{name}") for name in ("target", "triggers", "targetType")}
        given["secret"] = values.get(f"{prefix}.secret") or hook.get("secret")
        return {name: value for name, value in given.items() if value}

    def check(self, state: State) -> dict[str, str]:
        wrong: dict[str, str] = {}
        seen: set[str] = set()
        for at, hook in enumerate(shape.hooks(state, self.held), 1):
            prefix, target = f"{self.prefix}{at}", text(hook, "target")
            wrong |= {f"{prefix}.{name}": fault for name, fault in self._faults(hook)}
            if target in seen:
                wrong[f"{prefix}.target"] = "another webhook already has this address"
            seen.add(target)
        return wrong

    def _faults(self, hook: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        target, triggers = text(hook, "target"), strings(hook, "triggers")
        fault = bad_length(target, TARGET_LENGTH)
        if not fault and text(hook, "targetType") in ("", "HTTP"):
            fault = bad_address(target, "hook") or _refused(target)
        if fault:
            yield "target", fault
        if not triggers:
            yield "triggers", "choose at least one"
        if ALL_EVENTS in triggers and len(triggers) > 1:
            yield "triggers", "Choose “Every event” or single events, not both."
        if self.signed and not hook.get("secret"):
            yield "secret", "is required"


def _refused(target: str) -> str:
    host = (urlsplit(target).hostname or "").lower()
    own = host.startswith(REFUSED[0]) and host.endswith(REFUSED[1])
    return "can't be a Sinch address" if own else ""
