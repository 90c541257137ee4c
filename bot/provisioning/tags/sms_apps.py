"""The tag SMS Apps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import at_least_one, body
from bot.provisioning.errors import InvalidInput
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import sms_apps as inputs
    from bot.provisioning.models.outputs import sms_apps as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.sms_apps")
    outputs = LazyModule("bot.provisioning.models.outputs.sms_apps")


class SmsApps(Service):
    """An SMS app sends once it is linked to a Conversation API app, which is done at creation."""

    async def list(self, *, page_token: str | None = None, page_size: int | None = None) -> Page[outputs.SmsSmsAppDto]:
        """One page of SMS apps, 50 unless `page_size` says otherwise. 404: the project has no SMS service."""
        return await self.page(
            "GET",
            "/sms/smsApps",
            outputs.SmsSmsAppDto,
            "smsApps",
            query={"pageSize": page_size, "pageToken": page_token},
        )

    iterate = paginate(list)

    async def create(self, app: inputs.SmsInputSmsAppDto | Mapping[str, Any]) -> outputs.SmsSmsAppDto:
        """Create an SMS app, linked by `convApiApp` true (a new one) or `convApiAppId` (an existing one)."""
        made = body(app, inputs.SmsInputSmsAppDto)
        if made.get("convApiApp") and made.get("convApiAppId"):
            raise InvalidInput("convApiAppId", "can't be combined with convApiApp")
        return await self.call("POST", "/sms/smsApps", outputs.SmsSmsAppDto, body=made)

    async def get(self, sms_app_id: str) -> outputs.SmsSmsAppDto:
        """One SMS app."""
        return await self.call("GET", "/sms/smsApps/{smsAppId}", outputs.SmsSmsAppDto, smsAppId=sms_app_id)

    async def update(self, sms_app_id: str, app: inputs.SmsUpdateSmsAppDto | Mapping[str, Any]) -> outputs.SmsSmsAppDto:
        """Rename an SMS app: nothing else can be changed."""
        made = at_least_one(body(app, inputs.SmsUpdateSmsAppDto))
        return await self.call("PATCH", "/sms/smsApps/{smsAppId}", outputs.SmsSmsAppDto, body=made, smsAppId=sms_app_id)

    async def delete(self, sms_app_id: str) -> None:
        """Delete an SMS app."""
        await self.call("DELETE", "/sms/smsApps/{smsAppId}", smsAppId=sms_app_id)
