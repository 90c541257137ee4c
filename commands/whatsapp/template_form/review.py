"""The last step: the message as it will look, what the check found, the way to Meta."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input
from bot.cards.templates import findings as template_findings
from bot.cards.templates.preview import whatsapp_preview
from bot.cards.vocabulary.payload import text
from bot.command import Button, Part, Screen, State, Step, row
from bot.slack.text import escaped
from bot.templates.finding import Finding
from commands._shared.checks import UNCHANGED
from commands.whatsapp.template_form import project_findings
from commands.whatsapp.template_form.shape import components, is_code, sent

if TYPE_CHECKING:
    from bot.command import Ctx


class Review(Step):
    """The whole message once more with what the check found, and the way to Meta."""

    name, title = "review", "Review"

    def parts(self, state: State) -> Sequence[Part]:
        return self.screen(state).parts

    def screen(self, state: State) -> Screen:
        """The check is what costs here: it is made once for what is shown and for the button."""
        findings = project_findings.findings(state, body_of(state))
        return Screen(self._shown(state, findings), project_findings.submit_label(findings))

    def inputs(self, state: State) -> tuple[Input, ...]:
        """Without the check."""
        if state.get("_update"):
            return ()
        return (
            Input("saveDraftOnFailure", "If Meta refuses it right away", kind="checkbox", required=False,
                  placeholder="Save as draft", initial=state.get("saveDraftOnFailure")),
        )  # fmt: skip

    def _shown(self, state: State, findings: Sequence[Finding]) -> list[Part]:
        name, language = escaped(text(state, "name")), escaped(text(state, "language"))
        category = escaped(text(state, "category").capitalize())
        facts = f"*{name}* · {language} · {category}"
        found: list[Part] = [layout.section(facts), *_said(findings), *whatsapp_preview(components(state))]
        if is_code(state):
            found.append(layout.context("WhatsApp adds the text of the code, in the template's language."))
        found += self.inputs(state)
        found.append(layout.context("Meta reviews it after you submit. A draft stays at Sinch until then."))
        return found

    def check(self, state: State) -> dict[str, str]:
        return {"": UNCHANGED} if "_live" in state and state["_live"] == sent(state) else {}

    def waits(self, state: State) -> bool:
        """Until the project's other templates were looked at for this very text."""
        return project_findings.are_missing(state, [body_of(state)])

    async def load(self, ctx: Ctx, state: State) -> State:
        return await project_findings.looked_up(ctx, state, [body_of(state)], new=not state.get("_update"))


def body_of(state: Mapping[str, Any]) -> dict[str, Any]:
    """The template as the form has it, for the check."""
    kept = {name: text(state, name) for name in ("name", "language", "category")}
    return {**kept, "details": {"components": components(state)}}


def _said(findings: Sequence[Finding]) -> list[Part]:
    """What Meta would refuse, with the way to where it is mended."""
    if not findings:
        return [layout.context(project_findings.CLEAN)]
    shown = template_findings.blocks(findings)
    first = next((finding for finding in findings if finding.rejects), None)
    return [*shown, *(row(Button("Mend it", "mend", first.path, "primary")) if first else ())]
