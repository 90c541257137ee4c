"""Inputs of the tag WhatsApp.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field, SecretStr

from bot.provisioning.base import Input


WhatsappInputBusinessManagersEnum: TypeAlias = (Literal["SINCH_AMERICA", "SINCH_BR", "SINCH_MX", "SINCH_SEP", "SINCH_UK"])


class WhatsappLongLivedAccessTokenInputDto(Input):
    facebook_token: Annotated[
        SecretStr | None, Field(alias="facebookToken", min_length=1)
    ] = None
    facebook_code: Annotated[
        SecretStr | None, Field(alias="facebookCode", min_length=1)
    ] = None
    business_manager: Annotated[
        WhatsappInputBusinessManagersEnum | None, Field(alias="businessManager")
    ] = None


class WhatsappWabaDetailsListInputDto(Input):
    facebook_token: Annotated[SecretStr, Field(alias="facebookToken")]
    business_manager: Annotated[
        WhatsappInputBusinessManagersEnum | None, Field(alias="businessManager")
    ] = None
