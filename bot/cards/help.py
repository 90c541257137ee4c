"""Help: what there is, and how one command is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import layout
from bot.cards.buttons import Call, offer
from bot.cards.message import Block, Message
from bot.cards.words import count
from bot.slack.text import code, outside, shorten

SLASH = "/sinch"
LISTED = 40


@dataclass(frozen=True, slots=True)
class HelpArg:
    """One argument of a command."""

    name: str
    title: str
    hint: str = ""
    required: bool = False
    positional: bool = False
    options: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One command; `role` is who may run it, `note` a caveat."""

    path: str
    summary: str
    args: Sequence[HelpArg] = ()
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


def index(areas: Sequence[HelpArea]) -> Message:
    """Everything there is, by area."""
    lines = [f"• {code(f'{SLASH} {one.path}')} {outside(one.summary)}" for one in areas]
    return layout.message(
        "What I can do:\n" + "\n".join(lines),
        layout.header("What I can do"),
        [block for one in areas[:LISTED] for block in _area(one)],
        layout.context(
            f"`{SLASH} help WORDS` explains a command. Mention me or write me a direct message with the same words.",
            "Missing arguments open a form. Add `public` to show an answer to everyone.",
        ),
    )


def _area(one: HelpArea) -> list[Block]:
    button = offer("Show", Call("help", {"words": one.path}))
    counted = f"  _{count(len(one.commands), 'command')}_" if len(one.commands) > 1 else ""
    return [layout.section(f"*{outside(one.path)}*{counted}\n{outside(one.summary)}", accessory=button)]


def area(one: HelpArea, pages: Sequence[HelpPage]) -> Message:
    """The commands of one area."""
    return _listed(f"{SLASH} {one.path}", outside(one.summary), pages)


def found(words: str, pages: Sequence[HelpPage]) -> Message:
    """What a search in the help brought."""
    if pages:
        return _listed(f"Help for “{words}”", f"{count(len(pages), 'command')} found.", pages)
    text = f"Nothing in the help fits {code(words)}."
    return layout.message(text, layout.section(text), layout.actions(offer("All commands", Call("help"))))


def _listed(title: str, first: str, pages: Sequence[HelpPage]) -> Message:
    lines = [f"{code(f'{SLASH} {one.path}')}  {outside(one.summary)}" for one in pages]
    return layout.message(
        f"{outside(title)}\n" + "\n".join(lines),
        layout.header(title),
        layout.section(first) if first else None,
        layout.sections("\n".join(lines)),
        layout.actions(*(offer(one.path, Call("help", {"words": one.path})) for one in pages[:LISTED])),
    )


def page(one: HelpPage) -> Message:
    """One command: what it does, what it takes, an example, who may run it."""
    usage = " ".join([f"{SLASH} {one.path}", *(_usage(arg) for arg in one.args)])
    args = [_arg(arg) for arg in one.args]
    small = [f"Who may: {outside(one.role)}s and above." if one.role and one.role != "viewer" else ""]
    small += ["Asks before it does anything." if one.asks else "", outside(one.note)]
    return layout.message(
        "\n".join([f"{code(f'{SLASH} {one.path}')}: {outside(one.summary)}", f"Usage: {code(usage)}", *args]),
        layout.header(one.path),
        layout.section(outside(one.summary)),
        layout.section(f"*Usage*\n{code(shorten(usage, 2_500))}"),
        layout.sections("*Arguments*\n" + "\n".join(args)) if args else None,
        layout.section(f"*Example*\n{code(one.example)}") if one.example else None,
        layout.context(*small) if any(small) else None,
        layout.actions(offer("Open the form" if one.args else "Run it", _start(one), style="primary")),
    )


def _start(one: HelpPage) -> Call:
    return Call(one.path, {}, "form" if one.args else "run")


def _usage(arg: HelpArg) -> str:
    shown = arg.name.upper().replace("_", "-") if arg.positional else f"{arg.name}=…"
    return shown if arg.required else f"[{shown}]"


def _arg(arg: HelpArg) -> str:
    parts = [f"• {code(arg.name)} {outside(arg.title)}", "" if arg.required else " _(optional)_"]
    if arg.hint:
        parts.append(f": {outside(arg.hint)}" + ("." if arg.options and arg.hint[-1] not in ".?:" else ""))
    if arg.options:
        shown = ", ".join(code(one) for one in arg.options[:12])
        parts.append(f" One of {shown}" + (f" and {len(arg.options) - 12} more." if len(arg.options) > 12 else "."))
    return "".join(parts)


def did_you_mean(words: str, suggestions: Sequence[str]) -> Message:
    """A command that is not known, with near ones as buttons that run them or open their form."""
    text = f"I do not know {code(words)}."
    meant = " or ".join(code(f"{SLASH} {one}") for one in suggestions)
    return layout.message(
        f"{text} Did you mean {meant}?" if meant else f"{text} {code(f'{SLASH} help')} lists what there is.",
        layout.section(f"{text} Did you mean:" if meant else f"{text} {code(f'{SLASH} help')} lists what there is."),
        layout.actions(*(offer(one, Call(one)) for one in suggestions[:5]), offer("Help", Call("help"))),
    )
