"""The tag KakaoTalk Templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body, chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import kakaotalk_templates as inputs
    from bot.provisioning.models.outputs import kakaotalk_templates as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.kakaotalk_templates")
    outputs = LazyModule("bot.provisioning.models.outputs.kakaotalk_templates")


class KakaotalkTemplates(Service):
    """Every template belongs to a sender (plusFriendId); its code is made by the server."""

    async def list(
        self,
        plus_friend_id: str,
        *,
        states: Sequence[str] | None = None,
        statuses: Sequence[str] | None = None,
        template_name: str | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.KakaotalkTemplateDto]:
        """One page of a sender's templates by name, 50 unless `page_size` says otherwise, at most 1,000.

        `template_name` is the beginning of a name; `statuses` are those of pending changes.
        """
        return await self.page(
            "GET",
            "/kakaotalk/senders/{plusFriendId}/templates",
            outputs.KakaotalkTemplateDto,
            "templates",
            query={
                "filterStates": states and chosen("filterStates", states, inputs.KakaotalkTemplateStatesEnum),
                "filterStatuses": statuses and chosen("filterStatuses", statuses, inputs.KakaotalkTemplateStatusesEnum),
                "pageSize": page_size,
                "pageToken": page_token,
                "templateName": template_name,
            },
            plusFriendId=plus_friend_id,
        )

    iterate = paginate(list)

    async def create(
        self, plus_friend_id: str, template: inputs.KakaotalkInputTemplateDto | Mapping[str, Any]
    ) -> outputs.KakaotalkTemplateDto:
        """Create a template; status SUBMIT (the default) sends it to KakaoTalk, DRAFT keeps it.

        424: KakaoTalk refused it; with `saveDraftOnFailure` a draft is kept and `additional_information` holds its
        templateCode. 409 template_exists: the name is taken.
        """
        made = body(template, inputs.KakaotalkInputTemplateDto)
        return await self.call(
            "POST",
            "/kakaotalk/senders/{plusFriendId}/templates",
            outputs.KakaotalkTemplateDto,
            body=made,
            plusFriendId=plus_friend_id,
        )

    async def get(self, plus_friend_id: str, template_code: str) -> outputs.KakaotalkTemplateDto:
        """One template."""
        return await self.call(
            "GET",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}",
            outputs.KakaotalkTemplateDto,
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )

    async def update(
        self,
        plus_friend_id: str,
        template_code: str,
        template: inputs.KakaotalkInputUpdateTemplateDto | Mapping[str, Any],
    ) -> outputs.KakaotalkTemplateDto:
        """Change a template. Pending changes must be DRAFT or REJECTED; an approved one keeps its content meanwhile."""
        made = body(template, inputs.KakaotalkInputUpdateTemplateDto)
        return await self.call(
            "PATCH",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}",
            outputs.KakaotalkTemplateDto,
            body=made,
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )

    async def delete(self, plus_friend_id: str, template_code: str) -> None:
        """Delete a template."""
        await self.call(
            "DELETE",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}",
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )

    async def discard(self, plus_friend_id: str, template_code: str) -> None:
        """Delete a draft that was never submitted; 409 once it was."""
        await self.call(
            "DELETE",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}/changes",
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )

    async def activity(
        self, plus_friend_id: str, template_code: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.KakaotalkTemplateNotificationDto]:
        """One page of a template's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}/activities",
            outputs.KakaotalkTemplateNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )

    iterate_activity = paginate(activity)

    async def comment(self, plus_friend_id: str, template_code: str, text: str) -> outputs.KakaotalkCommentDto:
        """Comment on a template, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.KakaotalkCommentInputDto)
        return await self.call(
            "POST",
            "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}/comments",
            outputs.KakaotalkCommentDto,
            body=made,
            plusFriendId=plus_friend_id,
            templateCode=template_code,
        )
