"""Inputs of the tag RCS Upscales.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import ConfigDict, Field

from bot.provisioning.base import Input


class RcsInputUpscaleDto(Input):
    model_config = ConfigDict(
        extra="allow",
    )
    sender_id: Annotated[str | None, Field(alias="senderId")] = None
    sms_service_id: Annotated[str | None, Field(alias="smsServiceId")] = None


class RcsUpdateUpscaleDto(Input):
    model_config = ConfigDict(
        extra="allow",
    )
