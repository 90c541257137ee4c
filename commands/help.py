"""`/sinch help [words]`: what there is, made from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from bot.arguments import Args, rest
from bot.cards import help as cards
from bot.cards.message import Message
from bot.command import Command, Effect, Reply, Router, fold
from bot.context import Ctx
from bot.parse import parse

router = Router()

AREAS = {
    "whatsapp": "WhatsApp account, senders, templates, flows and solutions",
    "rcs": "RCS account, senders, questionnaire and upscales",
    "kakaotalk": "KakaoTalk senders, templates and categories",
    "sms": "SMS apps",
    "bundles": "Several resources set up in one go",
    "conversation": "Live channel information of a Conversation app",
    "webhooks": "Where Sinch sends what happens",
    "subscribe": "Post this project's activity into a channel",
    "digest": "Where everything stands, on a schedule",
    "comments": "What becomes of replies in this channel's threads",
    "projects": "The Sinch projects that are connected",
    "access": "Who may do what",
    "audit": "Who changed what",
    "setup": "Register this bot's webhook at Sinch",
    "status": "How the bot is doing",
}

AT_SINCH = ("whatsapp", "rcs", "kakaotalk", "sms", "bundles", "conversation", "webhooks")
TOPICS = {
    "In a channel": ("subscribe", "unsubscribe", "subscriptions", "digest", "mute", "unmute", "comments", "why"),
    "For you": ("follow", "unfollow", "following"),
    "The bot": ("setup", "status", "projects", "access", "audit"),
}
VERBS = ("list", "get", "create", "update", "replace")


class Help(Args):
    words: str = rest("Words", "an area, a command, or anything to look for", default="")


@router.command("help", Effect.READ, example="/sinch help templates")
async def show(ctx: Ctx, args: Help) -> Reply:
    """Explain what there is, an area, or a command."""
    return Reply(_found(_all(), args.words))


def _all() -> Router:
    # Asked for when somebody needs help: this module is itself one of those that are collected.
    from commands import collect

    return collect()


def _found(commands: Router, words: str) -> Message:
    typed = words.split()
    match = commands.match(parse(words))
    if match and not match.command.hidden and not match.rest.words:
        return cards.page(_page(match.command))
    prefix = commands.group(typed)
    if typed and len(prefix) == len(typed):
        under = sorted(commands.under(prefix), key=_usual)
        path = " ".join(under[0].words[: len(prefix)])
        return cards.area(cards.HelpArea(path, AREAS.get(path, ""), _paths(under)), [_page(one) for one in under])
    if typed:
        return cards.found(words, [_page(one) for one in _search(commands, typed)])
    return cards.index(*_areas(commands))


def _usual(command: Command) -> tuple[int, int]:
    """What people look for first, first; commands of the area itself before those of its resources."""
    verb = command.words[-1]
    return (len(command.words) > 2, VERBS.index(verb) if verb in VERBS else len(VERBS))


def _search(commands: Iterable[Command], typed: list[str]) -> list[Command]:
    wanted = {fold(word) for word in typed}
    found = []
    for command in commands:
        text = {fold(word) for word in f"{command.path} {command.summary} {command.note}".split()}
        if wanted <= text and not command.hidden:
            found.append(command)
    return found


def _areas(commands: Router) -> tuple[list[cards.HelpArea], dict[str, list[cards.HelpArea]]]:
    """The areas of the API, and all others by topic; what no topic names stands last."""
    areas: dict[str, list[Command]] = {}
    for command in commands:
        if not command.hidden and command.area != "help":
            areas.setdefault(command.area, []).append(command)
    named = [*AT_SINCH, *(area for some in TOPICS.values() for area in some)]
    topics = {**TOPICS, "More": [area for area in areas if area not in named]}
    return (
        [_area(area, areas[area]) for area in AT_SINCH if area in areas],
        {topic: [_area(area, areas[area]) for area in some if area in areas] for topic, some in topics.items()},
    )


def _area(area: str, commands: list[Command]) -> cards.HelpArea:
    return cards.HelpArea(area, AREAS.get(area) or commands[0].summary, _paths(commands))


def _paths(commands: Iterable[Command]) -> tuple[str, ...]:
    return tuple(command.path for command in commands)


def _page(command: Command) -> cards.HelpPage:
    return cards.HelpPage(
        path=command.path,
        summary=command.summary,
        args=[
            cards.HelpArg(arg.name, arg.title, arg.hint, arg.required, arg.positional, arg.options)
            for arg in command.arguments
            if not arg.hidden
        ],
        example=command.example,
        role=str(command.role),
        note=command.note,
        asks=command.asks,
    )
