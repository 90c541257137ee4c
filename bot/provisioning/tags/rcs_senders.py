"""The tag RCS Senders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import at_least_one, body, chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import rcs_senders as inputs
    from bot.provisioning.models.outputs import rcs_senders as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.rcs_senders")
    outputs = LazyModule("bot.provisioning.models.outputs.rcs_senders")


class RcsSenders(Service):
    """Life of a sender: DRAFT, IN_PROGRESS, IN_TEST, (PREPARING_LAUNCH,) LAUNCHING, LAUNCHED. None can be deleted."""

    async def list(
        self,
        *,
        states: Sequence[str] | None = None,
        search: str | None = None,
        sender_ids: str | None = None,
        sender_name: str | None = None,
        conversation_api_app_id: str | None = None,
        sort_column: str | None = None,
        sort_direction: str | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.RcsSenderDto]:
        """One page of senders, 50 unless `page_size` says otherwise, at most 100.

        `search` is a part of a name, in any case; `sender_name` is deprecated in its favour; `sender_ids` is one text.
        """
        return await self.page(
            "GET",
            "/rcs/senders",
            outputs.RcsSenderDto,
            "senders",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "filterConversationApiAppId": conversation_api_app_id,
                "filterSenderIds": sender_ids,
                "filterSenderName": sender_name,
                "filterStates": states and chosen("filterStates", states, inputs.RcsSenderStatesEnum),
                "search": search,
                "sortColumn": sort_column,
                "sortDirection": sort_direction,
            },
        )

    iterate = paginate(list)

    async def create(self, sender: inputs.RcsSenderInputDto | Mapping[str, Any]) -> outputs.RcsSenderDto:
        """Create a sender; region, billing category and use case are enough, and cannot be changed later.

        Logo and banner are fetched from their URLs and checked by the API (file_* errors).
        """
        made = body(sender, inputs.RcsSenderInputDto)
        return await self.call("POST", "/rcs/senders", outputs.RcsSenderDto, body=made)

    async def get(self, sender_id: str) -> outputs.RcsSenderDto:
        """One sender."""
        return await self.call("GET", "/rcs/senders/{senderId}", outputs.RcsSenderDto, senderId=sender_id)

    async def update(
        self,
        sender_id: str,
        sender: inputs.RcsUpdateSenderInputDto | Mapping[str, Any],
        *,
        us_questionnaire_version: str | None = None,
    ) -> outputs.RcsSenderDto:
        """Change what is given; null removes a value. Once LAUNCHING, few fields may be changed."""
        made = at_least_one(body(sender, inputs.RcsUpdateSenderInputDto))
        return await self.call(
            "PATCH",
            "/rcs/senders/{senderId}",
            outputs.RcsSenderDto,
            query={"usQuestionnaireVersion": us_questionnaire_version},
            body=made,
            senderId=sender_id,
        )

    async def launch(self, sender_id: str) -> outputs.RcsSenderDto:
        """Submit a sender for launch; the outcome arrives as events.

        Allowed in IN_TEST, LAUNCHING, LAUNCHED and UNLAUNCHED. 412 launch_precondition_failed: `validation_errors` say
        what is missing (answers, countries, a phone or email, banner, logo, privacy policy, terms).
        """
        return await self.call("POST", "/rcs/senders/{senderId}/launch", outputs.RcsSenderDto, senderId=sender_id)

    async def add_test_numbers(
        self, sender_id: str, numbers: inputs.RcsTestNumbersInputDto | Mapping[str, Any]
    ) -> outputs.RcsTestNumbersDto:
        """Add test numbers, which sends invites: 20 a day and 200 in all. A verified number is invited again."""
        made = body(numbers, inputs.RcsTestNumbersInputDto)
        return await self.call(
            "POST", "/rcs/senders/{senderId}/testNumbers", outputs.RcsTestNumbersDto, body=made, senderId=sender_id
        )

    async def get_test_number(self, sender_id: str, number: str) -> outputs.RcsTestNumberStateDto:
        """The state of a test number (E.164 with +)."""
        return await self.call(
            "GET",
            "/rcs/senders/{senderId}/testNumbers/{testNumber}",
            outputs.RcsTestNumberStateDto,
            senderId=sender_id,
            testNumber=number,
        )

    async def delete_test_number(self, sender_id: str, number: str) -> None:
        """Remove a test number (E.164 with +)."""
        await self.call(
            "DELETE", "/rcs/senders/{senderId}/testNumbers/{testNumber}", senderId=sender_id, testNumber=number
        )

    async def test_number_capabilities(self, sender_id: str, number: str) -> outputs.RcsTestNumberCapabilitiesDto:
        """The RCS features of a test number's handset, once the tester has accepted."""
        return await self.call(
            "GET",
            "/rcs/senders/{senderId}/testNumbers/{testNumber}/capabilities",
            outputs.RcsTestNumberCapabilitiesDto,
            senderId=sender_id,
            testNumber=number,
        )

    async def retry_test_number(self, sender_id: str, number: str) -> outputs.RcsTestNumberStateDto:
        """Send the invite again, which unverifies a verified number: a GET, but never repeated."""
        return await self.call(
            "GET",
            "/rcs/senders/{senderId}/testNumbers/{testNumber}/retry",
            outputs.RcsTestNumberStateDto,
            changes=True,
            senderId=sender_id,
            testNumber=number,
        )

    async def activity(
        self, sender_id: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.RcsSenderNotificationDto]:
        """One page of a sender's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/rcs/senders/{senderId}/activities",
            outputs.RcsSenderNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
            senderId=sender_id,
        )

    iterate_activity = paginate(activity)

    async def comment(self, sender_id: str, text: str) -> outputs.RcsCommentDto:
        """Comment on a sender, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.RcsCommentInputDto)
        return await self.call(
            "POST", "/rcs/senders/{senderId}/comments", outputs.RcsCommentDto, body=made, senderId=sender_id
        )
