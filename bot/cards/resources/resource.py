"""The card of one resource: how it stands, what matters about it, what can be done from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.cards.resources import bundle, kakaotalk, rcs, template, whatsapp, without_activity
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts
from bot.cards.vocabulary.naming import full_name, kind_words, name_of
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.cards.vocabulary.state import State, Tone, state_of
from bot.links import Call, CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, date, escaped, shorten

GONE = State(Tone.OFF, "deleted", "It no longer exists at Sinch.")

_FACTS: dict[Kind, Callable[[Subject, Payload], Facts]] = {
    Kind.whatsapp_account: whatsapp.account,
    Kind.whatsapp_sender: whatsapp.sender,
    Kind.whatsapp_template: template.whatsapp,
    Kind.kakaotalk_sender: kakaotalk.sender,
    Kind.kakaotalk_template: template.kakaotalk,
    Kind.rcs_account: rcs.account,
    Kind.rcs_sender: rcs.sender,
    Kind.bundle: bundle.facts,
}


def card(subject: Subject | str, payload: object, *, extra: Sequence[CommandLink] = ()) -> Message:
    """The card; `extra` become further buttons. `subject` may be a kind without activity, such as `sms_app`."""
    content = as_payload(payload)
    kind = subject.kind.value if isinstance(subject, Subject) else subject
    facts = facts_of(subject, content)
    state, small = state_of(kind, content), _small_print(subject, content)
    message = layout.message(
        fallback(subject, content, state),
        layout.section(heading(subject, content, state, facts)),
        [block for title, reason in facts.problems for block in layout.sections(f"*{title}*\n{reason}")[:3]],
        layout.fields(facts.fields),
        layout.sections(f"*{_pending_title(content)}*\n" + "\n".join(facts.pending)) if facts.pending else None,
        facts.preview,
        layout.actions(*_buttons(subject, facts, extra)),
        layout.context(*small) if small else None,
    )
    return replace(message, about=full_name(subject, content))


def facts_of(subject: Subject | str, payload: Payload) -> Facts:
    """What there is to say about a resource of this kind."""
    if isinstance(subject, Subject):
        read = _FACTS.get(subject.kind)
        return read(subject, payload) if read else without_activity.plain(subject.kind, payload)
    return without_activity.BY_KIND.get(subject, without_activity.plain)(subject, payload)


def fallback(subject: Subject | str, payload: Payload, state: State, kind: str = "") -> str:
    """The card in one line; `kind` in words, where the subject does not tell it."""
    kind = kind or kind_words(subject.kind.value if isinstance(subject, Subject) else subject)
    name = full_name(subject, payload)
    first = escaped(kind if name == kind else f"{kind} {name}")
    means = f" {escaped(state.means)}" if state.means else ""
    return f"{state.emoji} {first}" + (f": {escaped(_word(state))}.{means}" if state.word else "")


def _word(state: State) -> str:
    return state.word + (f", {state.pending}" if state.pending else "")


def heading(subject: Subject | str, payload: Payload, state: State, facts: Facts) -> str:
    """Name and state in large, kind and what it means below."""
    kind = subject.kind.value if isinstance(subject, Subject) else subject
    own = name_of(subject, payload)
    below = " · ".join(words for words in [kind_words(kind) if own != kind_words(kind) else "", *facts.kind] if words)
    name = bold(shorten(own, 200))
    first = f"{state.emoji} {name}" + (f"  {escaped(_word(state))}" if state.word else "")
    return "\n".join(line for line in (first, shorten(below, 800), escaped(state.means)) if line)


def _pending_title(payload: Payload) -> str:
    """What the changes that are not live yet are called."""
    return {
        "DRAFT": "Draft changes",
        "REJECTED": "Rejected changes: fix and resubmit",
        "ERROR": "Failed changes",
    }.get(text(payload, "changes.status"), "Changes in review")


def _buttons(subject: Subject | str, facts: Facts, extra: Sequence[CommandLink]) -> list[dict[str, object] | None]:
    first = [
        offer(link.label, link.call, style="primary" if link.primary else None) for link in facts.offers if link.call
    ]
    common: list[tuple[str, Call | None]] = []
    if isinstance(subject, Subject):
        common = [("Comment", calls.comment(subject)), ("Activity", calls.activity(subject))]
    taken = {link.label for link in facts.offers if link.call}
    shown = [(link.label, link.call) for link in extra]
    further = {label: call for label, call in [*common, *shown] if call and label not in taken}
    return [*first, *(offer(label, call) for label, call in further.items())]


def _small_print(subject: Subject | str, payload: Payload) -> list[str]:
    lines = []
    if modified := text(payload, "modified", "created"):
        lines.append(f"Changed {date(modified)}")
    if subject == "upscale":
        lines.append("RCS upscales are inferred from the rest of the API; Sinch doesn't document them.")
    return lines
