"""The tag WhatsApp Templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body, chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import whatsapp_templates as inputs
    from bot.provisioning.models.outputs import whatsapp_templates as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.whatsapp_templates")
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp_templates")


class WhatsappTemplates(Service):
    """A template is named by its name and language; all languages of a name share one category."""

    async def list(
        self,
        *,
        template_name: str | None = None,
        states: Sequence[str] | None = None,
        statuses: Sequence[str] | None = None,
        field_mask: Sequence[str] | None = None,
        analytics: str | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.WhatsappTemplateDto]:
        """One page of templates by name, 50 unless `page_size` says otherwise, at most 1,000.

        `template_name` is the beginning of a name, `states` are Meta's, `statuses` those of pending changes;
        `field_mask` names the only fields to answer with; `analytics` is DAY, WEEK, MONTH or QUARTER.
        """
        return await self.page(
            "GET",
            "/whatsapp/templates",
            outputs.WhatsappTemplateDto,
            "templates",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "fieldMask": field_mask,
                "filterStates": states and chosen("filterStates", states, inputs.WhatsappTemplateStatesEnum),
                "filterStatuses": statuses and chosen("filterStatuses", statuses, inputs.WhatsappTemplateStatusesEnum),
                "templateAnalyticsDateRange": analytics,
                "templateName": template_name,
            },
        )

    iterate = paginate(list)

    async def create(
        self, template: inputs.WhatsappTemplateInputDto | Mapping[str, Any]
    ) -> outputs.WhatsappTemplateDto:
        """Create a template; status SUBMIT (the default) sends it to Meta at once, DRAFT only keeps it.

        A failed submission leaves a draft only with `saveDraftOnFailure`. A name deleted within the last 30 days, or a
        language within the last 4 weeks, is still blocked.
        """
        made = body(template, inputs.WhatsappTemplateInputDto)
        return await self.call("POST", "/whatsapp/templates", outputs.WhatsappTemplateDto, body=made)

    async def list_by_name(
        self,
        template_name: str,
        *,
        field_mask: Sequence[str] | None = None,
        analytics: str | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.WhatsappTemplateDto]:
        """One page of the languages of a template; at most 1,000 a page."""
        return await self.page(
            "GET",
            "/whatsapp/templates/{templateName}",
            outputs.WhatsappTemplateDto,
            "templates",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "fieldMask": field_mask,
                "templateAnalyticsDateRange": analytics,
            },
            templateName=template_name,
        )

    iterate_by_name = paginate(list_by_name)

    async def delete_by_name(self, template_name: str) -> None:
        """Delete every language of a template, submitted ones too; the name is blocked for 30 days."""
        await self.call("DELETE", "/whatsapp/templates/{templateName}", templateName=template_name)

    async def get(
        self,
        template_name: str,
        language_code: str,
        *,
        field_mask: Sequence[str] | None = None,
        analytics: str | None = None,
    ) -> outputs.WhatsappTemplateDto:
        """One template."""
        return await self.call(
            "GET",
            "/whatsapp/templates/{templateName}/languages/{languageCode}",
            outputs.WhatsappTemplateDto,
            query={"fieldMask": field_mask, "templateAnalyticsDateRange": analytics},
            templateName=template_name,
            languageCode=language_code,
        )

    async def delete(self, template_name: str, language_code: str, *, delete_submitted: bool | None = None) -> None:
        """Delete one language: only a draft, unless `delete_submitted`; the pair is blocked for 30 days then."""
        await self.call(
            "DELETE",
            "/whatsapp/templates/{templateName}/languages/{languageCode}",
            query={"deleteSubmitted": delete_submitted},
            templateName=template_name,
            languageCode=language_code,
        )

    async def update(
        self,
        template_name: str,
        language_code: str,
        template: inputs.WhatsappUpdateTemplateInputDto | Mapping[str, Any],
    ) -> outputs.WhatsappTemplateDto:
        """Write a template's pending changes; status SUBMIT sends them to Meta, DRAFT (the default) keeps them.

        Allowed while APPROVED, DISABLED, PAUSED or REJECTED and while no changes are under review; never for templates
        that Meta generated. `details.optimization` null removes it.
        """
        made = body(template, inputs.WhatsappUpdateTemplateInputDto)
        return await self.call(
            "PATCH",
            "/whatsapp/templates/{templateName}/languages/{languageCode}",
            outputs.WhatsappTemplateDto,
            body=made,
            templateName=template_name,
            languageCode=language_code,
        )

    async def compare(
        self,
        template_name: str,
        language_code: str,
        other: inputs.WhatsappInputTemplateCompareDto | Mapping[str, Any],
    ) -> outputs.WhatsappTemplateCompareDto:
        """Compare with exactly one other template; both need at least 1,000 sends in the time frame. Reads only."""
        made = body(other, inputs.WhatsappInputTemplateCompareDto)
        return await self.call(
            "POST",
            "/whatsapp/templates/{templateName}/languages/{languageCode}/compare",
            outputs.WhatsappTemplateCompareDto,
            body=made,
            changes=False,
            templateName=template_name,
            languageCode=language_code,
        )

    async def sync(self) -> None:
        """Sync the project's templates with Meta."""
        await self.call("POST", "/whatsapp/templates/sync")

    async def activity(
        self, template_name: str, language_code: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.WhatsappTemplateNotificationDto]:
        """One page of a template's activities, newest first; at most 100 a page."""
        return await self.page(
            "GET",
            "/whatsapp/templates/{templateName}/languages/{languageCode}/activities",
            outputs.WhatsappTemplateNotificationDto,
            "notifications",
            query={"pageToken": page_token, "pageSize": page_size},
            templateName=template_name,
            languageCode=language_code,
        )

    iterate_activity = paginate(activity)

    async def comment(self, template_name: str, language_code: str, text: str) -> outputs.WhatsappCommentDto:
        """Comment on a template, 1 to 65,535 characters; it can be neither changed nor deleted."""
        made = body({"comment": text}, inputs.WhatsappCommentInputDto)
        return await self.call(
            "POST",
            "/whatsapp/templates/{templateName}/languages/{languageCode}/comments",
            outputs.WhatsappCommentDto,
            body=made,
            templateName=template_name,
            languageCode=language_code,
        )
