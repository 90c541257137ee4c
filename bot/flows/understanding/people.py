"""People named by their name in Slack where a command wants a person: `access grant omar operator`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import log
from bot.command.arguments import PERSON
from bot.command.invocation import Request, check
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.slack.model import User

logger = log.get("understanding")


async def with_ids(services: Services, request: Request) -> Request:
    """The request with the id of everyone whose name only one person has; as it was where there is none."""
    named = {arg.name for arg in request.command.arguments if arg.kind == "user" and not _is_id(request, arg.name)}
    if not named:
        return request
    try:
        people = await services.slack.people.everybody()
    except SlackProblem as problem:
        logger.warning("people not known", code=problem.code)
        return request
    found = {name: _ids(people, str(request.values[name])) for name in named}
    ids = {name: known.pop() for name, known in found.items() if len(known) == 1}
    if not ids:
        return request
    others = [problem for problem in request.problems if problem.field not in ids]
    made = check(request.command, {**request.values, **ids}, public=request.public, project=request.project)
    problems = tuple(dict.fromkeys((*others, *made.problems)))
    return replace(made, problems=problems, args=None if problems else made.args)


def _is_id(request: Request, name: str) -> bool:
    value = request.values.get(name)
    return not isinstance(value, str) or not value or re.match(PERSON, value) is not None


def _ids(people: list[User], name: str) -> set[str]:
    """Who is called so, by display name, full name or else first name."""
    wanted = name.strip().removeprefix("@").casefold()
    here = [person for person in people if not person.is_bot and not person.deleted]
    whole = {person.id for person in here if wanted in (person.name.casefold(), person.real_name.casefold())}
    return whole or {person.id for person in here if person.real_name.casefold().split()[:1] == [wanted]}
