"""The form of a new SMS app: its name, where it is, and the Conversation app that it sends through. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.payload import as_payload, text
from bot.cards.vocabulary.words import REGIONS
from bot.command import Args, Part, State, Step, Wizard, field
from commands._shared import fields

if TYPE_CHECKING:
    from bot.command import Ctx

LINK, CHOSEN, NEW, KNOWN = "_link", "_chosen", "convApiApp", "convApiAppId"
BUNDLE_PAGE_SIZE = 25
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/bundles"""
LINKS = (
    Option(NEW, "Create one", "created with the SMS app"),
    Option(KNOWN, "Use an existing one"),
    Option("none", "None yet", "the SMS app can't send until it has one"),
)


class AppForm(Wizard):
    """One step; the id of an app is asked for only where one is linked."""

    title = "New SMS app"
    about = "Its name and region, and the Conversation app that it sends through."

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def start(self, values: Mapping[str, Any]) -> State:
        state = {name: value for name, value in values.items() if name != NEW}
        new = str(values.get(NEW)).lower() in ("true", "yes")
        link = KNOWN if values.get(KNOWN) else NEW if new else "none" if NEW in values else None
        return {**state, **({LINK: link} if link else {})}

    def steps(self, state: State) -> Sequence[Step]:
        return [_App(self._args)]

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        made = {name: value for name, value in state.items() if name in ("name", "region") and value}
        if state.get(LINK) == NEW:
            return {**made, NEW: True}
        return {**made, **({KNOWN: state.get(KNOWN) or state.get(CHOSEN)} if state.get(LINK) == KNOWN else {})}

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        return super().place(state, LINK if field == NEW or (field == KNOWN and state.get(LINK) != KNOWN) else field)


class _App(Step):
    name, title = "app", "SMS app"
    live = frozenset({LINK})

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def waits(self, state: State) -> bool:
        return state.get(LINK) == KNOWN and "_apps" not in state

    async def load(self, ctx: Ctx, state: State) -> State:
        """The Conversation apps that bundles made: the API lists no others."""
        found = [as_payload(bundle) for bundle in await ctx.api.bundles.list(page_size=BUNDLE_PAGE_SIZE)]
        apps = {
            text(bundle, "convApp.id"): text(bundle, "convApp.name") for bundle in found if text(bundle, "convApp.id")
        }
        return {**state, "_apps": [[app_id, f"{name} · {app_id}"] for app_id, name in apps.items()]}

    def parts(self, state: State) -> Sequence[Part]:
        found: list[Part] = [
            field(self._args, "name", state, hint="At most 255 characters."),
            Input("region", "Region", "", "radio", options=tuple(Option(*region) for region in REGIONS.items()),
                  initial=state.get("region")),
            Input(LINK, "Conversation app", "", "radio", options=LINKS, initial=state.get(LINK)),
        ]  # fmt: skip
        if state.get(LINK) == KNOWN:
            known = [Option(*app) for app in state.get("_apps") or ()]
            if known:
                hint = "Created by your bundles."
                found.append(Input(CHOSEN, "Which one", hint, "select", required=False, options=known,
                                   initial=state.get(CHOSEN)))  # fmt: skip
            found.append(field(self._args, KNOWN, state, title="Or its ID" if known else "ID", hint=""))
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        return fields.with_hidden(self, state, values)

    def check(self, state: State) -> dict[str, str]:
        chosen, typed = state.get(CHOSEN), state.get(KNOWN)
        if state.get(LINK) != KNOWN or bool(chosen) != bool(typed):
            return {}
        return {KNOWN: "choose one above or enter its ID, not both" if chosen else "choose one"}
