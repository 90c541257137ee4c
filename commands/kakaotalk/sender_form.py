"""The forms of a KakaoTalk sender: a new one, and the details of one that exists. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Args, Part, State, Step, Wizard, field
from bot.command.phones import is_phone, without_separators
from bot.provisioning.errors import Rejected
from bot.slack.text import code, escaped
from commands._shared.checks import UNCHANGED
from commands._shared.fields import FieldChanges, Fields
from commands._shared.uploads import REFUSALS, Picture

if TYPE_CHECKING:
    from bot.command import Ctx

NAME, PHONE, LOGO = "details.name", "details.adminPhoneNo", "details.logoImage"
TOP, MID, SUB = (f"details.{level}LevelCategoryCode" for level in ("top", "mid", "sub"))
PICTURE = Picture(LOGO, 5_000_000)
"""https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/kakaotalk-senders"""
LEVELS = {
    TOP: ("Category", "Three digits, as in `kakaotalk categories senders`."),
    MID: ("Subcategory", "Four digits, of the second level."),
    SUB: ("Exact category", "Four digits, of the third level."),
}
CODES = {
    "plus_friend_id_used": "plusFriendId",
    "sender_invalid_category_code": TOP,
    **dict.fromkeys(REFUSALS, LOGO),
}
CHANNEL: FieldChanges = {
    "plusFriendId": {"title": "Plus Friend ID", "hint": "The KakaoTalk channel's ID, up to 30 characters."},
    NAME: {"title": "Name", "hint": "What people see, up to 512 characters.", "kind": "text"},
    PHONE: {"title": "Admin's phone", "hint": "Gets the one-time code. With country code, up to 15 characters.",
            "placeholder": "+82 10 1234 5678", "max_length": None},
    LOGO: {"title": "Logo", "hint": "An address that Sinch can reach. JPEG or PNG, up to 5 MB.", "kind": "url"},
}  # fmt: skip


class Channel(Fields):
    """Who sends."""

    def parts(self, state: State) -> Sequence[Part]:
        if "_was" not in state:
            return super().parts(state)
        friend = code(text(state, "plus_friend_id"))
        return [layout.context(f"{friend} with its pending changes."), *super().parts(state)]

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        after = super().take(state, values)
        return after | ({PHONE: without_separators(after[PHONE])} if after.get(PHONE) else {})

    def check(self, state: State) -> dict[str, str]:
        found = super().check(state)
        if not is_phone(str(state.get(PHONE) or "")):
            found[PHONE] = "should be a number with its country code, like +821012345678"
        return found


class Category(Step):
    """What the channel is about, from the general to the exact; each level shows what the one above it holds."""

    name, title = "category", "Category"
    live = frozenset({TOP, MID})

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def waits(self, state: State) -> bool:
        return "_tree" not in state

    async def load(self, ctx: Ctx, state: State) -> State:
        """The tree of categories; a project without a KakaoTalk account cannot ask for it yet."""
        try:
            found = await ctx.api.kakaotalk_categories.senders()
        except Rejected as error:
            if error.error_code != "project_not_initialized":
                raise
            return {**state, "_tree": []}
        return {**state, "_tree": [_node(as_payload(category)) for category in found]}

    def parts(self, state: State) -> Sequence[Part]:
        if not state.get("_tree"):
            hint = "Sinch lists categories once the project has a KakaoTalk sender. Until then, type the codes."
            return [
                layout.context(hint),
                *(
                    field(self._args, name, state, title=title, hint=hint, required=True)
                    for name, (title, hint) in LEVELS.items()
                ),
            ]
        found: list[Part] = []
        for name, (title, _) in LEVELS.items():
            there = below(state, name)
            if not there:
                break
            options = [Option(str(node[0]), str(node[1])) for node in there]
            found.append(Input(name, title, "", "select", options=options, initial=state.get(name)))
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        """A choice goes when the one above it no longer holds it."""
        after = super().take(state, values)
        for name in LEVELS if after.get("_tree") else ():
            if after.get(name) not in [node[0] for node in below(after, name)]:
                after.pop(name, None)
        return after

    def outdated(self, state: State, values: Mapping[str, Any]) -> bool:
        return any(values.get(name) and not state.get(name) for name in LEVELS)

    def check(self, state: State) -> dict[str, str]:
        missing = next((name for name in LEVELS if not state.get(name)), None)
        asked = {input_.name for input_ in self.inputs(state)}
        return {missing: "choose one"} if missing in asked and missing else {}


class Review(Step):
    """The sender once more, and the way to KakaoTalk."""

    name, title, submit = "review", "Summary", "Submit for review"

    def parts(self, state: State) -> Sequence[Part]:
        logo = _file(state) or str(state.get(LOGO) or "")
        friend = text(state, "plusFriendId") or text(state, "plus_friend_id")
        facts = [
            ("Name", escaped(str(state.get(NAME) or ""))),
            ("Plus Friend ID", code(friend) if friend else ""),
            ("Admin's phone", escaped(str(state.get(PHONE) or ""))),
            ("Category", escaped(" › ".join(path(state)))),
            ("Logo", escaped(logo)),
        ]
        found: list[Part] = [*layout.fields(facts)]
        if "_was" in state:
            hint = "KakaoTalk reviews the changes after you submit. The live version keeps working until then."
            return [*found, layout.context(hint if _changed(state) else UNCHANGED)]
        found.append(
            Input("saveDraftOnFailure", "If it's refused right away", kind="checkbox", required=False,
                  placeholder="Save as draft", initial=state.get("saveDraftOnFailure"))
        )  # fmt: skip
        return [*found, layout.context("After the review, verify the admin's phone with a one-time code.")]

    def check(self, state: State) -> dict[str, str]:
        """A draft may be submitted as it is."""
        idle = "_was" in state and not state.get("_pending") and not _changed(state)
        return {"": UNCHANGED} if idle else {}


class NewSender(Wizard):
    """For a new sender."""

    title = "New KakaoTalk sender"
    about = "Name, admin's phone, logo and category."
    saves = True
    codes = CODES

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def start(self, values: Mapping[str, Any]) -> State:
        state = dict(values)
        if isinstance(state.get("saveDraftOnFailure"), str):
            state["saveDraftOnFailure"] = str(state["saveDraftOnFailure"]).lower() == "true"
        return state

    def steps(self, state: State) -> Sequence[Step]:
        return [Channel(self._args, "channel", "Channel", CHANNEL, (PICTURE,)), Category(self._args), Review()]

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        return {**super().finish(state, as_draft=as_draft), "status": "DRAFT" if as_draft else "SUBMIT"}


class SenderChange(NewSender):
    """For one that exists, brought as it is in `_was`."""

    title = "Edit a sender"
    about = "The same form, filled in with the current values or pending changes."

    def start(self, values: Mapping[str, Any]) -> State:
        return {**values["_was"], **super().start(values)}

    def steps(self, state: State) -> Sequence[Step]:
        asked = {name: {**spec, "required": name != LOGO} for name, spec in CHANNEL.items() if name != "plusFriendId"}
        return [Channel(self._args, "channel", "Channel", asked, (PICTURE,)), Category(self._args), Review()]

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        """What differs; None where the logo was taken away."""
        was, now = state["_was"], super().finish(state, as_draft=as_draft)
        same = {name for name, value in now.items() if name.startswith("details.") and was.get(name) == value}
        gone = {LOGO: None} if was.get(LOGO) and not now.get(LOGO) else {}
        return {name: value for name, value in now.items() if name not in same} | gone


def _changed(state: Mapping[str, Any]) -> bool:
    was = state["_was"]
    return any((state.get(name) or None) != was.get(name) for name in (NAME, PHONE, LOGO, TOP, MID, SUB))


def below(state: Mapping[str, Any], name: str) -> list[list[Any]]:
    """The categories to choose from at a level: those of the choice above it."""
    found: list[list[Any]] = state.get("_tree") or []
    for above in LEVELS:
        if above == name:
            break
        found = next((node[2] for node in found if node[0] == state.get(above)), [])
    return found


def path(state: Mapping[str, Any]) -> list[str]:
    """The chosen categories by name, as far as they are known; else their codes."""
    names = {
        name: next((str(node[1]) for node in below(state, name) if node[0] == state.get(name)), "") for name in LEVELS
    }
    return [names[name] or str(state[name]) for name in LEVELS if state.get(name)]


def _node(category: Mapping[str, Any]) -> list[Any]:
    """`[code, name, those below]`"""
    return [
        text(category, "code"),
        text(category, "name"),
        [_node(inner) for inner in mappings(category, "subcategories")],
    ]


def _file(state: Mapping[str, Any]) -> str:
    return text(as_payload(as_payload(state.get("_uploads")).get(LOGO)), "name")
