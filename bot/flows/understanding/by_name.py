"""Names where ids belong: typed in an exact command, shown in one, and of the people that a reading is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.command.arguments import Arg
from bot.command.binding import bind
from bot.command.declaration import Command
from bot.command.invocation import Request, check
from bot.command.parse import parse
from bot.command.router import Match, Router
from bot.slack.errors import SlackProblem
from bot.understanding.exact import typed
from bot.understanding.names import Name, Names, letters

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.understanding.readings import Reading

NAMED = frozenset(
    {"rcs senders", "whatsapp senders", "kakaotalk senders", "kakaotalk templates", "bundles", "sms apps", "webhooks"}
)
"""Kinds whose resources have ids besides their names."""


def request_of(match: Match) -> Request:
    """What was typed, for the command that it matches."""
    bound = bind(match.command.arguments, match.rest)
    return check(match.command, bound.values, problems=bound.problems, public=bound.public, project=bound.project)


def names_of(request: Request) -> dict[str, str]:
    """Arguments -> names that were typed where the API wants an id; an id has a digit, or is a Plus Friend's."""
    return {arg.name: said for arg in request.command.arguments if (said := _name(arg, request))}


def _name(arg: Arg, request: Request) -> str:
    said = request.values.get(arg.name)
    if arg.choices not in NAMED or not isinstance(said, str) or said.startswith("@"):
        return ""
    return said if " " in said.strip() or not any(char.isdigit() for char in said) else ""


def in_quotes(text: str, request: Request, names: Names) -> str:
    """The words with a name of several words in quotes, as the grammar wants it: `rcs senders get northwind offers`."""
    kinds = {arg.choices: said for arg in request.command.arguments if (said := _name(arg, request))}
    for known in sorted(names.all, key=lambda name: -len(name.text)):
        words, said = known.text.split(), kinds.get(known.kind, "")
        if len(words) < 2 or not said or words[0].casefold() != said.casefold():
            continue
        spelled = r"\s+".join(re.escape(word) for word in words)
        found = re.search(rf"(?<!\S){spelled}(?!\S)", text, re.IGNORECASE)
        if found:
            return f'{text[: found.start()]}"{known.text}"{text[found.end() :]}'
    return text


def candidates(request: Request, names: Names) -> dict[str, list[Name]]:
    """Arguments -> the resources that are called as it was typed there: none, one or several."""
    kinds = {arg.name: arg.choices for arg in request.command.arguments}

    def fitting(found: Sequence[Name], name: str) -> list[Name]:
        mine = [known for known in found if known.kind == kinds[name] and _id(known, name)]
        return list({_id(known, name): known for known in mine}.values())

    return {
        name: fitting(names.exact(said.split()), name) or fitting(names.part(said), name)
        for name, said in names_of(request).items()
    }


def values_with_ids(request: Request, chosen: Mapping[str, Name]) -> dict[str, Any]:
    """Its values, with the ids of these resources in place of their names."""
    return {**request.values, **{name: _id(known, name) for name, known in chosen.items()}}


def with_resource_ids(request: Request, chosen: Mapping[str, Name]) -> Request:
    """The request with the ids of these resources; words that fit nowhere in it are still said."""
    return request.with_values(values_with_ids(request, chosen))


def as_called(router: Router, command: Command, values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Values for people to read and type: a name in place of an id, where typing the name leads to that very id."""
    shown = dict(values)
    for arg in command.arguments:
        value = values.get(arg.name)
        if arg.choices not in NAMED or not isinstance(value, str):
            continue
        known = [name for name in names.spelled(letters(value)) if name.kind == arg.choices]
        for name in known:
            said = {**shown, arg.name: name.text}
            if _id(name, arg.name) == value and _leads_to(router, command, said, names).get(arg.name) == value:
                shown = said
                break
    return shown


def _leads_to(router: Router, command: Command, values: Mapping[str, Any], names: Names) -> Mapping[str, Any]:
    """What the command has when it is typed with these values; nothing where one of its names may mean two things."""
    match = router.match(parse(typed(command, values).removeprefix("/sinch ")))
    if match is None or match.command is not command:
        return {}
    request = request_of(match)
    found = candidates(request, names)
    if any(len(each) > 1 for each in found.values()):
        return {}
    return values_with_ids(request, {name: each[0] for name, each in found.items() if each})


def _id(known: Name, argument: str) -> str:
    return known.values.get(argument.removeprefix("other_"), "")


async def with_people(services: Services, reading: Reading) -> Reading:
    """The reading with the names of the people it is about, where Slack tells."""
    ids = [reading.values.get(arg.name) for arg in reading.command.arguments if arg.kind == "user"]
    known = {name.values.get("user") for name in reading.names}
    people = [await _person(services, str(user)) for user in ids if user and user not in known]
    return replace(reading, names=(*reading.names, *(person for person in people if person is not None)))


async def _person(services: Services, user: str) -> Name | None:
    try:
        return Name((await services.slack.people.get(user)).name, "people", {"user": user})
    except SlackProblem:
        return None
