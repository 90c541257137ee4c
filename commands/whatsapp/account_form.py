"""The form of the WhatsApp account, in words that people at a company know. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.words import choice
from bot.command import Args, Part, State, Step, Wizard, arguments_of, field

ASKED: Mapping[str, Mapping[str, Any]] = {
    "wabaName": {"title": "Account name", "hint": "Exactly as registered at Meta."},
    "clientBusinessManagerId": {"title": "Meta Business Manager", "hint": "The ID in Meta's settings, digits only."},
    "businessManager": {"title": "Sinch's Business Manager", "hint": "Leave empty for the region's."},
    "senderDetails.displayName": {"title": "Display name", "hint": "What people see. Also used for the first number."},
    "senderDetails.businessCategory": {"title": "Business category"},
    "senderDetails.region": {"title": "Region", "hint": "Leave empty for your billing account's."},
    "senderDetails.metaLocalStorage": {
        "title": "Data storage",
        "hint": "The country where Meta stores the data. Leave empty for the region's.",
    },
}
CODES = {
    "invalid_business_manager": "businessManager",
    "invalid_business_manager_for_environment": "businessManager",
}


class AccountForm(Wizard):
    """One step; what is there already stands in it."""

    about = "The account at Meta and its first sender's profile."
    codes = CODES

    def __init__(self, args: type[Args], hint: str) -> None:
        self.step = _Details(args, hint)

    def present(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: value for name, value in found.items() if not name.startswith("_")}

    def steps(self, state: State) -> Sequence[Step]:
        return [self.step]


class _Details(Step):
    name, title = "details", "Details"

    def __init__(self, args: type[Args], hint: str) -> None:
        self.args, self.hint = args, hint

    def parts(self, state: State) -> Sequence[Part]:
        known = {arg.name for arg in arguments_of(self.args)}
        asked = [_input(self.args, name, state, spec) for name, spec in ASKED.items() if name in known]
        return [layout.context(self.hint), *asked]


def _input(args: type[Args], name: str, state: State, changed: Mapping[str, Any]) -> Input:
    asked = field(args, name, state, **changed)
    if not asked.options:
        return asked
    options = [Option(known.value, choice(name, known.value)) for known in asked.options if isinstance(known, Option)]
    return field(args, name, state, **{**changed, "options": options})
