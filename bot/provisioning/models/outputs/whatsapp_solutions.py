"""Outputs of the tag WhatsApp Solutions.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class WhatsappFailedSolutionDto(Output):
    partner_app_id: Annotated[str | None, Field(alias="partnerAppId")] = None
    error_code: Annotated[str | None, Field(alias="errorCode")] = None
    error_message: Annotated[str | None, Field(alias="errorMessage")] = None


class WhatsappSolutionDetailsDto(Output):
    name: str | None = None


class WhatsappSolutionMetaAppDto(Output):
    id: int | float | None = None
    name: str | None = None


class WhatsappSolutionDto(Output):
    id: str | None = None
    details: WhatsappSolutionDetailsDto | None = None
    partner_app: Annotated[
        WhatsappSolutionMetaAppDto | None, Field(alias="partnerApp")
    ] = None
    owner_app: Annotated[WhatsappSolutionMetaAppDto | None, Field(alias="ownerApp")] = (
        None
    )
    assigned: bool | None = None


class WhatsappSolutionListDto(Output):
    solutions: list[WhatsappSolutionDto] | None = None


class WhatsappCreateSolutionListDto(Output):
    solutions: list[WhatsappSolutionDto] | None = None
    failed_solutions: Annotated[
        list[WhatsappFailedSolutionDto] | None, Field(alias="failedSolutions")
    ] = None
