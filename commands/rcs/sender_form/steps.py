"""The steps of an RCS sender's form. Pure, save that questions are fetched from the API when a step needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.rcs_progress import INVITATIONS
from bot.cards.vocabulary.payload import as_payload, mapping, strings, text
from bot.cards.vocabulary.words import REGIONS, capitalised, choice, humanised, in_words
from bot.command import Button, Part, State, Step, row
from bot.slack.text import bold, escaped, shorten
from commands._shared import uploads
from commands._shared.checks import UNCHANGED
from commands._shared.uploads import Picture
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.checklist import COUNTRY_NAMES, TITLES, checklist, fact, steps_of, summary
from commands.rcs.sender_form.fields import ANSWERS, BRAND, COUNTRIES, TEST_NUMBERS, Field, answer, given

if TYPE_CHECKING:
    from bot.command import Ctx

FROZEN = ("LAUNCHING", "LAUNCHED")
LOGO = Picture(f"{BRAND}logoUrl", 50_000, (224, 224))
BANNER = Picture(f"{BRAND}bannerUrl", 200_000, (1440, 448))
"""https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/rcs-senders"""
GO, REVIEW = "go", "review"
IMAGE_HINT = "An address that Sinch can reach. JPEG or PNG, exactly {size}, up to {kb} KB."
EXTRA = {
    "screenshotUris": (
        "Screenshots",
        "Public addresses of screenshots of the conversation, one per line. For reviewers only.",
    ),
    "videoUris": (
        "Videos",
        "Public addresses of videos of the conversation, one per line. Without one, the launch waits.",
    ),
}


class Basics(Step):
    name, title = "basics", TITLES["basics"]

    def parts(self, state: State) -> Sequence[Part]:
        return [
            layout.context("You can't change these three later. Everything else can wait."),
            Input("region", "Region", "Where the sender is hosted. To launch in the United States, choose US.", "radio",
                  options=tuple(REGIONS.items()), initial=state.get("region")),
            Input("billingCategory", "Billing category", kind="radio", initial=state.get("billingCategory"), options=[
                Option("CONVERSATIONAL", "Conversational", "sessions with many turns"),
                Option("NON_CONVERSATIONAL", "Non-conversational", "mostly one-way messages"),
            ]),
            Input("useCase", "Use case", kind="radio", initial=state.get("useCase"), options=[
                Option("OTP", "One-time codes", "nothing else"),
                Option("TRANSACTIONAL", "Transactional", "orders, deliveries, reminders"),
                Option("PROMOTIONAL", "Promotional", "offers and news"),
                Option("MULTIUSE", "Multiple uses", "several types of messages in one sender"),
            ]),
        ]  # fmt: skip


class Brand(Step):
    name, title = "brand", TITLES["brand"]

    def parts(self, state: State) -> Sequence[Part]:
        return [
            _brand(state, "name", "Name", "What people see as the sender.", most=40),
            _brand(state, "description", "Description", "One sentence below the name.", most=100),
            _brand(state, "color", "Color", "For buttons and links, as six hexadecimal digits.", placeholder="#1A2B3C"),
            _brand(state, "logoUrl", "Logo", IMAGE_HINT.format(size="224 × 224 px", kb=50), "url"),
            *uploads.parts(LOGO, state),
            _brand(state, "bannerUrl", "Banner", IMAGE_HINT.format(size="1440 × 448 px", kb=200), "url"),
            *uploads.parts(BANNER, state),
            _brand(state, "privacyPolicyUrl", "Privacy policy", "Its address. You can add it until launch.", "url"),
            _brand(
                state, "termsOfServiceUrl", "Terms of service", "Their address. You can add it until launch.", "url"
            ),
            *_end(state, self.name),
        ]

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        return uploads.settled(super().take(state, values), (LOGO, BANNER))

    def check(self, state: State) -> dict[str, str]:
        found = uploads.wrong(state, (LOGO, BANNER))
        color = state.get(f"{BRAND}color")
        if color and not (len(color) == 7 and color[0] == "#" and _is_hex(color[1:])):
            found[f"{BRAND}color"] = "should be # and six hexadecimal digits, like #1A2B3C"
        for name in ("logoUrl", "bannerUrl", "privacyPolicyUrl", "termsOfServiceUrl", "color"):
            dotted = f"{BRAND}{name}"
            if given(state.get("_was", {}), dotted) and not given(state, dotted) and f"{dotted}.file" not in found:
                found[dotted] = "can be edited but not removed"
        return found


class Contact(Step):
    name, title = "contact", TITLES["contact"]

    def parts(self, state: State) -> Sequence[Part]:
        hint = "One per line, up to three, each as “Label: {0}” or just the {0}."
        return [
            layout.context("A launch needs at least one phone number or email address."),
            _brand(state, "phones", "Phone numbers", hint.format("number"), "multiline",
                   placeholder="Support: +46701234567"),
            _brand(state, "emails", "Email addresses", hint.format("address"), "multiline",
                   placeholder="Support: help@example.com"),
            _brand(state, "websites", "Websites", hint.format("address"), "multiline",
                   placeholder="Shop: https://example.com"),
            *_end(state, self.name),
        ]  # fmt: skip

    def check(self, state: State) -> dict[str, str]:
        found = {name: fields.wrong_entries(name, state.get(f"{BRAND}{name}") or "") for name in fields.VALUE_OF}
        return {f"{BRAND}{name}": text for name, text in found.items() if text}


class Countries(Step):
    name, title = "countries", TITLES["countries"]

    def parts(self, state: State) -> Sequence[Part]:
        options = [Option(code, f"{name} ({code})") for code, name in sorted(COUNTRY_NAMES.items(), key=lambda p: p[1])]
        tests = Input(TEST_NUMBERS, "Test phones before launch", f"With country code, one per line. {INVITATIONS}",
                      "list", required=False, initial=state.get(TEST_NUMBERS),
                      placeholder="+46701234567")  # fmt: skip
        return [
            Input(COUNTRIES, "Countries", "Where operators must approve the launch. Some have extra questions.",
                  "multi_select", required=False, options=options, initial=state.get(COUNTRIES)),
            *([] if frozen(state) else [tests]),
            *_end(state, self.name),
        ]  # fmt: skip

    def check(self, state: State) -> dict[str, str]:
        numbers = state.get(TEST_NUMBERS) or []
        bad = next((number for number in numbers if not fields.PHONE_NUMBER.fullmatch(number)), None)
        found = {TEST_NUMBERS: f"{bad!r} should be a number with country code, like +46701234567"} if bad else {}
        if len(set(numbers)) < len(numbers):
            found[TEST_NUMBERS] = "list each only once"
        if "US" in fields.countries_of(state) and fact(state, "region") not in ("US", ""):
            found[COUNTRIES] = (
                f"to launch in the United States, the sender's region must be US; this one's is {fact(state, 'region')}"
            )
        return found


class Questions(Step):
    """Some answers of one part of the questionnaire, as far as the API asks for them now."""

    def __init__(self, name: str, section: str, asked: Mapping[str, Field]) -> None:
        self.name = name
        self.title = TITLES[name]
        self.section = section
        self.asked = asked

    def waits(self, state: State) -> bool:
        return bool(state.get("_questions", {}).get("for") != _key(state))

    async def load(self, ctx: Ctx, state: State) -> State:
        use_case, countries, variant = _key(state)
        found = as_payload(await ctx.api.rcs_questionnaire.get(
            use_case, countries=countries or None,
            us_questionnaire_version="v2" if "US" in countries else None,
            us_questionnaire_brand_campaign_version=variant or None,
        ))  # fmt: skip
        sections = {name: dict(_asked(mapping(found, f"{name}.questions"))) for name in fields.SECTIONS}
        return {**state, "_questions": {"for": _key(state), "sections": sections}}

    def parts(self, state: State) -> Sequence[Part]:
        asked = state.get("_questions", {}).get("sections", {}).get(self.section, {})
        inputs = [self._input(state, name, asked[name]) for name in self.asked if name in asked]
        return [*inputs, *self._unknown(asked), *_end(state, self.name)]

    def check(self, state: State) -> dict[str, str]:
        found = {}
        for input_ in self.inputs(state):
            field = fields.field_of(input_.name)
            if field and (said := fields.wrong(field, state.get(input_.name))):
                found[input_.name] = said
            if (
                field
                and not field.nullable
                and given(state.get("_was", {}), input_.name)
                and not given(state, input_.name)
            ):
                found[input_.name] = "can be edited but not removed"
        tax = state.get(answer("us", "taxId"))
        if self.section == "us" and fields.us_variant(state)[:2] == "US" and tax and not _is_ein(tax):
            found[answer("us", "taxId")] = "should be two digits, a dash and seven digits, like 12-3456789"
        return found | self._together(state)

    def _together(self, state: State) -> dict[str, str]:
        """A new sender's contact person and US answers are taken as a whole or not at all."""
        if "_was" in state or self.section not in ("verification", "us"):
            return {}
        section = ANSWERS[self.section]
        left_out = fields.us_left_out(fields.us_variant(state))
        whole = [name for name, field in section.items() if field.launch and name not in left_out]
        if not any(given(state, answer(self.section, name)) for name in section if name not in fields.US_KIND):
            return {}
        mine = {input_.name for input_ in self.inputs(state)}
        empty = [answer(self.section, name) for name in whole if not given(state, answer(self.section, name))]
        return {
            name: "is required with the others, or leave this whole part for later" for name in empty if name in mine
        }

    def _input(self, state: State, name: str, asked: Mapping[str, Any]) -> Input:
        field = self.asked[name]
        title, extra = EXTRA.get(name, (humanised(name.rpartition(".")[2]), ""))
        suggested = " · ".join(strings(asked, "suggested")[:5]) if not field.options else ""
        hints = [
            "You can add it until launch." if field.launch else "",
            extra,
            f"For example: {shorten(suggested, 400)}" if suggested else "",
            f"{capitalised(field.says)}." if field.says and not extra else "",
            "One per line." if field.lines and not field.says else "",
        ]
        options = [option for option in field.options if option == "CORPORATION" or not self._public(state)] \
            if name == "legalForm" else field.options  # fmt: skip
        dotted = answer(self.section, name)
        return Input(
            dotted, text(asked, "question") or title, " ".join(filter(None, hints)), field.kind, required=False,
            options=[Option(option, _word(option)) for option in options], initial=state.get(dotted),
            max_length=field.most,
        )  # fmt: skip

    def _public(self, state: State) -> bool:
        return bool(self.section == "us" and state.get(answer("us", "ownershipType")) == "PUBLIC")

    def _unknown(self, asked: Mapping[str, Mapping[str, Any]]) -> list[Block]:
        new = [text(entry, "question") or name for name, entry in asked.items() if name not in ANSWERS[self.section]]
        said = f"Sinch also asks this, but its API can't take the answer yet: {'; '.join(new)}"
        return [layout.context(escaped(shorten(said, 1500)))] if new else []


class Review(Step):
    name, title = REVIEW, TITLES[REVIEW]

    def parts(self, state: State) -> Sequence[Part]:
        left = fields.missing(state)
        buttons = [Button(title, GO, name) for name, title in steps_of(left)]
        return [
            *layout.sections(summary(state)),
            layout.divider(),
            *layout.sections(checklist(left, state)),
            *row(*buttons[:20]),
        ]

    def check(self, state: State) -> dict[str, str]:
        return {"": UNCHANGED} if "_was" in state and not fields.changes(state) else {}


def frozen(state: Mapping[str, Any]) -> bool:
    """Whether it is launched, so that only countries and questionnaire may change."""
    return state.get("_facts", {}).get("state") in FROZEN


def _end(state: State, here: str) -> list[Block]:
    """The live summary, and the way to the end."""
    count = len(fields.missing(state))
    name = str(state.get(f"{BRAND}name") or "RCS Sender")
    facts = [name, in_words(fact(state, "useCase")), ", ".join(fields.countries_of(state))]
    left = (
        f"{count} answers missing for a launch"
        if count > 1
        else "1 answer missing"
        if count
        else "complete for a launch"
    )
    shown = " · ".join(bold(part) if part == name else escaped(part) for part in facts if part)
    return [layout.context(f"{shown} · {left}"), *row(Button("Go to summary", GO, REVIEW))]


def _brand(
    state: State,
    name: str,
    title: str,
    hint: str,
    kind: Any = "text",
    *,
    most: int | None = None,
    placeholder: str = "",
) -> Input:
    dotted = f"{BRAND}{name}"
    return Input(dotted, title, hint, kind, required=False, initial=state.get(dotted), max_length=most,
                 placeholder=placeholder)  # fmt: skip


def _key(state: Mapping[str, Any]) -> list[Any]:
    """What the questions depend on: use case, the countries that have questions of their own, the kind of US brand."""
    countries = [code for code in fields.BY_COUNTRY if code in fields.countries_of(state)]
    return [fact(state, "useCase"), countries, fields.us_variant(state) if "US" in countries else ""]


def _asked(questions: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, question in questions.items():
        if not isinstance(question, Mapping):
            continue
        if "question" not in question:
            yield from _asked(question, f"{prefix}{name}.")
            continue
        yield (
            f"{prefix}{name}",
            {"question": text(question, "question"), "suggested": strings(question, "suggestedAnswers")},
        )


def _word(value: str) -> str:
    words = {"PRIVATE": "Privately held", "PUBLIC": "Publicly listed"}.get(value)
    return words or choice("", value)


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in digits)


def _is_ein(tax_id: str) -> bool:
    head, dash, tail = tax_id.strip().partition("-")
    return bool(dash) and head.isdigit() and tail.isdigit() and (len(head), len(tail)) == (2, 7)
