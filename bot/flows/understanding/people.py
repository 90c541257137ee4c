"""People named by their name in Slack where a command wants a person: `access grant omar operator`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import log
from bot.command.arguments import PERSON
from bot.command.declaration import Effect
from bot.command.invocation import Request
from bot.errors import Problem
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.slack.model import User

logger = log.get("understanding")

DOUBT = "You typed a name. Check that I found the right person."


async def with_person_ids(services: Services, request: Request) -> Request:
    """The request with the id of everyone whose name only one person has; as it was where there is none.

    People choose their names themselves, so that nothing is changed for a name alone: the form shows who was found.
    """
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
    doubts = () if request.command.effect is Effect.READ else tuple(Problem(name, DOUBT) for name in sorted(ids))
    return request.with_values({**request.values, **ids}, *doubts)


def _is_id(request: Request, name: str) -> bool:
    value = request.values.get(name)
    return not isinstance(value, str) or not value or re.match(PERSON, value) is not None


def _ids(people: list[User], name: str) -> set[str]:
    """Who is called so, by display name, full name or first name."""
    wanted = name.strip().removeprefix("@").casefold()
    here = [person for person in people if not person.is_bot and not person.deleted]
    return {person.id for person in here if wanted in _names(person)}


def _names(person: User) -> set[str]:
    full = person.real_name.casefold()
    return {person.name.casefold(), full, *full.split()[:1]}
