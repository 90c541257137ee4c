"""What the bot says about plain words: how it read them, what it needs to know, and what it does not understand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_link, offer_links
from bot.cards.blocks.form import AREA_NAMES
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.calls import ATTENTION, subscribe
from bot.cards.vocabulary.words import article
from bot.links import Call, CommandLink
from bot.slack.text import bold, code, escaped, shorten

_VERBS = {
    "update": "edit", "discard": "discard the changes of", "register": "send a code to", "comment": "comment on",
}  # fmt: skip
"""Verbs of commands that a sentence says in other words."""
ROLES = Call("access list")
EXACT = 400
ANSWER = "Answer here, or say `never mind`."
EXAMPLES = ("show rejected templates", "what is waiting?", "follow order_update", "post a digest weekdays 9:00")


@dataclass(frozen=True, slots=True)
class OfferedReading:
    """One reading as a button: what it says, what it does, and the exact command."""

    label: str
    call: Call
    exact: str
    left_out: tuple[str, ...] = ()
    """Words that it does without."""


def note(exact: str, because: Sequence[tuple[str, str]] = (), left_out: Sequence[str] = ()) -> str:
    """How the words were read, in one line: the exact command, which words stood for what, and which for nothing."""
    read = _heard(because, left_out)
    without = f". {omitted(left_out)}" if left_out else ""
    return f"Read as {code(shorten(exact, EXACT))}" + (f" ({read})" if read else "") + without


def unsure(offers: Sequence[OfferedReading], because: Sequence[tuple[str, str]]) -> str:
    """How words were read that may mean several things, in one line."""
    read = ", ".join(code(shorten(reading.exact, EXACT)) for reading in offers)
    heard = _heard(because, ())
    return f"I wasn't sure, and offered {read}" + (f" ({heard})" if heard else "")


def _heard(because: Sequence[tuple[str, str]], left_out: Sequence[str]) -> str:
    """Which words stood for what, where they are not the same."""
    read = ", ".join(
        f"{escaped(said)} = {escaped(meant)}"
        for said, meant in because[:6]
        if said.lower().rstrip("s") != meant.lower().rstrip("s") and said not in left_out
    )
    return shorten(read, 300)


def omitted(left_out: Sequence[str]) -> str:
    """What a reading does without, as a sentence; empty where it is nothing."""
    return f"I left out {escaped(shorten(', '.join(left_out), 80))}." if left_out else ""


def with_note(message: Message, text: str) -> Message:
    """The message with that line below it."""
    if not text:
        return message
    fits = message.blocks and len(message.blocks) < layout.BLOCKS_PER_MESSAGE
    blocks = (*message.blocks, layout.context(text)) if fits else message.blocks
    return Message(f"{message.text}\n{text}", blocks, message.file)


def choose(offers: Sequence[OfferedReading], *, several: bool = False, unknown: str = "", trouble: str = "") -> Message:
    """Up to three readings as buttons, likeliest first; `unknown` is a name that nothing has."""
    first = "That's more than one request. Which one first?" if several else "Did you mean:"
    first = f"I don't know {bold(shorten(unknown, 80))} in this project. {first}" if unknown else first
    lines = [_choice(reading) for reading in offers]
    return layout.message(
        "\n".join([first, *lines]),
        layout.sections("\n".join([first, *lines])),
        layout.actions(*(offer(reading.label, reading.call) for reading in offers), offer("Help", Call("help"))),
        layout.context(trouble) if trouble else None,
    )


def _choice(reading: OfferedReading) -> str:
    without = f" (without {escaped(shorten(', '.join(reading.left_out), 80))})" if reading.left_out else ""
    return f"• {escaped(reading.label)}: {code(shorten(reading.exact, EXACT))}{without}"


def press(label: str, verb: str, call: Call, exact: str, left_out: Sequence[str] = ()) -> Message:
    """What runs at once when typed is asked for with one press when it was only said."""
    text = f"{escaped(label.removesuffix('?'))}?"
    return layout.message(
        f"{text} {code(shorten(exact, EXACT))}",
        layout.section(text),
        layout.actions(offer(verb, call, style="primary")),
        layout.context(f"{note(exact, (), left_out).rstrip('.')}. Nothing happens until you press the button."),
    )


def mute_which(verb: str, name: str, one: Sequence[CommandLink], channel: CommandLink) -> Message:
    """A resource was named that only its card can mute: only that (`one` button a card), or the whole channel?"""
    first = f"{verb.capitalize()} only {bold(name)}, or this whole channel?"
    if not one:
        first = (
            f"{bold(name)} has no card in this channel, so I can't {verb} it alone. {verb.capitalize()} this channel?"
        )
    return layout.message(
        first,
        layout.section(first),
        layout.actions(*offer_links([*one, channel])),
        layout.context(
            "Nothing happens until you press a button. In a card's thread, `@` me: it's that resource alone."
        ),
    )


def question(
    title: str,
    hint: str,
    *,
    form: Call,
    choices: Sequence[CommandLink] = (),
    wrong: str = "",
    exact: str = "",
    left_out: Sequence[str] = (),
) -> Message:
    """One thing that is missing, with choices as buttons; it is answered in the same place."""
    first = f"{escaped(wrong)}\n*{escaped(title)}*" if wrong else f"*{escaped(title)}*"
    small = " ".join(part for part in (f"{escaped(hint)}." if hint else "", ANSWER) if part)
    return layout.message(
        f"{escaped(wrong)} {escaped(title)}".strip(),
        layout.section(first),
        layout.actions(*offer_links(choices), offer("Open form", form)),
        layout.context(*(line for line in (small, _for(exact, left_out)) if line)),
    )


def answered(title: str) -> Message:
    """A question that was answered in words: without its buttons."""
    return layout.message(title, layout.section(f"*{title}*"))


def _for(exact: str, left_out: Sequence[str]) -> str:
    command = f"For {code(shorten(exact, EXACT))}" if exact else ""
    return f"{command}. {omitted(left_out)}" if command and left_out else command or omitted(left_out)


INSTEAD = {
    "comments": "To keep one reply in Slack, begin it with `//`.",
    "unsubscribe": "To silence one resource, choose *Mute it here…* in its card's ... menu.",
    "subscribe": "To get one resource's events, choose *Follow in a direct message* in its card's ... menu.",
}
"""What comes nearest, for one thread or resource."""


def whole_channel(said: str, path: str, reading: OfferedReading) -> Message:
    """Something was to be set for one thread (`said`: `this thread`) that is only set for a channel."""
    text = (
        f"I can't do that for {escaped(said)} alone: it counts for the whole channel. {INSTEAD.get(path, '')}".strip()
    )
    return layout.message(
        f"{text} {code(shorten(reading.exact, EXACT))}",
        layout.section(text),
        layout.actions(offer(reading.label, reading.call)),
        layout.context(f"{code(shorten(reading.exact, EXACT))}. Nothing was changed."),
    )


def left_alone(name: str, offers: Sequence[OfferedReading]) -> Message:
    """Something was not to be done."""
    what = f"I left {escaped(name)} as it is." if name else "I left everything as it is."
    text = f"{what} Nothing was changed."
    return layout.message(
        text,
        layout.section(text),
        layout.actions(*(offer(reading.label, reading.call) for reading in offers)) if offers else None,
    )


def cannot(verb: str, place: str, can: Sequence[str], offers: Sequence[OfferedReading]) -> Message:
    """What Sinch's API has no call for, and what it has; `place` is the path of the kind: `rcs senders`."""
    area, _, kind = place.rpartition(" ")
    kinds = f"{AREA_NAMES.get(area, '')} {kind if kind.endswith('s') else f'{kind}s'}".strip()
    verbs = [_VERBS.get(own, own) for own in can]
    works = " and ".join(part for part in (", ".join(verbs[:-1]), *verbs[-1:]) if part)
    text = f"Sinch's API can't {_VERBS.get(verb, verb)} {kinds}, so I can't either. Nothing was changed." + (
        f" It can {works} them." if works else " It can only show them."
    )
    buttons = [offer(reading.label, reading.call) for reading in offers] or [
        offer("Help", Call("help", {"words": place}))
    ]
    return layout.message(text, layout.section(text), layout.actions(*buttons))


def ability(summary: str, role: str, mine: str, allowed: bool, exact: str, *, who: bool) -> Message:
    """Whether something may be done, which is not to be done by asking; `who` where it is asked of everybody."""
    can = "can" if allowed else "can't"
    may = f"You {can}: it needs the {role} role, and you're {article(mine)} {mine}."
    if who:
        may = f"It needs the {role} role. You're {article(mine)} {mine}, so you {can}."
    what = f"{escaped(summary)}: {code(shorten(exact, EXACT))}"
    text = f"{may} {what}. It asks before anything is lost. Nothing was changed."
    return layout.message(
        text, layout.section(text), layout.actions(offer("Show who has which role", ROLES)) if who else None
    )


def greeting(place: str) -> Message:
    """The answer to a greeting: what people begin with."""
    text = "Hi! Try one of these:"
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            offer("See what needs attention", ATTENTION, style="primary"),
            offer_link(subscribe(place)),
            offer("Browse templates", Call("whatsapp templates list")),
            offer("Help", Call("help")),
        ),
        layout.context(f"Or say what you need, like {code(EXAMPLES[0])}."),
    )


def said(text: str) -> Message:
    """A short answer."""
    return layout.paragraph(text)


def explained(reading: str | None) -> Message:
    """How the last words were understood; what helps where there were none, or a card is meant."""
    text = reading or "Every answer to plain words ends with the exact command."
    return layout.message(
        text,
        layout.section(text),
        layout.context("Meant a card? Mention me in its thread and ask `why`: I'll say which subscription brought it."),
    )


def _said(typed: str) -> str:
    """What was typed, unless something in it may be a secret."""
    words = typed.split()
    if any(len(word) > 5 and any(char.isdigit() for char in word) for word in words):
        return "that"
    return code(shorten(" ".join(words), 100))


def unknown_name(name: str) -> Message:
    """Something was asked about a name that nothing has."""
    text = f"I don't know {bold(shorten(name, 80))} in this project. Nothing was changed."
    return layout.message(text, layout.section(text), layout.actions(offer("Help", Call("help"))))


def unknown(typed: str, *, foreign: bool = False, trouble: str = "") -> Message:
    """Words that nobody understands."""
    first = "Sorry, I only understand English so far." if foreign else f"Sorry, I don't understand {_said(typed)}."
    examples = "\n".join(f"• {code(example)}" for example in EXAMPLES)
    text = f"{first} Try other words, for example:\n{examples}"
    return layout.message(
        f"{first} Try `/sinch help`.",
        layout.section(text),
        layout.actions(offer("Help", Call("help")), offer("See what needs attention", ATTENTION)),
        layout.context(trouble) if trouble else None,
    )
