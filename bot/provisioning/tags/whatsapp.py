"""The tag WhatsApp: analytics and embedded signup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body
from bot.provisioning.errors import InvalidInput
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Service

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import whatsapp as inputs
    from bot.provisioning.models.outputs import whatsapp as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.whatsapp")
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp")


class Whatsapp(Service):
    """Both helpers of embedded signup are deprecated."""

    async def enable_template_analytics(self) -> None:
        """Switch Meta's template analytics on for the WABA; there is no way to switch it off.

        424 template_insights_not_yet_available: Meta does not offer it for this WABA yet.
        """
        await self.call("PUT", "/whatsapp/enableTemplateAnalytics")

    async def long_lived_access_token(
        self, token: inputs.WhatsappLongLivedAccessTokenInputDto | Mapping[str, Any]
    ) -> outputs.WhatsappLongLivedAccessTokenDto:
        """Trade a token or code of embedded signup for one that lives 60 days (deprecated)."""
        made = body(token, inputs.WhatsappLongLivedAccessTokenInputDto)
        if not (made.get("facebookToken") or made.get("facebookCode")):
            raise InvalidInput("facebookToken", "give facebookToken or facebookCode")
        return await self.call(
            "POST", "/whatsapp/longLivedAccessToken", outputs.WhatsappLongLivedAccessTokenDto, body=made
        )

    async def waba_details(
        self, token: inputs.WhatsappWabaDetailsListInputDto | Mapping[str, Any]
    ) -> outputs.WhatsappWabaDetailsListDto:
        """The WABAs that a Facebook token can see, with their numbers (deprecated). Reads only, though it is a POST."""
        made = body(token, inputs.WhatsappWabaDetailsListInputDto)
        return await self.call(
            "POST", "/whatsapp/wabaDetails", outputs.WhatsappWabaDetailsListDto, body=made, changes=False
        )
