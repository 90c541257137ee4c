"""What an RCS sender is asked for: which fields there are, how they are filled in, what a launch needs of them. Pure.

A sender is held flat, by the API's own dotted names (`details.brand.name`), each value as a form has it: contacts
and lists of addresses or messages as text, one a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.blocks.input import Kind

Flat = dict[str, Any]
BRAND = "details.brand."
COUNTRIES = "details.countries"
TEST_NUMBERS = "details.testNumbers"
SECTIONS = ("general", "verification", "gb", "fr", "us")
BY_COUNTRY = {"GB": "gb", "FR": "fr", "US": "us"}


@dataclass(frozen=True, slots=True)
class Field:
    """How one value is filled in. `form` is a pattern that `says` puts in words; `lines`: a list, one item a line."""

    kind: Kind = "text"
    least: int = 1
    most: int | None = None
    options: tuple[str, ...] = ()
    form: str = ""
    says: str = ""
    lines: bool = False
    launch: bool = False
    nullable: bool = True


LONG = Field("multiline", launch=True)
NEEDED = Field(launch=True)
URL = Field("url", launch=True)
URLS = Field("multiline", lines=True, form=r"https?://\S+", says="one address per line, starting with https://")
YES_NO = Field("boolean", launch=True)
SHORT = Field(most=100, launch=True)
MESSAGE = Field("multiline", least=20, most=1024, launch=True)
COUNTRY = Field(form=r"[A-Za-z]{2}", says="two letters, like US or SE", launch=True, nullable=False)
PHONE = r"(?:\+|00)\d{6,15}"
PHONE_NUMBER = re.compile(r"\+[1-9]\d{5,14}")
INDUSTRIES = (
    "AGRICULTURE", "COMMUNICATION", "CONSTRUCTION", "EDUCATION", "ENERGY", "ENTERTAINMENT", "FINANCIAL", "GAMBLING",
    "GOVERNMENT", "HEALTHCARE", "HOSPITALITY", "HUMAN_RESOURCES", "INSURANCE", "LEGAL", "MANUFACTURING",
    "NON_GOVERNMENTAL_ORGANIZATION", "POLITICAL", "POSTAL", "PROFESSIONAL", "REAL_ESTATE", "RETAIL", "TECHNOLOGY",
    "TRANSPORTATION",
)  # fmt: skip
US_STATES = (
    "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM",
    "NV", "NY", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI",
    "WV", "WY",
)  # fmt: skip
LEGAL_FORMS = ("CORPORATION", "LIMITED_LIABILITY_COMPANY", "PARTNERSHIP", "S_CORPORATION")

US_COMPANY: Mapping[str, Field] = {
    "companyLegalName": SHORT,
    "companyPhoneNumber": Field(most=13, launch=True),
    "companyEmailAddress": Field("email", most=100, launch=True),
    "brandName": SHORT,
    "brandIndustry": Field("select", options=INDUSTRIES, launch=True, nullable=False),
    "legalForm": Field("select", options=LEGAL_FORMS, launch=True, nullable=False),
    "taxId": Field(most=25, launch=True),
    "addressLine": SHORT,
    "addressCity": SHORT,
    "addressCountry": COUNTRY,
    "addressState": Field("select", options=US_STATES, launch=True, nullable=False),
    "addressPostalCode": Field(most=10, launch=True),
    "websiteUrl": Field("url", most=100, launch=True),
    "contactFirstName": SHORT,
    "contactSurname": SHORT,
    "stockExchange": Field(most=10, launch=True),
    "stockSymbol": Field(most=6, launch=True),
}
US_CAMPAIGN: Mapping[str, Field] = {
    "sampleMessages": Field("multiline", least=20, lines=True, launch=True),
    "messagesVolume": Field("number", launch=True),
    "embeddedLink": YES_NO,
    "embeddedPhone": YES_NO,
    "ageGatedContent": YES_NO,
    "directLending": YES_NO,
    "optInConfirmationMessage": MESSAGE,
    "helpMessage": MESSAGE,
    "callToActionMessage": Field("multiline", least=40, most=4096, launch=True),
}
US_KIND: Mapping[str, Field] = {
    "ownershipType": Field("radio", options=("PRIVATE", "PUBLIC"), launch=True, nullable=False),
    "taxIdCountry": COUNTRY,
}
ANSWERS: Mapping[str, Mapping[str, Field]] = {
    "general": {
        "optInDescription": LONG,
        "triggerDescription": LONG,
        "interactionsDescription": LONG,
        "optOutDescription": LONG,
        "videoUris": URLS,
        "screenshotUris": URLS,
    },
    "verification": {
        "name": NEEDED,
        "email": Field("email", most=100, launch=True),
        "title": Field(most=100),
        "website": URL,
        "phone": Field(form=PHONE, says="With country code, like +46701234567"),
        "partner.companyName": Field(most=100),
        "partner.contactName": Field(most=100),
        "partner.contactEmailAddress": Field("email", most=100),
    },
    "gb": {
        "brandIndustry": NEEDED,
        "companyLegalName": NEEDED,
        "companyRegistrationNumber": Field(),
        "fullCompanyAddress": Field("multiline"),
        "messagesVolume": NEEDED,
        "messagesFrequency": Field(),
        "campaignLength": Field(),
    },
    "fr": {
        "fullCompanyAddress": LONG,
        "siren": Field(least=9, most=9, form=r"\d{9}", says="nine digits", launch=True),
    },
    "us": {**US_KIND, **US_COMPANY, **US_CAMPAIGN},
}  # fmt: skip
OLD_US = ("companyLegalName", "brandIndustry", "messagesVolume")
OLD_US_ONLY = ("ein", "smsCampaign", "fullCompanyAddress")
STOCK = ("stockExchange", "stockSymbol")
BRAND_NEEDED = {
    "logoUrl": "a logo",
    "bannerUrl": "a banner",
    "privacyPolicyUrl": "the privacy policy",
    "termsOfServiceUrl": "the terms of service",
}
VALUE_OF = {"phones": "number", "emails": "address", "websites": "url"}
LABEL_OF = {"phones": "Phone", "emails": "Email", "websites": "Website"}
VALUE_FORM = {
    "phones": (r"\+?\d{6,14}", "a number like +46701234567"),
    "emails": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "an address like help@example.com"),
    "websites": (r"https?://\S+", "an address like https://example.com"),
}
ENTRIES, ENTRY_LABEL = 3, 25
"""Contacts of each sort, and characters of their labels: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/rcs-senders"""


def answer(section: str, name: str) -> str:
    """The dotted name of an answer."""
    return f"details.questionnaire.{section}.answers.{name}"


def field_of(name: str) -> Field | None:
    """What is known of an answer, by its dotted name."""
    match = re.fullmatch(r"details\.questionnaire\.(\w+)\.answers\.(.+)", name)
    return ANSWERS.get(match[1], {}).get(match[2]) if match else None


def flat(details: Mapping[str, Any], prefix: str = "details.") -> Flat:
    """A sender's details, as the API tells or takes them, by dotted names and as a form has them."""
    found: Flat = {}
    for key, value in details.items():
        name = f"{prefix}{key}"
        if key == "questions" or value is None:
            continue
        if isinstance(value, Mapping):
            found |= flat(value, f"{name}.")
        else:
            found[name] = _shown(name, value)
    return found


def spread(values: Mapping[str, Any]) -> Flat:
    """What was typed, by dotted names: bodies and parts given as JSON are taken apart."""
    found: Flat = {}
    for name, value in values.items():
        whole = _parsed(value) if name.endswith(".answers") or name.removeprefix(BRAND) in VALUE_OF else value
        if isinstance(whole, Mapping):
            found |= flat(whole, f"{name}.")
        else:
            found[name] = _shown(name, whole)
    return found


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """The API's own `details` of flat values; None stays, for it removes a value."""
    body: dict[str, Any] = {}
    for name, value in values.items():
        inner = body
        *path, last = name.split(".")
        for part in path:
            inner = inner.setdefault(part, {})
        inner[last] = None if value is None else _sent(name, value)
    found: dict[str, Any] = body.get("details", {})
    return found


def entries(kind: str, text: str) -> list[tuple[str, str]]:
    """Contact entries, one a line, `Label: value` or the value alone."""
    pattern = r"(?P<label>[^:\n]*?)\s*:\s*(?!//)(?P<value>.+)"
    found = []
    for line in split(text):
        match = re.fullmatch(pattern, line)
        label, value = (match["label"].strip(), match["value"].strip()) if match else ("", line)
        found.append((label or LABEL_OF[kind], re.sub(r"[\s().-]", "", value) if kind == "phones" else value))
    return found


def wrong_entries(kind: str, text: str) -> str:
    """What is wrong with contact entries; empty if nothing is."""
    found = entries(kind, text)
    form, says = VALUE_FORM[kind]
    if len(found) > ENTRIES:
        return f"{len(found)} are too many; {ENTRIES} at most"
    for label, value in found:
        if len(label) > ENTRY_LABEL:
            return f"the label {label!r} has {len(label)} characters; {ENTRY_LABEL} at most"
        if not re.fullmatch(form, value):
            return f"{value!r} isn't {says}"
    values = [value for _, value in found]
    return "list each only once" if len(set(values)) < len(values) else ""


def wrong(field: Field, value: Any) -> str:
    """What is wrong with a value that was filled in; empty if nothing is."""
    if not isinstance(value, str):
        return ""
    for line in split(value) if field.lines else [value.strip()]:
        if field.form and not re.fullmatch(field.form, line):
            return f"{line[:60]!r} must be {field.says}"
        if len(line) < field.least:
            return f"needs at least {field.least} characters" + (f": {line[:40]!r}" if field.lines else "")
        if field.most and len(line) > field.most:
            return f"has {len(line):,} characters; {field.most:,} at most"
    return ""


def split(text: str) -> list[str]:
    """The lines of a list."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def us_variant(state: Mapping[str, Any]) -> str:
    """Which US questions this brand is asked, `US_PRIVATE` and so on; empty while that is not known."""
    ownership, country = state.get(answer("us", "ownershipType")), state.get(answer("us", "taxIdCountry"))
    if not ownership or not country:
        return ""
    return f"{'US' if str(country).upper() == 'US' else 'NON_US'}_{ownership}"


def us_left_out(variant: str) -> tuple[str, ...]:
    """US answers that a kind of brand is not asked for."""
    return (*(STOCK if variant.endswith("PRIVATE") else ()), *(("addressState",) if variant[:3] == "NON" else ()))


def is_old_us(state: Mapping[str, Any]) -> bool:
    """Whether the US answers are those of the old questionnaire."""
    return any(state.get(answer("us", name)) for name in OLD_US_ONLY)


def countries_of(state: Mapping[str, Any]) -> list[str]:
    """The countries chosen so far."""
    return list(state.get(COUNTRIES) or ())


def sections_of(state: Mapping[str, Any]) -> list[str]:
    """The parts of the questionnaire that these countries call for."""
    return [
        "general",
        "verification",
        *(section for code, section in BY_COUNTRY.items() if code in countries_of(state)),
    ]


def given(state: Mapping[str, Any], name: str) -> bool:
    """Whether a field has a value."""
    return state.get(name) not in (None, "", [])


def details(state: Mapping[str, Any]) -> Flat:
    """What is filled in of the sender, without US answers that its kind of brand is not asked for."""
    left_out = {answer("us", name) for name in us_left_out(us_variant(state))}
    return {
        name: value
        for name, value in state.items()
        if name.startswith("details.") and name not in left_out and given(state, name)
    }


def changes(state: Mapping[str, Any]) -> Flat:
    """What differs from the sender as it was; None, or no text, where a value was taken away."""
    was, now = state["_was"], details(state)
    gone = {name for name in was if name not in now and given(was, name)}
    changed = {name: value for name, value in now.items() if not _same(name, was.get(name), value)}
    return changed | {name: "" if name in (f"{BRAND}name", f"{BRAND}description") else None for name in gone}


def _same(name: str, was: Any, now: Any) -> bool:
    """A menu of countries has an order of its own."""
    return set(was or ()) == set(now) if name == COUNTRIES else bool(was == now)


def needed(state: Mapping[str, Any]) -> Iterator[str]:
    """The dotted names of what a launch needs; contacts, of which one is enough, stand as `details.brand.emails`."""
    yield from (f"{BRAND}{name}" for name in BRAND_NEEDED)
    yield f"{BRAND}emails"
    yield COUNTRIES
    for section in sections_of(state):
        if section == "us" and is_old_us(state):
            yield from (answer("us", name) for name in OLD_US)
            continue
        left_out = us_left_out(us_variant(state)) if section == "us" else ()
        yield from (answer(section, name) for name, field in ANSWERS[section].items()
                    if field.launch and name not in left_out)  # fmt: skip
    if "US" in countries_of(state) and not is_old_us(state):
        yield answer("verification", "phone")


def missing(state: Mapping[str, Any]) -> list[str]:
    """What a launch still needs."""
    contact = given(state, f"{BRAND}phones") or given(state, f"{BRAND}emails")
    return [name for name in needed(state) if not given(state, name) and not (name == f"{BRAND}emails" and contact)]


def _parsed(value: Any) -> Any:
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _shown(name: str, value: Any) -> Any:
    kind = name.removeprefix(BRAND)
    if kind in VALUE_OF and isinstance(value, list):
        return "\n".join(f"{entry.get('label') or LABEL_OF[kind]}: {entry.get(VALUE_OF[kind], '')}" for entry in value
                         if isinstance(entry, Mapping))  # fmt: skip
    field = field_of(name)
    if field and field.lines and isinstance(value, list):
        return "\n".join(str(line).replace("\n", " ") for line in value)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _sent(name: str, value: Any) -> Any:
    kind = name.removeprefix(BRAND)
    if kind in VALUE_OF and isinstance(value, str):
        return [{"label": label, VALUE_OF[kind]: entry} for label, entry in entries(kind, value)]
    field = field_of(name)
    if field and field.lines and isinstance(value, str):
        return split(value)
    if field is COUNTRY and isinstance(value, str):
        return value.strip().upper()
    return value.strip() if isinstance(value, str) else value
