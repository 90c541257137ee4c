"""The tag KakaoTalk Senders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import at_least_one, body, chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import kakaotalk_senders as inputs
    from bot.provisioning.models.outputs import kakaotalk_senders as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.kakaotalk_senders")
    outputs = LazyModule("bot.provisioning.models.outputs.kakaotalk_senders")


class KakaotalkSenders(Service):
    """Life of a sender: DRAFT or SUBMIT at creation, review, register (sends a one-time code), verify, ACTIVE."""

    async def list(
        self,
        *,
        states: Sequence[str] | None = None,
        statuses: Sequence[str] | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.KakaotalkSenderDto]:
        """One page of senders, 50 unless `page_size` says otherwise; `statuses` are those of pending changes."""
        return await self.page(
            "GET",
            "/kakaotalk/senders",
            outputs.KakaotalkSenderDto,
            "senders",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "filterStates": states and chosen("filterStates", states, inputs.KakaotalkSenderStatesEnum),
                "filterStatuses": statuses and chosen("filterStatuses", statuses, inputs.KakaotalkSenderStatusesEnum),
            },
        )

    iterate = paginate(list)

    async def create(self, sender: inputs.KakaotalkInputSenderDto | Mapping[str, Any]) -> outputs.KakaotalkSenderDto:
        """Create a sender; status SUBMIT (the default) sends it to review, DRAFT keeps it.

        409 account_exists: one KakaoTalk account a project; 412: that account is still being created.
        """
        made = body(sender, inputs.KakaotalkInputSenderDto)
        return await self.call("POST", "/kakaotalk/senders", outputs.KakaotalkSenderDto, body=made)

    async def get(self, plus_friend_id: str) -> outputs.KakaotalkSenderDto:
        """One sender."""
        return await self.call(
            "GET", "/kakaotalk/senders/{plusFriendId}", outputs.KakaotalkSenderDto, plusFriendId=plus_friend_id
        )

    async def update(
        self, plus_friend_id: str, sender: inputs.KakaotalkInputUpdateSenderDto | Mapping[str, Any]
    ) -> outputs.KakaotalkSenderDto:
        """Change a draft or an ACTIVE sender; rejected changes must be discarded first."""
        made = at_least_one(body(sender, inputs.KakaotalkInputUpdateSenderDto))
        return await self.call(
            "PATCH",
            "/kakaotalk/senders/{plusFriendId}",
            outputs.KakaotalkSenderDto,
            body=made,
            plusFriendId=plus_friend_id,
        )

    async def delete(self, plus_friend_id: str) -> None:
        """Mark a sender for removal: it delivers for 60 more days, then it is gone."""
        await self.call("DELETE", "/kakaotalk/senders/{plusFriendId}", plusFriendId=plus_friend_id)

    async def discard(self, plus_friend_id: str) -> None:
        """Drop draft or rejected changes; 409 for any others."""
        await self.call("DELETE", "/kakaotalk/senders/{plusFriendId}/changes", plusFriendId=plus_friend_id)

    async def register(self, plus_friend_id: str) -> outputs.KakaotalkSenderDto:
        """Ask for registration, which sends a one-time code; the sender is VERIFYING afterwards."""
        return await self.call(
            "POST",
            "/kakaotalk/senders/{plusFriendId}/register",
            outputs.KakaotalkSenderDto,
            plusFriendId=plus_friend_id,
        )

    async def verify(
        self, plus_friend_id: str, code: inputs.KakaotalkInputVerifySenderDto | Mapping[str, Any]
    ) -> outputs.KakaotalkSenderDto:
        """Confirm registration with the one-time code; 409 unless the sender is VERIFYING."""
        made = body(code, inputs.KakaotalkInputVerifySenderDto)
        return await self.call(
            "POST",
            "/kakaotalk/senders/{plusFriendId}/verify",
            outputs.KakaotalkSenderDto,
            body=made,
            plusFriendId=plus_friend_id,
        )

    async def activity(
        self, plus_friend_id: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.KakaotalkSenderNotificationDto]:
        """One page of a sender's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/kakaotalk/senders/{plusFriendId}/activities",
            outputs.KakaotalkSenderNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
            plusFriendId=plus_friend_id,
        )

    iterate_activity = paginate(activity)

    async def comment(self, plus_friend_id: str, text: str) -> outputs.KakaotalkCommentDto:
        """Comment on a sender, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.KakaotalkCommentInputDto)
        return await self.call(
            "POST",
            "/kakaotalk/senders/{plusFriendId}/comments",
            outputs.KakaotalkCommentDto,
            body=made,
            plusFriendId=plus_friend_id,
        )
