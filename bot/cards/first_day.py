"""What newcomers meet: the greeting, the launcher behind `/sinch`, and what can be done with one card's resource."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_link
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.calls import ATTENTION, subscribe
from bot.cards.vocabulary.words import capitalised
from bot.links import Call, CommandLink

NEEDS_ATTENTION = "See what needs attention"
HELP = "Help"

TASKS: Sequence[CommandLink] = (
    CommandLink("Create a template", "whatsapp templates create", {}, "form"),
    CommandLink("Browse templates", "whatsapp templates list"),
    CommandLink("Check WhatsApp senders", "whatsapp senders list"),
    CommandLink("Check RCS senders", "rcs senders list"),
)
"""What most people come for, after what needs attention and a subscription."""


def invited(subscribed: str = "") -> Message:
    """For a channel that the bot was invited to; `subscribed` says in mrkdwn what it gets already."""
    first = "Hi! I post updates about your WhatsApp, RCS and KakaoTalk channels at Sinch."
    if subscribed:
        return _greeting(
            f"{first}\nThis channel already gets: {subscribed}", CommandLink("Subscriptions", "subscriptions")
        )
    return _greeting(
        f"{first}\nSubscribe this channel to see changes here, and reply to them in a thread.", subscribe("")
    )


def acquainted(place: str) -> Message:
    """For somebody who writes to the bot for the first time, in their direct message."""
    return _greeting(
        "Hi! I help you run your WhatsApp, RCS and KakaoTalk channels at Sinch.\n"
        "Type a command, or say what you need, like _which templates were rejected?_",
        subscribe(place),
    )


def _greeting(text: str, first: CommandLink) -> Message:
    """One message with three buttons, of which `first` leads on."""
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            offer_link(first, style="primary" if first.mode == "form" else None),
            offer(NEEDS_ATTENTION, ATTENTION),
            offer(HELP, Call("help")),
        ),
    )


def launcher(place: str) -> Message:
    """The tasks that most people come for; all commands behind one more button."""
    title, tasks = "What would you like to do?", (CommandLink.to(NEEDS_ATTENTION, ATTENTION), subscribe(place), *TASKS)
    return layout.message(
        f"{title} {', '.join(task.label for task in tasks)}. `/sinch help` lists all commands.",
        layout.section(f"*{title}*"),
        layout.actions(*_buttons(tasks), offer("All commands", Call("help"))),
        layout.context("Or say it in your own words: `/sinch which templates were rejected?`"),
    )


def of_card(name: str, verbs: Sequence[CommandLink]) -> Message:
    """What can be done with the resource in whose thread one is; `name` is mrkdwn."""
    title = f"{capitalised(name)}: what would you like to do?"
    return layout.message(
        f"{title} {', '.join(verb.label for verb in verbs)}",
        layout.section(title),
        layout.actions(*_buttons(verbs)),
        layout.context("In this thread you can leave out the name: mention me and type `activity` or `comment TEXT`."),
    )


def _buttons(links: Sequence[CommandLink]) -> list[Block | None]:
    return [offer_link(link, style="primary" if at == 0 else None) for at, link in enumerate(links)]
