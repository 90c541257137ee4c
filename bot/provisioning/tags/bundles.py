"""The tag Bundles: subproject, SMS app, Conversation app and webhooks made in one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body, chosen
from bot.provisioning.errors import InvalidInput
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import bundles as inputs
    from bot.provisioning.models.outputs import bundles as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.bundles")
    outputs = LazyModule("bot.provisioning.models.outputs.bundles")


class Bundles(Service):
    """A bundle is set up in the background: wait for BUNDLE_DONE or ask `get` again."""

    async def list(
        self,
        *,
        states: Sequence[str] | None = None,
        conv_app_ids: Sequence[str] | None = None,
        sms_app_ids: Sequence[str] | None = None,
        page_token: str | None = None,
        page_size: int | None = None,
    ) -> Page[outputs.BundlesBundlesDto]:
        """One page of bundles; 10 unless `page_size` says otherwise, at most 25."""
        return await self.page(
            "GET",
            "/bundles",
            outputs.BundlesBundlesDto,
            "bundles",
            query={
                "pageToken": page_token,
                "pageSize": page_size,
                "filterConvAppIds": conv_app_ids,
                "filterSmsAppIds": sms_app_ids,
                "filterStates": states and chosen("filterStates", states, inputs.BundlesBundleServicesStateEnum),
            },
        )

    iterate = paginate(list)

    async def create(self, bundle: inputs.BundlesInputBundlesDto | Mapping[str, Any]) -> outputs.BundlesBundlesDto:
        """Create a bundle; each block is an object, or true for its defaults. Mostly answers with state IN_PROGRESS.

        At least one of `subproject`, `smsApp` and `convApp` must be asked for, and each needs a name of its own or the
        bundle's.
        """
        made = body(bundle, inputs.BundlesInputBundlesDto)
        blocks = ("subproject", "smsApp", "convApp")
        if not any(made.get(name) or isinstance(made.get(name), dict) for name in blocks):
            raise InvalidInput("subproject", "ask for at least one of subproject, smsApp and convApp")
        return await self.call("POST", "/bundles", outputs.BundlesBundlesDto, body=made)

    async def get(self, bundle_id: str) -> outputs.BundlesBundlesDto:
        """One bundle with its resources, perhaps still in progress."""
        return await self.call("GET", "/bundles/{bundleId}", outputs.BundlesBundlesDto, bundleId=bundle_id)
