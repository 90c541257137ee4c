"""`/sinch projects ...`: the Sinch projects this bot works for."""

from __future__ import annotations

from pydantic import SecretStr

from bot.cards import projects as cards
from bot.cards.blocks import done
from bot.cards.vocabulary import calls
from bot.command import Args, Audience, Ctx, Effect, NoArgs, Reply, Role, Router, option, word
from bot.flows.projects import projects as flow
from bot.links import CommandLink
from bot.slack.text import bold, channel, code
from bot.storage.projects import Project
from commands._shared.webhooks import SECRET_LENGTH

router = Router()

KEY_LENGTH = 200
"""Characters of an access key's id or secret: more than Sinch gives any."""


class AddProject(Args):
    project_id: str = option("Project ID", "From the Sinch dashboard", min_length=1, max_length=100)
    name: str = option("Name", "What people here call it", default="", max_length=80)
    key_id: str = option("Key ID", "Of an access key of the project", min_length=1, max_length=KEY_LENGTH)
    key_secret: SecretStr = option("Key secret", "Stored encrypted, never shown", min_length=1, max_length=KEY_LENGTH)
    webhook_secret: SecretStr | None = option(
        "Webhook secret",
        "Signs what Sinch sends. Leave empty for a new one",
        default=None,
        max_length=SECRET_LENGTH,
    )


class ProjectArgs(Args):
    which: str = word("Project", "ID or name", min_length=1)


@router.command(
    "projects list",
    Effect.READ,
    audience=Audience.ASKER,
    phrases=("which projects are connected", "show all projects", "list our sinch projects"),
)
async def list_(ctx: Ctx, args: NoArgs) -> Reply:
    """Show the connected projects."""
    rows = {row.id: row for row in await ctx.store.projects.all()}
    here = await flow.of_channel(ctx.services, ctx.place.channel)
    admin = ctx.actor.role >= Role.ADMIN
    shown = []
    for project_id in ctx.services.projects.ids():
        known, row = ctx.services.projects.get(project_id), rows.get(project_id)
        shown.append(
            cards.ProjectRow(
                id=project_id,
                name=known.name if known else "",
                key_id=known.key_id if known and admin else "",
                by=row.created_by or "" if row else "",
                since=row.created_at if row else None,
                here=project_id == here,
                settled=project_id == ctx.services.settings.sinch_project_id,
            )
        )
    return Reply(cards.listing(shown, manage=admin))


@router.command(
    "projects add",
    Effect.SETTING,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    phrases=("connect another project", "add a new sinch project", "connect a further sinch project"),
)
async def add(ctx: Ctx, args: AddProject) -> Reply:
    """Connect another Sinch project; I check that the key works."""
    project = Project(
        id=args.project_id,
        name=args.name,
        key_id=args.key_id,
        key_secret=args.key_secret,
        webhook_secret=args.webhook_secret,
        created_by=ctx.actor.user_id,
        created_at=ctx.services.clock.now(),
    )
    await flow.connect(ctx.services, project)
    return Reply(cards.added(project.id, project.name))


@router.command(
    "projects use",
    Effect.SETTING,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    example="/sinch projects use Shop",
    phrases=(
        "use the project {which} in this channel",
        "switch to project {which}",
        "work with project {which} here",
        "start using project {which} here",
    ),
)
async def use(ctx: Ctx, args: ProjectArgs) -> Reply:
    """Choose the project that commands in this channel use."""
    project = await flow.known(ctx, args.which)
    await flow.use(ctx.services, ctx.place.channel, project.project_id)
    name = bold(project.name) if project.name else code(project.project_id)
    text = f"Commands in {channel(ctx.place.channel)} now use the project {name}."
    return Reply(done.card(text, calls.subscribe(ctx.place.channel)))


async def _loss(ctx: Ctx, args: ProjectArgs) -> str:
    project = await flow.known(ctx, args.which)
    flow.require_removable(ctx.services, project.project_id)
    rules, digests = await flow.dependants(ctx.services, project.project_id)
    return cards.question(project.project_id, project.name, rules, digests)


@router.command(
    "projects remove",
    Effect.SETTING,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    ask=_loss,
    phrases=(
        "disconnect the project {which}",
        "remove project {which}",
        "delete the project {which}",
        "forget project {which}",
    ),
)
async def remove(ctx: Ctx, args: ProjectArgs) -> Reply:
    """Disconnect a project, with its subscriptions and digests."""
    project = await flow.known(ctx, args.which)
    await flow.disconnect(ctx.services, project.project_id)
    name = bold(project.name) if project.name else code(project.project_id)
    return Reply(done.card(f"{name} is disconnected.", CommandLink("All projects", "projects list")))
