"""The tag WhatsApp Solutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.provisioning.encode import body
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import whatsapp_solutions as inputs
    from bot.provisioning.models.outputs import whatsapp_solutions as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.whatsapp_solutions")
    outputs = LazyModule("bot.provisioning.models.outputs.whatsapp_solutions")


class WhatsappSolutions(Service):
    """A solution ties a Solution Partner's Meta app to a Tech Provider's."""

    async def list(self) -> Page[outputs.WhatsappSolutionDto]:
        """The project's solutions; this list has no pages."""
        return await self.page("GET", "/whatsapp/solutions", outputs.WhatsappSolutionDto, "solutions")

    async def create(
        self, solution: inputs.WhatsappSolutionInputDto | Mapping[str, Any]
    ) -> outputs.WhatsappCreateSolutionListDto:
        """Create solutions, one per Tech Provider app; the answer, a success, also lists those that failed."""
        made = body(solution, inputs.WhatsappSolutionInputDto)
        return await self.call("POST", "/whatsapp/solutions", outputs.WhatsappCreateSolutionListDto, body=made)

    async def get(self, solution_id: str) -> outputs.WhatsappSolutionDto:
        """One solution."""
        return await self.call(
            "GET", "/whatsapp/solutions/{solutionId}", outputs.WhatsappSolutionDto, solutionId=solution_id
        )

    async def assign(self, solution_id: str) -> None:
        """Assign a solution to the project, for good: 409 once the project is onboarded, and there is no way back."""
        await self.call("POST", "/whatsapp/solutions/{solutionId}/assign", solutionId=solution_id)
