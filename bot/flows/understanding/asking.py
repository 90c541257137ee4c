"""One question at a time for what a command still needs, and what an answer to it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.cards import understanding as cards
from bot.cards.blocks.message import Message
from bot.command import Ctx
from bot.command.arguments import Arg
from bot.command.binding import value_of
from bot.command.invocation import Request
from bot.command.parse import reference
from bot.flows.execution import choices
from bot.flows.understanding import answers, own_choices
from bot.flows.understanding.questions import OpenQuestion
from bot.links import Call, CommandLink
from bot.provisioning.languages import LANGUAGES, NAMES
from bot.times import duration
from bot.understanding import tongues
from bot.understanding.names import Names, letters

BUTTONS = 5
LANGUAGES_ASKED = frozenset({"language", "other_language", "source", "targets", "languages"})
_SEPARATED = re.compile(r"\s*(?:,|;|&|\band\b|\bor\b)\s*", re.IGNORECASE)
NEVER = frozenset({"secret", "file", "json"})


async def next_question(
    ctx: Ctx, request: Request, exact: str, left_out: Sequence[str] = ()
) -> tuple[OpenQuestion, Message] | None:
    """The question for the first thing that is missing; None where a form must ask (secrets, files, whole bodies).

    `exact` is the command as far as it is known, for people to read.
    """
    command = request.command
    arg = next((argument for argument in command.arguments if _is_missing(argument, request)), None)
    if arg is None or arg.kind in NEVER:
        return None
    found = await _choices(ctx, arg, request)
    question = OpenQuestion(
        command.path,
        dict(request.values),
        arg.name,
        ctx.actor.user_id,
        request.project or ctx.project_id,
        {label: value for value, label in found},
    )
    return question, _message(arg, question, exact, left_out=left_out)


def again(arg: Arg, said: str, wrong: str, question: OpenQuestion, exact: str) -> Message:
    """The same question, and why the answer was none."""
    unsure = answers.is_unsure(said) and not wrong
    told = wrong if said[:60] in wrong else f"{said[:60]!r} {wrong}"
    why = told if wrong else "" if unsure else f"I don't know {said[:60]!r} here."
    return _message(arg, question, exact, wrong=why)


def _message(arg: Arg, question: OpenQuestion, exact: str, *, wrong: str = "", left_out: Sequence[str] = ()) -> Message:
    shown = [
        CommandLink(label, question.path, {**question.values, arg.name: value, "project": question.project})
        for label, value in list(question.choices.items())[:BUTTONS]
    ]
    more = len(question.choices) - len(shown)
    hint = arg.hint.rstrip(".") + (f"; {more} more can be typed" if more > 0 else "")
    form = Call(question.path, {**question.values, "project": question.project}, "form")
    return cards.question(
        asked(arg), hint.strip("; "), form=form, choices=shown, wrong=wrong, exact=exact, left_out=left_out
    )


def asked(arg: Arg) -> str:
    """`Which template?`, `What should the comment say?`, `How long?`"""
    named = any(word[:1].isupper() for word in arg.title.split()[1:])  # `Plus Friend ID`
    title = arg.title if named else arg.title[:1].lower() + arg.title[1:]
    if "'s " in title:
        return f"What's the {title}?"
    if title.startswith(("how ", "what ", "which ", "its ")):
        return f"{arg.title}?"
    if arg.where == "rest" and arg.multiline:
        return f"What should the {title} say?"
    return f"Who is the {title}?" if arg.kind == "user" else f"Which {title}?"


def _is_missing(arg: Arg, request: Request) -> bool:
    missing = {problem.field for problem in request.problems if problem.message == "is required"}
    return arg.name in missing and not arg.hidden


async def _choices(ctx: Ctx, arg: Arg, request: Request) -> list[tuple[str, str]]:
    """Values and what their buttons say: closed ones as they are, others as the API lists them."""
    of_template = arg.name in ("language", "source") and request.values.get("name")
    loader = arg.choices or ("template languages" if of_template else "")
    if loader:
        options = await choices.load(ctx.services, ctx.project_id, loader, "", request.values)
        found = [(str(option["value"]), str(option["text"]["text"])) for option in options]
        if found:
            return [(value, NAMES.get(value, label) if of_template else label) for value, label in found]
    if own := await own_choices.of(ctx, arg.name):
        return list(own)
    known = arg.options or arg.suggested
    return [(option, arg.labels.get(option, option)) for option in known] if len(known) <= 25 else []


def answer_of(arg: Arg, said: str, question: OpenQuestion, names: Names) -> Any:
    """The value that an answer gives, with or without courtesy round it; None where it gives none."""
    if arg.where == "rest" and arg.name != "duration":
        return _value(arg, said.strip(), question, names)
    text = said.strip().rstrip(".!")
    if answers.is_unsure(text):
        return None
    closed = arg.choices or arg.options or arg.suggested or question.choices or arg.kind == "user"
    if not (closed or arg.name in LANGUAGES_ASKED or arg.name == "duration"):
        return _value(arg, answers.polite_end_gone(text), question, names)
    bare = answers.bare(text)
    if not _is_called(arg, text, question, names) and (placed := _by_place(arg, bare, question)) is not None:
        return placed
    value = _value(arg, text, question, names)
    return _value(arg, bare, question, names) if value is None and bare != text else value


def _is_called(arg: Arg, text: str, question: OpenQuestion, names: Names) -> bool:
    """Whether a choice is called just so: `second` may be a template."""
    called = {letters(word) for pair in question.choices.items() for word in pair}
    return letters(text) in called or any(name.kind == arg.choices for name in names.exact(text.split()))


def _by_place(arg: Arg, text: str, question: OpenQuestion) -> Any:
    """A choice by its place among the buttons, all of them, or the only one: `the second`, `both`, `yes`."""
    shown = list(question.choices.values())[:BUTTONS]
    if (chosen := answers.nth(text, shown)) is not None:
        return [chosen] if arg.many else chosen
    if arg.many and shown and answers.is_every(text):
        return list(question.choices.values())
    return shown[0] if len(shown) == 1 and not arg.many and answers.is_yes(text) else None


def _value(arg: Arg, text: str, question: OpenQuestion, names: Names) -> Any:
    if not text:
        return None
    if arg.name.rpartition(".")[2] in LANGUAGES_ASKED:
        codes = [_language(answers.bare(part), question) for part in (_SEPARATED.split(text) if arg.many else [text])]
        known = [code for code in codes if code]
        return (known if len(known) == len(codes) else None) if arg.many else codes[0]
    labels = {**{letters(value): value for value in question.choices.values()}, **_by_letters(question)}
    if exact := labels.get(letters(text)):
        return exact
    if arg.choices and (found := names.exact(text.split()) or names.part(text) or names.near(text.split())):
        fitting = [name.values.get(arg.name.removeprefix("other_")) for name in found if name.kind == arg.choices]
        if fitting and fitting[0]:
            return fitting[0]
    if arg.options and arg.many:
        each = [_option(part, arg, labels) for part in _SEPARATED.split(text)]
        return each if all(each) else None
    if arg.options:
        return _option(text, arg, labels)
    if arg.kind == "user":
        return reference(text) if text.startswith("<@") else _person(text, names)
    if arg.name == "duration" and not duration.is_one(text):
        return None
    if arg.where == "word" and " " in text and not arg.many:
        return None
    return value_of(arg, text)


def _person(text: str, names: Names) -> str | None:
    """The only person that is called so."""
    found = {name.values["user"] for name in names.exact(text.split()) if name.kind == "people"}
    return found.pop() if len(found) == 1 else None


def _option(text: str, arg: Arg, labels: dict[str, str]) -> str | None:
    """One of a few values: by its label, nearly, as a country or region is called, or inside a longer answer."""
    called = " ".join(word for word in text.lower().split() if word not in ("in", "the", "for", "please"))
    said = letters(called)
    if said in labels:
        return labels[said]
    if (code := tongues.code_of_place(called)) in arg.options:
        return code
    slips = min(2, len(said) // 3)  # `uk` is no slip for `eu`
    near = process.extractOne(said, list(labels), scorer=OSA.distance, score_cutoff=slips) if slips else None
    return labels[near[0]] if near else _inside(text, labels)


def _by_letters(question: OpenQuestion) -> dict[str, str]:
    return {letters(label): value for label, value in question.choices.items()}


def _inside(text: str, labels: dict[str, str]) -> str | None:
    """The only choice that a longer answer names: `the first, operator please`."""
    words = {letters(word) for word in text.split()}
    found = {value for label, value in labels.items() if label in words}
    return next(iter(found)) if len(found) == 1 else None


def _language(text: str, question: OpenQuestion) -> str | None:
    """A code or a name, in the kind that the template has."""
    known = list(question.choices.values())
    words = [word for word in text.replace(",", " ").split() if word.lower() not in ("in", "the", "please", "one")]
    plain = " ".join(words)
    code = plain.upper().replace("-", "_").replace(" ", "_")
    if code in LANGUAGES:
        return code if not known or code in known else next((tag for tag in known if tag.startswith(code)), code)
    low = plain.lower()
    codes = [*tongues.LANGUAGES.get(low, ()), *(tag for tag, name in NAMES.items() if low in name.lower() and low)]
    if not codes:
        near = process.extractOne(low, [name.lower() for name in NAMES.values()], scorer=OSA.distance, score_cutoff=2)
        codes = [tag for tag, name in NAMES.items() if near and name.lower() == near[0]]
    return next((tag for tag in codes if tag in known), codes[0] if codes else None)
