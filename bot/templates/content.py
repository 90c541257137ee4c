"""A WhatsApp template as the check sees it: its texts and buttons, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.templates.reading import Record, details_of, number_or_none, record, records, string, strings

Kind = Literal["header", "body", "footer", "offer"]
LIMITS: Mapping[Kind, int] = {"header": 60, "body": 1024, "footer": 60, "offer": 16}
CARD_BODY = 160
BUTTON_TEXT = 25
OFFER_CODE = 20
MOST_CARDS = 10
"""Characters, and cards of a carousel: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
MEDIA = ("IMAGE", "VIDEO", "DOCUMENT")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in which variables may stand; `name` is what people call its place."""

    kind: Kind
    name: str
    text: str
    limit: int
    path: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `row` tells those of the template (empty) from those of a card (`card 2`)."""

    kind: str
    name: str
    path: str
    label: str
    row: str = ""
    url: str = ""
    example: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """A template's parts in order.

    `media` are formats of headers that are no text, `cards` what each card is made of, `validity` is in seconds.
    """

    name: str
    language: str
    category: str
    texts: tuple[Text, ...]
    buttons: tuple[Button, ...]
    media: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cards: tuple[tuple[str, ...], ...] = ()
    validity: float | None = None

    @property
    def body(self) -> str:
        return next((text.text for text in self.texts if text.kind == "body" and text.name == "body"), "")

    @property
    def footer(self) -> str:
        return next((text.text for text in self.texts if text.kind == "footer"), "")

    @property
    def whole(self) -> str:
        """All texts, for rules about what is said."""
        return "\n".join([*(text.text for text in self.texts), *(button.label for button in self.buttons)])


def components_of(template: Mapping[str, Any]) -> list[Record]:
    """The components that are meant: those of the pending changes, else the live ones, else those of an input body."""
    for holder in (record(template.get("changes")), template):
        details = record(holder.get("details"))
        if isinstance(details.get("components"), list):
            return records(details["components"])
    return records(template.get("components"))


def content(template: Mapping[str, Any]) -> Content:
    """The parts of a body that is sent, or of a template as the API answers with it."""
    components = components_of(template)
    texts: list[Text] = []
    buttons: list[Button] = []
    media: list[str] = []
    cards: list[tuple[str, ...]] = []
    for at, component in enumerate(components):
        path = f"details.components.{at}"
        if string(component.get("type")) == "CAROUSEL":
            for number, card in enumerate(records(component.get("cards"))):
                cards.append(_shape(card))
                for inner, part in enumerate(records(card.get("components"))):
                    place = f"{path}.cards.{number}.components.{inner}"
                    _sort(part, place, f"card {number + 1}", texts, buttons, media)
        else:
            _sort(component, path, "", texts, buttons, media)
    return Content(
        name=string(template.get("name")),
        language=string(template.get("language")),
        category=string(template.get("category")),
        texts=tuple(texts),
        buttons=tuple(buttons),
        media=tuple(media),
        kinds=tuple(string(component.get("type")) for component in components),
        cards=tuple(cards),
        validity=number_or_none(details_of(template).get("messageSendTtlSeconds")),
    )


def _shape(card: Record) -> tuple[str, ...]:
    """The kinds of a card's parts and buttons, in no order: `HEADER IMAGE`, `BODY`, `BUTTONS URL`."""
    parts = []
    for part in records(card.get("components")):
        buttons = [string(button.get("type")) for button in records(part.get("buttons"))]
        parts.append(" ".join([string(part.get("type")), string(part.get("format")), *buttons]))
    return tuple(sorted(parts))


def _sort(part: Record, path: str, row: str, texts: list[Text], buttons: list[Button], media: list[str]) -> None:
    kind = string(part.get("type"))
    if kind == "BUTTONS":
        buttons += _buttons(part, path, row)
    elif kind == "HEADER" and string(part.get("format")) in (*MEDIA, "LOCATION"):
        media.append(string(part.get("format")))
    else:
        texts += _texts(part, path, row)


def _texts(part: Record, path: str, row: str) -> Iterator[Text]:
    kinds: dict[str, Kind] = {"HEADER": "header", "BODY": "body", "FOOTER": "footer", "LIMITED_TIME_OFFER": "offer"}
    kind = kinds.get(string(part.get("type")))
    if kind is None or ("text" not in part and kind != "body"):
        return
    limit = CARD_BODY if row and kind == "body" else LIMITS[kind]
    examples = strings(part.get("examples"))
    if kind == "header" and string(part.get("example")):
        examples = (string(part.get("example")),)
    name = f"{row} {kind}" if row else kind
    yield Text(kind, name, string(part.get("text")), limit, f"{path}.text", examples)


def _buttons(part: Record, path: str, row: str) -> Iterator[Button]:
    for at, button in enumerate(records(part.get("buttons"))):
        yield Button(
            kind=string(button.get("type")),
            name=f"{row} button {at + 1}".strip(),
            path=f"{path}.buttons.{at}",
            label=string(button.get("text")),
            row=row,
            url=string(button.get("url")),
            example=string(button.get("example")) or "".join(strings(button.get("examples"))[:1]),
            fields=button,
        )


def identity(template: Content) -> str:
    """What Meta compares: the words of body and footer, blanks and case aside; empty where there is no body."""
    body = " ".join(template.body.split()).casefold()
    return f"{body}\n{' '.join(template.footer.split()).casefold()}" if body else ""
