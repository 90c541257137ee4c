"""The form that translates a template: for each language one step, the original beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards import template_findings
from bot.cards.blocks import layout
from bot.cards.blocks.input import Input
from bot.cards.preview import whatsapp_preview
from bot.cards.vocabulary.payload import mapping, mappings, strings, text
from bot.command import Part, State, Step, Wizard
from bot.provisioning.languages import NAMES
from bot.slack.text import outside, quote, shorten
from bot.templates.check import check
from bot.templates.parity import Piece, fault, pieces, translated
from bot.templates.rows import SEPARATOR

ORIGINAL = 1_500
LONG = 100


def _pieces(state: Mapping[str, Any]) -> list[Piece]:
    return pieces(mapping(state, "_original"))


def body_of(state: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The template in a language, as far as it is written."""
    original, held = mapping(state, "_original"), mapping(mapping(state, "texts"), language)
    found = _pieces(state)
    texts = [text(held, f"text{number}") for number in range(len(found))]
    examples = {
        number: [example.strip() for example in text(held, f"examples{number}").split("|") if example.strip()]
        for number in range(len(found))
    }
    details = {**mapping(original, "details"), "components": translated(original, texts, examples)}
    return {
        "name": text(original, "name"), "language": language, "category": text(original, "category"),
        "details": details,
    }  # fmt: skip


class Language(Step):
    """All texts in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.name = f"to_{language}"
        self.title = NAMES.get(language, language)

    def parts(self, state: State) -> Sequence[Part]:
        held = mapping(mapping(state, "texts"), self._language)
        found: list[Part] = []
        for number, piece in enumerate(_pieces(state)):
            label = piece.name[:1].upper() + piece.name[1:]
            found.append(layout.context(f"*{outside(label)}*"))
            found.append(layout.section(quote(shorten(outside(piece.text), ORIGINAL))))
            kind = "multiline" if piece.limit > LONG else "text"
            found.append(
                Input(f"{self._language}.text{number}", label, f"At most {piece.limit:,} characters.", kind,  # type: ignore[arg-type]
                      initial=text(held, f"text{number}"), max_length=piece.limit)
            )  # fmt: skip
            if piece.examples:
                initial = text(held, f"examples{number}") or SEPARATOR.join(piece.examples)
                hint = "One for each variable, with | between them."
                found.append(
                    Input(f"{self._language}.examples{number}", f"Examples for {piece.name}", hint, initial=initial)
                )
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        mine = {
            name.partition(".")[2]: str(value or "")
            for name, value in values.items()
            if name.startswith(f"{self._language}.")
        }
        return {**state, "texts": {**mapping(state, "texts"), self._language: mine}}

    def check(self, state: State) -> dict[str, str]:
        held = mapping(mapping(state, "texts"), self._language)
        found = {
            f"{self._language}.text{number}": fault(piece, text(held, f"text{number}"))
            for number, piece in enumerate(_pieces(state))
        }
        return {name: wrong for name, wrong in found.items() if wrong}


class Review(Step):
    """All languages once more, with what the check found."""

    name, title, submit = "review", "Review", "Submit for review"

    def parts(self, state: State) -> Sequence[Part]:
        found: list[Part] = []
        for language in strings(state, "targets"):
            body = body_of(state, language)
            found.append(layout.section(f"*{outside(text(body, 'name'))}* · {language}"))
            found += template_findings.blocks(check(body))
            found += whatsapp_preview(mappings(body, "details.components"))
        found.append(
            layout.context("Submitted, they go to Meta for review. Drafts stay with Sinch until you submit them.")
        )
        return found


class Translate(Wizard):
    """Category, buttons, variables and media are taken over; only the texts are new."""

    title = "Translate a template"
    about = "for each language the original beside each field; variables that get lost or added are refused at once"
    saves = True

    def start(self, values: Mapping[str, Any]) -> State:
        return {**values, "texts": mapping(values, "texts")}

    def steps(self, state: State) -> Sequence[Step]:
        return [*map(Language, strings(state, "targets")), Review()]

    def finish(self, state: State, *, draft: bool) -> dict[str, Any]:
        status = "DRAFT" if draft else "SUBMIT"
        made = [{**body_of(state, language), "status": status} for language in strings(state, "targets")]
        kept: dict[str, Any] = {name: state[name] for name in ("name", "source", "targets") if name in state}
        return {**kept, "translations": made}
