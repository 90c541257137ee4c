"""The tag RCS Upscales: inferred from the other tags, not documented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import rcs_upscales as inputs
    from bot.provisioning.models.outputs import rcs_upscales as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.rcs_upscales")
    outputs = LazyModule("bot.provisioning.models.outputs.rcs_upscales")


class RcsUpscales(Service):
    """Fields pass through untouched; a 404 means that the project's API has no upscales."""

    async def list(self, *, page_token: str | None = None, page_size: int | None = None) -> Page[outputs.RcsUpscaleDto]:
        """One page of upscales (inferred)."""
        return await self.page(
            "GET",
            "/rcs/upscales",
            outputs.RcsUpscaleDto,
            "upscales",
            query={"pageSize": page_size, "pageToken": page_token},
        )

    iterate = paginate(list)

    async def create(self, upscale: inputs.RcsInputUpscaleDto | Mapping[str, Any]) -> outputs.RcsUpscaleDto:
        """Create an upscale (inferred)."""
        made = body(upscale, inputs.RcsInputUpscaleDto)
        return await self.call("POST", "/rcs/upscales", outputs.RcsUpscaleDto, body=made)

    async def get(self, upscale_id: str) -> outputs.RcsUpscaleDto:
        """One upscale (inferred)."""
        return await self.call("GET", "/rcs/upscales/{upscaleId}", outputs.RcsUpscaleDto, upscaleId=upscale_id)

    async def update(
        self, upscale_id: str, upscale: inputs.RcsUpdateUpscaleDto | Mapping[str, Any]
    ) -> outputs.RcsUpscaleDto:
        """Change an upscale (inferred)."""
        made = body(upscale, inputs.RcsUpdateUpscaleDto)
        return await self.call(
            "PATCH", "/rcs/upscales/{upscaleId}", outputs.RcsUpscaleDto, body=made, upscaleId=upscale_id
        )

    async def delete(self, upscale_id: str) -> None:
        """Delete an upscale (inferred)."""
        await self.call("DELETE", "/rcs/upscales/{upscaleId}", upscaleId=upscale_id)
