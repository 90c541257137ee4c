"""The form that translates a template: for each language one step, the original beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input
from bot.cards.templates import findings as template_findings
from bot.cards.templates.preview import whatsapp_preview
from bot.cards.vocabulary.payload import mapping, mappings, strings, text
from bot.cards.vocabulary.words import capitalised
from bot.command import Button, Part, Screen, State, Step, Wizard, row
from bot.provisioning.languages import NAMES
from bot.slack.text import escaped, quote, shorten
from bot.templates.finding import Finding
from bot.templates.parity import Piece, fault, pieces, translated
from bot.templates.rows import SEPARATOR
from commands.whatsapp.template_form import project_findings

if TYPE_CHECKING:
    from bot.command import Ctx

ORIGINAL = 1_500
LONG = 100
"""Characters of an original that are shown, and of a text from which its field has several lines."""


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
            label = capitalised(piece.name)
            found.append(layout.context(f"*{escaped(label)}*"))
            found.append(layout.section(quote(shorten(piece.text, ORIGINAL))))
            kind = "multiline" if piece.limit > LONG else "text"
            found.append(
                Input(f"{self._language}.text{number}", label, f"At most {piece.limit:,} characters.", kind,  # type: ignore[arg-type]
                      initial=text(held, f"text{number}"), max_length=piece.limit)
            )  # fmt: skip
            if piece.examples:
                initial = text(held, f"examples{number}") or SEPARATOR.join(piece.examples)
                hint = "One for each variable, separated by |."
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
    """All languages once more, with what the check found and the way to where it is mended."""

    name, title = "review", "Review"

    def parts(self, state: State) -> Sequence[Part]:
        return self.screen(state).parts

    def screen(self, state: State) -> Screen:
        """Each language is checked once, for what is shown and for the button."""
        checked = _checked(state)
        every = [finding for _, findings in checked for finding in findings]
        return Screen(_shown(checked), project_findings.submit_label(every))

    def inputs(self, state: State) -> tuple[Input, ...]:
        """None, without the check."""
        return ()

    def waits(self, state: State) -> bool:
        """Until the project's other templates were looked at for these very texts."""
        return project_findings.are_missing(state, _bodies(state))

    async def load(self, ctx: Ctx, state: State) -> State:
        return await project_findings.looked_up(ctx, state, _bodies(state), new=True)


def _shown(checked: Sequence[tuple[Mapping[str, Any], Sequence[Finding]]]) -> list[Part]:
    found: list[Part] = []
    for body, findings in checked:
        language = text(body, "language")
        found.append(layout.section(f"*{escaped(text(body, 'name'))}* · {language}"))
        found += template_findings.blocks(findings) if findings else [layout.context(project_findings.CLEAN)]
        if any(finding.rejects for finding in findings):
            found += row(Button(f"Mend it: {language}", "mend", f"to_{language}", "primary"))
        found += whatsapp_preview(mappings(body, "details.components"))
    found.append(layout.context("Meta reviews them after you submit. Drafts stay at Sinch until then."))
    return found


def _bodies(state: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [body_of(state, language) for language in strings(state, "targets")]


def _checked(state: Mapping[str, Any]) -> list[tuple[dict[str, Any], list[Finding]]]:
    return [(body, project_findings.findings(state, body, at)) for at, body in enumerate(_bodies(state))]


class Translate(Wizard):
    """Category, buttons, variables and media are taken over; only the texts are new."""

    title = "Translate a template"
    about = "One form for each language, with the original beside each field."
    saves = True

    def start(self, values: Mapping[str, Any]) -> State:
        return {**values, "texts": mapping(values, "texts")}

    def steps(self, state: State) -> Sequence[Step]:
        return [*map(Language, strings(state, "targets")), Review()]

    def goes_to(self, state: State, action: str, value: str) -> str:
        return value if action == "mend" and any(step.name == value for step in self.steps(state)) else ""

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        status = "DRAFT" if as_draft else "SUBMIT"
        made = [{**body_of(state, language), "status": status} for language in strings(state, "targets")]
        kept: dict[str, Any] = {name: state[name] for name in ("name", "source", "targets") if name in state}
        return {**kept, "translations": made}
