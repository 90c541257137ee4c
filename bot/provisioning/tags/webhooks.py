"""The tag Webhooks: where Sinch sends events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body
from bot.provisioning.errors import InvalidInput
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import webhooks as inputs
    from bot.provisioning.models.outputs import webhooks as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.webhooks")
    outputs = LazyModule("bot.provisioning.models.outputs.webhooks")


class Webhooks(Service):
    """At most 15 webhooks a project; a target may stand in one of them only. No answer carries the secret."""

    async def list(
        self, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.WebhookWebhookDto]:
        """One page of webhooks; at most 15 a page, so without a token all of them."""
        return await self.page(
            "GET",
            "/webhooks",
            outputs.WebhookWebhookDto,
            "webhooks",
            query={"pageToken": page_token, "pageSize": page_size},
        )

    iterate = paginate(list)

    async def get(self, webhook_id: str) -> outputs.WebhookWebhookDto:
        """One webhook."""
        return await self.call("GET", "/webhooks/{webhookId}", outputs.WebhookWebhookDto, webhookId=webhook_id)

    async def create(self, webhook: inputs.WebhookWebhookInputDto | Mapping[str, Any]) -> outputs.WebhookWebhookDto:
        """Register a webhook. 409 webhook_exists: the target is taken; 424 webhook_limit_reached: the 16th."""
        made = body(webhook, inputs.WebhookWebhookInputDto)
        _check(made)
        return await self.call("POST", "/webhooks", outputs.WebhookWebhookDto, body=made)

    async def update(
        self, webhook_id: str, webhook: inputs.WebhookUpdateWebhookInputDto | Mapping[str, Any]
    ) -> outputs.WebhookWebhookDto:
        """Change some fields; `triggers`, where given, are the whole new list."""
        made = body(webhook, inputs.WebhookUpdateWebhookInputDto)
        _check(made)
        return await self.call(
            "PATCH", "/webhooks/{webhookId}", outputs.WebhookWebhookDto, body=made, webhookId=webhook_id
        )

    async def replace(
        self, webhook_id: str, webhook: inputs.WebhookWebhookInputDto | Mapping[str, Any]
    ) -> outputs.WebhookWebhookDto:
        """Replace a webhook in full: target, secret and triggers again."""
        made = body(webhook, inputs.WebhookWebhookInputDto)
        _check(made)
        return await self.call(
            "PUT", "/webhooks/{webhookId}", outputs.WebhookWebhookDto, body=made, webhookId=webhook_id
        )

    async def delete(self, webhook_id: str) -> None:
        """Delete a webhook."""
        await self.call("DELETE", "/webhooks/{webhookId}", webhookId=webhook_id)


def _check(made: Mapping[str, Any]) -> None:
    triggers = made.get("triggers") or []
    if len(triggers) != len(set(triggers)):
        raise InvalidInput("triggers", "must not name an event twice")
