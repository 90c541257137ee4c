"""The forms of a WhatsApp sender: a new one, by how its number comes, and the profile of one that exists. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.payload import details_to_come, text
from bot.cards.vocabulary.words import choice, in_words
from bot.command import Args, Part, State, Step, Wizard, field
from commands._shared.checks import UNCHANGED
from commands._shared.fields import FieldChanges, Fields
from commands._shared.uploads import REFUSALS, Picture

KIND = "_kind"
EMBEDDED, NUMBER, PARTNER = "embedded", "number", "partner"
KINDS = (
    Option(EMBEDDED, "Signed up with Meta", "embedded signup: you know the account, number and code"),
    Option(NUMBER, "A new number", "just a number and a display name"),
    Option(PARTNER, "Started by Sinch", "your number or Sinch's, with the whole profile"),
)
MANAGERS = {"BR": ("SINCH_BR", "SINCH_MX"), "EU": ("SINCH_UK",), "US": ("SINCH_BR", "SINCH_MX", "SINCH_UK")}
PHOTO = "An address that Sinch can reach. JPEG, PNG or WebP, 192 to 640 px, up to 5 MB."
NOT_PHOTOS = (".gif", ".svg", ".bmp", ".pdf", ".html")
PICTURE = Picture("details.photoUrl", 5_000_000, (192, 192), exact=False, types="JPEG, PNG or WebP", refused=NOT_PHOTOS)
"""https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-senders"""
CODES = {
    **dict.fromkeys(REFUSALS, "details.photoUrl"),
    "invalid_business_manager": "businessManager",
    "wrong_business_manager": "businessManager",
    "invalid_facebook_code": "authenticationCode",
    "waba_id_used": "wabaId",
    "wrong_waba_id": "wabaId",
    "not_found_waba_id": "wabaId",
    "used_phone_number_id": "phoneNumberId",
    "provisioned_phone_number_id": "phoneNumberId",
    "sender_username_not_available": "details.username",
    "sender_username_update_not_available": "details.username",
    "sender_display_name_update_not_allowed": "details.displayName",
}
PROFILE: Mapping[str, Mapping[str, Any]] = {
    "details.displayName": {"hint": "What people see. Meta reviews it."},
    "details.vertical": {"title": "Business category"},
    "details.description": {"kind": "multiline"},
    "details.about": {"hint": "The line below the name. Links aren't clickable."},
    "details.email": {"kind": "email"},
    "details.address": {},
    "details.websiteOne": {"title": "Website", "kind": "url"},
    "details.websiteTwo": {"title": "Second website", "kind": "url"},
    "details.photoUrl": {"title": "Photo", "hint": PHOTO, "kind": "url"},
}


class Form(Fields):
    """Some of the command's fields, in words that people at a company know."""

    def __init__(self, args: type[Args], name: str, title: str, changes: FieldChanges) -> None:
        super().__init__(args, name, title, changes, (PICTURE,))

    def asks(self, state: State, name: str, changed: Mapping[str, Any]) -> Input:
        return _asked(self.args, name, state, changed)

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        after = super().take(state, values)
        numbers = {name: re.sub(r"[\s().+-]", "", after[name]) for name in _NUMBERS if isinstance(after.get(name), str)}
        return {**after, **numbers}

    def check(self, state: State) -> dict[str, str]:
        found = super().check(state)
        region, manager = state.get("region"), state.get("businessManager")
        if "businessManager" in self.changes and region and manager and manager not in MANAGERS.get(region, (manager,)):
            allowed = " or ".join(MANAGERS[region])
            found["businessManager"] = f"can't be {manager} in the region {region}; use {allowed}"
        for name in _NUMBERS:
            value = state.get(name)
            if name in self.changes and value and not re.fullmatch(r"\d{1,32}", value):
                found[name] = "must be digits only"
        number = "details.phoneNumber"
        if number in self.changes and state.get("phoneNumberProvider") == "CUSTOMER" and not state.get(number):
            found[number] = "is required if the number is yours"
        return found


class How(Step):
    name, title = "how", "How"

    def parts(self, state: State) -> Sequence[Part]:
        return [Input(KIND, "How do you add the number?", kind="radio", options=KINDS, initial=state.get(KIND))]


class NewSender(Wizard):
    """First how the number comes, then only what that needs."""

    about = "Choose how to add the number; the form then asks only for what that needs."
    codes = CODES

    def __init__(self, args: type[Args]) -> None:
        self.args = args

    def start(self, values: Mapping[str, Any]) -> State:
        state = dict(values)
        if kind := _kind(values):
            state[KIND] = kind
        return state

    def steps(self, state: State) -> Sequence[Step]:
        where: dict[str, Mapping[str, Any]] = {
            "region": {"hint": "Leave empty for your account's."},
            "metaLocalStorage": {"title": "Data storage", "hint": "The country where Meta stores the data."},
        }
        number: dict[str, Mapping[str, Any]] = {
            "details.countryCode": {"hint": "Digits only, like 46.", "required": True},
            "details.phoneNumber": {"hint": "Digits without the country code.", "required": True},
        }
        needed = {"required": True}
        match state.get(KIND):
            case "embedded":
                signup: dict[str, Mapping[str, Any]] = {
                    "wabaId": {"title": "WhatsApp Business Account", "hint": "The ID at Meta.", "required": True},
                    "phoneNumberId": {"title": "Phone number ID", "hint": "The number's ID at Meta.", "required": True},
                    "authenticationCode": {"hint": "From Meta's signup. It works once."},
                    "businessManager": {"hint": "The Sinch manager that owns it."},
                }
                return [How(), Form(self.args, "signup", "Signup", {**signup, **where})]
            case "number":
                name = {"details.displayName": {**PROFILE["details.displayName"], **needed}}
                return [How(), Form(self.args, "number", "Number", {**number, **name, **where})]
            case "partner":
                theirs: dict[str, Mapping[str, Any]] = {
                    "phoneNumberProvider": {"title": "Whose number", **needed},
                    **number,
                    "details.phoneNumber": {"hint": "Without the country code. Leave empty if Sinch provides it."},
                }
                profile = {name: {**spec, **(needed if name in _NEEDED else {})} for name, spec in PROFILE.items()}
                end: dict[str, Mapping[str, Any]] = {
                    "status": {"title": "What to do", "kind": "radio"},
                    "saveDraftOnFailure": {"title": "Save as draft if refused"},
                }
                return [
                    How(),
                    Form(self.args, "number", "Number", {**theirs, **where}),
                    Form(self.args, "profile", "Profile", {**profile, **end}),
                ]
        return [How(), _Later()]

    def first(self, state: State) -> str:
        return self.steps(state)[1 if state.get(KIND) else 0].name

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        """Only what the chosen way asks for; what was filled in for another is left out."""
        changes = {input_.name for step in self.steps(state) for input_ in step.inputs(state)}
        return {name: value for name, value in super().finish(state, as_draft=as_draft).items() if name in changes}


_NUMBERS = ("details.countryCode", "details.phoneNumber")
_NEEDED = ("details.displayName", "details.vertical")


class _Later(Step):
    """Stands for the steps that are not known before the way is chosen."""

    name, title = "later", "Details"


class Profile(Wizard):
    """A sender's profile as it is, with its pending changes; brought as `_sender`."""

    about = "Display name, description, contact and photo, filled in with the current values."
    saves = True
    codes = CODES

    def __init__(self, args: type[Args]) -> None:
        self.args = args

    def start(self, values: Mapping[str, Any]) -> State:
        typed = dict(values)
        sender = typed.pop("_sender", {})
        details = details_to_come(sender)
        was = {f"details.{name}": value for name, value in details.items() if value not in (None, "NOT_SET")}
        facts = {"state": text(sender, "state"), "changes": text(sender, "changes.status")}
        return {**was, **typed, "_was": was, "_facts": facts}

    def steps(self, state: State) -> Sequence[Step]:
        required = {"required": True}
        changes = {name: {**spec, **(required if name in _NEEDED else {})} for name, spec in PROFILE.items()}
        if state.get("_facts", {}).get("state") == "ACTIVE":
            changes["details.username"] = {"hint": "Meta reviews it. See `usernames` for suggestions."}
        return [_Profile(self.args, "profile", "Profile", changes)]

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        """What differs; None where a value was taken away."""
        was = state["_was"]
        changes = [
            input_.name for step in self.steps(state) for input_ in step.inputs(state) if input_.name != PICTURE.input
        ]
        changed = {name: state.get(name) for name in changes if state.get(name) != was.get(name)}
        own = {
            name: value for name, value in state.items() if not name.startswith(("_", "details.")) and name != "status"
        }
        return {**own, **changed, "status": "DRAFT" if as_draft else "SUBMIT"}


class _Profile(Form):
    def parts(self, state: State) -> Sequence[Part]:
        pending = state.get("_facts", {}).get("changes")
        note = f"With its pending changes ({in_words(pending)})." if pending else "Current values."
        return [layout.context(f"{note} Clear a field to remove its value."), *super().parts(state)]

    def check(self, state: State) -> dict[str, str]:
        facts, was = state["_facts"], state["_was"]
        idle = facts["state"] == "ACTIVE" and not facts["changes"]
        same = all(state.get(asked.name) == was.get(asked.name) for asked in self.inputs(state))
        return {"": UNCHANGED} if idle and same else super().check(state)


def _asked(args: type[Args], name: str, state: State, changed: Mapping[str, Any]) -> Input:
    asked = field(args, name, state, **changed)
    options = [Option(known.value, choice(name, known.value)) for known in asked.options if isinstance(known, Option)]
    if name == "status":
        options = [Option("SUBMIT", "Submit now"), Option("DRAFT", "Save as draft")]
    if name == "phoneNumberProvider":
        options = [Option("CUSTOMER", "Our own"), Option("SINCH", "One from Sinch")]
    return field(args, name, state, **{**changed, "options": options})


def _kind(values: Mapping[str, Any]) -> str:
    """The way that what was typed belongs to; empty where it could be several."""
    if values.keys() & {"wabaId", "phoneNumberId", "authenticationCode", "businessManager"}:
        return EMBEDDED
    if values.keys() & {"phoneNumberProvider", "status", "saveDraftOnFailure", "details.vertical", "details.photoUrl"}:
        return PARTNER
    return ""
