"""The steps of the form, in the order in which a person thinks about a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.templates.preview import whatsapp_preview
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Button, Part, State, Step, row
from bot.provisioning.validation import FORMS
from bot.slack.text import escaped
from bot.templates.checks.buttons import MOST_BUTTONS
from bot.templates.checks.structure import ANY_VALIDITY, VALIDITY, validity_fault
from bot.templates.content import LIMITS, MEDIA
from commands._shared import languages
from commands._shared.checks import counted
from commands.whatsapp.template_form import parts, shape
from commands.whatsapp.template_form.shape import CAROUSEL, OFFER, STANDARD, components, kind_of

if TYPE_CHECKING:
    from bot.command import Ctx

NAME = re.compile(r"[a-z0-9][a-z0-9_]*[a-z0-9]")
NAME_LIMIT = 512
HEADER, BODY, FOOTER, OFFER_TEXT = (LIMITS[kind] for kind in ("header", "body", "footer", "offer"))
"""Characters: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
CATEGORIES = (
    Option("MARKETING", "Marketing", "offers, news, invitations"),
    Option("UTILITY", "Utility", "orders, accounts, appointments"),
    Option("AUTHENTICATION", "Authentication", "one-time codes"),
)
BUILT = (
    Option(STANDARD, "Message", "header, text, footer, buttons"),
    Option(CAROUSEL, "Carousel", "a text and up to 10 cards to swipe through"),
    Option(OFFER, "Limited-time offer", "with a code and an end; marketing only"),
)
HEADERS = (
    Option("NONE", "None"),
    Option("TEXT", "Text"),
    Option("IMAGE", "Image"),
    Option("VIDEO", "Video"),
    Option("DOCUMENT", "Document"),
    Option("LOCATION", "Location"),
)
OFFERED = {
    STANDARD: ("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "FLOW"),
    OFFER: ("COPY_CODE", "URL"),
}


def preview(state: Mapping[str, Any]) -> list[Any]:
    """The message as it stands, after a line."""
    shown = whatsapp_preview(components(state))
    return [layout.divider(), *shown] if shown else []


class Basics(Step):
    name, title = "basics", "Basics"
    live = frozenset({"category"})

    def parts(self, state: State) -> Sequence[Part]:
        category = text(state, "category")
        found: list[Part] = [*self._identity(state)]
        if not state.get("_fixed"):
            found.append(Input("category", "Category", "", "select", options=CATEGORIES, initial=category or None))
        if category != "AUTHENTICATION":
            built = BUILT if category == "MARKETING" else BUILT[:2]
            found.append(Input("kind", "Type", "", "radio", options=built, initial=kind_of(state)))
        if not state.get("_fixed"):
            found.append(
                Input(
                    "allowCategoryChange", "If Meta assigns another category", "Otherwise Meta may reject it.",
                    "checkbox", required=False, initial=state.get("allowCategoryChange"),
                    placeholder="Let Meta change the category",
                )
            )  # fmt: skip
        low, high = VALIDITY.get(category, ANY_VALIDITY)
        found.append(
            Input(
                "ttl", "Message validity (seconds)", f"How long to try to deliver: {low:,} to {high:,}.", "integer",
                required=False, initial=state.get("ttl"),
            )
        )  # fmt: skip
        return found

    def _identity(self, state: State) -> list[Part]:
        """Name and language; of a template that exists they stay."""
        name, language = text(state, "name"), text(state, "language")
        if state.get("_update"):
            fixed = f" · {escaped(text(state, 'category').capitalize())}" if state.get("_fixed") else ""
            return [layout.section(f"*{escaped(name)}* · {escaped(language)}{fixed}")]
        hint = f"{FORMS[f'^{NAME.pattern}$'].capitalize()}."
        return [
            Input("name", "Name", hint, initial=name, max_length=NAME_LIMIT, placeholder="order_update"),
            Input("language", "Language", "", "select", options=languages.options(), initial=language),
        ]

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        """What is not asked for now is kept for when it is."""
        asked = {input_.name for input_ in self.inputs(state)} - {"kind"}
        kept = {name: value for name, value in state.items() if name not in asked}
        mine = (*asked, "kind")
        return kept | {name: value for name, value in values.items() if name in mine}

    def check(self, state: State) -> dict[str, str]:
        wrong: dict[str, str] = {}
        name = text(state, "name")
        if not state.get("_update"):
            if not NAME.fullmatch(name) or len(name) > NAME_LIMIT:
                wrong["name"] = f"must be {FORMS[f'^{NAME.pattern}$']}"
            if not state.get("language"):
                wrong["language"] = "choose one"
        if not state.get("category"):
            wrong["category"] = "choose one"
        ttl = state.get("ttl")
        seconds = ttl if isinstance(ttl, int) else 0
        if ttl is not None and (fault := validity_fault(text(state, "category"), seconds)):
            wrong["ttl"] = fault
        return wrong


class Message(Step):
    name, title = "message", "Message"
    live = frozenset({"header.format"})

    def parts(self, state: State) -> Sequence[Part]:
        kind = kind_of(state)
        body = as_payload(state.get("body"))
        found: list[Part] = []
        if kind != CAROUSEL:
            found += self._header(as_payload(state.get("header")), kind)
        if kind == OFFER:
            offer = as_payload(state.get("offer"))
            found += [
                Input(
                    "offer.text", "Offer", f"At most {OFFER_TEXT} characters.", initial=text(offer, "text"),
                    max_length=OFFER_TEXT,
                ),
                Input(
                    "offer.hasExpiration", "End of offer", kind="checkbox", required=False,
                    placeholder="Show when it ends", initial=offer.get("hasExpiration"),
                ),
            ]  # fmt: skip
        found += parts.text_parts("body", "Text", body, BODY)
        if kind == STANDARD:
            hint = f"At most {FOOTER} characters."
            initial = text(state, "footer")
            found.append(Input("footer", "Footer", hint, initial=initial, required=False, max_length=FOOTER))
        return [*found, *row(Button("Show preview and examples", "look"))]

    def below(self, state: State) -> Sequence[Block]:
        counters = [parts.counted_text(text(state, "body.text"), BODY, "Text")]
        if kind_of(state) == STANDARD:
            counters.append(counted(text(state, "footer"), FOOTER, "Footer"))
        shown = preview(state)
        return [layout.context(" · ".join(counters)), *shown] if shown else []

    def _header(self, header: Mapping[str, Any], kind: str) -> list[Part]:
        chosen = text(header, "format") or "NONE"
        offered = (
            HEADERS
            if kind == STANDARD
            else tuple(option for option in HEADERS if option.value in ("NONE", "IMAGE", "VIDEO"))
        )
        known = {option.value for option in offered}
        initial = chosen if chosen in known else "NONE"
        found: list[Part] = [Input("header.format", "Header", "", "select", options=offered, initial=initial)]
        if initial == "TEXT":
            words = text(header, "text")
            hint = f"At most {HEADER} characters and one variable, {{{{1}}}}."
            found.append(Input("header.text", "Header text", hint, initial=words, max_length=HEADER))
            if shape.variables(words):
                found.append(Input("header.example", "Example for the header's {{1}}", initial=text(header, "example")))
        elif initial in MEDIA:
            found += parts.file_parts("header", initial, header)
        elif initial == "LOCATION":
            found.append(layout.context("Each message sends its own location."))
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        kind = kind_of(state)
        taken = {**state, "body": parts.take_text("body", values)}
        if kind != CAROUSEL:
            taken["header"] = self._take_header(state, values)
        if kind == OFFER:
            taken["offer"] = {
                "text": str(values.get("offer.text") or ""),
                "hasExpiration": values.get("offer.hasExpiration") is True,
            }
        if kind == STANDARD:
            taken["footer"] = str(values.get("footer") or "")
        return taken

    def check(self, state: State) -> dict[str, str]:
        kind = kind_of(state)
        wrong = dict(parts.check_text("body", as_payload(state.get("body")), BODY))
        if kind != CAROUSEL:
            wrong |= self._check_header(as_payload(state.get("header")))
        offer = text(state, "offer.text")
        if kind == OFFER and not 1 <= len(offer) <= OFFER_TEXT:
            wrong["offer.text"] = f"needs 1 to {OFFER_TEXT} characters"
        if kind == STANDARD and len(text(state, "footer")) > FOOTER:
            wrong["footer"] = f"has {len(text(state, 'footer'))} characters; {FOOTER} at most"
        return wrong

    def _take_header(self, state: State, values: Mapping[str, Any]) -> State:
        """What is asked for; of what the chosen kind does not have, what was there before."""
        before = as_payload(state.get("header"))
        asked = {input_.name for input_ in self.inputs(state)} | values.keys()
        header: State = {
            name: values.get(f"header.{name}") or "" if f"header.{name}" in asked else before.get(name, "")
            for name in ("format", "text", "example")
        }
        if "header.url" in asked:
            return header | parts.take_file("header", before, values)
        return header | {name: before[name] for name in ("url", "upload") if before.get(name)}

    def _check_header(self, header: Mapping[str, Any]) -> dict[str, str]:
        chosen = text(header, "format")
        if chosen in MEDIA:
            return dict(parts.check_file("header", chosen, header))
        words = text(header, "text")
        if chosen != "TEXT":
            return {}
        if not 1 <= len(words) <= HEADER:
            return {"header.text": f"needs 1 to {HEADER} characters"}
        if shape.variables(words) > 1 or ("{{" in words and not shape.VARIABLE.search(words)):
            return {"header.text": "can have one variable, {{1}}"}
        if shape.variables(words) and not text(header, "example"):
            return {"header.example": "enter an example for {{1}}"}
        return {}


class Buttons(Step):
    name, title = "buttons", "Buttons"

    def __init__(self, state: State) -> None:
        held = mappings(state, "buttons")
        self.live = frozenset(
            f"b{at}.{name}"
            for at, button in enumerate(held, 1)
            for name in ("flowId", "flowAction", "url")
            if button["type"] in ("FLOW", "URL")
        )

    def parts(self, state: State) -> Sequence[Part]:
        held = mappings(state, "buttons")
        flows = [Option(str(flow[0]), str(flow[1])) for flow in state.get("_flows") or ()]
        found: list[Part] = []
        if not held:
            found.append(layout.section("No buttons yet (optional)."))
        for at, button in enumerate(held, 1):
            heading = f"*{at} · {parts.KINDS.get(text(button, 'type'), 'Button')}*"
            found.append(layout.section(heading, accessory=parts.remove("Remove", "remove_button", str(at - 1))))
            found += parts.button_parts(f"b{at}", button, flows, state.get("_screens") or {})
        offered = OFFERED.get(kind_of(state), OFFERED[STANDARD])
        if len(held) < MOST_BUTTONS:
            found.append(layout.context(f"Add a button ({len(held)} of {MOST_BUTTONS}):"))
            found += row(*(Button(parts.KINDS[kind], "add_button", kind) for kind in offered))
        else:
            found.append(layout.context(f"{MOST_BUTTONS} buttons is the maximum."))
        return found

    def below(self, state: State) -> Sequence[Block]:
        return preview(state)

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        held = mappings(state, "buttons")
        return {**state, "buttons": [parts.take_button(f"b{at}", button, values) for at, button in enumerate(held, 1)]}

    def check(self, state: State) -> dict[str, str]:
        wrong: dict[str, str] = {}
        labels: set[str] = set()
        for at, button in enumerate(mappings(state, "buttons"), 1):
            wrong |= dict(parts.check_button(f"b{at}", button))
            label = text(button, "text")
            if label and label in labels:
                wrong[f"b{at}.text"] = "another button already has this label"
            labels.add(label)
        return wrong

    def outdated(self, state: State, values: Mapping[str, Any]) -> bool:
        """A screen that was chosen of another flow."""
        return any(
            values.get(f"b{at}.navigateScreen") and not button.get("navigateScreen")
            for at, button in enumerate(mappings(state, "buttons"), 1)
        )

    def waits(self, state: State) -> bool:
        flows = [button for button in mappings(state, "buttons") if button["type"] == "FLOW"]
        screens = state.get("_screens") or {}
        return bool(flows) and ("_flows" not in state or any(_unseen(flow, screens) for flow in flows))

    async def load(self, ctx: Ctx, state: State) -> State:
        """The flows there are, and the screens of those that are chosen."""
        flows = state.get("_flows")
        if flows is None:
            page = await ctx.api.whatsapp_flows.list(page_size=100)
            flows = [[str(flow.id), _named(flow)] for flow in page if flow.id]
        screens = dict(state.get("_screens") or {})
        for button in mappings(state, "buttons"):
            if _unseen(button, screens):
                chosen = text(button, "flowId")
                screens[chosen] = [str(found.id) for found in await ctx.api.whatsapp_flows.screens(chosen)]
        return {**state, "_flows": flows, "_screens": screens}


def _named(flow: Any) -> str:
    """A flow's name, and what its state is unless it can be used."""
    state = str(flow.status or "").removeprefix("FLOW_STATUS_")
    return f"{flow.name or flow.id}{'' if state == 'PUBLISHED' else f' ({state.lower()})'}"


def _unseen(button: Mapping[str, Any], screens: Mapping[str, Any]) -> bool:
    chosen = text(button, "flowId")
    return button.get("type") == "FLOW" and chosen.isdigit() and chosen not in screens
