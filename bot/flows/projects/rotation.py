"""How the secret of a project's webhook is changed without losing an event.

The new secret is written down and accepted before Sinch hears of it; the earlier ones are accepted until Sinch has
signed with the new one, for a day at most. Where nobody knows whether Sinch has it, both stay good until it says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.errors import UserError
from bot.flows import own_acts
from bot.flows.projects import TOPIC, setup
from bot.flows.projects.signing import ACCEPTED, accepted, as_given, forget_earlier, new_secret
from bot.provisioning.errors import ApiError, Rejected, ServerFault, Unreachable
from bot.storage.secrets.webhook_secrets import WebhookSecret
from bot.storage.states import RotationState

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.command.context import Services

RETRY = timedelta(minutes=1)
SPREAD_SECONDS = 2.0
"""Until the other processes surely know the new secret."""

logger = log.get("webhook secrets")


@dataclass(frozen=True, slots=True)
class Rotation:
    """`until` then the earlier secret is accepted, unless Sinch uses the new one before."""

    webhook: setup.Registration
    until: datetime


async def rotate(services: Services, project_id: str, *, by: str) -> Rotation:
    """Give the project's webhook a new secret of its own. Raises `UserError`, and `ApiError` where nothing is changed.

    What was begun and not finished goes on with the same secret.
    """
    if not services.settings.encryption_keys:
        raise UserError(
            "I can't keep a new webhook secret yet: nothing secret is stored unencrypted.",
            "Set `ENCRYPTION_KEYS` to the output of `python -m bot key`, then restart the bot.",
        )
    setup.address(services, project_id)
    await setup.webhooks(services.projects.api(project_id))  # Sinch answers, before anything is changed
    unfinished = await _begin(services, project_id, by)
    services.wake(TOPIC)
    if not services.store.database.sqlite:
        await services.clock.sleep(SPREAD_SECONDS)
    return await _give(services, unfinished, by)


async def _begin(services: Services, project_id: str, by: str) -> WebhookSecret:
    """The new secret, on disk, and accepted from now on."""
    store = services.store.webhook_secrets
    while True:
        await store.refresh()
        seen = store.known(project_id)
        if seen is not None and seen.state is RotationState.BEGUN:
            return seen
        new = WebhookSecret(
            project_id,
            new_secret(),
            accepted(services, project_id),
            as_given(services, project_id),
            RotationState.BEGUN,
            by,
            services.clock.now(),
        )
        if await store.begin(new, seen):
            return new


async def _give(services: Services, unfinished: WebhookSecret, by: str) -> Rotation:
    """Tell Sinch, and note what is known then."""
    store = services.store.webhook_secrets
    try:
        done = await setup.register(services, unfinished.project_id, by=by)
    except ApiError as error:
        if surely_refused(error):
            await _take_back(services, unfinished)
            raise
        logger.warning("not known whether Sinch has it", project=unfinished.project_id, error=type(error).__name__)
        raise UserError(
            "Sinch didn't say whether it took the new secret, so I accept the old one and the new one.",
            "No event is lost. I'll ask again every minute until Sinch answers.",
        ) from error
    await store.advance(unfinished, replace(unfinished, state=RotationState.TAKEN))
    services.wake(TOPIC)
    logger.info("webhook secret changed", project=unfinished.project_id, by=by)
    return Rotation(done, unfinished.changed_at + ACCEPTED)


def surely_refused(error: ApiError) -> bool:
    """Whether Sinch has not taken the secret. What is deleted is deleted after that, so its failure says nothing."""
    if error.method == "DELETE" or isinstance(error, ServerFault):
        return False
    return isinstance(error, Rejected | Unreachable)


async def _take_back(services: Services, unfinished: WebhookSecret) -> None:
    """Sinch goes on with the secret it had."""
    store = services.store.webhook_secrets
    if unfinished.earlier in ((), (unfinished.replaced,)):
        await store.remove(unfinished.project_id)
    else:
        before = replace(
            unfinished, newest=unfinished.earlier[0], earlier=unfinished.earlier[1:], state=RotationState.TAKEN
        )
        await store.advance(unfinished, before if before.earlier else before.settled())
    services.wake(TOPIC)


async def sweep(services: Services) -> None:
    """Ends what has had its day, and asks Sinch again about what was begun."""
    now = services.clock.now()
    for seen in await services.store.webhook_secrets.refresh():
        if services.projects.get(seen.project_id) is None:
            continue
        given = as_given(services, seen.project_id)
        if given is not None and given != seen.replaced:
            await _adopt(services, seen, given)
        elif seen.state is RotationState.TAKEN and now >= seen.changed_at + ACCEPTED:
            await forget_earlier(services, seen)
        elif seen.state is RotationState.BEGUN and not seen.changed_at <= now < seen.changed_at + RETRY:
            await _resume(services, seen)


async def _resume(services: Services, unfinished: WebhookSecret) -> None:
    """Its process died, or Sinch did not answer: the same secret is set again, which harms nothing."""
    try:
        async with own_acts.audited(
            services, unfinished.project_id, "setup rotate", {"begun_by": unfinished.changed_by}
        ):
            await setup.register(services, unfinished.project_id, by=unfinished.changed_by)
    except (ApiError, UserError) as error:
        logger.warning("webhook secret not taken yet", project=unfinished.project_id, error=type(error).__name__)
        return
    # Its day begins now: nobody knows how long Sinch had only the earlier one.
    taken = replace(unfinished, state=RotationState.TAKEN, changed_at=services.clock.now())
    await services.store.webhook_secrets.advance(unfinished, taken)
    services.wake(TOPIC)


async def _adopt(services: Services, seen: WebhookSecret, given: SecretStr) -> None:
    """Somebody has set another secret by hand since: it takes its turn like a new one."""
    earlier = tuple(secret for secret in accepted(services, seen.project_id) if secret != given)
    now = services.clock.now()
    adopted = replace(seen, newest=given, earlier=earlier, replaced=given, state=RotationState.TAKEN, changed_at=now)
    await services.store.webhook_secrets.advance(seen, adopted)
    services.wake(TOPIC)
