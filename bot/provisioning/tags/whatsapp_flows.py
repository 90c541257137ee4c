"""The tag WhatsApp Flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.outputs import whatsapp_flows as outputs
else:
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp_flows")


class WhatsappFlows(Service):
    """Flows of the project's WABA, to be used in template buttons."""

    async def list(
        self, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.WhatsappFlowDto]:
        """One page of flows; at most 100 a page."""
        return await self.page(
            "GET",
            "/whatsapp/flows",
            outputs.WhatsappFlowDto,
            "flows",
            query={"pageToken": page_token, "pageSize": page_size},
        )

    iterate = paginate(list)

    async def screens(self, flow_id: str) -> Page[outputs.WhatsappFlowScreenDto]:
        """The screens of a flow; this list has no pages."""
        return await self.page(
            "GET", "/whatsapp/flows/{flowId}/screens", outputs.WhatsappFlowScreenDto, "screens", flowId=flow_id
        )
