"""Help: what there is, and how one command is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import menu, offer
from bot.cards.blocks.message import Block, Message
from bot.cards.events import template
from bot.cards.vocabulary.state import State, meanings
from bot.cards.vocabulary.words import count
from bot.links import Call, CommandLink
from bot.slack.text import code, escaped, shorten

SLASH = "/sinch"
LISTED = 40
FEW = 5  # buttons in a row that can still be taken in


@dataclass(frozen=True, slots=True)
class HelpArg:
    """One argument of a command."""

    name: str
    title: str
    hint: str = ""
    required: bool = False
    options: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One command; `role` is who may run it, `note` a caveat."""

    path: str
    summary: str
    usage: str = ""
    args: Sequence[HelpArg] = ()
    steps: str = ""
    """What its form asks for step by step."""
    example: str = ""
    role: str = ""
    note: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class HelpArea:
    """The commands that begin with the same words."""

    path: str
    summary: str
    commands: Sequence[str] = ()
    """Their paths."""


def index(areas: Sequence[HelpArea], topics: Mapping[str, Sequence[HelpArea]] | None = None) -> Message:
    """Everything there is: large areas with a button each, the rest in short lists by topic."""
    small = {title: topic for title, topic in (topics or {}).items() if topic}
    known = [*areas, *(help_area for topic in small.values() for help_area in topic)]
    lines = [f"• {code(f'{SLASH} {entry.path}')} {escaped(entry.summary)}" for entry in known]
    return layout.message(
        "What I can do:\n" + "\n".join(lines),
        layout.header("What I can do"),
        [_area(help_area) for help_area in areas[:LISTED]],
        [layout.section(f"*{title}*\n" + "\n".join(map(_brief, topic))) for title, topic in small.items()],
        layout.actions(menu("Explain…", [CommandLink.to(entry.path, _explained(entry.path)) for entry in known])),
        layout.context(
            "The same words work in a mention and in a direct message to me. If something is missing, I open a form. "
            "Add `public` to show an answer to everyone."
        ),
    )


def _area(help_area: HelpArea) -> Block:
    text = f"*{escaped(help_area.path)}*  {escaped(help_area.summary)}"
    return layout.section(text, accessory=offer("Show", _explained(help_area.path)))


def _brief(help_area: HelpArea) -> str:
    return f"{code(f'{SLASH} {help_area.path}')}  {escaped(help_area.summary)}"


def _explained(path: str) -> Call:
    return Call("help", {"words": path})


def area(help_area: HelpArea, pages: Sequence[HelpPage]) -> Message:
    """The commands of one area, by resource."""
    resources: dict[str, list[HelpPage]] = {}
    for page in pages:
        resources.setdefault(page.path.rpartition(" ")[0] or page.path, []).append(page)
    if len(resources) == 1:
        return _listed(f"{SLASH} {help_area.path}", escaped(help_area.summary), pages)
    title = f"{SLASH} {help_area.path}"
    parts = [f"*{code(f'{SLASH} {path}')}*\n" + _lines(path, of_resource) for path, of_resource in resources.items()]
    return layout.message(
        "\n".join([escaped(title), *parts]),
        layout.header(title),
        layout.section(escaped(help_area.summary)) if help_area.summary else None,
        [block for part in parts for block in layout.sections(part)],
        _choice(pages),
    )


def _lines(path: str, pages: Sequence[HelpPage]) -> str:
    """One line a command, without the words that all share."""
    return "\n".join(
        f"• *{escaped(entry.path[len(path) :].strip() or entry.path)}*  {escaped(entry.summary)}{_caveat(entry)}"
        for entry in pages
    )


def _caveat(entry: HelpPage) -> str:
    """` (inferred)`: the first words of its note."""
    return f" ({escaped(entry.note.partition(':')[0])})" if entry.note[:1].islower() else ""


def _choice(pages: Sequence[HelpPage]) -> list[Block]:
    """The commands as buttons, as a menu where there are many."""
    if len(pages) > FEW:
        return layout.actions(menu("Explain…", [CommandLink.to(entry.path, _explained(entry.path)) for entry in pages]))
    return layout.actions(*(offer(help_page.path, _explained(help_page.path)) for help_page in pages))


def found(words: str, pages: Sequence[HelpPage], near: Sequence[HelpPage] = ()) -> Message:
    """What a search in the help brought; `near` is what may have been meant where it brought nothing."""
    if states := meanings(words) or template.meanings(words):
        return _meaning(states, pages)
    if pages:
        return _listed(f"Help for “{words}”", f"{count(len(pages), 'command')} found.", pages)
    text = f"No help found for {code(words)}." + (" Did you mean:" if near else "")
    return layout.message(
        " ".join([text, *(code(help_page.path) for help_page in near)]),
        layout.section(text),
        layout.actions(
            *(offer(help_page.path, _explained(help_page.path)) for help_page in near),
            offer("All commands", Call("help")),
        ),
    )


def _meaning(states: Sequence[tuple[str, State]], pages: Sequence[HelpPage]) -> Message:
    """What a state means for each kind that has it, and the commands that speak of it."""
    lines = [f"• {escaped(place)}: {state} – {escaped(state.means)}" for place, state in states]
    return layout.message(
        "\n".join(lines),
        layout.section("\n".join(lines)),
        _choice(pages) if pages else layout.actions(offer("All commands", Call("help"))),
    )


def _listed(title: str, first: str, pages: Sequence[HelpPage]) -> Message:
    lines = [
        f"{code(f'{SLASH} {help_page.path}')}  {escaped(help_page.summary)}{_caveat(help_page)}" for help_page in pages
    ]
    return layout.message(
        f"{escaped(title)}\n" + "\n".join(lines),
        layout.header(title),
        layout.section(first) if first else None,
        layout.sections("\n".join(lines)),
        _choice(pages),
    )


def page(help_page: HelpPage) -> Message:
    """One command: what it does, what it takes, an example, who may run it."""
    usage = f"{SLASH} {help_page.path} {help_page.usage}".rstrip()
    args = [_arg(arg) for arg in help_page.args]
    small = [
        f"Who can use it: {escaped(help_page.role)}s and above."
        if help_page.role and help_page.role != "viewer"
        else ""
    ]
    small += ["Asks before it runs." if help_page.asks else "", escaped(help_page.note)]
    return layout.message(
        "\n".join(
            [f"{code(f'{SLASH} {help_page.path}')}: {escaped(help_page.summary)}", f"Usage: {code(usage)}", *args]
        ),
        layout.header(help_page.path),
        layout.section(escaped(help_page.summary)),
        layout.section(f"*Usage*\n{code(shorten(usage, 2_500))}"),
        layout.sections("*Arguments*\n" + "\n".join(args)) if args else None,
        layout.section(f"*The form asks step by step*\n{escaped(help_page.steps)}") if help_page.steps else None,
        layout.section(f"*Example*\n{code(help_page.example)}") if help_page.example else None,
        layout.context(*small) if any(small) else None,
        layout.actions(offer("Open the form" if help_page.args else "Run it", _start(help_page), style="primary")),
    )


def _start(help_page: HelpPage) -> Call:
    return Call(help_page.path, {}, "form" if help_page.args else "run")


def _arg(arg: HelpArg) -> str:
    same = arg.title.lower().replace(" ", "") == arg.name.lower().replace("_", "")
    title = "" if same else f" {escaped(arg.title)}"
    parts = [f"• {code(arg.name)}{title}", "" if arg.required else " _(optional)_"]
    if arg.hint:
        parts.append(f": {escaped(arg.hint)}" + ("." if arg.options and arg.hint[-1] not in ".?:" else ""))
    if arg.options:
        shown = ", ".join(code(option) for option in arg.options[:12])
        parts.append(f" One of {shown}" + (f" and {len(arg.options) - 12} more." if len(arg.options) > 12 else "."))
    return "".join(parts)


def did_you_mean(words: str, suggestions: Sequence[str]) -> Message:
    """A command that is not known, with near ones as buttons that run them or open their form."""
    text = f"I don't know {code(shorten(words, 100))}."
    meant = " or ".join(code(f"{SLASH} {suggestion}") for suggestion in suggestions)
    return layout.message(
        f"{text} Did you mean {meant}?" if meant else f"{text} {code(f'{SLASH} help')} lists everything.",
        layout.section(f"{text} Did you mean:" if meant else f"{text} {code(f'{SLASH} help')} lists everything."),
        layout.actions(
            *(offer(suggestion, Call(suggestion)) for suggestion in suggestions[:5] if suggestion != "help"),
            offer("Help", Call("help")),
        ),
    )
