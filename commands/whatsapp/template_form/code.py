"""The step for one-time codes, whose words are WhatsApp's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.payload import as_payload, strings, text
from bot.command import Part, State, Step
from bot.templates.content import BUTTON_TEXT
from commands.whatsapp.template_form.steps import preview

KINDS = (
    Option("COPY_CODE", "Copy code", "the person copies it"),
    Option("ONE_TAP", "One tap", "your app takes it after a tap"),
    Option("ZERO_TAP", "Zero tap", "your app takes it automatically"),
)
APP = re.compile(r"[A-Za-z]\w*(\.\w+)+\s+[A-Za-z0-9+/=]{11}")
FIELDS = ("otpType", "text", "autofillText", "apps", "terms", "security", "minutes")


class Code(Step):
    """How the code is taken, who vouches for it, how long it is good."""

    name, title = "code", "One-time code"
    live = frozenset({"code.otpType"})

    def parts(self, state: State) -> Sequence[Part]:
        code = as_payload(state.get("code"))
        kind = text(code, "otpType") or "COPY_CODE"
        most = f"At most {BUTTON_TEXT} characters."
        found: list[Part] = [
            Input("code.otpType", "How people use the code", "", "radio", options=KINDS, initial=kind),
            Input("code.text", "Copy button label", most, initial=text(code, "text") or "Copy code",
                  max_length=BUTTON_TEXT),
        ]  # fmt: skip
        if kind != "COPY_CODE":
            found += [
                Input("code.autofillText", "Autofill button label", most, required=False,
                      initial=text(code, "autofillText"), max_length=BUTTON_TEXT),
                Input("code.apps", "Android apps", "One per line: package name, space, signature hash.", "list",
                      initial=strings(code, "apps"), placeholder="com.example.app K8a/AINcGX7"),
            ]  # fmt: skip
        if kind == "ZERO_TAP":
            found.append(
                Input("code.terms", "Meta's zero-tap terms", kind="checkbox", placeholder="We accept them",
                      initial=code.get("terms"), required=False)
            )  # fmt: skip
        found += [
            Input("code.security", "Security recommendation", kind="checkbox", required=False,
                  placeholder="Add “do not share this code”", initial=code.get("security")),
            Input("code.minutes", "Expires after (minutes)", "Adds a line to the message.", "integer", required=False,
                  initial=code.get("minutes"), min_value=1),
        ]  # fmt: skip
        return [*found, layout.context("WhatsApp writes the text, in the template's language.")]

    def below(self, state: State) -> Sequence[Block]:
        return preview(state)

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        before = as_payload(state.get("code"))
        mine = {input_.name for input_ in self.inputs(state)}
        fresh = {name: values.get(f"code.{name}") for name in FIELDS}
        kept = {name: value for name, value in before.items() if f"code.{name}" not in mine and not fresh.get(name)}
        return {**state, "code": {name: value for name, value in fresh.items() if value is not None} | kept}

    def check(self, state: State) -> dict[str, str]:
        code = as_payload(state.get("code"))
        kind = text(code, "otpType") or "COPY_CODE"
        wrong: dict[str, str] = {}
        if not 1 <= len(text(code, "text")) <= BUTTON_TEXT:
            wrong["code.text"] = f"needs 1 to {BUTTON_TEXT} characters"
        if kind != "COPY_CODE":
            apps = strings(code, "apps")
            odd = next((app for app in apps if not APP.fullmatch(app.strip())), None)
            if not apps:
                wrong["code.apps"] = "add at least one app"
            elif odd is not None:
                wrong["code.apps"] = f"`{odd[:60]}` isn't a package name and an 11-character signature hash"
        if kind == "ZERO_TAP" and code.get("terms") is not True:
            wrong["code.terms"] = "accept Meta's terms to use zero tap"
        return wrong
