"""The tour: seven steps through everything that the bot does, each ticked off when it was really done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.page.sinch.panel import SinchSide
from bot.sandbox.page.widgets import button, div, html
from bot.sandbox.page.workspace.surface import Seat
from bot.sandbox.sinch.service.world import World
from bot.sandbox.slack.emulator import SlackEmulator

_A_MINUTE = 60.0


@dataclass(frozen=True)
class Sight:
    """What has happened until now, as far as steps of the tour look for it."""

    slack: SlackEmulator
    world: World
    person: str
    clock: SandboxClock

    def delivered(self, kind: str, payload_type: str = "", text: str = "") -> int:
        """How many requests of that kind the bot was sent."""
        log = (delivered for delivered in self.slack.delivery.log if delivered.kind == kind)
        return sum(
            (not payload_type or delivered.payload.get("type") == payload_type)
            and (not text or str(delivered.payload.get("text", "")).startswith(text))
            for delivered in log
        )

    def requests(self, method: str, ending: str) -> int:
        """How many calls of the Provisioning API were answered well."""
        return sum(
            seen.method == method and seen.path.endswith(ending) and seen.status < 400 for seen in self.world.requests
        )

    def posted_ahead(self) -> int:
        """How many messages the bot has posted since the clock was moved."""
        moved = f"{self.clock.seconds() - self.clock.ahead.total_seconds() + _A_MINUTE:.6f}"
        channels = self.slack.workspace.channels.values()
        return sum(bool(m.bot_id) and not m.ephemeral_to and m.ts > moved for c in channels for m in c.messages)

    def replies(self) -> int:
        """Count the replies that this person has written."""
        channels = self.slack.workspace.channels.values()
        return sum(m.is_reply and m.user == self.person for channel in channels for m in channel.messages)


@dataclass(frozen=True)
class Step:
    """One step: what to do and why, and what it leaves behind when it was done (`count` grows)."""

    title: str
    text: str
    count: Callable[[Sight], int]
    typed: str = ""
    """What *Type it for me* puts into the message field."""


STEPS = (
    Step(
        "Ask the bot",
        "Type <code>/sinch</code> and press Enter. Only you see the answer.",
        lambda sight: sight.delivered("slash_commands"),
        "/sinch",
    ),
    Step(
        "Look something up",
        "Commands call Sinch's API for you. List your WhatsApp templates; plain words work too.",
        lambda sight: sight.requests("GET", "/whatsapp/templates"),
        "/sinch whatsapp templates list",
    ),
    Step(
        "Fill in a form",
        "Leave out what you don't know, and a form opens. Fill in one step and press <b>Next</b>.",
        lambda sight: sight.delivered("interactive", "view_submission"),
        "/sinch whatsapp templates create",
    ),
    Step(
        "Let Sinch decide something",
        "Now play Sinch: open <b>spring_beans SV</b> in the Sinch panel and press <b>Reject</b>. "
        "Its card appears in #sinch-activity.",
        lambda sight: len(sight.world.events),
    ),
    Step(
        "Answer in its thread",
        "Open the thread of that card in #sinch-activity and write a reply, such as “We'll fix the samples”.",
        lambda sight: sight.replies(),
    ),
    Step(
        "See it arrive at Sinch",
        "After five seconds your reply is a comment at Sinch, and a tick says so. Start a reply with <code>//</code> "
        "to keep it in Slack.",
        lambda sight: sight.requests("POST", "/comments"),
    ),
    Step(
        "Get tomorrow's digest",
        "Ask for a daily digest, then choose <b>Tomorrow 9:00</b> in the clock at the top. "
        "The bot restarts, as after a night off, and posts it.",
        lambda sight: sight.posted_ahead(),
        "/sinch digest add daily 08:30",
    ),
)


class Tour:
    """A strip above the messages. It covers nothing, so that everything it speaks of can be pressed."""

    def __init__(self, seat: Seat, side: SinchSide, compose: Callable[[str], None]) -> None:
        self._seat, self._side, self._compose = seat, side, compose
        self._step: int | None = None
        self._before = 0
        self._drawn = ""
        self._box = div("sk-tour", "tour", role="region", aria_label="Tour")
        self._box.set_visibility(False)

    def start(self) -> None:
        """Begin, or begin again."""
        self._go(0)

    def show(self) -> None:
        """Tick off the step that was done, and draw what is to be done now."""
        if self._step is None:
            return
        done = self._step < len(STEPS) and STEPS[self._step].count(self._sight()) > self._before
        if done:
            self._go(self._step + 1)
            return
        drawn = str(self._step)
        if drawn != self._drawn:
            self._drawn = drawn
            self._box.clear()
            with self._box:
                self._draw(self._step)

    def _sight(self) -> Sight:
        side = self._side
        return Sight(side.slack, side.world, self._seat.person, side.time.clock)

    def _go(self, step: int | None) -> None:
        self._step, self._drawn = step, ""
        self._box.set_visibility(step is not None)
        if step is not None:
            self._before = STEPS[step].count(self._sight()) if step < len(STEPS) else 0
            self.show()

    def _draw(self, at: int) -> None:
        dots = "".join(f'<i class="{"on" if number <= at else ""}"></i>' for number in range(len(STEPS)))
        if at == len(STEPS):
            html(
                "<b>That's all of it.</b> Commands, forms, events, comments and digests: the same bot works in your "
                "own workspace. The README says how to connect it.",
                "sk-tour-text",
                "tour-text",
            )
            button("Close", lambda: self._go(None), testid="tour-close")
            return
        step = STEPS[at]
        html(
            f'<span class="sk-tour-dots" aria-hidden="true">{dots}</span>'
            f"<b>{at + 1} of {len(STEPS)}: {escape(step.title)}</b><br>{step.text}",
            "sk-tour-text",
            "tour-text",
            role="status",
        )
        if step.typed:
            button("Type it for me", self._typing(step.typed), "sk-btn sk-primary", "tour-type")
        button("Skip", lambda: self._go(at + 1), testid="tour-skip")
        button("End the tour", lambda: self._go(None), "sk-link", "tour-end")

    def _typing(self, words: str) -> Callable[[], Any]:
        return lambda: self._compose(words)
