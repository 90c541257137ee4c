"""The steps of the form, in the order in which a person thinks about a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.templates.preview import kakaotalk_preview
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.cards.vocabulary.words import listed
from bot.command import Args, Button, Part, State, Step, arguments_of, field, row
from bot.slack.text import code, escaped
from bot.templates.kakaotalk import LIMITS, VISIBLE_CHARACTERS
from commands._shared import fields, languages, uploads
from commands._shared.checks import UNCHANGED, bad_address, bad_length, counted
from commands._shared.kakaotalk_categories import PAGE_SIZE, both
from commands._shared.uploads import Picture
from commands.kakaotalk.template_form import shape
from commands.kakaotalk.template_form.shape import IMAGE, NONE, TEXT

if TYPE_CHECKING:
    from bot.command import Ctx

PICTURE = Picture("details.imageUrl", 500_000, (500, 250), exact=False, ratio=2)
"""https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/kakaotalk-templates"""
TYPES = (
    Option("BASIC", "Text", "only the text"),
    Option("EXTRA_INFORMATION", "Text and extra information", "a block below, the same in every message"),
    Option("AD_INCLUDED", "Text and an advertising line", "KakaoTalk writes the line"),
    Option("MIXED", "Text, extra information and an advertising line"),
)
HIGHLIGHTS = (
    Option(NONE, "Nothing"),
    Option(TEXT, "A title", "in large letters above the text"),
    Option(IMAGE, "An image", "above the text"),
)

TITLES = {
    "name": "Name",
    "categoryCode": "Category",
    "messageType": "Type",
    "emphasizeType": "Highlighted",
    "title": "Title",
    "subtitle": "Subtitle",
    "imageUrl": "Image",
    "imageName": "Image name",
    "content": "Text",
    "extra": "Extra information",
    "securityFlag": "For codes, for example",
    "buttons": "Buttons",
}


def preview(state: Mapping[str, Any]) -> list[Any]:
    """The message as it stands, after a line."""
    shown = kakaotalk_preview(shape.details(state))
    return [layout.divider(), *shown] if shown else []


class Basics(Step):
    """What the template is called, and whose it is; of one that exists, sender and language stay."""

    name, title = "basics", "Basics"

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def parts(self, state: State) -> Sequence[Part]:
        asked = field(
            self._args,
            "details.name",
            state,
            title="Name",
            required=True,
            hint=f"Must be unique. {_most('name')}",
        )
        if "_was" in state:
            language = escaped(languages.named(text(state, "_language")))
            whose = f"Template {code(text(state, 'code'))} of {code(text(state, 'plus_friend_id'))}"
            return [layout.context(" · ".join(part for part in (whose, language) if part)), asked]
        codes = next(arg.options for arg in arguments_of(self._args) if arg.name == "details.language")
        return [
            field(self._args, "plus_friend_id", state, hint="The KakaoTalk channel that sends it."),
            asked,
            Input("details.language", "Language", "", "select", options=languages.options(codes),
                  initial=state.get("details.language")),
        ]  # fmt: skip

    def check(self, state: State) -> dict[str, str]:
        fault = bad_length(shape.typed(state, "details.name"), LIMITS["name"])
        return {"details.name": fault} if fault else {}


class Message(Step):
    """The text and what goes with it."""

    name, title = "message", "Message"
    live = frozenset({"details.messageType", "details.emphasizeType"})

    def waits(self, state: State) -> bool:
        return as_payload(state.get("_categories")).get("of") != state.get("plus_friend_id")

    async def load(self, ctx: Ctx, state: State) -> State:
        """The categories that this sender's templates may have."""
        sender = str(state.get("plus_friend_id", ""))
        found = ctx.api.kakaotalk_categories.iterate_templates(sender, page_size=PAGE_SIZE)
        groups = [as_payload(category) async for category in found]
        options = [
            list(_category(group, category)) for group in groups for category in mappings(group, "subcategories")
        ]
        return {**state, "_categories": {"of": state.get("plus_friend_id"), "options": options}}

    def parts(self, state: State) -> Sequence[Part]:
        content = shape.typed(state, "details.content")
        found: list[Part] = [
            self._category(state),
            Input("details.messageType", "Type", "", "select", options=TYPES,
                  initial=state.get("details.messageType") or "BASIC"),
            Input("details.emphasizeType", "Highlighted", "", "select", options=HIGHLIGHTS,
                  initial=shape.emphasis(state)),
            *self._highlight(state),
            Input("details.content", "Text", f"{_most('content')} Write variables as #{{name}}.", "multiline",
                  initial=content, max_length=LIMITS["content"]),
        ]  # fmt: skip
        if shape.has_extra(state):
            extra = shape.typed(state, "details.extra")
            hint = f"The same in every message, without variables. {_most('extra')}"
            found.append(
                Input(
                    "details.extra", "Extra information", hint, "multiline", initial=extra, max_length=LIMITS["extra"]
                )
            )
        found.append(
            Input("details.securityFlag", "For codes, for example", "", "checkbox", required=False,
                  initial=state.get("details.securityFlag"), placeholder="Show the text on the main device only")
        )  # fmt: skip
        return [*found, *row(Button("Show preview", "look"))]

    def below(self, state: State) -> Sequence[Block]:
        counters = [counted(shape.typed(state, "details.content"), LIMITS["content"], "Text")]
        if shape.has_extra(state):
            counters.append(counted(shape.typed(state, "details.extra"), LIMITS["extra"], "Extra information"))
        shown = preview(state)
        return [layout.context(*counters), *shown] if shown else []

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        """A file gives its name away."""
        after = fields.with_hidden(self, state, values)
        file = after.get(PICTURE.input)
        after = uploads.settled(after, (PICTURE,))
        return {**after, "details.imageName": str(file[0].get("name", ""))[: LIMITS["imageName"]]} if file else after

    def check(self, state: State) -> dict[str, str]:
        found = {"details.content": bad_length(shape.typed(state, "details.content"), LIMITS["content"])}
        if shape.has_extra(state):
            found["details.extra"] = bad_length(shape.typed(state, "details.extra"), LIMITS["extra"])
        if shape.emphasis(state) == TEXT:
            found["details.title"] = bad_length(shape.typed(state, "details.title"), LIMITS["title"])
        if shape.emphasis(state) == IMAGE:
            fault = bad_address(shape.typed(state, PICTURE.field))
            found[PICTURE.field] = "enter an address or add a file" if fault == "is required" else fault
            found |= uploads.wrong(state, (PICTURE,))
            if found.get(PICTURE.input):  # the file is what is wrong, its address is only missing
                found[PICTURE.field] = ""
        return {name: fault for name, fault in found.items() if fault}

    def _category(self, state: State) -> Input:
        options = [Option(*category) for category in as_payload(state.get("_categories")).get("options", ())]
        chosen = shape.typed(state, "details.categoryCode")
        if chosen and all(option.value != chosen for option in options):
            options.append(Option(chosen))
        hint = "What the message is about. Leave empty for “others”."
        return Input("details.categoryCode", "Category", hint, "select", required=False, options=options,
                     initial=chosen or None)  # fmt: skip

    def _highlight(self, state: State) -> list[Part]:
        """What the chosen emphasis shows."""
        kind = shape.emphasis(state)
        if kind == TEXT:
            return [
                Input("details.title", "Title", _shortened("title"), initial=state.get("details.title"),
                      max_length=LIMITS["title"]),
                Input("details.subtitle", "Subtitle", _shortened("subtitle"), initial=state.get("details.subtitle"),
                      max_length=LIMITS["subtitle"], required=False),
            ]  # fmt: skip
        if kind != IMAGE:
            return []
        hint = "An address that Sinch can reach. JPEG or PNG, up to 500 KB, 500 × 250 px or more, ratio 2:1."
        named = Input("details.imageName", "Image name", "", initial=state.get("details.imageName"),
                      required=False, max_length=LIMITS["imageName"])  # fmt: skip
        return [
            Input(PICTURE.field, "Image address", hint, "url", required=False, initial=state.get(PICTURE.field),
                  placeholder="https://"),
            *uploads.parts(PICTURE, state),
            *([] if PICTURE.field in state.get("_uploads", {}) else [named]),
        ]  # fmt: skip


class Review(Step):
    """The whole message once more, and the way to KakaoTalk."""

    name, title, submit = "review", "Review", "Submit for review"

    def parts(self, state: State) -> Sequence[Part]:
        language = text(state, "_language") or shape.typed(state, "details.language")
        facts = [f"*{escaped(shape.typed(state, 'details.name'))}*", escaped(languages.named(language)), _about(state)]
        found: list[Part] = [
            layout.section(" · ".join(fact for fact in facts if fact)),
            *kakaotalk_preview(shape.details(state)),
        ]
        if state.get("details.securityFlag"):
            found.append(layout.context("The text shows on the main device only."))
        if "_was" not in state:
            found.append(
                Input("saveDraftOnFailure", "If KakaoTalk refuses it right away", kind="checkbox", required=False,
                      placeholder="Save as draft", initial=state.get("saveDraftOnFailure"))
            )  # fmt: skip
        else:
            changed = listed([TITLES.get(name, name) for name in shape.changes(state["_was"], state)], len(TITLES))
            found.append(layout.context(f"Changed: {changed.lower()}" if changed else UNCHANGED))
        found.append(layout.context("KakaoTalk reviews it after you submit. A draft stays at Sinch until then."))
        return found

    def check(self, state: State) -> dict[str, str]:
        """A draft may be submitted as it is."""
        idle = "_was" in state and not state.get("_pending") and not shape.changes(state["_was"], state)
        return {"": UNCHANGED} if idle else {}


def _about(state: Mapping[str, Any]) -> str:
    """The category in words."""
    chosen = shape.typed(state, "details.categoryCode")
    options = as_payload(state.get("_categories")).get("options", ())
    return escaped(next((str(option[1]) for option in options if option[0] == chosen), chosen))


def _category(group: Mapping[str, Any], category: Mapping[str, Any]) -> tuple[str, str, str]:
    return text(category, "code"), both(category), text(group, "nameEnglish", "name")


def _most(name: str) -> str:
    return f"At most {LIMITS[name]:,} characters."


def _shortened(name: str) -> str:
    return f"{_most(name)} Phones shorten it from {VISIBLE_CHARACTERS[name] + 1} characters on."
