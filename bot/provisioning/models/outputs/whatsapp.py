"""Outputs of the tag WhatsApp.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field, SecretStr

from bot.provisioning.base import Output


class WhatsappLongLivedAccessTokenDto(Output):
    long_lived_access_token: Annotated[
        SecretStr | None, Field(alias="longLivedAccessToken")
    ] = None


class WhatsappWabaNumbersDto(Output):
    id: str | None = None
    display_phone_number: Annotated[str | None, Field(alias="displayPhoneNumber")] = (
        None
    )
    provisioned: bool | None = None


class WhatsappWabaDetailsDto(Output):
    id: str | None = None
    numbers: list[WhatsappWabaNumbersDto] | None = None


class WhatsappWabaDetailsListDto(Output):
    wabas: list[WhatsappWabaDetailsDto] | None = None
