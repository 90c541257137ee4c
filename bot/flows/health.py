"""Whether each part works, and what to do where one does not; for `/sinch status` and `doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.blocks import chart, table
from bot.cards.status import Health
from bot.errors import UserError
from bot.flows.activity.poster import REFUSED
from bot.flows.projects import naming, setup, signing
from bot.provisioning.errors import ApiError, CredentialsRefused, Rejected, Unauthorized, Unreachable
from bot.slack.errors import AccessSuspended, MissingScope, NoSuchMethod, SlackProblem, TokenRevoked
from bot.slack.scopes import OPTIONAL, SCOPES
from bot.storage import encryption
from bot.storage.access.audit import HEAD_GONE, RESTORE_HEAD
from bot.storage.db.database import DATABASE_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command.context import Services

KEY = "Create an access key in the Sinch dashboard, then set SINCH_KEY_ID and SINCH_KEY_SECRET."
KEY_GONE = "Add the key to ENCRYPTION_KEYS, or give them up with python -m bot migrate --forget-unreadable."
REINSTALL = "Paste `python -m bot manifest` into the app's manifest, reinstall it, then update SLACK_BOT_TOKEN."

SUSPENDED = "Ask a workspace admin. The bot continues by itself once it's allowed."


async def check(services: Services, project_id: str) -> list[Health]:
    """Database, Slack, Sinch and the webhook, each with its remedy; never raises for what is merely broken."""
    return [
        await database(services),
        await slack(services),
        *await sinch(services, project_id),
        *shared_secrets(services, [project_id]),
        await deliveries(services),
        *await events(services),
        *await channels(services),
    ]


async def audit(services: Services) -> Health:
    """Whether every row of the audit log follows the one before it."""
    found = await services.store.audit.verify()
    if found is None:
        return Health("Audit log", True, "every row follows the one before it")
    remedy = "Compare it with a database backup."
    if found.reason == HEAD_GONE:
        remedy += f" If it's the newest row: {RESTORE_HEAD};"
    return Health("Audit log", False, f"row {found.row_id} {found.reason}", remedy)


async def secrets(services: Services) -> Health:
    """Whether the stored secrets can be read, and new ones be stored."""
    if missing := await encryption.unreadable(services.store):
        return Health("Secrets", False, encryption.named(missing), KEY_GONE)
    if missing := await encryption.unreadable_rows(services.store):
        return Health("Secrets", None, encryption.named(missing), "Add the key again, or type these again.")
    if services.settings.encryption_keys:
        return Health("Secrets", True, "encrypted")
    remedy = "Set ENCRYPTION_KEYS to the output of python -m bot key. Until then, you can't add projects in Slack."
    return Health("Secrets", None, "ENCRYPTION_KEYS is not set", remedy)


async def database(services: Services) -> Health:
    """Ask the database."""
    problem = await services.store.problem()
    if problem:
        return Health("Database", False, problem, "Check DATABASE_URL, and that the server is running.")
    return Health("Database", True, services.settings.database_url.partition(":")[0].partition("+")[0])


async def slack(services: Services) -> Health:
    """Ask Slack who the token belongs to and what it may do."""
    try:
        who = await services.slack.identity()
    except AccessSuspended as refusal:
        return Health("Slack", False, f"the workspace blocks all apps ({refusal.code})", SUSPENDED)
    except TokenRevoked as refusal:
        return Health("Slack", False, f"SLACK_BOT_TOKEN is not accepted ({refusal.code})", REINSTALL)
    except MissingScope as refusal:
        return Health("Slack", False, f"a permission is missing ({refusal.detail or refusal.code})", REINSTALL)
    except SlackProblem as problem:
        return Health("Slack", False, f"no answer ({problem.code})", "Wait, or check SLACK_API_URL and the network.")
    missing = sorted(set(SCOPES) - who.scopes) if who.scopes else []
    needed = [scope for scope in missing if scope not in OPTIONAL]
    if needed:
        return Health("Slack", False, f"permissions are missing: {', '.join(needed)}", REINSTALL)
    if missing:
        without = "; ".join(f"{OPTIONAL[scope]} ({scope})" for scope in missing)
        return Health("Slack", True, f"workspace {who.team}; without optional permissions {without}")
    return Health("Slack", True, f"workspace {who.team}")


async def blocks(services: Services) -> Health:
    """Whether this workspace takes the newer kinds of blocks; what is seen is remembered for the messages."""
    samples = [
        table.data_table("Sample", ["Name", "State"], [["order_update", "approved"]]),
        *filter(None, [chart.pie("Sample", {"approved": 1})]),
    ]
    try:
        refused = await services.slack.refuses(samples)
    except NoSuchMethod:
        return Health("Blocks", None, "this Slack can't check them", "Nothing to do: the bot falls back to text.")
    except SlackProblem as problem:
        return Health("Blocks", None, f"not checked ({problem.code})")
    if refused:
        await services.slack.fallback.memory.remember(refused)
        return Health("Blocks", None, f"refused: {', '.join(sorted(refused))}", "The bot shows text instead.")
    await services.slack.fallback.memory.forget()
    return Health("Blocks", True, "tables and charts work")


async def sinch(services: Services, project_id: str) -> list[Health]:
    """The key, and with a working key the webhook."""
    try:
        found = await setup.webhooks(services.projects.api(project_id))
    except (CredentialsRefused, Unauthorized):
        return [Health("Sinch", False, "the access key is not accepted", KEY)]
    except Unreachable:
        return [Health("Sinch", False, "unreachable", "Check SINCH_API_URL, SINCH_AUTH_URL and the network.")]
    except Rejected as refusal:
        return [Health("Sinch", False, refusal.message, refusal.resolution or "Check SINCH_PROJECT_ID.")]
    except ApiError as error:
        return [Health("Sinch", False, error.message, "Try again in a few minutes.")]
    return [Health("Sinch", True, f"project {project_id}"), await _webhook(services, project_id, found)]


async def _webhook(services: Services, project_id: str, found: list[setup.ListedWebhook]) -> Health:
    try:
        wanted, _ = await setup.wanted_target(services, project_id)
    except DATABASE_PROBLEMS:
        return Health("Webhook", None, "unknown without the database")
    except UserError as missing:
        return Health("Webhook", None, missing.text, missing.hint.replace("`", ""))
    ours = next((webhook for webhook in found if setup.same(webhook.target, wanted)), None)
    if ours is None:
        return Health("Webhook", False, "not registered, so no events from Sinch arrive", "Run /sinch setup.")
    if "ALL" not in ours.triggers:
        return Health("Webhook", True, f"registered for {len(ours.triggers)} kinds of events")
    return Health("Webhook", True, "registered for every event")


def shared_secrets(services: Services, project_ids: Iterable[str]) -> list[Health]:
    """Nothing to say where each of these projects has a webhook secret of its own."""
    sharing = [naming.name_of(services, id_) for id_ in project_ids if signing.is_shared(services, id_)]
    if not sharing:
        return []
    remedy = "Run /sinch setup project=NAME: it makes one, and loses no event."
    if not services.settings.encryption_keys:
        remedy = f"Set ENCRYPTION_KEYS to the output of python -m bot key. {remedy}"
    note = f"{', '.join(sharing)} {'uses' if len(sharing) == 1 else 'use'} the same as the project of the settings"
    return [Health("Webhook secret", None, note, remedy)]


async def deliveries(services: Services) -> Health:
    """Whether anything waits to be posted, or could not be."""
    counts = await services.store.deliveries.counts()
    refused = await services.store.key_values.get(REFUSED)
    waiting = counts.waiting + counts.unrouted
    if refused and waiting:
        why = f"{waiting} waiting, because Slack doesn't accept the token ({refused.get('code')}); nothing is lost"
        return Health("Deliveries", False, why, REINSTALL)
    if counts.dead:
        return Health("Deliveries", False, f"{counts.dead} couldn't be posted", "Run /sinch status to retry them.")
    return Health("Deliveries", True, f"{waiting} waiting" if waiting else "nothing is waiting to be posted")


async def events(services: Services) -> list[Health]:
    """Nothing to say where all is well."""
    count = await services.store.inbox.count_aside()
    if not count:
        return []
    note = f"{count} set aside after an error; all others continue"
    return [Health("Events", False, note, "Run /sinch status to retry them. The log has the reason.")]


async def channels(services: Services) -> list[Health]:
    """Nothing to say where every channel takes messages."""
    refusing = await services.store.channels.refusing()
    if not refusing:
        return []
    note = f"{len(refusing)} blocked; the bot keeps their events"
    return [Health("Channels", False, note, "Run /sinch status to see which and why.")]
