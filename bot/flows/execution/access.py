"""Who may do what: the workspace's own admins, `ADMINS`, and what was granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.command.context import Actor, Role
from bot.errors import NotAllowed
from bot.slack.errors import SlackProblem
from bot.slack.model import User
from bot.slack.text import escape

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.command.declaration import Command

logger = log.get("access")


async def actor(services: Services, user_id: str) -> Actor:
    """The person behind a Slack user id, with the role that is in force now.

    When Slack does not tell who they are, they are who the settings and the grants say, and no more than that.
    """
    try:
        person = await services.slack.user(user_id)
    except SlackProblem as problem:
        logger.warning("person not known", user=user_id, code=problem.code)
        person = User(id=user_id, name=user_id)
    role = Role.VIEWER
    if user_id in services.settings.admins or person.is_admin:
        role = Role.ADMIN
    elif granted := await services.store.grants.get(user_id):
        role = Role[granted.role.upper()]
    return Actor(user_id=user_id, name=person.name, role=role, tz=person.tz)


_ARTICLES = {Role.VIEWER: "a", Role.OPERATOR: "an", Role.ADMIN: "an"}


def require(person: Actor, command: Command) -> None:
    """Raises `NotAllowed`, which says which role is needed, when the person's is lower."""
    if person.role >= command.role:
        return
    raise NotAllowed(
        f"`{escape(command.path)}` needs the role *{command.role}*; you are {_ARTICLES[person.role]} *{person.role}*.",
        "An admin can change that with `/sinch access grant`. `/sinch access list` shows who they are.",
    )
