"""Who belongs here, and who may do what: the one place that decides both.

The bot serves the workspace whose token it has, and the other workspaces of the same Enterprise. What its people may do
follows from the workspace's own admins, the setting `ADMINS`, and what was granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import log
from bot.cards.vocabulary.words import article
from bot.command.context import Actor, Role
from bot.errors import NotAllowed
from bot.slack.errors import SlackProblem, UserGone
from bot.slack.model import Identity, User
from bot.slack.text import mention

if TYPE_CHECKING:
    from bot.command.context import Ctx, Services
    from bot.command.declaration import Command

NOT_HERE = "Sorry, I only work for people in the workspace I'm installed in. Ask someone there to do this for you."
UNVOUCHED = "I can't look up your role in Slack right now. Try again in a minute."

logger = log.get("access")


class Membership(StrEnum):
    """How somebody belongs to the bot's workspace."""

    MEMBER = "member"
    ORGANIZATION_MEMBER = "member of the organization"
    """A member of another workspace of the same Enterprise organization."""
    GUEST = "guest"
    EXTERNAL = "external"
    """Of another organisation, be it in a channel that is shared with it."""
    NO_PERSON = "no person"
    """A bot, or an account that is closed."""


MAY_READ = frozenset({Membership.MEMBER, Membership.ORGANIZATION_MEMBER, Membership.GUEST})


class NotHere(NotAllowed):
    """Whoever asks does not belong here."""

    def __init__(self) -> None:
        super().__init__(NOT_HERE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a request says it comes from; empty where it does not say."""

    teams: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    app: str = ""


def serves(home: Identity | None, source: Source) -> bool:
    """Whether a request is from where the bot is installed; all others are answered by nobody."""
    if home is None:
        return True
    if home.app_id and source.app and source.app != home.app_id:
        return False
    if home.enterprise_id and home.enterprise_id in source.enterprises:
        return True
    if source.teams:
        return not home.team_id or home.team_id in source.teams
    return not (source.enterprises and home.team_id)


def membership(home: Identity | None, person: User | None, team: str = "") -> Membership:
    """How a person belongs; None is one whom Slack does not know.

    `team` is the id of the workspace (`T...`) or organisation (`E...`) that the request says they are of, if it does:
    it makes nobody a member of the organisation of whom Slack says another one.
    """
    if person is None or person.is_stranger:
        return Membership.EXTERNAL
    if person.is_bot or person.deleted:
        return Membership.NO_PERSON
    own = home.team_id if home else ""
    organisation = home.enterprise_id if home else ""
    of_organisation = bool(organisation) and organisation == (person.enterprise_id or team)
    if organisation and person.enterprise_id not in ("", organisation):
        return Membership.EXTERNAL
    for each in (person.team_id, team):
        if own and each and each not in (own, organisation) and not of_organisation:
            return Membership.EXTERNAL
    if person.is_guest:
        return Membership.GUEST
    return Membership.ORGANIZATION_MEMBER if own and person.team_id and person.team_id != own else Membership.MEMBER


async def actor(services: Services, user_id: str, team: str = "") -> Actor:
    """The person behind a Slack user id, with the role that is in force now; raises `NotHere`.

    Whoever would be more than a viewer is looked up again: a role that was taken away is gone at once. When Slack does
    not tell who they are, or who we are, they are who the settings and the grants say, and no more than that.
    """
    found = await _look(services, user_id, team)
    role = await _role(services, *found)
    if role > Role.VIEWER:
        found = await _look(services, user_id, team, fresh=True)
        role = await _role(services, *found)
    person, how = found
    if how not in MAY_READ:
        raise NotHere
    is_vouched_for = services.slack.who is not None and person.is_from_slack
    return Actor(user_id=user_id, name=person.name, role=role, tz=person.tz, is_vouched_for=is_vouched_for)


async def belongs(services: Services, user_id: str, team: str = "") -> bool:
    """Whether a person may read and comment here at all."""
    return (await _look(services, user_id, team))[1] in MAY_READ


async def membership_of(services: Services, user_id: str) -> Membership:
    """How a person belongs, as Slack says now."""
    return (await _look(services, user_id, "", fresh=True))[1]


async def is_first_refusal(services: Services, user_id: str, channel: str) -> bool:
    """Whether somebody who does not belong here was not told so yet: once a person, channel and day; notes it."""
    now = services.clock.now()
    return await services.store.slack_events.first_time(f"not here {user_id} {channel} {now.date()}", now)


async def _look(services: Services, user_id: str, team: str, *, fresh: bool = False) -> tuple[User, Membership]:
    home = await _home(services)
    try:
        person = await services.slack.user(user_id, fresh=fresh)
    except UserGone:
        return User(id=user_id, name=user_id), membership(home, None)
    except SlackProblem as problem:
        logger.warning("person not known", user=user_id, code=problem.code)
        person = User(id=user_id, name=user_id, is_from_slack=False)
    return person, membership(home, person, team)


async def _home(services: Services) -> Identity | None:
    """Who we are; None while Slack does not say."""
    if services.slack.who is None:
        try:
            await services.slack.identity()
        except SlackProblem as problem:
            logger.warning("home not known", code=problem.code)
    return services.slack.who


async def _role(services: Services, person: User, how: Membership) -> Role:
    if how not in (Membership.MEMBER, Membership.ORGANIZATION_MEMBER):
        return Role.VIEWER
    # Whose admin somebody is, nobody can say before Slack has told which workspace is ours.
    by_slack = person.is_admin and how is Membership.MEMBER and services.slack.who is not None
    if person.id in services.settings.admins or by_slack:
        return Role.ADMIN
    granted = await services.store.grants.get(person.id)
    return Role[granted.role.upper()] if granted else Role.VIEWER


async def require(ctx: Ctx, command: Command) -> None:
    """Raises `NotAllowed`, which says which role is needed and whom to ask for it, when the person's is lower."""
    person = ctx.actor
    if person.role >= command.role:
        return
    if not person.is_vouched_for:
        raise NotAllowed(f"You need the {command.role} role for this, and {UNVOUCHED}")
    raise NotAllowed(
        f"You need the {command.role} role for this; you're {article(str(person.role))} {person.role}. "
        f"Ask {await _somebody(ctx)}."
    )


async def _somebody(ctx: Ctx) -> str:
    """Who can give a role: somebody made admin for this bot, else an admin of the workspace."""
    granted = [grant.user_id for grant in await ctx.store.grants.all() if grant.role == str(Role.ADMIN)]
    known = [admin for admin in (*ctx.services.settings.admins, *granted) if admin != ctx.actor.user_id]
    if not known:
        try:
            known = [admin.id for admin in await ctx.slack.people.admins()]
        except SlackProblem as problem:
            logger.warning("admins not known", code=problem.code)
    return mention(known[0]) if known else "an admin of this workspace"
