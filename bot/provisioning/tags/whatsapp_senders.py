"""The tag WhatsApp Senders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import at_least_one, body, chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import whatsapp_senders as inputs
    from bot.provisioning.models.outputs import whatsapp_senders as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.whatsapp_senders")
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp_senders")


class WhatsappSenders(Service):
    """A sender is a WhatsApp business profile with its number."""

    async def list(
        self,
        *,
        states: Sequence[str] | None = None,
        statuses: Sequence[str] | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.WhatsappSenderDto]:
        """One page of senders, 50 unless `page_size` says otherwise; `statuses` are those of pending changes."""
        return await self.page(
            "GET",
            "/whatsapp/senders",
            outputs.WhatsappSenderDto,
            "senders",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "filterStates": states and chosen("filterStates", states, inputs.WhatsappSenderStatesEnum),
                "filterStatuses": statuses and chosen("filterStatuses", statuses, inputs.WhatsappSenderStatusesEnum),
            },
        )

    iterate = paginate(list)

    async def create(
        self,
        sender: inputs.WhatsappSenderInputEsDto
        | inputs.WhatsappInputSenderPhoneProvisioningDto
        | inputs.WhatsappInputSenderPartnerInitiatedDto
        | inputs.WhatsappSenderInputDtoDeprecated
        | Mapping[str, Any],
    ) -> outputs.WhatsappSenderDto:
        """Create a sender: by embedded signup, with a newly provisioned number, or partner-initiated.

        Region BR goes with business manager SINCH_BR or SINCH_MX, EU with SINCH_UK, US with any. The photo is fetched
        from its URL: JPEG, PNG or WebP, 192 to 640 pixels a side.
        """
        made = body(
            sender,
            inputs.WhatsappSenderInputEsDto,
            inputs.WhatsappInputSenderPhoneProvisioningDto,
            inputs.WhatsappInputSenderPartnerInitiatedDto,
            inputs.WhatsappSenderInputDtoDeprecated,
        )
        return await self.call("POST", "/whatsapp/senders", outputs.WhatsappSenderDto, body=made)

    async def get(self, sender_id: str) -> outputs.WhatsappSenderDto:
        """One sender."""
        return await self.call("GET", "/whatsapp/senders/{senderId}", outputs.WhatsappSenderDto, senderId=sender_id)

    async def update(
        self, sender_id: str, sender: inputs.WhatsappUpdateSenderInputDto | Mapping[str, Any]
    ) -> outputs.WhatsappSenderDto:
        """Change an ACTIVE sender, or DRAFT or REJECTED changes; null clears a field that may be empty."""
        made = at_least_one(body(sender, inputs.WhatsappUpdateSenderInputDto))
        return await self.call(
            "PATCH", "/whatsapp/senders/{senderId}", outputs.WhatsappSenderDto, body=made, senderId=sender_id
        )

    async def delete(self, sender_id: str) -> None:
        """Mark a sender for removal: it stays usable for 30 days."""
        await self.call("DELETE", "/whatsapp/senders/{senderId}", senderId=sender_id)

    async def discard(self, sender_id: str) -> None:
        """Drop changes with status DRAFT, REJECTED or ERROR; 409 for any others."""
        await self.call("DELETE", "/whatsapp/senders/{senderId}/changes", senderId=sender_id)

    async def register(
        self, sender_id: str, method: inputs.WhatsappSenderInputRegisterDto | Mapping[str, Any]
    ) -> outputs.WhatsappSenderRegisterDto:
        """Have a one-time code sent, in PENDING_VERIFICATION; none is (verificationCodeSent) if registered before."""
        made = body(method, inputs.WhatsappSenderInputRegisterDto)
        return await self.call(
            "POST",
            "/whatsapp/senders/{senderId}/register",
            outputs.WhatsappSenderRegisterDto,
            body=made,
            senderId=sender_id,
        )

    async def verify(self, sender_id: str, code: inputs.WhatsappSenderInputVerifyDto | Mapping[str, Any]) -> None:
        """Confirm the number with its one-time code; a wrong one is 409 wrong_otp."""
        made = body(code, inputs.WhatsappSenderInputVerifyDto)
        await self.call("POST", "/whatsapp/senders/{senderId}/verify", body=made, senderId=sender_id)

    async def suggested_usernames(self, sender_id: str) -> outputs.WhatsappSuggestedUsernamesDto:
        """Usernames that Meta suggests for a sender."""
        return await self.call(
            "GET",
            "/whatsapp/senders/{senderId}/suggestedUsernames",
            outputs.WhatsappSuggestedUsernamesDto,
            senderId=sender_id,
        )

    async def activity(
        self, sender_id: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.WhatsappSenderNotificationDto]:
        """One page of a sender's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/whatsapp/senders/{senderId}/activities",
            outputs.WhatsappSenderNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
            senderId=sender_id,
        )

    iterate_activity = paginate(activity)

    async def comment(self, sender_id: str, text: str) -> outputs.WhatsappCommentDto:
        """Comment on a sender, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.WhatsappCommentInputDto)
        return await self.call(
            "POST", "/whatsapp/senders/{senderId}/comments", outputs.WhatsappCommentDto, body=made, senderId=sender_id
        )
