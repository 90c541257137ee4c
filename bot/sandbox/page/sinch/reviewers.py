"""What Sinch's and Meta's reviewers can do: every resource with its state, and its actions as buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

from nicegui import ui

from bot.sandbox.page.widgets import attributes, button, div, html, text
from bot.sandbox.sinch.reviewers.actions import Action
from bot.sandbox.sinch.reviewers.controls import Controls, Subject
from bot.sandbox.sinch.world.facts import ONE_TIME_CODE

_SUBJECTS_SHOWN = 60
_BURSTS = (20, 200)
_GOOD = ("APPROVED", "ACTIVE", "LAUNCHED", "COMPLETED", "CONNECTED", "VERIFIED", "DONE")
_BAD = ("REJECTED", "FAILED", "SUSPENDED", "DISABLED", "BANNED", "BLOCKED", "ERROR", "RESTRICTED")
_NAMES = {"whatsapp": "WhatsApp", "kakaotalk": "KakaoTalk", "rcs": "RCS", "sms": "SMS"}


class Reviewers:
    """A searchable list; one resource is unfolded at a time."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls
        self._order = ""
        self._boxes: dict[tuple[str, str], tuple[ui.element, str]] = {}
        """Each subject's place in the list, and what is drawn there."""
        self._unfolded: tuple[str, str] | None = None
        html(f"One-time code of every registration: <code>{ONE_TIME_CODE}</code>", "sk-hint", "one-time-code")
        with div("sk-buttons sk-bursts"):
            for count in _BURSTS:
                button(f"Burst of {count} events", self._burst(count), "sk-btn", f"burst-{count}")
        self._search = ui.input(placeholder="Find a resource").props("outlined dense clearable").classes("sk-input")
        attributes(self._search, "subject-search", aria_label="Find a resource")
        self._search.on_value_change(self.show)
        self._list = div("", "subjects")

    def show(self) -> None:
        """Draw the list again when a state, an action or the search is different."""
        wanted = str(self._search.value or "").casefold()
        subjects = [s for s in self._controls.subjects() if wanted in f"{s.title} {s.state} {_kind(s.kind)}".casefold()]
        shown = [(s, self._actions(s)) for s in subjects[:_SUBJECTS_SHOWN]]
        order = repr(([(s.kind, s.id) for s, _ in shown], len(subjects)))
        if order == self._order:
            self._redraw(shown)
            return
        self._order = order
        self._list.clear()
        self._boxes.clear()
        with self._list:
            self._draw(shown)
            if len(subjects) > _SUBJECTS_SHOWN:
                text(f"{len(subjects) - _SUBJECTS_SHOWN} more: use the search.", "sk-hint", tag="div")

    def _redraw(self, shown: list[tuple[Subject, list[Action] | None]]) -> None:
        """Only those that are different: a press on another one is on its way to a button that stays."""
        for subject, actions in shown:
            key = (subject.kind, subject.id)
            box, drawn = self._boxes[key]
            if drawn != (print_now := _print(subject, actions)):
                box.clear()
                with box:
                    self._content(subject, actions)
                self._boxes[key] = box, print_now

    def _actions(self, subject: Subject) -> list[Action] | None:
        """The actions of the unfolded subject, None for all others."""
        return self._controls.actions(subject) if (subject.kind, subject.id) == self._unfolded else None

    def _draw(self, shown: list[tuple[Subject, list[Action] | None]]) -> None:
        kind = ""
        for subject, actions in shown:
            if subject.kind != kind:
                kind = subject.kind
                text(_kind(kind), "sk-kind", tag="div")
            with div("sk-subject", "subject", data_kind=subject.kind, data_id=subject.id) as box:
                self._content(subject, actions)
            self._boxes[subject.kind, subject.id] = box, _print(subject, actions)

    def _content(self, subject: Subject, actions: list[Action] | None) -> None:
        self._head(subject, actions is not None)
        if actions is not None:
            with div("sk-buttons", "actions"):
                for action in actions:
                    self._button(subject, action)

    def _head(self, subject: Subject, unfolded: bool) -> None:
        name = f'<span class="sk-subject-name"><b>{escape(subject.title)}</b></span>'
        state = f'<span class="sk-state {_tone(subject.state)}" data-testid="state">{escape(subject.state)}</span>'
        opened = "true" if unfolded else "false"
        button(name + state, lambda: self._fold(subject), "sk-subject-head", "subject-head", aria_expanded=opened)

    def _fold(self, subject: Subject) -> None:
        key = (subject.kind, subject.id)
        self._unfolded = None if self._unfolded == key else key
        self.show()

    def _button(self, subject: Subject, action: Action) -> None:
        async def press() -> None:
            if action.needs_text:
                self._ask(subject, action)
            else:
                await self._play(subject, action, "")

        button(escape(action.label), press, "sk-btn", f"move-{action.id}")

    def _ask(self, subject: Subject, action: Action) -> None:
        """Some actions carry words: a reason, a comment."""

        async def go() -> None:
            dialog.close()
            await self._play(subject, action, str(field.value or ""))

        with ui.dialog() as dialog, div("sk-confirm", "move-dialog"):
            text(f"{action.label}: {subject.title}", tag="h2")
            field = ui.textarea(placeholder="In the reviewer's words").props("outlined autogrow autofocus")
            attributes(field.classes("sk-input"), "move-text", aria_label="Text")
            with div("sk-confirm-foot"):
                button("Cancel", dialog.close)
                button(escape(action.label), go, "sk-btn sk-primary", "move-go")
        dialog.on("hide", dialog.delete)
        dialog.open()

    async def _play(self, subject: Subject, action: Action, words: str) -> None:
        try:
            await self._controls.play(subject, action.id, words)
        except KeyError:
            ui.notify("That's no longer possible.", type="warning")
        self.show()

    def _burst(self, count: int) -> Callable[[], Awaitable[None]]:
        async def press() -> None:
            await self._controls.burst(count)

        return press


def _print(subject: Subject, actions: list[Action] | None) -> str:
    labels = [(action.id, action.label) for action in actions] if actions is not None else None
    return repr((subject, labels))


def _kind(kind: str) -> str:
    area, _, rest = kind.partition("_")
    return f"{_NAMES.get(area, area.capitalize())} {rest}".strip()


def _tone(state: str) -> str:
    words = state.upper()
    if any(word in words for word in _BAD):
        return "bad"
    if words in _GOOD:
        return "good"
    return "" if words in ("DRAFT", "") else "wait"
