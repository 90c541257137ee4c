"""An RCS sender on its way from draft to launched: what is missing, who is being waited for, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import menu, offer, offer_link, offer_links
from bot.cards.blocks.message import Block, Message
from bot.cards.resources import remarks
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import Payload, mappings, text
from bot.cards.vocabulary.state import Tone, named, state_of
from bot.cards.vocabulary.testers import tester_state
from bot.cards.vocabulary.words import count, in_words, region
from bot.links import Call, CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, code, date, escaped, linkify, moment, shorten

INVITATIONS_A_DAY, INVITATIONS_IN_ALL = 20, 200
"""https://developers.google.com/business-communications/rcs-business-messaging/guides/build/test"""
INVITATIONS = f"Each gets an invitation: up to {INVITATIONS_A_DAY} a day, {INVITATIONS_IN_ALL} in total."
NUMBERS = 12
REMARK = 400
"""Test numbers that are shown one by one, and characters of an operator's remark."""
_SETTLED = ("LAUNCHED", "NOT_LAUNCHED", "UNLAUNCHED")
"""Statuses of an operator in which nobody waits."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: what a launch still lacks there (plain words), and the call that opens it."""

    title: str
    missing: Sequence[str]
    fill_in: Call


@dataclass(frozen=True, slots=True)
class LaunchProgress:
    """All that the card shows; `next_step` is its first button."""

    subject: Subject
    sender: Payload
    now: datetime
    sections: Sequence[Section] = ()
    waits: Sequence[str] = ()
    """Why a launch would wait though nothing is missing."""
    names: dict[str, str] | None = None
    """Countries by their code."""
    invited_today: int = 0
    next_step: CommandLink | None = None
    hint: str = ""
    """What the next step is for, or whom everybody waits for, in mrkdwn."""
    stale: bool = False


def card(progress: LaunchProgress, more: Sequence[CommandLink] = ()) -> Message:
    """The card: next step, checklist, test numbers, operators, remarks."""
    sender = progress.sender
    state = state_of(Kind.rcs_sender, sender)
    name = bold(shorten(name_of(progress.subject, sender), 200))
    first = f"{state.emoji} {name}  {escaped(state.word)}"
    below = progress.hint or escaped(state.means)
    buttons = [offer_link(progress.next_step, style="primary")] if progress.next_step else []
    return layout.message(
        "\n".join(part for part in (f"Progress: {first}", below, *_missing_lines(progress.sections)) if part),
        layout.section(f"{first}\n{below}"),
        layout.actions(*buttons, *offer_links(more)),
        list(_checklist(progress)),
        list(_test_numbers(progress)),
        list(_operators(progress)),
        list(_remarks(sender)),
        layout.context(*_small_print(progress)),
    )


def _missing_lines(sections: Sequence[Section]) -> list[str]:
    return [
        f"☐ {bold(section.title)}: {escaped(', '.join(section.missing))}" for section in sections if section.missing
    ]


def _checklist(progress: LaunchProgress) -> Iterator[Block]:
    """Each section opens its step; those that are complete share a line and a menu."""
    if not progress.sections:
        return
    done = [section for section in progress.sections if not section.missing]
    lacking = [section for section in progress.sections if section.missing]
    title = "*Missing for a launch*" if lacking else "*Nothing is missing for a launch*"
    yield layout.section("\n".join([title, *(escaped(line) for line in progress.waits if not lacking)]))
    for section, line in zip(lacking, _missing_lines(lacking), strict=True):
        yield layout.section(line, accessory=offer("Fill in", section.fill_in))
    if done:
        line = f"✅ {escaped(', '.join(filled.title for filled in done))}"
        links = [CommandLink.to(filled.title, filled.fill_in) for filled in done]
        yield layout.section(line, accessory=menu("Open…", links))


def _test_numbers(progress: LaunchProgress) -> Iterator[Block]:
    testers = mappings(progress.sender, "testNumberStates")
    in_all = max(INVITATIONS_IN_ALL - len(testers), 0)
    left = min(max(INVITATIONS_A_DAY - progress.invited_today, 0), in_all)
    lines = [f"*Test numbers* ({len(testers)})"]
    for tester in testers[:NUMBERS]:
        state = tester_state(text(tester, "state"))
        when = (
            f", invited {date(text(tester, 'submitted'), '{date_short_pretty}')}" if text(tester, "submitted") else ""
        )
        lines.append(f"{state.emoji} {code(text(tester, 'number'))} {escaped(state.word)}{when}")
    if len(testers) > NUMBERS:
        states = Counter(tester_state(text(unlisted, "state")).word for unlisted in testers[NUMBERS:])
        rest = escaped(", ".join(f"{number} {word}" for word, number in states.most_common()))
        lines.append(f"and {len(testers) - NUMBERS} more: {rest}")
    limits = f"{INVITATIONS_A_DAY} a day, {in_all} of {INVITATIONS_IN_ALL} left in all"
    lines.append(f"{count(left, 'invitation')} left today ({limits}).")
    yield from layout.sections("\n".join(lines))


def _operators(progress: LaunchProgress) -> Iterator[Block]:
    """A paragraph a country: operators alike in one line, each remark in its own."""
    paragraphs = []
    for country in mappings(progress.sender, "countryStatus"):
        code_ = text(country, "country")
        status = named("", text(country, "status"))
        name = (progress.names or {}).get(code_, code_)
        lines = [f"{status.emoji} {bold(name)}: {escaped(status.word)}"]
        lines += _operator_lines(mappings(country, "operators"), progress.now)
        paragraphs.append("\n".join(lines))
    if paragraphs:
        yield from layout.sections("*Operators by country*\n" + "\n".join(paragraphs))


def _operator_lines(operators: Sequence[Payload], now: datetime) -> list[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    remarks = []
    for operator in operators:
        status, name = text(operator, "status"), escaped(shorten(text(operator, "name"), 80))
        waiting = "" if status in _SETTLED else waited(text(operator, "modified"), now)
        if remark := text(operator, "remark"):
            state = named("", status)
            since = f" ({waiting})" if waiting else ""
            remarks.append(f"• {state.emoji} {name}: {escaped(state.word)}{since}. {linkify(shorten(remark, REMARK))}")
        else:
            groups.setdefault((status, waiting), []).append(name)
    lines = []
    for (status, waiting), names in groups.items():
        state = named("", status)
        since = f" ({waiting})" if waiting else ""
        lines.append(f"• {state.emoji} {', '.join(names)}: {escaped(state.word)}{since}")
    return [*remarks, *lines]


def waited(since: str, now: datetime) -> str:
    """`6 days`, `less than a day`; empty where the API does not tell."""
    when = moment(since)
    if when is None:
        return ""
    days = (now - when).days
    return count(days, "day") if days > 0 else "less than a day"


def _remarks(sender: Payload) -> Iterator[Block]:
    if lines := remarks.of_answers(sender):
        yield from layout.sections("*Reviewers' remarks on answers*\n" + "\n".join(lines))


def _small_print(progress: LaunchProgress) -> list[str]:
    sender = progress.sender
    facts = [region(text(sender, "region")), *(in_words(text(sender, name)) for name in ("useCase", "billingCategory"))]
    brand = in_words(text(sender, "brandDetails.registration.status"))
    app = text(sender, "conversationApiAppDetails.id", "conversationApiApp")
    lines = [
        escaped(" · ".join(fact for fact in facts if fact)),
        f"Brand registration: {escaped(brand)}" if brand else "",
        f"Conversation app {code(app)}" if app else "",
        f"Last launched {date(text(sender, 'launched'))}" if text(sender, "launched") else "",
        ":warning: Sinch isn't answering right now. This is from its events." if progress.stale else "",
        f"As of {date(progress.now)}. Updates with each event.",
    ]
    return [line for line in lines if line]


def is_refused(sender: Payload) -> bool:
    """Whether an operator has said no."""
    return any(
        named("", text(operator, "status")).tone is Tone.BAD
        for country in mappings(sender, "countryStatus")
        for operator in mappings(country, "operators")
    )
