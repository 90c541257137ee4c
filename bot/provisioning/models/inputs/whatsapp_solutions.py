"""Inputs of the tag WhatsApp Solutions.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


WhatsappInputBusinessManagersPublicDocumentationEnum: TypeAlias = (Literal["SINCH_BR", "SINCH_MX", "SINCH_UK"])


class WhatsappSolutionDetailsInputDto(Input):
    name: str


class WhatsappSolutionInputDto(Input):
    details: WhatsappSolutionDetailsInputDto
    access_token: Annotated[str, Field(alias="accessToken")]
    business_manager: Annotated[
        WhatsappInputBusinessManagersPublicDocumentationEnum,
        Field(alias="businessManager"),
    ]
