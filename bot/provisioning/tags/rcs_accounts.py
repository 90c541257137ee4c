"""The tag RCS Accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.provisioning.encode import body
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import rcs_accounts as inputs
    from bot.provisioning.models.outputs import rcs_accounts as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.rcs_accounts")
    outputs = LazyModule("bot.provisioning.models.outputs.rcs_accounts")


class RcsAccounts(Service):
    """The RCS account of the project; it has no id and cannot be read itself."""

    async def activity(
        self, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.RcsAccountNotificationDto]:
        """One page of the RCS account's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/rcs/activities",
            outputs.RcsAccountNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
        )

    iterate_activity = paginate(activity)

    async def comment(self, text: str) -> outputs.RcsCommentDto:
        """Comment on the RCS account, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.RcsCommentInputDto)
        return await self.call(
            "POST",
            "/rcs/comments",
            outputs.RcsCommentDto,
            body=made,
        )
