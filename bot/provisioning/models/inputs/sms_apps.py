"""Inputs of the tag SMS Apps.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


SmsInputSmsAppRegionsEnum: TypeAlias = (Literal["BR", "EU", "US"])


class SmsUpdateSmsAppDto(Input):
    name: Annotated[str | None, Field(max_length=255, min_length=1)] = None


class SmsInputSmsAppDto(Input):
    name: Annotated[str, Field(max_length=255, min_length=1)]
    region: SmsInputSmsAppRegionsEnum
    test: bool | None = False
    conv_api_app: Annotated[bool | None, Field(alias="convApiApp")] = None
    conv_api_app_id: Annotated[
        str | None, Field(alias="convApiAppId", min_length=1)
    ] = None
