"""How typed words, and whole bodies, become the values of a command's arguments. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot import bounded_json
from bot.command import bounds
from bot.command.arguments import Arg
from bot.command.parse import Word, Words, reference, split_list
from bot.command.parse import field as field_at
from bot.command.phones import goes_on
from bot.command.tidying import is_for_phones
from bot.errors import Problem
from bot.slack.text import shorten
from bot.suggest import suggest

MENTIONED = {"<@": "user", "<#": "channel"}
"""The kind of argument that a mention is for, by how Slack writes it."""
UNKNOWN = 80
"""Characters of unknown words that are repeated."""


@dataclass(slots=True)
class ParsedArguments:
    """What the words say: values by field name, and what is wrong with the words themselves."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    public: bool = False
    project: str | None = None
    unknown: list[str] = field(default_factory=list)
    """Words that fit nowhere."""
    typed: set[str] = field(default_factory=set)
    """Names of values that words of their own gave."""


def bind(arguments: Iterable[Arg], words: Words) -> ParsedArguments:
    """Give each word to the argument it is meant for; never fails, problems are listed by field."""
    arguments = tuple(arguments)
    bound = ParsedArguments()
    names = _names(arguments)
    if not any(arg.where == "rest" and arg.multiline for arg in arguments):
        words = _with_loose_fields(names, words)
    places = [arg for arg in arguments if arg.positional]
    at = 0
    while at < len(words.words):
        places = [arg for arg in places if arg.name not in bound.values or arg.where == "words"]
        if places and places[0].where == "rest" and not _addressed(names, words, at):
            ends = (end for end in range(at, len(words.words)) if _addressed(names, words, end))
            end = len(words.words) if places[0].multiline else next(ends, len(words.words))
            bound.values[places[0].name] = words.after(at).rest(end - at)
            if end == len(words.words):
                return bound
            at = end
            continue
        item, at = _whole(names, places, words, at)
        _take(bound, names, _of_its_kind(arguments, bound, item) or places, item)
    _tell_unknown(bound)
    if words.cut:
        bound.problems.insert(0, bounds.too_many_words())
    return bound


def _with_loose_fields(names: Mapping[str, Arg], words: Words) -> Words:
    """The same with `name = value`, and `"name=value"`, as fields; where free text stands, they may mean anything."""
    found: list[Word] = []
    for at, item in enumerate(words.words):
        if found and item.start < found[-1].end:
            continue
        name, sign, value = item.text.partition("=")
        if sign and item.quoted and not item.name and plain_name(name) in names:
            found.append(replace(item, name=name, text=value))
            continue
        key = plain_name(item.name or item.text)
        loose = field_at(words, at) if key in names or key in ("project", "json") else None
        found.append(loose or item)
    return replace(words, words=tuple(found))


def _whole(names: Mapping[str, Arg], places: list[Arg], words: Words, at: int) -> tuple[Word, int]:
    """A word, and where the next one stands; a list goes on behind a comma with a blank beside it (`SV, FI`).

    Of what is one word by itself, a comma before the next one is none of its signs (`get order_update, EN_US`).
    """
    item = words.words[at]
    at += 1
    arg = names.get(plain_name(item.name)) if item.name else next(iter(places), None)
    if arg is None or item.quoted:
        return item, at
    if is_for_phones(arg.name):
        item, at = _phone(arg, words, item, at)
    if (
        not arg.many
        and at < len(words.words)
        and (arg.where == "word" or words.words[at].name)
        and arg.kind != "secret"
    ):
        return replace(item, text=item.text.rstrip(",") or item.text), at
    if not arg.many or arg.where == "words":
        return item, at
    while at < len(words.words):
        more = words.words[at]
        if more.name or more.quoted or not (item.text.endswith(",") or more.text.startswith(",")):
            break
        item = replace(item, text=f"{item.text}{more.text}", end=more.end)
        at += 1
    return item, at


def _phone(arg: Arg, words: Words, item: Word, at: int) -> tuple[Word, int]:
    """A number with blanks in it is one word, and so are several of them in a list: `+46 70-123 45 67 +46 70...`."""
    text = item.text
    while at < len(words.words) and not (more := words.words[at]).name and not more.quoted:
        last = text.rpartition(",")[2]
        piece, _, another = more.text.partition(",")
        if last and goes_on(last, piece) and (not another or another.startswith("+")):
            text += f" {more.text}"
        elif arg.many and text.startswith("+") and more.text.lstrip(",")[:1] in ("+", ""):
            text = f"{text.rstrip(',')},{more.text.lstrip(',')}"  # also `A , B`
        else:
            break
        item, at = replace(item, text=text, end=more.end), at + 1
    return item, at


def _of_its_kind(arguments: Iterable[Arg], bound: ParsedArguments, item: Word) -> list[Arg]:
    """The one argument that takes people, or channels, where one is mentioned: it belongs there wherever it stands."""
    kind = MENTIONED.get(item.text[:2]) if reference(item.text) != item.text and not item.name else None
    found = [arg for arg in arguments if arg.kind == kind and arg.where != "hidden" and arg.name not in bound.values]
    return found if len(found) == 1 else []


def _tell_unknown(bound: ParsedArguments) -> None:
    """All words that fit nowhere are one problem."""
    if bound.unknown:
        said = " ".join(bound.unknown)
        bound.problems.append(Problem("", f"I don't know what `{shorten(said, UNKNOWN)}` means here."))


def _take(bound: ParsedArguments, names: Mapping[str, Arg], places: list[Arg], item: Word) -> None:
    if not item.closed:
        bound.problems.append(Problem("", f"The quote before `{item.text[:40]}` is never closed."))
    if item.name:
        _named(bound, names, item)
    elif item.text.lower() == "public" and not item.quoted and not (places and _may_be_called_so(places[0])):
        bound.public = True
    elif places and places[0].where == "words":
        bound.values.setdefault(places[0].name, []).append(item.text)
    elif places:
        _type(bound, places[0], item)
    else:
        bound.unknown.append(item.text[:40])


def _may_be_called_so(place: Arg) -> bool:
    """Whether any word is this argument's value: a name that can't be left out, not one of a few choices."""
    return place.where == "word" and place.required and not place.options


def _addressed(names: Mapping[str, Arg], words: Words, at: int) -> bool:
    """Whether a word is `name=value` of ours, or all that is left is a body of ours, where free text may stand."""
    item = words.words[at]
    key = plain_name(item.name)
    if key != "json" or at + 1 < len(words.words):
        return key in names or key == "project"
    try:
        body = bounded_json.loads(item.text)
    except bounded_json.RefusedJson:
        return True  # a body all the same; what is wrong with it is said when it is read
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and bool(body) and all(plain_name(name) in names for name in body)


def from_json(arguments: Iterable[Arg], text: str) -> ParsedArguments:
    """A whole body as values of the arguments; what does not fit is listed, never raised."""
    bound = ParsedArguments()
    _body(bound, _names(arguments), text)
    return bound


def _names(arguments: Iterable[Arg]) -> dict[str, Arg]:
    """Arguments by every spelling: `page_size`, `pageSize`; a dotted one also by its end, where no other ends so.

    The one that is an ID is `id`, too.

    What only buttons set cannot be typed: it may name a card, a rule or a request of another place.
    """
    arguments = tuple(arg for arg in arguments if arg.where != "hidden")
    names: dict[str, Arg] = {}
    ends: dict[str, list[Arg]] = {}
    for arg in arguments:
        parts = arg.name.split(".")
        for start in range(1, len(parts)):
            ends.setdefault(plain_name(".".join(parts[start:])), []).append(arg)
    names.update({end: found[0] for end, found in ends.items() if len(found) == 1})
    names.update({key: arg for arg in arguments for key in (plain_name(arg.alias), plain_name(arg.name)) if key})
    if not any(arg.where == "others" for arg in arguments):  # there, an unknown name is a field of its own
        for arg in arguments:
            for key in _other_numbers(plain_name(arg.name)):
                names.setdefault(key, arg)
        ids = [arg for arg in arguments if arg.where == "word" and plain_name(arg.name).endswith("id")]
        if len(ids) == 1 and not any(arg.where == "rest" for arg in arguments):  # free text may hold `id=7` itself
            names.setdefault("id", ids[0])
    return names


def _other_numbers(name: str) -> tuple[str, ...]:
    """A name in the singular and plural: `state` is `states`, `categories` is `category`."""
    if name.endswith("ies"):
        return (f"{name[:-3]}y",)
    if name.endswith("y"):
        return (f"{name[:-1]}ies", f"{name}s")
    return (name[:-1],) if name.endswith("s") else (f"{name}s",)


def _named(bound: ParsedArguments, names: Mapping[str, Arg], item: Word) -> None:
    key = plain_name(item.name)
    if arg := names.get(key):
        _type(bound, arg, item)
    elif key == "public":
        bound.public = item.text.lower() in ("true", "yes", "1", "on")
    elif key == "project":
        bound.project = item.text
    elif key == "json":
        _body(bound, names, item.text)
    elif others := _others(names):
        _pass_on(bound, others, item.name, _guessed(item))
    else:
        bound.problems.append(
            Problem("", f"No field is called `{item.name[: bounds.NAME]}` here.{_hint(bound, names, key)}")
        )


def _hint(bound: ParsedArguments, names: Mapping[str, Arg], key: str) -> str:
    """Which field may be meant; not asked for problems that nobody is told one by one."""
    if len(bound.problems) >= bounds.LISTED:
        return ""
    near = suggest(key[: bounds.NAME], [name for name, arg in names.items() if not arg.hidden])
    return f" Did you mean `{names[near[0]].name}`?" if near else ""


def _type(bound: ParsedArguments, arg: Arg, item: Word) -> None:
    """Neither of two values is dropped without a word."""
    value = value_of(arg, item.text)
    if arg.name in bound.typed and bound.values.get(arg.name) != value:
        bound.problems.append(_twice(arg))
    bound.typed.add(arg.name)
    _put(bound, arg, value)


def _twice(arg: Arg) -> Problem:
    remedy = "put all of them into one list, with commas" if arg.many else "keep one"
    return Problem("", f"`{arg.name}` is given twice; {remedy}.")


def _put(bound: ParsedArguments, arg: Arg, value: Any) -> None:
    if arg.many and isinstance(value, list) and len(value) > bounds.ITEMS:
        bound.problems.append(bounds.too_many_items(arg.name, len(value)))
    else:
        bound.values[arg.name] = value


def _pass_on(bound: ParsedArguments, others: Arg, name: str, value: Any) -> None:
    """A field that no argument takes, to the one that takes such."""
    fields = bound.values.setdefault(others.name, {})
    if len(fields) < bounds.FIELDS:
        fields[name] = value
    elif (problem := bounds.too_many_fields()) not in bound.problems:
        bound.problems.append(problem)


def _body(bound: ParsedArguments, names: Mapping[str, Arg], text: str) -> None:
    try:
        body = bounded_json.loads(text)
    except (ValueError, RecursionError) as error:
        bound.problems.append(Problem("", f"`json` {bounds.json_fault(error)}."))
        return
    if not isinstance(body, dict):
        bound.problems.append(Problem("", '`json` must be an object, like `json=\'{"name": "value"}\'`.'))
        return
    _spread(bound, names, body, "")


def _spread(bound: ParsedArguments, names: Mapping[str, Arg], body: Mapping[str, Any], prefix: str) -> None:
    """Each value of a body to its argument; what is nested, also as the only item of a list, by its dotted name."""
    others = None if prefix else _others(names)
    for key, value in body.items():
        name = f"{prefix}{key}"
        nested = value[0] if isinstance(value, list) and len(value) == 1 else value
        if arg := names.get(plain_name(name)):
            typed = bound.values.get(arg.name) if arg.name in bound.typed else value
            if str(typed).casefold() != str(value).casefold():
                bound.problems.append(_twice(arg))  # `name=A json={"name": "B"}`
            _put(bound, arg, value)
        elif others:
            _pass_on(bound, others, key, value)
        elif isinstance(nested, Mapping):
            _spread(bound, names, nested, f"{name}.")
        elif structure := _structure(names, name):
            bound.values[structure] = value
        else:
            bound.problems.append(Problem("", f"`json` has a field `{name[: bounds.NAME]}` that I don't know."))


def _structure(names: Mapping[str, Arg], name: str) -> str:
    """The field, by the API's name, whose inner fields are arguments: null removes all of it."""
    parts = name.count(".") + 1
    outer = (".".join(arg.name.split(".")[:parts]) for arg in names.values() if arg.name.count(".") >= parts)
    return next((found for found in outer if plain_name(found) == plain_name(name)), "")


def _others(names: Mapping[str, Arg]) -> Arg | None:
    """The argument that takes what no other one does."""
    return next((arg for arg in names.values() if arg.where == "others"), None)


def _guessed(item: Word) -> Any:
    """What an undocumented field means: a number, yes or no, a structure; in quotes it is text."""
    if item.quoted:
        return item.text
    try:
        return bounded_json.loads(item.text)
    except (ValueError, RecursionError):
        return item.text


def value_of(arg: Arg, text: str) -> Any:
    """A typed text as the value the model expects: lists split, choices in their own spelling, references as ids."""
    if arg.many:
        items = split_list(text)
        return [_choice(arg, item) for item in items] if len(items) <= bounds.ITEMS else items
    if arg.kind in ("user", "channel"):
        return reference(text)
    if arg.kind == "boolean":
        return {"yes": True, "on": True, "no": False, "off": False}.get(text.lower(), text)
    return _choice(arg, text)


def _choice(arg: Arg, text: str) -> str:
    """However it is spelled, or by the name that forms show."""
    known = arg.options or arg.suggested
    if not known:
        return text
    folded = plain_name(text)
    if spelled := next((option for option in known if plain_name(option) == folded), ""):
        return spelled
    called = [option for option in known if plain_name(arg.called(option)) == folded]
    return called[0] if folded and len(called) == 1 else text


def plain_name(name: str) -> str:
    """A field's name for comparing: `pageSize`, `page_size` and `PAGE SIZE` are one."""
    return "".join(char for char in name.lower() if char.isalnum())
