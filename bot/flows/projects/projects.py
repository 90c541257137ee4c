"""The Sinch projects that this bot works for, and which of them a channel means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import log
from bot.errors import BadArguments, Problem, UserError
from bot.flows.activity_lists import first_look
from bot.flows.projects import TOPIC, naming, setup, signing
from bot.provisioning.errors import CredentialsRefused, Forbidden, NotFound, Unauthorized
from bot.provisioning.registry import Credentials
from bot.slack.text import code
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.projects import Project

if TYPE_CHECKING:
    from bot.command.context import Ctx, Services

RELOAD_SECONDS = 30.0
"""Until a process notices by itself what another one has connected."""

logger = log.get("projects")


def mark(channel: str) -> str:
    """Key of the mark that names a channel's project."""
    return f"project-of:{channel}"


async def of_channel(services: Services, channel: str) -> str:
    """The project that a command means in a channel when it names none."""
    known = services.projects.ids()
    if len(known) < 2 or not channel:
        return services.projects.default
    chosen = await services.store.key_values.get(mark(channel))
    return chosen if chosen in known else services.projects.default


async def use(services: Services, channel: str, project_id: str) -> None:
    """From now on the channel means this project."""
    if project_id == services.projects.default:
        await services.store.key_values.remove(mark(channel))
    else:
        await services.store.key_values.set(mark(channel), project_id, services.clock.now())


def credentials(project: Project) -> Credentials:
    """What is kept of a project, as the directory takes it."""
    return Credentials(project.id, project.key_id, project.key_secret, project.name, project.webhook_secret)


async def connect(services: Services, project: Project) -> None:
    """Keeps a project whose key works; this process knows it at once, the others soon.

    Its webhook's secret is the given one, else the one it has, else a new one. Raises `BadArguments` at the field to
    blame, `UserError` where nothing secret can be kept, or `ApiError` when Sinch cannot be asked.
    """
    if project.id.casefold() == (services.settings.sinch_project_id or "").casefold():
        raise BadArguments((Problem("project_id", "is the project from the bot's settings; change its key there"),))
    if not services.settings.encryption_keys:
        raise UserError(
            "I can't store this project's access key yet: I never store secrets unencrypted.",
            "Set `ENCRYPTION_KEYS` to the output of `python -m bot key`, then restart the bot.",
        )
    if not project.webhook_secret:
        before = await services.store.projects.get(project.id)
        project = replace(project, webhook_secret=before.webhook_secret if before else signing.new_secret())
    given = credentials(project)
    try:
        async with services.projects.temporary_client(given) as api:
            await setup.webhooks(api)
    except CredentialsRefused as error:
        raise BadArguments((Problem("key_secret", "doesn't match the key ID: Sinch doesn't accept them"),)) from error
    except (Unauthorized, Forbidden, NotFound) as error:
        raise BadArguments((Problem("project_id", "isn't a project that this key can use"),)) from error
    await services.store.projects.save(project)
    await services.projects.add(given)
    services.wake(TOPIC)
    await first_look.again(services, project.id)
    logger.info("connected", project=project.id)


def require_removable(services: Services, project_id: str) -> None:
    """Raises `UserError` for the setting's own project."""
    if project_id == services.settings.sinch_project_id:
        raise UserError(
            "This project comes from the bot's settings, so you can't remove it here.",
            "Change `SINCH_PROJECT_ID`, then restart the bot.",
        )


async def disconnect(services: Services, project_id: str) -> None:
    """Forgets a project, its key, its subscriptions, follows and digests. Raises `UserError` for the setting's own."""
    require_removable(services, project_id)
    await services.store.forget_project(project_id)
    await services.projects.remove(project_id)
    services.wake(TOPIC)
    logger.info("disconnected", project=project_id)


async def known(ctx: Ctx, words: str) -> Credentials:
    """The connected project with this id or name; raises `UserError`."""
    project_id = naming.find(ctx.services, words)
    found = ctx.services.projects.get(project_id) if project_id is not None else None
    if found is None:
        raise UserError(
            f"No project {code(words)} is connected.", "`/sinch projects list` shows all connected projects."
        )
    return found


async def notice(services: Services) -> None:
    """Takes over what other processes have connected or removed."""
    own = services.settings.sinch_project_id
    rows = {row.id: row for row in await services.store.projects.all() if row.id != own}
    await services.store.webhook_secrets.refresh()
    for row in rows.values():
        if services.projects.get(row.id) != credentials(row):
            await services.projects.add(credentials(row))
    for project_id in services.projects.ids():
        if project_id not in rows and project_id != own:
            await services.projects.remove(project_id)


async def watch(services: Services) -> None:
    """For ever: notices changes soon after they were made."""
    while True:
        await services.store.notifier.wait(TOPIC, RELOAD_SECONDS)
        try:
            await notice(services)
        except DATABASE_PROBLEMS as problem:
            logger.warning("projects not looked up", error=type(problem).__name__)


async def dependants(services: Services, project_id: str) -> tuple[int, int]:
    """How many subscriptions and digests would end with it."""
    rules = [
        subscription
        for subscription in await services.store.subscriptions.all()
        if subscription.project_id == project_id
    ]
    digests = [digest for digest in await services.store.digests.all() if digest.project_id == project_id]
    return len(rules), len(digests)
