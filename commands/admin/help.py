"""`/sinch help [words]`: what there is, made from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards import first_day
from bot.cards import help as cards
from bot.cards.blocks.message import Message
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.kinds import CARDS
from bot.command import Args, Command, Ctx, Effect, NoArgs, Reply, Router, rest
from bot.command.parse import parse
from bot.command.router import ends_something, fold
from bot.flows.subscriptions.following import card_here, resource_in_words
from bot.links import CommandLink
from bot.provisioning.subjects import named_subject

router = Router()

AT_SINCH = {
    "whatsapp": "WhatsApp account, senders, templates, flows and solutions",
    "rcs": "RCS account, senders, questionnaire and upscales",
    "kakaotalk": "KakaoTalk senders, templates and categories",
    "sms": "SMS apps",
    "bundles": "Set up several resources in one go",
    "conversation": "Live channel information for a Conversation app",
    "webhooks": "Where Sinch sends events",
}
"""Areas of the API: each is a slash command of its own too, because Slack completes commands, not their arguments."""

AREAS = {
    **AT_SINCH,
    "subscribe": "Post this project's activity in a channel",
    "digest": "Status overview on a schedule",
    "activity": "What happened in this project, newest first",
    "comments": "What happens to replies in this channel's threads",
    "projects": "Connected Sinch projects",
    "access": "Who can do what",
    "audit": "Who changed what",
    "setup": "Register this bot's webhook at Sinch",
    "status": "The bot's status",
}
TOPICS = {
    "In a channel": (
        "subscribe",
        "unsubscribe",
        "subscriptions",
        "digest",
        "activity",
        "mute",
        "unmute",
        "comments",
        "why",
    ),
    "For you": ("follow", "unfollow", "following"),
    "The bot": ("setup", "status", "projects", "access", "audit"),
}
VERB_LABELS = {
    "get": "View",
    "update": "Edit",
    "discard": "Discard changes",
    "test-add": "Add test number",
    "test-get": "View test number",
    "test-remove": "Remove test number",
    "test-retry": "Invite test number again",
    "test-capabilities": "Check test number",
    "translate": "Translate",
}
"""Verbs as buttons say them, where that is not the verb itself."""
SMALL = frozenset({"me", "us", "with", "on", "about", "for", "please", "pls", "the", "my", "our", "out"})
POLITE = frozenset({"please", "pls", "thanks", "out"})
NOT_OF_ONE = ("create", "list", "import", "export", "plan")
"""Verbs that are about no resource, or about many."""
RESOURCES = ("account", "senders", "templates")
VERBS = ("list", "get", "create", "update", "replace")


class Help(Args):
    words: str = rest("Words", "An area, a command, or a word to look for", default="")


@router.command(
    "help",
    Effect.READ,
    example="/sinch help templates",
    phrases=("what can you do", "help me with {words}", "how does this work", "I do not understand"),
)
async def show(ctx: Ctx, args: Help) -> Reply:
    """Show help for everything, an area, or a command."""
    words = args.words.removesuffix("public").strip()  # everything after `help` is looked for, even that
    about = _about(words)
    if not about and (of_card := await _of_card(ctx)):
        return Reply(of_card, aside=True)
    return Reply(_found(_all(), about), aside=True, public=words != args.words.strip())


def _about(words: str) -> str:
    """What help is asked for: `templates` of `help me with the templates, please`."""
    typed = words.split()
    while typed and typed[0].lower().strip(",.!?") in SMALL:
        del typed[0]
    while typed and typed[-1].lower().strip(",.!?") in POLITE:
        del typed[-1]
    return " ".join(typed).rstrip(" ,!?")


@router.command("launcher", Effect.READ, hidden=True)
async def launch(ctx: Ctx, args: NoArgs) -> Reply:
    """Offer what most people come for, or in a card's thread what can be done with its resource."""
    return Reply(await _of_card(ctx) or first_day.launcher(ctx.place.channel), aside=True)


async def _of_card(ctx: Ctx) -> Message | None:
    """The verbs of the resource in whose card's thread one is; None anywhere else."""
    thread = await card_here(ctx, None)
    subject = named_subject(thread.subject) if thread else None
    if thread is None or subject is None or subject.kind not in CARDS or not subject.complete:
        return None
    path, ids = CARDS[subject.kind].commands, calls.args(subject)
    found = _all().under(tuple(fold(word) for word in path.split()))
    verbs = []
    # What ends something stands last.
    for command in sorted(found, key=lambda verb: (ends_something(verb), usual(verb))):
        taken = {arg.name for arg in command.arguments if arg.positional}
        if ids.keys() <= taken and (ids or command.area == path.split()[0]) and command.words[-1] not in NOT_OF_ONE:
            verbs.append(CommandLink(VERB_LABELS.get(command.words[-1], command.verb), command.path, ids))
    return first_day.of_card(resource_in_words(subject, thread.payload), verbs)


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
        under = sorted(commands.under(prefix), key=usual)
        path = " ".join(under[0].words[: len(prefix)])
        return cards.area(
            cards.HelpArea(path, AREAS.get(path, ""), _paths(under)), [_page(command) for command in under]
        )
    if typed:
        fitting = _search(commands, typed)
        near = [] if fitting else [suggested for path in commands.suggest(words) if (suggested := commands.get(path))]
        return cards.found(words, [_page(command) for command in fitting], near=[_page(command) for command in near])
    return cards.index(*_areas(commands))


def usual(command: Command) -> tuple[int, int]:
    """What people look for first, first; commands of the area itself after those of its resources."""
    *_, resource, verb = ("", *command.words)
    place = RESOURCES.index(resource) if resource in RESOURCES else len(RESOURCES) + (len(command.words) == 2)
    return (place, VERBS.index(verb) if verb in VERBS else len(VERBS))


def _search(commands: Iterable[Command], typed: list[str]) -> list[Command]:
    """Commands that speak of all the words: in their path and summary if any do, else in what they take."""
    wanted = [fold(word) for word in typed]
    seen = [command for command in commands if not command.hidden]
    found = [entry for entry in seen if _speaks(f"{entry.path} {entry.summary} {entry.note}", wanted)]
    return found or [entry for entry in seen if _speaks(f"{entry.path} {entry.summary} {_taken(entry)}", wanted)]


def _speaks(text: str, wanted: list[str]) -> bool:
    words = {fold(word) for word in text.split()}
    return all(any(word == term or (len(term) > 3 and word.startswith(term)) for word in words) for term in wanted)


def _taken(command: Command) -> str:
    about = command.wizard.about if command.wizard else ""
    return " ".join([about, *(f"{arg.title} {arg.hint}" for arg in command.arguments if not arg.hidden)])


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
        usage=command.usage,
        args=[cards.HelpArg(arg.name, arg.title, arg.hint, arg.required, arg.options) for arg in command.shown],
        steps=command.wizard.about if command.wizard else "",
        example=command.example,
        role=str(command.role),
        note=command.note,
        asks=command.asks,
    )
