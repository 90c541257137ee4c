"""The tag RCS Questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.provisioning.encode import chosen
from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Service

if TYPE_CHECKING:
    from bot.provisioning.models.inputs import rcs_questionnaire as inputs
    from bot.provisioning.models.outputs import rcs_questionnaire as outputs
else:
    inputs = LazyModule("bot.provisioning.models.inputs.rcs_questionnaire")
    outputs = LazyModule("bot.provisioning.models.outputs.rcs_questionnaire")


class RcsQuestionnaire(Service):
    """The questions to answer before an RCS sender can be launched; the answers go into the sender."""

    async def get(
        self,
        use_case: str,
        *,
        countries: Sequence[str] | None = None,
        us_questionnaire_version: str | None = None,
        us_questionnaire_brand_campaign_version: str | None = None,
    ) -> outputs.RcsSenderDetailsQuestionnaireBaseDto:
        """The questions for a use case and countries. They follow operators' demands and may change at any time."""
        chosen("useCase", [use_case], inputs.RcsInputSenderUseCasesEnum)
        return await self.call(
            "GET",
            "/rcs/questionnaire/{useCase}",
            outputs.RcsSenderDetailsQuestionnaireBaseDto,
            query={
                "countries": countries and chosen("countries", countries, inputs.RcsInputRcsCountryCodesEnum),
                "usQuestionnaireBrandCampaignVersion": us_questionnaire_brand_campaign_version,
                "usQuestionnaireVersion": us_questionnaire_version,
            },
            useCase=use_case,
        )
