"""The tag WhatsApp Accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import at_least_one, body
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import whatsapp_accounts as inputs
    from bot.provisioning.models.outputs import whatsapp_accounts as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.whatsapp_accounts")
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp_accounts")


class WhatsappAccounts(Service):
    """The WhatsApp account of the project: at most one, so it has no id."""

    async def get(self) -> outputs.WhatsappAccountDto:
        """The account; 400 project_not_initialized where there is none."""
        return await self.call("GET", "/whatsapp", outputs.WhatsappAccountDto)

    async def create(
        self,
        account: inputs.WhatsappInputAccountPartnerInitiatedDto
        | inputs.WhatsappInputAccountDtoDeprecated
        | Mapping[str, Any],
    ) -> outputs.WhatsappAccountDto:
        """Create the account; 409 account_exists for a second one. The deprecated body no longer works at Meta."""
        made = body(account, inputs.WhatsappInputAccountPartnerInitiatedDto, inputs.WhatsappInputAccountDtoDeprecated)
        return await self.call("POST", "/whatsapp", outputs.WhatsappAccountDto, body=made)

    async def update(
        self, account: inputs.WhatsappInputUpdateAccountDto | Mapping[str, Any]
    ) -> outputs.WhatsappAccountDto:
        """Correct a REJECTED account; 409 account_not_updatable for any other."""
        made = at_least_one(body(account, inputs.WhatsappInputUpdateAccountDto))
        return await self.call("PATCH", "/whatsapp", outputs.WhatsappAccountDto, body=made)

    async def delete(self) -> None:
        """Delete the account and its template drafts; only once it has no sender and no pending sender changes."""
        await self.call("DELETE", "/whatsapp")

    async def activity(
        self, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.WhatsappAccountNotificationDto]:
        """One page of the account's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/whatsapp/activities",
            outputs.WhatsappAccountNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
        )

    iterate_activity = paginate(activity)

    async def comment(self, text: str) -> outputs.WhatsappCommentDto:
        """Comment on the account, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.WhatsappCommentInputDto)
        return await self.call(
            "POST",
            "/whatsapp/comments",
            outputs.WhatsappCommentDto,
            body=made,
        )
